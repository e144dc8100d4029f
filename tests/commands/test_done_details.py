"""`aiinfra done` with --note, --evidence and --at: what is kept with the mark."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.commands.asking import data, item, journal
from tests.conftest import Run


def _kept(run: Run, id: str) -> tuple[list[Any], list[Any]]:
    found = data(run, "show", id)
    return found["notes"], found["evidence"]


NOTE = {
    "at": "2026-11-25T20:14:00Z",
    "day": "2026-11-25",
    "text": "took a look at 動的 | [bold]",
}


def test_note(run: Run) -> None:
    """A note given with the mark is kept with its moment and day."""
    assert run("done", "study-map", "--note", f"  {NOTE['text']}\n").code == 0
    assert _kept(run, "study-map") == ([NOTE], [])


@pytest.mark.parametrize("words", ["", " \n\t"])
def test_empty_note_is_refused(run: Run, words: str) -> None:
    """A note without words is a slip: nothing is marked."""
    assert run("done", "study-map", "--note", words) == (
        2,
        "",
        "aiinfra: a note needs some words\nhint: write them in quotes\n",
    )
    assert journal(run) == []


def test_link_as_evidence(run: Run) -> None:
    """A link is kept as it is; a repeated option keeps several."""
    urls = ["https://example.org/a?b=1#c", "http://example.org/d"]
    run("done", "study-map", *(word for url in urls for word in ("--evidence", url)))
    link = {"day": "2026-11-25", "kind": "link"} | dict.fromkeys(
        ("path", "size", "sha256")
    )
    assert _kept(run, "study-map") == ([], [{**link, "url": url} for url in urls])


def test_file_as_evidence(run: Run, tmp_path: Path) -> None:
    """A file is kept by path, size and SHA-256; it is not copied."""
    file = tmp_path / "a file.txt"
    file.write_bytes(b"42\n")
    assert run("done", "study-map", "-e", str(file)).code == 0
    assert _kept(run, "study-map")[1] == [
        {
            "day": "2026-11-25",
            "kind": "file",
            "url": None,
            "path": str(file),
            "size": 3,
            "sha256": hashlib.sha256(b"42\n").hexdigest(),
        }
    ]


def test_path_of_a_file_is_made_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path is kept absolute, so that it is found from anywhere."""
    (tmp_path / "result.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    run("done", "study-map", "-e", "./result.json")
    assert _kept(run, "study-map")[1][0]["path"] == str(tmp_path / "result.json")


def test_missing_file_marks_nothing(run: Run, tmp_path: Path) -> None:
    """Evidence that is not there is refused before anything is marked."""
    missing = tmp_path / "missing"
    assert run("done", "study-map", "-e", str(missing)) == (
        2,
        "",
        f"aiinfra: no evidence at '{missing}': no such file or directory\n"
        "hint: give a file that exists, or a link beginning with https://\n",
    )
    assert journal(run) == []


def test_words_for_what_is_done_already(run: Run) -> None:
    """A note or evidence is news for a done item too; its day stays."""
    run("done", "study-map", "--at", "2026-11-20")
    again = run("done", "study-map", "--note", "later", "-e", "https://example.org/")
    assert (again.code, again.err) == (0, "")
    notes, evidence = _kept(run, "study-map")
    assert [note["text"] for note in notes] == ["later"]
    assert [one["url"] for one in evidence] == ["https://example.org/"]
    assert item(run, "study-map")["closed_day"] == "2026-11-20"


@pytest.mark.parametrize(
    ("at", "closed_at", "closed_day"),
    [
        ("yesterday", "2026-11-24", "2026-11-24"),
        ("yesterday 20:00", "2026-11-24T20:00:00Z", "2026-11-24"),
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-20 21:30", "2026-11-20T21:30:00Z", "2026-11-20"),
        ("20:00", "2026-11-25T20:00:00Z", "2026-11-25"),
        # A late evening belongs to the day before.
        ("2026-11-20 02:30", "2026-11-20T02:30:00Z", "2026-11-19"),
    ],
)
def test_at(run: Run, at: str, closed_at: str, closed_day: str) -> None:
    """--at sets when it was done; the journal still says when it was told."""
    assert run("done", "study-map", "--at", at).code == 0
    found = item(run, "study-map")
    assert (found["closed_at"], found["closed_day"]) == (closed_at, closed_day)
    (event,) = data(run, "history")["events"]
    assert (event["at"], event["day"]) == ("2026-11-25T20:14:00Z", closed_day)


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2026-11-26", "2026-11-26 is in the future"),
        ("20:15", "20:15 is in the future"),
        ("tomorrow", "not a moment: 'tomorrow'"),
        ("", "not a moment: ''"),
        ("1969-12-31", "1969-12-31 is too long ago"),
    ],
)
def test_at_that_cannot_be(run: Run, at: str, message: str) -> None:
    """The future, the distant past and nonsense are refused; nothing is marked."""
    result = run("done", "study-map", "--at", at)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == f"aiinfra: {message}"
    assert journal(run) == []


def test_at_does_not_reorder_the_journal(run: Run) -> None:
    """Later told, later in the journal, whatever day it was done."""
    run("done", "study-map")
    run("done", "lab-setup", "--at", "2026-11-01")
    assert journal(run) == ["done study-map", "done lab-setup"]
    assert run("undo").out.startswith("undid: done lab-setup\n")
