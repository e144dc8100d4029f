"""The signature and the digest notice what they must, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.content import (
    compile_course,
    content_digest,
    digest,
    lint_folder,
    signature,
    whole_digest,
)
from aiinfra_cli.errors import CurriculumError

from .folders import Mini

HINT = "give a folder that holds path.yaml, weeks/ and labs/, and that can be read"
DOORS: list[Callable[[Path], object]] = [
    signature,
    content_digest,
    lint_folder,
    compile_course,
    whole_digest,
]


def test_signature_stays_while_nothing_changes(mini: Mini) -> None:
    """Asking twice gives the same short text, and other files do not matter."""
    first = signature(mini.folder)
    mini.write("weeks/notes.txt", "x")
    mini.write("ids.txt", "x")
    assert signature(mini.folder) == first
    assert len(first) == 32


@pytest.mark.parametrize("change", ["time", "size", "name", "new"])
def test_signature_notices(mini: Mini, change: str) -> None:
    """A changed time, size or name and a new file change the signature."""
    first = signature(mini.folder)
    path = mini.folder / "path.yaml"
    if change == "time":
        os.utime(path, ns=(1, 1))
    elif change == "size":
        stat = path.stat()
        mini.write("path.yaml", mini.read("path.yaml") + "\n")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    elif change == "name":
        path.rename(mini.folder / "road.yaml")
    else:
        mini.write("labs/lab-new.yaml", "")
    assert signature(mini.folder) != first


def test_digest_notices_contents_only(mini: Mini) -> None:
    """A new time leaves the digest, one other byte changes it."""
    first = content_digest(mini.folder)
    os.utime(mini.folder / "path.yaml", ns=(1, 1))
    assert content_digest(mini.folder) == first
    mini.replace("path.yaml", "Mini path", "Mini Path")
    assert content_digest(mini.folder) != first


BESIDE = "labs/lab-claims"


def test_files_of_labs_are_no_part_of_a_course(mini: Mini) -> None:
    """What is copied or only linted changes neither signature nor content digest."""
    before = (signature(mini.folder), content_digest(mini.folder))
    mini.write(f"{BESIDE}/files/claims.yaml", "kind: Other\n")
    mini.write(f"{BESIDE}/files/deep/more.yaml", "kind: More\n")
    mini.write(f"{BESIDE}/examples/report.fail.json", "{}")
    assert (signature(mini.folder), content_digest(mini.folder)) == before


@pytest.mark.parametrize(
    "name",
    [
        *("path.yaml", "tools.yaml", "labs/lab-claims.yaml"),
        *(f"{BESIDE}/files/claims.yaml", f"{BESIDE}/files/deep/more.sh", "README.md"),
        f"{BESIDE}/files/examples/one.json",
    ],
)
def test_whole_digest_covers_all_that_reaches_a_learner(mini: Mini, name: str) -> None:
    """A byte more in any file that is compiled or copied is noticed; a time is not."""
    first = whole_digest(mini.folder)
    os.utime(mini.folder / "path.yaml", ns=(1, 1))
    assert whole_digest(mini.folder) == first
    there = (mini.folder / name).exists()
    mini.write(name, (mini.read(name) if there else "") + "\n")
    assert whole_digest(mini.folder) != first


def test_whole_digest_leaves_examples_out(mini: Mini) -> None:
    """The examples of checks are for the linter alone."""
    first = whole_digest(mini.folder)
    mini.write(f"{BESIDE}/examples/report.fail.json", "{}")
    mini.write(f"{BESIDE}/examples/deep/report.fail.json", "{}")
    assert whole_digest(mini.folder) == first


def test_whole_digest_follows_links_to_files(mini: Mini) -> None:
    """What a link leads to is what would be compiled: its contents count."""
    first = whole_digest(mini.folder)
    real = mini.folder.parent / "week-2.yaml"
    (mini.folder / "weeks/week-2.yaml").rename(real)
    (mini.folder / "weeks/week-2.yaml").symlink_to(real)
    assert whole_digest(mini.folder) == first
    real.write_text(real.read_text() + "\n")
    assert whole_digest(mini.folder) != first


def test_newer_compiler_changes_both(
    mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that compiles otherwise does not take an older result for its own."""
    before = (signature(mini.folder), content_digest(mini.folder))
    monkeypatch.setattr(digest, "COMPILER", digest.COMPILER + 1)
    after = (signature(mini.folder), content_digest(mini.folder))
    assert before[0] != after[0]
    assert before[1] != after[1]


