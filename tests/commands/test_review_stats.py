"""Retained and what is due, wherever it stands; `review --stats`; `--export anki`."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.commands.planned import go_to
from tests.commands.sittings import Sit, store, typing
from tests.conftest import Run
from tests.withstand.refusals import assert_refused


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""
    return typing(run, monkeypatch)


@pytest.fixture
def reviewed(run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two weeks of reviews, a suspended card and a flagged one."""
    go_to(monkeypatch, "2026-11-12")
    run("start", "2026-11-12")
    run("done", "study-map")
    sit("\n3\n\n1\n\n4\n")
    go_to(monkeypatch, "2026-11-14")
    sit("\n3\n\n1\n")
    go_to(monkeypatch, "2026-11-20")
    run("done", "lab-setup", "study-claims")
    sit("\n3\n" * 20)
    go_to(monkeypatch, "2026-11-24")
    sit("\n2\nf\nsays [bold]nothing[/bold]\ns\n")
    run("pause", "2026-11-27..2026-11-29")
    go_to(monkeypatch, "2026-11-25", "20:14")


@pytest.mark.usefixtures("reviewed")
def test_stats_in_every_look(run: Run) -> None:
    """What is coming, what was known, what was done: calm at any width."""
    golden.check("review-stats.txt", looks(run, ["review", "--stats"]))


@pytest.mark.usefixtures("reviewed")
def test_stats_document(run: Run) -> None:
    """The document has it all, keys always there."""
    found = run("review", "--stats", "--json")
    golden.check("review-stats.json", found.out)
    assert found.document["schema"] == "aiinfra.review-stats/1"


def test_stats_before_any_review(run: Run) -> None:
    """Nothing is claimed before there is something to count."""
    run("done", "study-map")
    found = data(run, "review", "--stats")
    assert found["retained"] == {
        "whole": None,
        "reason": "nothing has been reviewed",
        "answered_uncovered": 0,
        "weeks": {},
        "concepts": {},
    }
    assert found["true_retention"]["ever"] == {"known": 0, "of": 0, "share": None}
    assert "Retained –\n–: nothing has been reviewed\n" in run("review", "--stats").out


@pytest.mark.usefixtures("reviewed")
def test_one_number_wherever_it_stands(run: Run) -> None:
    """The whole, a week and a concept are the same in every command and format."""
    stats = data(run, "review", "--stats")["retained"]
    status = data(run, "status")
    whole = stats["whole"]
    assert 0 < whole < 1
    text = f"Retained {round(whole * 100)} % (1 card suspended)"
    assert status["numbers"]["retained"] == {"value": whole, "reason": None}
    assert data(run)["numbers"]["retained"]["value"] == whole
    assert text in run("status").out
    assert text in run().out
    assert text in run("review", "--stats").out
    weeks = {one["id"]: one["retained"] for one in status["weeks"]}
    assert weeks == stats["weeks"]
    week = data(run, "week", "1")
    assert data(run, "status", "week-1")["retained"] == week["retained"]
    assert week["retained"] == weeks["week-1"]
    shown = f"{round(weeks['week-1'] * 100)} % retained"
    assert shown in run("week", "1").out
    assert shown in run("status", "week-1").out
    concepts = {one["id"]: one["retained"] for one in data(run, "concept")["concepts"]}
    kept = {id: value for id, value in concepts.items() if value is not None}
    assert kept == stats["concepts"]
    page = f"Retained {round(kept['layer'] * 100)} %"
    assert page in run("concept", "layer").out
    figure = run("report", "--json").document["data"]["numbers"]["retained"]
    assert figure["value"] == pytest.approx(whole, abs=1e-4)
    for argv in (["report"], ["report", "--markdown"]):
        assert f"{round(whole * 100)} %" in run(*argv).out


