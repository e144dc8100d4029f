"""The tree, what is ready to start, and one topic, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aiinfra_cli.model import DONE, OPEN, RETIRED, SKIPPED, STARTED
from aiinfra_cli.topics.rows import (
    Line,
    Link,
    Row,
    covered_text,
    fact_lines,
    head_lines,
    link_lines,
    point_lines,
    rows_lines,
    share_of,
    wrapped,
)
from aiinfra_cli.topics.tree import Branch, Group, Node, is_ready
from aiinfra_cli.typography import minutes_text

if TYPE_CHECKING:
    from aiinfra_cli.model import Milestone, Tally
    from aiinfra_cli.topics.model import Topic, Topics

READY = "→ ready"
NOTE = "our estimates, apart from the four weeks and their numbers"


def total_lines(found: Tally, width: int | None) -> list[Line]:
    """Sum up the longer path."""
    head = f"The longer path · {covered_text(found)}"
    counts = f"{found.done} of {found.items - found.skipped} done"
    sums = f"{counts}, {minutes_text(found.minutes)}: {NOTE}"
    return [*wrapped(head, width, "head"), *wrapped(sums, width, "dim"), []]


def tree_lines(
    branches: Sequence[Branch], width: int | None, *, about: Sequence[Line] = ()
) -> list[Line]:
    """Draw pillars with all they hold; `→ ready` is what can be started now.

    What is said about a pillar goes below its head.
    """
    lines: list[Line] = []
    for branch in branches:
        lines += [*_head(branch, width), *([[], *about, []] if about else [])]
        lines += [*_groups(branch.groups, width), []]
    legend = f"{READY}: all it needs is done or skipped"
    if any(node.parts for one in branches for node in _nodes(one)):
        legend += " · %: Covered of a topic with its guides"
    return [*lines, *wrapped(legend, width, "dim")]


def pillars_lines(branches: Sequence[Branch], width: int | None) -> list[Line]:
    """List pillars and tracks without what they hold, each with its Covered."""
    rows = [
        Row(
            _status(branch),
            branch.pillar.id,
            branch.pillar.title,
            minutes_text(branch.tally.minutes),
            share_of(branch.tally),
            *_standing(branch),
        )
        for branch in branches
    ]
    return list(rows_lines(rows, width))


def ready_lines(
    topics: Iterable[Topic], width: int | None, *, by_pillar: bool = True
) -> list[Line]:
    """List topics that can be started, below the ids of their pillars."""
    found = list(topics)
    if not found:
        return [[("Nothing is ready: finish what is begun, or reopen something", "")]]
    rows = [
        Row(
            OPEN,
            one.id,
            one.title,
            minutes_text(one.minutes),
            note="optional" if one.optional else "",
            depth=1,
        )
        for one in found
    ]
    lines: list[Line] = []
    pillar = ""
    for one, line in zip(found, rows_lines(rows, width), strict=True):
        if by_pillar and one.pillar != pillar:
            pillar = one.pillar
            lines.append([(pillar, "head")])
        lines.append(line)
    return lines


def retired_lines(gone: Sequence[Milestone], width: int | None) -> list[Line]:
    """List what a learner touched and what has left the longer path since."""
    if not gone:
        return []
    rows = [
        Row(
            RETIRED,
            one.id,
            one.title,
            minutes_text(one.minutes),
            note="" if one.status == OPEN else one.status,
        )
        for one in gone
    ]
    told = "left the longer path since, and counts there no more"
    head: list[Line] = [[], [("Retired", "head")], *wrapped(told, width, "dim")]
    return [*head, *rows_lines(rows, width)]


def page_lines(
    topics: Topics,
    topic: Topic,
    states: Mapping[str, str],
    links: Mapping[str, Link],
    standing: str,
    width: int | None,
) -> list[Line]:
    """Tell all of a topic.

    Links give titles and states of what it names outside the longer path; standing
    says where the learner is with it.
    """
    about = (
        topic.kind,
        "optional" if topic.optional else "",
        minutes_text(topic.minutes) + " (our estimate)",
        topics.pillar(topic.pillar).title,
        standing,
        READY if is_ready(topic, states) else "",
    )
    lines: list[Line] = head_lines(topic.id, topic.title, about, width)
    if topic.unverified:
        lines += wrapped(f"not verified: {topic.unverified}", width, "late")
    lines += [[], *wrapped(topic.description, width), []]
    lines += [[("Afterwards you can", "head")]]
    lines += point_lines(topic.objectives, width)
    inside = {
        one.id: Link(states.get(one.id, OPEN), one.title) for one in topics.topics
    }
    parts = [one.id for one in topics.topics if one.part_of == topic.id]
    for title, ids, known in (
        ("Part of", (topic.part_of,) if topic.part_of else (), inside),
        ("Needs", topic.needs, inside),
        ("Parts", parts, inside),
        ("On the four weeks", topic.items, links),
        ("Concepts", topic.concepts, links),
        ("Projects", topic.projects, links),
    ):
        lines += link_lines(title, ids, known, width)
    lines += [[], [("Read", "head")]]
    for page in topic.references:
        lines += point_lines([page.name], width)
        lines.append([("    ", ""), (page.url, f"link {page.url}")])
    return [*lines, [], *fact_lines(_origin(topic), width)]


def _head(branch: Branch, width: int | None) -> Iterator[Line]:
    pillar, found = branch.pillar, branch.tally
    yield [(pillar.title, "head")]
    yield from wrapped(" · ".join(_sums(branch, found)), width, "dim")
    if branch.waits:
        yield from wrapped(f"comes after {', '.join(branch.waits)}", width, "dim")


def _sums(branch: Branch, found: Tally) -> Iterator[str]:
    yield branch.pillar.id
    yield covered_text(found)
    yield f"{found.done} of {found.items - found.skipped} done"
    yield minutes_text(found.minutes)
    if branch.optional_minutes:
        yield f"{minutes_text(branch.optional_minutes)} optional beside"


def _groups(groups: Sequence[Group], width: int | None) -> Iterator[Line]:
    rows = [row for group in groups for row in _rows(group)]
    drawn = iter(list(rows_lines(rows, width)))
    for group in groups:
        if group.title:
            yield [(f"  {group.title}", ""), (f"  {share_of(group.tally)}", "dim")]
        for _ in _rows(group):
            yield next(drawn)


def _rows(group: Group) -> Iterator[Row]:
    for node in group.nodes:
        yield _row(node, 1)
        for part in node.parts:
            yield _row(part, 2)


def _row(node: Node, depth: int) -> Row:
    topic = node.topic
    note, style, brief = "", "dim", ""
    if node.is_ready:
        note, style = READY, "next"
    elif node.status == SKIPPED:
        note = "skipped"
    elif node.status == OPEN:
        note, brief = f"after {', '.join(node.waits)}", "waits"
    if topic.optional:
        note, brief = f"{note}, optional" if note else "optional", brief or note
    return Row(
        node.status,
        topic.id,
        topic.title,
        minutes_text(topic.minutes),
        share_of(node.tally) if node.parts else "",
        note,
        style,
        brief,
        depth,
    )


def _status(branch: Branch) -> str:
    """Sum up a pillar in one status, optional topics aside."""
    found = branch.tally
    if found.done + found.skipped == found.items:
        return DONE if found.done else SKIPPED
    return STARTED if any(n.status != OPEN for n in _nodes(branch)) else OPEN


def _nodes(branch: Branch) -> Iterator[Node]:
    for group in branch.groups:
        for node in group.nodes:
            yield from (node, *node.parts)


def _standing(branch: Branch) -> tuple[str, str, str]:
    """Give the note of a pillar, its style, and its brief form."""
    count = sum(node.is_ready for node in _nodes(branch))
    ready = f"→ {count} ready" if count else ""
    after = f"after {', '.join(branch.waits)}" if branch.waits else ""
    note = ", ".join(part for part in (ready, after) if part)
    return note, "next" if ready else "dim", ready or ("waits" if after else "")


def _origin(topic: Topic) -> Iterator[tuple[str, str]]:
    if topic.erratum:
        yield "Corrected", topic.erratum
    if topic.verified_on:
        yield "Checked", f"{topic.verified_on}: {topic.verified_how}"
    yield "Sources", "; ".join(topic.sources)
