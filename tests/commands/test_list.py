"""`aiinfra list`: filters, sorts, and what they say when nothing fits."""

from __future__ import annotations

import pytest

from tests.commands.asking import data
from tests.conftest import Run

ALL = [
    *("study-map", "lab-setup", "hands-on-routes", "project-w1", "cp-w1-cluster"),
    *("cp-w1-gateway", "study-claims", "lab-claims", "study-history", "capstone"),
    *("cp-w2-devices", "final-delivery"),
]


def _ids(run: Run, *argv: str) -> list[str]:
    return [one["id"] for one in data(run, "list", *argv)["items"]]


@pytest.fixture(autouse=True)
def _played(run: Run) -> None:
    """Leave an item in each status."""
    run("done", "study-map", "--at", "2026-11-20")
    run("done", "lab-setup", "--at", "2026-11-18")
    run("skip", "project-w1", "-r", "no time")
    run("begin", "hands-on-routes")


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        ([], ALL),
        (["--kind", "lab"], ["lab-setup", "lab-claims"]),
        (["-k", "lab", "-k", "project"], "lab-setup project-w1 lab-claims capstone"),
        (["--week", "2"], ALL[6:11]),
        (["--week", "w1", "--kind", "study"], ["study-map"]),
        (["--status", "done"], ["study-map", "lab-setup"]),
        (["-s", "started", "-s", "skipped"], ["hands-on-routes", "project-w1"]),
        (["--status", "open", "-w", "week-1"], ["cp-w1-cluster", "cp-w1-gateway"]),
        (["--tag", "dra"], "study-claims lab-claims study-history cp-w2-devices"),
        (["--tag", "dra", "--tag", "kubernetes"], ["lab-claims"]),
        (["claims"], "study-claims lab-claims capstone"),
        (["DEVICES", "older"], ["study-history"]),
        (["--text", "pod"], ["lab-claims"]),
        (["動的"], ["study-claims"]),
        (["<SCRIPT>", "pipes"], ["hands-on-routes"]),
        (["pitfalls"], []),  # the name of a key, in no text
        (["nothing-like-it"], []),
        (["--status", "retired"], []),
    ],
)
def test_filters(run: Run, argv: list[str], ids: list[str] | str) -> None:
    """Every filter given must fit; within one filter any value does; tags all."""
    wanted = ids.split() if isinstance(ids, str) else ids
    assert set(_ids(run, *argv)) == set(wanted)
    assert _ids(run, *argv) == [id for id in ALL if id in wanted]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("id", "final-delivery hands-on-routes lab-claims lab-setup project-w1"),
        ("minutes", "final-delivery hands-on-routes lab-setup lab-claims project-w1"),
        ("kind", "hands-on-routes lab-setup lab-claims project-w1 final-delivery"),
        ("status", "lab-claims final-delivery hands-on-routes lab-setup project-w1"),
        ("closed", "lab-setup project-w1 hands-on-routes lab-claims final-delivery"),
        ("title", "lab-claims lab-setup hands-on-routes project-w1 final-delivery"),
    ],
)
def test_sorts(run: Run, sort: str, ids: str) -> None:
    """Each sort has its order, ties in path order; --reverse turns it round."""
    kept = set(ids.split())
    found = [id for id in _ids(run, "--sort", sort) if id in kept]
    assert found == ids.split()
    turned = [id for id in _ids(run, "--sort", sort, "--reverse") if id in kept]
    assert turned[0] == found[-1]


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["--kind", "labs"], 'there is no kind "labs"', "did you mean lab?"),
        (["--status", "don"], 'there is no status "don"', "did you mean done?"),
        (["--tag", "drx"], 'there is no tag "drx"', "did you mean dra?"),
        (["--sort", "titel"], 'there is no sort "titel"', "did you mean title?"),
        (
            ["--kind", "qqq"],
            'there is no kind "qqq"',
            "one of: study, hands-on, lab, project, checkpoint, assessment",
        ),
    ],
)
def test_unknown_values(run: Run, argv: list[str], message: str, hint: str) -> None:
    """A value that no filter knows exits 2 with the nearest one that it knows."""
    assert run("list", *argv) == (2, "", f"aiinfra: {message}\nhint: {hint}\n")


def test_unknown_week(run: Run) -> None:
    """A week that is not there exits 3, as everywhere."""
    assert run("list", "--week", "9") == (
        3,
        "",
        'aiinfra: there is no week "9"\n'
        "hint: the weeks are listed by: aiinfra status\n",
    )


def test_count_is_talk(run: Run) -> None:
    """Rows go to stdout, their count and minutes to stderr."""
    assert run("list", "-k", "lab") == (
        0,
        "✓ lab-setup   Make a cluster on the laptop     1 h\n"
        "○ lab-claims  Ask for two devices           1 h 30\n",
        "2 items, 2 h 30\n",
    )
    assert run("list", "map").err == "1 item, 30 min\n"
    assert run("list", "nothing-like-it") == (0, "", "no item fits\n")


def test_wide_characters_align(run: Run) -> None:
    """A Chinese or Japanese title takes two cells a character; minutes stay in line."""
    lines = run("list", "-k", "study").out.splitlines()
    assert lines == [
        "✓ study-map      Read the map of the field           30 min",
        "○ study-claims   動的リソース割り当てを読む             1 h",
        "○ study-history  How devices were handed out before  20 min  optional",
    ]


def test_claimed_checkpoint(run: Run) -> None:
    """A checkpoint closed early is marked as claimed on the screen and in JSON."""
    run("done", "cp-w2-devices")
    assert run("list", "-k", "checkpoint", "-w", "2").out == (
        "✓ cp-w2-devices  Devices are handed out by claim  claimed\n"
    )
    (found,) = data(run, "list", "cp-w2")["items"]
    assert (found["status"], found["claimed"]) == ("done", True)
