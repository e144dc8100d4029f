"""A folder as a list of files: all of them, and nothing from elsewhere."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.labs.folder import files_of
from aiinfra_cli.labs.model import LIMIT
from aiinfra_cli.labs.opening import Deadline, Unfit


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Give an empty folder in the folder that a learner works in."""
    model = tmp_path / "work" / "model"
    model.mkdir(parents=True)
    return model


def _files(model: Path) -> list[Any]:
    return files_of(model, model.parent, "model", Deadline(LIMIT))


def _entry(name: str, content: bytes, mode: str = "644") -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "size": len(content), "sha256": digest, "mode": mode}


def _put(model: Path, name: str, content: bytes, mode: int = 0o644) -> None:
    path = model / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def test_every_file_by_name(model: Path) -> None:
    """Files of all levels, hidden ones too, sorted by the whole name."""
    _put(model, "weights.bin", b"w" * 3_000_000, 0o600)
    _put(model, "b/c", b"2")
    _put(model, "b.txt", b"1")
    _put(model, ".git/config", b"3", 0o755)
    (model / "empty").mkdir()
    assert _files(model) == [
        _entry(".git/config", b"3", "755"),
        _entry("b.txt", b"1"),
        _entry("b/c", b"2"),
        _entry("weights.bin", b"w" * 3_000_000, "600"),
    ]


def test_nothing_in_it(model: Path) -> None:
    """An empty folder has no files."""
    assert _files(model) == []


def test_link_to_a_file_counts(model: Path) -> None:
    """A link to a file below the learner's folder stands for that file."""
    _put(model.parent / "blobs", "abc", b"1", 0o640)
    (model / "config.json").symlink_to("../blobs/abc")
    assert _files(model) == [_entry("config.json", b"1", "640")]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../../secret", "model/x is a link that leads out of the folder"),
        ("/etc", "model/x is a link that leads out of the folder"),
        ("/dev/zero", "model/x is neither a file nor a folder"),
        (".", "model/x is a link to a folder: links to files are followed"),
        ("../blobs", "model/x is a link to a folder: links to files are followed"),
        ("gone", "model/x is a link that leads nowhere"),
    ],
)
def test_other_links_are_refused(model: Path, target: str, reason: str) -> None:
    """What cannot be listed is not passed over in silence."""
    (model.parent.parent / "secret").write_text("hidden")
    _put(model.parent / "blobs", "abc", b"1")
    _put(model, "a", b"1")
    (model / "x").symlink_to(target)
    with pytest.raises(Unfit) as caught:
        _files(model)
    assert (caught.value.reason, caught.value.verdict) == (reason, "failed")


def test_pipe_is_refused(model: Path) -> None:
    """A named pipe holds nothing up."""
    os.mkfifo(model / "pipe")
    with pytest.raises(Unfit) as caught:
        _files(model)
    assert caught.value.reason == "model/pipe is neither a file nor a folder"


def test_file_is_no_folder(model: Path) -> None:
    """A file where a folder should be is told."""
    _put(model, "a", b"1")
    with pytest.raises(Unfit) as caught:
        files_of(model / "a", model.parent, "a", Deadline(LIMIT))
    assert caught.value.reason == "a is a file, not a folder"


def test_too_many_files(model: Path) -> None:
    """Ten thousand files are listed, and one more is too many."""
    for number in range(10_000):
        (model / str(number)).touch()
    assert len(_files(model)) == 10_000
    (model / "more").touch()
    with pytest.raises(Unfit) as caught:
        _files(model)
    assert caught.value.verdict == "broken"
    assert caught.value.reason == "model holds more than 10,000 files or 16 GiB"


def test_too_large(model: Path) -> None:
    """Sixteen gigabytes are refused before they are hashed."""
    _put(model, "a", b"1")
    for name in ("b", "c"):
        with (model / name).open("wb") as file:
            file.truncate(8 << 30)
    with pytest.raises(Unfit) as caught:
        _files(model)
    assert caught.value.reason == "model holds more than 10,000 files or 16 GiB"


def test_too_deep(model: Path) -> None:
    """A tower of folders ends the walk before it ends the program."""
    here = os.open(model, os.O_RDONLY)
    for _ in range(150):
        os.mkdir("d", dir_fd=here)
        here, above = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    with pytest.raises(Unfit) as caught:
        _files(model)
    assert caught.value.reason.endswith("is nested too deeply")
    assert caught.value.verdict == "broken"


def test_name_that_is_no_text(model: Path) -> None:
    """A name that is not UTF-8 is still in the list."""
    name = b"caf\xe9"
    path = os.path.join(os.fsencode(model), name)  # noqa: PTH118 bytes
    try:
        with open(path, "wb"):  # noqa: PTH123
            pass
    except OSError:
        pytest.skip("NOT TESTED: this file system takes UTF-8 names alone")
    assert [os.fsencode(one["name"]) for one in _files(model)] == [name]


NAMES = st.text("ab.-", min_size=1, max_size=3).filter(lambda n: set(n) != {"."})


@given(
    files=st.dictionaries(st.tuples(NAMES, NAMES), st.binary(max_size=9), max_size=6)
)
@settings(deadline=None, max_examples=30)
def test_list_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[tuple[str, str], bytes],
) -> None:
    """Whatever files there are, all are listed, once, in the order of their names."""
    model = tmp_path_factory.mktemp("work") / "model"
    model.mkdir()
    for (above, name), content in files.items():
        _put(model, f"{above}/{name}", content)
    written = {f"{above}/{name}": content for (above, name), content in files.items()}
    assert _files(model) == [_entry(name, written[name]) for name in sorted(written)]
