"""The export is a file that a real Anki imports, updates, and takes no harm from."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from anki.collection import Collection, ImportCsvRequest
from anki.notes import NoteId
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review import anki
from aiinfra_cli.review.model import Card

from .cards import RULE, card, study

CARDS = [
    card("ttft-from-to", study("study-a"), study("study-b", week=2)),
    card("ttft-unit"),
    card("itl-first", study("study-b", week=2), concept="itl"),
]
HEADER = """\
#separator:tab
#html:true
#notetype:Basic
#deck:AI infrastructure
#if matches:update current
#columns:guid\tFront\tBack\ttags
#guid column:1
#tags column:4
"""


class Note(NamedTuple):
    """What Anki keeps of a card."""

    front: str
    back: str
    tags: list[str]
    deck: str


class Anki:
    """A collection of the real program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def import_text(self, text: str) -> tuple[int, int]:
        """Import a file as the program does; count new notes and updated ones."""
        file = self.folder / "cards.txt"
        file.write_text(text, encoding="utf-8", newline="")
        found = self.collection.get_csv_metadata(path=str(file), delimiter=None)
        request = ImportCsvRequest(path=str(file), metadata=found)
        log = self.collection.import_csv(request).log
        assert (len(log.conflicting), len(log.empty_first_field)) == (0, 0)
        return len(log.new), len(log.updated)

    def notes(self) -> dict[str, Note]:
        """Give all notes by guid."""
        return {
            note.guid: self._note(note.id)
            for note in map(self.collection.get_note, self.collection.find_notes(""))
        }

    def _note(self, number: NoteId) -> Note:
        note = self.collection.get_note(number)
        [only] = note.cards()
        front, back = note.fields
        return Note(front, back, note.tags, self.collection.decks.name(only.did))


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Anki]:
    """Open a fresh collection."""
    anki = Anki(tmp_path)
    yield anki
    anki.collection.close()


def exported(cards: list[Card]) -> str:
    """Give the text of the file."""
    return anki.file_of(cards, course="mini", deck="AI infrastructure")


def test_file_as_it_is_written() -> None:
    """Header lines first, then a line for each card: the same text each time."""
    assert exported(CARDS[:2]) == HEADER + (
        "aiinfra/mini/ttft-from-to\tQ ttft-from-to?\tA ttft-from-to.\t"
        "aiinfra::area::metrics aiinfra::concept::ttft"
        " aiinfra::week-1 aiinfra::week-2\n"
        "aiinfra/mini/ttft-unit\tQ ttft-unit?\tA ttft-unit.\t"
        "aiinfra::area::metrics aiinfra::concept::ttft\n"
    )


def test_anki_imports_every_card_with_its_fields(program: Anki) -> None:
    """Count, fields, tags and deck are as exported."""
    assert program.import_text(exported(CARDS)) == (3, 0)
    metrics, deck = "aiinfra::area::metrics", "AI infrastructure"
    weeks = ["aiinfra::week-1", "aiinfra::week-2"]
    ttft, itl = "aiinfra::concept::ttft", "aiinfra::concept::itl"
    assert program.notes() == {
        "aiinfra/mini/ttft-from-to": Note(
            "Q ttft-from-to?", "A ttft-from-to.", [metrics, ttft, *weeks], deck
        ),
        "aiinfra/mini/ttft-unit": Note(
            "Q ttft-unit?", "A ttft-unit.", [metrics, ttft], deck
        ),
        "aiinfra/mini/itl-first": Note(
            "Q itl-first?", "A itl-first.", [metrics, itl, weeks[1]], deck
        ),
    }


def test_importing_again_updates_and_doubles_nothing(program: Anki) -> None:
    """A mended question reaches its note; a new card is added; the rest stays."""
    program.import_text(exported(CARDS[:2]))
    mended = CARDS[0]._replace(question="Between which two moments?")
    assert program.import_text(exported([mended, *CARDS[1:]])) == (1, 1)
    notes = program.notes()
    assert len(notes) == 3
    assert notes["aiinfra/mini/ttft-from-to"].front == "Between which two moments?"
    assert program.import_text(exported([mended, *CARDS[1:]])) == (0, 0)