def test_due_on_the_front_page(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says how many cards are due: as many as `review` would ask."""

    def due() -> int:
        count = int(data(run)["cards_due"])
        queue = run("review", "--json", "--concept", "layer")
        assert queue.code == 0
        told = [
            line for line in run().out.splitlines() if "due: aiinfra review" in line
        ]
        assert bool(told) == bool(count)
        if count:
            verb = "card is" if count == 1 else "cards are"
            assert told == [f"{count} {verb} due: aiinfra review"]
        head = sit("", "--json").out.splitlines()[0]
        assert f'"of": {count},' in head
        return count

    assert sit("").code == 0  # leaves a standard input that can be read
    assert due() == 0
    run("done", "study-map", "lab-setup")
    assert due() == 5
    run("config", "set", "new_per_day", "3")
    assert due() == 3
    sit("\n3\n\n1\n")
    assert due() == 1
    sit("s\n")
    assert due() == 1
    go_to(monkeypatch, "2026-11-30")
    assert due() == 4
    run("config", "set", "reviews_per_day", "1")
    run("config", "set", "new_per_day", "0")
    assert due() == 1
    sit("\n3\n")
    assert due() == 0
    run("undo")
    assert due() == 1
    run("reopen", "study-map", "lab-setup")
    run("config", "set", "new_per_day", "20")
    assert due() == 1  # answered once, it is theirs


def imported(folder: Path, text: str) -> tuple[list[list[str]], int]:
    """Import a file into a fresh collection of the real Anki; give fields and cards."""
    file = folder / "in.txt"
    file.write_text(text, encoding="utf-8", newline="")
    collection = Collection(str(folder / "collection.anki2"))
    try:
        found = collection.get_csv_metadata(path=str(file), delimiter=None)
        collection.import_csv(ImportCsvRequest(path=str(file), metadata=found))
        notes = [collection.get_note(id) for id in collection.find_notes("")]
        return sorted(note.fields for note in notes), collection.card_count()
    finally:
        collection.close()


def test_export_to_a_real_anki(run: Run, program: Run, tmp_path: Path) -> None:
    """Every card of the path arrives, question in front and answer on the back."""
    target = tmp_path / "cards.txt"
    result = run("review", "--export", "anki", "-o", str(target))
    assert (result.code, result.out) == (0, "")
    assert result.err == f"written: {target} (9 cards); in Anki: File, Import\n"
    text = target.read_bytes().decode()
    piped = program("review", "--export", "anki", env={"PYTHONIOENCODING": "ascii"})
    assert (piped.code, piped.out) == (0, text)
    fields, count = imported(tmp_path, text)
    assert count == 9
    unchecked = "<br><i>not verified: nobody looked it up</i>"
    wanted = [
        [card["question"], card["answer"] + unchecked * (one["id"] == "device-class")]
        for one in data(run, "concept")["concepts"]
        for card in data(run, "concept", one["id"])["cards"]
    ]
    assert len(fields) == len(wanted)
    assert ["Which layer is the lowest?", "Hardware."] in fields
    assert [
        "Which command lists the nodes?",
        "<code>kubectl get nodes</code>",
    ] in fields
    assert [
        "Who writes a device class | and &lt;b&gt;where&lt;/b&gt;?",
        f"An administrator, in the cluster.{unchecked}",
    ] in fields


def test_every_card_of_the_bundled_path_arrives(
    run: Run, bundled: Path, home: Path, tmp_path: Path
) -> None:
    """Nothing in them is lost, joined or refused."""
    assert bundled.is_dir()
    text = run("review", "--export", "anki").out
    with store(home) as db:
        count = db.execute(
            "SELECT count(*) FROM card WHERE course != 'mini'"
        ).fetchone()[0]
    fields, cards = imported(tmp_path, text)
    assert cards == len(fields) == count > 400
    assert all(front and back for front, back in fields)


def test_export_of_a_part(run: Run) -> None:
    """A week or a concept can be taken alone."""
    rows = run("review", "--export", "anki", "--concept", "layer").out.splitlines()
    assert [row.split("\t")[0] for row in rows[8:]] == [
        *("aiinfra/mini/layer-low", "aiinfra/mini/layer-high"),
        "aiinfra/mini/layer-rests",
    ]
    rows = run("review", "--export", "anki", "--week", "2").out.splitlines()
    assert len(rows) == 8 + 4


def test_export_spares_the_store(run: Run, home: Path) -> None:
    """The store is no place to write cards to."""
    argv = ["review", "--export", "anki", "-o"]
    assert_refused(run(*argv, str(home / "progress.db")), 2)
    assert_refused(run(*argv, str(home)), 2)
    assert_refused(run(*argv, ""), 2)
