"""The golden files themselves: they tell differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden


@pytest.fixture(autouse=True)
def _compare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare here even in a run that writes the other golden files."""
    monkeypatch.setattr(golden, "WRITES", False)


def test_equal_text_passes(tmp_path: Path) -> None:
    """A text that is its golden file, byte for byte, passes."""
    (tmp_path / "screen.txt").write_bytes("✓ done\n".encode())
    golden.check("screen.txt", "✓ done\n", folder=tmp_path)


def test_difference_is_told_line_by_line(tmp_path: Path) -> None:
    """A failure shows the lines that differ, a space at the end of one included."""
    (tmp_path / "screen.txt").write_text("one\ntwo\nthree\n")
    with pytest.raises(pytest.fail.Exception) as failure:
        golden.check("screen.txt", "one\ntwo  \nthree\n", folder=tmp_path)
    assert str(failure.value).splitlines() == [
        "--- golden/screen.txt",
        "+++ found",
        "@@ -1,4 +1,4 @@",
        " one",
        "-two",
        "+two··",
        " three",
        " ",
        "if the new text is right: AIINFRA_GOLDEN=write pytest",
    ]


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A screen without a golden file fails, and says how to write one."""
    with pytest.raises(pytest.fail.Exception) as failure:
        golden.check("screen.txt", "", folder=tmp_path)
    assert str(failure.value) == (
        "there is no golden file screen.txt; "
        "if the new text is right: AIINFRA_GOLDEN=write pytest"
    )


def test_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With AIINFRA_GOLDEN=write the file becomes what was found."""
    monkeypatch.setattr(golden, "WRITES", True)
    golden.check("screen.txt", "new\r\n", folder=tmp_path)
    assert (tmp_path / "screen.txt").read_bytes() == b"new\r\n"
