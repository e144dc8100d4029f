"""What is looked for is found, the best first, and no text breaks the search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aiinfra_cli.content import compile_course
from aiinfra_cli.store import course as courses
from aiinfra_cli.store.connection import connect_readonly, write
from aiinfra_cli.store.ids import ALL, Target
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.store.search import Found, Hit, Part, kinds, notes, search
from aiinfra_cli.store.search_text import (
    MOST_LETTERS,
    MOST_WORDS,
    Query,
    Term,
    query_of,
)
from aiinfra_cli.store.spelling import mended
from aiinfra_cli.store.words import GAP


def find(db: sqlite3.Connection, text: str, *kinds: str, limit: int = 100) -> Found:
    """Look for a text in the small curriculum."""
    return search(db, "mini", query_of(text), limit=limit, kinds=kinds)


def names(found: Found) -> list[str]:
    """Give what was found, in order."""
    return [hit.name for hit in found.hits]


def plain(parts: tuple[Part, ...]) -> str:
    """Give a text without what was marked in it."""
    return "".join(part.text for part in parts)


def marked(parts: tuple[Part, ...]) -> list[str]:
    """Give what was marked in a text."""
    return [part.text for part in parts if part.is_found]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("prefix cach", [("prefix", False), ("cach", False)]),
        ('"prefix  caching" x', [("prefix caching", True), ("x", False)]),
        ("“smart quotes”", [("smart quotes", True)]),
        ('say"two words"now', [("say", False), ("two words", True), ("now", False)]),
        ('"not closed', [("not closed", True)]),
        ("a a A", [("a", False), ("A", False)]),
        (
            "(cache) NOT -x ^ * : !!",
            [("(cache)", False), ("NOT", False), ("-x", False)],
        ),
        ("か\u3099", [("が", False)]),
        ("zero\0byte\x1b[31m", [("zero", False), ("byte", False), ("[31m", False)]),
        ("\ud800 🚀 \u202e ''", []),
        ("", []),
    ],
)
def test_how_a_text_is_read(text: str, terms: list[tuple[str, bool]]) -> None:
    """Words and quoted phrases that have a letter or digit; all else is left out."""
    assert query_of(text) == Query(tuple(Term(*term) for term in terms))


def test_a_long_text_is_cut() -> None:
    """Of a very long text the beginning is looked for, and that is told."""
    many = query_of(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert (len(many.terms), many.is_cut) == (MOST_WORDS, True)
    long = query_of("x" * 10_000)
    assert (len(long.terms[0].text), long.is_cut) == (MOST_LETTERS, True)
    assert not query_of("x" * MOST_LETTERS).is_cut
    whole = query_of("claim " * MOST_LETTERS)
    assert whole == Query((Term("claim", is_whole=False),), is_cut=True)


@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.text()
    | st.text("abc dra\"()*^:-+{}'\0\x1f動的AND NOT OR NEAR,")
    | st.lists(st.sampled_from(["claim", "AND", '"', "NEAR(", "*", "動"])).map(" ".join)
)
@example('"')
@example('" "')
@example("NEAR(claim device, 2)")
@example("title : claim")
@example("\ud800claim\0")
@example("\u0300\u0301")
@example(" " * 2000 + "claim")
def test_no_text_is_an_error(db: sqlite3.Connection, text: str) -> None:
    """Whatever is typed, there is an answer, and as many hits as it says."""
    query = query_of(text)
    found = search(db, "mini", query, limit=5)
    assert (found.total > 0) == bool(found.hits)
    assert len(found.hits) == min(found.total, 5)
    mended(db, "mini", query)
    notes(db, "mini", query, 5)


@pytest.mark.parametrize(
    "text", ["dyn", "dynamic res", "resource allocation", "DYNAMIC"]
)
def test_words_may_go_on(db: sqlite3.Connection, text: str) -> None:
    """Each word is found by its beginning, in any case."""
    assert set(names(find(db, text))[:2]) == {"concept:dra", "entry:dra"}


def test_a_quoted_phrase_is_exact(db: sqlite3.Connection) -> None:
    """Between quotes words neither go on nor stand apart."""
    found = names(find(db, '"device class"'))
    assert found[0] == "device-class"
    assert set(found[1:]) == {"device-class-for", "device-class-writes"}
    assert find(db, '"class device"').hits == []
    assert find(db, '"device cla"').hits == []
    assert find(db, '"devic"').hits == []


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("動的リソース割り当て", "study-claims"),
        ("割り当て", "study-claims"),
        ("当", "study-claims"),
        ("デバイス", "dra-says"),
        ("資源", "study-claims"),
        ("動的 claim", "study-claims"),
    ],
)
def test_characters_without_spaces(
    db: sqlite3.Connection, text: str, best: str
) -> None:
    """Chinese and Japanese are found in any place, and shown as they were written."""
    hit = find(db, text).hits[0]
    assert hit.name == best
    assert GAP not in plain(hit.title) + plain(hit.snippet)


def test_what_was_found_is_marked(db: sqlite3.Connection) -> None:
    """Title and snippet tell which of their words were found."""
    (study,) = (hit for hit in find(db, "claim").hits if hit.id == "study-claims")
    assert plain(study.title) == "動的リソース割り当てを読む"
    assert marked(study.title) == []
    assert marked(study.snippet) == ["claim"]
    assert marked(find(db, "割り当て").hits[0].title) == ["割り当て"]


def test_what_has_the_very_name_comes_first(db: sqlite3.Connection) -> None:
    """Every id, and every title, finds its own before all others."""
    rows = db.execute("SELECT family, id, title FROM word").fetchall()
    assert len(rows) > 20
    for family, id, title in rows:
        ids = {hit.id for hit in find(db, id).hits[:2]}
        assert id in ids, id
        first = [(hit.family, hit.id) for hit in find(db, title.replace(GAP, "")).hits]
        assert (family, id) in first[:2], title


def test_a_name_is_one_that_show_takes(db: sqlite3.Connection) -> None:
    """Where two families have an id, the name says which is meant."""
    for (id,) in db.execute("SELECT DISTINCT id FROM word").fetchall():
        for hit in (hit for hit in find(db, id).hits if hit.id == id):
            target = resolve(db, "mini", hit.name, kinds=ALL)
            assert (target.family, target.id) == (hit.family, hit.id)
    assert names(find(db, "layer"))[0] == "layer"
    assert Target("concept", "dra") == resolve(db, "mini", "concept:dra", kinds=ALL)


def test_a_word_before_what_begins_with_it(own_words: sqlite3.Connection) -> None:
    """The word itself is a better hit than one that goes on after it."""
    found = search(own_words, "mini", query_of("ring"), limit=9)
    assert names(found)[:2] == ["ring-all-reduce", "two-rings"]


@pytest.fixture
def own_words(db: sqlite3.Connection) -> sqlite3.Connection:
    """Give a store with two concepts of nearly one name beside the others."""
    course = compile_course(Path(__file__).parent.parent / "curriculum_mini")
    page = next(page for page in course.pages if page.id == "layer")
    made = [
        replace(page, id="two-rings", title="Sum by rings", text=page.text),
        replace(page, id="ring-all-reduce", title="Sum by ring", text=page.text),
    ]
    with write(db):
        courses.put_course(db, replace(course, pages=(*course.pages, *made)))
    return db


@pytest.mark.parametrize("text", ["ringallreduce", "ringall", "ring all", "ring-all"])
def test_one_word_or_two(own_words: sqlite3.Connection, text: str) -> None:
    """What some write in one word is found either way."""
    found = search(own_words, "mini", query_of(text), limit=9)
    assert names(found) == ["ring-all-reduce"]


def test_no_answer_is_shown(db: sqlite3.Connection) -> None:
    """A card is found by its answer; what is shown of it is the question alone."""
    for id, question, answer in db.execute("SELECT id, question, answer FROM card"):
        found = find(db, f'"{answer}"', "card")
        (hit,) = (hit for hit in found.hits if hit.id == id)
        assert (plain(hit.title), hit.snippet) == (question, ())


def test_all_words_or_else_any(db: sqlite3.Connection) -> None:
    """All words must be there; where nothing has all, what has some is given."""
    both = find(db, "claim gateway")
    assert (both.match, names(both)) == ("all", ["capstone"])
    some = find(db, "claim xyzzy")
    assert (some.match, some.total) == ("any", find(db, "claim").total)
    assert find(db, "xyzzy plugh") == Found("all", 0, [])


def test_words_joined_by_marks(db: sqlite3.Connection) -> None:
    """What is joined is looked for together, and else word by word."""
    assert names(find(db, "node-count"))[0] == "node-count"
    apart = find(db, "--gateway-claims")
    assert (apart.match, names(apart)) == ("all", ["capstone"])


def test_held_to_kinds(db: sqlite3.Connection) -> None:
    """Hits may be held to kinds and families; the count follows."""
    for kind in kinds(db, "mini"):
        found = find(db, "e", kind)
        assert all(kind in (hit.kind, hit.family) for hit in found.hits)
        assert found.total == len(found.hits)
    assert names(find(db, "dra", "entry")) == ["entry:dra", "unplaced"]
    assert {hit.kind for hit in find(db, "claim", "week", "session").hits} == {
        "week",
        "session",
    }
    assert find(db, "claim", "hardware").hits == []


def test_as_many_as_asked_for(db: sqlite3.Connection) -> None:
    """The first are the same however many are shown, and the count is of all."""
    whole = find(db, "claim")
    for limit in range(1, whole.total + 1):
        some = find(db, "claim", limit=limit)
        assert (some.total, names(some)) == (whole.total, names(whole)[:limit])


def test_each_course_by_itself(db: sqlite3.Connection) -> None:
    """Of two courses in the store only the one asked for is looked through."""
    before = find(db, "claim")
    course = compile_course(Path(__file__).parent.parent / "curriculum_mini")
    with write(db):
        other = replace(course, id="other", digest="other", cards=())
        courses.put_course(db, other)
    assert find(db, "claim").total == before.total
    assert sorted(names(find(db, "claim"))) == sorted(names(before))
    other_hits = search(db, "other", query_of("claim"), limit=100)
    assert other_hits.total == before.total - 2
    assert "card" not in {hit.family for hit in other_hits.hits}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("alocation", "allocation"),
        ("dynamc alocation", "dynamic allocation"),
        ("Gatway-API", None),
        ("claim", None),
        ("xyzzy", None),
        ("xq", None),
        ('"devise class"', '"device class"'),
        ("動画", None),
    ],
)
def test_near_words(db: sqlite3.Connection, text: str, meant: str | None) -> None:
    """A word that nothing begins with is mended, if that finds all."""
    found = mended(db, "mini", query_of(text))
    assert (found and str(found)) == meant


def test_a_store_that_is_only_read(db: sqlite3.Connection, home: Path) -> None:
    """Nothing is written to the store, near words and notes included."""
    with closing(connect_readonly(home / "progress.db")) as store:
        assert names(find(store, "claim")) == names(find(db, "claim"))
        assert str(mended(store, "mini", query_of("alocation"))) == "allocation"
        assert notes(store, "mini", query_of("claim"), 5) == []


def test_what_is_done_carries_its_state(db: sqlite3.Connection) -> None:
    """Milestones have a status; what cannot be done has none."""
    found: dict[str, Hit] = {hit.name: hit for hit in find(db, "claim").hits}
    assert (found["lab-claims"].status, found["lab-claims"].verified) == ("open", False)
    assert found["concept:dra"].status is None
    assert found["w2-mon-tue"].status is None
