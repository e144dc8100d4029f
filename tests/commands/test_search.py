"""`aiinfra search`: anything in any family, by its words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import MINI, Run
from tests.content.folders import Mini
from tests.terminal import on_terminal


def names(run: Run, *argv: str) -> list[str]:
    """Give the names of what a search finds."""
    return [hit["name"] for hit in data(run, "search", *argv)["hits"]]


def test_a_search(run: Run) -> None:
    """Hits tell kind, id, title and a piece of their text; the best is next."""
    assert run("search", "gatew", "parts") == (
        0,
        "○ project  project-w1  Serve one model behind a gateway\n"
        "    Put the parts of the week together and write down what you see.\n"
        "\nnext: aiinfra show project-w1\n",
        "1 found\n",
    )


def test_a_search_in_every_look(run: Run) -> None:
    """Its screen stays calm and whole at any width, with and without colour."""
    assert run("done", "study-claims").code == 0
    assert run("begin", "capstone").code == 0
    assert (
        run("note", "capstone", "First the claim,\nthen the CLAIMED device.").code == 0
    )
    golden.check("search.txt", looks(run, ["search", "claim"]))


def test_its_document(run: Run) -> None:
    """The document has every key, marks no word and tells no answer."""
    assert run("note", "lab-claims", "claim and device").code == 0
    found = run("search", "claim dev", "-n", "3", "--json")
    assert found.document["schema"] == "aiinfra.search/1"
    golden.check("search.json", found.out)
    nothing = data(run, "search", "xyzzy")
    assert nothing.keys() == found.document["data"].keys()
    assert nothing == {
        "text": "xyzzy",
        "match": None,
        "total": 0,
        "hits": [],
        "own_words": [],
        "notes": [],
        "did_you_mean": None,
    }


def test_words_need_no_quotes(run: Run) -> None:
    """Several arguments are looked for like one; a phrase is quoted twice."""
    assert run("search", "device", "cla") == run("search", "device cla")
    assert names(run, '"device class"')[0] == "device-class"
    assert names(run, '"device cla"') == []


def test_the_best_hit_can_be_shown(run: Run) -> None:
    """What the last line proposes is a command that works."""
    for text in ("dra", "node", "layer", "claims", "week", "kubernetes"):
        last = run("search", text).out.splitlines()[-1]
        assert last.startswith("next: aiinfra ")
        assert run(*last.removeprefix("next: aiinfra ").split()).code == 0


def test_nothing_found(run: Run) -> None:
    """An empty list is an answer: no error, and it is said."""
    assert run("search", "xyzzy") == (0, "", 'nothing has "xyzzy"\n')
    assert run("search", '"no such"') == (0, "", 'nothing has "no such"\n')


def test_a_slip(run: Run) -> None:
    """A near word is proposed as a command that finds it."""
    assert run("search", "alocation") == (
        0,
        "",
        'nothing has "alocation"\ndid you mean: aiinfra search allocation\n',
    )
    assert data(run, "search", "alocation")["did_you_mean"] == "allocation"
    hit = run("search", "dynamc", "claim")
    assert hit.err == (
        "nothing has all of these words; here is what has some of them\n"
        "did you mean: aiinfra search 'dynamic claim'\n10 found\n"
    )


@pytest.mark.parametrize("argv", [[], [""], [" \t"], ["", " "]])
def test_nothing_asked(run: Run, argv: list[str]) -> None:
    """Without a word there is nothing to look for, and the call says so."""
    assert run("search", *argv) == (
        2,
        "",
        "aiinfra: there is nothing to look for\n"
        "hint: give some words: aiinfra search cache\n",
    )


@pytest.mark.parametrize("text", ["!?", '""', "(*)", "🚀", "\x1b", "'", "^ : -"])
def test_no_letter(run: Run, text: str) -> None:
    """Marks alone find nothing; that is no error."""
    told = "search looks for letters and digits, and there is none\n"
    assert run("search", text) == (0, "", told)


@pytest.mark.parametrize(
    "text",
    [
        *("claim*", "(claim)", "^claim:", "-claim", "--claim", "{claim}'", "+claim++"),
        *("claim🚀", "claim\0", "\x1bclaim", "\tclaim\n", "CLAIM", "claim claim"),
    ],
)
def test_marks_beside_a_word(run: Run, text: str) -> None:
    """Marks mean nothing: a word is found with any of them beside it."""
    assert names(run, text) == names(run, "claim")


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR"])
def test_words_of_other_searches(run: Run, word: str) -> None:
    """What commands a search elsewhere is a word like any other here."""
    assert names(run, word) == names(run, word.lower())
    assert run("search", "claim", word, "device").code == 0


def test_a_very_long_text(run: Run) -> None:
    """Ten thousand characters are answered, by their beginning."""
    for text in ("claim " * 2000, "x" * 10_000, "動" * 10_000, '"' * 10_000):
        found = run("search", text)
        assert found.code == 0
        assert found.err.startswith("that is very long: only its beginning was looked")
    assert names(run, "claim " * 2000) == names(run, "claim")


def test_what_is_no_text(program: Run) -> None:
    """Bytes that are not UTF-8 are refused in words."""
    found = program("search", "\udcff")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("aiinfra: an argument is not UTF-8 text\n")


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_text_is_an_error(run: Run, words: list[str]) -> None:
    """Any words are answered, but for none at all."""
    found = run("search", "--", *words)
    assert found.code == (0 if " ".join(words).strip() else 2)


def test_no_answer_is_told(run: Run) -> None:
    """A card that is found by its answer shows the question."""
    found = run("search", "administrator cluster")
    assert "device-class-writes" in found.out
    assert "in the cluster" not in found.out
    assert "in the cluster" not in run("search", "administrator", "--json").out


def test_held_to_a_kind(run: Run) -> None:
    """--kind takes kinds and families, more than one of them too."""
    assert names(run, "claim", "--kind", "card") == ["dra-picks", "dra-says"]
    assert names(run, "claim", "-k", "lab", "-k", "week") == ["week-2", "lab-claims"]
    assert run("search", "claim", "-k", "crad") == (
        2,
        "",
        'aiinfra: there is no kind "crad"\nhint: did you mean card?\n',
    )


def test_own_notes(run: Run) -> None:
    """The learner's notes are looked through, and shown apart, the newest first."""
    assert run("note", "study-map", "Ask Jürgen about 割り当て and xyzzy").code == 0
    assert run("note", "study-map", "Plugh.\n\x1b[2Jxyzzy again").code == 0
    assert run("search", "xyzzy") == (
        0,
        "Your notes\n"
        "  study-map  today\n    Plugh. �[2Jxyzzy again\n"
        "  study-map  today\n    Ask Jürgen about 割り当て and xyzzy\n"
        "\nnext: aiinfra show study-map\n",
        "",
    )
    assert [n["text"] for n in data(run, "search", "xyzzy ask")["notes"]] == [
        "Ask Jürgen about 割り当て and xyzzy"
    ]
    assert len(data(run, "search", "割り")["notes"]) == 1
    assert data(run, "search", "xyzzy", "-k", "lab")["notes"] == []
    assert run("undo").code == 0
    assert len(data(run, "search", "xyzzy")["notes"]) == 1


