"""Files are handed out whole, from the lab's own folder and from nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiinfra_cli.content import hand_out
from aiinfra_cli.errors import CurriculumError

from .folders import Mini

NAME = "labs/lab-claims/files/claims.yaml"


def given(mini: Mini, *names: str, **versions: str) -> dict[str, str]:
    """Hand files of lab-claims out."""
    return hand_out(mini.folder, "lab-claims", list(names), versions)


def refusal(mini: Mini, *names: str) -> tuple[str, ...]:
    """Give what stands against handing files out."""
    with pytest.raises(CurriculumError) as error:
        given(mini, *names)
    assert error.value.message == "files of lab-claims cannot be handed out"
    assert error.value.hint == "see: aiinfra curriculum lint"
    return error.value.problems


def test_versions_are_put_in(mini: Mini) -> None:
    """Known names stand for versions, others are left; bytes are kept."""
    mini.write(NAME, "a: {{driver}}\r\nb: {{.Values}} {{other}}\n")
    mini.write("labs/lab-claims/files/app/run.sh", "#!/bin/sh\n")
    assert given(mini, "claims.yaml", "app/run.sh", driver="v1") == {
        "claims.yaml": "a: v1\r\nb: {{.Values}} {{other}}\n",
        "app/run.sh": "#!/bin/sh\n",
    }


def test_all_problems_at_once(mini: Mini) -> None:
    """What is missing, binary, large or no file is told, all of it."""
    beside = "labs/lab-claims/files"
    mini.write(f"{beside}/bytes", b"\xff")
    mini.write(f"{beside}/large", "x" * (256 * 1024 + 1))
    os.mkfifo(mini.folder / beside / "pipe")
    assert refusal(mini, "claims.yaml", "gone", "bytes", "large", "pipe") == (
        f"{beside}/gone is missing",
        f"{beside}/bytes is not UTF-8",
        f"{beside}/large is larger than 256 KiB",
        f"{beside}/pipe is no file",
    )


@pytest.mark.parametrize("where", ["file", "folder", "files", "lab"])
def test_links_are_not_followed(mini: Mini, tmp_path: Path, where: str) -> None:
    """A link at any place could hand out what this learner alone can read."""
    secret = tmp_path / "secret"
    (secret / "files" / "deep").mkdir(parents=True)
    (secret / "files" / "deep" / "one").write_text("a key")
    lab = mini.folder / "labs" / "lab-claims"
    (lab / "files" / "deep").mkdir()
    (lab / "files" / "deep" / "one").write_text("a file")
    assert given(mini, "deep/one") == {"deep/one": "a file"}
    link, target = {
        "file": (lab / "files/deep/one", secret / "files/deep/one"),
        "folder": (lab / "files/deep", secret / "files/deep"),
        "files": (lab / "files", secret / "files"),
        "lab": (lab, secret),
    }[where]
    link.rename(tmp_path / "away")
    link.symlink_to(target)
    assert refusal(mini, "deep/one") == ("labs/lab-claims/files/deep/one is a link",)


def test_links_to_the_curriculum_are_fine(mini: Mini, tmp_path: Path) -> None:
    """The learner may reach the curriculum itself by a link."""
    (tmp_path / "link").symlink_to(mini.folder)
    found = hand_out(tmp_path / "link", "lab-claims", ["claims.yaml"], {})
    assert found == {"claims.yaml": mini.read(NAME)}
