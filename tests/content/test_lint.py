"""Each rule across values and files has a failing case, told at its line."""

from __future__ import annotations

import pytest

from .folders import Expected, Mini

W1, W2, PATH = "weeks/week-1.yaml", "weeks/week-2.yaml", "path.yaml"
SETUP, CLAIMS = "labs/lab-setup.yaml", "labs/lab-claims.yaml"

NOTES_AGAIN = (
    "  - {id: notes, title: Again, probe: {kind: ask, question: Did you really?}}"
)
MOVE = "move one of them, or take it out"

MISSING = (
    "path.yaml:1: the file is missing "
    "(write it: format, id, title, version, summary, weeks)"
)

# file, old text, new text; then all that is told about it.
Case = tuple[str, str, str, list[Expected]]

RULES: dict[str, Case] = {
    "neither verified nor unverified": (
        *(W1, "        verified: {on: 2026-11-19, how: compared with the plan}\n", ""),
        [
            (
                *(W1, "- id: project-w1", "neither verified nor unverified is given"),
                "write verified: {on: …, how: …}, or unverified: and why",
            )
        ],
    ),
    "verified and unverified": (
        *(CLAIMS, "unverified:", "verified: {on: 2026-11-20, how: x}\nunverified:"),
        [
            (
                *(CLAIMS, "unverified:", "verified and unverified exclude each other"),
                "keep the one that is true",
            )
        ],
    ),
    "study without a reference": (
        W2,
        "        references:\n          - {name: Device plugins, "
        'url: "https://example.org/device-plugins"}\n',
        "",
        [
            (
                *(
                    W2,
                    "- id: study-history",
                    "a study item needs at least one reference",
                ),
                "write references: with {name: …, url: …}",
            )
        ],
    ),
    "met_by without a target": (
        *(W2, "met_by: {any: [lab-claims#allocated, capstone]}", "met_by: {}"),
        [
            (
                *(W2, "met_by: {}", "met_by names nothing"),
                "write all: or any: with ids, or lab-id#check-id",
            )
        ],
    ),
    "met_by with a target in both lists": (
        *(W1, "any: [project-w1,", "any: [hands-on-routes,"),
        [
            (
                W1,
                "any: [hands-on-routes,",
                'met_by names "hands-on-routes" in all and in any',
                "keep it in all",
            )
        ],
    ),
    "lab not named like its file": (
        *(SETUP, "id: lab-setup", "id: lab-begin"),
        [
            (
                SETUP,
                "id: lab-begin",
                'id "lab-begin" does not fit the name of the file',
                "rename the file to labs/lab-begin.yaml, or mend the id",
            )
        ],
    ),
    "week without a file": (
        *(PATH, "[week-1, week-2]", "[week-1, week-2, week-3]"),
        [
            (
                *(PATH, "week-3", "there is no weeks/week-3.yaml"),
                "write the file, or take the week out of the list",
            )
        ],
    ),
    "id used twice": (
        *(W2, "- id: study-history", "- id: hands-on-routes"),
        [
            (
                W2,
                "- id: hands-on-routes",
                'id "hands-on-routes" is already used at weeks/week-1.yaml:29',
                "choose another id",
            )
        ],
    ),
    "item named like a session": (
        *(W2, "- id: study-history", "- id: w1-weekend"),
        [
            (
                W2,
                "- id: w1-weekend",
                'id "w1-weekend" is already used at weeks/week-1.yaml:25',
                "choose another id",
            )
        ],
    ),
    "alias that is an id": (
        *(W1, "aliases: [hands-on-gateway]", "aliases: [study-map]"),
        [
            (
                W1,
                "aliases: [study-map]",
                'alias "study-map" is an id, at weeks/week-1.yaml:10',
                "an alias is an id of the past: take it out",
            )
        ],
    ),
    "alias of two items": (
        *(CLAIMS, "unverified:", "aliases: [hands-on-gateway]\nunverified:"),
        [
            (
                CLAIMS,
                "aliases:",
                'alias "hands-on-gateway" is already used at weeks/week-1.yaml:40',
                "keep it with the item that took over the work",
            )
        ],
    ),
    "retired id used again": (
        *(PATH, "retired: [study-floppy]", "retired: [study-claims]"),
        [
            (
                PATH,
                "retired:",
                'retired id "study-claims" is used again at weeks/week-2.yaml:10',
                "choose a new id there: the old one keeps its learners' credit",
            )
        ],
    ),
    "retired id used as an alias": (
        *(PATH, "retired: [study-floppy]", "retired: [hands-on-gateway]"),
        [
            (
                PATH,
                "retired:",
                'retired id "hands-on-gateway" is used again at weeks/week-1.yaml:40',
                "choose a new id there: the old one keeps its learners' credit",
            )
        ],
    ),
    "session of another week": (
        *(W2, "- id: w2-fri", "- id: w3-fri"),
        [
            (
                *(W2, "w3-fri", 'session "w3-fri" does not belong to week-2'),
                "start its id with w2-",
            )
        ],
    ),
    "step twice": (
        *(SETUP, "- id: look", "- id: create"),
        [
            (
                SETUP,
                "- id: create",
                '"create" is used twice in steps, first at labs/lab-setup.yaml:14',
                "choose another id",
            ),
            (
                *(
                    SETUP,
                    "hint: look",
                    'hint names "look", which is no step of this lab',
                ),
                "write the id of a step of this lab",
            ),
        ],
    ),
    "check twice": (
        *(SETUP, "few_checks: a cluster is there or it is not", NOTES_AGAIN),
        [
            (
                SETUP,
                "Again",
                '"notes" is used twice in checks, first at labs/lab-setup.yaml:31',
                "choose another id",
            )
        ],
    ),
    "lab placed twice": (
        *(W2, "- lab: lab-claims", "- lab: lab-claims\n      - lab: lab-setup"),
        [
            (
                W2,
                "- lab: lab-setup",
                'lab "lab-setup" is already placed at weeks/week-1.yaml:24',
                "keep one of them",
            )
        ],
    ),
    "placement of a lab that is not there": (
        *(W2, "- lab: lab-claims", "- lab: lab-claims\n      - lab: lab-clams"),
        [
            (
                *(W2, "lab-clams", "there is no labs/lab-clams.yaml"),
                'did you mean "lab-claims"?',
            )
        ],
    ),
    "need of nothing": (
        *(CLAIMS, "needs: [lab-setup, study-claims]", "needs: [study-clams]"),
        [
            (
                CLAIMS,
                "needs:",
                'needs names "study-clams", which is not in the path',
                'did you mean "study-claims"?',
            )
        ],
    ),
    "need of a later item": (
        *(W1, "needs: [lab-setup]", "needs: [study-history]"),
        [
            (
                W1,
                "needs: [study-history]",
                'needs names "study-history", which comes later, '
                "at weeks/week-2.yaml:27",
                MOVE,
            )
        ],
    ),
    "need of a session": (
        *(W1, "needs: [lab-setup]", "needs: [w1-mon-tue]"),
        [
            (
                W1,
                "needs: [w1-mon-tue]",
                'needs names "w1-mon-tue", which only groups items',
                "name the items that it rests on",
            )
        ],
    ),
    "need by an old name": (
        *(W1, "[hands-on-routes, study-map]", "[hands-on-gateway, study-map]"),
        [
            (
                W1,
                "needs: [hands-on-gateway",
                'needs names "hands-on-gateway", now called "hands-on-routes"',
                "write hands-on-routes",
            )
        ],
    ),
    "need of itself": (
        *(W1, "[hands-on-routes, study-map]", "[project-w1]"),
        [
            (
                *(W1, "needs: [project-w1]", "cycle: project-w1 → project-w1"),
                "take one of these needs out",
            )
        ],
    ),
    "needs in a circle": (
        *(SETUP, "tags:", "needs: [capstone]\ntags:"),
        [
            (
                SETUP,
                "needs:",
                "cycle: lab-setup → capstone → lab-claims → lab-setup",
                "take one of these needs out",
            )
        ],
    ),
    "checkpoint on nothing": (
        *(W2, "lab-claims#allocated, capstone]", "capston]"),
        [
            (
                W2,
                "met_by:",
                'met_by names "capston", which is not in the path',
                'did you mean "capstone"?',
            )
        ],
    ),
    "checkpoint on a later item": (
        *(W1, "all: [hands-on-routes]", "all: [study-claims]"),
        [
            (
                W1,
                "all: [study-claims]",
                'met_by names "study-claims", which comes later, '
                "at weeks/week-2.yaml:10",
                MOVE,
            )
        ],
    ),
    "checkpoint on itself": (
        *(W1, "all: [hands-on-routes]", "all: [cp-w1-gateway]"),
        [(W1, "all: [cp-w1-gateway]", "met_by names itself", MOVE)],
    ),
    "checkpoint on a check that is not there": (
        *(W2, "lab-claims#allocated", "lab-claims#alocated"),
        [
            (
                *(W2, "met_by:", 'lab "lab-claims" has no check "alocated"'),
                'did you mean "allocated"?',
            )
        ],
    ),
    "checkpoint on a check of a study item": (
        *(W2, "lab-claims#allocated", "study-claims#read"),
        [
            (
                *(W2, "met_by:", '"study-claims" is no lab and has no checks'),
                "write study-claims alone",
            )
        ],
    ),
    "page named twice": (
        *(W1, '"http://example.org/map?part=1#top"', '"https://kubernetes.io/docs/"'),
        [
            (
                W1,
                "A second page",
                "https://kubernetes.io/docs/ is named twice, first on line 20",
                "keep one of them",
            )
        ],
    ),
}


