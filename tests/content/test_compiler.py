"""Validated files become one course, the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.content import compile_course, content_digest
from aiinfra_cli.content.compiler import check_digest, probes_of
from aiinfra_cli.content.lab import Check
from aiinfra_cli.course import (
    CourseCheck,
    CourseItem,
    CourseSession,
    CourseTool,
    CourseWeek,
    Rest,
)
from aiinfra_cli.errors import CurriculumError

from .folders import MINI, Mini

ALLOCATED = "facts.items.filter(c, has(c.status) && has(c.status.allocation))"


def test_course_has_head_weeks_and_sessions() -> None:
    """The head comes from path.yaml; weeks and sessions are numbered in order."""
    course = compile_course(MINI)
    assert (course.id, course.title, course.version, course.summary) == (
        *("mini", "Mini path", "1.0"),
        "Two short weeks for tests, with every kind of item.",
    )
    assert course.digest == content_digest(MINI)
    assert course.weeks == (
        CourseWeek(
            *("week-1", 1, "Ground and gateway"),
            "Get a cluster, and send a first request through a gateway.",
        ),
        CourseWeek(
            *("week-2", 2, "Devices"),
            "Ask for devices by claim, and see who got them.",
        ),
    )
    assert course.sessions == (
        CourseSession(
            "w1-mon-tue", "week-1", "A cluster of one's own", ("mon", "tue"), 1
        ),
        CourseSession("w1-weekend", "week-1", "A first gateway", ("sat", "sun"), 2),
        CourseSession("w2-mon-tue", "week-2", "Claims", ("mon", "tue"), 3),
        CourseSession("w2-fri", "week-2", "Looking back", ("fri",), 4),
        CourseSession("w2-weekend", "week-2", "The capstone", ("sat", "sun"), 5),
    )


def test_items_stand_in_path_order() -> None:
    """Sessions first, then the week's checkpoints, the assessment last."""
    rows = [
        (item.position, item.id, item.kind, item.minutes, item.week, item.session)
        for item in compile_course(MINI).items
    ]
    assert rows == [
        (1, "study-map", "study", 30, "week-1", "w1-mon-tue"),
        (2, "lab-setup", "lab", 60, "week-1", "w1-mon-tue"),
        (3, "hands-on-routes", "hands-on", 45, "week-1", "w1-weekend"),
        (4, "project-w1", "project", 120, "week-1", "w1-weekend"),
        (5, "cp-w1-cluster", "checkpoint", 0, "week-1", None),
        (6, "cp-w1-gateway", "checkpoint", 0, "week-1", None),
        (7, "study-claims", "study", 60, "week-2", "w2-mon-tue"),
        (8, "lab-claims", "lab", 90, "week-2", "w2-mon-tue"),
        (9, "study-history", "study", 20, "week-2", "w2-fri"),
        (10, "capstone", "project", 240, "week-2", "w2-weekend"),
        (11, "cp-w2-devices", "checkpoint", 0, "week-2", None),
        (12, "final-delivery", "assessment", 0, None, None),
    ]


def item_of(name: str, folder: Path = MINI) -> CourseItem:
    """Give one item of a course."""
    return next(item for item in compile_course(folder).items if item.id == name)


def test_lab_carries_all_that_its_file_says() -> None:
    """Tier, needs and checks are columns; the rest is detail as JSON values."""
    assert item_of("lab-claims") == CourseItem(
        id="lab-claims",
        kind="lab",
        title="Ask for two devices",
        minutes=90,
        position=8,
        week="week-2",
        session="w2-mon-tue",
        tier="kind",
        needs=("lab-setup", "study-claims"),
        tags=("dra", "kubernetes"),
        checks=(
            CourseCheck(
                *("allocated", "Two claims are allocated", "kubectl"),
                "6967038826820b35",
                {
                    "probes": {
                        "": {
                            "kind": "kubectl",
                            "get": "resourceclaims.v1.resource.k8s.io",
                        }
                    },
                    "expect": f"size({ALLOCATED}) >= 2",
                    "sees": f'string(size({ALLOCATED})) + " allocated claims"',
                    "wants": "two or more",
                    "why": "A claim without an allocation has not been given a device.",
                    "hint": "claim",
                },
            ),
            CourseCheck(
                *("report", "The report names both devices", "file"),
                "702ac317e9463fae",
                {
                    "probes": {
                        "": {"kind": "file", "path": "report.json", "read": "json"}
                    },
                    "expect": "size(facts.devices) == 2",
                    "sees": 'string(size(facts.devices)) + " devices"',
                    "wants": "two devices",
                    "why": "Two pods ask for a device each.",
                },
            ),
        ),
        proof="2354fb619b054b1f",
        detail={
            "description": "Two pods ask for a pretend device each, and get one.",
            "laptop": "An example driver stands in for a GPU driver; it proves nothing "
            "about computing.",
            "objectives": [
                "Write a claim.",
                "Read from its status who got which device.",
            ],
            "tools": [{"name": "kubectl", "min": "1.34"}],
            "concepts": ["dra", "device-class"],
            "steps": [
                {
                    "id": "driver",
                    "title": "Install the driver",
                    "text": "Use the chart. The driver is up when "
                    "`kubectl get resourceslices` lists its devices.",
                },
                {
                    "id": "claim",
                    "title": "Write the claims",
                    "text": "Apply one claim for each pod.",
                    "run": ["kubectl apply -f claims.yaml"],
                    "files": ["claims.yaml"],
                    "hints": [
                        "Look at the status of the claims.",
                        "The class in the claim must be one that exists.",
                        "Write `deviceClassName` with the name that "
                        "`kubectl get deviceclasses` shows.",
                    ],
                },
            ],
            "few_checks": "two claims are all there is to see",
            "cleanup": "Delete the namespace.",
            "pitfalls": ["A claim made from a template goes with its pod."],
            "references": [
                {"name": "Example driver", "url": "https://example.org/driver"}
            ],
            "sources": ["Mini plan, labs", "driver repository at tag v0"],
            "unverified": "no cluster was at hand",
        },
        text="Two pods ask for a pretend device each, and get one. · An example driver"
        " stands in for a GPU driver; it proves nothing about computing. · Write a"
        " claim. · Read from its status who got which device. · kubectl · Install the"
        " driver · Use the chart. The driver is up when `kubectl get resourceslices`"
        " lists its devices. · Write the claims · Apply one claim for each pod."
        " · kubectl apply -f claims.yaml · Delete the namespace. · A claim made from a"
        " template goes with its pod. · Example driver · Two claims are allocated"
        " · The report names both devices",
    )


