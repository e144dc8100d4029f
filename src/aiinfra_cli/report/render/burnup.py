"""The burn-up: hours done day by day against the plan, and where that leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.drawing.svg import number, opening, rect, text
from aiinfra_cli.report.model import BurnUp, Point, Report
from aiinfra_cli.report.render.axes import day_ticks, hour_ticks
from aiinfra_cli.report.render.palette import sheet
from aiinfra_cli.report.render.progress import burnup_words
from aiinfra_cli.report.render.words import day_words

HEAD = 34.0  # room for the heading of a picture that stands alone
_TOP, _BOTTOM, _LEFT = 14.0, 34.0, 46.0
_FOOT = 10.0  # from the days to the words below them
_SIZE, _LINE = 12.0, 16.0  # of labels, and from one to the next
_GAP = 10.0
_CURVES = {
    "said-done": "done",
    "said-plan": "plan",
    "said-first": "first",
    "said-forecast": "middle",
}
_FAR = 2.5  # a forecast beyond so many lengths of the rest is cut off


class Size(NamedTuple):
    """The size of a picture without its heading, and where its words stand."""

    width: float
    height: float
    below: bool  # under the days, where there is no room beside the curves


BROAD, NARROW = Size(720, 300, below=False), Size(340, 220, below=True)


class Label(NamedTuple):
    """A line of text beside what it speaks of."""

    words: str
    kind: str
    y: float


class Frame(NamedTuple):
    """Where days and minutes stand in the picture."""

    first: date
    last: date
    most: int  # minutes
    left: float
    right: float
    top: float
    bottom: float
    edge: float  # of the picture, to the right

    def x(self, day: date) -> float:
        """Give the place of a day; one beyond the edge stands on it."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def y(self, minutes: float) -> float:
        """Give the height of so many minutes."""
        return self.bottom - minutes / self.most * (self.bottom - self.top)


def burnup_svg(
    report: Report, *, alone: bool = True, theme: str = "auto", size: Size = BROAD
) -> str:
    """Draw the burn-up; in a page, which has the style sheet and a heading, not alone.

    Empty where there is nothing to draw.
    """
    found = report.burnup
    if found is None:
        return ""
    head = HEAD if alone else 0.0
    labels = [*_labels(found, report)]
    frame = _frame(found, report, labels, head, size)
    title = f"Burn-up · {report.title}"
    height = head + size.height + (_FOOT + len(labels) * _LINE if size.below else 0)
    name = "burnup-narrow" if size.below else "burnup"
    lines = [opening(size.width, height, title, burnup_words(report), name)]
    if alone:
        lines.append(f"<style>{sheet(theme)}</style>")
        lines.append(rect(0, 0, size.width, height, 'class="page"'))
        lines.append(text(_LEFT, 26, title, "head"))
    lines += _grid(frame)
    lines += _curves(found, date.fromisoformat(report.as_of), frame)
    lines += _below(labels, frame) if size.below else _beside(labels, frame)
    return "\n".join([*lines, "</svg>\n"])


def _beside(labels: Sequence[Label], frame: Frame) -> Iterator[str]:
    """Put labels to the right, each beside what it speaks of."""
    at = [label._replace(y=frame.y(label.y)) for label in labels]
    for label in apart(at, frame.top, frame.bottom):
        yield text(frame.right + _GAP, label.y + 4, label.words, label.kind)


def _below(labels: Sequence[Label], frame: Frame) -> Iterator[str]:
    """List labels below the days, each behind a piece of its curve."""
    y, told = frame.bottom + _BOTTOM + _FOOT, ""
    for label in labels:
        if label.kind != told:
            piece = f"M{number(frame.left)} {number(y - 4)}h20"
            yield f'<path class="{_CURVES[label.kind]}" d="{piece}"/>'
        told = label.kind
        yield text(frame.left + 28, y, label.words, label.kind)
        y += _LINE


def apart(labels: Sequence[Label], top: float, bottom: float) -> list[Label]:
    """Move labels from one another, as little as it takes, inside the frame."""
    found: list[Label] = []
    for label in sorted(labels, key=lambda one: one.y):
        least = found[-1].y + _LINE if found else top
        found.append(label._replace(y=max(label.y, least)))
    most = bottom
    for index in range(len(found) - 1, -1, -1):
        found[index] = found[index]._replace(y=min(found[index].y, most))
        most = found[index].y - _LINE
    return found


def _labels(found: BurnUp, report: Report) -> Iterator[Label]:
    """Name what is drawn; y is in minutes here."""
    done = found.done[-1].minutes if found.done else 0
    yield Label(f"{_hours(done)} done", "said-done", done)
    if found.planned:
        last = found.planned[-1]
        words = f"plan: {_hours(last.minutes)} by {day_words(last.day, report.as_of)}"
        yield Label(words, "said-plan", last.minutes)
    if found.first_planned:
        last = found.first_planned[-1]
        words = f"first plan: by {day_words(last.day, report.as_of)}"
        yield Label(words, "said-first", last.minutes)
    if found.middle:
        yield Label(
            f"forecast: {day_words(found.middle, report.as_of)}",
            "said-forecast",
            found.total,
        )
        ends = [one for one in (found.early, found.late) if one]
        if len(set(ends)) == 2:
            words = " to ".join(day_words(one, report.as_of) for one in ends)
            yield Label(words, "said-forecast", found.total)


