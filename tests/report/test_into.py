"""`report --into FILE`: only what stands between the marks is another."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aiinfra_cli.commands.into import BEGIN, END, between, marks
from aiinfra_cli.errors import UsageError
from tests.conftest import Result, Run

TWO = b"<!-- aiinfra:begin -->\n<!-- aiinfra:end -->\n"
HEAD, TAIL = b"# Mine\n\nBefore.\n\n", b"\nAfter.\n"
MARKS = "<!-- aiinfra:begin --> and <!-- aiinfra:end -->, each on a line of its own"
NEXT = "next: aiinfra done project-w1\n"
HINT = "hint: name a text file that is yours: --into README.md\n"
# Permissions hold root back only where it gives up being above them.
HELD_BACK = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if os.geteuid() == 0
    else ()
)


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    """Give a file with both marks."""
    file = tmp_path / "README.md"
    file.write_bytes(HEAD + TWO + TAIL)
    return file


def test_report_stands_between_the_marks(run: Run, played: Path, readme: Path) -> None:
    """It is the Markdown report, each heading one level down, the rest as it was."""
    told = run("report", "--into", str(readme))
    assert told == Result(0, "", f"written: {readme}, between its marks\n{NEXT}")
    report = [
        f"#{line}" if line.startswith("#") else line
        for line in run("report", "--markdown").out.splitlines()
    ]
    body = "\n".join(["", *report, "", ""]).encode()
    assert readme.read_bytes() == HEAD + BEGIN + b"\n" + body + END + b"\n" + TAIL


def test_again_is_already_current(run: Run, played: Path, readme: Path) -> None:
    """The same report again writes nothing, and says so."""
    assert run("report", "--into", str(readme)).code == 0
    before = (readme.read_bytes(), readme.stat().st_mtime_ns, readme.stat().st_ino)
    told = run("report", "--into", str(readme), "--markdown")
    assert told == Result(0, "", f"{readme} is already current\n{NEXT}")
    after = (readme.read_bytes(), readme.stat().st_mtime_ns, readme.stat().st_ino)
    assert after == before


def test_later_report_takes_the_place(run: Run, played: Path, readme: Path) -> None:
    """What the earlier report said is gone, and nothing piles up."""
    assert run("report", "--into", str(readme), "--title", "Earlier").code == 0
    assert run("report", "--into", str(readme), "--title", "Later").code == 0
    text = readme.read_text(encoding="utf-8")
    assert "## Later\n" in text
    assert "Earlier" not in text
    assert text.count("aiinfra:begin") == text.count("aiinfra:end") == 1


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "has no marks for the report"),
        (b"text\n", "has no marks for the report"),
        (b"a <!-- aiinfra:begin -->\n<!-- aiinfra:end --> b\n", "has no marks"),
        (BEGIN + b"\n", "lacks the mark aiinfra:end"),
        (END + b"\n", "lacks the mark aiinfra:begin"),
        (END + b"\n" + BEGIN + b"\n", "has its marks in the wrong order"),
        (TWO + TWO, "has the mark aiinfra:begin 2 times"),
        (BEGIN + b"\n" + TWO, "has the mark aiinfra:begin 2 times"),
        (TWO + END + b"\n", "has the mark aiinfra:end 2 times"),
        (b"```\n" + TWO + b"```\n", "has no marks for the report"),
        (b"~~~~ text\n```\n~~~\n" + TWO, "has no marks for the report"),
        (b"    " + TWO.replace(b"\n", b"\n    "), "has no marks for the report"),
        ("\ufeff<!-- aiinfra:begin -->".encode("utf-16-le"), "has no marks"),
    ],
)
def test_without_its_marks_a_file_is_left(
    run: Run, played: Path, tmp_path: Path, content: bytes, wrong: str
) -> None:
    """Marks that are missing, doubled or in the wrong order are exit code 2."""
    file = tmp_path / "README.md"
    file.write_bytes(content)
    result = run("report", "--into", str(file))
    assert (result.code, result.out) == (2, "")
    first, hint = result.err.splitlines()
    assert first.startswith(f"aiinfra: {file} {wrong}")
    assert hint == f"hint: it needs, once: {MARKS}"
    assert file.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "README.md",
        "nodes.json",
    ]


@pytest.mark.parametrize("fence", [b"```", b"~~~~", b"  ```md"])
def test_example_in_a_block_of_code(fence: bytes) -> None:
    """A page may show the marks in a block of code; those outside are meant."""
    block = fence + b"\n" + TWO + fence.strip(b" md") + b"\n"
    found = between(block + TWO + block, "new\n", "x")
    assert found == block + BEGIN + b"\n\nnew\n\n" + END + b"\n" + block


def test_code_in_a_line_is_no_block() -> None:
    """Three backticks around words in a line open nothing."""
    content = b"```mark``` it\n" + TWO
    assert [mark.kind for mark in marks(content)] == ["begin", "end"]


def test_line_ends_and_byte_order_mark(run: Run, played: Path, readme: Path) -> None:
    """A file of Windows stays one: CRLF in the report too, its first bytes kept."""
    mark = b"\xef\xbb\xbf"
    readme.write_bytes(mark + TWO.replace(b"\n", b"\r\n") + b"After.\r\n")
    assert run("report", "--into", str(readme)).code == 0
    content = readme.read_bytes()
    assert content.startswith(mark + BEGIN + b"\r\n\r\n## Mini path\r\n\r\n")
    assert content.endswith(b"\r\n\r\n" + END + b"\r\nAfter.\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert "already current" in run("report", "--into", str(readme)).err


def test_bytes_that_are_no_text(run: Run, played: Path, readme: Path) -> None:
    """What is not UTF-8 outside the marks stays, byte for byte."""
    odd = bytes(range(256)).replace(b"`", b"").replace(b"~", b"")
    readme.write_bytes(odd + b"\n" + TWO + odd)
    assert run("report", "--into", str(readme)).code == 0
    content = readme.read_bytes()
    assert content.startswith(odd + b"\n" + BEGIN + b"\n")
    assert content.endswith(END + b"\n" + odd)


def test_mode_and_link_stay(run: Run, played: Path, readme: Path) -> None:
    """The file keeps its permissions; a symbolic link stays one."""
    readme.chmod(0o640)
    link = readme.with_name("link.md")
    link.symlink_to(readme.name)
    assert run("report", "--into", str(link)).code == 0
    assert link.is_symlink()
    assert b"## Mini path" in readme.read_bytes()
    assert stat.S_IMODE(readme.stat().st_mode) == 0o640


@pytest.mark.needs_tool(*HELD_BACK[:1])
def test_write_protected(played: Path, readme: Path) -> None:
    """A write-protected file is left alone: exit code 5."""
    readme.chmod(0o444)
    before = readme.read_bytes()
    program = (sys.executable, "-m", "aiinfra_cli", "report", "--into", str(readme))
    done = subprocess.run([*HELD_BACK, *program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (
        5,
        "",
        f"aiinfra: {readme} could not be written: it is write-protected;"
        f" the old file is as it was\n{HINT}",
    )
    assert readme.read_bytes() == before


@pytest.mark.needs_tool(*HELD_BACK[:1])
def test_unreadable(played: Path, readme: Path) -> None:
    """A file that may be written but not read is exit code 5."""
    readme.chmod(0o222)
    program = (sys.executable, "-m", "aiinfra_cli", "report", "--into", str(readme))
    done = subprocess.run([*HELD_BACK, *program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        5,
        f"aiinfra: {readme} cannot be read: permission denied\n{HINT}",
    )


def test_places_that_are_no_file(run: Run, played: Path, tmp_path: Path) -> None:
    """A folder, a device, a missing folder and no name at all are exit code 2."""
    missing = tmp_path / "no" / "README.md"
    for place, message in {
        str(tmp_path): f"{tmp_path} is a folder",
        "": ". is a folder",
        "/dev/null": "/dev/null is not a regular file",
        str(missing): f"there is no folder {missing.parent}",
        "a\0b": "cannot write to 'a\\x00b': not a path",
    }.items():
        result = run("report", "--into", place)
        assert result == Result(2, "", f"aiinfra: {message}\n{HINT}"), place


def test_no_such_file(run: Run, played: Path, tmp_path: Path) -> None:
    """A file that is not there is not made; its two lines are told."""
    file = tmp_path / "README.md"
    result = run("report", "--into", str(file))
    assert result == Result(
        2,
        "",
        f"aiinfra: there is no file {file}\n"
        f"hint: make it, with these two lines: {MARKS}\n",
    )
    assert not file.exists()


def test_store_is_no_place(run: Run, played: Path) -> None:
    """The store has no marks, and stays as it is."""
    store = played / "progress.db"
    before = store.read_bytes()
    assert run("report", "--into", str(store)).code == 2
    assert store.read_bytes() == before


def test_hostile_words_make_no_marks(run: Run, played: Path, readme: Path) -> None:
    """A title or a note that looks like a mark or a block of code is only text."""
    hostile = f"{BEGIN.decode()}\n{END.decode()}\n```\n~~~"
    assert run("note", "capstone", hostile).code == 0
    asked = ("--into", str(readme), "--title", END.decode())
    assert run("report", *asked).code == 0
    first = readme.read_bytes()
    assert [mark.kind for mark in marks(first)] == ["begin", "end"]
    assert run("report", *asked).err == f"{readme} is already current\n{NEXT}"
    assert readme.read_bytes() == first


_ODD = st.lists(
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from([b"\n", b"\r\n", b"\r", b"```\n", b"~~~\n", BEGIN, END]),
    ),
    max_size=12,
).map(b"".join)


@given(_ODD, _ODD, _ODD, st.sampled_from([b"\n", b"\r\n"]))
@example(b"", b"", b"", b"\n")
@example(b"\xef\xbb\xbf", b"old", b"\xff\xfe", b"\r\n")
@example(b"", b"```", b"```\n" + END, b"\n")
def test_everything_outside_stays(
    head: bytes, old: bytes, tail: bytes, newline: bytes
) -> None:
    """Where the marks are found, all before and after them is the same, to the byte."""
    head += newline if head not in (b"", b"\xef\xbb\xbf") else b""
    content = newline.join((head + BEGIN, old, END, tail))
    try:
        found = between(content, "new\ntext\n", "x")
    except UsageError:
        assume(False)
    first, last = marks(content)
    before, after = content[: first.end], content[last.start :]
    assert before.endswith(BEGIN)
    assert after.startswith(END)
    body = (b"", b"", b"new", b"text", b"", b"")
    assert found == before + first.newline.join(body) + after
    assert between(found, "new\ntext\n", "x") == found
