"""What the page of a challenge tells: the case, what to hand in, how it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.errors import UsageError

if TYPE_CHECKING:
    from aiinfra_cli.console import Line, Out

CASE = "case"  # what tells a challenge from other items


def demand_case(id: str, detail: dict[str, Any]) -> None:
    """Refuse to give the solution of what has none; raises UsageError."""
    if CASE not in detail:
        hint = f"see it: aiinfra show {id}"
        if detail.get("steps"):
            hint = f"its steps have hints: aiinfra hint {id}"
        raise UsageError(f"{id} has no solution: it is no challenge", hint=hint)


def veiled(detail: dict[str, Any]) -> dict[str, Any]:
    """Leave the full answers out of a rubric."""
    keys = ("title", "points")
    rubric = [{key: point[key] for key in keys} for point in detail["rubric"]]
    return {**detail, "rubric": rubric}


def case_lines(out: Out, id: str, detail: dict[str, Any]) -> list[Line]:
    """Give the parts that only a challenge has; full answers where they are there."""
    rubric = detail["rubric"]
    width = len(str(max(point["points"] for point in rubric)))
    judged: list[Line] = []
    for point in rubric:
        lead = f"  {point['points']:>{width}}  "
        full = point.get("full")
        answer = lines_of(out, full, indent=len(lead)) if full else []
        gap: list[Line] = [[]] if judged and answer else []
        judged += [*gap, *parts.titled(out, lead, point["title"]), *answer]
    most = sum(point["points"] for point in rubric)
    told = f"{detail['passed']} of {most} points are enough."
    if "full" not in rubric[0]:
        told += f" Full answers, when you are through: aiinfra show {id} --solution"
    return [
        *parts.section("The case", lines_of(out, detail[CASE], indent=2)),
        *parts.bullets(out, "Hand in", detail["hand_in"]),
        *parts.section("Points", judged),
        [],
        *parts.faint(out, told),
    ]
