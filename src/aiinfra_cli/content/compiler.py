"""Validated files to a `Course`: the same bytes give the same course."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from aiinfra_cli.content import field_pages, pages
from aiinfra_cli.content.digest import digest_of, read_files
from aiinfra_cli.content.lab import Check, Lab
from aiinfra_cli.content.lint import examine
from aiinfra_cli.content.schema import Checkpoint
from aiinfra_cli.content.versions import fill
from aiinfra_cli.course import (
    Course,
    CourseCheck,
    CourseItem,
    CourseSession,
    CourseTool,
    CourseWeek,
    Rest,
)
from aiinfra_cli.errors import CurriculumError

if TYPE_CHECKING:
    from pathlib import Path

    from aiinfra_cli.content.lab import Tools
    from aiinfra_cli.content.outline import Item, Outline
    from aiinfra_cli.content.schema import Milestone

# What `show` and reports print, in that order.
_DETAIL = (
    *("description", "laptop", "case", "objectives", "versions", "tools", "concepts"),
    *("steps", "hand_in", "few_checks", "rubric", "passed", "cleanup", "pitfalls"),
    *("references", "estimate", "sources", "verified", "unverified", "erratum"),
)
# What a run of a check needs, beside its probes.
_RUN = ("expect", "sees", "wants", "why", "hint", "needs")


def compile_folder(folder: Path) -> Course:
    """Compile a folder, or raise with every problem that stands against it."""
    contents = read_files(folder)
    files, outline, problems = examine(contents)
    if problems or files.path is None:
        many = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise CurriculumError(
            f"the curriculum in {str(folder)!r} has {many}",
            hint="mend the files named here, then try again",
            problems=tuple(str(problem) for problem in problems),
        )
    path, _ = files.path
    return Course(
        id=path.id,
        title=path.title,
        version=path.version,
        summary=path.summary,
        digest=digest_of(contents),
        weeks=tuple(
            CourseWeek(week.id, number, week.title, week.focus)
            for number, (week, _) in enumerate(outline.weeks, 1)
        ),
        sessions=_sessions(outline),
        items=tuple(_item(item) for item in outline.items),
        tools=_tools(files.tools[0]) if files.tools else (),
        pages=(
            *pages.concept_pages(files, outline),
            *pages.entry_pages(files),
            *field_pages.topic_pages(files),
            *field_pages.practice_pages(files),
            *field_pages.reading_pages(files),
            *field_pages.event_pages(files),
        ),
        cards=pages.cards(files, outline),
    )


def check_digest(check: Check) -> str:
    """Hash what a check looks at and expects; its texts are not part of that."""
    return _digest({"probes": probes_of(check), "expect": check.expect})


def probes_of(check: Check) -> dict[str, Any]:
    """Give the probes of a check by name; a single one has none.

    What the writer left out is left out: so a default of the future changes no digest.
    """
    named = {"": check.probe} if check.probe else check.probes
    return {
        name: probe.model_dump(mode="json", exclude_unset=True)
        for name, probe in named.items()
    }


def _digest(value: object) -> str:
    return sha256(canonical(value)).hexdigest()[:16]


def canonical(value: object) -> bytes:
    """Write a JSON value in the one way that is always the same."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()


def _sessions(outline: Outline) -> tuple[CourseSession, ...]:
    return tuple(
        CourseSession(session.id, week.id, session.title, session.days, number)
        for number, (session, _, week) in enumerate(outline.sessions, 1)
    )


def _item(item: Item) -> CourseItem:
    model = item.model
    checks = _checks(model) if isinstance(model, Lab) else ()
    detail = _detail(model)
    claims = [check.title for check in checks]
    return CourseItem(
        id=model.id,
        kind=item.kind,
        title=model.title,
        minutes=0 if isinstance(model, Checkpoint) else model.minutes,
        position=item.position,
        week=item.week,
        session=item.session,
        optional=model.optional,
        tier=model.tier if isinstance(model, Lab) else None,
        needs=() if isinstance(model, Checkpoint) else model.needs,
        tags=model.tags,
        aliases=model.aliases,
        rests=_rests(model) if isinstance(model, Checkpoint) else (),
        checks=checks,
        proof=_proof(checks),
        detail=detail,
        text=pages.text_of([detail, claims]),
    )


def _rests(checkpoint: Checkpoint) -> tuple[Rest, ...]:
    modes = (("all", checkpoint.met_by.all), ("any", checkpoint.met_by.any))
    rests = []
    for mode, targets in modes:
        for target in targets:
            name, _, check = target.partition("#")
            rests.append(Rest(mode, name, check))
    return tuple(rests)


def _checks(lab: Lab) -> tuple[CourseCheck, ...]:
    return tuple(
        CourseCheck(
            check.id, check.title, _kind(check), check_digest(check), _run_of(check)
        )
        for check in lab.checks
    )


def _kind(check: Check) -> str:
    return " + ".join(sorted({p["kind"] for p in probes_of(check).values()}))


def _run_of(check: Check) -> dict[str, Any]:
    found = check.model_dump(mode="json", include=set(_RUN), exclude_none=True)
    run = {key: found[key] for key in _RUN if found.get(key)}
    return {"probes": probes_of(check), **run}


def _proof(checks: tuple[CourseCheck, ...]) -> str:
    """Sum up all checks of a lab; nothing is proved by questions alone."""
    if all(check.kind == "ask" for check in checks):
        return ""
    return _digest([[check.id, check.digest] for check in checks])


def _tools(tools: Tools) -> tuple[CourseTool, ...]:
    return tuple(
        CourseTool(
            one.name,
            one.version.run if one.version else (),
            one.version.find if one.version else "",
            one.get,
            one.url or "",
        )
        for one in tools.tools
    )


def _detail(model: Milestone | Lab | Checkpoint) -> dict[str, Any]:
    found = model.model_dump(mode="json", include=set(_DETAIL), exclude_none=True)
    if isinstance(model, Lab):
        found = fill(found, model.versions)
        found["steps"] = [
            {key: value for key, value in step.items() if value}
            for step in found["steps"]
        ]
    # Lists that the writer left out stay out.
    return {key: found[key] for key in _DETAIL if found.get(key)}
