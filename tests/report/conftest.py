"""A learner who has done, skipped, noted and handed in a little of everything."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from aiinfra_cli.model import CARD, Event
from aiinfra_cli.review.scheduler import engine
from aiinfra_cli.store import connection, journal
from aiinfra_cli.store.journal import Entry, Stamp
from tests.conftest import MINI, Run

# Markup of every format, a terminal's escapes, and marks that reorder text.
HOSTILE = (
    "# no heading | [bold]no style[/bold] <script>alert(1)</script>\n"
    "[click](javascript:alert(1)) `code` *stars* __lines__ ~~gone~~ &lt; \\ $x$\n"
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x07 \u202eover\u202c\n"
    "\n"
    "    - [ ] no task; https://evil.example www.evil.example a@evil.example\n"
    "1. no list\n"
    "---"
)
REASON = "known | from <b>work</b>\nand [more](javascript:alert(2))"
WAIVER = "no cluster | [at](javascript:alert(3)) <i>hand</i>"
LINK = "https://example.org/run?a=1&copy;=2#x_y_(z)"

FLOPPY = """\
      - id: study-floppy
        kind: study
        title: Models on floppy disks | a history
        description: Read it, and be glad.
        minutes: 25
        estimate: ours
        tags: [history]
        references:
          - {name: Floppy disks, url: "https://example.org/floppy"}
        sources: ["Mini plan, week 1 Mon-Tue"]
        verified: {on: 2026-11-20, how: the page was read}
"""


def older_mini(folder: Path) -> Path:
    """Make the mini curriculum as it was when it still had study-floppy."""
    shutil.copytree(MINI, folder)
    path = folder / "path.yaml"
    text = path.read_text(encoding="utf-8").replace("[study-floppy]", "[]")
    path.write_text(text, encoding="utf-8")
    week = folder / "weeks" / "week-1.yaml"
    text = week.read_text(encoding="utf-8")
    lab = "      - lab: lab-setup\n"
    week.write_text(text.replace(lab, FLOPPY + lab), encoding="utf-8")
    return folder


def from_elsewhere() -> list[Event]:
    """Give what another device of the learner wrote, where paths look different."""
    evidence = {
        "kind": "file",
        "path": "/home/learner/runs/two devices | `report`.json",
        "size": 123456,
        "sha256": "0123456789abcdef" * 4,
    }
    common = ("mini", "path", "lab-claims")
    at, day = "2026-11-24T19:00:00Z", "2026-11-24"
    first, second = "01999000-0000-7000-8000-00000000000", "the-other-device"
    return [
        Event(f"{first}1", f"{first}0", *common, "begin", at, day, second, {}),
        Event(
            *(f"{first}3", f"{first}2", *common, "done", at, day, second),
            {"evidence": [evidence]},
        ),
        Event(
            *(f"{first}5", f"{first}4", *common, "check", at, day, second),
            {
                "checks": [
                    {"id": "allocated", "verdict": "passed", "digest": "as it was"},
                    {"id": "report", "verdict": "failed", "digest": "as it was"},
                ],
                "proof": "as it was",
                "tools": {"kubectl": "1.36.4"},
            },
        ),
    ]


def merge(home: Path, events: list[Event]) -> None:
    """Bring events of another device into the store; no command does so yet."""
    db = connection.connect(home / "progress.db", create=False)
    try:
        with connection.write(db):
            journal.merge(db, events)
    finally:
        db.close()


def review(home: Path, card: str, rating: int, day: str = "2026-11-25") -> None:
    """Answer a card, as `review` puts it down."""
    entry = Entry(card, "review", engine().detail(rating, 5), family=CARD)
    db = connection.connect(home / "progress.db", create=False)
    try:
        with connection.write(db):
            journal.append(db, "mini", Stamp(f"{day}T20:14:00Z", day), [entry])
    finally:
        db.close()


def copy_of_journal(home: Path) -> list[Event]:
    """Read the whole journal of a store."""
    db = sqlite3.connect(home / "progress.db")
    db.row_factory = sqlite3.Row
    try:
        rows = db.execute("SELECT * FROM event ORDER BY id")
        return [journal.as_event(row) for row in rows]
    finally:
        db.close()


@pytest.fixture
def played(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Play a small story on the mini curriculum; give the home it happened in."""
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(older_mini(tmp_path / "older")))
    _on(monkeypatch, "2026-11-23")
    _do(run, "done", "study-floppy", "--note", "It clicked.")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    _do(run, "done", "study-map", "--evidence", LINK)
    merge(home, from_elsewhere())
    _on(monkeypatch, "2026-11-24")
    (tmp_path / "nodes.json").write_text('{"items": [{"ready": true}]}', "utf-8")
    _do(run, "curriculum", "trust", "--yes")
    answer = ("--answer", "notes=yes", "--dir", str(tmp_path))
    _do(run, "check", "lab-setup", *answer)
    _do(run, "done", "lab-setup", "--note", HOSTILE)
    _do(run, "done", "lab-claims", "--override", WAIVER)
    _do(run, "note", "lab-setup", "A second, short note.")
    _do(run, "done", "cp-w1-cluster")
    _do(run, "skip", "hands-on-routes", "--reason", REASON)
    _do(run, "done", "cp-w1-gateway")
    _on(monkeypatch, "2026-11-25")
    _do(run, "begin", "project-w1")
    return home


def _on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("AIINFRA_NOW", f"{day}T20:14:00+00:00")


def _do(run: Run, *argv: str) -> None:
    result = run(*argv)
    assert result.code == 0, result.err
