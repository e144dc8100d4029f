"""The longer path as a tree, with what is ready to start and how far each part is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED, Tally

if TYPE_CHECKING:
    from aiinfra_cli.topics.model import Pillar, Topic, Topics

# States come as the status of each topic by id, the one begun last first; a topic that
# is not there is open.
States = Mapping[str, str]


class Node(NamedTuple):
    """A topic with where the learner stands, and the topics that are part of it."""

    topic: Topic
    status: str
    is_ready: bool
    waits: tuple[str, ...]  # ids of open needs
    parts: tuple[Node, ...]
    tally: Tally  # of it and its parts


class Group(NamedTuple):
    """The nodes below one heading; the only group of most pillars has none."""

    title: str
    nodes: tuple[Node, ...]
    tally: Tally


class Branch(NamedTuple):
    """A pillar with its groups."""

    pillar: Pillar
    groups: tuple[Group, ...]
    waits: tuple[str, ...]  # ids of pillars that come before, and are not covered
    tally: Tally
    optional_minutes: int  # told beside: they are not in the tally


def tree(topics: Topics, states: States) -> tuple[Branch, ...]:
    """Give every pillar as a branch, in order."""
    tallies = {one.id: tally(topics.within(one), states) for one in topics.pillars}
    return tuple(_branch(topics, one, states, tallies) for one in topics.pillars)


def ready(topics: Iterable[Topic], states: States) -> list[Topic]:
    """List the open topics whose needs are all closed, in their order."""
    return [one for one in topics if is_ready(one, states)]


def is_ready(topic: Topic, states: States) -> bool:
    """Tell whether a topic is open and nothing that it needs is."""
    return states.get(topic.id, OPEN) == OPEN and not waits_for(topic, states)


def waits_for(topic: Topic, states: States) -> tuple[str, ...]:
    """Give the ids of needs that are neither done nor skipped."""
    return tuple(id for id in topic.needs if not _is_closed(id, states))


def following(
    topics: Topics,
    states: States,
    last: Topic | None = None,
    *,
    pillar: str | None = None,
) -> Topic | None:
    """Give what to take up next: what is begun, then what is ready.

    After work on a topic that is a ready one of its pillar, from there on. Else it is
    the first of a pillar that waits for no other, or the first of all. Optional ones
    come last. With a pillar only its topics are looked at.
    """
    within = topics.within(topics.pillar(pillar)) if pillar else topics.topics
    by_id = {one.id: one for one in within}
    for id, status in states.items():
        if status == STARTED and id in by_id:
            return by_id[id]
    open_now = ready(within, states)
    places = {one.id: number for number, one in enumerate(topics.topics)}
    waiting = {one.pillar.id for one in tree(topics, states) if one.waits}

    def rank(one: Topic) -> tuple[bool, bool, bool, bool, int]:
        near = last is not None and one.pillar == last.pillar
        after = near and last is not None and places[one.id] > places[last.id]
        here = places[one.id]
        return one.optional, not near, not after, one.pillar in waiting, here

    return min(open_now, key=rank, default=None)


def tally(topics: Iterable[Topic], states: States) -> Tally:
    """Add up topics, each once; optional ones stand aside."""
    counted = {one.id: one for one in topics if not one.optional}.values()
    done = [one.minutes for one in counted if states.get(one.id) == DONE]
    skipped = [one.minutes for one in counted if states.get(one.id) == SKIPPED]
    return Tally(
        minutes=sum(one.minutes for one in counted),
        done_minutes=sum(done),
        skipped_minutes=sum(skipped),
        items=len(counted),
        done=len(done),
        skipped=len(skipped),
    )


def _is_closed(id: str, states: States) -> bool:
    return states.get(id) in (DONE, SKIPPED)


def _branch(
    topics: Topics, pillar: Pillar, states: States, tallies: Mapping[str, Tally]
) -> Branch:
    within = topics.within(pillar)
    # What is gathered stands alone here: its parts lie in the file that holds it.
    own = [one for one in within if one.pillar == pillar.id]
    gathered = [one for one in within if one.pillar != pillar.id]
    groups = [
        _group(title, [one for one in own if one.section == id], states)
        for id, title in (("", ""), *pillar.sections)
    ]
    groups.append(_group("", gathered, states))
    return Branch(
        pillar,
        tuple(group for group in groups if group.nodes),
        tuple(id for id in pillar.needs if _is_left(tallies.get(id, Tally()))),
        tallies[pillar.id],
        sum(one.minutes for one in within if one.optional),
    )


def _is_left(found: Tally) -> bool:
    return found.done + found.skipped < found.items


def _group(title: str, topics: list[Topic], states: States) -> Group:
    ids = {one.id for one in topics}
    nodes = tuple(
        _node(one, [part for part in topics if part.part_of == one.id], states)
        for one in topics
        if one.part_of not in ids
    )
    return Group(title, nodes, tally(topics, states))


def _node(topic: Topic, parts: list[Topic], states: States) -> Node:
    return Node(
        topic,
        states.get(topic.id, OPEN),
        is_ready(topic, states),
        waits_for(topic, states),
        tuple(_node(one, [], states) for one in parts),
        tally([topic, *parts], states),
    )