def test_own_words_for_practices(run: Run) -> None:
    """The learner's wording of a cell is found, and shown apart, in the order of the
    chart; what was taken back is not."""
    edit = ("practices", "edit")
    assert run(*edit, "hill-walk", "--title", "Xyzzy the 泳ぐ hill").code == 0
    assert run(*edit, "mastery", "--title", "Plugh and XYZZY").code == 0
    assert run(*edit, "north-walk", "--title", "Xyzzy no more").code == 0
    assert run(*edit, "north-walk", "--reset").code == 0
    assert run("note", "study-map", "xyzzy in a note").code == 0
    assert run("search", "xyzzy") == (
        0,
        "Your own words\n"
        "  mastery  goal\n    Plugh and XYZZY\n"
        "  hill-walk  practice\n    Xyzzy the 泳ぐ hill\n"
        "\n"
        "Your notes\n"
        "  study-map  today\n    xyzzy in a note\n"
        "\nnext: aiinfra show mastery\n",
        "",
    )
    assert data(run, "search", "泳 xyzzy")["own_words"] == [
        {
            "kind": "practice",
            "id": "hill-walk",
            "name": "hill-walk",
            "title": "Xyzzy the 泳ぐ hill",
        }
    ]
    for argv, ids in (
        (["xyzzy", "-k", "practice"], ["mastery", "hill-walk"]),
        (["xyzzy", "-k", "goal"], ["mastery"]),
        (["xyzzy", "-k", "lab"], []),
        (["xyzzy", "-n", "1"], ["mastery"]),
        (["title"], []),
        (["xyzzy more"], []),
    ):
        found = data(run, "search", *argv)["own_words"]
        assert [one["id"] for one in found] == ids
    assert run("undo", "2").code == 0  # the note and the reset
    assert [one["id"] for one in data(run, "search", "more")["own_words"]] == [
        "north-walk"
    ]


