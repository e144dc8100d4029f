"""`aiinfra practices`: the chart in every look, its pages, the look back."""

from __future__ import annotations

import json

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.commands.practised import add_chart, practise
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal


@pytest.fixture(autouse=True)
def _charted(own: Mini) -> None:
    """Give the small curriculum a chart."""
    add_chart(own)


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("practices", []),
        ("practices-list", ["--list"]),
        ("practices-page", ["self-exercise"]),
        ("practices-own", ["inf-own"]),
        ("practices-links", ["k8s-dra-nri"]),
        ("practices-pillar", ["industry-influence"]),
        ("practices-goal", ["goal"]),
        ("practices-review", ["--review", "month"]),
    ],
)
def test_every_look(run: Run, name: str, argv: list[str]) -> None:
    """Each screen is calm and whole at any width, with and without colour."""
    practise(run)
    golden.check(f"{name}.txt", looks(run, ["practices", *argv]))


def test_the_narrowest_grid(run: Run) -> None:
    """The grid needs a hundred columns, and fits them; below there is the list."""
    practise(run)
    result = on_terminal("practices", "--color", "never", columns=100)
    golden.check("practices-100.txt", result.out)
    narrow = on_terminal("practices", "--color", "never", columns=99)
    assert "│" in result.out
    assert "│" not in narrow.out


def test_no_color(run: Run) -> None:
    """NO_COLOR leaves the grid without a single escape."""
    practise(run)
    bare = on_terminal("practices", columns=120, env={"NO_COLOR": "1"})
    never = on_terminal("practices", "--color", "never", columns=120)
    assert bare == never
    assert "\x1b" not in bare.out


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("practices", []),
        ("practices-page", ["self-exercise"]),
        ("practices-pillar", ["industry-influence"]),
        ("practices-goal", ["goal"]),
        ("practices-review", ["--review", "2026-11"]),
    ],
)
def test_documents(run: Run, name: str, argv: list[str]) -> None:
    """Every key is there, null for what there is not."""
    practise(run)
    found = run("practices", *argv, "--json")
    assert found.document["schema"].startswith("aiinfra.practice")
    golden.check(f"{name}.json", found.out)


def test_a_fresh_chart(run: Run) -> None:
    """Nothing was begun: no figure is 0, and the first practice is named."""
    out = run("practices").out
    assert out.splitlines()[1] == "0 of 63 practices begun"
    assert out.endswith("\nnext: aiinfra practices k8s-read-source\n")
    assert data(run, "practices")["strength"] is None


@pytest.mark.parametrize(
    "text", ["self-exercise", "exercise", "self-ex", " SELF-Exercise", "self-sport"]
)
def test_a_practice_by_its_names(own: Mini, run: Run, text: str) -> None:
    """An id, its tail, its beginning, or a former id; `show` gives the same page."""
    own.replace(
        "practices.yaml",
        "      - id: self-exercise\n",
        "      - id: self-exercise\n        aliases: [self-sport]\n",
    )
    page = run("practices", text)
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith("Exercise three times a week\n")
    assert run("show", text) == run("show", f"practice:{text.strip()}") == page
    assert run("practices", text, "--json") == run("show", text, "--json")


@pytest.mark.parametrize("id", ["industry-influence", "goal", "inf-own"])
def test_show_gives_the_same_page(run: Run, id: str) -> None:
    """Pillars, the goal and blank cells have a page, too."""
    assert run("practices", id).code == 0
    assert run("show", id) == run("show", f"practice:{id}") == run("practices", id)


def test_a_renamed_practice_keeps_its_days(own: Mini, run: Run) -> None:
    """What was noted under a former id counts for the present one."""
    run("practices", "done", "self-exercise", "--at", "yesterday")
    text = own.read("practices.yaml").replace(
        "- id: self-exercise\n", "- id: self-sport\n        aliases: [self-exercise]\n"
    )
    own.write("practices.yaml", text)
    run("practices", "done", "self-sport")
    found = data(run, "practices", "self-exercise")["practice"]
    assert (found["id"], found["days"]) == ("self-sport", ["2026-11-24", "2026-11-25"])
    assert run("doctor").code == 0


WRONG = [
    (["nope"], 3, 'there is no practice "nope"'),
    (["self"], 3, '"self" could be any of 9'),
    (["concept:dra"], 3, '"concept:dra" is no practice'),
    (["dnoe", "self-sleep"], 2, '"dnoe" is no verb of practices'),
    (["self-sleep", "--list"], 2, "--list is about the whole chart"),
    (["self-sleep", "--svg", "x.svg"], 2, "--svg is about the whole chart"),
    (["--list", "--review"], 2, "--list and --review exclude each other"),
    (["--review", "soon"], 2, "not a month: 'soon'"),
    (["--review", "2026-12"], 2, "2026-12 has not begun"),
    (["--theme", "dark"], 2, "--theme is about a picture"),
    (["--svg", "x.svg", "--theme", "pink"], 2, '--theme is "pink"'),
    (["--nope"], 2, "no such option: --nope"),
]


@pytest.mark.parametrize(("argv", "code", "told"), WRONG)
def test_what_cannot_be_shown(run: Run, argv: list[str], code: int, told: str) -> None:
    """It is said what is wrong, what to do next, and nothing is printed."""
    found = run("practices", *argv)
    assert (found.code, found.out) == (code, "")
    assert found.err.lower().startswith(f"aiinfra: {told}".lower())
    assert "\nhint: " in found.err


def test_a_picture_is_no_document(run: Run) -> None:
    """With --json the refusal is a document, too."""
    found = run("practices", "--svg", "x.svg", "--json")
    error = json.loads(found.err)["error"]
    assert (found.code, found.out) == (2, "")
    assert error["message"] == "--svg and --json exclude each other"


def test_a_curriculum_without_a_chart(own: Mini, run: Run) -> None:
    """It is said, and no grid of nothing is drawn."""
    (own.folder / "practices.yaml").unlink()
    assert run("practices") == (
        3,
        "",
        "aiinfra: this curriculum has no goal chart\n"
        "hint: see what it has: aiinfra list\n",
    )
    assert run("practices", "done", "self-sleep").code == 3


def test_review_of_other_months(run: Run) -> None:
    """A month that is over, and one in which nothing was begun."""
    practise(run)
    assert run("practices", "--review").out == run("practices", "--review", "month").out
    last = run("practices", "--review", "last").out
    assert last == run("practices", "--review", "2026-10").out
    assert last.startswith("Look back on October 2026\n\nDone\n")
    before = run("practices", "--review", "2026-01").out
    assert "Nothing was done, and nothing skipped" in before
