"""The one function from events to state: total, and blind to the order of arrival."""

from __future__ import annotations

import random
from typing import Any

import pytest

from aiinfra_cli.model import EMPTY, Event, State
from aiinfra_cli.store.fold import STEPS, fold


def _event(number: int, verb: str, **detail: Any) -> Event:
    return Event(
        id=f"{number:04}",
        command_id=f"command-{number}",
        course="mini",
        family="path",
        item="study-map",
        verb=verb,
        at=f"2026-11-{number:02}T12:00:00Z",
        day=f"2026-11-{number:02}",
        device="one",
        detail=detail,
    )


def _story(*verbs: str) -> list[Event]:
    return [_event(number, verb) for number, verb in enumerate(verbs, 1)]


@pytest.mark.parametrize(
    ("verbs", "status"),
    [
        ("", "open"),
        ("begin", "started"),
        ("begin begin", "started"),
        ("done", "done"),
        ("begin done", "done"),
        ("skip", "skipped"),
        ("begin skip", "skipped"),
        ("done reopen", "open"),
        ("skip reopen done", "done"),
        # What no single store allows, but two that meet may bring together:
        ("skip done", "done"),  # done work wins over skipped
        ("done skip", "done"),
        ("done begin", "done"),
        ("skip begin", "skipped"),
        ("reopen", "open"),
        ("begin reopen", "started"),
    ],
)
def test_status(verbs: str, status: str) -> None:
    """Every sequence of verbs leaves a status, possible or not."""
    assert fold(_story(*verbs.split())).status == status


def test_whole_states() -> None:
    """Moments, days and reasons are those of the events that set them."""
    begun = State("started", begun_at="2026-11-01T12:00:00Z")
    assert fold(_story("begin")) == begun
    assert fold(_story("begin", "done")) == begun._replace(
        status="done", closed_at="2026-11-02T12:00:00Z", closed_day="2026-11-02"
    )
    assert fold([_event(3, "skip", reason="known")]) == State(
        "skipped",
        closed_at="2026-11-03T12:00:00Z",
        closed_day="2026-11-03",
        reason="known",
    )
    assert fold(_story("begin", "done", "reopen")) == EMPTY


def test_done_at() -> None:
    """A time given with --at is when it was done."""
    state = fold([_event(5, "done", done_at="2026-11-04")])
    assert (state.closed_at, state.closed_day) == ("2026-11-04", "2026-11-05")


def test_first_of_two_done_keeps_its_date() -> None:
    """The second of two devices adds its words and changes no date."""
    link = {"kind": "link", "url": "https://example.org/"}
    state = fold([_event(1, "done"), _event(2, "done", note="x", evidence=[link])])
    assert state.closed_day == "2026-11-01"
    assert state.notes == (
        {"at": "2026-11-02T12:00:00Z", "day": "2026-11-02", "text": "x"},
    )
    assert state.evidence == ({"day": "2026-11-02", **link},)


def test_reason_goes_with_skipped() -> None:
    """Done after skipped, the reason for skipping is gone."""
    assert fold([_event(1, "skip", reason="no"), _event(2, "done")]).reason is None


def test_words_outlive_reopen() -> None:
    """Notes and evidence stay when the mark goes."""
    events = [_event(1, "done", note="a"), _event(2, "note", text="b")]
    assert [note["text"] for note in fold([*events, _event(3, "reopen")]).notes] == [
        *("a", "b"),
    ]


def test_undone_commands_are_left_out() -> None:
    """An undone step leaves the state as if it had never been made."""
    events = _story("begin", "done", "reopen", "skip")
    assert fold(events, {"command-4"}) == fold(events[:3])
    assert fold(events, {"command-2", "command-3", "command-4"}) == fold(events[:1])
    assert fold(events, {event.command_id for event in events}) == EMPTY


def test_order_of_arrival_does_not_matter() -> None:
    """Events are taken by id, in whatever order they come."""
    events = [_event(9, "note", text="last"), *_story("begin", "skip", "done", "note")]
    events[4] = _event(4, "note", text="first")
    wanted = fold(events)
    for seed in range(20):
        random.Random(seed).shuffle(events)
        assert fold(events) == wanted


def test_records_are_no_steps() -> None:
    """A verb that is not a step, now or from a newer program, changes nothing."""
    assert "check" not in STEPS
    assert fold([*_story("begin"), _event(2, "check"), _event(3, "later")]) == fold(
        _story("begin")
    )


BEGIN = {"timer": True}
AT = "2026-11-{:02}T12:00:00Z"


def _timed(*steps: tuple[str, dict[str, Any]]) -> State:
    return fold(
        [
            _event(number, verb, **detail)
            for number, (verb, detail) in enumerate(steps, 1)
        ]
    )


def test_timer_runs_from_begin_to_its_end() -> None:
    """`stop`, `done` and `skip` end it, `log` does not; the newest `begin` counts."""
    begin, text = ("begin", BEGIN), {"text": "x"}
    assert _timed(begin).timer_at == AT.format(1)
    assert _timed(begin, begin).timer_at == AT.format(2)
    assert _timed(begin, ("log", {"minutes": 5}), ("note", text)).timer_at == (
        AT.format(1)
    )
    for verb in ("stop", "done", "skip"):
        state = _timed(begin, (verb, {}))
        assert (state.timer_at, state.minutes) == (None, 0)
    assert _timed(begin, ("done", {}), ("reopen", {})).timer_at is None


