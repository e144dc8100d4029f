"""docs/examples: one played story in every format of the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import golden
from tests.conftest import ROOT, Run
from tests.learner import story

FOLDER = ROOT / "docs/examples"
NAME = ("--name", "Robin Marsh")
FILES = {
    "report.txt": NAME,
    "plain.txt": ("--plain", *NAME),
    "report.md": NAME,
    "report.html": NAME,
    "report.json": NAME,
    "report.csv": (),
    "report.svg": NAME,
    "burnup.svg": ("--chart", "burnup", *NAME),
    "heatmap.svg": ("--chart", "heatmap", *NAME),
    "badge-covered.svg": ("--badge", "covered"),
    "badge-verified.svg": ("--badge", "verified"),
    "badge-retained.svg": ("--badge", "retained"),
    "badge-on-time.svg": ("--badge", "on-time"),
}


def test_the_examples_are_current(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file is what the story gives today, and the folder has no other.

    AIINFRA_GOLDEN=write puts the present output in.
    """
    work = tmp_path / "work"
    work.mkdir()
    story.play(run, home, work, monkeypatch)
    for name, options in FILES.items():
        made = tmp_path / name
        assert run("report", *options, "-o", str(made)).code == 0
        text = made.read_bytes().decode()
        assert str(tmp_path) not in text
        golden.check(name, text, folder=FOLDER)
    assert {path.name for path in FOLDER.iterdir()} == {*FILES, "README.md"}


def test_every_example_is_explained_and_linked() -> None:
    """The page of the folder, the README and the report's page lead to each file."""
    for page, folder in (
        (FOLDER / "README.md", ""),
        (ROOT / "README.md", "docs/examples/"),
        (ROOT / "docs/report.md", "examples/"),
    ):
        text = page.read_text(encoding="utf-8")
        linked = set(re.findall(rf"\]\({folder}([a-z-]+\.[a-z]+)\)", text))
        assert linked >= FILES.keys(), page
