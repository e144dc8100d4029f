"""`aiinfra topics`: the longer path, its tree, its pages, and what is ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini

FRONT = """\
The longer path · Covered 0 %
0 of 4 done, 7 h: our estimates, apart from the four weeks and their numbers

○ stone  Stone  3 h 30  0 %  → 2 ready
○ tower  Tower     5 h  0 %  after stone

Ready to start
  ○ topic-granite  Granite  2 h

next: aiinfra begin topic-granite
"""
TOWER = """\
Tower
tower · Covered 0 % · 0 of 3 done · 5 h
comes after stone

What rises on it.

  ○ outline-roof  A roof against the weather  30 min  after topic-stairs
  Upper floors  0 %
  ○ topic-stairs  Stairs                         3 h  → ready
  ○ guide-quarry  How to open a quarry        1 h 30  → ready

→ ready: all it needs is done or skipped

next: aiinfra begin guide-quarry
"""
QUARRY = """\
guide-quarry  How to open a quarry
guide · 1 h 30 (our estimate) · Stone · ○ open
not verified: nobody dug

From the first hole to the last.

Afterwards you can
  · Draw a quarry from memory.

Part of
  ○ topic-granite  Granite

Needs
  ○ topic-granite  Granite

Read
  · The quarry page
    https://example.org/quarry

  Corrected  The notes say mine.
  Sources    Mini notes

