"""What holds of cards whatever is done: the state is the journal's, and due is due."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.main import main
from aiinfra_cli.store import connection
from tests.commands.sittings import grade, moves, store, wrong_states
from tests.conftest import MINI

CARDS = ("layer-low", "layer-high", "layer-rests", "dra-picks")
MOVE = st.sampled_from(
    [
        *({"do": "reveal"}, {"do": "undo"}, {"do": "suspend"}),
        *({"do": "flag", "note": "n"}, grade(1), grade(3), grade(4)),
    ]
)
STEP = st.one_of(
    st.tuples(st.just("review"), st.lists(MOVE, max_size=8)),
    st.tuples(st.just("all"), st.lists(MOVE, max_size=8)),
    st.tuples(st.just("unsuspend"), st.sampled_from(CARDS)),
    st.tuples(st.just("argv"), st.sampled_from(["undo", "undo 3", "redo", "redo"])),
    st.tuples(st.just("argv"), st.sampled_from(["done study-map", "reopen study-map"])),
    st.tuples(st.just("day"), st.integers(1, 28)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEP, max_size=14))
def test_any_sequence_equals_a_rebuild(steps: list[tuple[str, object]]) -> None:
    """Answers, undo, suspend, days to and fro: the state is what the journal says.

    And the front page counts as many cards as `review` asks.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        patch.setenv("AIINFRA_HOME", folder)
        patch.setenv("AIINFRA_CURRICULUM", str(MINI))
        patch.setenv("AIINFRA_NOW", "2026-11-10T20:00")
        assert called(patch, "config", "set", "new_per_day", "2")[0] == 0
        assert called(patch, "next")[0] == 0
        for kind, value in steps:
            if kind == "day":
                patch.setenv("AIINFRA_NOW", f"2026-11-{value:02}T20:00")
            elif kind == "unsuspend":
                assert called(patch, "review", "--unsuspend", str(value))[0] == 0
            elif kind == "argv":
                assert called(patch, *str(value).split())[0] in (0, 1)
            else:
                assert isinstance(value, list)
                scope = ["--all"] if kind == "all" else []
                script = moves(*value)
                assert called(patch, "review", *scope, "--json", text=script)[0] == 0
        assert wrong_states(home) == []
        with store(home) as db:
            asked = db.execute(
                "SELECT count(*) FROM event WHERE verb = 'review'"
            ).fetchone()[0]
            reps = db.execute("SELECT total(reps) FROM card_state").fetchone()[0]
        assert reps <= asked
        page = json.loads(called(patch, "today", "--json")[1])["data"]
        first = called(patch, "review", "--json")[1].splitlines()[0]
        assert page["cards_due"] == json.loads(first)["data"]["of"]


def called(patch: pytest.MonkeyPatch, *argv: str, text: str = "") -> tuple[int, str]:
    """Run a command line in this process; give its exit code and what it printed."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with patch.context() as inner:
        inner.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        inner.setattr(sys, "stdout", out)
        inner.setattr(sys, "stderr", io.StringIO())
        code = main(list(argv))
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return code, out.buffer.getvalue().decode()


def test_an_answer_costs_the_same_however_many_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer asks the store for its own card alone, not for the others."""
    asked: list[str] = []
    real = connection.connect

    def traced(file: Path, *, create: bool) -> sqlite3.Connection:
        db = real(file, create=create)
        db.set_trace_callback(asked.append)
        return db

    monkeypatch.setattr(connection, "connect", traced)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    found = []
    for count in (0, 2_000):
        home = tmp_path / str(count)
        monkeypatch.setenv("AIINFRA_HOME", str(home))
        assert called(monkeypatch, "done", "study-map")[0] == 0
        with store(home) as db:
            db.executemany(
                "INSERT INTO card VALUES ('mini', ?, 'layer', 'Q?', 'A.', ?)",
                [(f"more-{number}", 1000 + number) for number in range(count)],
            )
            db.commit()
        asked.clear()
        lines = moves(grade(3, card="layer-low"), grade(3, card="layer-high"))
        assert called(monkeypatch, "review", "--json", text=lines)[0] == 0
        begins = [n for n, sql in enumerate(asked) if sql.startswith("BEGIN")]
        commits = [n for n, sql in enumerate(asked) if sql == "COMMIT"]
        assert len(begins) == len(commits) == 2
        found.append(commits[1] - begins[1])
    assert found[0] == found[1]
