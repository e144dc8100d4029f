"""What a person may type for an id, and what is answered when it is not enough."""

from __future__ import annotations

import pytest

from tests.conftest import Run


def _shown(run: Run, text: str) -> str:
    result = run("show", "--", text)
    assert (result.code, result.err) == (0, "")
    return result.out.split()[0]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("study-map", "study-map"),  # exact
        ("  Study-MAP ", "study-map"),
        ("path:study-map", "study-map"),
        ("hands-on-gateway", "hands-on-routes"),  # its former id
        ("map", "study-map"),  # a whole-word tail
        ("on-routes", "hands-on-routes"),
        ("setup", "lab-setup"),
        ("hand", "hands-on-routes"),  # a prefix
        ("cap", "capstone"),
        ("lab-c", "lab-claims"),
        ("study-m", "study-map"),
    ],
)
def test_one_fits(run: Run, text: str, id: str) -> None:
    """Exact, former id, whole-word tail, prefix of three letters or more."""
    assert _shown(run, text) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [("w1-mon", "week-1,"), ("w2-weekend", "week-2,"), ("2", "Week"), ("w1", "Week")],
)
def test_weeks_and_sessions(run: Run, text: str, id: str) -> None:
    """Sessions go by their id or a prefix, weeks by number too."""
    assert _shown(run, text) == id


def test_first_rule_with_one_hit_wins(run: Run) -> None:
    """`claims` is a tail of two items; `study-c` begins only one."""
    assert run("show", "claims") == (
        3,
        "",
        'aiinfra: "claims" could be any of 2\n'
        "hint: say which: study-claims, lab-claims\n",
    )
    assert _shown(run, "study-c") == "study-claims"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("study", "study-map, study-claims, study-history"),
        ("lab-", "lab-setup, lab-claims"),
        ("weekend", "w1-weekend, w2-weekend"),
    ],
)
def test_several_fit(run: Run, text: str, listed: str) -> None:
    """Where several fit, nothing is done and all are listed in path order."""
    count = len(listed.split(", "))
    assert run("done", text) == (
        3,
        "",
        f'aiinfra: "{text}" could be any of {count}\nhint: say which: {listed}\n',
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("study-mao", "did you mean study-map?"),
        ("lab-cliams", "did you mean lab-claims?"),
        ("cliams", "did you mean study-claims or lab-claims?"),
        ("capstan", "did you mean capstone?"),
        ("ca", "ids are listed by: aiinfra list"),  # too short for a prefix
        ("xyzzy", "ids are listed by: aiinfra list"),
        ("%", "ids are listed by: aiinfra list"),
        ("la_", "ids are listed by: aiinfra list"),
    ],
)
def test_none_fits(run: Run, text: str, hint: str) -> None:
    """Where nothing fits, near matches are named; marks of SQL are plain letters."""
    assert run("show", text) == (
        3,
        "",
        f'aiinfra: there is no item "{text}"\nhint: {hint}\n',
    )


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (
            "done north-walk",
            "north-walk is a practice: aiinfra practices done north-walk",
        ),
        ("done hill-wal", "hill-walk is a practice: aiinfra practices done hill-walk"),
        (
            "skip north-walk -r x",
            "north-walk is a practice: aiinfra practices done north-walk",
        ),
        (
            "begin north-walk",
            "north-walk is a practice: aiinfra practices done north-walk",
        ),
        (
            "note north-walk x",
            "north-walk is a practice: aiinfra practices done north-walk",
        ),
        ("status north-walk", "north-walk is a practice: aiinfra practices north-walk"),
        (
            "done side-hill",
            "side-hill is a cell of the goal chart: aiinfra practices side-hill",
        ),
        (
            "done mastery",
            "mastery is a cell of the goal chart: aiinfra practices mastery",
        ),
        (
            "done node-count",
            "node-count is a concept, learnt by its cards:"
            " aiinfra review --concept node-count",
        ),
        ("landscape layer", "layer is a concept: aiinfra concept layer"),
        (
            "done whisper-net",
            "whisper-net is on the landscape, marked by what you study of it:"
            " aiinfra landscape whisper-net",
        ),
        (
            "topics whisper-net",
            "whisper-net is on the landscape: aiinfra landscape whisper-net",
        ),
        (
            "done fair-spring-2027",
            "fair-spring-2027 is an event: aiinfra events fair-spring-2027",
        ),
        ("done layer-low", "layer-low is a recall card: aiinfra show layer-low"),
        (
            "topics paper-mortar",
            "paper-mortar is on the reading list: aiinfra reading paper-mortar",
        ),
        (
            "reading topic-basalt",
            "topic-granite is on the longer path: aiinfra topics topic-granite",
        ),
        (
            "practices done study-map",
            "study-map is on the path: aiinfra show study-map",
        ),
        ("begin week-1", "week-1 is a week: aiinfra week week-1"),
        ("note w1-mon-tue x", "w1-mon-tue is a session: aiinfra show w1-mon-tue"),
        (
            "status paper-m",
            "paper-mortar is on the reading list: aiinfra reading paper-mortar",
        ),
    ],
)
def test_at_home_elsewhere(run: Run, argv: str, hint: str) -> None:
    """An id that a command does not take leads to the one that does, or shows it."""
    result = run(*argv.split())
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[1] == f"hint: {hint}"
    command = hint.rpartition(": aiinfra ")[2].split()
    if command[0] != "review":
        assert run(*command).code == 0


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (
            "done practice:north-walk",
            '"practice:north-walk" is no item\n'
            "hint: north-walk is a practice: aiinfra practices done north-walk",
        ),
        (
            "done practice:north-wolk",
            'there is no practice "north-wolk"\nhint: did you mean north-walk?',
        ),
        (
            "done study-mao",
            'there is no item "study-mao"\nhint: did you mean study-map?',
        ),
        (
            "done entry:xyzzy",
            'there is no entry "xyzzy"\n'
            "hint: they are listed by: aiinfra landscape --list",
        ),
    ],
)
def test_a_slip_and_a_family(run: Run, argv: str, error: str) -> None:
    """A slip of one letter is told first; a family is searched as it was named."""
    assert run(*argv.split()) == (3, "", f"aiinfra: {error}\n")


@pytest.mark.parametrize("text", ["", "  ", "path:"])
@pytest.mark.parametrize(
    "command", ["show", "begin", "done", "note", "history", "status", "week"]
)
def test_empty_id(run: Run, command: str, text: str) -> None:
    """An id without letters, as from an unset variable, never means the next item."""
    assert run(command, text) == (
        2,
        "",
        "aiinfra: an id is empty\nhint: ids are listed by: aiinfra list\n",
    )


def test_many_candidates_are_cut(bundled: object, run: Run) -> None:
    """Of many candidates twelve are listed, the rest counted."""
    result = run("show", "lab")
    assert result.code == 3
    listed = result.err.splitlines()[1].removeprefix("hint: say which: ")
    assert len(listed.split(", ")) == 12
    assert listed.endswith(" and 14 more")


def test_dra_in_the_bundled_path(bundled: object, run: Run) -> None:
    """An id that means a lab and its reading asks which."""
    assert run("done", "dra").err.splitlines()[1] == (
        "hint: say which: study-dra, lab-dra"
    )
    assert _shown(run, "gateway-routes") == "hands-on-gateway-routes"
