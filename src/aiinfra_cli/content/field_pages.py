"""Topics, practices, reading and events of validated files, as a course holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.content.events import events_of
from aiinfra_cli.content.pages import links_to, text_of
from aiinfra_cli.content.practices import chart_values
from aiinfra_cli.content.reading import reading_of
from aiinfra_cli.content.topics import topics_of
from aiinfra_cli.course import (
    CONCEPT,
    ENTRY,
    EVENT,
    PATH,
    PRACTICE,
    READING,
    TOPIC,
    CoursePage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.course import CourseLink

GOAL, PILLAR = "goal", "pillar"  # kinds of what heads others
_EVENT = "event"  # the only kind of its family

_COLUMNS = {"id", "kind", "title", "minutes", "optional", "aliases"}
# Which family an item belongs to that is named under a key.
_NAMED = {
    "concepts": CONCEPT,
    "items": PATH,
    "projects": ENTRY,
    "topics": TOPIC,
    "instead": READING,
    "within": EVENT,
}


def topic_pages(files: Files) -> Iterator[CoursePage]:
    """Give each pillar of the longer path with its topics after it."""
    for pillar in topics_of(model for model, _ in files.pillars.values()):
        topics = pillar.pop("topics", ())
        yield _page(TOPIC, PILLAR, pillar)
        for topic in topics:
            page = {**topic, "pillar": pillar["id"]}
            yield _page(TOPIC, topic["kind"], page, round(topic["hours"] * 60))


def practice_pages(files: Files) -> Iterator[CoursePage]:
    """Give the goal, with the head of its chart, and each pillar with its practices."""
    if files.chart is None:
        return
    chart = chart_values(files.chart[0])
    goal, pillars = chart.pop("goal"), chart.pop("pillars")
    yield _page(PRACTICE, GOAL, {**goal, "chart": chart})
    for pillar in pillars:
        practices = pillar.pop("practices")
        yield _page(PRACTICE, PILLAR, pillar)
        for practice in practices:
            page = {**practice, "pillar": pillar["id"]}
            yield _page(PRACTICE, PRACTICE, page)


def reading_pages(files: Files) -> Iterator[CoursePage]:
    """Give the reading list in its order."""
    for entry in reading_of(files.reading[0]) if files.reading else ():
        yield _page(READING, entry["kind"], entry, entry.get("minutes", 0))


def event_pages(files: Files) -> Iterator[CoursePage]:
    """Give the events by date."""
    for event in events_of(files.events[0]) if files.events else ():
        yield _page(EVENT, _EVENT, event)


def _page(
    family: str, kind: str, values: dict[str, Any], minutes: int = 0
) -> CoursePage:
    detail = {key: value for key, value in values.items() if key not in _COLUMNS}
    if values.get("optional"):  # what only a column holds, the rooms would not see
        detail["optional"] = True
    return CoursePage(
        family,
        values["id"],
        kind,
        values["title"],
        aliases=tuple(values.get("aliases", ())),
        links=tuple(_links(values)),
        detail=detail,
        # Elsewhere a place is where something is drawn; here it is a city.
        text=text_of([detail, values["place"] if family == EVENT else ""]),
        minutes=minutes,
        optional=bool(values.get("optional")),
    )


def _links(values: dict[str, Any]) -> Iterator[CourseLink]:
    for key, family in _NAMED.items():
        named = values.get(key, ())
        yield from links_to(family, (named,) if isinstance(named, str) else named)
