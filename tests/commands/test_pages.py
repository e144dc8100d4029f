"""`today`, `week`, `next` and `status`: where you are, in what scope you ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.commands.asking import data
from tests.conftest import Run

GATES = ["cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery"]


def test_bare_call_is_today(run: Run) -> None:
    """Without a command the program shows today."""
    assert run() == run("today")
    assert run("--json") == run("today", "--json")


def test_today_follows_what_you_are_at(run: Run) -> None:
    """The page is about the session of the current item, wherever in the path."""
    run("begin", "lab-claims")
    assert run("today").out == (
        "Week 2 of 2 · Devices\n"
        "\n"
        "Mon–Tue  Claims  2 h 30 left of 2 h 30\n"
        "  ○ study-claims  動的リソース割り当てを読む     1 h\n"
        "  ▸ lab-claims    Ask for two devices         1 h 30  since 20:14\n"
        "\n"
        "Covered 0 %   Verified 0 %   Retained –   On time –\n"
        "–: nothing has been reviewed; no plan has been started\n"
        "\n"
        "next: aiinfra done lab-claims\n"
    )


def test_today_tells_what_can_be_closed(run: Run, prove: Callable[[], None]) -> None:
    """A checkpoint that has all it rests on stands under its own heading."""
    prove()
    run("done", "lab-setup")
    lines = run("today").out.splitlines()
    at = lines.index("Ready to close")
    assert lines[at + 1] == "  ○ cp-w1-cluster  The cluster answers"


def test_today_at_a_checkpoint(run: Run, prove: Callable[[], None]) -> None:
    """When only a checkpoint is left of a week, the page is about it."""
    prove()
    run("done", "week-1", "--yes")
    assert run("today").out.splitlines()[:4] == [
        "Week 1 of 2 · Ground and gateway",
        "",
        "Checkpoints",
        "  ○ cp-w1-cluster  The cluster answers",
    ]


def test_today_at_the_final_assessment(run: Run) -> None:
    """After the weeks comes the final assessment."""
    run("done", "week-1", "week-2", "--yes")
    run("done", *GATES[:3])
    assert run("today").out.splitlines()[:3] == [
        "Final assessment",
        "",
        "  ○ final-delivery  The whole runs",
    ]


def test_end_of_the_path(run: Run) -> None:
    """When all is done, every page says so or points at the report."""
    run("done", "week-1", "week-2", "--yes")
    run("done", *GATES)
    assert run("today").out.splitlines()[0] == "The path is done."
    assert run("next").out == "The path is done.\n\nnext: aiinfra report\n"
    assert run("week").out.splitlines()[0] == "Week 2 · Devices"
    assert run("status").out.splitlines()[2].startswith("Covered 100 % ")
    assert data(run, "next") == {"items": [], "next": "aiinfra report"}
    assert data(run, "today")["current"] is None


@pytest.mark.parametrize("text", ["2", "w2", "week-2", "W2", " week-2 "])
def test_week_by_number(run: Run, text: str) -> None:
    """A week takes 2, w2 and week-2."""
    assert run("week", text).out.splitlines()[0] == "Week 2 · Devices"
    assert data(run, "week", text)["week"]["id"] == "week-2"


def test_week_without_a_number(run: Run) -> None:
    """It is the week of the current item."""
    assert run("week").out.splitlines()[0] == "Week 1 · Ground and gateway"
    run("begin", "capstone")
    assert run("week").out.splitlines()[0] == "Week 2 · Devices"


@pytest.mark.parametrize("text", ["3", "0", "week-9", "study-map", "w1-mon-tue"])
def test_week_that_is_not_there(run: Run, text: str) -> None:
    """Anything but a week of this path exits 3."""
    result = run("week", text)
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[0] == f'aiinfra: there is no week "{text}"'


def test_week_says_how_to_close_a_checkpoint(
    run: Run, prove: Callable[[], None]
) -> None:
    """Below a checkpoint stands what it rests on, or how to close it."""
    prove()
    run("done", "lab-setup", "cp-w1-gateway")
    lines = run("week", "1").out.splitlines()
    at = lines.index("Checkpoints")
    assert lines[at + 1 : at + 5] == [
        "  ○ cp-w1-cluster    The cluster answers",
        "      all it rests on is done: aiinfra done cp-w1-cluster",
        "  ✓ cp-w1-gateway    A request goes through the gateway"
        "                            claimed",
        "      rests on hands-on-routes ○; and checks of lab-setup ✓ or project-w1 ○",
    ]


def test_next_passes_over_what_is_blocked(run: Run, prove: Callable[[], None]) -> None:
    """What needs something open waits; what was begun comes first."""
    ids = [one["id"] for one in data(run, "next", "-n", "9")["items"]]
    assert ids == ["study-map", "lab-setup", "study-history"]
    run("begin", "study-history")
    run("done", "lab-setup")
    prove()
    ids = [one["id"] for one in data(run, "next", "-n", "9")["items"]]
    assert ids == ["study-history", "study-map", "hands-on-routes", "cp-w1-cluster"]


def test_next_when_all_is_blocked(run: Run) -> None:
    """Nobody is left without a next step: then the first open item comes."""
    run("skip", "hands-on-routes", "-r", "no gateway")  # a checkpoint rests on it
    run("done", "week-1", "week-2", "--yes")
    run("done", "cp-w1-cluster", "cp-w2-devices", "final-delivery")
    assert run("next").out == (
        "○ cp-w1-gateway  A request goes through the gateway\n"
        "\n"
        "next: aiinfra done cp-w1-gateway\n"
    )


def test_next_count(run: Run) -> None:
    """Three at first; -n gives fewer or more."""
    assert len(data(run, "next")["items"]) == 3
    assert len(data(run, "next", "-n", "1")["items"]) == 1


def test_status_of_a_session(run: Run) -> None:
    """A session has its bar and its items."""
    run("done", "study-map")
    assert run("status", "w1-mon").out == (
        "week-1, Mon–Tue\n"
        "A cluster of one's own\n"
        "━━━━━━━━━━━━────────────────────────  1 of 2 · 30 min of 1 h 30\n"
        "\n"
        "  ✓ study-map  Read the map of the field     30 min\n"
        "  ○ lab-setup  Make a cluster on the laptop     1 h\n"
        "\n"
        "next: aiinfra begin lab-setup\n"
    )


def test_status_of_an_item(run: Run) -> None:
    """An item has its line, its day, what it rests on, and where its words are."""
    run("done", "study-map", "--note", "x", "-e", "https://e.org/", "--at", "yesterday")
    assert run("status", "study-map").out == (
        "✓ study-map  Read the map of the field  30 min\n"
        "  done yesterday\n"
        "  1 note, 1 piece of evidence: aiinfra show study-map\n"
        "\n"
        "next: aiinfra begin lab-setup\n"
    )
    assert run("status", "cp-w1-cluster").out.splitlines()[2] == (
        "  rests on checks of lab-setup ○"
    )
    run("done", "cp-w1-cluster")
    assert run("status", "cp-w1-cluster").out.splitlines()[:2] == [
        "✓ cp-w1-cluster  The cluster answers  claimed",
        "  claimed today: not all it rests on is done",
    ]


def test_status_of_a_week_is_its_page(run: Run) -> None:
    """The same page, by whichever command."""
    assert run("status", "week-2") == run("week", "2")


def test_four_numbers(run: Run) -> None:
    """What cannot be computed is null with the reason, never 0."""
    assert data(run, "status")["numbers"] == {
        "covered": {"value": 0.0, "reason": None},
        "verified": {"value": 0.0, "reason": None},
        "retained": {"value": None, "reason": "nothing has been reviewed"},
        "on_time": {"value": None, "reason": "no plan has been started"},
    }


def test_bundled_path(bundled: object, run: Run) -> None:
    """The path that comes with the program has its four weeks of four sessions."""
    found = data(run, "status")
    assert found["course"]["id"] == "ai-infra"
    assert [week["number"] for week in found["weeks"]] == [1, 2, 3, 4]
    for number in range(1, 5):
        page = data(run, "week", str(number))
        assert [s["id"] for s in page["sessions"]] == [
            f"w{number}-{part}" for part in ("mon-tue", "wed-thu", "fri", "weekend")
        ]
        assert len(page["checkpoints"]) == 4
    assert data(run, "next")["next"] == "aiinfra begin lab-setup"
