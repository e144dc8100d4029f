"""Everything that the five source documents name has become an item.

`tests/coverage/*.csv` map lines of the documents to ids: document, line, subject, ids
of one family, and a note where the two differ. The days, labs and checkpoints of the
September 2025 plan stand in `tests/schedule/`.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from aiinfra_cli.content import compile_course, find_addresses
from aiinfra_cli.course import (
    CONCEPT,
    ENTRY,
    EVENT,
    PATH,
    PRACTICE,
    READING,
    TOPIC,
    Course,
)
from aiinfra_cli.paths import bundled_curriculum
from tests.conftest import TESTS

# The lines of each document that name something, headings and frames left out: a
# line that is dropped from all tables, or one too many, is noticed here.
LINES = {
    # September 2025 overview
    "overview": """
        7 11-14 16-19 21-24 26-29 31-34 36-39 43 45 48-50 52 54 56 59-61 63 65 67
        70-72 74 76 78 81-83 85 91-94 96-99 101-104 106-109 113-116 118-121 123-126
        130-133 135-138 140-143 145-148 152-155 157-160 162-165 167-170 175-177
        180-182 185-187 191-194 196-199 201-204 206-209 214-216""",
    # September 2025 learning plan
    "plan": """
        1 24-29 34-38 46-48 50 53-55 60-64 75-78 83-87 89-92 94 105-107 109 112-114
        116 119-121 134-138 141-143 145 149-150 156 163-167 171-175 182-190 193-194
        199-201 204-206 214-216 222-223 285-287 290-292 295-297""",
    # learning path notes of July 2025
    "notes-july": """
        30 35-38 41-44 48 51-53 56-59 63-64 68 71 73-76 79-82 86 89-90 93-95 99
        102-105 108-110 114 116-117""",
    # learning path notes of December 2025
    "notes-december": """
        21 26-65 69-70 72-80 83-86 89-93 96-101 104-108 111-119 121-122 125-130
        134-137 139-151 153-166 168-169 172-177 179-187 189-193""",
    # article outline
    "article": """
        39 61-62 66 74 76 78 80 92 102 110 112 114 116 118 120 126 128 130 132 134
        136 142 144 146 148 150 154 160 162 164 166 168-171 173 175-178 180 182-185
        187 189 191-194 196 198-201 203 208 226 236 238 240-242 244 246-248 250
        252-254 260 266 268 270 272 276-278 280 286 290-294 296 300-303 307 309 316
        318 320 328 330 332 334 340 353 357-359 362 366 374 376 378 380 382 384 386
        388 392 394 396 398 402 410 412 414 416 418 420 424 426 438 440 442 444 448
        450""",
}

# Table -> the column of its ids, their family, and its rows by document.
TABLES = {
    "concepts-000-004": ("concepts", CONCEPT, {"overview": 134, "article": 124}),
    "concepts-001": ("concepts", CONCEPT, {"plan": 51}),
    "events": ("events", EVENT, {"plan": 11, "notes-december": 5}),
    "landscape": (
        *("entry", ENTRY),
        {
            "overview": 34,
            "plan": 50,
            "notes-july": 36,
            "notes-december": 136,
            "article": 22,
        },
    ),
    "path": ("items", PATH, {"notes-july": 1}),
    "practices": ("practice", PRACTICE, {"notes-december": 91}),
    "reading": (
        *("reading", READING),
        {"overview": 3, "plan": 20, "notes-december": 12, "article": 4},
    ),
    "topics": (
        *("topics", TOPIC),
        {"plan": 1, "notes-july": 30, "notes-december": 114, "article": 58},
    ),
}


class Row(NamedTuple):
    """What a line of a document became."""

    document: str
    line: int
    column: str  # of the goal chart
    subject: str
    ids: tuple[str, ...]


def _rows(table: str) -> list[Row]:
    path = TESTS / "coverage" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["document"],
                int(row["line"]),
                row.get("column", ""),
                row["subject"],
                tuple(row[TABLES[table][0]].split()),
            )
            for row in csv.DictReader(file, strict=True)
        ]


ROWS = {table: _rows(table) for table in TABLES}


@cache
def course() -> Course:
    """Compile the bundled path once."""
    return compile_course(bundled_curriculum())


def _ids(family: str) -> set[str]:
    if family == PATH:
        return {item.id for item in course().items}
    return {page.id for page in course().pages if page.family == family}


def _numbers(text: str) -> set[int]:
    """Read numbers and ranges: 3 7-9."""
    found: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_every_table_is_known() -> None:
    """A new table needs a row above."""
    files = {path.stem for path in (TESTS / "coverage").glob("*.csv")}
    assert files == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_id_exists(table: str) -> None:
    """Each line leads to at least one item, and all its ids are in the curriculum."""
    family = TABLES[table][1]
    assert [row for row in ROWS[table] if not row.ids] == []
    assert {id for row in ROWS[table] for id in row.ids} - _ids(family) == set()


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_doubled(table: str) -> None:
    """A subject of a line stands once in a table, and no id twice in a row."""
    seen = Counter(row[:4] for row in ROWS[table])
    assert [key for key, times in seen.items() if times > 1] == []
    assert [row for row in ROWS[table] if len(set(row.ids)) < len(row.ids)] == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_in_order(table: str) -> None:
    """The rows of a document go down its lines, so that a gap is seen."""
    for document in LINES:
        mine = [row.line for row in ROWS[table] if row.document == document]
        assert mine == sorted(mine), document


@pytest.mark.parametrize("table", TABLES)
def test_counts(table: str) -> None:
    """Each document has the number of rows that was counted in it."""
    assert Counter(row.document for row in ROWS[table]) == TABLES[table][2]


@pytest.mark.parametrize("document", LINES)
def test_every_line_is_there(document: str) -> None:
    """Each line that names something stands in a table, and no other line does."""
    found = {
        row.line for rows in ROWS.values() for row in rows if row.document == document
    }
    assert found == _numbers(LINES[document])


def test_goal_chart_is_whole() -> None:
    """Each of the 81 cells of the goal chart has its practice, pillar or goal."""
    cells = [row for row in ROWS["practices"] if row.column]
    assert {(row.line, row.column) for row in cells} == {
        (line, str(column)) for line in (70, *range(72, 80)) for column in range(1, 10)
    }
    assert {id for row in cells for id in row.ids} == _ids(PRACTICE)


def _kind(family: str, kind: str) -> set[str]:
    return {p.id for p in course().pages if (p.family, p.kind) == (family, kind)}


def test_longer_path_is_named_in_full() -> None:
    """Guides, roadmap and outline have no item that no document asks for."""
    named = {id for row in ROWS["topics"] for id in row.ids}
    guides, outline = _kind(TOPIC, "guide"), _kind(TOPIC, "outline")
    assert (len(guides), len(outline)) == (41, 36)
    assert guides - named == set()
    assert outline - named == set()


# What the documents link and nobody ever wrote, or keeps there.
NOWHERE = (
    "arxiv.org/abs/2501.",
    "kubernetes.io/blog/2025/01/gpu-virtualization",
    "isovalent.com/blog/ebpf-ai-observability",
    "landscape.cncf.io/ai-report-2025",
    "blog.getambassador.io/cost-optimization-llm",
    "kubeflow.org/blog/federated-ai",
    "github.com/kubernetes/community/tree/master/sig-ai",
    "github.com/cncf/ai-toolkit",
    "github.com/kubernetes-sigs/gateway-api/issues/2756",
    "docs/proposals/scheduling/20240119-super-node.md",
    "github.com/superglue-ai/",
    "github.com/aibrix/aibrix",
    "github.com/dynamo/dynamo",
)


def test_no_address_of_the_documents_leads_nowhere() -> None:
    """Placeholders and wrong addresses of the documents are no links of ours."""
    urls = [one.url for one in find_addresses(bundled_curriculum())]
    assert len(urls) > 500
    assert [url for url in urls for end in NOWHERE if end in url] == []


def test_placeholders_are_never_links() -> None:
    """What a document named and nobody wrote has no address, and says what it was."""
    found = [
        page
        for page in course().pages
        if page.kind == "placeholder" and page.family == READING
    ]
    named = {id for row in ROWS["reading"] for id in row.ids}
    assert {page.id for page in found} <= named
    for page in found:
        assert "url" not in page.detail, page.id
        assert page.detail["erratum"], page.id
