"""One cell, and the look back on a month, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from aiinfra_cli.practices.listing import list_lines
from aiinfra_cli.practices.looks import (
    LOOKS,
    MARK,
    Line,
    percent,
    strength_bar,
    summary,
    this_period,
)
from aiinfra_cli.practices.model import Chart, Practice, Skip
from aiinfra_cli.practices.review import Look, LookBack, Month
from aiinfra_cli.practices.standing import Standing, View
from aiinfra_cli.typography import cell_width, cut, pad, wrap

KEY = 11  # columns of the names of facts
BAR = 24
WIDEST = 100  # columns of prose
LAST = 5  # days and skips that a page names
TIMES, CHANGE = 10, 14  # columns of "31 times" and of "100 % → 100 %"
LONGEST = 32  # columns of a title in the look back


def page_lines(
    view: View, id: str, width: int, titles: Mapping[str, str] | None = None
) -> list[Line]:
    """Tell all of a practice; `titles` are those of what it is linked to.

    KeyError where no practice has the id.
    """
    standing = view.standings[id]
    practice = standing.practice
    mark, style, words = LOOKS[standing.status]
    lines: list[Line] = [
        *_wrapped(practice.title, width, "head"),
        *_wrapped(
            f"{mark} {words} · {_pillar(view.chart, practice)}".strip(), width, style
        ),
        [],
    ]
    if not practice.is_own:  # the words of the chart are about another practice
        lines += [*_wrapped(practice.description, width), []]
    for key, text in _facts(standing):
        for line in wrap(text, max(width - KEY - 2, 20)):
            lines.append([(f"  {pad(key, KEY)}", "dim"), (line, "")])
            key = ""
    if standing.strength is not None:
        bar = strength_bar(standing.strength, BAR)
        told = (f" {percent(standing.strength)}", "")
        lines.append([(f"  {pad('strength', KEY)}", "dim"), *bar, told])
    if standing.state.skips:
        lines += [
            [],
            [("Skipped", "head")],
            *_skips(standing.state.skips[-LAST:], width),
        ]
    for title, ids in (
        ("On the path", practice.items),
        ("Concepts", practice.concepts),
    ):
        if ids:
            lines += [[], [(title, "head")], *_links(ids, titles or {}, width)]
    for title, text in (("Note", practice.note), ("Corrected", practice.erratum)):
        if text and not practice.is_own:
            lines += [[], [(title, "head")], *_wrapped(text, width)]
    if practice.is_own:
        return [*lines, [], *_wrapped("Sources: your own words", width, "dim")]
    return [*lines, [], *origin(view.chart, practice.sources, width)]


def pillar_lines(
    view: View, id: str, width: int | None, *, mark: str = MARK
) -> list[Line]:
    """Tell all of a pillar: its practices, hidden ones too, and where it comes from."""
    pillar = view.sides[id].pillar
    most = min(width or WIDEST, WIDEST)
    lines = list_lines(view, width, pillar=id, hidden=True, mark=mark)
    facts = [("id", id), ("the chart", pillar.chart_title), ("topics", pillar.topics)]
    lines += [[], *(_fact(key, text) for key, text in facts if text)]
    for title, text in (("Note", pillar.note), ("Corrected", pillar.erratum)):
        if text and not pillar.is_own:
            lines += [[], [(title, "head")], *_wrapped(text, most)]
    return [*lines, [], *origin(view.chart, view.chart.sources, most)]


def goal_lines(view: View, width: int) -> list[Line]:
    """Tell all of the goal, and of the chart as a whole."""
    goal, chart = view.chart.goal, view.chart
    lines: list[Line] = [
        *_wrapped(goal.title, width, "head"),
        *_wrapped(summary(view), width, "dim"),
        [],
    ]
    if goal.description and not goal.is_own:
        lines += [*_wrapped(goal.description, width), []]
    facts = [("id", goal.id), ("the chart", goal.chart_title)]
    lines += [_fact(key, text) for key, text in facts if text]
    if chart.erratum:
        lines += [[], [("Corrected", "head")], *_wrapped(chart.erratum, width)]
    return [*lines, [], *origin(chart, chart.sources, width)]


def origin(chart: Chart, sources: Sequence[str], width: int) -> list[Line]:
    """Say how the chart was checked, and where something comes from."""
    told = [f"Unverified: {chart.unverified}"] if chart.unverified else []
    if chart.verified_on:
        told.append(f"Checked {chart.verified_on}: {chart.verified_how}")
    told.append(f"Sources: {'; '.join(sources)}")
    return [line for text in told for line in _wrapped(text, width, "dim")]


def _fact(key: str, text: str) -> Line:
    return [(f"  {pad(key, KEY)}", "dim"), (text, "")]


def _pillar(chart: Chart, practice: Practice) -> str:
    return next(one.title for one in chart.pillars if one.id == practice.pillar)


def _facts(standing: Standing) -> Iterator[tuple[str, str]]:
    practice, state = standing.practice, standing.state
    whose = "stated by the chart" if practice.is_stated else "our proposal"
    if state.cadence:
        whose = "your own"
    yield "id", practice.id
    if practice.is_own:
        yield "the chart", practice.chart_title
    if not practice.is_blank:
        yield "cadence", f"{practice.cadence.words} ({whose})"
    if standing.counts:
        yield "now", this_period(standing)
    if state.done:
        days = ", ".join(map(_day, reversed(state.done[-LAST:])))
        yield "done", f"{_times(len(state.done))}, last on {days}"


def look_back_lines(look: LookBack, width: int, *, mark: str = MARK) -> list[Line]:
    """Tell of a month: what was done, skipped, let go, and what pillars became."""
    lines: list[Line] = [[(f"Look back on {_named(look.month)}", "head")]]
    done = [one for one in look.looks if one.times]
    if done:
        lines += [[], [("Done", "head")], *_done(done, width, mark)]
    skipped = [(one, skip) for one in look.looks for skip in one.skips]
    skipped.sort(key=lambda pair: pair[1].day)
    if not done and not skipped:
        lines += [[], [("Nothing was done, and nothing skipped", "dim")]]
    if skipped:
        lines += [[], [("Skipped", "head")]]
        ids = max(cell_width(one.practice.id) for one, _ in skipped) + 2
        for one, skip in skipped:
            lines += _skips([skip], width, pad(one.practice.id, ids))
    if look.faded:
        lines += [[], [("Let go without a word", "head")]]
        ids = max(cell_width(one.practice.id) for one in look.faded) + 2
        for one in look.faded:
            id = (f"  {pad(one.practice.id, ids)}", "id")
            lines.append([id, (_change(one.before, one.after), "dim")])
    lines += [[], [("Pillars", "head")]]
    room = max(cell_width(one.pillar.title) for one in look.sides)
    room = max(min(room, width - 2 - 2 - TIMES - CHANGE), 12)
    for side in look.sides:
        title = pad(cut(side.pillar.title, room, mark=mark), room + 2)
        words = f"{pad(_times(side.times), TIMES)}{_change(side.before, side.after)}"
        lines.append([(f"  {title}", ""), (words, "dim")])
    return [*lines, [], *_advice(look, width)]


def _done(done: Sequence[Look], width: int, mark: str) -> Iterator[Line]:
    """List what was done: how often, in how many of the periods, what became of it."""
    ids = max(cell_width(one.practice.id) for one in done) + 2
    kept = [_kept(one) for one in done]
    periods = max(map(cell_width, kept)) + 2
    titles = max(cell_width(one.practice.label) for one in done) + 2
    titles = min(titles, LONGEST)
    end = TIMES + periods + CHANGE
    for one, words in zip(done, kept, strict=True):
        told = pad(_times(one.times), TIMES) + pad(words, periods)
        told += _change(one.before, one.after)
        id = (pad(one.practice.id, ids), "id")
        if width < 2 + ids + end:
            yield [("  ", ""), id]
            yield [("    ", ""), (told, "dim")]
        elif width < 2 + ids + titles + end:
            yield [("  ", ""), id, (told, "dim")]
        else:
            title = cut(one.practice.label, titles - 2, mark=mark)
            yield [("  ", ""), id, (pad(title, titles), ""), (told, "dim")]


def _kept(one: Look) -> str:
    if not one.asked:
        return ""
    unit = one.unit if one.asked == 1 else f"{one.unit}s"
    return f"{one.kept} of {one.asked} {unit}"


def _advice(look: LookBack, width: int) -> Iterator[Line]:
    """Ask what is to change, and name what was never begun."""
    told = "What do you keep, word anew, ask for less often, or hide?"
    yield from _wrapped(told, width)
    count = len(look.never)
    if count:
        were = "1 practice was" if count == 1 else f"{count} practices were"
        yield from _wrapped(
            f"{were} never begun: hide what is not for you.", width, "dim"
        )


def _skips(skips: Sequence[Skip], width: int, before: str = "") -> Iterator[Line]:
    for skip in skips:
        start = f"  {_day(skip.day)}  {before}"
        room = max(width - cell_width(start), 20)
        for line in wrap(skip.reason or "no reason was given", room):
            yield [(start, "dim"), (line, "")]
            start = " " * cell_width(start)


def _links(ids: Sequence[str], titles: Mapping[str, str], width: int) -> Iterator[Line]:
    room = max(cell_width(id) for id in ids) + 2
    for id in ids:
        title = cut(titles.get(id, ""), max(width - room - 2, 12))
        yield [("  ", ""), (pad(id, room), "id"), (title, "")]


def _change(before: float | None, after: float | None) -> str:
    return (
        f"{pad(percent(before), 5, right=True)} → {pad(percent(after), 5, right=True)}"
    )


def _named(month: Month) -> str:
    named = f"{month.first:%B %Y}"
    return named if month.is_over else f"{named}, through {_day(month.last)}"


def _day(day: date) -> str:
    return day.isoformat()


def _times(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrap(text, width):
        yield [(line, style)]
