"""The report as GitHub Markdown, read by a Markdown parser."""

from __future__ import annotations

import re
from collections import Counter
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from aiinfra_cli.report.render import gfm
from aiinfra_cli.typography import clean
from tests import golden
from tests.conftest import Run
from tests.report.conftest import HOSTILE, LINK, REASON
from tests.report.planned import planned, played

__all__ = ["planned", "played"]

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TASK = re.compile(r"\[([ x])\] ")
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("\\`*_[]()<>|~#&;:/@.w-+=$!1a \n\t")),
    max_size=40,
)
_COMMENT = "<!-- -->"  # stands behind an at-sign, so that it mentions nobody


def test_whole_text(run: Run, played: Path) -> None:
    """The Markdown is this one, to the byte."""
    result = run("report", "--markdown")
    assert (result.code, result.err) == (0, "")
    golden.check("report.md", result.out)


def test_nothing_done_yet(run: Run, mini: Path) -> None:
    """A report of a fresh store leaves out what there is nothing of."""
    headings = [
        text
        for text in run("report", "--markdown").out.splitlines()
        if text.startswith("## ")
    ]
    assert headings == [
        "## Weeks",
        "## Week 1: Ground and gateway",
        "## Week 2: Devices",
        "## Final assessment",
        "## Labs",
        "## Next",
    ]


def test_whole_text_of_a_plan(run: Run, planned: Path) -> None:
    """With a plan, kept time and reviews there are dates, diagrams and memory."""
    golden.check("report-planned.md", run("report", "--markdown").out)


def test_task_items_and_tables(run: Run, played: Path) -> None:
    """There is a task for every item of the path, ticked if done, and its tables."""
    tokens = PARSER.parse(run("report", "--markdown").out)
    tasks = Counter(
        match[1]
        for first, token in pairwise(tokens)
        if first.type == "paragraph_open" and (match := TASK.match(token.content))
    )
    assert tasks == {"x": 5, " ": 7}
    heads = [
        [cell.content for cell in _cells(tokens, row)]
        for row, token in enumerate(tokens)
        if token.type == "thead_open"
    ]
    assert heads == [
        ["Covered", "Verified", "Retained", "On time"],
        ["Week of", *"MTWTFSS", "Done"],
        ["Week", "Covered", "Done", "Time"],
        ["Session", "Done", "Left"],
        ["Session", "Done", "Left"],
        ["Lab", "Title", "Runs on", "Time", "Status"],
        ["Milestone", "Title", "Time", "Day", "Reason"],
        ["Milestone", "Title", "Kind", "Time", "Status"],
    ]


def test_columns_that_nothing_fills(run: Run, planned: Path) -> None:
    """With a plan there are dates, with kept time its minutes, in every table."""
    text = run("report", "--markdown").out
    assert text.count("| Session | Days | Done | Timed | Left |") == 2


def test_week_of_two_lines(run: Run, planned: Path) -> None:
    """A week is one row of four cells, with all that is known of it."""
    rows = run("report", "--markdown").out.splitlines()
    assert [row for row in rows if row.startswith("| 1. ")] == [
        "| 1. Ground and gateway<br>2026-11-21 to 2026-11-24, late"
        " | 43 %<br>`━━━━──────`<br>19 % retained"
        " | 2 of 3 milestones<br>2 of 2 checkpoints"
        " | 1 h 30 of 3 h 30<br>2 h left, 1 h 15 timed, 45 min skipped |"
    ]


