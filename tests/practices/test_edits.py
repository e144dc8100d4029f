"""An edit says what changes, and refuses what no cell can show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.practices.edits import LONGEST, check_title, edit_detail, edit_words
from aiinfra_cli.practices.fold import fold

from .charts import CADENCES, RULE, event


@RULE
@given(st.text(max_size=100), CADENCES)
def test_what_an_edit_accepts_the_fold_keeps(text: str, cadence: object) -> None:
    """Words that were accepted once are never passed over later."""
    try:
        detail = edit_detail(text)
    except UsageError:
        return
    assert fold("goal", [event(1, "edit", item="goal", **detail)]).title == " ".join(
        text.split()
    )


def test_details_of_edits() -> None:
    """Only what is said is changed; a reset takes both back."""
    assert edit_detail("  Read\nthe   source ") == {"title": "Read the source"}
    assert edit_detail(cadence="3 a week") == {"cadence": {"times": 3, "every": "week"}}
    assert edit_detail("Read", "weekly") == {
        "title": "Read",
        "cadence": {"times": 1, "every": "week"},
    }
    assert edit_detail(reset=True) == {"title": None, "cadence": None}


@pytest.mark.parametrize(
    ("title", "cadence", "reset", "told"),
    [
        (None, None, False, "nothing is said of what to change"),
        ("Read", None, True, "a reset takes back wording and cadence"),
        (None, "weekly", True, "a reset takes back wording and cadence"),
        (" ", None, False, "the wording is empty"),
        ("a\x07b", None, False, "the wording must be one line of plain text"),
        ("a\u202eb", None, False, "the wording must be one line of plain text"),
        ("x" * 81, None, False, "the wording is 81 characters long; at most 80 fit"),
        (None, "often", False, "not a cadence: 'often'"),
    ],
)
def test_edits_that_are_refused(
    title: str | None, cadence: str | None, reset: bool, told: str
) -> None:
    """Each says what is wrong, with a next step."""
    with pytest.raises(UsageError) as caught:
        edit_detail(title, cadence, reset=reset)
    assert (str(caught.value), bool(caught.value.hint)) == (told, True)


def test_wordings_may_be_in_any_script() -> None:
    """A wording is checked for what it does to a screen, not for its language."""
    assert check_title("写一篇博客") == check_title("Größe zählt") == ""
    assert check_title("x" * LONGEST) == ""


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({}, []),
        ({"title": "Seven hours"}, ["“Seven hours”"]),
        ({"title": None}, ["the words of the chart"]),
        ({"cadence": {"every": "week", "times": 3}}, ["3 a week"]),
        (
            {"title": None, "cadence": None},
            ["the words of the chart, the cadence of the chart"],
        ),
        ({"title": 7, "cadence": "soon"}, ["“7”, the cadence of the chart"]),
    ],
)
def test_edits_in_words(detail: dict[str, object], words: list[str]) -> None:
    """The history tells what was changed, whatever a merge has brought."""
    assert edit_words(detail) == words
