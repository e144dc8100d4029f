"""What every format that a person reads must tell, in words of its own."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.report.planned import planned, played
from tests.terminal import on_terminal

__all__ = ["planned", "played"]

READ = [[], ["--plain"], ["--markdown"], ["--html"], ["--svg"]]
SHORT = [[], ["--plain"], ["--svg"]]  # of a long note these show the beginning
PRIVATE = "Notes, why something was skipped, and paths of files are left out."


class Words(HTMLParser):
    """Reads what a page or a picture says, markup and style left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tag = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a text stands in."""
        self.tag = tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.tag != "style":
            self.words.append(data)


def told(run: Run, form: list[str], *argv: str) -> str:
    """Give the words of a report, one space between them."""
    text = run("report", *form, *argv).out
    if form in (["--html"], ["--svg"]):
        text = " ".join(Words(text).words)
    return " ".join(text.split())


@pytest.mark.parametrize("form", READ)
def test_a_week_tells_what_is_retained_and_skipped(
    run: Run, planned: Path, form: list[str]
) -> None:
    """How much of a week is remembered and was skipped stands in every format."""
    text = told(run, form)
    if form == ["--plain"]:
        assert "19 percent retained" in text
        assert "45 minutes skipped, 19 percent" in text
    else:
        assert "19 % retained" in text
        assert text.count("45 min skipped") >= 2  # of the path, and of its week


@pytest.mark.parametrize("form", READ)
def test_numbers_and_words_are_explained(
    run: Run, planned: Path, form: list[str]
) -> None:
    """A stranger reads what the numbers mean, and what a lab's standing rests on."""
    text = told(run, form)
    assert text.count("Time of the milestones done, out of all that are not") == 1
    assert text.count("Study days ahead of the plan, or behind it.") == 1
    assert text.count("a program looked at what the work left behind") == 1
    assert text.count("closed with a reason although a check did not pass") == 1
    assert "kind cluster" in text
    assert not re.search(r"\b(tier|Tier|Needs)\b", text)


@pytest.mark.parametrize("form", READ)
def test_milestones_have_one_name(run: Run, planned: Path, form: list[str]) -> None:
    """What is counted is called a milestone everywhere."""
    text = told(run, form)
    assert re.search(r"\b[Mm]ilestones\b", text)
    assert not re.search(r"(?i)\bof \d+ items\b|\bitems? done\b|\bItems?\b(?= )", text)


@pytest.mark.parametrize("form", READ)
def test_private_says_that_it_is(run: Run, played: Path, form: list[str]) -> None:
    """A private report says what is left out, and tells its files apart."""
    text = told(run, form, "--private")
    assert text.count(PRIVATE) == 1
    assert text.index(PRIVATE) < text.index("Covered")
    assert text.count("file 1") == 1
    assert "/home/learner" not in text
    assert PRIVATE not in told(run, form)


@pytest.mark.parametrize("form", SHORT)
def test_long_note_is_shortened(run: Run, played: Path, form: list[str]) -> None:
    """Of a long note the beginning is shown, how long it is, and where to read it."""
    before = run("report", *form).out
    assert run("note", "capstone", "word " * 19_999 + "words").code == 0
    assert run("note", "capstone", "\n".join(f"l{n}" for n in range(20))).code == 0
    text = run("report", *form).out
    words = told(run, form)
    assert len(text) < len(before) + 8_000
    assert words.count("… 100,000 characters in all: aiinfra show capstone") == 1
    assert words.count("characters in all: aiinfra show capstone") == 2
    assert "l9" in words and "l10" not in words
    assert "A second, short note." in words
    assert run("show", "capstone").code == 0


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        (
            ["--html"],
            r'<details class="note">\n<summary>(.*?)</summary>(.*?)</details>',
        ),
        (["--markdown"], r"<details>\n<summary>(.*?)</summary>\n\n(.*?)\n\n</details>"),
    ],
)
def test_long_note_is_folded(
    run: Run, played: Path, form: list[str], pattern: str
) -> None:
    """Documents have a long note as a whole, folded under its first lines."""
    note = "<b>first</b> @you\n" + "\n".join(f"line {n}" for n in range(60))
    assert run("note", "capstone", note).code == 0
    ((summary, rest),) = re.findall(pattern, run("report", *form).out, re.DOTALL)
    assert summary.startswith("&lt;b&gt;first&lt;/b&gt; @")
    assert "line 8" in summary and "line 9" not in summary
    assert "characters in all: aiinfra show capstone" in summary
    assert "line 59" in rest


@pytest.mark.parametrize("form", READ)
def test_blank_is_as_if_not_given(run: Run, played: Path, form: list[str]) -> None:
    """A heading or a name of blanks is none; blanks around one are left out."""
    plain = run("report", *form).out
    assert run("report", *form, "--title", " \t ", "--name", "  ").out == plain
    named = run("report", *form, "--name", "Ada").out
    assert run("report", *form, "--name", " Ada ").out == named != plain
    assert run("report", "--csv", "--title", " ").code == 0


