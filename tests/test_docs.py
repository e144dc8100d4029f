"""The documents say what is true: they are run, generated or looked up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aiinfra_cli.commands import COMMANDS
from tests.conftest import ROOT
from tests.golden import WRITES
from tests.played import played

DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_reference_of_commands_is_current() -> None:
    """docs/commands.md is what docs/generate.py writes from the program."""
    made = subprocess.run(
        [sys.executable, "-c", "import generate; print(generate.reference(), end='')"],
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert made.stdout == (ROOT / "docs/commands.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_reference() -> None:
    """Each row of the table of commands has a section of its own."""
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"`aiinfra {name}" not in text]
    assert missing == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A link to a file of the project names a file that is there."""
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.S | re.M
    )
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_commands_named_in_the_docs_exist(page: Path) -> None:
    """`aiinfra word` in any page is a command of the program."""
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`aiinfra ([a-z]+)\b", text))
    assert named - COMMANDS.keys() == set()


def test_the_readme_shows_real_output(tmp_path: Path) -> None:
    """Every console block of the README is what a first user sees, in that order.

    AIINFRA_GOLDEN=write puts the present output in.
    """
    page = ROOT / "README.md"
    text = page.read_text(encoding="utf-8")
    home = tmp_path / "you"
    home.mkdir()
    made = played(text, home, os.environ["AIINFRA_NOW"])
    if WRITES:
        page.write_text(made, encoding="utf-8")
    assert made == text


def test_the_readme_has_the_two_lines_that_ci_runs() -> None:
    """Both markers are followed by a code block of one line."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^<!-- ci: (\w+) -->\n```bash\n(.+)\n```$", text, re.M)
    assert [name for name, _ in lines] == ["run", "test"]
