"""Which form a report takes, and what of it goes together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aiinfra_cli.report import render
from tests.conftest import ROOT, Run

LEAVE = "leave one of them out"


@pytest.mark.parametrize(
    ("argv", "wrong", "hint"),
    [
        (("--html", "--svg"), "--html and --svg exclude each other", LEAVE),
        (
            ("--markdown", "--html", "--plain"),
            "--markdown, --html and --plain exclude one another",
            "choose one of them",
        ),
        (
            ("--chart", "burnup", "--badge", "covered"),
            "--chart and --badge exclude each other",
            LEAVE,
        ),
        (
            ("--chart", "burnup", "--html"),
            "--chart and --html exclude each other",
            LEAVE,
        ),
        (
            ("--badge", "covered", "--csv"),
            "--badge and --csv exclude each other",
            LEAVE,
        ),
        (("--chart", "pie"), 'there is no chart "pie"', "one of: burnup, heatmap"),
        (
            ("--badge", "done"),
            'there is no badge "done"',
            "one of: covered, verified, retained, on-time",
        ),
        (
            ("--csv", "--title", "Mine"),
            "a table of items has no place for --title",
            "leave it out",
        ),
        (
            ("-o", "x.csv", "--name", "Ada"),
            "a table of items has no place for --name",
            "leave it out",
        ),
        (
            ("--badge", "covered", "--name", "Ada"),
            "a badge has no place for --name",
            "leave it out",
        ),
        *(
            (
                ("--into", "README.md", *argv),
                f"--into and {argv[0]} exclude each other",
                "--into FILE puts Markdown into a file that is there",
            )
            for argv in [("--html",), ("--chart", "burnup"), ("-o", "report.md")]
        ),
    ],
)
def test_what_makes_no_sense(
    run: Run, mini: Path, argv: tuple[str, ...], wrong: str, hint: str
) -> None:
    """Options that do not go together are exit code 2, with what to do."""
    assert run("report", *argv) == (2, "", f"aiinfra: {wrong}\nhint: {hint}\n")


def test_json_errors_are_json(run: Run, mini: Path) -> None:
    """With --json among them the error is a document too."""
    result = run("report", "--json", "--csv")
    assert result.code == 2
    assert json.loads(result.err)["error"]["message"] == (
        "--csv and --json exclude each other"
    )


@pytest.mark.parametrize("picture", [("--chart", "heatmap"), ("--badge", "covered")])
def test_pictures_are_svg(run: Run, mini: Path, picture: tuple[str, str]) -> None:
    """A chart or a badge is an SVG, with --svg or without."""
    assert run("list").code == 0
    result = run("report", *picture)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("<svg ")
    assert run("report", *picture, "--svg") == result


def test_nothing_to_draw(run: Run, mini: Path) -> None:
    """Without a plan and without work there is no burn-up: that is said, exit 1."""
    assert run("list").code == 0
    assert run("report", "--chart", "burnup") == (
        1,
        "",
        "aiinfra: there is nothing to draw yet\n"
        "hint: make a plan first: aiinfra start\n",
    )


@pytest.mark.parametrize(
    ("ending", "option"),
    [
        (".md", "--markdown"),
        (".html", "--html"),
        (".csv", "--csv"),
        (".json", "--json"),
        (".svg", "--svg"),
    ],
)
def test_endings(
    program: Run, played: Path, tmp_path: Path, ending: str, option: str
) -> None:
    """The ending of a file chooses the format."""
    file = tmp_path / f"report{ending}"
    assert program("report", "-o", str(file)).code == 0
    assert file.read_bytes().decode() == program("report", option).out


def test_every_form_is_documented() -> None:
    """docs/report.md names every format, chart and badge."""
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    formats = [f"--{name}" for name in render.FORMATS if name != render.TERMINAL]
    for word in (*formats, *render.CHARTS, *render.BADGES):
        assert word in page, word
    for row in render.FORMATS.values():
        assert not row.endings or f"`{row.endings[0]}`" in page
