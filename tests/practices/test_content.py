"""The bundled chart is whole, fits its grid, and says where it comes from."""

from __future__ import annotations

import csv
from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from aiinfra_cli.content.practices import BELOW, MOST, Chart, chart_values
from aiinfra_cli.practices import cadence
from aiinfra_cli.practices.cadence import Cadence
from aiinfra_cli.practices.model import BLOCK, CENTRE, chart_of
from aiinfra_cli.practices.model import Chart as Kept

from .charts import ROOT, bundled, document

COVERAGE = ROOT / "tests" / "coverage" / "practices.csv"
LINES = (70, *range(72, 80))  # of the notes, where the nine rows of the chart stand

# What the chart itself states; every other cadence is a proposal.
STATED = {
    "k8s-read-source": "2 a week",
    "inf-talks": "2 a year",
    "inf-article": "monthly",
    "self-sleep": "daily",
    "self-exercise": "3 a week",
    "self-review": "monthly",
    "home-daily-time": "daily",
    "home-long-talk": "monthly",
    "home-records": "quarterly",
    "home-travel": "quarterly",
    "home-elders": "yearly",
}
# Five cells were empty in December 2025; one still is.
ONCE_EMPTY = {
    *("plat-observability", "inf-own", "vis-external-leads", "lead-toc"),
    "self-agents",
}


def test_chart_is_nine_by_nine() -> None:
    """Each of 81 cells is filled: 64 practices, 8 pillars twice, one goal."""
    chart = bundled()
    found = Counter(chart.at(row, column).id for row in range(9) for column in range(9))
    assert found == (
        Counter(one.id for one in chart.practices)
        + Counter(dict.fromkeys([one.id for one in chart.pillars], 2))
        + Counter({"goal": 1})
    )
    assert len(list(chart.practices)) == 64
    assert [one.place for one in chart.pillars] == [
        one for one in BLOCK if one != CENTRE
    ]


def test_blocks_repeat_the_pillars_around_the_goal() -> None:
    """A pillar stands in the middle of its block, and on the same side of the goal."""
    chart = bundled()
    assert chart.at(4, 4) == chart.goal
    for row in range(3):
        for column in range(3):
            inner = chart.at(3 + row, 3 + column)
            assert inner == chart.at(3 * row + 1, 3 * column + 1)


def test_labels_are_different() -> None:
    """Two cells of the grid never look alike."""
    chart = bundled()
    labels = [one.label for one in (chart.goal, *chart.pillars, *chart.practices)]
    assert [label for label, count in Counter(labels).items() if count > 1] == []


def test_cadences_that_the_chart_states_are_marked() -> None:
    """What is stated is told apart from what we propose."""
    found = {one.id: one.cadence.words for one in bundled().practices if one.is_stated}
    assert found == STATED


def test_empty_cells_and_the_ninth_pillar_are_told() -> None:
    """What the notes have wrong stands with the cell that it is about."""
    told = {one.id for one in bundled().practices if one.erratum}
    assert told == {*ONCE_EMPTY, "lead-long-term"}
    assert {one.id for one in bundled().practices if one.is_blank} == {"inf-own"}


def test_every_cell_of_the_notes_is_covered() -> None:
    """The table of coverage names each cell of the notes with the id it became."""
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chart = bundled()
    cells = {(r["line"], r["column"]): r["practice"] for r in rows if r["column"]}
    assert cells == {
        (str(line), str(column + 1)): chart.at(row, column).id
        for row, line in enumerate(LINES)
        for column in range(9)
    }
    prose = [r["practice"] for r in rows if not r["column"]]
    pillars = [one.id for one in chart.pillars]
    assert prose == ["goal", *pillars, "lead-long-term"]


def test_values_go_through_a_store_unchanged() -> None:
    """What the content room gives as JSON is all that the records need."""
    chart = Chart.model_validate(document().data)
    kept = chart_of(chart_values(chart))
    assert isinstance(kept, Kept)
    first = next(iter(kept.practices))
    assert (first.id, first.pillar, first.cadence) == (
        *("k8s-read-source", "k8s-core"),
        Cadence(2, "week"),
    )
    assert first.sources == kept.sources == chart.sources
    assert kept.goal.description == chart.goal.description
    assert kept.pillars[0].topics == "kernel-runtime"
    assert (kept.verified_on, kept.unverified) == ("2026-11-20", "")
    assert kept.cell("plat-co-evolving") == kept.at(2, 6)
    assert kept.cell("nothing") is None


def test_a_practice_may_have_sources_of_its_own() -> None:
    """Where they are given, those of the chart do not count for it."""
    data: Any = deepcopy(document().data)
    data["pillars"][0]["practices"][0]["sources"] = ["a talk"]
    chart = chart_of(chart_values(Chart.model_validate(data)))
    assert [one.sources == chart.sources for one in chart.pillars[0].practices][:2] == [
        False,
        True,
    ]


def test_both_rooms_allow_the_same_cadences() -> None:
    """What the file may say, a learner may say too."""
    assert {
        every: most for every, most in cadence.MOST.items() if every in MOST
    } == MOST


def practice(data: Any, number: int = 0) -> Any:
    """Give a practice of the first pillar."""
    return data["pillars"][0]["practices"][number]


WRONG: dict[str, tuple[Any, str]] = {
    "a place twice": (
        lambda data: practice(data, 1).update(place="nw"),
        '"k8s-wg-updates" and "k8s-read-source" have the same place',
    ),
    "a pillar's place twice": (
        lambda data: data["pillars"][1].update(place="nw"),
        '"ai-workloads-gpu" and "k8s-core" have the same place',
    ),
    "an unknown place": (lambda data: practice(data).update(place="top"), "Input"),
    "seven practices": (
        lambda data: data["pillars"][0]["practices"].pop(),
        "there are 7, not",
    ),
    "seven pillars": (lambda data: data["pillars"].pop(), "there are 7, not"),
    "a long word": (
        lambda data: practice(data).update(label="Orchestration"),
        "has a word of more than 10 letters",
    ),
    "a long label": (
        lambda data: practice(data).update(label="Kubernetes and its source code"),
        "fills more than 3 lines of 10 columns",
    ),
    "a day twice": (
        lambda data: practice(data).update(cadence={"every": "day", "times": 2}),
        "2 times do not fit into a day",
    ),
    "never": (
        lambda data: practice(data).update(cadence={"every": "day", "times": 0}),
        "Input should be greater",
    ),
    "an unknown key": (lambda data: practice(data).update(streak=3), "Extra"),
    "no description": (lambda data: practice(data).pop("description"), "Field"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_values_are_told(name: str) -> None:
    """A chart that is not nine by nine, or does not fit, is refused for one reason."""
    change, told = WRONG[name]
    data: Any = deepcopy(document().data)
    change(data)
    with pytest.raises(ValidationError) as caught:
        Chart.model_validate(data)
    assert [one["msg"].startswith(told) for one in caught.value.errors()] == [True]


def test_keys_lead_to_models() -> None:
    """Complaints about a nested mapping can name the keys that it takes."""
    data: Any = document().data
    assert set(data["goal"]) <= set(BELOW["goal"].model_fields)
    for pillar in data["pillars"]:
        assert set(pillar) <= set(BELOW["pillars"].model_fields)
        for one in pillar["practices"]:
            assert set(one) <= set(BELOW["practices"].model_fields)
            assert set(one.get("cadence", {})) <= set(BELOW["cadence"].model_fields)