@pytest.mark.parametrize("done", [(), ("study-claims",)])
def test_next_day_changes_few_lines(
    run: Run, planned: Path, done: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day later a diff shows what happened, and the rest stands where it stood.

    Without any work: the day of the report, how the numbers moved since, each concept
    that fades, and plan and calendar, which go on. One item done adds its own line,
    those of its session, its week and the study day, and what comes next.
    """
    before = run("report", "--markdown").out.splitlines()
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-26T20:14:00+00:00")
    for item in done:
        assert run("done", item).code == 0
    after = run("report", "--markdown").out.splitlines()
    diff = [*unified_diff(before, after, n=0, lineterm="")][2:]
    gone, come = (sum(line.startswith(sign) for line in diff) for sign in "-+")
    assert len(before) > 140
    assert gone <= (16 if done else 8), diff
    assert come <= (16 if done else 8), diff


def test_heading_says_what_was_asked(run: Run, played: Path) -> None:
    """Title, name, week and first day stand above everything else."""
    asked = ("--title", "My *autumn*", "--name", "Ada <b>", "--week", "1")
    text = run("report", "--markdown", *asked, "--since", "2026-11-24").out
    assert text.splitlines()[:3] == [
        "# My \\*autumn\\*",
        "",
        "Learning report of Ada &lt;b&gt; as of 2026-11-25. Mini path, version 1.0 of"
        " the path. Week 1 alone. What was done since 2026-11-24.",
    ]


def test_rows_have_as_many_cells_as_heads(run: Run, played: Path) -> None:
    """No title and no reason breaks a row: each line of a table has its cells."""
    for table in re.findall(r"(?:^\|.*\n)+", run("report", "--markdown").out, re.M):
        bars = [len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()]
        assert len(set(bars)) == 1, table


def test_hostile_text_makes_nothing(run: Run, played: Path) -> None:
    """Out of hostile text come no tag, no link, no style, no list, no heading."""
    tokens = PARSER.parse(run("report", "--markdown").out)
    inner = [child for token in tokens for child in token.children or ()]
    links = [child.attrs["href"] for child in inner if child.type == "link_open"]
    assert links == ["https://example.org/run?a=1&copy;=2#x_y_%28z%29"]
    types = {token.type for token in tokens} | {child.type for child in inner}
    assert types & {"html_block", "em_open", "s_open", "image"} == set()
    # The only blocks of code are our own diagrams.
    assert {token.info for token in tokens if token.type == "fence"} <= {"mermaid"}
    assert types & {"code_block", "hr"} == set()
    tags = {child.content for child in inner if child.type == "html_inline"}
    assert tags == {_COMMENT, "<br>"}  # both of them ours
    assert not any("\x1b" in token.content for token in tokens)


def test_note_reads_as_it_was_written(run: Run, played: Path) -> None:
    """A hostile note comes out of the parser word for word, line for line."""
    tokens = PARSER.parse(run("report", "--markdown").out)
    quotes, depth = [""], 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "blockquote_open":
            quotes.append("")
        elif token.type == "paragraph_open" and depth and quotes[-1]:
            quotes[-1] += "\n\n"
        elif token.type == "inline" and depth:
            quotes[-1] += _text(token)
    wanted = "\n".join(clean(text) for text in HOSTILE.split("\n"))
    assert quotes[1] == wanted
    reason = clean(REASON)
    assert reason in {_text(token) for token in tokens if token.type == "inline"}


@given(TEXTS)
@example("\\")
@example("a\\|b")
@example("`|`")
@example("&lt;&#60;&copy;")
@example("<https://evil.example>")
@example("[a]: https://evil.example")
@example("x@evil.example @team")
def test_any_text_in_a_cell(text: str) -> None:
    """Any text in the cell of a table comes out as it went in, and is only text."""
    lines = gfm.table(["One", "Two"], [[gfm.inline(text), "end"]])
    tokens = PARSER.parse("\n".join(lines))
    (row,) = [at for at, token in enumerate(tokens) if token.type == "tbody_open"]
    cell, end = _cells(tokens, row)
    assert _text(cell).strip() == _seen(text)
    assert end.content == "end"
    assert _kinds(cell) <= {"text", "text_special", "html_inline"}


@given(TEXTS)
@example("---")
@example("===")
@example("+ x")
@example("10) x")
@example("1. x")
@example("     code")
@example(":--")
@example("\x1c- x\u2028# y")
def test_any_text_in_a_quotation(text: str) -> None:
    """Any text in a quotation stays a quotation of paragraphs, never more."""
    tokens = PARSER.parse("\n".join(["before", "", *gfm.quoted(text), "", "after"]))
    kinds = Counter(token.type for token in tokens)
    assert kinds["blockquote_open"] == 1
    assert set(kinds) <= {
        *("blockquote_open", "blockquote_close", "inline"),
        *("paragraph_open", "paragraph_close"),
    }
    allowed = {"text", "text_special", "html_inline", "hardbreak", "softbreak"}
    inline = [token for token in tokens if token.type == "inline"]
    assert set().union(*map(_kinds, inline)) <= allowed
    assert inline[-1].content == "after"


@given(TEXTS)
@example("javascript:alert(1)")
@example("JAVASCRIPT:alert(1)//https://")
@example("javascript://example.org/%0aalert(1)")
@example("ftp://example.org/x")
@example("https://")
@example("https://a b")
@example("data:text/html,x")
@example("https://example.org/)[x](javascript:alert(1)")
@example("https://example.org/<script>")
@example("https://[::1/")
@example(LINK)
def test_only_web_addresses_are_links(url: str) -> None:
    """What becomes a link leads to http or https, and shows the whole address."""
    (inline,) = [t for t in PARSER.parse(f"x {gfm.link(url)} x") if t.type == "inline"]
    assert _text(inline) == f"x {clean(url)} x".replace("\xa0", " ")
    for child in inline.children or ():
        if child.type == "link_open":
            assert str(child.attrs["href"]).lower().startswith(("http://", "https://"))
            assert url.lower().startswith(("http://", "https://"))


@given(TEXTS)
@example("`")
@example("a` b")
@example("|")
def test_any_text_as_code(text: str) -> None:
    """An id, a path or a hash comes out whole, as code or as text, in a table too."""
    tokens = PARSER.parse("\n".join(gfm.table(["One"], [[gfm.code(text)]])))
    (body,) = [at for at, token in enumerate(tokens) if token.type == "tbody_open"]
    (inline,) = _cells(tokens, body)
    assert _text(inline).strip() == _seen(text)
    assert _kinds(inline) <= {"text", "text_special", "html_inline", "code_inline"}


def _cells(tokens: list[Token], row: int) -> list[Token]:
    """Give the cells of the first row of a table's head or body."""
    cells = []
    for token in tokens[row:]:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            cells.append(token)
    return cells


def _text(inline: Token) -> str:
    """Give what a reader sees of a line; leading non-breaking spaces as spaces."""
    parts = []
    for child in inline.children or ():
        if child.type in ("hardbreak", "softbreak"):
            parts.append("\n")
        elif child.content != _COMMENT:
            parts.append(child.content)
    return "".join(parts).replace("\xa0", " ")


def _seen(text: str) -> str:
    """Give what of a text can be seen in one line."""
    return clean(text).replace("\xa0", " ").strip()


def _kinds(inline: Token) -> set[str]:
    return {child.type for child in inline.children or ()}