def _frame(
    found: BurnUp, report: Report, labels: Sequence[Label], head: float, size: Size
) -> Frame:
    first, last = _range(found, date.fromisoformat(report.as_of))
    points = (*found.done, *found.planned, *found.first_planned)
    most = max([found.total, *(point.minutes for point in points)])
    gutter = max((text_width(one.words, _SIZE) for one in labels), default=0.0)
    right = size.width - (_GAP if size.below else max(gutter + 2 * _GAP, 60.0))
    ticks = hour_ticks(most)
    left = max(_LEFT, text_width(f"{ticks[-1]} h", _SIZE) + 2 * _GAP)
    top, bottom = head + _TOP, head + size.height - _BOTTOM
    return Frame(first, last, ticks[-1] * 60, left, right, top, bottom, size.width)


def _range(found: BurnUp, now: date) -> tuple[date, date]:
    """Give the days to draw: all of done and plan, and a near forecast."""
    points = (*found.done, *found.planned, *found.first_planned)
    days = [now, *(date.fromisoformat(point.day) for point in points)]
    first, last = min(days), max(days)
    ends = [found.early, found.middle, found.late]
    for end in (date.fromisoformat(one) for one in ends if one):
        far = first + timedelta(_FAR * max((last - first).days, 14))
        last = max(last, min(end, far))
    return first, max(last, first + timedelta(6))


def _grid(frame: Frame) -> Iterator[str]:
    for hours in hour_ticks(frame.most):
        line = f"M{number(frame.left)} {number(frame.y(hours * 60))}"
        yield f'<path class="grid" d="{line}H{number(frame.right)}"/>'
        yield text(
            frame.left - 8, frame.y(hours * 60) + 4, f"{hours} h", "quiet", at="end"
        )
    edge = 0.0
    for day in day_ticks(frame.first, frame.last):
        words = _tick(day, frame)
        x, half = frame.x(day), text_width(words, _SIZE) / 2
        if x - half < edge or x + half > frame.edge - 4:
            continue  # it would touch the one before
        edge = x + half + 6
        down = f"M{number(x)} {number(frame.bottom)}v5"
        yield f'<path class="grid" d="{down}"/>'
        yield text(x, frame.bottom + 20, words, "quiet", at="middle")


def _curves(found: BurnUp, now: date, frame: Frame) -> Iterator[str]:
    done = found.done[-1].minutes if found.done else 0
    if found.middle and found.late:
        start = f"M{_at(frame, now, done)}"
        early = date.fromisoformat(found.early or found.middle)
        late = date.fromisoformat(found.late)
        ends = f"L{_at(frame, early, found.total)}L{_at(frame, late, found.total)}"
        yield f'<path class="range" d="{start}{ends}Z"/>'
    if found.middle:
        middle = date.fromisoformat(found.middle)
        yield (
            f'<path class="middle" d="M{_at(frame, now, done)}'
            f'L{_at(frame, middle, found.total)}"/>'
        )
    for name, points in (("first", found.first_planned), ("plan", found.planned)):
        if points:
            path = _path((Point(points[0].day, 0), *points), frame)
            yield f'<path class="{name}" d="{path}"/>'
    steps = _steps(found.done, now, frame)
    if steps:
        foot = number(frame.bottom)
        start = steps[1:].split(" ")[0]
        yield f'<path class="area" d="{steps}V{foot}H{start}Z"/>'
        yield f'<path class="done" d="{steps}"/>'
    x, y = number(frame.x(now)), number(frame.y(done))
    yield f'<circle class="dot" cx="{x}" cy="{y}" r="4"/>'


def _steps(points: Sequence[Point], now: date, frame: Frame) -> str:
    """Draw what is done: level until a day on which it grew."""
    if not points:
        return ""
    first = points[0]
    path = f"M{_at(frame, date.fromisoformat(first.day), 0)}"
    for point in points:
        day = date.fromisoformat(point.day)
        path += f"H{number(frame.x(day))}V{number(frame.y(point.minutes))}"
    return f"{path}H{number(frame.x(now))}"


def _path(points: Sequence[Point], frame: Frame) -> str:
    return "M" + "L".join(
        _at(frame, date.fromisoformat(one.day), one.minutes) for one in points
    )


def _at(frame: Frame, day: date, minutes: int) -> str:
    return f"{number(frame.x(day))} {number(frame.y(minutes))}"


def _tick(day: date, frame: Frame) -> str:
    if (frame.last - frame.first).days > 500:
        return f"{day:%b %Y}"
    return f"{day.day} {day:%b}"


def _hours(minutes: int) -> str:
    if minutes >= 600:
        return f"{round(minutes / 60)} h"
    return f"{minutes / 60:.1f}".removesuffix(".0") + " h"
