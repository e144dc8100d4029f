"""The chart and the look back as JSON values: every key is there, null for nothing."""

from __future__ import annotations

from typing import Any

from aiinfra_cli.practices.model import BLOCK, CENTRE, Cell, Pillar, Practice
from aiinfra_cli.practices.review import LookBack
from aiinfra_cli.practices.standing import Side, Standing, View, mean

DIGITS = 4  # of a strength


def chart_document(view: View) -> dict[str, Any]:
    """Give the whole chart with where the learner stands."""
    found = mean(one.strength for one in view.standings.values() if one.counts)
    return {
        "id": view.chart.id,
        "title": view.chart.title,
        "day": view.day.isoformat(),
        "goal": _goal(view),
        "strength": _number(found),
        "pillars": [_side(view, one) for one in view.sides.values()],
        "sources": list(view.chart.sources),
        "verified": {"on": view.chart.verified_on, "how": view.chart.verified_how}
        if view.chart.verified_on
        else None,
        "unverified": view.chart.unverified or None,
        "erratum": view.chart.erratum or None,
    }


def cell_document(view: View, cell: Cell) -> dict[str, Any]:
    """Give one cell: what it is, and null for the two other kinds."""
    found: dict[str, Any] = {"practice": None, "pillar": None, "goal": None}
    if isinstance(cell, Practice):
        return {"kind": "practice", **found} | {
            "practice": practice_document(view.standings[cell.id])
        }
    if isinstance(cell, Pillar):
        return {"kind": "pillar", **found} | {
            "pillar": _side(view, view.sides[cell.id])
        }
    return {"kind": "goal", **found} | {"goal": _goal(view)}


def practice_document(standing: Standing) -> dict[str, Any]:
    """Give one practice with its days."""
    practice, state = standing.practice, standing.state
    return {
        **_cell(practice),
        "pillar": practice.pillar,
        "place": practice.place,
        "description": practice.description,
        "cadence": practice.cadence._asdict() | {"words": practice.cadence.words},
        "cadence_stated": practice.is_stated,
        "own_cadence": state.cadence is not None,
        "status": standing.status,
        "strength": _number(standing.strength),
        "done": standing.done,
        "asked": standing.asked,
        "days": [day.isoformat() for day in state.done],
        "skips": [
            {"day": one.day.isoformat(), "reason": one.reason} for one in state.skips
        ],
        "concepts": list(practice.concepts),
        "items": list(practice.items),
        "note": practice.note or None,
        "erratum": practice.erratum or None,
        "sources": list(practice.sources),
    }


def look_back_document(look: LookBack) -> dict[str, Any]:
    """Give a month: each practice that counts, and the pillars."""
    return {
        "from": look.month.first.isoformat(),
        "to": look.month.last.isoformat(),
        "is_over": look.month.is_over,
        "practices": [
            {
                "id": one.practice.id,
                "title": one.practice.title,
                "times": one.times,
                "unit": one.unit,
                "asked": one.asked,
                "kept": one.kept,
                "before": _number(one.before),
                "after": _number(one.after),
                "skips": [
                    {"day": skip.day.isoformat(), "reason": skip.reason}
                    for skip in one.skips
                ],
            }
            for one in look.looks
        ],
        "pillars": [
            {
                "id": one.pillar.id,
                "title": one.pillar.title,
                "times": one.times,
                "before": _number(one.before),
                "after": _number(one.after),
            }
            for one in look.sides
        ],
        "faded": [one.practice.id for one in look.faded],
        "never": [one.practice.id for one in look.never],
    }


def _goal(view: View) -> dict[str, Any]:
    goal = view.chart.goal
    return {**_cell(goal), "description": goal.description or None}


def _side(view: View, side: Side) -> dict[str, Any]:
    pillar = side.pillar
    return {
        **_cell(pillar),
        "place": pillar.place,
        "topics": pillar.topics or None,
        "note": pillar.note or None,
        "erratum": pillar.erratum or None,
        "strength": _number(side.strength),
        "begun": side.begun,
        "count": side.practices,
        "practices": [
            practice_document(view.standings[one.id]) for one in in_places(pillar)
        ],
    }


def in_places(pillar: Pillar) -> list[Any]:
    """List the practices of a pillar in the order of their places."""
    order = [place for place in BLOCK if place != CENTRE]
    return sorted(pillar.practices, key=lambda one: order.index(one.place))


def _cell(cell: Cell) -> dict[str, str | None]:
    return {
        "id": cell.id,
        "title": cell.title,
        "label": cell.label,
        "chart_title": cell.chart_title or None,  # where the learner worded it anew
    }


def _number(strength: float | None) -> float | None:
    return None if strength is None else round(strength, DIGITS)
