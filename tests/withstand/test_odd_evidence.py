"""Evidence of every odd kind: kept by path, size and hash, or refused in words."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.conftest import Run

from .refusals import assert_refused
from .sound import events


@pytest.fixture
def here(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one file in it."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "report.txt").write_text("a report")
    monkeypatch.chdir(folder)
    return folder


def _kept_file(home: Path) -> dict[str, object]:
    (evidence,) = events(home)[-1].detail["evidence"]
    found: dict[str, object] = evidence
    return found


@pytest.mark.parametrize(
    "text", ["report.txt", "./report.txt", "../work/report.txt", " report.txt ", "link"]
)
def test_files(kept: Path, here: Path, run: Run, text: str) -> None:
    """A file is kept by its whole path, its size and its hash."""
    (here / "link").symlink_to("report.txt")
    assert run("done", "study-claims", "--evidence", text).code == 0
    assert _kept_file(kept) == {
        "kind": "file",
        "path": str(here / ("link" if text == "link" else "report.txt")),
        "size": 8,
        "sha256": hashlib.sha256(b"a report").hexdigest(),
    }


def test_huge_sparse_file(kept: Path, here: Path, run: Run) -> None:
    """A file larger than memory should be is read in parts, and not copied."""
    size = 200 * 1024 * 1024
    with (here / "huge").open("wb") as file:
        file.truncate(size)
    assert run("done", "study-claims", "-e", "huge").code == 0
    zeros = hashlib.sha256()
    for _ in range(200):
        zeros.update(bytes(1024 * 1024))
    found = _kept_file(kept)
    assert (found["size"], found["sha256"]) == (size, zeros.hexdigest())
    assert (kept / "progress.db").stat().st_size < 1024 * 1024


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/report",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/Report?a=1&b=%20#part",
        "https://user@example.org:8443/",
        "https://[2001:db8::1]/page",
        "https://例え.テスト/資料",
        "https://example.org/" + "x" * 20_000,
    ],
    ids=range(7),
)
def test_links(kept: Path, run: Run, text: str) -> None:
    """A link is kept as it was written."""
    assert run("done", "study-claims", "--evidence", text).code == 0
    assert events(kept)[-1].detail == {"evidence": [{"kind": "link", "url": text}]}
    assert run("show", "study-claims").code == 0


def test_odd_files(kept: Path, here: Path, run: Run) -> None:
    """What is no regular file that can be read is refused, and nothing is marked."""
    before = events(kept)
    os.mkfifo(here / "pipe")
    (here / "folder").mkdir()
    (here / "dangling").symlink_to("nowhere")
    (here / "loop").symlink_to("loop")
    no_file = "no evidence at {!r}: {}"
    for text, message in {
        "": "the evidence is empty",
        "  ": "the evidence is empty",
        "nowhere.txt": no_file.format("nowhere.txt", "no such file or directory"),
        "dangling": no_file.format("dangling", "no such file or directory"),
        "loop": no_file.format("loop", "too many levels of symbolic links"),
        "report.txt/x": no_file.format("report.txt/x", "not a directory"),
        "x" * 5000: no_file.format("x" * 200, "file name too long"),
        "folder": "folder is a folder",
        ".": ". is a folder",
        "pipe": "pipe is not a regular file",
        "/dev/zero": "/dev/zero is not a regular file",
        "/dev/null": "/dev/null is not a regular file",
        "~nobody-of-that-name/x": no_file.format(
            "~nobody-of-that-name/x", "no such file or directory"
        ),
        "ftp://example.org/x": no_file.format(
            "ftp://example.org/x", "no such file or directory"
        ),
        "file:///etc/passwd": no_file.format(
            "file:///etc/passwd", "no such file or directory"
        ),
        "https://": "not a link: 'https://'",
        "https:///path": "not a link: 'https:///path'",
        "http://[::1": "not a link: 'http://[::1'",
        "https://example.org/a b": "not a link: 'https://example.org/a b'",
        "https://example.org/\u202e": "not a link: 'https://example.org/\\u202e'",
        "https://example.org/\x1b[31m": "not a link: 'https://example.org/\\x1b[31m'",
    }.items():
        for verb in (["done", "study-claims"], ["done", "study-claims", "-e", "link"]):
            (here / "link").write_text("fine")
            assert_refused(run(*verb, f"--evidence={text}"), 2, message)
    assert events(kept) == before


def test_folder_whose_name_is_no_text(kept: Path, tmp_path: Path, program: Run) -> None:
    """In a folder whose name is not UTF-8 a file cannot be named in the journal."""
    before = events(kept)
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)  # noqa: PTH102 - a name in bytes
    old = os.getcwd()  # noqa: PTH109
    os.chdir(folder)
    try:
        Path("report.txt").write_text("a report")
        refused = program("done", "study-claims", "-e", "report.txt")
        assert_refused(refused, 2, "the path of report.txt is not UTF-8")
        os.unlink("report.txt")  # noqa: PTH108
        os.rmdir(folder)  # noqa: PTH106
        refused = program("done", "study-claims", "-e", "report.txt")
        message = "no evidence at 'report.txt': no such file or directory"
        assert_refused(refused, 2, message)
    finally:
        os.chdir(old)
    assert events(kept) == before
