"""Rules about ids: each thing has one, nobody else has it, and it stays."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from aiinfra_cli.content.families import known
from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.outline import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.loader import Document
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.content.schema import Headed
    from aiinfra_cli.errors import Problem


def named(outline: Outline) -> Iterator[tuple[str, Place]]:
    """Give each id of the path with its place: weeks, sessions, then items."""
    for week, place in outline.weeks:
        yield week.id, place.below("id")
    for session, place, _ in outline.sessions:
        yield session.id, place.below("id")
    for item in outline.items:
        yield item.model.id, item.place.below("id")


def file_names(files: Files, outline: Outline) -> Iterator[Problem]:
    """What has a file of its own is named like it."""
    groups: tuple[Mapping[str, tuple[Headed, Document]], ...] = (
        *(files.weeks, files.labs, files.areas, files.categories, files.pillars),
    )
    for name, (model, document) in chain.from_iterable(one.items() for one in groups):
        if model.id != stem(name):
            folder = name.partition("/")[0]
            yield Place(document, ("id",)).problem(
                f'id "{model.id}" does not fit the name of the file',
                f"rename the file to {folder}/{model.id}.yaml, or mend the id",
            )


def weeks_listed(files: Files, outline: Outline) -> Iterator[Problem]:
    """path.yaml lists the weeks that exist, and only those."""
    if files.path is None:
        return
    path, document = files.path
    for index, week in enumerate(path.weeks):
        if f"weeks/{week}.yaml" not in files.names:
            yield Place(document, ("weeks", index)).problem(
                f"there is no weeks/{week}.yaml",
                "write the file, or take the week out of the list",
            )
    for name, (week_model, week_document) in files.weeks.items():
        if stem(name) not in path.weeks:
            yield Place(week_document, ("id",)).problem(
                f'week "{week_model.id}" is not in the path',
                "add it to weeks in path.yaml, or move the file away",
            )


def ids_unique(files: Files, outline: Outline) -> Iterator[Problem]:
    """Weeks, sessions and items share one set of ids."""
    seen: dict[str, Place] = {}
    for name, place in named(outline):
        if name in seen:
            yield place.problem(
                f'id "{name}" is already used at {seen[name]}', "choose another id"
            )
        else:
            seen[name] = place


def aliases_free(files: Files, outline: Outline) -> Iterator[Problem]:
    """An alias is nobody's id and leads to one item only."""
    ids = dict(named(outline))
    claimed: dict[str, Place] = {}
    for item in outline.items:
        for index, alias in enumerate(item.model.aliases):
            place = item.place.below("aliases", index)
            if alias in ids:
                yield place.problem(
                    f'alias "{alias}" is an id, at {ids[alias]}',
                    "an alias is an id of the past: take it out",
                )
            elif alias in claimed:
                yield place.problem(
                    f'alias "{alias}" is already used at {claimed[alias]}',
                    "keep it with the item that took over the work",
                )
            else:
                claimed[alias] = place


def retired_stay_retired(files: Files, outline: Outline) -> Iterator[Problem]:
    """An id that left the curriculum is not used again."""
    if files.path is None:
        return
    path, document = files.path
    taken = dict(named(outline))
    for item in outline.items:
        for index, alias in enumerate(item.model.aliases):
            taken.setdefault(alias, item.place.below("aliases", index))
    for one in known(files):
        taken.setdefault(one.name, one.place)
    for index, name in enumerate(path.retired):
        if name in taken:
            yield Place(document, ("retired", index)).problem(
                f'retired id "{name}" is used again at {taken[name]}',
                "choose a new id there: the old one keeps its learners' credit",
            )


def sessions_in_week(files: Files, outline: Outline) -> Iterator[Problem]:
    """A session of week-2 is called w2-…"""
    for session, place, week in outline.sessions:
        start = week.id.replace("week-", "w", 1) + "-"
        if not session.id.startswith(start):
            yield place.below("id").problem(
                f'session "{session.id}" does not belong to {week.id}',
                f"start its id with {start}",
            )


def parts_unique(files: Files, outline: Outline) -> Iterator[Problem]:
    """Steps and checks have ids of their own within a lab."""
    for lab, document in files.labs.values():
        steps = [step.id for step in lab.steps]
        checks = [check.id for check in lab.checks]
        for key, parts in (("steps", steps), ("checks", checks)):
            seen: dict[str, Place] = {}
            for index, part in enumerate(parts):
                place = Place(document, (key, index, "id"))
                if part in seen:
                    yield place.problem(
                        f'"{part}" is used twice in {key}, first at {seen[part]}',
                        "choose another id",
                    )
                seen.setdefault(part, place)
