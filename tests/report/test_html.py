"""The HTML report: one page, whole, that needs nothing but itself."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.console import Out
from aiinfra_cli.report.model import Asked, Note, Report
from aiinfra_cli.report.render.html import render
from tests import golden
from tests.conftest import Run
from tests.report.pictures import burnup_of, report_of

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Reads a page, and holds that every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of a picture that is closed at once."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what a person reads."""
        if not {"style", "title"} & set(self.open):
            self.words.append(data)


def html_of(report: Report) -> str:
    """Render a report made by hand."""
    out = Out(io.StringIO(), io.StringIO(), color="never")
    render(report, out)
    assert isinstance(out.stdout, io.StringIO)
    return out.stdout.getvalue()


def test_whole_page(run: Run, played: Path) -> None:
    """The page of the played story is this one, byte for byte."""
    golden.check("report.html", run("report", "--html").out)


def test_needs_nothing_from_outside(run: Run, played: Path) -> None:
    """No script, no picture, no style and no font comes from anywhere else."""
    text = run("report", "--html").out
    page = Page(text)
    assert not page.tags & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
    }
    assert not {one for one in page.attributes if one.startswith("on")}
    assert not re.search(r"@import|@font-face|url\((?!#)|src=", text)
    assert "default-src 'none'" in text
    assert len(page.ids) == len(set(page.ids))


def test_private_leaves_out_what_is_nobodys_business(run: Run, played: Path) -> None:
    """With --private no note and no path of a file stands in the page."""
    whole = run("report", "--html").out
    private = run("report", "--html", "--private").out
    assert "It clicked." in whole and "It clicked." not in private
    assert "two devices |" in whole and "two devices |" not in private
    assert "SHA-256" in private


def test_empty_report_is_a_page() -> None:
    """Before anything is done the page is whole, and says so."""
    page = Page(html_of(report_of()))
    assert "There has been no study day yet." in "".join(page.words)


def test_name_and_title(run: Run, mini: Path) -> None:
    """The heading is the learner's; the path is still named."""
    words = " ".join(
        "".join(
            Page(
                run("report", "--html", "--title", "My winter", "--name", "Ada").out
            ).words
        ).split()
    )
    assert words.startswith("To the report My winter Learning report of Ada as of")
    assert "The path:" in words


@given(st.text(), st.text(), st.text())
def test_any_text_stays_text(title: str, name: str, note: str) -> None:
    """Whatever is written in titles, names and notes, the page has its own elements."""
    report = report_of(burnup=burnup_of([("2026-11-21", 60)]))
    plain = Page(html_of(report)).tags
    asked = Asked(title=title, name=name)
    hostile = replace(
        report, asked=asked, notes=(Note("x", title, "2026-11-20", "", note),)
    )
    text = html_of(hostile)
    assert Page(text).tags - plain <= {"p", "strong", "blockquote", "time"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
