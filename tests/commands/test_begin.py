"""`aiinfra begin`, and the rules of what you are at."""

from __future__ import annotations

from tests.commands.asking import data, item, journal, statuses
from tests.conftest import Run


def test_without_an_id_takes_up_the_next(run: Run) -> None:
    """It takes up what `next` names, and says where to read."""
    assert run("begin") == (
        0,
        "▸ study-map  Read the map of the field  30 min\n"
        "  Kubernetes documentation: https://kubernetes.io/docs/\n"
        "  A second page: http://example.org/map?part=1#top\n"
        "read it: aiinfra show study-map\n"
        "next: aiinfra done study-map\n",
        "",
    )
    assert statuses(run, "study-map") == ["started"]


def test_begun_already(run: Run) -> None:
    """Beginning again what you are at is no error, and writes nothing."""
    run("begin", "study-map")
    result = run("begin", "study-map")
    assert result.out.splitlines()[:2] == [
        "▸ study-map  Read the map of the field  30 min",
        "begun already, 20:14",
    ]
    assert journal(run) == ["begin study-map"]


def test_current_item_is_the_newest_begun(run: Run) -> None:
    """Of several begun, the newest is the current one, even within one second."""
    for id in ("study-history", "study-map", "lab-setup"):
        run("begin", id)
        assert data(run, "today")["current"]["id"] == id
    run("begin", "study-map")
    assert data(run, "next")["items"][0]["id"] == "study-map"
    run("done")
    assert data(run, "next")["items"][0]["id"] == "lab-setup"


def test_done_without_begin_leaves_the_current_item(run: Run) -> None:
    """Marking another item does not change what you are at."""
    run("begin", "study-history")
    run("done", "study-map")
    assert run("next", "-n", "1").out.splitlines()[-1] == (
        "next: aiinfra done study-history"
    )


def test_closed_items_are_not_begun(run: Run) -> None:
    """What is done or skipped is taken up again by `reopen` only."""
    run("done", "study-map")
    run("skip", "study-history", "--reason", "old")
    for id, state in (("study-map", "done"), ("study-history", "skipped")):
        assert run("begin", id) == (
            1,
            "",
            f"aiinfra: {id} is {state} already\n"
            f"hint: take it up again: aiinfra reopen {id}\n",
        )


def test_unmet_needs_warn(run: Run) -> None:
    """What is needed and open is told on stderr; the item is begun all the same."""
    result = run("begin", "lab-claims")
    assert (result.code, result.err) == (
        0,
        "lab-claims needs lab-setup, study-claims, still open\n",
    )
    assert statuses(run, "lab-claims") == ["started"]


def test_checkpoint_has_no_minutes(run: Run) -> None:
    """A checkpoint may be begun; no time is told for it."""
    assert run("begin", "cp-w1-cluster").out.splitlines()[0] == (
        "▸ cp-w1-cluster  The cluster answers"
    )


def test_weeks_and_sessions_are_not_begun(run: Run) -> None:
    """Only items have a state of their own."""
    for id in ("week-1", "w1-mon-tue"):
        result = run("begin", id)
        assert (result.code, result.out) == (3, "")
        assert result.err.splitlines()[0] == f'aiinfra: there is no item "{id}"'


def test_nothing_left_to_begin(run: Run) -> None:
    """At the end of the path there is nothing to take up."""
    run("done", "week-1", "week-2", "--yes")
    gates = ["cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery"]
    run("done", *gates)
    assert run("begin") == (
        2,
        "",
        "aiinfra: nothing is left to begin\nhint: see it all: aiinfra report\n",
    )


def test_begun_moment_is_kept(run: Run) -> None:
    """The moment of beginning is that of the clock, in UTC."""
    run("begin", "study-map")
    assert item(run, "study-map")["begun_at"] == "2026-11-25T20:14:00Z"
