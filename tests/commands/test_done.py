"""`aiinfra done`: one item, several, a session, a week, and a checkpoint."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.commands.asking import item, journal, statuses
from tests.conftest import Run
from tests.terminal import Session, on_terminal

WEEK_1 = ["study-map", "lab-setup", "hands-on-routes", "project-w1"]


def test_marks_and_says_what_is_next(run: Run) -> None:
    """The answer names the item, how far its week is, and the next step."""
    assert run("done", "study-map") == (
        0,
        "✓ study-map  Read the map of the field\n"
        "Week 1: 1 of 4 done, 0 of 2 checkpoints\n"
        "next: aiinfra begin lab-setup\n",
        "",
    )
    assert statuses(run, "study-map") == ["done"]


def test_without_an_id_it_means_what_was_begun(run: Run) -> None:
    """The item begun last is the one that is done."""
    run("begin", "study-map")
    run("begin", "study-history")
    assert run("done").out.startswith("✓ study-history ")
    assert run("done").out.startswith("✓ study-map ")


def test_without_an_id_and_nothing_begun(run: Run) -> None:
    """With nothing begun it marks nothing, and names a candidate."""
    assert run("done") == (
        2,
        "",
        "aiinfra: no item is begun, so name one\nhint: the next one is study-map\n",
    )
    assert journal(run) == []


def test_several_at_once(run: Run) -> None:
    """Several ids are one step; one named twice is marked once."""
    result = run("done", "study-map", "lab-setup", "study-map")
    assert result == (
        0,
        "✓ study-map  Read the map of the field\n"
        "✓ lab-setup  Make a cluster on the laptop\n"
        "Week 1: 2 of 4 done, 0 of 2 checkpoints\n"
        "Not verified yet: aiinfra check lab-setup\n"
        "next: aiinfra begin hands-on-routes\n",
        "",
    )
    assert journal(run) == ["done study-map", "done lab-setup"]
    assert run("undo").out.startswith("undid: done study-map lab-setup\n")
    assert statuses(run, "study-map", "lab-setup") == ["open", "open"]


@pytest.mark.parametrize(("other", "code"), [("nowhere", 3), ("project-w1", 1)])
def test_all_or_none(run: Run, other: str, code: int) -> None:
    """One id that cannot be marked keeps all others from being marked."""
    run("skip", "project-w1", "--reason", "no time")
    before = journal(run)
    result = run("done", "study-map", other, "lab-setup")
    assert (result.code, result.out) == (code, "")
    assert journal(run) == before


@pytest.mark.parametrize(
    ("at", "when"),
    [
        ("today", "today"),
        ("yesterday", "yesterday"),
        ("2026-11-05", "on 5 November"),
        ("2025-05-03", "on 3 May 2025"),
    ],
)
def test_already_done(run: Run, at: str, when: str) -> None:
    """Doing it again is no error: it says since when, and writes nothing."""
    run("done", "study-map", "--at", at)
    assert run("done", "study-map") == (
        0,
        f"study-map: already done {when}\nnext: aiinfra begin lab-setup\n",
        "",
    )
    assert journal(run) == ["done study-map"]


def test_done_of_skipped(run: Run) -> None:
    """A skipped item is not done by accident: the answer is no, with the way out."""
    run("skip", "study-map", "--reason", "known")
    assert run("done", "study-map") == (
        1,
        "",
        "aiinfra: study-map was skipped; nothing was marked\n"
        "hint: take it up again first: aiinfra reopen study-map\n",
    )
    assert statuses(run, "study-map") == ["skipped"]


def test_unmet_needs_warn_and_do_not_block(run: Run) -> None:
    """What an item needs is told on stderr when it is open; the item is marked."""
    result = run("done", "project-w1")
    assert result.code == 0
    assert result.err == "project-w1 needs study-map, hands-on-routes, still open\n"
    assert statuses(run, "project-w1") == ["done"]
    run("skip", "hands-on-routes", "--reason", "no gateway")
    run("reopen", "project-w1")
    assert run("done", "project-w1").err == "project-w1 needs study-map, still open\n"


def test_week_elsewhere_wants_yes(run: Run) -> None:
    """Off a terminal nobody can be asked: many items want --yes."""
    for week in ("week-1", "w1", "1"):
        assert run("done", week) == (
            2,
            "",
            "aiinfra: this would mark 4 items as done\n"
            "hint: add --yes if that is meant\n",
        )
    assert journal(run) == []


def test_week_with_yes(run: Run) -> None:
    """A week stands for its milestones, checkpoints left out: they are told."""
    assert run("done", "week-1", "--yes") == (
        0,
        "✓ study-map  Read the map of the field\n"
        "✓ lab-setup  Make a cluster on the laptop\n"
        "✓ hands-on-routes  "
        "Pipes | and [bold]marks[/bold] and <script>alert(1)</script>\n"
        "✓ project-w1  Serve one model behind a gateway\n"
        "Week 1: 4 of 4 done, 0 of 2 checkpoints\n"
        "Not verified yet: aiinfra check lab-setup\n"
        "cp-w1-gateway: all it rests on is done. "
        "Close it: aiinfra done cp-w1-gateway\n"
        "next: aiinfra done cp-w1-gateway\n",
        "",
    )
    assert statuses(run, *WEEK_1) == ["done"] * 4
    assert statuses(run, "cp-w1-cluster", "cp-w1-gateway") == ["open", "open"]
    assert journal(run) == [f"done {id}" for id in WEEK_1]


def test_week_passes_over_what_was_skipped(run: Run) -> None:
    """A week marks what is open; skipped ones stay skipped unless named."""
    run("skip", "project-w1", "--reason", "no time")
    assert run("done", "week-1", "--yes").code == 0
    assert statuses(run, *WEEK_1) == ["done", "done", "done", "skipped"]
    assert run("done", "week-1", "project-w1", "--yes").code == 1


def test_session_with_one_open_item_does_not_ask(run: Run) -> None:
    """Where only one item is open, nothing has to be confirmed."""
    run("done", "study-map")
    assert run("done", "w1-mon-tue").out.splitlines()[:2] == [
        "study-map: already done today",
        "✓ lab-setup  Make a cluster on the laptop",
    ]


@pytest.mark.parametrize("word", ["y", "yes"])
def test_week_on_a_terminal_asks(run: Run, word: str) -> None:
    """On a terminal it asks, and a yes marks them all."""
    result = on_terminal("done", "week-2", keys=f"{word}\n")
    assert (result.code, result.err) == (
        0,
        "Mark 4 items as done? [y/N]: "
        "study-claims needs study-map, still open\n"
        "lab-claims needs lab-setup, still open\n"
        "capstone needs project-w1, still open\n",
    )
    assert statuses(run, "study-claims", "lab-claims", "capstone") == ["done"] * 3


@pytest.mark.parametrize("keys", ["n\n", "\n", "yours\n", "\x04"])
def test_declining_changes_nothing(run: Run, keys: str) -> None:
    """No, anything else, or the end of input: exit 1, and nothing is changed."""
    result = on_terminal("done", "week-2", keys=keys)
    assert (result.code, result.out) == (1, "")
    end = "\n" if keys == "\x04" else ""  # Enter ends the line, Ctrl-D does not
    question = f"Mark 4 items as done? [y/N]: {end}"
    assert result.err == f"{question}aiinfra: nothing changed\n"
    assert journal(run) == []


def test_interrupt_at_the_question(run: Run) -> None:
    """^C at the question exits 130, and nothing is changed."""
    argv = [sys.executable, "-m", "aiinfra_cli", "done", "week-2"]
    with Session(argv, env={}) as terminal:
        terminal.wait_for("Mark 4 items as done? [y/N]: ")
        terminal.interrupt()
        terminal.wait_for("aiinfra: interrupted; what was recorded is kept")
        assert terminal.exit_code() == 130
    assert journal(run) == []


def test_checkpoint_that_is_ready(run: Run, prove: Callable[[], None]) -> None:
    """A checkpoint that has all it rests on closes like any item."""
    prove()
    assert run("done", "lab-setup").out.splitlines() == [
        "◆ lab-setup  Make a cluster on the laptop",
        "Week 1: 1 of 4 done, 0 of 2 checkpoints",
        "cp-w1-cluster: all it rests on is done. Close it: aiinfra done cp-w1-cluster",
        "next: aiinfra begin study-map",
    ]
    assert run("done", "cp-w1-cluster") == (
        0,
        "✓ cp-w1-cluster  The cluster answers\n"
        "Week 1: 1 of 4 done, 1 of 2 checkpoints\n"
        "next: aiinfra begin study-map\n",
        "",
    )
    assert item(run, "cp-w1-cluster")["claimed"] is False


@pytest.mark.parametrize(
    ("done", "waits"),
    [
        ([], "hands-on-routes; and lab-setup#nodes-ready or project-w1"),
        (["project-w1"], "hands-on-routes"),
        (["hands-on-routes"], "lab-setup#nodes-ready or project-w1"),
    ],
)
def test_checkpoint_closed_early_is_claimed(
    run: Run, done: list[str], waits: str, prove: Callable[[], None]
) -> None:
    """Closed before it is met, a checkpoint is claimed, and says until when."""
    for id in done:
        run("done", id)
    result = run("done", "cp-w1-gateway")
    assert result.code == 0
    assert (
        result.err == f"cp-w1-gateway stands as claimed until this is done: {waits}\n"
    )
    assert item(run, "cp-w1-gateway")["claimed"] is True
    run("done", "hands-on-routes", "lab-setup")
    prove()
    assert item(run, "cp-w1-gateway")["claimed"] is False
