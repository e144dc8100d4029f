"""Rules about what a lab says of its steps, checks, versions, tools and files."""

from __future__ import annotations

import os
import shutil

import pytest

from aiinfra_cli.content import compile_course

from .folders import Expected, Mini

CLAIMS, SETUP, TOOLS = "labs/lab-claims.yaml", "labs/lab-setup.yaml", "tools.yaml"
BESIDE = "labs/lab-claims/files"

OF_STEP = "write the id of a step of this lab"
MOVE = "move one of them, or take it out"

# file, old text, new text; then all that is told about it.
RULES: dict[str, tuple[str, str, str, list[Expected]]] = {
    "hint of no step": (
        *(CLAIMS, "hint: claim", "hint: clam"),
        [
            (
                *(CLAIMS, "hint:", 'hint names "clam", which is no step of this lab'),
                'did you mean "claim"?',
            )
        ],
    ),
    "hint of a step without hints": (
        *(CLAIMS, "hint: claim", "hint: driver"),
        [
            (
                *(CLAIMS, "hint:", 'hint names "driver", a step without hints'),
                "write three hints there",
            )
        ],
    ),
    "check that rests on none": (
        *(CLAIMS, "wants: two devices", "wants: two\n    needs: [alocated]"),
        [
            (
                CLAIMS,
                "needs: [alo",
                'needs names "alocated", which is no check of this lab',
                'did you mean "allocated"?',
            )
        ],
    ),
    "check that rests on a later one": (
        *(CLAIMS, "wants: two or more", "wants: two\n    needs: [report]"),
        [
            (
                CLAIMS,
                "needs: [rep",
                'needs names "report", which does not come earlier',
                MOVE,
            )
        ],
    ),
    "check that rests on itself": (
        *(CLAIMS, "wants: two devices", "wants: two\n    needs: [report]"),
        [
            (
                CLAIMS,
                "needs: [rep",
                'needs names "report", which does not come earlier',
                MOVE,
            )
        ],
    ),
    "rubric of no check": (
        *(CLAIMS, "cleanup:", "rubric: [{title: A, checks: [reports]}]\ncleanup:"),
        [
            (
                CLAIMS,
                "rubric:",
                'checks names "reports", which is no check of this lab',
                'did you mean "report"?',
            )
        ],
    ),
    "check without what is wanted": (
        *(CLAIMS, "    wants: two devices\n", ""),
        [
            (
                *(CLAIMS, "- id: report", 'check "report" has no wants'),
                "write wants: a learner reads it when the check fails",
            )
        ],
    ),
    "check without a reason": (
        *(CLAIMS, "    why: Two pods ask for a device each.\n", ""),
        [
            (
                *(CLAIMS, "- id: report", 'check "report" has no why'),
                "write why: a learner reads it when the check fails",
            )
        ],
    ),
    "version that is none": (
        *(CLAIMS, "Use the chart.", "Use chart {{chart}}."),
        [
            (
                CLAIMS,
                "steps:",
                "steps names {{chart}}, which is no version of the lab",
                "add it to versions",
            )
        ],
    ),
    "version in the clean-up": (
        *(CLAIMS, "cleanup: Delete the namespace.", 'cleanup: "Delete {{it}}."'),
        [
            (
                CLAIMS,
                "cleanup:",
                "cleanup names {{it}}, which is no version of the lab",
                "add it to versions",
            )
        ],
    ),
    "version in a check": (
        *(CLAIMS, "wants: two devices", 'wants: "{{two}} devices"'),
        [
            (
                CLAIMS,
                "checks:",
                "checks names {{two}}, and nothing is put in there",
                "write what it stands for",
            )
        ],
    ),
    "version that is used nowhere": (
        *(CLAIMS, "tools:", 'versions: {driver: "v0.4.0"}\ntools:'),
        [
            (
                *(CLAIMS, "versions:", 'version "driver" is used nowhere'),
                "write {{driver}} where it stands in steps and files",
            )
        ],
    ),
    "tool that nothing is known of": (
        *(CLAIMS, '- {name: kubectl, min: "1.34"}', "- name: kubectl\n  - name: kid"),
        [
            (
                *(CLAIMS, "name: kid", '"kid" is not in tools.yaml'),
                'did you mean "kind"?',
            )
        ],
    ),
    "kubectl is no tool": (
        *(CLAIMS, '- {name: kubectl, min: "1.34"}', "- name: kind"),
        [
            (
                CLAIMS,
                "- id: allocated",
                'check "allocated" starts kubectl, no tool of the lab',
                "add {name: kubectl} to tools",
            )
        ],
    ),
    "tool that is told of twice": (
        *(TOOLS, "name: kubectl", 'name: "kind"'),
        [
            (
                *(CLAIMS, "name: kubectl", '"kubectl" is not in tools.yaml'),
                "add it there, with how to get it",
            ),
            (
                *(SETUP, "name: kubectl", '"kubectl" is not in tools.yaml'),
                "add it there, with how to get it",
            ),
            (
                TOOLS,
                'name: "kind"',
                '"kind" is told of twice, first at tools.yaml:4',
                "keep one of them",
            ),
        ],
    ),
    "file that is not there": (
        *(CLAIMS, "files: [claims.yaml]", "files: [claims.yaml, clams.yaml]"),
        [
            (
                *(CLAIMS, "files:", 'there is no file "clams.yaml" beside the lab'),
                'did you mean "claims.yaml"?',
            )
        ],
    ),
    "file that no step names": (
        *(CLAIMS, "    files: [claims.yaml]\n", ""),
        [
            (
                *(CLAIMS, "steps:", "no step names the file claims.yaml"),
                "add it to files of the step that uses it, or move it away",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(mini: Mini, name: str) -> None:
    """Breaking one rule makes exactly the problems that a writer must see."""
    file, old, new, expected = RULES[name]
    mini.replace(file, old, new)
    assert mini.problems() == mini.expect(*expected)


@pytest.mark.parametrize(
    ("argv", "program"),
    [
        ("[ls, -l]", "ls"),
        ("[env, LC_ALL=C, git, status]", "git"),
        ("[env]", "env"),
        ("[env, A=b]", "env"),
    ],
)
def test_program_of_a_check_is_a_tool(mini: Mini, argv: str, program: str) -> None:
    """What a check starts, by way of env too, is among the tools of its lab."""
    probe = "probe: {kind: file, path: report.json, read: json}"
    mini.replace(CLAIMS, probe, f"probe: {{kind: command, run: {argv}}}")
    told = [p for p in mini.problems() if "starts" in p.text]
    assert told == mini.expect(
        (
            CLAIMS,
            "- id: report",
            f'check "report" starts {program}, no tool of the lab',
            f"add {{name: {program}}} to tools",
        )
    )


def test_tools_may_be_missing(mini: Mini) -> None:
    """Without tools.yaml every tool is told, once each lab."""
    (mini.folder / TOOLS).unlink()
    assert [(p.file, p.text) for p in mini.problems()] == [
        (CLAIMS, '"kubectl" is not in tools.yaml'),
        (SETUP, '"kubectl" is not in tools.yaml'),
        (SETUP, '"kind" is not in tools.yaml'),
    ]


def test_broken_tools_are_told_alone(mini: Mini) -> None:
    """What cannot be read of tools.yaml makes no tool unknown."""
    mini.write(TOOLS, "tools: [")
    assert {p.file for p in mini.problems()} == {TOOLS}


def test_labs_may_be_missing(mini: Mini) -> None:
    """A curriculum without labs, and without a folder for them, is right."""
    for name in ("weeks/week-1.yaml", "weeks/week-2.yaml", "path.yaml"):
        lines = mini.read(name).splitlines()
        text = "\n".join(line for line in lines if "- lab:" not in line)
        for old, new in (
            ("[lab-setup, study-claims]", "[study-claims]"),
            ("[project-w1, lab-claims]", "[project-w1]"),
            ("needs: [lab-setup]", "needs: []"),
            ("{all: [lab-setup#nodes-ready, lab-setup#notes]}", "{all: [study-map]}"),
            ("project-w1, lab-setup#nodes-ready]", "project-w1]"),
            ("lab-claims#allocated, capstone]", "capstone]"),
            ("[capstone, lab-claims#allocated]", "[capstone]"),
        ):
            text = text.replace(old, new)
        mini.write(name, text + "\n")
    # What speaks of them goes with them.
    for folder in ("labs", "concepts", "landscape", "topics"):
        shutil.rmtree(mini.folder / folder)
    for file in ("practices.yaml", "reading.yaml", "events.yaml"):
        (mini.folder / file).unlink()
    assert mini.problems() == []


def test_versions_are_put_in(mini: Mini) -> None:
    """Each {{name}} stands for a version; marks of other programs stay."""
    mini.replace(CLAIMS, "tools:", 'versions: {driver: "v0.4.0", kind: "0.32"}\ntools:')
    mini.replace(CLAIMS, "Use the chart.", "Use chart {{driver}}, {{ .Chart }}.")
    mini.replace(CLAIMS, "[kubectl apply -f claims.yaml]", '["get {{.x}} {{kind}}"]')
    assert mini.problems() == []
    course = compile_course(mini.folder)
    (lab,) = (item for item in course.items if item.id == "lab-claims")
    driver, claim = lab.detail["steps"]
    assert driver["text"].startswith("Use chart v0.4.0, {{ .Chart }}. The driver")
    assert claim["run"] == ["get {{.x}} 0.32"]
    assert lab.detail["versions"] == {"driver": "v0.4.0", "kind": "0.32"}


def test_version_used_in_a_file_alone(mini: Mini) -> None:
    """Files have their versions put in as well, and name no other."""
    mini.replace(CLAIMS, "tools:", 'versions: {driver: "v0.4.0"}\ntools:')
    mini.write(f"{BESIDE}/claims.yaml", "image: driver:{{driver}}\n")
    assert mini.problems() == []
    mini.write(f"{BESIDE}/claims.yaml", "image: {{drive}}:{{driver}}\n")
    text = "claims.yaml names {{drive}}, which is no version here"
    hint = 'did you mean "driver"?'
    assert mini.problems() == mini.expect((CLAIMS, "versions:", text, hint))


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\xff\xfe", "is not UTF-8"),
        (b"x" * (256 * 1024 + 1), "is larger than 256 KiB"),
    ],
    ids=["bytes", "long"],
)
def test_file_that_nobody_could_read(mini: Mini, raw: bytes, what: str) -> None:
    """What a learner copies is text, and short enough to be read."""
    mini.write(f"{BESIDE}/claims.yaml", raw)
    text = f"the file claims.yaml {what}"
    assert mini.problems() == mini.expect((CLAIMS, "steps:", text, "mend it"))


def test_files_in_folders(mini: Mini) -> None:
    """A lab's files may lie in folders of their own."""
    mini.write(f"{BESIDE}/app/main.py", "print(1)\n")
    mini.replace(CLAIMS, "files: [claims.yaml]", "files: [claims.yaml, app/main.py]")
    assert mini.problems() == []


def test_pipe_among_the_files(mini: Mini) -> None:
    """A pipe beside the files is not opened: it would wait for ever."""
    (mini.folder / BESIDE / "claims.yaml").unlink()
    os.mkfifo(mini.folder / BESIDE / "claims.yaml")
    assert {p.text for p in mini.problems()} == {
        'there is no file "claims.yaml" beside the lab',
    }
