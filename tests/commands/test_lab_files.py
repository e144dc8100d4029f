"""`aiinfra lab --files DIR`: all of a lab's files below DIR, or nothing at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.asking import data
from tests.conftest import Result, Run
from tests.content.folders import Mini

LAB, BESIDE = "labs/lab-claims.yaml", "labs/lab-claims/files"
CLAIMS = "kind: {{kind}}\n"
SCRIPT = "#!/bin/sh\necho {{ .Go }}\n"
FILES = {"claims.yaml": "kind: Claim\n", "app/run.sh": SCRIPT, ".dockerignore": "x\r\n"}


@pytest.fixture(autouse=True)
def lab(own: Mini) -> Mini:
    """Give a lab with files in folders, a script and a version."""
    own.replace(LAB, "files: [claims.yaml]", f"files: [{', '.join(FILES)}]")
    own.replace(LAB, "tools:", "versions: {kind: Claim}\ntools:")
    for name, text in {**FILES, "claims.yaml": CLAIMS}.items():
        own.write(f"{BESIDE}/{name}", text)
    assert own.problems() == []
    return own


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Name a folder that is not there yet."""
    return tmp_path / "some" / "work"


def tree(folder: Path) -> dict[str, str]:
    """Give all that is below a folder; a folder and a link to nothing have no text."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


def write(run: Run, folder: Path | str, *more: str) -> Result:
    """Write the files of the lab."""
    return run("lab", "lab-claims", "--files", str(folder), *more)


def test_all_files_with_versions(run: Run, work: Path) -> None:
    """Folders are made, versions put in, scripts can be run."""
    paths = "".join(f"{work / name}\n" for name in FILES)
    assert write(run, work) == (0, f"{paths}next: aiinfra lab lab-claims\n", "")
    assert tree(work) == {**FILES, "app": ""}
    assert os.access(work / "app/run.sh", os.X_OK)
    assert not os.access(work / "claims.yaml", os.X_OK)


def test_again_is_no_error(run: Run, work: Path) -> None:
    """What is there as it should be stays; what is missing comes."""
    write(run, work)
    (work / "app/run.sh").unlink()
    (work / "mine.txt").write_text("mine")
    assert write(run, work).out.splitlines()[:2] == [
        f"{work}/app/run.sh",
        "2 already there as they are",
    ]
    assert write(run, work).out.startswith("3 already there as they are\n")
    assert tree(work) == {**FILES, "app": "", "mine.txt": "mine"}


def test_document(run: Run, work: Path) -> None:
    """The document names what was written and what was there."""
    work.mkdir(parents=True)
    (work / "claims.yaml").write_text("kind: Claim\n")
    assert data(run, "lab", "lab-claims", "--files", str(work)) == {
        "item": "lab-claims",
        "written": [f"{work}/app/run.sh", f"{work}/.dockerignore"],
        "kept": [f"{work}/claims.yaml"],
    }


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_nothing_of_the_learners_is_replaced(run: Run, work: Path, kind: str) -> None:
    """One file that is there with other contents keeps all from being written."""
    work.mkdir(parents=True)
    mine = work.parent / "mine"
    if kind != "dangling link":
        mine.write_text("mine")
    if kind == "file":
        mine.rename(work / "claims.yaml")
    else:
        (work / "claims.yaml").symlink_to(mine)
    assert write(run, work) == (
        1,
        "",
        f"aiinfra: nothing was written: claims.yaml in {work} would be replaced\n"
        "hint: move them away, name another folder, or add --force\n",
    )
    assert tree(work).keys() == {"claims.yaml"}
    assert write(run, work, "--force").code == 0
    assert not (work / "claims.yaml").is_symlink()
    assert tree(work) == {**FILES, "app": ""}
    if kind == "link":
        assert mine.read_text() == "mine"  # written beside it, not through it


def test_link_that_leads_out(run: Run, work: Path, tmp_path: Path) -> None:
    """A folder on the way that is a link to elsewhere is not followed."""
    work.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (work / "app").symlink_to(elsewhere)
    for more in ([], ["--force"]):
        assert write(run, work, *more) == (
            2,
            "",
            f"aiinfra: {work}/app/run.sh leads out of {work}\n"
            "hint: name a folder without links in it\n",
        )
    assert list(elsewhere.iterdir()) == []


def test_link_to_the_folder_is_the_learners_way(run: Run, tmp_path: Path) -> None:
    """The folder named may be a link: that is where the learner wants it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert write(run, tmp_path / "link").code == 0
    assert tree(tmp_path / "real") == {**FILES, "app": ""}


def test_folder_in_the_place_of_a_file(run: Run, work: Path) -> None:
    """A folder with the name of a file is told, and nothing is written."""
    (work / "claims.yaml").mkdir(parents=True)
    for more in ([], ["--force"]):
        assert write(run, work, *more) == (
            2,
            "",
            f"aiinfra: {work}/claims.yaml is a folder, and the lab has a file of that"
            " name\nhint: name another folder\n",
        )
    assert tree(work) == {"claims.yaml": ""}


def test_file_in_the_place_of_a_folder(run: Run, work: Path) -> None:
    """What stands in the way is told, and all that was begun is taken back."""
    work.mkdir(parents=True)
    (work / "app").write_text("mine")
    result = write(run, work)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"aiinfra: {work}/app")
    assert "nothing was changed" in result.err
    assert tree(work) == {"app": "mine"}


@pytest.mark.parametrize("folder", ["file", "~nobody-at-all/x"])
def test_no_folder(run: Run, tmp_path: Path, folder: str) -> None:
    """What can be no folder is a wrong call."""
    (tmp_path / "file").write_text("")
    meant = str(tmp_path / folder) if folder == "file" else folder
    result = write(run, meant)
    assert (result.code, result.out) == (2, "")


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_folder_of_somebody_else(run: Run, tmp_path: Path) -> None:
    """Where nothing may be written, it is said so and nothing is left."""
    (tmp_path / "closed").mkdir(mode=0o500)
    result = write(run, tmp_path / "closed" / "work")
    assert (result.code, result.out) == (2, "")
    assert "permission denied; nothing was changed" in result.err


def test_all_or_none_when_a_write_fails(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in the middle leaves nothing behind, folders neither."""
    real, calls = os.fdopen, []

    def full(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) == 3:
            os.close(args[0])  # type: ignore[arg-type]
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "fdopen", full)
    assert write(run, work) == (
        2,
        "",
        f"aiinfra: {work}/.dockerignore cannot be written: no space left on device;"
        " nothing was changed\nhint: name a folder that is yours, with room in it\n",
    )
    assert not work.parent.exists()


def test_lab_without_files(run: Run, work: Path) -> None:
    """A lab that hands nothing out says so and makes no folder."""
    assert run("lab", "lab-setup", "--files", str(work)) == (
        0,
        "lab-setup has no files\nnext: aiinfra lab lab-setup\n",
        "",
    )
    assert not work.exists()


def test_curriculum_cannot_reach_out(
    run: Run, lab: Mini, work: Path, tmp_path: Path
) -> None:
    """A link in the curriculum hands out nothing of this machine."""
    (tmp_path / "secret").write_text("a key")
    (lab.folder / BESIDE / "claims.yaml").unlink()
    (lab.folder / BESIDE / "claims.yaml").symlink_to(tmp_path / "secret")
    assert write(run, work) == (
        4,
        "",
        "aiinfra: files of lab-claims cannot be handed out\n"
        f"  {BESIDE}/claims.yaml is a link\n"
        "hint: see: aiinfra curriculum lint\n",
    )
    assert not work.exists()