next: aiinfra begin guide-quarry
"""


def test_front(run: Run) -> None:
    """Without an id: all pillars with Covered and hours, and what is ready."""
    assert run("topics") == (0, FRONT, "")


def test_a_pillar(run: Run) -> None:
    """A pillar shows its branch, what it gathers from others included."""
    assert run("done", "topic-granite").code == 0
    assert run("topics", "tower") == (0, TOWER, "")


def test_a_topic(run: Run) -> None:
    """A topic tells what it takes, what comes before, where to read, what is wrong."""
    assert run("topics", "guide-quarry") == (0, QUARRY, "")


@pytest.mark.parametrize("text", ["quarry", "guide-q", "topic:guide-quarry"])
def test_ids_of_topics(run: Run, text: str) -> None:
    """Ids are found as everywhere; `show` gives the same page."""
    assert run("topics", text).out == QUARRY
    assert run("show", text).out == QUARRY
    assert data(run, "show", text) == data(run, "topics", text)


def test_former_id(run: Run) -> None:
    """A topic that was renamed is found, and marked, by its former id."""
    assert run("topics", "topic-basalt").out.startswith("topic-granite  Granite\n")
    assert run("done", "topic-basalt").out.startswith("✓ topic-granite  Granite\n")


def test_page_with_what_the_learner_kept(run: Run) -> None:
    """Time, notes and evidence stand on the page, and in its document."""
    run("log", "topic-granite", "--minutes", "30")
    run("done", "topic-granite", "--note", "hard [red]", "-e", "https://example.org/x")
    page = run("topics", "topic-granite").out
    assert page.splitlines()[1] == (
        "topic · 2 h (our estimate) · Stone · ✓ done today, 30 min spent"
    )
    assert page.endswith(
        "\nNote, today\n  hard [red]\n\nEvidence\n  https://example.org/x\n\n"
        "next: aiinfra begin guide-quarry\n"
    )
    found = data(run, "topics", "topic-granite")
    assert (found["topic"]["status"], found["topic"]["minutes_actual"]) == ("done", 30)
    assert found["notes"][0]["text"] == "hard [red]"
    assert found["evidence"][0]["url"] == "https://example.org/x"
    assert found["next"] == "aiinfra begin guide-quarry"


def test_ready(run: Run) -> None:
    """--ready lists what can be started, also of one pillar."""
    assert run("topics", "--ready") == (
        0,
        "stone\n  ○ topic-granite  Granite    2 h\n"
        "  ○ guide-polish   石を磨く  20 h  optional\n\n"
        "next: aiinfra begin topic-granite\n",
        "",
    )
    run("done", "topic-granite")
    assert [one["id"] for one in data(run, "topics", "--ready", "tower")["ready"]] == [
        "topic-stairs",
        "guide-quarry",
    ]
    run("done", "stone", "tower", "--yes")
    assert run("topics", "--ready") == (
        0,
        "Nothing is ready: finish what is begun, or reopen something\n\n"
        "next: aiinfra topics\n",
        "",
    )


def _some_marked(run: Run) -> None:
    run("begin", "guide-quarry")
    run("done", "topic-granite")
    run("skip", "outline-roof", "-r", "no rain here")


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("topics", ["topics"]),
        ("topics-tree", ["topics", "--tree"]),
        ("topics-page", ["topics", "topic-granite"]),
    ],
)
def test_every_look(run: Run, name: str, argv: list[str]) -> None:
    """Screens stay calm, aligned and whole at any width, with and without colour."""
    _some_marked(run)
    golden.check(f"{name}.txt", looks(run, argv))


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("topics", ["topics"]),
        ("topics-page", ["topics", "topic-granite"]),
        ("topics-ready", ["topics", "--ready"]),
    ],
)
def test_documents(run: Run, name: str, argv: list[str]) -> None:
    """Each document has every key, null where nothing is known."""
    _some_marked(run)
    found = run(*argv, "--json")
    assert (found.code, found.err) == (0, "")
    golden.check(f"{name}.json", found.out)


def test_the_tree_has_the_same_document(run: Run) -> None:
    """The list of pillars and the tree tell scripts the same; a pillar its part."""
    assert data(run, "topics", "--tree") == data(run, "topics")
    [pillar] = data(run, "topics", "tower")["pillars"]
    assert pillar == data(run, "topics")["pillars"][1]


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["--tree", "--ready"], "--tree and --ready are two lists", "leave one out"),
        (["quarry", "--tree"], "--tree lists topics", "leave the id out"),
        (["quarry", "--ready"], "--ready lists topics", "leave the id out"),
    ],
)
def test_what_does_not_go_together(
    run: Run, argv: list[str], message: str, hint: str
) -> None:
    """What contradicts itself is an error of use."""
    assert run("topics", *argv) == (2, "", f"aiinfra: {message}\nhint: {hint}\n")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("topic-granit3", "did you mean topic-granite?"),
        ("xyzzy", "they are listed by: aiinfra topics --tree"),
        ("lab-setup", "lab-setup is on the path: aiinfra show lab-setup"),
    ],
)
def test_no_such_topic(run: Run, text: str, hint: str) -> None:
    """What is no topic ends with 3 and near matches, or what shows it."""
    assert run("topics", text) == (
        3,
        "",
        f'aiinfra: there is no topic "{text}"\nhint: {hint}\n',
    )


def _drop(own: Mini, ids: str) -> None:
    """Take the last topics of the tower out, beginning with one."""
    text = own.read("topics/tower.yaml")
    kept = text[: text.index(f"  - id: {ids}")]
    if ids == "topic-stairs":
        kept = kept.replace("topics:\n", "topics: []\n")
        kept = kept.replace("sections:\n  - {id: upper, title: Upper floors}\n", "")
        own.replace("events.yaml", "topics: [topic-stairs]", "topics: [guide-quarry]")
    own.write("topics/tower.yaml", kept)


def test_what_was_done_and_left_is_listed_as_retired(own: Mini, run: Run) -> None:
    """The front and the tree name it with its hours; it counts in no sum any more."""
    assert run("done", "outline-roof").code == 0
    assert run("begin", "topic-stairs").code == 0
    assert "Retired" not in run("topics").out
    assert data(run, "topics")["retired"] == []
    _drop(own, "topic-stairs")
    retired = (
        "Retired\n"
        "left the longer path since, and counts there no more\n"
        "⊘ outline-roof  A roof against the weather  30 min  done\n"
        "⊘ topic-stairs  Stairs                         3 h  started\n"
        "\nnext: aiinfra begin topic-granite\n"
    )
    for argv in ([], ["--tree"]):
        found = run("topics", *argv).out
        assert found.endswith(f"\n\n{retired}")
        assert "\n0 of 2 done, 3 h 30: our estimates" in found
    for argv in (["tower"], ["--ready"]):
        assert "Retired" not in run("topics", *argv).out
    found = data(run, "topics")
    assert found["total"]["done_minutes"] == 0
    assert found["retired"] == [
        {
            "id": "outline-roof",
            "kind": "outline",
            "title": "A roof against the weather",
            "minutes": 30,
            "status": "done",
            "closed_day": "2026-11-25",
        },
        {
            "id": "topic-stairs",
            "kind": "topic",
            "title": "Stairs",
            "minutes": 180,
            "status": "started",
            "closed_day": None,
        },
    ]
    assert data(run, "topics", "tower")["retired"] == []


def test_retired_topics_in_every_look(own: Mini, run: Run) -> None:
    """They keep to the width, and to what a terminal can show."""
    assert run("done", "outline-roof").code == 0
    _drop(own, "outline-roof")
    golden.check("topics-retired.txt", looks(run, ["topics"]))


def test_what_comes_back_is_retired_no_more(own: Mini, run: Run) -> None:
    """A topic that the curriculum has again stands where it stood, and is done."""
    assert run("done", "outline-roof").code == 0
    whole = own.read("topics/tower.yaml")
    _drop(own, "outline-roof")
    assert [one["id"] for one in data(run, "topics")["retired"]] == ["outline-roof"]
    own.write("topics/tower.yaml", whole)
    assert data(run, "topics")["retired"] == []
    assert data(run, "topics")["total"]["done_minutes"] == 30


def test_a_curriculum_without_topics(own: Mini, run: Run) -> None:
    """Nothing is listed, and that is said."""
    for path in sorted((own.folder / "topics").iterdir()):
        path.unlink()
    own.replace("reading.yaml", "    topics: [topic-granite]\n", "")
    own.replace("events.yaml", "    topics: [topic-stairs]\n", "")
    own.replace("practices.yaml", "    topics: stone\n", "")
    assert run("topics") == (0, "", "this curriculum has no topics\n")
    assert data(run, "topics")["pillars"] == []


def test_hostile_words_stay_text(own: Mini, run: Run) -> None:
    """Markup of a topic is shown as it was written."""
    own.replace("topics/stone.yaml", "title: Granite", 'title: "[red]a[/red] <b>|"')
    assert "  ○ topic-granite  [red]a[/red] <b>|  2 h\n" in run("topics").out


def test_bundled_ids_mean_themselves(bundled: Path, run: Run) -> None:
    """No topic and no reading is called like something that the path would find.

    Of the pillars one is: topic:observability says which is meant.
    """
    pillars = data(run, "topics")["pillars"]
    nodes = [
        node
        for pillar in pillars
        for group in pillar["groups"]
        for topic in group["topics"]
        for node in (topic, *topic["parts"])
    ]
    ids = {one["id"] for one in (*pillars, *nodes)}
    ids |= {one["id"] for one in data(run, "reading")["reading"]}
    assert len(ids) == 10 + 131 + 71
    found = {id for id in ids if run("status", id).code != 3}
    assert found == {"observability"}
