"""Topics and reading are begun, timed, marked and noted like the path, beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.asking import data, journal
from tests.commands.conftest import At
from tests.conftest import Run
from tests.content.folders import Mini

OF_THE_PATH = ("status", "next", "week", "today", "list")


def _path(run: Run) -> list[object]:
    """Give all that commands tell of the four weeks."""
    return [data(run, name) for name in OF_THE_PATH]


def _status(run: Run, id: str) -> str:
    found = data(run, "show", id)
    return str((found.get("topic") or found.get("reading"))["status"])


def test_done(run: Run) -> None:
    """A topic is done like a milestone: what was marked, how far, and what is next."""
    assert run("done", "topic-granite") == (
        0,
        "✓ topic-granite  Granite\n"
        "Stone: 1 of 2 done\n"
        "next: aiinfra begin guide-quarry\n",
        "",
    )
    assert run("done", "topic-granite") == (
        0,
        "topic-granite: already done today\nnext: aiinfra begin guide-quarry\n",
        "",
    )
    assert run("done", "paper-mortar") == (
        0,
        "✓ paper-mortar  On mortar\n"
        "Reading: 1 of 2 read, 1 h 50\n"
        "next: aiinfra begin post-lime\n",
        "",
    )
    assert journal(run) == ["done topic-granite", "done paper-mortar"]


def test_unmet_needs_warn(run: Run) -> None:
    """What a topic needs is told, and blocks nothing."""
    result = run("done", "outline-roof")
    assert result.code == 0
    assert result.err == "outline-roof needs topic-stairs, still open\n"


def test_mixed(run: Run) -> None:
    """One command may mark both; it is one step, and the path goes on."""
    assert run("done", "study-map", "guide-polish", "post-lime") == (
        0,
        "✓ study-map  Read the map of the field\n"
        "✓ guide-polish  石を磨く\n"
        "✓ post-lime  Lime, again\n"
        "Week 1: 1 of 4 done, 0 of 2 checkpoints\n"
        "Stone: 0 of 2 done\n"
        "Reading: 1 of 2 read, 1 h 50\n"
        "next: aiinfra begin lab-setup\n",
        "",
    )
    words = "undid: done study-map guide-polish post-lime"
    assert run("undo").out.splitlines()[0] == words
    assert [_status(run, id) for id in ("guide-polish", "post-lime")] == ["open"] * 2
    run("redo")
    assert [_status(run, id) for id in ("guide-polish", "post-lime")] == ["done"] * 2


def test_all_or_none(run: Run) -> None:
    """One id that is wrong, and nothing is marked."""
    assert run("done", "topic-granite", "nowhere").code == 3
    assert run("done", "topic-granite", "ghost-almanac").code == 1
    assert journal(run) == []


def test_a_pillar_stands_for_its_topics(run: Run) -> None:
    """As a week does: it asks, marks what is left, and passes over what was skipped."""
    run("skip", "guide-polish", "-r", "no time")
    assert run("done", "stone") == (
        2,
        "",
        "aiinfra: this would mark 2 items as done\nhint: add --yes if that is meant\n",
    )
    assert run("done", "stone", "--yes").out == (
        "✓ topic-granite  Granite\n"
        "✓ guide-quarry  How to open a quarry\n"
        "Stone: 2 of 2 done\n"
        "next: aiinfra begin topic-stairs\n"
    )
    assert _status(run, "guide-polish") == "skipped"
    # What a pillar gathers from others is part of it, too.
    assert "  ✓ guide-quarry" in run("topics", "tower").out
    assert run("reopen", "tower", "--yes").out.startswith("○ guide-quarry")


@pytest.mark.parametrize("command", ["begin", "note", "log"])
def test_a_pillar_is_no_work(run: Run, command: str) -> None:
    """What is about one thing takes no pillar."""
    more = {"note": ["words"], "log": ["--minutes", "5"]}.get(command, [])
    assert run(command, "stone", *more) == (
        2,
        "",
        "aiinfra: stone is a pillar\nhint: name a topic: aiinfra topics stone\n",
    )


@pytest.mark.parametrize(
    "argv",
    [
        ["done", "ghost-almanac"],
        ["begin", "ghost-almanac"],
        ["skip", "ghost-almanac", "-r", "x"],
        ["reopen", "ghost-almanac"],
        ["note", "ghost-almanac", "words"],
        ["log", "ghost-almanac", "--minutes", "5"],
    ],
)
def test_what_nobody_wrote_is_not_read(run: Run, argv: list[str]) -> None:
    """Nothing is kept about a placeholder; what to read instead is named."""
    assert run(*argv) == (
        1,
        "",
        "aiinfra: ghost-almanac is nothing to read: nobody wrote it\n"
        "hint: read instead: paper-mortar\n",
    )
    assert journal(run) == []


def test_skip_and_reopen(run: Run) -> None:
    """A skipped topic is no need any more, and its time is told beside Covered."""
    run("skip", "topic-granite", "-r", "known")
    assert "  ⊘ topic-granite" in run("topics", "--tree").out
    assert run("topics").out.startswith("The longer path · Covered 0 % (2 h skipped)\n")
    assert run("done", "topic-granite") == (
        1,
        "",
        "aiinfra: topic-granite was skipped; nothing was marked\n"
        "hint: take it up again first: aiinfra reopen topic-granite\n",
    )
    assert run("reopen", "topic-granite").out == (
        "○ topic-granite  Granite\n"
        "Stone: 0 of 2 done\n"
        "next: aiinfra begin topic-granite\n"
    )
    run("done", "topic-granite")
    assert run("skip", "topic-granite", "-r", "x").code == 1


def test_begin_and_stop(at: At, run: Run) -> None:
    """A timer runs for a topic; one thing at a time, wherever it stands."""
    assert at("10:00", "begin", "study-map").code == 0
    begun = at("10:20", "begin", "topic-granite")
    assert begun.out == (
        "stopped study-map after 20 min\n"
        "▸ topic-granite  Granite  2 h\n"
        "  The granite page: https://example.org/granite\n"
        "read it: aiinfra topics topic-granite\n"
        "next: aiinfra done topic-granite\n"
    )
    again = at("10:25", "begin", "topic-granite").out.splitlines()
    assert again[1] == "begun already, 10:20"
    assert at("10:50", "begin", "post-lime").out.splitlines() == [
        "stopped topic-granite after 30 min",
        "▸ post-lime  Lime, again  20 min",
        "  https://example.org/lime",
        "read it: aiinfra reading post-lime",
        "next: aiinfra done post-lime",
    ]
    assert at("11:00", "stop").out.splitlines()[0] == "stopped post-lime after 10 min"
    assert at("11:05", "done", "topic-granite").code == 0
    assert data(run, "topics", "topic-granite")["topic"]["minutes_actual"] == 30
    assert at("11:06", "begin", "topic-granite").err == (
        "aiinfra: topic-granite is done already\n"
        "hint: take it up again: aiinfra reopen topic-granite\n"
    )


def test_done_ends_the_timer(at: At, run: Run) -> None:
    """The minutes since it was begun are kept."""
    at("10:00", "begin", "topic-granite")
    assert at("10:40", "done", "topic-granite").out.splitlines()[:2] == [
        "stopped topic-granite after 40 min",
        "✓ topic-granite  Granite",
    ]


@pytest.mark.parametrize(
    "argv", [["done"], ["skip", "-r", "x"], ["note"], ["log", "--minutes", "5"]]
)
def test_no_id_never_means_a_topic(run: Run, argv: list[str]) -> None:
    """The current item is one of the path; at work beside it, an id is asked for."""
    run("begin", "study-map")
    run("begin", "topic-granite")
    assert run(*argv) == (
        2,
        "",
        "aiinfra: you are at topic-granite, which is not on the path\n"
        "hint: name it, or what else you mean\n",
    )
    assert journal(run)[-1] == "begin topic-granite"
    run("stop")
    assert run("done").out.startswith("✓ study-map")


def test_words_and_time(run: Run) -> None:
    """Notes and minutes are kept with a topic, and told in its history."""
    assert run("note", "topic:topic-granite", "hard") == (
        0,
        "noted on topic-granite (1 note)\nnext: aiinfra begin topic-granite\n",
        "",
    )
    assert run("log", "topic-granite", "--minutes", "45").out == (
        "logged 45 min on topic-granite\nnext: aiinfra begin topic-granite\n"
    )
    run("done", "topic-granite", "--at", "2026-11-20")
    assert run("history", "topic-granite").out == (
        "20:14             done    topic-granite for 2026-11-20\n"
        "20:14             log     topic-granite 45 min\n"
        "20:14             note    topic-granite “hard”\n"
    )
    assert "done 20 November, 45 min spent" in run("topics", "topic-granite").out


def test_the_four_weeks_stay_as_they_are(at: At, run: Run) -> None:
    """Whatever is done beside the path, no number, plan or step of it moves."""
    run("start", "2026-11-23")
    run("begin", "study-map")
    run("stop")
    before = [*_path(run), data(run, "plan"), run("calendar").out.split("DTSTAMP")[0]]
    for argv in (
        ["done", "stone", "tower", "--yes"],
        ["reopen", "topic-granite"],
        ["log", "topic-granite", "--minutes", "600"],
        ["done", "paper-mortar", "--note", "x", "-e", "https://example.org/"],
        ["skip", "post-lime", "-r", "known"],
    ):
        assert run(*argv).code == 0
    at("21:00", "begin", "topic-granite")
    at("22:00", "stop")
    at("20:14", "next")
    after = [*_path(run), data(run, "plan"), run("calendar").out.split("DTSTAMP")[0]]
    assert after == before


def test_the_path_goes_first(own: Mini, run: Run) -> None:
    """By any rule the path is asked first; topic: and reading: say it outright."""
    text = (own.folder / "topics" / "stone.yaml").read_text("utf-8")
    text = text.replace("topic-granite", "setup").replace("guide-quarry", "lab-claims")
    (own.folder / "topics" / "stone.yaml").write_text(text, "utf-8")
    for name in ("topics/tower.yaml", "reading.yaml"):
        path = own.folder / name
        new = path.read_text("utf-8").replace("topic-granite", "setup")
        path.write_text(new.replace("guide-quarry", "lab-claims"), "utf-8")
    assert run("done", "setup").out.startswith("✓ lab-setup")  # its tail
    assert run("done", "lab-claims").out.startswith("✓ lab-claims  Ask for two devices")
    # What is said to come next is typed so that it is found.
    marked = run("done", "topic:setup").out.splitlines()
    assert marked[0] == "✓ setup  Granite"
    assert marked[-1] == "next: aiinfra begin topic:lab-claims"
    assert run("skip", "topic:setup", "-r", "x").err.splitlines()[1] == (
        "hint: take it up again first: aiinfra reopen topic:setup"
    )
    # Two things with one id have a history each.
    assert run("history", "topic:lab-claims").out.startswith("Nothing has happened")
    assert len(data(run, "history", "lab-claims")["events"]) == 1


def test_nothing_fits(run: Run) -> None:
    """Where nothing has such an id, near ones of all that can be marked are told."""
    assert run("done", "topic-granit3") == (
        3,
        "",
        'aiinfra: there is no item "topic-granit3"\n'
        "hint: did you mean topic-granite?\n",
    )
    assert run("done", "topic").err == (
        'aiinfra: "topic" could be any of 2\n'
        "hint: say which: topic-granite, topic-stairs\n"
    )
    assert run("done", "week-1", "topic:nothing").code == 3


def test_checks_are_for_labs(run: Run) -> None:
    """A topic has no checks: nothing can be overridden."""
    assert run("done", "topic-granite", "--override", "why") == (
        2,
        "",
        "aiinfra: there is nothing to override: no checks\n"
        "hint: leave --override out\n",
    )
    assert run("done", "topic-granite", "--check").code == 0


def test_a_topic_that_is_renamed_or_leaves(own: Mini, run: Run) -> None:
    """A new id takes the state along; what leaves keeps its journal."""
    run("done", "outline-roof", "paper-mortar")
    path = own.folder / "topics" / "tower.yaml"
    text = path.read_text("utf-8").replace("id: outline-roof", "id: outline-slate")
    path.write_text(f"{text}    aliases: [outline-roof]\n", "utf-8")
    assert _status(run, "outline-slate") == "done"
    assert run("doctor").out.count("state: equal to the journal") == 1
    own.replace("reading.yaml", "id: paper-mortar", "id: paper-cement")
    own.replace("reading.yaml", "instead: [paper-mortar]", "instead: [paper-cement]")
    assert run("reading").out.startswith("Reading · 0 of 2 read")
    assert run("doctor").out.count("state: equal to the journal") == 1
    assert journal(run) == ["done outline-roof", "done paper-mortar"]


def test_doctor_knows_them(run: Run, home: Path) -> None:
    """The state of topics is made anew from the journal, too."""
    run("done", "topic-granite", "--note", "hard")
    with closing(sqlite3.connect(home / "progress.db")) as store, store:
        store.execute("DELETE FROM state")
    assert "1 items differ from the journal: topic-granite" in run("doctor").out
    assert run("doctor", "--fix").code == 0
    assert _status(run, "topic-granite") == "done"
