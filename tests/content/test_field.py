"""Topics, practices, reading and events: their files, their rules, their pages."""

from __future__ import annotations

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.course import CourseLink, CoursePage

from .folders import Expected, Mini

STONE, TOWER = "topics/stone.yaml", "topics/tower.yaml"
CHART, READING, EVENTS = "practices.yaml", "reading.yaml", "events.yaml"
OUT, OTHER = "take it out", "choose another id"

# file, old text, new text; then all that is told about it.
WRONG: dict[str, tuple[str, str, str, list[Expected]]] = {
    "unknown key of a topic": (
        *(STONE, "    hours: 2\n", "    hours: 2\n    our: 2\n"),
        [(STONE, "our: 2", 'unknown key "our"', 'did you mean "hours"?')],
    ),
    "unknown key of a reference": (
        *(STONE, "{name: The granite page", "{titel: x, name: The granite page"),
        [(STONE, "titel", 'unknown key "titel"', "known here: name, url")],
    ),
    "hours in thirds": (
        *(STONE, "hours: 1.5", "hours: 1.3"),
        [
            (
                *(STONE, "hours: 1.3", "hours must be a multiple of 0.5, not 1.3"),
                "write a number of hours, in halves: 0.5 to 40",
            )
        ],
    ),
    "pillar named otherwise": (
        *(TOWER, "id: tower", "id: spire"),
        [
            (
                *(TOWER, "id: spire"),
                'id "spire" does not fit the name of the file',
                "rename the file to topics/spire.yaml, or mend the id",
            )
        ],
    ),
    "two pillars in one place": (
        *(TOWER, "order: 2", "order: 1"),
        [
            (
                *(TOWER, "order: 1"),
                "order 1 is already used at topics/stone.yaml:4",
                "choose another number",
            )
        ],
    ),
    "topic that stands twice": (
        *(TOWER, "id: outline-roof", "id: stone"),
        [
            (
                *(TOWER, "id: stone"),
                'id "stone" is already used at topics/stone.yaml:2',
                OTHER,
            )
        ],
    ),
    "part of nothing": (
        *(STONE, "part_of: topic-granite\n    needs", "part_of: granite\n    needs"),
        [
            (
                *(STONE, "part_of: granite"),
                'part_of names "granite", no whole topic of this file',
                'did you mean "topic-granite"?',
            )
        ],
    ),
    "section that is not there": (
        *(TOWER, "section: upper", "section: cellar"),
        [
            (
                *(TOWER, "section: cellar"),
                'section names "cellar", which this file has not',
                "add it to sections",
            )
        ],
    ),
    "topics that need each other": (
        *(STONE, "    concepts: [layer]\n", "    needs: [guide-quarry]\n"),
        [
            (
                *(STONE, "needs: [guide-quarry]"),
                'needs names "guide-quarry", which needs "topic-granite" itself',
                "take one of these needs out",
            ),
            (
                *(STONE, "needs: [topic-granite]"),
                'needs names "topic-granite", which needs "guide-quarry" itself',
                "take one of these needs out",
            ),
        ],
    ),
    "pillar that needs a topic": (
        *(TOWER, "needs: [stone]", "needs: [topic-granite]"),
        [
            (
                *(TOWER, "needs: [topic-granite]"),
                'needs names "topic-granite", which does not exist',
                OUT,
            )
        ],
    ),
    "gathered from its own file": (
        *(TOWER, "gathers: [guide-quarry]", "gathers: [topic-stairs]"),
        [
            (
                *(TOWER, "gathers"),
                'gathers names "topic-stairs", which is no topic of another file',
                OUT,
            )
        ],
    ),
    "page named twice": (
        *(
            TOWER,
            'example.org/stairs"}',
            'example.org/stairs"}\n'
            '      - {name: Once more, url: "https://example.org/stairs"}',
        ),
        [
            (
                *(TOWER, "Once more"),
                "https://example.org/stairs is named twice, first on line 21",
                "keep one of them",
            )
        ],
    ),
    "topic about nothing": (
        *(STONE, "projects: [kubernetes]", "projects: [kubernets]"),
        [
            (
                *(STONE, "projects:"),
                'projects names "kubernets", which does not exist',
                'did you mean "kubernetes"?',
            )
        ],
    ),
    "practice that stands twice": (
        *(CHART, "id: north-draw", "id: north-sleep"),
        [
            (
                *(CHART, "aliases: [north-sleep]"),
                'id "north-sleep" is already used at practices.yaml:21',
                OTHER,
            )
        ],
    ),
    "practice on nothing": (
        *(CHART, "concepts: [layer], items: [study-map]", "items: [study-mop]"),
        [
            (
                *(CHART, "study-mop"),
                'items names "study-mop", which does not exist',
                'did you mean "study-map"?',
            )
        ],
    ),
    "side on no pillar": (
        *(CHART, "topics: stone", "topics: stones"),
        [
            (
                *(CHART, "topics: stones"),
                'topics names "stones", which does not exist',
                'did you mean "stone"?',
            )
        ],
    ),
    "seven sides": (
        *(CHART, "place: se\n    title: Field", "place: n\n    title: Field"),
        [
            (
                *(CHART, "pillars:"),
                '"side-field" and "side-hill" have the same place',
                "give each of nw, n, ne, w, e, sw, s, se once",
            )
        ],
    ),
    "cadence of another kind": (
        *(
            CHART,
            "listen, place: se, title: Listen on the north",
            "listen, place: se, "
            "cadence: {every: fortnight}, title: Listen on the north",
        ),
        [
            (
                *(CHART, "fortnight"),
                'every must be day, week, month, quarter or year, not "fortnight"',
                "write day, week, month, quarter or year",
            )
        ],
    ),
    "reading that stands twice": (
        *(READING, "aliases: [post-chalk]", "aliases: [paper-mortar]"),
        [
            (
                *(READING, "aliases:"),
                'id "paper-mortar" is already used at reading.yaml:5',
                OTHER,
            )
        ],
    ),
    "read instead of itself": (
        *(READING, "instead: [paper-mortar]", "instead: [ghost-almanac]"),
        [
            (
                *(READING, "instead"),
                'instead names "ghost-almanac", which is nothing to read',
                OUT,
            )
        ],
    ),
    "placeholder with an address": (
        *(
            READING,
            "    title: Almanac of masons\n",
            '    title: Almanac\n    url: "https://example.org/x"\n',
        ),
        [
            (
                *(READING, "example.org/x"),
                "a placeholder has no url: nobody wrote that page",
                "take the url out",
            )
        ],
    ),
    "reading without an address": (
        *(READING, '    url: "https://example.org/mortar"\n', ""),
        [
            (
                *(READING, "id: paper-mortar"),
                "there is no url, so nobody can read it",
                "write url:, or make it a placeholder",
            )
        ],
    ),
    "no such month": (
        *(READING, '"2023-11"', '"2023-13"'),
        [
            (
                *(READING, "2023-13"),
                'published is not a year, month or day: "2023-13"',
                'write a year, month or day in quotes, like "2023-11"',
            )
        ],
    ),
    "reading on no topic": (
        *(READING, "topics: [topic-granite]", "topics: [topic-slate]"),
        [
            (
                *(READING, "topic-slate"),
                'topics names "topic-slate", which does not exist',
                'did you mean "topic-granite"?',
            )
        ],
    ),
    "event that ends before it starts": (
        *(EVENTS, "ends: 2026-10-03", "ends: 2026-09-30"),
        [
            (
                *(EVENTS, "ends: 2026-09-30", "it ends before it starts"),
                "swap the dates",
            )
        ],
    ),
    "event beside its own days": (
        *(EVENTS, "within: fair-spring-2027", "within: fair-autumn-2026"),
        [
            (
                *(EVENTS, "within:"),
                '"fair-autumn-2026" is on 2026-10-01 to 2026-10-03',
                "mend the dates",
            )
        ],
    ),
    "event beside nothing": (
        *(EVENTS, "within: fair-spring-2027", "within: fair-spring-2028"),
        [
            (
                *(EVENTS, "within:"),
                'within names "fair-spring-2028", which is no event of its own',
                'did you mean "fair-spring-2027"?',
            )
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(mini: Mini, name: str) -> None:
    """One mistake is told once, at its line, with the next step."""
    file, old, new, expected = WRONG[name]
    mini.replace(file, old, new)
    assert mini.problems() == mini.expect(*expected)


def test_a_broken_file_hides_its_ids(mini: Mini) -> None:
    """A mistake in a file is told once, not for each that names its topics."""
    mini.replace(STONE, "title: Granite", "title: 1")
    assert [p.text for p in mini.problems()] == ["title must be text, not the number 1"]


def test_every_link_may_be_left_out(mini: Mini) -> None:
    """A curriculum of weeks alone needs none of these files."""
    for file in (STONE, TOWER, CHART, READING, EVENTS):
        (mini.folder / file).unlink()
    assert mini.problems() == []
    families = {page.family for page in compile_course(mini.folder).pages}
    assert families == {"concept", "entry"}


def _pages(mini: Mini, family: str) -> dict[str, CoursePage]:
    pages = compile_course(mini.folder).pages
    return {page.id: page for page in pages if page.family == family}


def test_topics_of_a_course(mini: Mini) -> None:
    """Each pillar comes before its topics; hours are minutes, optional is a column."""
    found = _pages(mini, "topic")
    assert [(one.kind, id, one.minutes) for id, one in found.items()] == [
        ("pillar", "stone", 0),
        ("topic", "topic-granite", 120),
        ("guide", "guide-quarry", 90),
        ("guide", "guide-polish", 1200),
        ("pillar", "tower", 0),
        ("topic", "topic-stairs", 180),
        ("outline", "outline-roof", 30),
    ]
    assert [id for id, one in found.items() if one.optional] == ["guide-polish"]
    assert found["topic-granite"] == CoursePage(
        family="topic",
        id="topic-granite",
        kind="topic",
        title="Granite",
        aliases=("topic-basalt",),
        links=(
            CourseLink("concept", "layer"),
            CourseLink("path", "study-map"),
            CourseLink("entry", "kubernetes"),
        ),
        detail={
            "sources": ["Mini notes"],
            "verified": {"on": "2026-11-20", "how": "the page was read"},
            "hours": 2.0,
            "description": "Hard, and slow to work with.",
            "objectives": ["Tell granite from slate."],
            "concepts": ["layer"],
            "items": ["study-map"],
            "projects": ["kubernetes"],
            "references": [
                {"name": "The granite page", "url": "https://example.org/granite"}
            ],
            "pillar": "stone",
        },
        text="Hard, and slow to work with. · Tell granite from slate. · "
        "The granite page",
        minutes=120,
    )


def test_practices_of_a_course(mini: Mini) -> None:
    """The goal comes first, with the head of its chart; eight times nine follow."""
    found = _pages(mini, "practice")
    kinds = [one.kind for one in found.values()]
    assert kinds == ["goal", *(8 * ["pillar", *(8 * ["practice"])])]
    assert found["mastery"].detail["chart"] == {
        "id": "practices",
        "title": "Chart of a mason",
        "sources": ["Mini notes"],
        "verified": {"on": "2026-11-20", "how": "the chart was copied"},
    }
    assert found["side-north"].links == (CourseLink("topic", "stone"),)
    walk = found["north-walk"]
    assert walk.links == (
        CourseLink("concept", "layer"),
        CourseLink("path", "study-map"),
    )
    assert walk.detail["pillar"] == "side-north"
    assert walk.detail["cadence"] == {"every": "week", "times": 2, "stated": True}
    assert walk.text == "Walk north · Walk there."
    assert found["north-rest"].aliases == ("north-sleep",)


def test_reading_and_events_of_a_course(mini: Mini) -> None:
    """Reading keeps its order, events come by date; a city is among the words."""
    reading, events = _pages(mini, "reading"), _pages(mini, "event")
    assert [(one.kind, one.id, one.minutes) for one in reading.values()] == [
        ("paper", "paper-mortar", 90),
        ("post", "post-lime", 20),
        ("placeholder", "ghost-almanac", 0),
    ]
    assert reading["ghost-almanac"].links == (CourseLink("reading", "paper-mortar"),)
    assert list(events) == ["fair-autumn-2026", "eve-spring-2027", "fair-spring-2027"]
    assert events["eve-spring-2027"].links == (CourseLink("event", "fair-spring-2027"),)
    assert events["fair-autumn-2026"].text == (
        "Three days of rain. · The notes say Warsaw. · Kraków"
    )
