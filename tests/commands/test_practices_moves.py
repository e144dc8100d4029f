"""Practices done, skipped, worded anew and put away; and taken back."""

from __future__ import annotations

import pytest

from tests.commands.asking import data, journal
from tests.commands.practised import add_chart
from tests.conftest import Run
from tests.content.folders import Mini


@pytest.fixture(autouse=True)
def _charted(own: Mini) -> None:
    """Give the small curriculum a chart."""
    add_chart(own)


def _practice(run: Run, id: str) -> dict[str, object]:
    found: dict[str, object] = data(run, "practices", id)["practice"]
    return found


def test_done(run: Run) -> None:
    """It says how the period stands, how strong it is now, and what is next."""
    assert run("practices", "done", "exercise", "--at", "yesterday") == (
        0,
        "▸ self-exercise  Exercise three times a week\n"
        "  done yesterday, 1 of 3 this week, strength 10 %\n"
        "next: aiinfra practices done self-exercise\n",
        "",
    )
    assert run("practices", "done", "self-exercise", "k8s-dra-nri") == (
        0,
        "▸ self-exercise  Exercise three times a week\n"
        "  2 of 3 this week, strength 10 % → 19 %\n"
        "✓ k8s-dra-nri  Work hands-on with DRA and NRI\n"
        "  strength 32 %\n"
        "next: aiinfra practices --review\n",
        "",
    )
    found = _practice(run, "self-exercise")
    assert found["days"] == ["2026-11-24", "2026-11-25"]


def test_a_day_counts_once(run: Run) -> None:
    """To say it again is no error and no event."""
    run("practices", "done", "self-sleep", "--at", "2026-11-20")
    before = journal(run)
    assert run("practices", "done", "self-sleep", "--at", "2026-11-20").out == (
        "self-sleep: already done on 20 November\n"
        "next: aiinfra practices done self-sleep\n"
    )
    assert journal(run) == before


@pytest.mark.parametrize("at", ["2026-11-26", "23:00", "tomorrow", "1969-12-31"])
@pytest.mark.parametrize("verb", [["done"], ["skip", "-r", "x"]])
def test_no_day_to_come(run: Run, verb: list[str], at: str) -> None:
    """A day to come, or no day at all, is refused before anything is written."""
    found = run("practices", verb[0], "self-sleep", *verb[1:], "--at", at)
    assert (found.code, found.out) == (2, "")
    assert journal(run) == []


def test_skip(run: Run) -> None:
    """A reason is kept; the practice is no weaker for it."""
    run("practices", "done", "self-sleep", "--at", "yesterday")
    assert run("practices", "skip", "self-sleep", "--reason", " A cold ") == (
        0,
        "⊘ self-sleep  Sleep seven to eight hours\n"
        "  skipped today, strength 7 %\n"
        "next: aiinfra practices --review\n",
        "",
    )
    found = _practice(run, "self-sleep")
    assert found["status"] == "skipped"
    assert found["skips"] == [{"day": "2026-11-25", "reason": "A cold"}]


def test_skip_again(run: Run) -> None:
    """The same reason is no news; another one takes its place."""
    run("practices", "skip", "self-sleep", "-r", "A cold")
    again = run("practices", "skip", "self-sleep", "-r", "A cold").out
    assert again.startswith("self-sleep: already skipped today\n")
    assert journal(run) == ["skip self-sleep"]
    run("practices", "skip", "self-sleep", "-r", "On call")
    assert _practice(run, "self-sleep")["skips"] == [
        {"day": "2026-11-25", "reason": "On call"}
    ]


def test_skip_needs_a_reason(run: Run) -> None:
    """Without one, or with an empty one, nothing is skipped."""
    assert run("practices", "skip", "self-sleep").code == 2
    assert run("practices", "skip", "self-sleep", "-r", "  ").code == 2
    assert journal(run) == []


def test_what_was_done_is_not_skipped(run: Run) -> None:
    """Done wins on a day; all of the ids or none."""
    run("practices", "done", "self-sleep")
    assert run("practices", "skip", "self-sleep", "self-reading", "-r", "x") == (
        1,
        "",
        "aiinfra: self-sleep was done today; nothing was skipped\n"
        "hint: if it was not: aiinfra undo\n",
    )
    assert journal(run) == ["done self-sleep"]


def test_done_after_all(run: Run) -> None:
    """What was skipped in the morning may be done in the evening."""
    run("practices", "skip", "self-sleep", "-r", "A cold")
    assert run("practices", "done", "self-sleep").code == 0
    found = _practice(run, "self-sleep")
    assert (found["status"], found["skips"]) == ("kept", [])


