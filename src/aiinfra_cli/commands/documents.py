"""The JSON shapes that several commands share. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from aiinfra_cli.model import Event, Milestone, Rest, Session, State, Tally, Week

if TYPE_CHECKING:
    from aiinfra_cli.planning.numbers import Number
    from aiinfra_cli.store.card_queries import Asked


def milestone(one: Milestone, *, claimed: bool = False) -> dict[str, Any]:
    """Write a milestone and where the learner stands on it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "minutes": one.minutes,
        "optional": bool(one.optional),
        "week": one.week,
        "session": one.session,
        "tier": one.tier,
        "status": one.status,
        "claimed": claimed,
        "begun_at": one.begun_at,
        "closed_at": one.closed_at,
        "closed_day": one.closed_day,
        "reason": one.reason,
        "minutes_actual": one.actual,
        "timer_at": one.timer_at,
        "checkable": one.checkable,
        "verified": one.verified,
        "waiver": one.waiver,
    }


def week(one: Week) -> dict[str, Any]:
    """Write a week."""
    return one._asdict()


def session(one: Session) -> dict[str, Any]:
    """Write a session."""
    return {**one._asdict(), "days": one.days.split()}


def rests(found: Iterable[Rest]) -> list[dict[str, Any]]:
    """Write what a checkpoint rests on."""
    return [
        {
            "mode": rest.mode,
            "item": rest.item,
            "check": rest.check or None,
            "met": rest.met,
        }
        for rest in found
    ]


def tally(one: Tally) -> dict[str, Any]:
    """Write minutes and counts."""
    return one._asdict()


def numbers(found: Sequence[Number]) -> dict[str, Any]:
    """Write the four numbers; null where there is none, with the reason."""
    return {
        number.name.lower().replace(" ", "_"): {
            "value": None if number.value is None else round(number.value, 4),
            "reason": number.reason or None,
        }
        for number in found
    }


def share(number: Number | None) -> float | None:
    """Write one number as a share of 1; null where there is none."""
    return None if number is None or number.value is None else round(number.value, 4)


def card(one: Asked) -> dict[str, Any]:
    """Write a recall card and where the learner stands with it."""
    state = one.state
    return {
        "id": one.id,
        "question": one.question,
        "answer": one.answer,
        "due": state.due and state.due.isoformat(),
        "last_day": state.last_day and state.last_day.isoformat(),
        "reviews": state.reps,
        "lapses": state.lapses,
        "suspended": state.suspended,
        "flags": [flag._asdict() for flag in state.flags],
    }


def state(one: State) -> dict[str, Any]:
    """Write the words and files that a learner put to a milestone."""
    return {"notes": list(one.notes), "evidence": evidence(one.evidence)}


def evidence(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write pieces of evidence: a link has a url, a file path, size and hash."""
    keys = ("day", "kind", "url", "path", "size", "sha256")
    return [{**dict.fromkeys(keys), **one} for one in found]


def detail(one: dict[str, Any]) -> dict[str, Any]:
    """Write what only `show` tells of a milestone."""
    tools = one.get("tools")
    whole = {**dict.fromkeys(_DETAIL), **one}
    whole["steps"] = one.get("steps") and [
        # How many hints, not their words: those are given one by one.
        {**dict.fromkeys(_STEP), **step, "hints": len(step.get("hints", ()))}
        for step in one["steps"]
    ]
    whole["rubric"] = one.get("rubric") and [
        {**dict.fromkeys(_POINT), **point} for point in one["rubric"]
    ]
    whole["tools"] = tools and [
        {"name": tool["name"], "min": tool.get("min")} for tool in tools
    ]
    return whole


_STEP = ("id", "title", "text", "run", "files", "hints")
_POINT = ("title", "checks", "points", "full")  # of a lab, or of a challenge
_DETAIL = (
    "description",
    "case",
    "hand_in",
    "passed",
    "objectives",
    "steps",
    "tools",
    "concepts",
    "pitfalls",
    "cleanup",
    "laptop",
    "versions",
    "rubric",
    "few_checks",
    "references",
    "sources",
    "estimate",
    "verified",
    "unverified",
    "erratum",
)


def event(one: Event, *, undone: bool) -> dict[str, Any]:
    """Write one line of the journal; `detail` is what its verb keeps."""
    return {**one._asdict(), "undone": undone}
