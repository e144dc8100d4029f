"""`aiinfra curriculum trust`: agree to what the labs of a folder may run."""

from __future__ import annotations

import os
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from aiinfra_cli import content
from aiinfra_cli.commands import labs
from aiinfra_cli.commands.context import ask
from aiinfra_cli.desk import open_desk
from aiinfra_cli.errors import Declined
from aiinfra_cli.paths import Paths, bundled_curriculum
from aiinfra_cli.store import lab_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line
    from aiinfra_cli.course import Course


def require(app: App) -> None:
    """Raise Declined unless the curriculum in use may run its probes.

    The bundled one may. Any other may as long as it is, to the byte, what the learner
    agreed to.
    """
    folder = app.paths.curriculum
    if is_bundled(folder):
        return
    agreed = _is_agreed(app.db, folder)
    if agreed:
        return
    changed = "has changed since you agreed to it"
    what = "is not the bundled one" if agreed is None else changed
    raise Declined(
        f"the curriculum in {folder} {what}; nothing of it was run",
        hint=f"see what it would run, and agree: aiinfra curriculum trust {folder}",
    )


def may_run(paths: Paths) -> bool:
    """Tell whether programs that the curriculum names may be run; changes nothing."""
    if is_bundled(paths.curriculum):
        return True
    if not paths.store.exists():
        return False
    with closing(open_desk(paths, read_only=True).connection) as db:
        return _is_agreed(db, paths.curriculum) is True


def _is_agreed(db: sqlite3.Connection, folder: Path) -> bool | None:
    """Tell whether the learner agreed to a folder as it is; None: never at all."""
    agreed = lab_queries.trusted_digest(db, name_of(folder))
    return None if agreed is None else agreed == content.whole_digest(folder)


def is_bundled(folder: Path) -> bool:
    """Tell whether a folder is the curriculum that comes with the program."""
    return os.path.realpath(folder) == os.path.realpath(bundled_curriculum())


def name_of(folder: Path) -> str:
    """Give the name under which a folder is remembered: its place, links followed."""
    return os.fsencode(os.path.realpath(folder)).decode("utf-8", "backslashreplace")


def agree(app: App, folder: Path, *, yes: bool, as_json: bool) -> None:
    """List all that the labs of a folder may run or read, then remember that it may.

    As a document it is only listed, unless the learner has said yes. Raises
    CurriculumError for a folder that does not compile, and Declined.
    """
    # Pinned first and compared at the end: what is listed is what is agreed to.
    name, digest = name_of(folder), content.whole_digest(folder)
    course = content.compile_course(folder)
    asked = list(_asked(course))
    needs_none = is_bundled(folder)
    known = needs_none or lab_queries.trusted_digest(app.db, name) == digest
    if not as_json:
        app.out.lines(_screen(course.title, asked))
    if not known and (yes or not as_json):
        ask(f"let {folder} run and read these {len(asked)} things", yes=yes)
        if content.whole_digest(folder) != digest:
            raise Declined(
                "the folder changed while you looked; nothing was agreed to",
                hint=f"look again: aiinfra curriculum trust {folder}",
            )
        with app.writing() as db:
            lab_queries.put_trust(db, name, digest, app.generated_at())
    if as_json:
        data = {"folder": str(folder), "digest": digest, "trusted": known or yes}
        document = {**data, "asked": asked}
        app.out.json("aiinfra.trust/1", app.generated_at(), document)
    elif needs_none:
        app.out.talk("it comes with aiinfra and needs no agreement")
    elif known:
        app.out.talk("you have agreed to this already, and it has not changed")
    else:
        app.out.talk("agreed; a change of the folder asks again")


def forget(app: App, folder: Path) -> None:
    """Take an agreement back."""
    with app.writing() as db:
        known = lab_queries.drop_trust(db, name_of(folder))
    app.out.say(
        f"{folder} may no longer run anything" if known else f"{folder} was not trusted"
    )


def _asked(course: Course) -> Iterator[dict[str, str]]:
    """Say line by line what checks would run, ask and read, and for which lab."""
    from aiinfra_cli.labs import runner
    from aiinfra_cli.labs.model import Probing

    nowhere = Probing(Path())  # paths stay as the curriculum writes them
    for item in course.items:
        checks = [
            labs.check_of(one.id, one.title, one.digest, one.detail)
            for one in item.checks
        ]
        for check, lines in runner.plan_checks(checks, nowhere):
            if not check.is_asked:
                for line in lines:
                    yield {"lab": item.id, "check": check.id, "line": line}
    for tool in course.tools:
        if tool.run:
            yield {"lab": "", "check": tool.name, "line": shlex.join(tool.run)}


def _screen(title: str, asked: list[dict[str, str]]) -> list[Line]:
    lines: list[Line] = [[(title, "head")]]
    heading = None
    for one in asked:
        if one["lab"] != heading:
            heading = one["lab"]
            lines += [[], [(heading or "to learn the versions of tools", "head")]]
        lines.append([(f"  {one['check']}  ", "dim"), (one["line"], "")])
    return [*lines, []]