REFUSED = [
    (
        ["done", "k8s-core"],
        2,
        "k8s-core is a pillar; its practices are",
    ),
    (["done", "goal"], 2, "goal is the goal that the chart is for, no practice"),
    (["hide", "goal"], 2, "goal is the goal that the chart is for, no practice"),
    (["done", "self-sleep", "nope"], 3, 'there is no practice "nope"'),
    (["done", "inf-own"], 1, "inf-own waits for your words; nothing was noted"),
    (["skip", "inf-own", "-r", "x"], 1, "inf-own waits for your words"),
    (["edit", "self-sleep"], 2, "nothing is said of what to change"),
    (["edit", "self-sleep", "--title", " "], 2, "the wording is empty"),
    (["edit", "self-sleep", "--every", "soon"], 2, "not a cadence: 'soon'"),
    (
        ["edit", "self-sleep", "--every", "9 a week"],
        2,
        "9 times do not fit into",
    ),
    (["edit", "goal", "--every", "weekly"], 2, "the goal has no cadence"),
    (["edit", "k8s-core", "--every", "weekly"], 2, "a pillar like k8s-core has no"),
    (["edit", "self-sleep", "--reset", "--title", "x"], 2, "a reset takes back"),
    (["edit", "nope", "--title", "x"], 3, 'there is no practice "nope"'),
]


@pytest.mark.parametrize(("argv", "code", "told"), REFUSED)
def test_refused(run: Run, argv: list[str], code: int, told: str) -> None:
    """What makes no sense is refused, with what to do, and nothing is written."""
    found = run("practices", *argv)
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(f"aiinfra: {told}")
    assert "\nhint: " in found.err
    assert journal(run) == []


def test_hidden_is_not_practised(run: Run) -> None:
    """What was put away is brought back first."""
    assert run("practices", "hide", "self-sleep").out == (
        "hidden: self-sleep\n"
        "bring back: aiinfra practices show self-sleep\n"
        "next: aiinfra practices k8s-read-source\n"
    )
    for argv in (["done"], ["skip", "-r", "x"]):
        assert run("practices", argv[0], "self-sleep", *argv[1:]) == (
            1,
            "",
            "aiinfra: self-sleep is hidden; nothing was noted\n"
            "hint: bring it back first: aiinfra practices show self-sleep\n",
        )
    assert run("practices", "hide", "self-sleep").out.startswith(
        "already hidden: self-sleep\n"
    )
    assert run("practices", "show", "self-sleep").out.startswith("shown: self-sleep\n")
    assert run("practices", "show", "self-sleep").out.startswith("already shown: ")
    assert journal(run) == ["hide self-sleep", "show self-sleep"]


def test_hide_a_pillar(run: Run) -> None:
    """A pillar stands for all of its practices, in one step."""
    found = run("practices", "hide", "family-time", "home-travel")
    assert found.out.splitlines()[1] == (
        "bring back: aiinfra practices show family-time home-travel"
    )
    assert len(journal(run)) == 8
    assert "all put away" in run("practices").out
    undone = run("undo").out.splitlines()[0]
    assert undone == "undid: hide 8 items (home-daily-time … home-elders)"
    assert "all put away" not in run("practices").out


def test_edit(run: Run) -> None:
    """Own words and an own cadence take the place of those of the chart."""
    argv = [
        "edit",
        "self-sugar",
        "--title",
        " Water,\tnot  lemonade ",
        "--every",
        "5/week",
    ]
    assert run("practices", *argv) == (
        0,
        "self-sugar  Water, not lemonade\n"
        "  5 a week, changed\n"
        "next: aiinfra practices self-sugar\n",
        "",
    )
    assert run("practices", *argv).out.splitlines()[1] == "  5 a week, already so"
    found = _practice(run, "self-sugar")
    assert (found["title"], found["chart_title"]) == (
        "Water, not lemonade",
        "Cut down on sugary drinks",
    )
    assert found["cadence"] == {"times": 5, "every": "week", "words": "5 a week"}
    assert found["own_cadence"] is True
    assert journal(run) == ["edit self-sugar"]


def test_reset(run: Run) -> None:
    """Back to the chart; the same words as the chart's are no own words."""
    before = _practice(run, "self-sugar")
    run("practices", "edit", "self-sugar", "-t", "Water", "--every", "weekly")
    assert run("practices", "edit", "self-sugar", "--reset").out == (
        "self-sugar  Cut down on sugary drinks\n"
        "  daily, changed\n"
        "next: aiinfra practices self-sugar\n"
    )
    assert _practice(run, "self-sugar") == before
    run("practices", "edit", "self-sugar", "-t", "Cut down on sugary drinks")
    assert _practice(run, "self-sugar") == before
    assert journal(run) == ["edit self-sugar", "edit self-sugar"]


