"""Rules about what a lab says of its own steps, checks, versions and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.folder import TOOLS
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.versions import names_in
from aiinfra_cli.content.wording import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.loader import Step
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.content.probes import Probe
    from aiinfra_cli.errors import Problem


def hints_lead_to_steps(files: Files, outline: Outline) -> Iterator[Problem]:
    """A check's hint is a step of the lab that has hints."""
    for lab, document in files.labs.values():
        steps = {step.id: step for step in lab.steps}
        for index, check in enumerate(lab.checks):
            place = Place(document, ("checks", index, "hint"))
            if check.hint is None:
                continue
            if check.hint not in steps:
                yield from _unknown(place, "hint", check.hint, steps, "step")
            elif not steps[check.hint].hints:
                text = f'hint names "{check.hint}", a step without hints'
                yield place.problem(text, "write three hints there")


def checks_need_earlier(files: Files, outline: Outline) -> Iterator[Problem]:
    """A check rests on checks that come before it in its lab."""
    for lab, document in files.labs.values():
        ids = [check.id for check in lab.checks]
        for index, check in enumerate(lab.checks):
            for number, name in enumerate(check.needs):
                place = Place(document, ("checks", index, "needs", number))
                if name not in ids:
                    yield from _unknown(place, "needs", name, ids, "check")
                elif ids.index(name) >= index:
                    text = f'needs names "{name}", which does not come earlier'
                    yield place.problem(text, "move one of them, or take it out")


def rubric_judged(files: Files, outline: Outline) -> Iterator[Problem]:
    """A point of a rubric is judged by checks that exist."""
    for lab, document in files.labs.values():
        ids = [check.id for check in lab.checks]
        for index, point in enumerate(lab.rubric):
            for number, name in enumerate(point.checks):
                if name not in ids:
                    path: tuple[Step, ...] = ("rubric", index, "checks", number)
                    place = Place(document, path)
                    yield from _unknown(place, "checks", name, ids, "check")


def failures_explained(files: Files, outline: Outline) -> Iterator[Problem]:
    """A check that looks says what it wants and why."""
    for lab, document in files.labs.values():
        for index, check in enumerate(lab.checks):
            if check.expect is None:
                continue
            for key in ("wants", "why"):
                if getattr(check, key) is None:
                    yield Place(document, ("checks", index)).problem(
                        f'check "{check.id}" has no {key}',
                        f"write {key}: a learner reads it when the check fails",
                    )


def versions_known(files: Files, outline: Outline) -> Iterator[Problem]:
    """Each {{name}} in a lab's texts is one of its versions; checks have none."""
    for lab, document in files.labs.values():
        for key, value in (document.data or {}).items():
            for name in dict.fromkeys(names_in(value)):
                place = Place(document, (key,))
                if key in ("checks", "versions"):
                    text = f"{key} names {{{{{name}}}}}, and nothing is put in there"
                    yield place.problem(text, "write what it stands for")
                elif name not in lab.versions:
                    text = f"{key} names {{{{{name}}}}}, which is no version of the lab"
                    hint = near(name, lab.versions) or "add it to versions"
                    yield place.problem(text, hint)


def tools_known(files: Files, outline: Outline) -> Iterator[Problem]:
    """tools.yaml tells of every program that labs use, each once."""
    known: dict[str, Place] = {}
    if files.tools:
        tools, document = files.tools
        for index, one in enumerate(tools.tools):
            place = Place(document, ("tools", index, "name"))
            if one.name in known:
                text = f'"{one.name}" is told of twice, first at {known[one.name]}'
                yield place.problem(text, "keep one of them")
            known.setdefault(one.name, place)
    elif TOOLS in files.names:
        return  # what is wrong with it is said already
    for lab, document in files.labs.values():
        for index, tool in enumerate(lab.tools):
            if tool.name not in known:
                place = Place(document, ("tools", index, "name"))
                hint = near(tool.name, known) or "add it there, with how to get it"
                yield place.problem(f'"{tool.name}" is not in tools.yaml', hint)


def programs_listed(files: Files, outline: Outline) -> Iterator[Problem]:
    """A program that a check starts is among the tools that its lab needs."""
    for lab, document in files.labs.values():
        # `docker compose` stands for docker, too.
        tools = {tool.name.partition(" ")[0] for tool in lab.tools}
        for index, check in enumerate(lab.checks):
            probes = [check.probe] if check.probe else check.probes.values()
            for program in dict.fromkeys(_program(probe) for probe in probes):
                if program and program not in tools:
                    yield Place(document, ("checks", index)).problem(
                        f'check "{check.id}" starts {program}, no tool of the lab',
                        f"add {{name: {program}}} to tools",
                    )


def _program(probe: Probe) -> str:
    """Name the program that a probe starts; empty for one that starts none."""
    if probe.kind == "kubectl":
        return "kubectl"
    if probe.kind != "command":
        return ""
    # env sets variables and starts what comes after them.
    words = probe.run[1:] if probe.run[0] == "env" else probe.run
    return next((word for word in words if "=" not in word), probe.run[0])


def _unknown(
    place: Place, key: str, name: str, known: Iterable[str], what: str
) -> Iterator[Problem]:
    hint = near(name, known) or f"write the id of a {what} of this lab"
    yield place.problem(f'{key} names "{name}", which is no {what} of this lab', hint)
