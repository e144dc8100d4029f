"""The parts that pages about one item are made of."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.commands.rows import day_text
from aiinfra_cli.typography import MARKS, cell_width, pad, wrap

if TYPE_CHECKING:
    from datetime import date

    from aiinfra_cli.console import Line, Out, Span
    from aiinfra_cli.labs.model import Check
    from aiinfra_cli.model import State
    from aiinfra_cli.store.page_queries import Named

NARROW = 88  # a line of prose longer than this is hard to read


def words(out: Out, text: str, *, indent: int = 0) -> list[Line]:
    """Give a learner's own words: their lines are kept, and only broken to fit."""
    width = min(out.width, NARROW) - indent if out.width else 10**9
    lines: list[Line] = []
    for line in text.strip().splitlines():
        lines += [[(" " * indent + part, "")] for part in wrap(line, width)]
    return lines


def kept(out: Out, state: State, today: date) -> list[Line]:
    """Give the notes and the evidence that a learner put to something."""
    lines: list[Line] = []
    for note in state.notes:
        head = f"Note, {day_text(note['day'], today)}"
        lines += [[], [(head, "head")], *words(out, note["text"], indent=2)]
    if state.evidence:
        lines += [[], [("Evidence", "head")]]
    for one in state.evidence:
        if one["kind"] == "link":
            lines.append([(f"  {one['url']}", "")])
        else:
            lines.append([(f"  {one['path']}", "")])
            lines.append([(f"    {one['size']} bytes, sha256 {one['sha256']}", "dim")])
    return lines


def section(head: str, lines: Iterable[Line]) -> list[Line]:
    """Put a heading before lines; nothing at all where there are none."""
    found = list(lines)
    return [[], [(head, "head")], *found] if found else []


def bullets(out: Out, head: str, texts: Iterable[str] | None) -> list[Line]:
    """Give a list of texts below a heading; nothing where there are none."""
    lines: list[Line] = []
    for text in texts or ():
        first, *rest = lines_of(out, text, indent=4) or [[("", "")]]
        lines += [[("  - ", ""), *first[1:]], *rest]
    return section(head, lines)


def titled(out: Out, lead: str, title: str, *, style: str = "") -> list[Line]:
    """Give a title behind its number or mark."""
    return _hung(out, [(lead, style)], title, style)


def checklist(out: Out, checks: Sequence[Check], passed: Container[str]) -> list[Line]:
    """List the checks of a lab, each with whether it has passed."""
    width = max((cell_width(check.id) for check in checks), default=0)
    lines: list[Line] = []
    for check in checks:
        mark, style = ("done", "done") if check.id in passed else ("open", "")
        lead = [(f"  {MARKS[mark]} ", style), (pad(check.id, width) + "  ", "id")]
        lines += _hung(out, lead, check.title, "dim" if style else "")
    return lines


def _hung(out: Out, lead: Sequence[Span], text: str, style: str) -> list[Line]:
    """Put a text behind its lead, and what does not fit below its beginning."""
    margin = sum(cell_width(part) for part, _ in lead)
    if out.width and out.width - margin < _LEAST_ROOM:
        folded = [[(part, style)] for part in wrap(text, out.width - 4)]
        return [lead, *([("    ", ""), *line] for line in folded)]
    first, *rest = wrap(text, out.width - margin if out.width else 10**9)
    return [[*lead, (first, style)], *([(" " * margin + p, style)] for p in rest)]


_LEAST_ROOM = 24  # cells


def references(found: Iterable[dict[str, str]]) -> list[Line]:
    """Give the pages to read, each with its address below."""
    lines: list[Line] = []
    for reference in found:
        url = reference["url"]
        lines.append([(f"  {reference['name']}", "")])
        lines.append([("    ", ""), (url, f"link {url}")])
    return section("Read", lines)


def named(out: Out, found: Sequence[Named]) -> list[Line]:
    """Give ids with their titles in two columns."""
    width = max((cell_width(one.id) for one in found), default=0)
    lines: list[Line] = []
    for one in found:
        room = max(out.width - width - 4, 12) if out.width else 10**9
        lines.append(
            [("  " + pad(one.id, width), "id"), ("  " + out.cut(one.title, room), "")]
        )
    return lines


def provenance(out: Out, detail: dict[str, Any]) -> list[Line]:
    """Say how the facts of an item were checked, and where they come from."""
    lines: list[Line] = [[]]
    if verified := detail.get("verified"):
        lines += faint(out, f"Facts checked {verified['on']}: {verified['how']}")
    if why := detail.get("unverified"):
        lines += faint(out, f"Unverified: {why}")
    return lines + faint(out, "Sources: " + "; ".join(detail.get("sources", [])))


def faint(out: Out, text: str) -> list[Line]:
    """Give what is not for now as dim lines."""
    width = min(out.width, NARROW) if out.width else 10**9
    return [[(part, "dim")] for part in wrap(text, width)]


def tool(one: dict[str, Any]) -> str:
    """Name a program with the version that it must have."""
    return f"{one['name']} {one['min']} or newer" if one.get("min") else one["name"]
