"""How practices look on a line of a terminal: marks, styles, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiinfra_cli.planning.numbers import percent as percent_of
from aiinfra_cli.practices.cadence import ONGOING
from aiinfra_cli.practices.standing import (
    BEGUN,
    BLANK,
    HIDDEN,
    KEPT,
    OPEN,
    SKIPPED,
    Standing,
    View,
    mean,
)
from aiinfra_cli.typography import MARKS, bar, cell_width, cut, wrap
from aiinfra_cli.typography import Line as Line
from aiinfra_cli.typography import Span as Span

# A status is drawn with a mark, a style of the console, and words for the legend.
LOOKS = {
    OPEN: (MARKS["open"], "", "open"),
    BEGUN: (MARKS["started"], "started", "done, but not yet as often as asked"),
    KEPT: (MARKS["done"], "done", "done as often as asked"),
    SKIPPED: (MARKS["skipped"], "dim", "skipped with a reason"),
    HIDDEN: (" ", "dim", "hidden"),
    BLANK: (" ", "dim", "waits for your words"),
}
LONGEST = 100  # columns of a line of words where there is no terminal
MARK = "…"  # where text was cut; the caller gives "..." for plain ASCII


def percent(strength: float | None) -> str:
    """Write a strength; a dash stands for what was never begun."""
    return "–" if strength is None else percent_of(strength)


def strength_bar(strength: float | None, width: int) -> list[Span]:
    """Draw a strength as a bar."""
    filled, empty = bar(strength or 0.0, width)
    return [(filled, "done"), (empty, "dim")]


def this_period(standing: Standing) -> str:
    """Say how often it was done in the period that is running."""
    cadence, done = standing.practice.cadence, standing.done
    when = "today" if cadence.every == "day" else f"this {cadence.period}"
    if cadence.every != ONGOING and standing.asked:
        return f"{done} of {standing.asked} {when}"
    if standing.status == SKIPPED:
        return f"skipped {when}"
    return f"{done} {when}"


def fitted(texts: Sequence[str], width: int, most: int, mark: str = MARK) -> list[str]:
    """Break the first of the texts that fits whole into lines, else cut the last one.

    A text fits when it takes `most` lines at most and no word of it must be broken.
    """
    lines: list[str] = []
    for text in texts:
        lines = wrap(text, width)
        if (
            len(lines) <= most
            and max(map(cell_width, text.split()), default=0) <= width
        ):
            return lines
    if len(lines) > most:
        # The rest is joined to the last line, so that the mark shows where it ends.
        lines[most - 1 :] = [cut(" ".join(lines[most - 1 :]), width, mark=mark)]
    return lines


def summary(view: View) -> str:
    """Sum up the chart: how much of it was begun, and how strong it is."""
    begun = sum(side.begun for side in view.sides.values())
    count = sum(side.practices for side in view.sides.values())
    found = mean(one.strength for one in view.standings.values() if one.counts)
    told = f"{begun} of {count} practices begun"
    return told if found is None else f"{told} · strength {percent(found)}"


def head(view: View, width: int | None) -> list[Line]:
    """Name the goal, and sum up what stands around it."""
    goal = wrap(view.chart.goal.title, width or LONGEST)
    return [*([(line, "head")] for line in goal), [(summary(view), "dim")], []]


def legend(statuses: Sequence[str], width: int) -> list[Line]:
    """Explain the marks, in as many lines as they take."""
    parts: list[list[Span]] = [
        [(mark, style), (f" {words}", "dim")]
        for mark, style, words in (LOOKS[one] for one in statuses)
    ]
    return list(_flow(parts, width))


def _flow(
    parts: Sequence[list[Span]], width: int, gap: int = 3
) -> Iterator[list[Span]]:
    line: list[Span] = []
    used = 0
    for part in parts:
        wide = sum(cell_width(text) for text, _ in part)
        if line and used + gap + wide > width:
            yield line
            line, used = [], 0
        if line:
            line.append((" " * gap, ""))
            used += gap
        line += part
        used += wide
    if line:
        yield line
