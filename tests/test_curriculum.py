"""The path that comes with the program: sound, sourced, and its ids are kept."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

from aiinfra_cli.content import compile_course, find_addresses, lint_folder
from aiinfra_cli.course import Course, CourseItem
from aiinfra_cli.paths import bundled_curriculum
from tests.conftest import ROOT, Run

FOLDER = bundled_curriculum()
FILES = sorted(FOLDER.rglob("*.yaml"))

# Addresses that stand for one that nobody filled in.
PLACEHOLDER = re.compile(r"x{3,}|\.\.\.|…|[<>{}]|\bTODO\b|example\.(com|org|net)")


@cache
def course() -> Course:
    """Compile the bundled path once."""
    return compile_course(FOLDER)


def test_checkout_uses_its_own_curriculum() -> None:
    """In a checkout the program reads the folder at the top level."""
    assert FOLDER == ROOT / "curriculum"


def test_lints_clean() -> None:
    """The linter finds nothing, stray files and lost ids included."""
    assert [str(problem) for problem in lint_folder(FOLDER)] == []


def test_lint_command_agrees(run: Run) -> None:
    """`aiinfra curriculum lint` without a folder looks at the bundled path."""
    assert run("curriculum", "lint") == (0, f"{FOLDER}: nothing to mend\n", "")


def test_ids_are_kept_in_a_file() -> None:
    """ids.txt names every id that there is, sorted; the linter holds it to that."""
    lines = (FOLDER / "ids.txt").read_text(encoding="utf-8").splitlines()
    path = course()
    ids = [week.id for week in path.weeks]
    ids += [session.id for session in path.sessions]
    ids += [item.id for item in path.items]
    ids += [alias for item in path.items for alias in item.aliases]
    ids += [f"{page.family}:{page.id}" for page in path.pages]
    ids += [f"card:{card.id}" for card in path.cards]
    assert lines == sorted(set(lines))
    assert set(ids) <= set(lines)


def test_order_of_weeks_and_days() -> None:
    """Four weeks, each of four sessions, and days that never go back."""
    week_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for number, week in enumerate(course().weeks, 1):
        assert (week.number, week.id) == (number, f"week-{number}")
        sessions = [s for s in course().sessions if s.week == week.id]
        assert [day for session in sessions for day in session.days] == week_days
    positions = [item.position for item in course().items]
    assert all(before < after for before, after in pairwise(positions))


@pytest.mark.parametrize("week", ["week-1", "week-2", "week-3", "week-4"])
def test_load_of_a_week(week: str) -> None:
    """A week asks for 15 to 21 hours, which is what a working engineer may have.

    What is optional adds two hours at most.
    """
    items = [item for item in course().items if item.week == week]
    minutes = sum(item.minutes for item in items if not item.optional)
    assert 15 * 60 <= minutes <= 21 * 60
    assert sum(item.minutes for item in items if item.optional) <= 120


def test_every_item_names_its_sources() -> None:
    """Each item says where it comes from, and how it was checked.

    All but challenges come from the plan; those were announced by the notes.
    """
    for item in course().items:
        detail = item.detail
        origin = "learning path notes" if "case" in detail else "learning plan"
        assert any(origin in source for source in detail["sources"]), item.id
        assert ("verified" in detail) != ("unverified" in detail), item.id


def test_study_items_say_what_to_read() -> None:
    """A study item without a reference leaves the learner with nothing to study."""
    bare = [i.id for i in course().items if i.kind == "study" and not _links(i)]
    assert bare == []


def test_estimates_are_said_to_be_ours() -> None:
    """Minutes of what is no lab are marked as our estimate."""
    for item in course().items:
        if item.kind in ("study", "hands-on", "project") and not item.tier:
            assert item.detail["estimate"] == "ours", item.id


def test_labs_are_whole() -> None:
    """Each lab has objectives, steps, checks that can fail, hints and a clean-up.

    So have hands-on items and projects; none of them rests on questions alone. A
    challenge is no lab.
    """
    for item in course().items:
        if item.kind in ("lab", "hands-on", "project") and "case" not in item.detail:
            assert len(item.checks) >= 3, item.id
            assert item.proof, item.id
            assert sum("hints" in step for step in item.detail["steps"]) >= 2, item.id
            assert item.tier in ("laptop", "kind", "gpu", "rdma"), item.id
            for key in ("objectives", "steps", "cleanup", "description"):
                assert item.detail[key], (item.id, key)


def test_checkpoints_rest_on_something() -> None:
    """Each checkpoint and assessment can be met by work in the path."""
    gates = [i for i in course().items if i.kind in ("checkpoint", "assessment")]
    assert [gate.id for gate in gates if not gate.rests] == []


def _links(item: CourseItem) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = item.detail.get("references", [])
    return found


def test_links_are_real_ones() -> None:
    """All addresses are https with a host, and none is a placeholder."""
    links = {one.url for one in find_addresses(FOLDER)}
    assert links >= {
        r["url"].partition("#")[0] for i in course().items for r in _links(i)
    }
    for url in links:
        parts = urlsplit(url)
        assert (parts.scheme, bool(parts.hostname)) == ("https", True), url
        assert not PLACEHOLDER.search(url), url


def test_plain_http_is_for_the_learners_own_machine() -> None:
    """Prose and commands name no page on the web but by https."""
    found = [
        urlsplit(url).hostname
        for path in FILES
        for url in re.findall(r"http://[^\s\"'`)}>]+", path.read_text("utf-8"))
    ]
    own = ("localhost", "127.0.0.1", "host.docker.internal")
    in_cluster = (".ai-infra-learning", ".monitoring", ".monitoring.svc")
    assert {
        host
        for host in found
        if host and "." in host and host not in own and not host.endswith(in_cluster)
    } == set()


def test_files_that_labs_share_are_the_same() -> None:
    """A program that several labs hand out is one program, mended in all of them."""
    for name in ("workloads.py", "prefix_server.py", "prefix_router.py"):
        copies = [path.read_bytes() for path in FOLDER.glob(f"labs/*/files/{name}")]
        assert len(copies) >= 2, name
        assert len(set(copies)) == 1, name