def test_hands_on_carries_alias_and_erratum() -> None:
    """What the writer left out is not in the detail, dates are ISO strings."""
    item = item_of("hands-on-routes")
    assert item.title == "Pipes | and [bold]marks[/bold] and <script>alert(1)</script>"
    assert (item.aliases, item.optional) == (("hands-on-gateway",), False)
    assert item.detail == {
        "description": "Write three routes, and say which one a request takes.",
        "estimate": "ours",
        "sources": ["Mini plan, week 1 weekend"],
        "unverified": "there was no gateway to try it on",
        "erratum": "The plan names version 0; it is version 1.",
    }
    assert item_of("study-map").detail["verified"] == {
        "on": "2026-11-20",
        "how": "the page was read",
    }
    assert item_of("study-history").optional
    assert item_of("study-claims").title == "動的リソース割り当てを読む"


def test_checkpoint_rests_on_items_and_checks() -> None:
    """Each target of met_by becomes one Rest, `all` before `any`."""
    assert item_of("cp-w1-gateway").rests == (
        Rest("all", "hands-on-routes"),
        Rest("any", "project-w1"),
        Rest("any", "lab-setup", "nodes-ready"),
    )
    assert item_of("final-delivery").rests == (
        Rest("all", "capstone"),
        Rest("all", "lab-claims", "allocated"),
    )


def test_detail_is_json() -> None:
    """Details survive a round trip through JSON unchanged."""
    for item in compile_course(MINI).items:
        assert json.loads(json.dumps(item.detail)) == item.detail


def test_same_bytes_make_the_same_course(mini: Mini) -> None:
    """A course is a function of its files, wherever they are."""
    assert compile_course(mini.folder) == compile_course(MINI)


CHECK: dict[str, Any] = {
    "id": "a",
    "title": "A",
    "probe": {"kind": "file", "path": "a", "read": "text"},
    "expect": "size(facts.text) > 0",
    "sees": "facts.text",
    "wants": "a text",
    "why": "A text says something.",
    "hint": "write",
    "needs": ["b"],
}


def digest_with(**changed: Any) -> str:
    """Give the digest of a check with some keys changed."""
    return check_digest(Check.model_validate({**CHECK, **changed}))


@pytest.mark.parametrize("key", ["id", "title", "sees", "wants", "why", "hint"])
def test_digest_of_a_check_leaves_texts_out(key: str) -> None:
    """A text can be mended, and what passed has passed."""
    assert digest_with(**{key: "other"}) == digest_with()
    assert digest_with(needs=["c"]) == digest_with()


@pytest.mark.parametrize(
    "changed",
    [
        {"expect": "size(facts.text) > 1"},
        {"probe": {"kind": "file", "path": "b", "read": "text"}},
        {"probe": {"kind": "file", "path": "a", "read": "yaml"}},
        {"probe": {"kind": "file", "path": "a", "read": "text", "name": "b"}},
        {"probe": {"kind": "http", "url": "http://127.0.0.1/", "read": "text"}},
        {"probe": None, "probes": {"x": CHECK["probe"]}},
    ],
)
def test_digest_of_a_check_covers_what_it_looks_at(changed: dict[str, Any]) -> None:
    """Another probe or expectation is another claim: it must pass anew."""
    assert digest_with(**changed) != digest_with()


def test_defaults_are_no_part_of_a_digest() -> None:
    """What the writer left out is left out: a new default changes no digest."""
    check = Check.model_validate({**CHECK, "probe": {"kind": "kubectl", "get": "pods"}})
    assert probes_of(check) == {"": {"kind": "kubectl", "get": "pods"}}