def test_begin_without_a_timer() -> None:
    """Those of checkpoints, and of the time before timers, start none and end none."""
    assert _timed(("begin", {})).timer_at is None
    state = _timed(("begin", BEGIN), ("begin", {}))
    assert (state.timer_at, state.begun_at) == (AT.format(1), AT.format(2))


def test_timer_of_a_closed_item() -> None:
    """A `begin` that comes from elsewhere after `done` or `skip` starts nothing."""
    for verb in ("done", "skip"):
        assert _timed((verb, {}), ("begin", BEGIN)).timer_at is None


def test_minutes_add_up() -> None:
    """Those of `log`, `stop` and `done` count, on closed items too, and outlive all."""
    state = _timed(
        ("log", {"minutes": 10}),
        ("begin", BEGIN),
        ("stop", {"minutes": 20}),
        ("stop", {"minutes": 5}),  # of another device
        ("done", {"minutes": 30}),
        ("done", {"minutes": 1}),
        ("log", {"minutes": 2}),
    )
    assert (state.status, state.minutes) == ("done", 68)
    assert _timed(("log", {"minutes": 7}), ("skip", {}), ("reopen", {})) == State(
        minutes=7
    )


@pytest.mark.parametrize(
    "minutes", [0, -5, 1441, 10**30, 1.5, True, "45", None, [45], {"a": 1}]
)
@pytest.mark.parametrize("verb", ["log", "stop", "done"])
def test_minutes_that_cannot_be(verb: str, minutes: object) -> None:
    """What no clock could say, from whatever program it comes, counts nothing."""
    assert _timed((verb, {"minutes": minutes})).minutes == 0


def test_undone_stop_lets_the_timer_run_on() -> None:
    """The step that began another item and stopped this one leaves no trace."""
    events = [_event(1, "begin", timer=True), _event(2, "stop", minutes=35)]
    assert fold(events, {"command-2"}) == fold(events[:1])


def _run(proof: str, **verdicts: str) -> dict[str, Any]:
    """Give what the journal keeps of a run of checks."""
    checks = [
        {"id": id, "verdict": verdict, "digest": f"d-{id}"}
        for id, verdict in verdicts.items()
    ]
    return {"checks": checks, "proof": proof, "seconds": 1.5, "tools": {}}


def test_run_of_checks_proves_what_passed() -> None:
    """Each check that passed is proved, and the lab when all did in one run."""
    whole = _event(1, "check", **_run("p1", a="passed", b="passed"))
    assert fold([whole]) == State(proofs=("a:d-a", "b:d-b", ":p1"))
    for other in ("failed", "skipped", "broken"):
        part = _event(1, "check", **_run("p1", a="passed", b=other))
        assert fold([part]) == State(proofs=("a:d-a",))


def test_part_of_a_lab_proves_no_lab() -> None:
    """A run of chosen checks carries no proof of the whole."""
    assert fold([_event(1, "check", **_run("", a="passed"))]).proofs == ("a:d-a",)


def test_nothing_looked_at_proves_nothing() -> None:
    """A run without a check is no run in which all passed."""
    assert fold([_event(1, "check", checks=[], proof="p1")]) == EMPTY


def test_later_failure_takes_nothing_away() -> None:
    """After the clean-up a run fails, and what was proved was there once."""
    events = [
        _event(1, "check", **_run("p1", a="passed")),
        _event(2, "check", **_run("p1", a="failed")),
        _event(3, "check", **_run("p2", a="passed")),
        _event(4, "check", **_run("p2", a="passed")),
    ]
    assert fold(events).proofs == ("a:d-a", ":p1", ":p2")
    assert fold(events[1:2]) == EMPTY


def test_proofs_outlive_reopen_and_undo() -> None:
    """What a program saw is no step of the learner's: it stays true."""
    check = _event(1, "check", **_run("p1", a="passed"))
    done, again = _event(2, "done"), _event(3, "reopen")
    assert fold([check, done, again]).proofs == ("a:d-a", ":p1")
    assert fold([check, done], {"command-1", "command-2"}).proofs == ("a:d-a", ":p1")


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"checks": [{}], "proof": "p"},
        {"checks": [{"verdict": "later"}], "proof": "p"},
        {"checks": [{"id": "a", "verdict": "failed"}]},
        {"proof": "p"},
    ],
)
def test_run_that_says_nothing(detail: dict[str, Any]) -> None:
    """A run that a newer program keeps in another way proves nothing."""
    assert fold([_event(1, "check", **detail)]) == EMPTY


def test_hint_leaves_no_state() -> None:
    """How many hints were seen is counted in the journal, and judged nowhere."""
    assert "hint" not in STEPS
    assert fold([_event(1, "hint", step="a", tier=3)]) == EMPTY


def test_waiver() -> None:
    """It comes with `done`, goes with `reopen` and `undo`; the newest one stands."""
    first, second = _event(1, "done", waiver="no GPU"), _event(2, "done", waiver="none")
    assert fold([first]).waiver == "no GPU"
    assert fold([first, second]).waiver == "none"
    assert fold([first, second], {"command-2"}).waiver == "no GPU"
    assert fold([first], {"command-1"}) == EMPTY
    assert fold([first, _event(3, "reopen")]) == EMPTY
    assert fold([first, _event(3, "done", note="x")]).waiver == "no GPU"
