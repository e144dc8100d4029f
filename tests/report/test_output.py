"""`report -o FILE`: the file is the old one or the new one, never half of it."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, Run

OLD = "the old report\n"
PROGRAM = (sys.executable, "-m", "aiinfra_cli")
HINT = "hint: name another file, or - to print it\n"
# Permissions hold root back only where it gives up being above them.
HELD_BACK = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if os.geteuid() == 0
    else ()
)


@pytest.mark.parametrize(
    ("name", "options", "like"),
    [
        ("out.md", [], ["--markdown"]),
        ("OUT.MD", [], ["--markdown"]),
        ("out.markdown", [], ["--markdown"]),
        ("out.json", [], ["--json"]),
        ("out.txt", [], []),
        ("out", [], []),
        ("out.log", [], []),
        ("out.", [], []),
        ("out", ["--markdown"], ["--markdown"]),
        ("out.htm", ["--html"], ["--html"]),
        ("out.txt", ["--plain"], ["--plain"]),
        ("out.md", ["--color", "always"], ["--markdown"]),
        ("out.txt", ["--color", "always"], []),
    ],
)
def test_format_of_a_file(
    run: Run,
    played: Path,
    tmp_path: Path,
    name: str,
    options: list[str],
    like: list[str],
) -> None:
    """The ending chooses the format; without one a flag does, else it is text."""
    wanted = run("report", *like).out
    file = tmp_path / name
    result = run("report", "-o", str(file), *options)
    assert result == Result(0, "", _told(file, wanted))
    assert file.read_bytes().decode() == wanted


@pytest.mark.parametrize(
    ("argv", "name", "wrong", "hint"),
    [
        ((), "x.pdf", "no report is made as .pdf", "write .html and print it to PDF"),
        ((), "x.DOCX", "no report is made as .docx", "write .html and open it there"),
        (
            ("--chart", "burnup"),
            "x.png",
            "no report is made as .png",
            "write .svg: browsers and documents show it",
        ),
        (
            ("--plain",),
            "x.v2",
            "no report is made as .v2",
            "what is made: .txt .md .html .json .csv .svg",
        ),
        (
            ("--badge", "covered"),
            "x.html",
            "--badge covered does not go into a .html",
            "name it x.svg",
        ),
        (("--html",), "x.txt", "--html does not go into a .txt", "name it x.html"),
        (("--svg",), "x.md", "--svg does not go into a .md", "name it x.svg"),
        (("--plain",), "x.md", "--plain does not go into a .md", "name it x.txt"),
        (
            (),
            "x.\x1b[31mred",
            "no report is made as .�[31mred",
            "what is made: .txt .md .html .json .csv .svg",
        ),
    ],
)
def test_ending_of_another_format(
    run: Run,
    mini: Path,
    tmp_path: Path,
    argv: tuple[str, ...],
    name: str,
    wrong: str,
    hint: str,
) -> None:
    """A file gets what its ending promises, or nothing is written: exit code 2."""
    file = tmp_path / name
    result = run("report", *argv, "-o", str(file))
    assert result == Result(2, "", f"aiinfra: {wrong}\nhint: {hint}\n")
    assert not file.exists()


def test_only_the_file_is_left(run: Run, played: Path, tmp_path: Path) -> None:
    """Nothing that was written aside stays in the folder."""
    folder = tmp_path / "reports"
    folder.mkdir()
    assert run("report", "--output", str(folder / "report.md")).code == 0
    assert _names(folder) == ["report.md"]


def test_old_file_is_replaced(run: Run, played: Path, tmp_path: Path) -> None:
    """A second report takes the place of the first and keeps its permissions."""
    file = _old(tmp_path / "report.md")
    file.chmod(0o640)
    assert run("report", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("# Mini path\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_new_file_can_be_read_by_others(run: Run, played: Path, tmp_path: Path) -> None:
    """A new file gets the permissions that any new file of the learner has."""
    file, other = tmp_path / "report.md", tmp_path / "other"
    other.touch()
    assert run("report", "-o", str(file)).code == 0
    assert file.stat().st_mode == other.stat().st_mode


def test_link_stays_a_link(run: Run, played: Path, tmp_path: Path) -> None:
    """Through a symbolic link the file behind it is replaced."""
    file = _old(tmp_path / "real.md")
    link = tmp_path / "link.md"
    link.symlink_to(file)
    assert run("report", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("# Mini path\n")


def test_failed_write_keeps_the_old_file(
    run: Run, played: Path, tmp_path: Path
) -> None:
    """When the disk takes no more, the old file is whole and nothing else is left."""
    folder = tmp_path / "reports"
    folder.mkdir()
    file = _old(folder / "report.md")
    assert run("note", "capstone", "long " * 20_000).code == 0
    done = _process(*PROGRAM, "report", "-o", str(file), before=_no_big_files)
    assert done == Result(
        5,
        "",
        f"aiinfra: {file} could not be written: file too large;"
        " the old file is as it was\n" + HINT,
    )
    assert file.read_text(encoding="utf-8") == OLD
    assert _names(folder) == ["report.md"]


@pytest.mark.parametrize("name", ["report.md", "report.json", "report.html"])
def test_failed_first_write_leaves_nothing(
    run: Run, played: Path, tmp_path: Path, name: str
) -> None:
    """When there was no file before, there is none after a failure."""
    folder = tmp_path / "reports"
    folder.mkdir()
    assert run("note", "capstone", "long " * 20_000).code == 0
    done = _process(*PROGRAM, "report", "-o", str(folder / name), before=_no_big_files)
    assert done.code == 5
    assert done.err == (
        f"aiinfra: {folder / name} could not be written: file too large\n" + HINT
    )
    assert _names(folder) == []


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "reason"),
    [(0o644, 0o555, "permission denied"), (0o444, 0o755, "it is write-protected")],
)
@pytest.mark.needs_tool(*HELD_BACK[:1])
def test_write_protected(
    played: Path, tmp_path: Path, file_mode: int, folder_mode: int, reason: str
) -> None:
    """A folder or a file that is write-protected is left alone: exit code 5."""
    folder = tmp_path / "reports"
    folder.mkdir()
    file = _old(folder / "report.md")
    file.chmod(file_mode)
    folder.chmod(folder_mode)
    done = _process(*HELD_BACK, *PROGRAM, "report", "-o", str(file))
    folder.chmod(0o755)
    assert done == Result(
        5,
        "",
        f"aiinfra: {file} could not be written: {reason};"
        " the old file is as it was\n" + HINT,
    )
    assert file.read_text(encoding="utf-8") == OLD
    assert _names(folder) == ["report.md"]


def test_places_for_no_report(run: Run, played: Path, tmp_path: Path) -> None:
    """A folder, a missing folder, a pipe and our own store are no files to write."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    missing = tmp_path / "no" / "report.md"
    store = played / "progress.db"
    before = store.read_bytes()
    for place, message in {
        str(tmp_path): f"{tmp_path} is a folder",
        f"{tmp_path}/new/": f"{tmp_path}/new/ is a folder",
        str(missing): f"there is no folder {tmp_path}/no",
        str(pipe): f"{pipe} is not a regular file",
        "/dev/null": "/dev/null is not a regular file",
        str(store): f"{store} is your progress itself",
        f"{store}-wal": f"{store}-wal is your progress itself",
        "": "-o needs the name of a file",
        "a\0b": "cannot write to 'a\\x00b': not a path",
    }.items():
        result = run("report", "-o", place)
        assert (result.code, result.out) == (2, ""), place
        assert result.err.splitlines()[0] == f"aiinfra: {message}"
        assert result.err.splitlines()[1].startswith("hint: ")
    assert store.read_bytes() == before
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_two_formats_at_once(run: Run, played: Path) -> None:
    """Two formats at once are a mistake, told as JSON because that was asked for."""
    result = run("report", "--markdown", "--json")
    assert (result.code, result.out) == (2, "")
    assert '"message": "--markdown and --json exclude each other"' in result.err


def test_a_dash_is_standard_output(run: Run, played: Path) -> None:
    """`-o -` prints, as it does in other programs, and makes no file of that name."""
    assert run("report", "--markdown", "-o", "-") == run("report", "--markdown")
    assert not Path("-").exists()


def _told(file: Path, text: str) -> str:
    size = f"{len(text.encode()):,} bytes"
    return f"written: {file} ({size})\nnext: aiinfra done project-w1\n"


def _old(file: Path) -> Path:
    file.write_text(OLD, encoding="utf-8")
    return file


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _process(*argv: str, before: Callable[[], None] | None = None) -> Result:
    """Run a process of its own, changed before it starts."""
    done = subprocess.run(argv, preexec_fn=before, capture_output=True, text=True)
    return Result(done.returncode, done.stdout, done.stderr)


def _no_big_files() -> None:
    # Room for the shared memory of SQLite, not for the report.
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
