"""What is beside the path and can be marked like it: topics and reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.commands import changes, rows
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.model import (
    CONCEPT,
    ENTRY,
    EVENT,
    OPEN,
    READING,
    STARTED,
    TOPIC,
    Milestone,
)
from aiinfra_cli.store import field_queries, page_queries, queries
from aiinfra_cli.store.ids import Target
from aiinfra_cli.store.resolve import written
from aiinfra_cli.topics import tree
from aiinfra_cli.topics.model import topics_of
from aiinfra_cli.topics.reading import PLACEHOLDER, following, reading_of, sum_text
from aiinfra_cli.topics.rows import Link
from aiinfra_cli.typography import MARKS, minutes_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.console import Out
    from aiinfra_cli.topics.model import Topic, Topics
    from aiinfra_cli.topics.reading import Reading

PILLAR = "pillar"
WIDEST = 100  # columns of a page: longer lines are hard to read


def longer_path(app: App) -> Topics:
    """Read all pillars with their topics."""
    return topics_of(field_queries.pillars(app.db, app.course))


def reading_list(app: App) -> tuple[Reading, ...]:
    """Read all that there is to read."""
    return reading_of(field_queries.reading(app.db, app.course))


def states(app: App, family: str) -> Mapping[str, str]:
    """Give the status of what is not open any more, what was begun last first."""
    return queries.statuses(app.db, app.course, family)


def below(app: App, target: Target) -> list[changes.Key] | None:
    """Give the topics that a pillar stands for; None for what is marked itself.

    Raises Declined for a placeholder.
    """
    kind = _kind(app, target)
    if kind == PLACEHOLDER:
        raise _nothing(app, target)
    if kind != PILLAR:
        return None
    path = longer_path(app)
    within = path.within(path.pillar(target.id))
    return [changes.Key(TOPIC, topic.id) for topic in within]


def require_one(app: App, target: Target) -> None:
    """Refuse what is not one thing to work on.

    Raises UsageError for a pillar, Declined for a placeholder.
    """
    kind = _kind(app, target)
    if kind == PLACEHOLDER:
        raise _nothing(app, target)
    if kind == PILLAR:
        raise UsageError(
            f"{target.id} is a pillar", hint=f"name a topic: aiinfra topics {target.id}"
        )


def open_needs(app: App, milestone: Milestone) -> list[str]:
    """List what a topic needs that is neither done nor skipped."""
    topic = longer_path(app).topic(milestone.id) if milestone.family == TOPIC else None
    return [*tree.waits_for(topic, states(app, TOPIC))] if topic else []


def sums(app: App, marked: Sequence[Milestone]) -> Iterator[str]:
    """Say how far the pillars of topics are, and the reading."""
    ids = {one.id for one in marked if one.family == TOPIC}
    if ids:
        path, found = longer_path(app), states(app, TOPIC)
        for pillar in path.pillars:
            own = [one for one in path.within(pillar) if one.pillar == pillar.id]
            if ids & {one.id for one in own}:
                tally = tree.tally(own, found)
                of = f"{tally.done} of {tally.items - tally.skipped} done"
                yield f"{pillar.title}: {of}"
    if len(ids) < len(marked):
        yield f"Reading: {sum_text(reading_list(app), states(app, READING))}"


def next_step(app: App, about: Sequence[Milestone]) -> str:
    """Name what comes after work beside the path."""
    last = about[-1]
    if own := step_of(app, last):
        return own
    if last.family == TOPIC:
        path = longer_path(app)
        return next_topic(app, path, states(app, TOPIC), path.topic(last.id))
    return next_reading(app, reading_list(app), states(app, READING), last.id)


def next_topic(
    app: App,
    path: Topics,
    found: Mapping[str, str],
    last: Topic | None = None,
    *,
    pillar: str | None = None,
) -> str:
    """Name the command that goes on with the longer path, or with a pillar of it."""
    topic = tree.following(path, found, last, pillar=pillar)
    if topic is None:
        return "aiinfra topics"
    return _step(app, TOPIC, topic.id, found)


def next_reading(
    app: App, reading: Sequence[Reading], found: Mapping[str, str], last: str = ""
) -> str:
    """Name the command that goes on with the reading list."""
    one = following(reading, found, last)
    if one is None:
        return "aiinfra reading"
    return _step(app, READING, one.id, found)


def step_of(app: App, milestone: Milestone) -> str | None:
    """Name the command that goes on with one thing; none where it is closed."""
    if milestone.closed:
        return None
    family, id, status = milestone.family, milestone.id, milestone.status
    return _step(app, family, id, {id: status})


def one(app: App, family: str, id: str) -> Milestone:
    """Read a topic or a reading with where the learner stands on it."""
    return changes.read_one(app.db, app, changes.Key(family, id))


def links(app: App, family: str, id: str) -> dict[str, Link]:
    """Give the titles of all that an item names, and the states of what has some."""
    db, course = app.db, app.course
    found = {
        item.id: Link(item.status, item.title)
        for item in page_queries.milestones_of(db, course, family, id)
    }
    for other in (CONCEPT, ENTRY, EVENT):
        for named in page_queries.linked(db, course, family, id, other):
            found[named.id] = Link("", named.title)
    for other in (TOPIC, READING):
        known = states(app, other)
        for named in page_queries.linked(db, course, family, id, other):
            found[named.id] = Link(known.get(named.id, OPEN), named.title)
    return found


def standing_text(app: App, milestone: Milestone) -> str:
    """Say where the learner stands, with the mark before it."""
    words = rows.standing_text(milestone, today=app.clock.today())
    spent = f", {minutes_text(milestone.actual)} spent" if milestone.actual else ""
    return f"{MARKS[milestone.status]} {words}{spent}"


def page_width(out: Out) -> int | None:
    """Give the columns that a page may take; none where nothing is broken."""
    return min(out.width, WIDEST) if out.width else None


def standing(one: Milestone) -> dict[str, Any]:
    """Write where the learner stands on a topic or a reading."""
    return {
        "status": one.status,
        "begun_at": one.begun_at,
        "closed_at": one.closed_at,
        "closed_day": one.closed_day,
        "reason": one.reason,
        "minutes_actual": one.actual,
        "timer_at": one.timer_at,
    }


def _step(app: App, family: str, id: str, found: Mapping[str, str]) -> str:
    verb = "done" if found.get(id) == STARTED else "begin"
    return f"aiinfra {verb} {written(app.db, app.course, Target(family, id))}"


def _kind(app: App, target: Target) -> str:
    found = queries.milestone(app.db, app.course, target.id, target.family)
    assert found is not None
    return found.kind


def _nothing(app: App, target: Target) -> Declined:
    """Say that nobody wrote what a placeholder is called."""
    found = queries.detail_of(app.db, app.course, target.id, READING)
    instead = ", ".join(found.get("instead", ()))
    return Declined(
        f"{target.id} is nothing to read: nobody wrote it",
        hint=f"read instead: {instead}" if instead else "see: aiinfra reading",
    )