def test_own_words_in_every_look(run: Run) -> None:
    """They keep to the width, and to what a terminal can show."""
    title = "泳ぐ claims, as many as fit into the week before the next review is due"
    assert run("practices", "edit", "hill-walk", "--title", title).code == 0
    golden.check("search-own.txt", looks(run, ["search", "claims", "review"]))


def test_only_own_words_have_all(run: Run) -> None:
    """That the curriculum has some of them is said as what it is."""
    assert run("practices", "edit", "hill-walk", "--title", "Claim xyzzy").code == 0
    found = run("search", "claim", "xyzzy", "-n", "1")
    assert found.err.splitlines()[0] == (
        "nothing but what you wrote has all of these words;"
        " here is what has some of them"
    )


def test_notes_with_some_of_the_words(run: Run) -> None:
    """Where nothing has all words, a note with one of them is shown as the rest is."""
    assert run("note", "study-map", "Ask about 缓存").code == 0
    for text in ("KV 缓存", "claim 缓存"):
        found = run("search", text)
        assert "Ask about 缓存" in found.out
        assert found.err.startswith("nothing has all of these words;"), text
    assert run("note", "study-map", "the claim of 缓存").code == 0
    assert [n["text"] for n in data(run, "search", "claim 缓存")["notes"]] == [
        "the claim of 缓存"
    ]


def test_a_text_begins_with_what_it_is(own: Mini, run: Run) -> None:
    """A snippet begins with the definition, not with what was once said wrongly."""
    own.replace(
        "concepts/ground.yaml",
        "title: Layer\n",
        "title: Layer\n    erratum: Others said it was a cake.\n",
    )
    (hit, *_) = data(run, "search", "layer", "-k", "concept")["hits"]
    assert hit["id"] == "layer"
    assert not hit["snippet"].startswith("Others said")
    assert "cake" in data(run, "search", "cake")["hits"][0]["snippet"]


def test_a_note_is_no_key(run: Run) -> None:
    """The names that a note is kept under are no words of it."""
    assert run("note", "study-map", "words").code == 0
    for text in ("2026", "text", "day", '"at"'):
        assert data(run, "search", text)["notes"] == []


def test_hostile_words_stay_text(own: Mini, run: Run) -> None:
    """Markup of a title is shown as it was written, marked words and all."""
    own.replace("concepts/ground.yaml", "title: Layer", 'title: "[red]a[/red] <b>|"')
    found = on_terminal("search", "red", "--color", "never")
    assert "concept  layer  [red]a[/red] <b>|" in found.out.splitlines()[0]


def test_done_items_carry_their_mark(run: Run, prove: Callable[[], None]) -> None:
    """A hit says where the learner stands on it."""
    prove()
    assert run("done", "lab-setup").code == 0
    assert run("skip", "study-map", "--reason", "known").code == 0
    found = {hit["id"]: hit for hit in data(run, "search", "layer")["hits"]}
    assert found["study-map"]["status"] == "skipped"
    assert run("search", "lab-setup").out.startswith("◆ lab")


def test_a_home_that_is_only_read(run: Run, home: Path) -> None:
    """A store that nobody may write to is searched all the same."""
    before = (home / "progress.db").read_bytes()
    (home / "progress.db").chmod(0o400)
    home.chmod(0o500)
    try:
        assert run("search", "alocation").code == 0
        assert names(run, "dra")[:2] == ["concept:dra", "entry:dra"]
    finally:
        home.chmod(0o700)
    assert (home / "progress.db").read_bytes() == before


def test_a_curriculum_that_changes(own: Mini, run: Run) -> None:
    """The words of a changed curriculum are found at once, the old ones no more."""
    assert names(run, "capstone")
    own.replace("weeks/week-2.yaml", "Build the whole", "Erect a lighthouse")
    assert names(run, "lighthouse") == ["capstone"]
    assert "capstone" not in names(run, '"build the whole"')
    shutil.rmtree(own.folder)
    shutil.copytree(MINI, own.folder)
    assert names(run, "lighthouse") == []