def test_small_curriculum_has_no_problem(mini: Mini) -> None:
    """The curriculum that all tests start from is right."""
    assert mini.problems() == []


@pytest.mark.parametrize("name", RULES)
def test_rule(mini: Mini, name: str) -> None:
    """Breaking one rule makes exactly the problems that a writer must see."""
    file, old, new, expected = RULES[name]
    mini.replace(file, old, new)
    assert mini.problems() == mini.expect(*expected)


def test_week_that_is_not_listed(mini: Mini) -> None:
    """A week's file must be listed in path.yaml."""
    text = mini.read(W2).replace("w2-", "w3-").replace("id: week-2", "id: week-3")
    for name in ("study-claims", "study-history", "capstone"):
        text = text.replace(f"id: {name}", f"id: {name}-again")
    mini.write("weeks/week-3.yaml", text.replace("      - lab: lab-claims\n", ""))
    assert mini.problems() == mini.expect(
        (
            *("weeks/week-3.yaml", "id: week-3", 'week "week-3" is not in the path'),
            "add it to weeks in path.yaml, or move the file away",
        ),
    )


def test_lab_without_a_place(mini: Mini) -> None:
    """A lab must stand in a session; what rests on it is not told as well."""
    mini.replace(W2, "      - lab: lab-claims\n", "")
    assert mini.problems() == mini.expect(
        (
            *(CLAIMS, "id: lab-claims", 'lab "lab-claims" is in no session'),
            "add - lab: lab-claims to the items of a session",
        )
    )


