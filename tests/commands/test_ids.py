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