def test_the_empty_cell(run: Run) -> None:
    """It counts once it is worded, and no longer when the words are taken back."""
    assert data(run, "practices")["pillars"][3]["count"] == 7
    run("practices", "edit", "inf-own", "--title", "Write a blog")
    assert data(run, "practices")["pillars"][3]["count"] == 8
    assert run("practices", "done", "inf-own").code == 0
    run("practices", "edit", "inf-own", "--reset")
    assert data(run, "practices")["pillars"][3]["count"] == 7


def test_the_curriculum_is_left_alone(own: Mini, run: Run) -> None:
    """Own words survive a new wording of the chart; --reset goes to the new one."""
    before = own.read("practices.yaml")
    run("practices", "edit", "self-sugar", "--title", "Water")
    assert own.read("practices.yaml") == before
    own.replace("practices.yaml", "Cut down on sugary drinks", "Drink no sugar")
    assert _practice(run, "self-sugar")["title"] == "Water"
    run("practices", "edit", "self-sugar", "--reset")
    assert _practice(run, "self-sugar")["title"] == "Drink no sugar"


STEPS = [
    (["done", "self-sleep", "self-reading"], "done self-sleep self-reading"),
    (["skip", "self-sleep", "-r", "A cold"], "skip self-sleep"),
    (["edit", "self-sleep", "--title", "Seven hours"], "edit self-sleep"),
    (["hide", "self-sleep"], "hide self-sleep"),
    (["show", "self-sugar"], "show self-sugar"),
]


@pytest.mark.parametrize(("argv", "words"), STEPS)
def test_undo_and_redo(run: Run, argv: list[str], words: str) -> None:
    """Each is one step, taken back and brought again like every other."""
    run("practices", "hide", "self-sugar")
    before = data(run, "practices")
    assert run("practices", *argv).code == 0
    after = data(run, "practices")
    assert after != before
    assert run("undo").out.splitlines()[0] == f"undid: {words}"
    assert data(run, "practices") == before
    assert run("redo").out.splitlines()[0] == f"redid: {words}"
    assert data(run, "practices") == after
    assert run("doctor").code == 0


def test_history(run: Run) -> None:
    """What happened to the chart is told in words, in the journal's order."""
    for argv in (
        ["done", "self-sleep", "--at", "2026-11-20"],
        ["done", "self-sleep"],
        ["skip", "self-reading", "-r", "A cold", "--at", "yesterday"],
        ["edit", "self-sugar", "--title", "Water", "--every", "2/week"],
        ["edit", "self-sugar", "--reset"],
        ["hide", "home-elders"],
    ):
        run("practices", *argv)
    run("undo")
    lines = [line[18:] for line in run("history").out.splitlines()]
    assert lines == [
        "undo    hide home-elders",
        "hide    home-elders  undone",
        "edit    self-sugar the words of the chart, the cadence of the chart",
        "edit    self-sugar “Water”, 2 a week",
        "skip    self-reading for 2026-11-24 “A cold”",
        "done    self-sleep",
        "done    self-sleep for 2026-11-20",
    ]


def test_history_of_a_practice(run: Run) -> None:
    """One practice by itself, with what was taken back of it."""
    run("practices", "done", "self-sleep")
    run("practices", "done", "self-reading")
    run("undo")
    run("note", "study-map", "x")
    lines = [line[18:] for line in run("history", "self-reading").out.splitlines()]
    assert lines == ["undo    done self-reading", "done    self-reading  undone"]
    assert run("history", "practice:self-sleep").out.endswith("done    self-sleep\n")


def test_the_four_numbers_know_nothing_of_it(run: Run) -> None:
    """Practices are apart from the path: no number, no item, nothing next changes."""
    pages = ["status", "list", "next", "today"]
    before = [run(one, "--json").document["data"] for one in pages]
    run("practices", "done", "self-sleep")
    run("practices", "skip", "self-reading", "-r", "x")
    assert [run(one, "--json").document["data"] for one in pages] == before


@pytest.mark.parametrize("verb", ["done", "hide", "show"])
def test_verbs_need_an_id(run: Run, verb: str) -> None:
    """Without an id there is nothing to do it to."""
    assert run("practices", verb).code == 2