def proof_of(mini: Mini, lab: str = "lab-claims") -> str:
    """Give what is proved when all checks of a lab pass."""
    return item_of(lab, mini.folder).proof


def test_proof_sums_up_the_checks(mini: Mini) -> None:
    """It changes with any check, and with their number; not with texts or files."""
    first = proof_of(mini)
    mini.replace("labs/lab-claims.yaml", "wants: two devices", "wants: just two")
    mini.replace("labs/lab-claims.yaml", "Delete the namespace.", "Delete it all.")
    mini.write("labs/lab-claims/files/claims.yaml", "kind: Other\n")
    assert proof_of(mini) == first
    mini.replace("labs/lab-claims.yaml", "devices) == 2", "devices) == 3")
    second = proof_of(mini)
    few = "few_checks: two claims are all there is to see"
    more = "  - {id: x, title: X, probe: {kind: ask, question: Well?}}"
    mini.replace("labs/lab-claims.yaml", few, more)
    assert len({first, second, proof_of(mini)}) == 3


def test_questions_prove_nothing(mini: Mini) -> None:
    """A lab with questions alone, or with no check, has nothing to prove."""
    text = mini.read("labs/lab-claims.yaml")
    start, end = text.index("checks:"), text.index("few_checks:")
    ask = "checks:\n  - {id: allocated, title: A, probe: {kind: ask, question: B?}}\n"
    mini.write("labs/lab-claims.yaml", text[:start] + ask + text[end:])
    assert proof_of(mini) == ""
    for file in ("path.yaml", "weeks/week-2.yaml"):
        mini.write(file, mini.read(file).replace("lab-claims#allocated", "lab-claims"))
    mini.write("labs/lab-claims.yaml", text[:start] + text[end:])
    assert proof_of(mini) == ""


def test_several_probes_have_names(mini: Mini) -> None:
    """The kinds of the probes are joined, and each is told under its name."""
    old = "probe: {kind: file, path: report.json, read: json}"
    two = (
        "probes: {a: {kind: file, path: a, read: json}, b: {kind: kubectl, get: pods}}"
    )
    mini.replace("labs/lab-claims.yaml", old, two)
    check = item_of("lab-claims", mini.folder).checks[1]
    assert check.kind == "file + kubectl"
    assert check.detail["probes"] == {
        "a": {"kind": "file", "path": "a", "read": "json"},
        "b": {"kind": "kubectl", "get": "pods"},
    }


def test_kind_of_a_lab(mini: Mini) -> None:
    """A hands-on item or a project may have a page of steps like a lab."""
    mini.replace("labs/lab-claims.yaml", "tier: kind", "tier: kind\nkind: project")
    item = item_of("lab-claims", mini.folder)
    assert (item.kind, item.tier, len(item.checks)) == ("project", "kind", 2)


def test_tools_of_the_course() -> None:
    """What tools.yaml tells of a program comes with the course."""
    assert compile_course(MINI).tools == (
        CourseTool(
            *("kind", ("kind", "version"), "v([0-9][0-9.]*)"),
            *("Take it from its releases.", ""),
        ),
        CourseTool(
            "kubectl",
            ("kubectl", "version", "--client", "-o", "json"),
            '"gitVersion": "v([0-9][0-9.]*)',
            "See its own page on installing it.",
            "https://example.org/kubectl",
        ),
    )


def test_weeks_stand_in_the_order_of_the_path(mini: Mini) -> None:
    """The list in path.yaml numbers the weeks, not their names."""
    mini.replace("path.yaml", "[week-1, week-2]", "[week-2, week-1]")
    for file in ("weeks/week-2.yaml", "labs/lab-claims.yaml"):
        text = mini.read(file)
        for needs in (
            "[study-map]",
            "[project-w1, lab-claims]",
            "[lab-setup, study-claims]",
        ):
            text = text.replace(f"needs: {needs}", "needs: []")
        mini.write(file, text)
    course = compile_course(mini.folder)
    assert [(week.id, week.number) for week in course.weeks] == [
        ("week-2", 1),
        ("week-1", 2),
    ]
    assert course.items[0].id == "study-claims"


def test_wrong_curriculum_is_told_whole(mini: Mini) -> None:
    """The error carries every problem as a line of text."""
    mini.replace("weeks/week-1.yaml", "minutes: 45", "minutes: 46")
    mini.replace("path.yaml", "title: Mini path", "titel: Mini path")
    with pytest.raises(CurriculumError) as error:
        compile_course(mini.folder)
    assert error.value.exit_code == 4
    assert error.value.message == f"the curriculum in '{mini.folder}' has 2 problems"
    assert error.value.hint == "mend the files named here, then try again"
    assert error.value.problems == (
        'path.yaml:3: unknown key "titel" (did you mean "title"?)',
        "weeks/week-1.yaml:33: minutes must be a multiple of 5, not 46 "
        "(write a whole number from 5 to 600, a multiple of 5)",
    )


def test_one_problem_is_one(mini: Mini) -> None:
    """The count is in words that fit it."""
    (mini.folder / "path.yaml").unlink()
    with pytest.raises(CurriculumError, match=r"has 1 problem$"):
        compile_course(mini.folder)
