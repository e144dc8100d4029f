"""`aiinfra review`: what is asked and when, what is typed, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import golden
from tests.commands.asking import data, journal
from tests.commands.planned import go_to
from tests.commands.sittings import Sit, answered, store, typing, wrong_states
from tests.conftest import Run
from tests.content.folders import Mini
from tests.withstand.refusals import assert_refused


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""
    return typing(run, monkeypatch)


SITTING = """\

1 of 3 · Layer
Which layer is the lowest?
  Hardware.
good layer-low, back Fri 27 Nov

2 of 3 · Layer
Which layer is the highest?
  The application.
flagged layer-high
again layer-high, back Thu 26 Nov

3 of 3 · Layer
What does a layer rest on?
suspended layer-rests

3 of 3 cards: 1 again, 1 good, 1 suspended
Retained 50 % (1 card suspended)
next: aiinfra begin lab-setup
"""


def test_a_sitting(run: Run, sit: Sit) -> None:
    """Question, answer, grade: each told in plain lines, and kept at once."""
    run("done", "study-map")
    assert sit("\ngood\n\nf\nwhich end is up?\n1\ns\n") == (0, SITTING, "")
    assert answered(run) == [
        "review layer-low 3",
        "flag layer-high",
        "review layer-high 1",
        "suspend layer-rests",
    ]
    [event] = [
        one
        for one in data(run, "history", "--all")["events"]
        if one["item"] == "layer-low"
    ]
    assert event["detail"].keys() == {
        *("rating", "seconds", "fsrs", "parameters", "retention")
    }
    assert (event["day"], event["detail"]["seconds"]) == ("2026-11-25", None)


def test_undo_in_a_sitting(run: Run, sit: Sit) -> None:
    """The card is asked again, question and answer; even after the last one."""
    run("done", "study-map")
    result = sit("\n1\nu\n4\n\n3\n\n3\nu\n2\n\n")
    golden.check("review-undo.txt", result.out)
    assert answered(run) == [
        "review layer-low 4",
        "review layer-high 3",
        "review layer-rests 2",
    ]
    assert journal(run).count("undo") == 2


@pytest.mark.parametrize("end", ["", "q\n", "\nq\n", "f\n", "f\n\nquit\n"])
def test_the_end_in_the_middle_loses_nothing(run: Run, sit: Sit, end: str) -> None:
    """What was answered before the end of the input, or before q, is kept."""
    run("done", "study-map")
    result = sit("\n3\n" + end)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-3:] == [
        "1 of 3 cards: 1 good; 2 left",
        "Retained 33 %",
        "next: aiinfra review",
    ]
    assert answered(run) == ["review layer-low 3"]


def test_what_is_no_key_in_a_pipe(run: Run, sit: Sit) -> None:
    """Nobody is there to be told the keys: it ends with 2, and keeps the answers."""
    run("done", "study-map")
    result = sit("\n3\nyes\n")
    assert (result.code, result.err) == (
        2,
        "aiinfra: not a key: 'yes'\nhint: see them: aiinfra review, then ?\n",
    )
    result = sit("\n\n\n")
    assert (result.code, result.err) == (
        2,
        "aiinfra: grade it from 1 to 4\nhint: 1 again, 2 hard, 3 good, 4 easy\n",
    )
    result = sit("3\n")
    assert (result.code, result.err) == (
        2,
        "aiinfra: look at the answer first\nhint: an empty line shows the answer\n",
    )
    result = sit("u\n")
    assert (result.code, result.err) == (
        2,
        "aiinfra: nothing in this session can be taken back\n"
        "hint: see the keys: aiinfra review, then ?\n",
    )
    assert answered(run) == ["review layer-low 3"]
    assert "  1      again: not remembered\n" in sit("?\n").out


def test_a_late_answer_in_a_pipe(
    run: Run, program: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answered elsewhere meanwhile, it is not kept, and it is said how to go on."""

    def lines() -> Iterator[bytes]:
        yield b"\n"
        argv = ("review", "--concept", "layer")
        assert program(*argv, stdin="\n4\n").code == 0
        yield b"3\n"

    given = lines()
    stdin = SimpleNamespace(
        isatty=lambda: False, buffer=SimpleNamespace(readline=lambda: next(given, b""))
    )
    monkeypatch.setattr("sys.stdin", stdin)
    result = run("review", "--concept", "layer")
    assert (result.code, result.err) == (
        2,
        "aiinfra: not kept: layer-low was answered elsewhere meanwhile\n"
        "hint: go on: aiinfra review --concept layer\n",
    )
    assert answered(run) == ["review layer-low 4"]