def test_importing_again_leaves_the_learners_own_alone(program: Anki) -> None:
    """A deck that cards were moved to, their schedule and other notes stay."""
    program.import_text(exported(CARDS))
    collection = program.collection
    [moved] = collection.find_cards("Front:Q*ttft-unit?")
    other = collection.decks.id("My own")
    assert other
    collection.set_deck([moved], other)
    collection.sched.set_due_date([moved], "7")
    due = collection.get_card(moved).due
    own = collection.new_note(collection.models.by_name("Basic") or {})
    own["Front"], own["Back"] = "Q ttft-from-to?", "in my own words"
    collection.add_note(own, other)

    mended = CARDS[1]._replace(answer="Milliseconds.")
    assert program.import_text(exported([CARDS[0], mended, CARDS[2]])) == (0, 1)
    card = collection.get_card(moved)
    assert (card.due, card.did, card.note()["Back"]) == (due, other, "Milliseconds.")
    assert collection.get_note(own.id).fields == ["Q ttft-from-to?", "in my own words"]


def test_two_cards_may_ask_the_same(program: Anki) -> None:
    """Notes are told apart by guid, not by their question."""
    twin = CARDS[0]._replace(id="ttft-again", answer="B.")
    assert program.import_text(exported([CARDS[0], twin])) == (2, 0)


def test_what_nobody_checked_says_so_on_the_back(program: Anki) -> None:
    """The warning travels with the answer, as text."""
    odd = CARDS[0]._replace(unverified="only <b>claims</b> were read; no source.")
    assert program.import_text(exported([odd])) == (1, 0)
    note = program.notes()["aiinfra/mini/ttft-from-to"]
    assert note.front == "Q ttft-from-to?"
    assert note.back == (
        "A ttft-from-to.<br><i>not verified:"
        " only &lt;b&gt;claims&lt;/b&gt; were read</i>"
    )


ODD = [
    ("`p99 < 5` & **all**", "<code>p99 &lt; 5</code> &amp; <strong>all</strong>"),
    ('"quoted", "twice"', "&quot;quoted&quot;, &quot;twice&quot;"),
    ("# no comment", "# no comment"),
    ("one\ttab and\na new line", "one tab and a new line"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("![](https://example.org/a.png)", "!&#91;](https://example.org/a.png)"),
    ("[sound:a.mp3] [latex]x[/latex]", "&#91;sound:a.mp3] &#91;latex]x&#91;/latex]"),
    (r"`\(x\)` {{c1::y}}", r"<code>&#92;(x&#92;)</code> {{c1::y}}"),
    ("p50 · 中文 · é", "p50 · 中文 · é"),
]


@pytest.mark.parametrize(("text", "html"), ODD)
def test_odd_wording_arrives_as_text(program: Anki, text: str, html: str) -> None:
    """Code and emphasis are drawn; nothing else of a card does anything in Anki."""
    odd = CARDS[0]._replace(question=text, answer=text)
    assert program.import_text(exported([odd])) == (1, 0)
    note = program.notes()["aiinfra/mini/ttft-from-to"]
    assert (note.front, note.back) == (html, html)
    [number] = program.collection.find_cards("")
    shown = program.collection.get_card(number)
    assert html in shown.question() and html in shown.answer()
    assert shown.question_av_tags() == shown.answer_av_tags() == []


def test_without_a_basic_note_type_anki_takes_its_own(program: Anki) -> None:
    """In other languages it has another name; the cards arrive all the same."""
    models = program.collection.models
    basic = models.by_name("Basic")
    assert basic
    basic["name"] = "Einfach"
    models.update_dict(basic)
    assert program.import_text(exported(CARDS)) == (3, 0)


@RULE
@given(st.text(), st.text(max_size=20))
def test_each_card_is_one_line_of_four_columns(wording: str, deck: str) -> None:
    """Whatever stands in a card or a title, header and rows keep their shape."""
    odd = CARDS[0]._replace(question=wording, answer=wording)
    text = anki.file_of([odd, odd], course="mini", deck=deck)
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) == 10
    assert all(line.startswith("#") for line in lines[:8])
    rows = list(csv.reader(lines[8:], delimiter="\t"))
    assert [len(row) for row in rows] == [4, 4]