def test_days_in_figures(run: Run, planned: Path) -> None:
    """The words of the Markdown write days as its tables do."""
    text = run("report", "--markdown").out.split("```")[0]
    assert "ends on 2026-" in text
    assert not re.search(r"\d (Nov|Dec)\b", text)


@pytest.mark.parametrize("columns", [60, 80])
def test_no_title_is_cut(run: Run, planned: Path, columns: int) -> None:
    """On a narrow terminal titles go on below; every word of them is there."""
    screen = on_terminal("report", "--color", "never", columns=columns).out
    assert "…" not in screen
    words = " ".join(screen.split())
    for part in run("report", "--json").document["data"]["labs"]:
        if part["title"].isascii():
            assert " ".join(part["title"].split()) in words


def test_picture_is_wide_enough(run: Run, planned: Path) -> None:
    """In the picture of the screen each lab has its title beside its id, uncut."""
    words = run("report", "--svg").out
    assert "…" not in words
    for part in run("report", "--json").document["data"]["labs"]:
        if part["title"].isascii():
            assert f">{part['title']}</text>" in words


def test_times_of_nothing_are_empty(run: Run, mini: Path) -> None:
    """Where nothing is done, timed or left no table of the page says 0 min."""
    assert run("list").code == 0
    text = run("report", "--html").out
    table = text[text.index('aria-label="Weeks"') :]
    assert "0 min" not in re.findall(r">([^<]*)<", table[: table.index("</table>")])


def test_labs_that_are_open_are_counted(run: Run, mini: Path) -> None:
    """The page lists the labs taken up and counts the others, as the screen does."""
    assert run("done", "lab-setup").code == 0
    text = run("report", "--html").out
    table = text[text.index('aria-label="Labs"') :]
    assert '<code class="quiet">capstone</code>' not in table[: table.index("</table")]
    assert re.search(r"\d more (is|are) open\.", text)
    assert re.search(r"\d more (is|are) open", run("report").out)


def test_paper_has_what_was_done(run: Run, mini: Path) -> None:
    """On paper a week with nothing done is left out, and the list of all concepts."""
    assert run("done", "lab-setup").code == 0
    text = run("report", "--html").out
    folds = re.findall(
        r"<details( class=\"later\")?( open)?>\n<summary>(Week \d)", text
    )
    assert folds == [("", " open", "Week 1"), (' class="later"', "", "Week 2")]
    paper = text[text.index("@media print") :]
    assert ".later:not([open]),.screen{display:none}" in paper


@pytest.mark.parametrize("form", READ)
def test_another_plan_is_told(
    run: Run, mini: Path, monkeypatch: pytest.MonkeyPatch, form: list[str]
) -> None:
    """Whoever planned anew does not look as if the delay had never been."""
    assert run("start", "2026-11-02").code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-12-01T20:14:00+00:00")
    assert run("done", "study-map").code == 0
    behind = run("report", "--json").document["data"]["numbers"]["on_time"]["value"]
    assert "against the first plan" not in told(run, form)
    assert run("replan", "--extend", "--apply").code == 0
    data = run("report", "--json").document["data"]
    assert data["replan"] == {"on": "2026-12-01", "days": behind}
    assert data["numbers"]["on_time"]["value"] > behind
    day = {"--markdown": "2026-12-01", "--plain": "1 December 2026"}
    on = day.get("".join(form), "1 Dec")
    words = (
        f"The plan was last changed on {on};"
        f" against the first plan: −{abs(behind):.0f} days"
    )
    assert words in told(run, form)
    assert "against the first plan" not in told(run, form, "--week", "1")
    planned = data["burnup"]["first_planned"]
    assert planned[-1]["minutes"] == data["burnup"]["planned"][-1]["minutes"]
    assert planned[-1]["day"] < data["burnup"]["planned"][-1]["day"]
    chart = run("report", "--chart", "burnup", "--svg").out
    assert chart.count('class="first"') == 1
    assert "first plan: by " in chart


@pytest.mark.parametrize("form", READ)
def test_a_finished_path_says_when(
    run: Run, mini: Path, monkeypatch: pytest.MonkeyPatch, form: list[str]
) -> None:
    """When all is closed the day stands there; the days that pass are no decline."""
    assert run("start", "2026-11-25").code == 0
    assert run("report", "--json").document["data"]["finished"] is None
    ids = [one["id"] for one in run("list", "--json").document["data"]["items"]]
    assert run("done", *ids, "-y").code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-12-02T20:14:00+00:00")
    data = run("report", "--json").document["data"]
    assert data["finished"] == "2026-11-25"
    assert data["numbers"]["on_time"]["moved"] is None
    day = {"--markdown": "2026-11-25", "--plain": "25 November 2026"}
    on = day.get("".join(form), "25 Nov")
    last = date.fromisoformat(data["plan"]["last"])
    days = (last - date(2026, 11, 25)).days
    assert f"Finished on {on}, {days} days before the planned end" in told(run, form)
    assert "Finished on" not in told(run, form, "--week", "1")
