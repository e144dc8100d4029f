"""Challenges: their file, their place on the path, the figures of the bundled ones."""

from __future__ import annotations

import re
from functools import cache

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.course import CourseItem
from aiinfra_cli.paths import bundled_curriculum

from .folders import CHALLENGE, PLACE, Expected, Mini

FILE, WEEK = "challenges.yaml", "weeks/week-1.yaml"


@pytest.fixture
def walled(mini: Mini) -> Mini:
    """Give the small curriculum with a challenge at the end of its first weekend."""
    mini.add_challenge()
    return mini


def test_challenge_of_a_course(walled: Mini) -> None:
    """It is an optional hands-on item where its session names it, and a concept's."""
    assert walled.problems() == []
    course = compile_course(walled.folder)
    items = {item.id: item for item in course.items}
    found = items["challenge-wall"]
    assert (found.kind, found.minutes, found.optional) == ("hands-on", 60, True)
    assert (found.week, found.session) == ("week-1", "w1-weekend")
    assert found.position == items["project-w1"].position + 1
    assert (found.tier, found.checks, found.proof) == (None, (), "")
    assert found.detail == {
        "description": "A case on paper.",
        "case": "The wall leans to the left.\n\n"
        "```text\nstone  angle\ntop       5°\nlow       0°\n```",
        "objectives": ["Say why it leans."],
        "concepts": ["layer"],
        "hand_in": ["One sentence."],
        "rubric": [
            {"title": "The cause", "points": 2, "full": "Somebody pushed."},
            {"title": "The remedy", "points": 2, "full": "Push back."},
            {"title": "The doubt", "points": 1, "full": "Perhaps the floor leans."},
        ],
        "passed": 3,
        "estimate": "ours",
        "sources": ["Mini notes"],
        "verified": {"on": "2026-11-20", "how": "made up"},
    }
    layer = next(page for page in course.pages if page.id == "layer")
    assert "challenge-wall" in [link.id for link in layer.links]


def test_full_answers_are_not_among_the_words(walled: Mini) -> None:
    """What `search` looks through tells the case, and no answer to it."""
    course = compile_course(walled.folder)
    text = next(item.text for item in course.items if item.id == "challenge-wall")
    assert "The wall leans to the left." in text
    assert "The cause" in text
    assert "pushed" not in text