def test_missing_path(mini: Mini) -> None:
    """Without path.yaml nothing is said about what it would have held."""
    (mini.folder / PATH).unlink()
    assert [str(p) for p in mini.problems()] == [MISSING]


def test_empty_folder(mini: Mini) -> None:
    """An empty folder lacks path.yaml."""
    for file in sorted(mini.folder.rglob("*.yaml")):
        file.unlink()
    assert [str(p) for p in mini.problems()] == [MISSING]


def test_broken_file_hides_nothing_and_makes_no_noise(mini: Mini) -> None:
    """A file that cannot be parsed leaves other problems visible and adds one line."""
    mini.write(W1, "format: 1\nid: [\n")
    mini.replace(W2, "minutes: 20", "minutes: 21")
    mini.replace(SETUP, "few_checks: a cluster is there or it is not", NOTES_AGAIN)
    assert [str(p) for p in mini.problems()] == [
        'labs/lab-setup.yaml:34: "notes" is used twice in checks, first at '
        "labs/lab-setup.yaml:31 (choose another id)",
        "weeks/week-1.yaml:3: not valid YAML: did not find expected node content "
        "(look here and at the line above: indentation, quotes, brackets)",
        "weeks/week-2.yaml:31: minutes must be a multiple of 5, not 21 "
        "(write a whole number from 5 to 600, a multiple of 5)",
    ]


def test_file_with_a_wrong_value_still_lends_its_ids(mini: Mini) -> None:
    """An unknown id is told although another file, which parses, is wrong."""
    mini.replace(W1, "minutes: 30", "minutes: 31")
    mini.replace(W2, "needs: [study-map]", "needs: [study-map, study-nothing]")
    assert [p.text for p in mini.problems()] == [
        "minutes must be a multiple of 5, not 31",
        'needs names "study-nothing", which is not in the path',
    ]


def test_broken_lab_is_not_told_again_by_those_who_name_it(mini: Mini) -> None:
    """What needs a broken lab, or rests on its checks, is left alone."""
    mini.write(SETUP, b"\xff")
    assert [str(p) for p in mini.problems()] == [
        "labs/lab-setup.yaml:1: the file is not UTF-8 (save it as UTF-8)"
    ]


def test_hostile_but_harmless_titles_are_kept(mini: Mini) -> None:
    """Markup, bars, scripts and wide signs are text like any other."""
    title = r'"| [red]x[/red] <script>alert(1)</script> `$(id)` 中文 \\ {0} %s"'
    mini.replace(W1, "Ground and gateway", title)
    assert mini.problems() == []
