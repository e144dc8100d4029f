"""The diagrams of the Markdown report, drawn by Mermaid itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from aiinfra_cli.report.render import mermaid
from tests.browser.node import asked, pytestmark
from tests.conftest import Run
from tests.report.pictures import burnup_of, report_of
from tests.report.planned import planned, played
from tests.report.test_mermaid import HOSTILE, report_with, session

__all__ = ["planned", "played", "pytestmark"]

_BLOCK = re.compile(r"^```mermaid\n(.*?)^```$", re.M | re.S)


def complaints(diagrams: Sequence[str]) -> list[str]:
    """Give what Mermaid says against diagrams."""
    told = asked("mermaid.mjs", given=list(diagrams))
    assert len(told) == len(diagrams)
    return [
        f"{said}\n{text}" for said, text in zip(told, diagrams, strict=True) if said
    ]


@pytest.mark.parametrize("week", [(), ("--week", "1")])
def test_diagrams_of_the_story(
    run: Run, planned: object, week: tuple[str, ...]
) -> None:
    """Those of the path, and those of one week alone, are drawn."""
    diagrams = _BLOCK.findall(run("report", "--markdown", *week).out)
    assert [text.split("\n", 1)[0][:5] for text in diagrams] == ["gantt", "%%{in"]
    assert complaints(diagrams) == []


def test_diagrams_of_a_new_plan(run: Run, mini: object) -> None:
    """A report with nothing done has none; with a plan alone it has both."""
    assert _BLOCK.findall(run("report", "--markdown").out) == []
    assert run("start").code == 0
    diagrams = _BLOCK.findall(run("report", "--markdown").out)
    assert len(diagrams) == 2
    assert complaints(diagrams) == []


def test_any_title_is_drawn() -> None:
    """No title breaks a diagram, alone or among others."""
    gantts = [mermaid.gantt(report_with([session(title)])) for title in HOSTILE]
    every = [*HOSTILE, *map(chr, (*range(0x20, 0x7F), 0xA0, 0x2028, 0x1F600))]
    gantts.append(mermaid.gantt(report_with([session(title) for title in every])))
    assert complaints(["\n".join(lines) for lines in gantts]) == []


def test_any_burnup_is_drawn() -> None:
    """Nothing done, far more done than planned, no plan, one day, three years."""
    day = "2026-11-21"
    stories = (
        burnup_of([(day, 0)], [(day, 60)], 60),
        burnup_of([(day, 90_000)], [(day, 60)], 60),
        burnup_of([(day, 30)], (), 60),
        burnup_of((), [(day, 60)], 60),
        burnup_of([("2023-11-21", 30), (day, 900)], [("2028-01-01", 9000)], 9000),
    )
    diagrams = [mermaid.burnup(report_of(day, burnup=story)) for story in stories]
    assert all(diagrams)
    assert complaints(["\n".join(lines) for lines in diagrams]) == []


def test_no_bar_for_days_to_come() -> None:
    """Of days after the report nothing is drawn, not even the stub of a 0."""
    story = burnup_of(
        [("2026-11-02", 60), ("2026-11-21", 90)], [("2026-12-20", 900)], 900
    )
    lines = mermaid.burnup(report_of("2026-11-21", burnup=story))
    assert lines[3] == (
        '  x-axis ["2 Nov", "9 Nov", "16 Nov", "21 Nov", "23 Nov", "30 Nov", "7 Dec",'
        ' "14 Dec", "20 Dec"]'
    )
    zeros = [line.replace("1.5]", "1.5, 0, 0]") for line in lines]
    diagrams = ["\n".join(lines), "\n".join(zeros)]
    assert asked("mermaid.mjs", "bars", given=diagrams) == [4, 6]


def test_mermaid_does_complain() -> None:
    """What is no diagram is refused: the tests above can fail."""
    assert len(complaints(["gantt\n  a :b: c :: 2026\n x", "no diagram"])) >= 1
