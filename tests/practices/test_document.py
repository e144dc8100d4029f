"""Machine output: whole documents, in which nothing is ever missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiinfra_cli.practices.document import (
    cell_document,
    chart_document,
    look_back_document,
    practice_document,
)
from aiinfra_cli.practices.model import BLOCK, CENTRE
from aiinfra_cli.practices.review import look_back, month_of
from aiinfra_cli.practices.standing import view

from .charts import TODAY, bundled, lived, lived_view


def test_document_of_a_practice() -> None:
    """All that is known of a practice, the learner's days included."""
    found = practice_document(lived_view().standings["self-exercise"])
    assert found == {
        "id": "self-exercise",
        "title": "Exercise three times a week",
        "label": "Exercise 3 a week",
        "chart_title": None,
        "pillar": "self-management",
        "place": "n",
        "description": (
            "What counts as exercise is yours to say; say it once and keep to it."
        ),
        "cadence": {"times": 3, "every": "week", "words": "3 a week"},
        "cadence_stated": True,
        "own_cadence": False,
        "status": "begun",
        "strength": 0.5234,
        "done": 1,
        "asked": 3,
        "days": [
            *("2026-11-24", "2026-11-30", "2026-12-02", "2026-12-07"),
            *("2026-12-09", "2026-12-11", "2026-12-14"),
        ],
        "skips": [{"day": "2026-12-04", "reason": "A cold"}],
        "concepts": [],
        "items": [],
        "note": None,
        "erratum": None,
        "sources": list(bundled().sources),
    }


def test_document_of_the_chart() -> None:
    """Eight pillars of eight practices, in the order in which the chart is read."""
    found = chart_document(lived_view())
    places = [place for place in BLOCK if place != CENTRE]
    assert [one["place"] for one in found["pillars"]] == places
    for pillar in found["pillars"]:
        assert [one["place"] for one in pillar["practices"]] == places
    assert found["goal"]["title"] == "Run AI platforms that people like to work on"
    assert (found["day"], found["strength"]) == ("2026-12-16", 0.0718)
    assert {
        key: value for key, value in found["pillars"][6].items() if key != "practices"
    } == {
        "id": "self-management",
        "title": "Self-management",
        "label": "Manage yourself",
        "chart_title": None,
        "place": "s",
        "topics": None,
        "note": None,
        "erratum": None,
        "strength": 0.2482,
        "begun": 4,
        "count": 8,
    }


def test_document_of_a_look_back() -> None:
    """Each practice that counts, the pillars, and what was let go."""
    month = month_of("month", TODAY)
    found = look_back_document(look_back(bundled(), lived(), month))
    assert {key: found[key] for key in ("from", "to", "is_over", "faded")} == {
        "from": "2026-12-01",
        "to": "2026-12-16",
        "is_over": False,
        "faded": [],
    }
    assert len(found["practices"]) == 63
    assert len(found["never"]) == 54
    one = next(each for each in found["practices"] if each["id"] == "k8s-read-source")
    assert one == {
        "id": "k8s-read-source",
        "title": "Read Kubernetes source code on two evenings a week",
        "times": 3,
        "unit": "week",
        "asked": 2,
        "kept": 1,
        "before": one["before"],
        "after": one["after"],
        "skips": [],
    }
    assert len(found["pillars"]) == 8


def test_keys_are_always_there() -> None:
    """A chart that nobody has touched has the same keys as one that was lived with."""
    touched, untouched = (
        chart_document(view(bundled(), states, TODAY)) for states in (lived(), {})
    )
    assert _keys(touched) == _keys(untouched)
    assert json.loads(json.dumps(touched)) == touched


def _keys(value: Any, way: str = "") -> set[str]:
    """Name every key, at any depth; days and skips have lists of their own."""
    if isinstance(value, dict):
        return {f"{way}.{key}" for key in value}.union(
            *(
                _keys(one, f"{way}.{key}")
                for key, one in value.items()
                if key != "skips"
            )
        )
    if isinstance(value, list):
        return set().union(*(_keys(one, way) for one in value)) if value else set()
    return set()


@pytest.mark.parametrize("id", ["self-exercise", "self-management", "goal"])
def test_document_of_a_cell(id: str) -> None:
    """Every cell has the same keys; it stands under that of its kind."""
    view = lived_view()
    cell = view.chart.cell(id)
    assert cell
    found = cell_document(view, cell)
    assert list(found) == ["kind", "practice", "pillar", "goal"]
    kind = found["kind"]
    assert [key for key in found if found[key]] == ["kind", kind]
    whole = chart_document(view)
    pillars = whole["pillars"]
    of_kind = {
        "goal": [whole["goal"]],
        "pillar": pillars,
        "practice": [one for pillar in pillars for one in pillar["practices"]],
    }
    assert found[kind] in of_kind[kind]
