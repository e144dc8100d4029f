"""The writer's folder is tidy, and no id is ever lost."""

from __future__ import annotations

import os

import pytest

from aiinfra_cli.content import compile_course

from .folders import Mini

_SIDES = ("north", "hill", "gate", "west", "east", "well", "road", "field")
_WORDS = ("walk", "draw", "sweep", "carry", "count", "rest", "sharpen", "listen")
_PATH = (
    *("capstone", "card:device-class-for", "card:device-class-writes"),
    *("card:dra-picks", "card:dra-says", "card:layer-high", "card:layer-low"),
    *("card:layer-rests", "card:node-count-list", "card:node-count-needs"),
    *("concept:device-class", "concept:dra", "concept:layer", "concept:node-count"),
    *("cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "entry:dra"),
    *("entry:kubernetes", "entry:unplaced", "entry:whisper-net", "final-delivery"),
    *("hands-on-routes", "lab-claims", "lab-setup", "project-w1", "study-claims"),
    *("study-history", "study-map", "w1-mon-tue", "w1-weekend", "w2-fri"),
    *("w2-mon-tue", "w2-weekend", "week-1", "week-2"),
)
_FIELD = (
    *("event:eve-spring-2027", "event:fair-autumn-2026", "event:fair-spring-2027"),
    *("practice:mastery", *(f"practice:side-{side}" for side in _SIDES)),
    *(f"practice:{side}-{word}" for side in _SIDES for word in _WORDS),
    *("reading:ghost-almanac", "reading:paper-mortar", "reading:post-lime"),
    *("topic:guide-polish", "topic:guide-quarry", "topic:outline-roof", "topic:stone"),
    *("topic:topic-granite", "topic:topic-stairs", "topic:tower"),
)
IDS = tuple(sorted((*_PATH, *_FIELD)))

ELSEWHERE = (
    "move it away: only path.yaml, tools.yaml, challenges.yaml, practices.yaml, "
    "reading.yaml, events.yaml, weeks/*.yaml, labs/*.yaml, concepts/*.yaml, "
    "landscape/*.yaml, topics/*.yaml and the files of labs are read"
)

STRAY = {
    "labs/lab-x.yml": "rename it to labs/lab-x.yaml",
    "weeks/.week-1.yaml.swp": ELSEWHERE,
    "weeks/week-1.yaml~": ELSEWHERE,
    "weeks/notes.txt": ELSEWHERE,
    "weeks/old/week-1.yaml": ELSEWHERE,
    "extra.yaml": ELSEWHERE,
    "labs/IDS.txt": ELSEWHERE,
    "labs/lab-gone/files/claims.yaml": ELSEWHERE,
    "labs/lab-claims/claims.yaml": ELSEWHERE,
    "labs/lab-claims/pictures/one.txt": ELSEWHERE,
    "weeks/week-1/files/x.txt": ELSEWHERE,
    "tools.yml": "rename it to tools.yaml",
}


@pytest.mark.parametrize("name", STRAY)
def test_stray_file_is_told(mini: Mini, name: str) -> None:
    """A file that is not read is told, and does not stand in the way of a course."""
    mini.write(name, "format: 1\n")
    assert [(p.file, p.line, p.text, p.hint) for p in mini.problems()] == [
        (name, 1, "stray file: it is not read", STRAY[name])
    ]
    assert compile_course(mini.folder).id == "mini"


def test_name_of_a_stray_file_is_safe_to_print(mini: Mini) -> None:
    """Terminal escapes and broken text in a file name are spelt out."""
    mini.write("weeks/\x1b[2J\n.txt", "")
    with open(os.fsencode(mini.folder) + b"/labs/\xff.txt", "w"):  # noqa: PTH123
        pass
    assert [p.file for p in mini.problems()] == [
        r"labs/\udcff.txt",
        r"weeks/\x1b[2J\n.txt",
    ]


def test_what_a_repository_keeps_is_not_stray(mini: Mini) -> None:
    """A README, a licence and hidden folders may stand beside the curriculum."""
    for name in ("README.md", "LICENSE", ".gitignore", ".git/config", ".git/x.yaml"):
        mini.write(name, "")
    assert mini.problems() == []


def test_links(mini: Mini) -> None:
    """A link to a YAML file is that file; any other is stray."""
    real = mini.folder.parent / "week-2.yaml"
    (mini.folder / "weeks/week-2.yaml").rename(real)
    (mini.folder / "weeks/week-2.yaml").symlink_to(real)
    (mini.folder / "labs/circle").symlink_to(mini.folder)
    (mini.folder / "labs/lab-self.yaml").symlink_to("lab-self.yaml")
    (mini.folder / "labs/lab-gone.yaml").symlink_to("nowhere")
    beside = mini.folder / "labs/lab-claims/files/claims.yaml"
    beside.rename(mini.folder.parent / "claims.yaml")
    beside.symlink_to(mini.folder.parent / "claims.yaml")
    hint = "only links to plain files are followed: put the files here"
    assert [(p.file, p.hint) for p in mini.problems()] == [
        ("labs/circle", hint),
        ("labs/lab-claims/files/claims.yaml", hint),
        ("labs/lab-gone.yaml", hint),
        ("labs/lab-self.yaml", hint),
    ]


def test_pipe_is_not_opened(mini: Mini) -> None:
    """A pipe named like a week is stray: opening it would wait for ever."""
    os.mkfifo(mini.folder / "weeks/week-3.yaml")
    assert [str(p) for p in mini.problems()] == [
        "weeks/week-3.yaml:1: stray file: it is not read "
        "(put a plain file in its place)"
    ]


def test_complete_ids_are_right(mini: Mini) -> None:
    """All ids, aliases of each family and a retired id may stand in ids.txt."""
    beside = (
        *("card:dra-asks", "concept:nodes", "entry:claims-api"),
        *("topic:topic-basalt", "practice:north-sleep", "reading:post-chalk"),
    )
    lines = sorted([*IDS, "hands-on-gateway", "study-floppy", *beside])
    mini.write("ids.txt", "\n".join(lines) + "\n")
    assert mini.problems() == []


def test_id_without_a_line_is_told_where_it_stands(mini: Mini) -> None:
    """A new id must be added to ids.txt; a course can be made all the same."""
    mini.write("ids.txt", "\n".join(i for i in IDS if i != "lab-claims") + "\n")
    assert [str(p) for p in mini.problems()] == [
        'labs/lab-claims.yaml:2: "lab-claims" is not in ids.txt '
        "(add the line lab-claims)"
    ]
    assert compile_course(mini.folder).id == "mini"


def test_lost_id_is_told(mini: Mini) -> None:
    """An id in ids.txt must live on as id, alias or retired id."""
    mini.write("ids.txt", "\n".join(sorted([*IDS, "study-lost"])) + "\n")
    assert [str(p) for p in mini.problems()] == [
        'ids.txt:108: "study-lost" is no longer in the curriculum (bring it back, make '
        "it an alias of what took its place, or add it to retired in path.yaml)"
    ]


def test_ids_in_disorder_are_told(mini: Mini) -> None:
    """ids.txt is sorted and names each id once, so that merges stay readable."""
    mini.write("ids.txt", "\n".join([*IDS, "week-1", "week-1"]) + "\n")
    assert [(p.line, p.text) for p in mini.problems()] == [
        (123, '"week-1" is out of order or stands twice'),
        (124, '"week-1" is out of order or stands twice'),
    ]


def test_ids_of_a_broken_week_are_not_called_lost(mini: Mini) -> None:
    """A mistake in a week's file is told once, not for each of its ids."""
    mini.write("ids.txt", "\n".join(IDS) + "\n")
    mini.replace("weeks/week-2.yaml", "minutes: 20", "minutes: 21")
    assert [p.text for p in mini.problems()] == [
        "minutes must be a multiple of 5, not 21"
    ]


def test_ids_that_are_no_text(mini: Mini) -> None:
    """Bytes and escapes in ids.txt are told without being printed."""
    mini.write("ids.txt", b"\x1b[2J\xff\n")
    found = [str(p) for p in mini.problems() if p.file == "ids.txt"]
    assert len(found) == 1
    assert "\x1b" not in found[0]
