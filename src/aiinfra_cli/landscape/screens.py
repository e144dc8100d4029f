"""An entry, a list of entries and what has grown old, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.landscape.looks import (
    LOOKS,
    Line,
    caveats,
    count_text,
    legend,
    name_of,
    standing,
)
from aiinfra_cli.landscape.model import DONE, NONE, SOME, Category, Entry, Landscape
from aiinfra_cli.typography import cell_width, cut, pad, wrap

if TYPE_CHECKING:
    from aiinfra_cli.landscape.stale import Stale

KEY = 13  # columns of the names of facts
UNTOLD = "No milestone, topic or reading deals with it: here it cannot be done."


class Link(NamedTuple):
    """Something that an entry is linked to, and what the learner did of it."""

    state: str
    title: str


def page_lines(
    entry: Entry,
    category: str,
    state: str,
    parts: Mapping[str, Mapping[str, Link]],
    concepts: Mapping[str, Link],
    width: int,
) -> list[Line]:
    """Tell all that is known of an entry.

    `parts` gives what it rests on, by the heading that it stands under; `concepts`
    the concepts that it names, and after those the ones that name it.
    """
    mark, style, _ = LOOKS[state]
    words = _how_far(entry, state, parts, concepts)
    kind = f"{entry.kind} · {entry.layer} layer · {category}"
    lines: list[Line] = [
        [(entry.name, "head"), (f"   {mark} {words}", style)],
        *_wrapped(kind, width, "dim"),
    ]
    if said := caveats(entry):
        lines += _wrapped(", ".join(said), width, "late")
    lines += [[], *_wrapped(entry.description, width), []]
    for key, text in _facts(entry):
        for line in wrap(text, max(width - KEY - 2, 20)):
            lines.append([(f"  {pad(key, KEY)}", "dim"), (line, "")])
            key = ""
    for title, links in parts.items():
        if links:
            lines += [[], [(title, "head")], *_links(tuple(links), links, width)]
    lines += _concepts(entry, concepts, width)
    if not any(parts.values()):
        lines += [[], *_wrapped(UNTOLD, width)]
    for title, text in (
        ("Note", entry.note),
        ("Corrected", entry.erratum),
        ("Not verified", entry.unverified),
    ):
        if text:
            lines += [[], [(title, "head")], *_wrapped(text, width)]
    lines.append([])
    if entry.verified_on:
        told = f"Checked {entry.verified_on}: {entry.verified_how}"
        lines += _wrapped(told, width, "dim")
    lines += _wrapped(f"Sources: {'; '.join(entry.sources)}", width, "dim")
    return lines


def _how_far(
    entry: Entry,
    state: str,
    parts: Mapping[str, Mapping[str, Link]],
    concepts: Mapping[str, Link],
) -> str:
    """Word a state: how much of what it rests on is done, or where it was met."""
    if state == SOME:
        states = [[link.state for link in links.values()] for links in parts.values()]
        # The first part is the path: where it deals with the entry, it decides.
        path, *others = states or [[]]
        beside = [one for some in others for one in some]
        if any(one != NONE for one in (*path, *beside)):
            told, all_of = (" of the path", path) if path else ("", beside)
            return f"begun, {all_of.count(DONE)} of {len(all_of)}{told} done"
        for id in entry.concepts:
            if id in concepts and concepts[id].state != NONE:
                return f"met in {id}"
    return LOOKS[state][2]


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.names:
        yield "also called", ", ".join(entry.names)
    yield from _given("licence", entry.licence)
    since = f" since {entry.since}" if entry.since else ""
    yield from _given("foundation", _kept(entry) + since)
    if entry.repository:
        yield "repository", f"https://github.com/{entry.repository}"
    yield from _given("home", entry.home)
    if entry.release:
        on = f", {entry.release.on}" if entry.release.on else ""
        yield "release", f"{entry.release.version}{on} ({entry.release.how})"
    if entry.place:
        by = "the upstream chart" if entry.place.by == "upstream" else "us"
        x, y = round(entry.place.x * 100), round(entry.place.y * 100)
        yield "on the map", f"{x} % to mature, {y} % up, placed by {by}"
    yield from _given("weeks", ", ".join(entry.weeks))


def _given(key: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield key, text


def _concepts(entry: Entry, concepts: Mapping[str, Link], width: int) -> Iterator[Line]:
    naming = [id for id in concepts if id not in entry.concepts]
    if not entry.concepts and not naming:
        return
    yield []
    yield [("Concepts", "head")]
    yield from _links(entry.concepts or naming, concepts, width)
    if entry.concepts and naming:  # as many as forty: their ids will do
        for line in wrap(f"and in {', '.join(naming)}", max(width - 4, 20)):
            yield [(f"    {line}", "dim")]


def _links(ids: Sequence[str], links: Mapping[str, Link], width: int) -> Iterator[Line]:
    room = max(cell_width(id) for id in ids) + 2
    for id in ids:
        link = links.get(id)
        mark, style, _ = LOOKS[link.state if link else NONE]
        title = cut(link.title, max(width - room - 4, 12)) if link else ""
        yield [(f"  {mark} ", style), (pad(id, room), "id"), (title, "")]


def list_lines(
    landscape: Landscape, studied: Mapping[str, str], width: int
) -> list[Line]:
    """List entries by category: mark, id, name, who keeps it, then what marks mean."""
    lines: list[Line] = []
    ids = max((cell_width(one.id) for one in landscape.entries), default=0) + 2
    names = max((cell_width(name_of(one)) for one in landscape.entries), default=0) + 2
    for category in landscape.categories:
        mine = [one for one in landscape.entries if one.category == category.id]
        if not mine:
            continue
        lines += [[]] if lines else []
        lines.append(_heading(category, mine, studied, width))
        for one in mine:
            mark, style, _ = LOOKS[studied.get(one.id, NONE)]
            room = width - 4 - ids - names
            words = _kept(one) if one.status == "active" else standing(one)
            lines.append(
                [
                    (f"  {mark} ", style),
                    (pad(one.id, ids), "id"),
                    (pad(name_of(one), names), ""),
                    (cut(words, room) if room >= 8 else "", "dim"),
                ]
            )
    return [*lines, [], *legend(width)]


def _heading(
    category: Category,
    entries: Sequence[Entry],
    studied: Mapping[str, str],
    width: int,
) -> Line:
    """Give the title of a category, how much of it was studied, and its id."""
    told = f"   {count_text(entries, studied)}"
    id = f" · {category.id}"
    used = cell_width(category.title) + cell_width(told)
    fits = used + cell_width(id) <= width
    return [(category.title, "head"), (told + (id if fits else ""), "dim")]


def _kept(entry: Entry) -> str:
    return ", ".join(one for one in (entry.foundation, entry.maturity) if one)


def stale_lines(found: Sequence[Stale], months: int, width: int) -> list[Line]:
    """List what has grown old, the oldest first, then what was never verified."""
    dated = [one for one in found if one.released or one.verified]
    never = [one.entry.id for one in found if one.is_unverified]
    ids = max((cell_width(one.entry.id) for one in dated), default=0) + 2
    lines: list[Line] = []
    for one in dated:
        id = one.entry.id
        for line in wrap("; ".join(_ages(one)), max(width - ids, 20)):
            lines.append([(pad(id, ids), "id"), (line, "")])
            id = ""
    many = "1 entry" if len(dated) == 1 else f"{len(dated)} entries"
    told = f"{many} older than {months} months" if dated else "Nothing is that old"
    lines += [*([[]] if dated else []), [(told, "head")]]
    if never:
        told = f"Never verified ({len(never)}): {', '.join(never)}"
        lines += [[], *_wrapped(told, width)]
    return lines


def _ages(one: Stale) -> Iterator[str]:
    release = one.entry.release
    if one.released and release:
        yield f"{release.version} released {one.released}"
    if one.verified:
        yield f"checked {one.verified}"


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrap(text, width):
        yield [(line, style)]
