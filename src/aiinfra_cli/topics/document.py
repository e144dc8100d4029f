"""Topics as JSON values: every key is always there, null where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.model import OPEN
from aiinfra_cli.topics.tree import is_ready, waits_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aiinfra_cli.model import Milestone, Tally
    from aiinfra_cli.topics.model import Topic
    from aiinfra_cli.topics.tree import Branch, Node


def tree_document(branches: Sequence[Branch]) -> dict[str, Any]:
    """Give pillars with their groups, and topics with their parts."""
    return {
        "pillars": [
            {
                "id": one.pillar.id,
                "title": one.pillar.title,
                "about": one.pillar.about,
                "needs": list(one.pillar.needs),
                "waits_for": list(one.waits),
                "optional_minutes": one.optional_minutes,
                **_tally(one.tally),
                "groups": [
                    {
                        "title": group.title or None,
                        **_tally(group.tally),
                        "topics": [_node(node) for node in group.nodes],
                    }
                    for group in one.groups
                ],
            }
            for one in branches
        ]
    }


def total_document(found: Tally) -> dict[str, Any]:
    """Give the sums of the longer path."""
    return _tally(found)


def retired_document(gone: Iterable[Milestone]) -> dict[str, Any]:
    """Give what was touched and has left the longer path, by its credit."""
    return {
        "retired": [
            {
                "id": one.id,
                "kind": one.kind,
                "title": one.title,
                "minutes": one.minutes,
                "status": one.status,
                "closed_day": one.closed_day,
            }
            for one in gone
        ]
    }


def ready_document(topics: Iterable[Topic]) -> dict[str, Any]:
    """Give what can be started, in order."""
    return {
        "ready": [
            {
                "id": one.id,
                "title": one.title,
                "pillar": one.pillar,
                "minutes": one.minutes,
            }
            for one in topics
        ]
    }


def topic_document(topic: Topic, states: Mapping[str, str]) -> dict[str, Any]:
    """Give all of a topic with the learner's state."""
    return {
        "id": topic.id,
        "kind": topic.kind,
        "title": topic.title,
        "pillar": topic.pillar,
        "section": topic.section or None,
        "part_of": topic.part_of or None,
        "minutes": topic.minutes,
        "optional": topic.optional,
        "status": states.get(topic.id, OPEN),
        "ready": is_ready(topic, states),
        "needs": list(topic.needs),
        "waits_for": list(waits_for(topic, states)),
        "description": topic.description,
        "objectives": list(topic.objectives),
        "items": list(topic.items),
        "concepts": list(topic.concepts),
        "projects": list(topic.projects),
        "references": [one._asdict() for one in topic.references],
        "sources": list(topic.sources),
        "erratum": topic.erratum or None,
        "unverified": topic.unverified or None,
        "verified": {"on": topic.verified_on, "how": topic.verified_how}
        if topic.verified_on
        else None,
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.topic.id,
        "kind": node.topic.kind,
        "title": node.topic.title,
        "optional": node.topic.optional,
        "own_minutes": node.topic.minutes,
        "status": node.status,
        "ready": node.is_ready,
        "waits_for": list(node.waits),
        **_tally(node.tally),
        "parts": [_node(part) for part in node.parts],
    }


def _tally(found: Tally) -> dict[str, Any]:
    counted = found.minutes - found.skipped_minutes
    return {
        "covered": found.done_minutes / counted if counted > 0 else None,
        "minutes": found.minutes,
        "done_minutes": found.done_minutes,
        "skipped_minutes": found.skipped_minutes,
        "topics": found.items,
        "done": found.done,
        "skipped": found.skipped,
    }