def test_notes_of_any_bytes(run: Run, sit: Sit, program: Run) -> None:
    """A note is text: what is not UTF-8 is marked, and none reaches a terminal raw."""
    run("done", "study-map")
    result = program("review", stdin=b"f\n\xff\x1b[31m\x00 caf\xc3\xa9\nq\n")
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in run("show", "card:layer-low").out
    assert "caf\u00e9" in run("show", "card:layer-low").out
    [flag] = data(run, "show", "card:layer-low")["card"]["flags"]
    assert flag["note"] == "\ufffd\x1b[31m\x00 caf\u00e9"
    assert "\x1b" not in run("review", "--stats").out
    assert "\x1b" not in run("history").out


NOTHING = "no card is due: nothing with recall cards is done yet"


def test_nothing_to_ask(run: Run, sit: Sit) -> None:
    """It is said why no card is asked, and when the next one will be."""
    step = "next: aiinfra begin study-map\n"
    hint = " (aiinfra review --all asks any)\n"
    assert sit("") == (0, NOTHING + hint + step, "")
    run("done", "study-map")
    sit("\n3\n\n3\n\n3\n")
    assert sit("").out.splitlines()[0] == (
        "no card is due; the next one is on Fri 27 Nov"
    )
    run("done", "lab-setup")
    sit("s\ns\n")
    assert "is on Fri 27 Nov" in sit("").out
    assert sit("", "--concept", "node-count").out.splitlines()[0] == "no card is due"


def test_scopes(run: Run, sit: Sit) -> None:
    """A week, a concept or all can be asked before anything of them is done."""

    def asked(*argv: str) -> list[str]:
        before = len(answered(run))
        assert sit("\n3\n" * 20, *argv).code == 0
        found = answered(run)[before:]
        assert run("undo", str(len(found) or 1)).code == 0
        return [one.split()[1] for one in found]

    layer = ["layer-low", "layer-high", "layer-rests"]
    assert asked() == []
    assert asked("--concept", "layer") == layer
    assert asked("--week", "2") == [
        *("dra-picks", "dra-says", "device-class-writes", "device-class-for")
    ]
    assert sorted(asked("--all")) == sorted(
        [*asked("--week", "1"), *asked("--week", "w2")]
    )
    assert len(asked("--all")) == 9


@pytest.mark.parametrize("scope", [[], ["--all"]])
def test_caps(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch, scope: list[str]
) -> None:
    """New cards and reviews of a day are capped; what today has asked counts."""
    run("config", "set", "new_per_day", "2")
    run("config", "set", "reviews_per_day", "1")
    run("done", "study-map", "lab-setup")
    assert sit("\n3\n", *scope).out.splitlines()[1].startswith("1 of 2 · ")
    assert sit("\n3\n", *scope).out.splitlines()[1].startswith("1 of 1 · ")
    waiting = "7" if scope else "3"
    assert sit("", *scope).out.splitlines()[0] == (
        f"that is all for today: {waiting} cards more wait, 2 are asked on Thu 26 Nov"
    )
    go_to(monkeypatch, "2026-12-05")
    assert "1 of 3 · " in sit("", *scope).out  # two new ones, one of two due
    run("config", "set", "new_per_day", "0")
    assert "1 of 1 · " in sit("", *scope).out
    sit("\n3\n", *scope)
    assert sit("", *scope).out.splitlines()[:2] == [
        "that is all for today: 1 card more waits, 1 is asked on Sun 6 Dec",
        f"{waiting} new cards held back: new_per_day is 0"
        " (aiinfra config set new_per_day 20)",
    ]
    run("config", "set", "reviews_per_day", "0")
    assert sit("", *scope).out.splitlines()[:2] == [
        "no card is due",
        "1 due card held back: reviews_per_day is 0"
        " (aiinfra config set reviews_per_day 100)",
    ]


