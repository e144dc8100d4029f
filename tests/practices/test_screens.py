"""One practice and the look back on a month, as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aiinfra_cli.practices.review import Month, look_back, month_of
from aiinfra_cli.practices.screens import (
    goal_lines,
    look_back_lines,
    origin,
    page_lines,
    pillar_lines,
)
from aiinfra_cli.practices.standing import view
from aiinfra_cli.typography import cell_width

from .. import golden
from .charts import GOLDEN, TODAY, bundled, lived, lived_view, state, text

DECEMBER = month_of("month", TODAY)
NOVEMBER = month_of("last", TODAY)


def test_page_of_a_practice() -> None:
    """What counts, how often, how it stands, and where it comes from."""
    assert text(page_lines(lived_view(), "self-exercise", 72)) == (
        "Exercise three times a week\n"
        "▸ done, but not yet as often as asked · Self-management\n"
        "\n"
        "What counts as exercise is yours to say; say it once and keep to it.\n"
        "\n"
        "  id         self-exercise\n"
        "  cadence    3 a week (stated by the chart)\n"
        "  now        1 of 3 this week\n"
        "  done       7 times, last on 2026-12-14, 2026-12-11, 2026-12-09,\n"
        "             2026-12-07, 2026-12-02\n"
        "  strength   ━━━━━━━━━━━━━─────────── 52 %\n"
        "\n"
        "Skipped\n"
        "  2026-12-04  A cold\n"
        "\n"
        "Checked 2026-11-20: The table was read in both states of its file. Where\n"
        "a cadence is marked as stated, the chart states it; the other cadences,\n"
        "and what counts as one time, are our proposals.\n"
        "Sources: learning path notes, goal chart of December 2025;\n"
        "pacoxu/AI-Infra: README.md at e505f2511c93 (2025-12-02) and 8b6f82d1f77a\n"
        "(2026-07-24)\n"
    )


def test_page_with_links_and_notes() -> None:
    """Labs and concepts are named, with their titles where these are known."""
    page = text(page_lines(lived_view(), "k8s-dra-nri", 80, {"lab-dra": "Claims"}))
    assert page.split("\n\n")[3:6] == [
        "On the path\n  lab-dra  Claims\n  lab-nri",
        "Concepts\n  dra\n  nri",
        "Note\nIn July 2026 it stands at the upper right of its block.",
    ]
    empty = text(page_lines(lived_view(), "lead-toc", 80))
    assert "\nCorrected\nThe notes lost this cell" in empty


def test_page_of_own_words() -> None:
    """The words of the chart are about another practice: only its title is told."""
    assert text(page_lines(lived_view(), "self-sugar", 72)) == (
        "Water instead of lemonade, and coffee only before noon\n"
        "○ open · Self-management\n"
        "\n"
        "  id         self-sugar\n"
        "  the chart  Cut down on sugary drinks\n"
        "  cadence    5 a week (your own)\n"
        "  now        0 of 5 this week\n"
        "  done       7 times, last on 2026-12-12, 2026-12-10, 2026-12-08,\n"
        "             2026-12-06, 2026-12-04\n"
        "  strength   ━━━━━━━━━━────────────── 42 %\n"
        "\n"
        "Sources: your own words\n"
    )


def test_page_of_what_does_not_count() -> None:
    """A hidden and a blank cell say so, and tell of no period."""
    hidden = text(page_lines(lived_view(), "inf-ambassador", 80))
    assert hidden.splitlines()[1] == "hidden · Industry influence"
    blank = text(page_lines(view(bundled(), {}, TODAY), "inf-own", 80))
    assert blank.splitlines()[1] == "waits for your words · Industry influence"
    assert "\n  now " not in hidden + blank


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_pages_fit(width: int) -> None:
    """No page of the chart is wider than its terminal."""
    found = lived_view()
    for id in found.standings:
        page = text(page_lines(found, id, width))
        assert max(map(cell_width, page.splitlines())) <= max(width, 44), id


@pytest.mark.parametrize("width", [60, 80, 120])
def test_whole_look_back(width: int) -> None:
    """The look back on the running month looks like this."""
    found = text(look_back_lines(look_back(bundled(), lived(), DECEMBER), width))
    golden.check(f"review-{width}.txt", found, folder=GOLDEN)
    assert max(map(cell_width, found.splitlines())) <= width


def test_a_month_that_is_over_is_named_whole() -> None:
    """The head tells the month, and through which day where it is still running."""
    heads = [
        text(look_back_lines(look_back(bundled(), lived(), month), 80)).splitlines()[0]
        for month in (NOVEMBER, DECEMBER)
    ]
    assert heads == [
        "Look back on November 2026",
        "Look back on December 2026, through 2026-12-16",
    ]


def test_a_month_in_which_nothing_was_done() -> None:
    """It says so, and what was never begun."""
    month = Month(date(2024, 2, 1), date(2024, 2, 29), True)
    found = text(look_back_lines(look_back(bundled(), {}, month), 80))
    assert found.splitlines()[:3] == [
        "Look back on February 2024",
        "",
        "Nothing was done, and nothing skipped",
    ]
    assert found.endswith(
        "\n63 practices were never begun: hide what is not for you.\n"
    )


def test_one_of_each_is_told_in_the_singular() -> None:
    """One time, one week, one practice; a skip that lacks its reason says so."""
    states = {one.id: one for one in (state(2, 9, id="self-reading"),)}
    states |= {"self-sleep": state(id="self-sleep", skips=[(3, "")])}
    others = {
        one.id: state(2, id=one.id)
        for one in bundled().practices
        if one.id not in states and one.id != "self-sugar"
    }
    found = text(look_back_lines(look_back(bundled(), states | others, DECEMBER), 120))
    assert "2 times" in found
    assert " 1 of 1 week " in found
    assert "2026-12-02  self-sleep  no reason was given\n" in found
    assert found.endswith("\n2 practices were never begun: hide what is not for you.\n")


def test_page_of_a_pillar() -> None:
    """Its practices, hidden ones too, and what it goes with."""
    page = text(pillar_lines(lived_view(), "industry-influence", 80))
    head, *rest = page.split("\n\n")
    assert head.splitlines()[0] == "Industry influence   14 %   2 of 7 begun"
    assert "    inf-ambassador" in head
    assert rest[1] == "  id         industry-influence"
    assert rest[-1].startswith("Checked 2026-11-20: ")


def test_page_of_a_pillar_in_own_words() -> None:
    """Its note is about the words of the chart, which are told."""
    states = {"k8s-core": state(id="k8s-core", title="Own core")}
    page = text(pillar_lines(view(bundled(), states, TODAY), "k8s-core", None))
    assert "  the chart  Kubernetes core skills\n" in page
    assert "Note" not in page


def test_page_of_the_goal() -> None:
    """The goal, and what is to be known of the chart as a whole."""
    page = text(goal_lines(view(bundled(), {}, TODAY), 72))
    assert page.splitlines()[:3] == [
        "Lead for cloud native AI infrastructure on Kubernetes",
        "0 of 63 practices begun",
        "",
    ]
    assert "\nThe one goal in the middle." in page
    assert "\nCorrected\nThe notes speak of nine pillars." in page
    own = text(goal_lines(lived_view(), 72))
    assert "The one goal" not in own
    assert "  the chart  Lead for cloud native AI infrastructure on Kubernetes" in own


def test_a_chart_that_nobody_checked() -> None:
    """What is unverified says so."""
    chart = replace(bundled(), verified_on="", unverified="nobody has looked")
    assert [text([line]) for line in origin(chart, ["notes"], 80)] == [
        "Unverified: nobody has looked\n",
        "Sources: notes\n",
    ]
