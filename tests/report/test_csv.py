"""The report as a table of items that programs and spreadsheets read."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.console import Out
from aiinfra_cli.model import Milestone, Tally
from aiinfra_cli.report.build import build
from aiinfra_cli.report.model import Head, Report
from aiinfra_cli.report.render.csv import Row, render, rows
from aiinfra_cli.store import connection
from tests import golden
from tests.conftest import Run
from tests.report.conftest import REASON, WAIVER

FORMULAS = ("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", '=HYPERLINK("x","y")')


@pytest.fixture
def report(run: Run, played: Path) -> Report:
    """Give the report of the story."""
    db = connection.connect_readonly(played / "progress.db")
    found = build(db, "mini", date(2026, 11, 25))
    db.close()
    return found


def printed(report: Report) -> str:
    """Print a report as CSV."""
    stream = io.StringIO(newline="")
    render(report, Out(stream, io.StringIO()))
    return stream.getvalue()


def read(text: str) -> list[dict[str, str]]:
    """Read a table as any reader of RFC 4180 does."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def retitled(report: Report, title: str) -> Report:
    """Give the report with one item that is called so."""
    item = report.labs[0]._replace(title=title)
    return replace(report, weeks=(), assessment=(), retired=(item,))


def test_whole_table(program: Run, played: Path) -> None:
    """The table is this one, to the byte."""
    result = program("report", "--csv")
    assert (result.code, result.err) == (0, "")
    golden.check("report.csv", result.out)


def test_one_row_for_each_item(run: Run, played: Path) -> None:
    """Every item of the path and all that left it has a row, in path order."""
    table = read(run("report", "--csv").out)
    assert list(table[0]) == list(Row._fields)
    data = run("report", "--json").document["data"]
    items = [
        item
        for week in data["weeks"]
        for items in (*(one["items"] for one in week["sessions"]), week["checkpoints"])
        for item in items
    ]
    items += [*data["assessment"], *data["retired"]]
    assert [row["id"] for row in table] == [item["id"] for item in items]
    for row, item in zip(table, items, strict=True):
        assert row["minutes"] == str(item["minutes"])
        assert row["status"] == item["status"]
        assert row["closed_day"] == (item["closed_day"] or "")


def test_what_a_row_says(run: Run, played: Path) -> None:
    """A row has where an item stands, why, and how much was handed in for it."""
    table = {row["id"]: row for row in read(run("report", "--csv").out)}
    assert table["hands-on-routes"]["reason"] == REASON
    assert table["lab-claims"]["reason"] == WAIVER
    assert table["lab-claims"]["standing"] == "overridden"
    assert table["lab-claims"]["evidence"] == "1"
    assert table["cp-w1-gateway"]["standing"] == "claimed"
    assert table["study-floppy"]["standing"] == "retired"


def test_lines_end_as_the_rfc_says(program: Run, played: Path) -> None:
    """Every row ends in CRLF, the last one too; in a file as in a pipe."""
    file = played / "report.csv"
    assert program("report", "-o", str(file)).code == 0
    data = file.read_bytes()
    assert data.decode() == program("report", "--csv").out
    assert data.endswith(b"\r\n")
    assert len(read(data.decode())) == data.count(b"\r\n") - 1


@pytest.mark.parametrize("title", FORMULAS)
def test_formulas_are_defused(report: Report, title: str) -> None:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    (row,) = read(printed(retitled(report, title)))
    assert row["title"] == f"'{title}"


@given(title=st.text())
def test_any_text_comes_back(title: str) -> None:
    """What a reader gets is the text, but for control characters and the defusing."""
    (row,) = read(printed(retitled(_EMPTY, title)))
    found = row["title"]
    if title.startswith(("=", "+", "-", "@", "\t", "\r")):
        assert found[0] == "'"
        found = found[1:]
    assert len(found) == len(title)
    assert all(mine in (one, "\ufffd") for mine, one in zip(found, title, strict=True))
    assert not found.startswith(("=", "+", "-", "@")) or row["title"][0] == "'"


_words = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])


@given(title=st.text(_words))
def test_words_come_back_whole(title: str) -> None:
    """Letters, numbers, marks and spaces of any language are not changed."""
    (row,) = read(printed(retitled(_EMPTY, f"x{title}")))
    assert row["title"] == f"x{title}"


def test_rows_are_yielded_one_by_one(report: Report) -> None:
    """A long path is printed as it goes, not gathered first."""
    table = rows(report)
    assert next(table).id == "study-map"


_ITEM = Milestone(
    *("lab-x", "lab", "X", 10, False, None, None, 1, "laptop", "open"),
    *(None, None, None, None),
)
_EMPTY = Report(
    course=Head("mini", "Mini", "1", "", ""),
    as_of="2026-11-25",
    figures=(),
    tally=Tally(),
    weeks=(),
    labs=(_ITEM,),
    assessment=(),
    evidence=(),
    checks=(),
    notes=(),
    skipped=(),
    retired=(),
    upcoming=(),
    next="",
)