def test_a_day_off_does_not_promise_what_is_held_back(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no new cards a day, those wait for the setting and not for the day."""
    run("start", "2026-11-25")
    run("done", "study-map")
    run("pause", "2026-11-26..2026-11-29")
    sit("\n3\n")
    run("config", "set", "new_per_day", "0")
    go_to(monkeypatch, "2026-11-28")
    assert sit("").out.splitlines()[:2] == [
        "today is a day off: 1 card will be asked from Mon 30 Nov on"
        " (aiinfra review --all asks now)",
        "2 new cards held back: new_per_day is 0 (aiinfra config set new_per_day 20)",
    ]


@pytest.mark.parametrize(
    "scope", [["--all"], ["--concept", "layer"], ["--week", "week-1"]]
)
def test_what_is_left_is_asked_by_the_same_words(
    run: Run, sit: Sit, scope: list[str]
) -> None:
    """Broken off, a sitting names the command line that goes on with it."""
    step = f"next: aiinfra review {' '.join(scope)}"
    assert sit("\n3\nq\n", *scope).out.splitlines()[-1] == step
    assert "1 of " in sit("", *step.split()[3:]).out


def test_what_nobody_checked_says_so(run: Run, sit: Sit) -> None:
    """An answer that was not verified is shown with a word of warning."""
    result = sit("\n3\n\n3\n", "--concept", "device-class")
    assert result.out.splitlines()[2:6] == [
        "Who writes a device class | and <b>where</b>?",
        "  An administrator, in the cluster.",
        "  not verified: nobody looked it up",
        "good device-class-writes, back Fri 27 Nov",
    ]
    assert "not verified" not in sit("\n", "--concept", "layer").out


def test_retained_is_about_what_is_covered(run: Run, sit: Sit) -> None:
    """Cards that were answered before anything covers them are told beside it."""

    def told() -> list[str]:
        return run("review", "--stats").out.splitlines()[1:4]

    assert "Retained" not in sit("\n4\n\n4\n", "--concept", "node-count").out
    assert told() == [
        "Retained –",
        "–: nothing with recall cards is covered",
        "2 answered cards are not of what is covered: left out",
    ]
    run("done", "study-map")
    assert told() == [
        "Retained –",
        "–: nothing covered has been reviewed",
        "2 answered cards are not of what is covered: left out",
    ]
    assert data(run, "status")["numbers"]["retained"] == {
        "value": None,
        "reason": "nothing covered has been reviewed",
    }
    assert data(run, "week", "1")["retained"] is None
    assert "Retained 0 %" in sit("\n1\n").out
    assert "Retained 33 %" in sit("\n3\n").out
    run("done", "lab-setup")
    assert told()[0] == "Retained 60 %   week 1 60 %"
    assert data(run, "review", "--stats")["retained"]["answered_uncovered"] == 0


def test_a_forgotten_card_counts_once_it_is_answered_right(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Again is nought on that day and on those after it, until it is known."""
    run("done", "study-map")
    assert "Retained 67 %" in sit("\n1\n\n4\n\n4\n").out
    go_to(monkeypatch, "2026-11-26")
    assert 0.6 < data(run, "status")["numbers"]["retained"]["value"] < 0.67
    assert sit("\n2\n").code == 0
    assert data(run, "status")["numbers"]["retained"]["value"] > 0.95
    run("undo")
    assert 0.6 < data(run, "status")["numbers"]["retained"]["value"] < 0.67


def test_naming_cards_lifts_the_caps(run: Run, sit: Sit) -> None:
    """Who names a week or a concept is asked all of it that is due or new."""
    run("config", "set", "new_per_day", "0")
    assert "1 of 3 · " in sit("", "--concept", "layer").out
    assert "1 of 5 · " in sit("", "--week", "1").out


def test_days_off_push_what_is_due(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day off asks nothing; what waits comes on the next day, within the caps."""
    run("start", "2026-11-25")
    run("done", "study-map")
    run("pause", "2026-11-26..2026-11-29")
    sit("\n3\n\n1\n")
    go_to(monkeypatch, "2026-11-27")
    assert sit("").out.splitlines()[0] == (
        "today is a day off: 3 cards will be asked from Mon 30 Nov on"
        " (aiinfra review --all asks now)"
    )
    assert "cards are due" not in run().out
    assert data(run)["cards_due"] == 0
    assert "1 of 3 · " in sit("", "--concept", "layer").out
    coming = data(run, "review", "--stats")["coming"]
    assert [
        (one["day"][-2:], one["asked"], one["is_day_off"]) for one in coming[:5]
    ] == [
        *(("27", 0, True), ("28", 0, True), ("29", 0, True)),
        *(("30", 2, False), ("01", 0, False)),
    ]
    go_to(monkeypatch, "2026-11-30")
    assert "3 cards are due: aiinfra review\n" in run().out
    # The most forgotten first: it was graded 1.
    assert "1 of 3 · Layer\nWhich layer is the highest?" in sit("").out


def test_a_clock_that_was_set_back(
    run: Run, sit: Sit, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of tomorrow keeps its day; nothing is asked twice, nothing breaks."""
    run("done", "study-map")
    go_to(monkeypatch, "2026-11-27")
    sit("\n3\n")
    go_to(monkeypatch, "2026-11-25")
    assert "1 of 2 · " in sit("\n4\n").out
    assert data(run, "show", "card:layer-low")["card"]["last_day"] == "2026-11-27"
    assert data(run, "show", "card:layer-high")["card"]["last_day"] == "2026-11-25"
    assert wrong_states(home) == []
    assert run("status").code == 0
    assert data(run, "review", "--stats")["reviewed"][-1]["answers"] == 1


def test_desired_retention(run: Run, sit: Sit) -> None:
    """The setting is kept with each answer and moves the day it comes back."""
    run("done", "study-map")
    sit("\n4\n")
    run("config", "set", "desired_retention", "0.97")
    sit("\n4\n")
    run("config", "set", "desired_retention", "0.7")
    sit("\n4\n")
    cards = data(run, "concept", "layer")["cards"]
    due = [card["due"] for card in cards]
    assert due[1] < due[0] < due[2]
    kept = [
        one["detail"]["retention"]
        for one in data(run, "history", "--all")["events"]
        if one["verb"] == "review"
    ]
    assert kept == [0.7, 0.97, 0.9]


def test_unsuspend(run: Run, sit: Sit) -> None:
    """A suspended card is asked again once it is said; undo takes that back."""
    run("done", "study-map")
    sit("s\n")
    assert "1 of 2 · " in sit("").out
    step = "next: aiinfra begin lab-setup\n"
    told = (0, f"layer-low is asked again\n{step}", "")
    assert run("review", "--unsuspend", "layer-low") == told
    assert run("review", "--unsuspend", "low") == (
        0,
        f"layer-low is not suspended\n{step}",
        "",
    )
    assert "1 of 3 · " in sit("").out
    assert run("undo").out.splitlines()[0] == "undid: unsuspend layer-low"
    assert data(run, "show", "card:layer-low")["card"]["suspended"]
    assert run("review", "--unsuspend", "layer").code == 3


def test_history_and_undo_tell_cards_in_words(run: Run, sit: Sit) -> None:
    """What was done to a card is told as everything else is, and taken back so."""
    run("done", "study-map")
    sit("\n2\nf\nsays nothing\ns\n")
    run("review", "--unsuspend", "layer-high")
    lines = [line[18:] for line in run("history").out.splitlines()]
    assert lines == [
        "unsuspend layer-high",
        "suspend layer-high",
        "flag    layer-high “says nothing”",
        "review  layer-low hard",
        "done    study-map",
    ]
    assert run("undo", "4").out.splitlines()[:4] == [
        *("undid: unsuspend layer-high", "undid: suspend layer-high"),
        *("undid: flag layer-high", "undid: review layer-low"),
    ]
    assert data(run, "concept", "layer")["retained"] is None
    assert run("redo").out.splitlines()[0] == "redid: review layer-low"
    assert data(run, "concept", "layer")["retained"] == 0.3333


def test_a_mended_card_keeps_its_history(run: Run, sit: Sit, own: Mini) -> None:
    """A card is its id: another wording, or a new id that names the old."""
    run("done", "study-map")
    sit("\n3\n")
    file = "concepts/ground.yaml"
    own.replace(file, "Which layer is the lowest?", "Which layer is lowest of all?")
    own.replace(
        file,
        "- id: layer-low\n",
        "- id: layer-lowest\n        aliases: [layer-low]\n",
    )
    card = data(run, "show", "card:layer-low")["card"]
    assert (card["id"], card["reviews"], card["due"]) == (
        *("layer-lowest", 1),
        "2026-11-27",
    )
    assert "1 of 2 · " in sit("\n3\n").out


def test_an_upgrade_of_fsrs_makes_all_states_anew(
    run: Run, sit: Sit, home: Path
) -> None:
    """States that another version made are made from the log before a card is asked."""
    run("done", "study-map")
    sit("\n3\n\n3\n")
    with store(home) as db:
        before = db.execute("SELECT * FROM card_state ORDER BY card").fetchall()
        db.execute("UPDATE meta SET value = 'fsrs 5.0 old' WHERE key = 'cards'")
        db.execute("UPDATE card_state SET due = '2026-11-25', stability = 0.1")
        db.commit()
    assert "1 of 1 · " in sit("").out
    with store(home) as db:
        after = db.execute("SELECT * FROM card_state ORDER BY card").fetchall()
    assert [tuple(row) for row in after] == [tuple(row) for row in before]


def test_doctor_finds_and_mends_a_wrong_state(run: Run, sit: Sit, home: Path) -> None:
    """The state of a card is held against the journal like all others."""
    run("done", "study-map")
    sit("\n3\n")
    with store(home) as db:
        db.execute("UPDATE card_state SET due = '2099-01-01'")
        db.commit()
    assert "layer-low" in run("doctor").out
    assert run("doctor", "--fix").code == 0
    assert data(run, "show", "card:layer-low")["card"]["due"] == "2026-11-27"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--all", "--week", "1"], "--all and --week exclude each other"),
        (
            ["--week", "1", "--concept", "dra"],
            "--week and --concept exclude each other",
        ),
        (["--stats", "--week", "1"], "--stats and --week exclude each other"),
        (["--stats", "--export", "anki"], "--stats and --export exclude each other"),
        (["--export", "anki", "--all"], "--export and --all exclude each other"),
        (["--export", "anki", "--json"], "--json and --export exclude each other"),
        (["--yes"], "--yes goes with --test-out"),
        (["-o", "x"], "--output goes with --export"),
        (["--export", "csv"], 'there is no export for "csv"'),
    ],
)
def test_options_that_do_not_fit(run: Run, argv: list[str], message: str) -> None:
    """What cannot be meant together is refused."""
    if "--json" in argv:
        assert run("review", *argv).code == 2
    else:
        assert_refused(run("review", *argv), 2, message)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--week", "9"], 3),
        (["--week", ""], 2),
        (["--concept", "xyzzy"], 3),
        (["--concept", ""], 2),
        (["--test-out", "xyzzy"], 3),
        (["--unsuspend", "xyzzy"], 3),
        (["--unsuspend", ""], 2),
        (["--export", ""], 2),
    ],
)
def test_what_is_not_there(run: Run, argv: list[str], code: int) -> None:
    """Names are resolved as everywhere, or refused."""
    assert_refused(run("review", *argv), code)


def test_a_home_that_cannot_be_written_to(
    run: Run, sit: Sit, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No question is asked whose answer could not be kept."""
    run("done", "study-map")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert_refused(sit("\n3\n"), 5)


def test_without_recall_cards(run: Run, sit: Sit, home: Path) -> None:
    """A curriculum may have none."""
    with store(home) as db:
        db.execute("DELETE FROM card")
        db.commit()
    assert sit("").out.splitlines()[0] == "this curriculum has no recall cards"
    assert run("review", "--stats").code == 0
    assert run("review", "--export", "anki").out.count("\n") == 8