# file, old text, new text; then all that is told about it.
WRONG: dict[str, tuple[str, str, str, list[Expected]]] = {
    "placed nowhere": (
        *(WEEK, PLACE, ""),
        [
            (
                *(FILE, "id: challenge-wall"),
                'challenge "challenge-wall" is in no session',
                "add - challenge: challenge-wall to the items of a session",
            )
        ],
    ),
    "placed twice": (
        *(WEEK, PLACE, PLACE + PLACE.replace("\n", " # again\n")),
        [
            (
                *(WEEK, "# again"),
                'challenge "challenge-wall" is already placed at weeks/week-1.yaml:51',
                "keep one of them",
            )
        ],
    ),
    "one that is not there": (
        *(WEEK, PLACE, PLACE + PLACE.replace("wall", "well")),
        [
            (
                *(WEEK, "challenge-well"),
                'challenges.yaml has no "challenge-well"',
                'did you mean "challenge-wall"?',
            )
        ],
    ),
    "the id of another item": (
        *(FILE, "id: challenge-wall", "id: study-map"),
        [
            (
                *(FILE, "id: study-map"),
                'challenge "study-map" is in no session',
                "add - challenge: study-map to the items of a session",
            ),
            (
                *(WEEK, "challenge: challenge-wall"),
                'challenges.yaml has no "challenge-wall"',
                "write it there, or take the line out",
            ),
        ],
    ),
    "a need that comes later": (
        *(FILE, "needs: [hands-on-routes]", "needs: [capstone]"),
        [
            (
                *(FILE, "needs: [capstone]"),
                'needs names "capstone", which comes later, at weeks/week-2.yaml:43',
                "move one of them, or take it out",
            )
        ],
    ),
    "a concept that is not there": (
        *(FILE, "concepts: [layer]", "concepts: [lawyer]"),
        [
            (
                *(FILE, "concepts:"),
                'concepts names "lawyer", which does not exist',
                'did you mean "layer"?',
            )
        ],
    ),
    "more points than there are": (
        *(FILE, "passed: 3", "passed: 6"),
        [
            (
                *(FILE, "passed: 6"),
                "6 points are asked for, and the rubric has 5",
                "ask for fewer",
            )
        ],
    ),
    "a misspelt key of the rubric": (
        *(FILE, "full: Push back.", "fill: Push back."),
        [
            (
                *(FILE, "fill:", 'unknown key "fill"'),
                'did you mean "full"?',
            )
        ],
    ),
    "a study": (
        *(FILE, "kind: hands-on", "kind: study"),
        [
            (
                *(FILE, "kind: study", 'kind must be hands-on, not "study"'),
                "write hands-on",
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(walled: Mini, name: str) -> None:
    """One mistake is told once, at its line, with the next step."""
    file, old, new, expected = WRONG[name]
    walled.replace(file, old, new)
    assert walled.problems() == walled.expect(*expected)


def test_the_same_id_twice(walled: Mini) -> None:
    """A second challenge with the id of the first is told, not passed over."""
    entry = CHALLENGE[CHALLENGE.index("  - id: challenge-wall") :]
    walled.write(FILE, CHALLENGE + entry)
    assert [(p.line, p.text) for p in walled.problems()] == [
        (32, 'id "challenge-wall" is already used at challenges.yaml:5')
    ]


@cache
def bundled() -> dict[str, CourseItem]:
    """Give the challenges of the bundled path."""
    course = compile_course(bundled_curriculum())
    return {item.id: item for item in course.items if "case" in item.detail}


def answer(id: str, number: int) -> str:
    """Give a full answer of a challenge."""
    text: str = bundled()[id].detail["rubric"][number]["full"]
    return " ".join(text.split())


def table(id: str, head: str) -> dict[str, list[str]]:
    """Read a table of a case: the words of each row by the first of them."""
    rows = bundled()[id].detail["case"].split(head)[1].split("```")[0].splitlines()[1:]
    return {row.split()[0]: row.split()[1:] for row in rows if row.strip()}


def test_each_week_has_one() -> None:
    """One challenge a week, of an hour, in its weekend, optional, for ten points."""
    found = bundled().values()
    assert [item.session for item in found] == [f"w{n}-weekend" for n in range(1, 5)]
    for item in found:
        points = sum(point["points"] for point in item.detail["rubric"])
        assert (item.minutes, item.optional, points) == (60, True, 10)
        assert item.detail["passed"] == 7


def test_tables_fit_a_narrow_terminal() -> None:
    """No line of a table is wider than a terminal of 60 columns leaves for it."""
    for item in bundled().values():
        for block in re.findall(r"```text\n(.*?)```", item.detail["case"], re.DOTALL):
            assert [line for line in block.splitlines() if len(line) > 56] == []


def test_figures_of_the_slow_chat() -> None:
    """TTFT, TPOT, throughput and goodput follow from the table of the case."""
    id = "challenge-w1-slow-chat"
    ttft, tpot, last, kept = [], {}, 0, []
    for name, (_, *cells) in table(id, "request  replica").items():
        sent, first, end, tokens = map(int, cells)
        ttft.append(first - sent)
        last = max(last, end)
        if tokens > 1:
            tpot[name] = (end - first) / (tokens - 1)
        if first - sent <= 300 and tpot.get(name, 0) <= 25:
            kept.append(name)
    assert ttft == [220, 220, 1000, 230, 1500, 200]
    told = {name: round(value, 1) for name, value in tpot.items()}
    assert told == {"a": 20.0, "b": 20.0, "c": 19.7, "d": 40.0, "f": 20.0}
    assert "TTFT 220, 220, 1000, 230, 1500 and 200 ms" in answer(id, 0)
    assert "TPOT 20.0, 20.0, 19.7 and 40.0 ms for a to d, and 20.0" in answer(id, 0)
    assert kept == ["a", "b", "f"]
    assert (round(6000 / last, 2), round(3000 / last, 2)) == (2.65, 1.33)
    assert round(sum(ttft) / 6) == 562
    for text in ("2.26 s are 2.65", "goodput is 1.33", "562 ms", "four were quick"):
        assert text in answer(id, 1)


def test_figures_of_the_one_gpu() -> None:
    """Cache, requests, hit rates and the transfer follow from the sizes of the case."""
    id = "challenge-w2-one-gpu"
    token = 2 * 32 * 8 * 128 * 2
    assert token == 131_072 == 128 * 1024
    room = [int((24 - 2 - weights) * 2**30 / token) for weights in (16, 4.5)]
    assert room == [49_152, 143_360]
    for told in ("131,072 bytes, 128 KiB", "49,152", "17.5 GiB hold 143,360"):
        assert told in answer(id, 0)
    alone = [tokens // 4_200 for tokens in room]
    shared = [(tokens - 3_200) // 1_000 for tokens in room]
    assert (alone, shared) == ([11, 34], [45, 140])
    assert "11 fit, or 34" in answer(id, 1)
    assert "45 fit, or 140" in answer(id, 1)
    assert 3_200 / 16 == 200
    one, two = 9 * 3_200, 8 * 3_200
    assert (one, one / 40_000, two, two / 40_000) == (28_800, 0.72, 25_600, 0.64)
    for told in ("200 blocks", "28,800 of 40,000, 72 %", "25,600 of 40,000, 64 %"):
        assert told in answer(id, 2)
    moved = 4_000 * token
    assert (moved / 2**20, round(moved * 8 / 10e9, 2)) == (500, 0.42)
    assert "500 MiB, or 0.42 s at 10 Gbit/s" in answer(id, 3)


def test_figures_of_the_busy_gpus() -> None:
    """Bandwidths and steps follow from the times of the case."""
    id = "challenge-w3-busy-gpus"
    algorithm = [2**30 / seconds / 1e9 for seconds in (0.025, 0.100)]
    bus = [speed * 2 * 7 / 8 for speed in algorithm]
    assert [round(one, 1) for one in (*algorithm, *bus)] == [42.9, 10.7, 75.2, 18.8]
    assert "42.9 GB/s; times 2 × 7 / 8 gives 75.2" in answer(id, 0)
    assert "10.7 and 18.8 GB/s" in answer(id, 0)
    assert round((500 / 425 - 1) * 100) == 18
    assert "425 ms against 500 ms a step, so 18 % longer" in answer(id, 1)
    leaves = bundled()[id].detail["case"]
    free = [
        sum(map(int, found.split(", ")))
        for found in re.findall(r"leaf-[ab]: ([0-9, ]+[0-9])", leaves)
    ]
    assert free == [5, 8]
    assert "exactly eight" in answer(id, 2)


def test_figures_of_the_changed_model() -> None:
    """Costs follow from speed and price, and the table has what is told to differ."""
    id = "challenge-w4-changed-model"
    hourly = [speed * 3600 / 1e6 for speed in (1_200, 1_000)]
    costs = [2.50 / millions for millions in hourly]
    assert hourly == [4.32, 3.6]
    assert [round(cost, 2) for cost in costs] == [0.58, 0.69]
    assert round((costs[1] / costs[0] - 1) * 100) == 20
    for told in ("4.32 million", "0.58 per million", "3.6 million it is 0.69", "20 %"):
        assert told in answer(id, 3)
    files = table(id, "file               signed")
    changed = [name for name, (signed, there) in files.items() if signed != there]
    assert changed == ["tokenizer.json", "helper.py"]
    assert all(name in answer(id, 0) for name in changed)