NAMES = st.text("abc-", min_size=1, max_size=4).map(lambda name: f"{name}.yaml")
FILES = st.dictionaries(NAMES, st.binary(max_size=20), max_size=6)


@given(FILES, st.randoms())
def test_digest_does_not_depend_on_the_order_of_files(
    files: dict[str, bytes], random: object
) -> None:
    """The same files, made in another order elsewhere, have the same digest."""
    names = list(files)
    random.shuffle(names)  # type: ignore[attr-defined]
    found = []
    for order in (list(files), names):
        with tempfile.TemporaryDirectory() as folder:
            for name in order:
                (Path(folder) / name).write_bytes(files[name])
            found.append(content_digest(Path(folder)))
    assert found[0] == found[1]


@given(FILES, FILES)
def test_different_files_have_different_digests(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    """No byte can move from one file, or from a name, to another unnoticed."""
    same = digest.digest_of(dict(one)) == digest.digest_of(dict(other))
    assert same == (one == other)


@pytest.mark.parametrize("door", DOORS)
def test_missing_folder_is_told(tmp_path: Path, door: Callable[[Path], object]) -> None:
    """A folder that is not there is an error with a next step."""
    with pytest.raises(CurriculumError) as error:
        door(tmp_path / "none")
    assert error.value.message == (
        f"cannot read the curriculum in '{tmp_path}/none': it does not exist"
    )
    assert error.value.hint == HINT


@pytest.mark.parametrize("door", DOORS)
def test_file_for_a_folder_is_told(
    tmp_path: Path, door: Callable[[Path], object]
) -> None:
    """A file in place of the folder is an error with a next step."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CurriculumError) as error:
        door(tmp_path / "file")
    assert error.value.message == (
        f"cannot read the curriculum in '{tmp_path}/file': it is not a folder"
    )
    assert error.value.hint == HINT


@pytest.mark.parametrize("door", DOORS)
def test_closed_folder_is_told(
    mini: Mini, door: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be read is an error that names it."""
    real = os.scandir

    def closed(path: str) -> object:
        if path.endswith("labs"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(CurriculumError) as error:
        door(mini.folder)
    assert error.value.message == (
        f"cannot read the curriculum in '{mini.folder}': "
        f"Permission denied: {mini.folder}/labs"
    )


@pytest.mark.parametrize("door", DOORS)
def test_impossible_folder_is_told(door: Callable[[Path], object]) -> None:
    """A name that no folder can have is an error like any other."""
    with pytest.raises(CurriculumError) as error:
        door(Path("a\0b"))
    assert error.value.message == (
        r"cannot read the curriculum in 'a\x00b': its name is not valid"
    )


def test_file_that_cannot_be_read(mini: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linting goes on beside a closed file; a digest without it would be wrong."""
    real = digest._read

    def closed(path: str) -> bytes | OSError:
        is_closed = path.endswith("lab-setup.yaml")
        denied = PermissionError(13, "Permission denied", path)
        return denied if is_closed else real(path)

    monkeypatch.setattr(digest, "_read", closed)
    assert [str(p) for p in mini.problems()] == [
        "labs/lab-setup.yaml:1: the file cannot be read: Permission denied "
        "(mend its permissions)"
    ]
    with pytest.raises(CurriculumError, match="Permission denied"):
        content_digest(mini.folder)


def test_asking_for_the_signature_imports_nothing_heavy() -> None:
    """The door stays light: it is on the way of every command."""
    code = (
        "import sys; from aiinfra_cli.content import signature\n"
        "from pathlib import Path; signature(Path(sys.argv[1]))\n"
        "print(*sorted({'yaml', 'pydantic', 'hashlib', 'json'} & set(sys.modules)))"
    )
    folder = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"
