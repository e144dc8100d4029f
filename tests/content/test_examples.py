"""The linter holds every check against facts that must pass, and that must not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiinfra_cli.content.compiler import compile_folder
from aiinfra_cli.errors import Problem

from .folders import Mini

CLAIMS = "labs/lab-claims.yaml"
BESIDE = "labs/lab-claims/examples"
EXPECT = (
    "expect: size(facts.items.filter(c, has(c.status) && has(c.status.allocation)))"
    " >= 2"
)
NO_PASS = 'check "{}" has no example that must pass'
NO_FAIL = 'check "{}" has no example that must fail'


def example(facts: Any, **more: Any) -> str:
    """Write an example."""
    return json.dumps({"origin": "by hand", "note": "made up", "facts": facts, **more})


def wrong(name: str, text: str, hint: str, line: int = 1) -> Problem:
    """Make a problem of a file of examples."""
    return Problem(f"{BESIDE}/{name}", line, text, hint)


def items(*allocated: bool) -> dict[str, Any]:
    """Make a list of claims, some with an allocation."""
    return {"items": [{"status": {"allocation": {}}} if a else {} for a in allocated]}


def test_more_examples(mini: Mini) -> None:
    """A check may have more examples of each kind, with a label."""
    mini.write(f"{BESIDE}/allocated.pass-three.json", example(items(*[True] * 3)))
    mini.write(f"{BESIDE}/allocated.fail-empty-list.json", example(items()))
    assert mini.problems() == []


@pytest.mark.parametrize(
    ("word", "text"), [("pass", NO_PASS), ("fail", NO_FAIL)], ids=["pass", "fail"]
)
def test_both_kinds_are_needed(mini: Mini, word: str, text: str) -> None:
    """A check without a passing or without a failing example is half a check."""
    (mini.folder / BESIDE / f"allocated.{word}.json").unlink()
    hint = f"write {BESIDE}/allocated.{word}.json"
    assert mini.problems() == mini.expect(
        (CLAIMS, "id: allocated", text.format("allocated"), hint)
    )


def test_question_needs_none(mini: Mini) -> None:
    """What is asked of the learner has no examples, and may have none."""
    text = mini.read(CLAIMS)
    start, end = text.index("  - id: report"), text.index("few_checks")
    question = (
        "  - id: report\n    title: A report\n"
        "    probe: {kind: ask, question: Did you write it?}\n"
    )
    mini.write(CLAIMS, text[:start] + question + text[end:])
    told = '"report" is a question: there is nothing to be seen'
    hint = "move the example away"
    assert mini.problems() == [
        wrong(f"report.{word}.json", told, hint) for word in ("fail", "pass")
    ]


MEND = "mend the expectation in the lab, or the example"


def test_examples_that_do_not_hold(mini: Mini) -> None:
    """Every passing example passes and every failing one fails, each told alone."""
    mini.write(f"{BESIDE}/allocated.pass-one.json", example(items(True)))
    strange = example({"items": [{"status": "Pending"}]})
    mini.write(f"{BESIDE}/allocated.pass-strange.json", strange)
    mini.write(f"{BESIDE}/allocated.fail-two.json", example(items(True, True)))
    seen = mini.problems()
    assert [(one.file, one.line, one.hint) for one in seen] == [
        (f"{BESIDE}/allocated.{name}.json", 1, MEND)
        for name in ("fail-two", "pass-one", "pass-strange")
    ]
    assert [one.text for one in seen[:2]] == [
        'check "allocated" says yes of this example',
        'check "allocated" says no of this example',
    ]
    assert seen[2].text.startswith(
        'check "allocated" says no of this example:'
        " a value is of another kind than expected (facts.items is a list)"
    )


def test_nothing_at_all_must_fail(mini: Mini) -> None:
    """A check of absence asks first for what must be there."""
    mini.replace(CLAIMS, EXPECT, "expect: '!has(facts.items) || size(facts.items) > 1'")
    mini.write(f"{BESIDE}/allocated.fail.json", example(items(True)))
    assert mini.problems() == mini.expect(
        (
            CLAIMS,
            "expect: '!has(facts.items)",
            'check "allocated" says yes of {}, of nothing at all',
            "ask first for something that must be there",
        )
    )


@pytest.mark.parametrize(
    ("expression", "text", "hint"),
    [
        (
            "size(facts.items >= 2",
            "column 22: it ends too early",
            'look near "items >= 2"',
        ),
        (
            "size(facts.items) >= count(2)",
            "column 22: there is no function “count”",
            'look near "items) >= count(2)"',
        ),
        (
            "facts.items.all(i, size(item) > 1)",
            "column 25: “item” is not known: an expression knows facts alone",
            'look near "l(i, size(item) > 1)"',
        ),
    ],
)
def test_expression_that_is_none(
    mini: Mini, expression: str, text: str, hint: str
) -> None:
    """A mistake in an expression is told once, at its line, with its column."""
    mini.replace(CLAIMS, EXPECT, f"expect: '{expression}'")
    told = f'expect of check "allocated", {text}'
    assert mini.problems() == mini.expect((CLAIMS, "expect: '", told, hint))


def test_line_inside_an_expression(mini: Mini) -> None:
    """In an expression that keeps its lines, the line is told too."""
    block = "expect: |\n      has(facts.items)\n      && nothing"
    mini.replace(CLAIMS, EXPECT, block)
    told = 'expect of check "allocated", line 2, column 4: '
    told += "“nothing” is not known: an expression knows facts alone"
    hint = 'look near "&& nothing"'
    assert mini.problems() == mini.expect((CLAIMS, "expect: |", told, hint))


def test_expression_that_gives_no_answer(mini: Mini) -> None:
    """Neither yes nor no is told of every example, and of nothing at all."""
    mini.replace(CLAIMS, EXPECT, "expect: size(facts.items)")
    seen = mini.problems()
    wrong_of = 'check "allocated" has no answer of'
    assert [one.text for one in seen] == [
        f"{wrong_of} this example: the expectation itself is wrong:"
        " it gives a number, not true or false; it is: size(facts.items)",
    ] * 2


def test_sees_is_looked_at(mini: Mini) -> None:
    """What tells what was seen must be readable, and give text."""
    old = 'sees: string(size(facts.devices)) + " devices"'
    for sees, text, hint in (
        (
            "string(facts.devices) + ' devices'",
            'sees of check "report" gives no text on any example',
            'give text, like string(size(facts.items)) + " pods"',
        ),
        (
            "text(facts.devices)",
            'sees of check "report", column 1: there is no function “text”',
            'look near "text(facts.devices)"',
        ),
    ):
        new = f'sees: "{sees}"'
        mini.replace(CLAIMS, old, new)
        old = new
        assert mini.problems() == mini.expect((CLAIMS, f'sees: "{sees}', text, hint))


NAMES = "call it CHECK.pass.json or CHECK.fail.json, or -LABEL after these"


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("allocated.json", "this is no name of an example", NAMES),
        ("allocated.passes.json", "this is no name of an example", NAMES),
        ("allocated.pass-A b.json", "this is no name of an example", NAMES),
        ("allocated.pass.yaml", "this is no name of an example", NAMES),
        ("more/allocated.pass.json", "this is no name of an example", NAMES),
        (
            "allocate.pass.json",
            'lab "lab-claims" has no check "allocate"',
            'did you mean "allocated"?',
        ),
        (
            "x.fail.json",
            'lab "lab-claims" has no check "x"',
            "rename it, or move it away",
        ),
    ],
)
def test_file_of_no_check(mini: Mini, name: str, text: str, hint: str) -> None:
    """A file whose name fits no check is told."""
    mini.write(f"{BESIDE}/{name}", example(items(True, True)))
    assert mini.problems() == [wrong(name, text, hint)]


ABOVE = "look here and at the line above"
KEYS = ("an example has origin, note and facts, and nothing else",)
KEYS_HINT = 'write {"origin": …, "note": …, "facts": …}'
NUMBER = "a probe leaves out what is not finite"


@pytest.mark.parametrize(
    ("content", "line", "text", "hint"),
    [
        (
            "{",
            1,
            "not JSON: expecting property name enclosed in double quotes, column 2",
            ABOVE,
        ),
        (
            "",
            1,
            "not JSON: expecting value, column 1",
            "look here and at the line above",
        ),
        (b'{\n"a": "\xff"}', 2, "the file is not UTF-8", "save it as UTF-8"),
        ("[" * 5000, 1, "the file is nested too deeply", "write less"),
        ("9" * 5000, 1, "a number is too long", "write less"),
        (example([]).replace("[]", "NaN"), 1, "NaN is not JSON", NUMBER),
        ("[]", 1, *KEYS, KEYS_HINT),
        ('{"facts": {}}', 1, *KEYS, KEYS_HINT),
        (example(items(), more=1), 1, *KEYS, KEYS_HINT),
        (
            example(items(), origin="guessed"),
            1,
            'origin is "guessed"',
            'write "recorded" or "by hand"',
        ),
        (
            example(items(), origin=["recorded"]),
            1,
            "origin is \"['recorded']\"",
            'write "recorded" or "by hand"',
        ),
        (
            example(items(), note=" "),
            1,
            "note is empty",
            "say in a sentence what was seen, and where",
        ),
        (
            example({**items(), "x": "x" * 64 * 1024}),
            1,
            "the example is larger than 64 KiB",
            "leave out what the check does not look at",
        ),
    ],
)
def test_file_that_is_no_example(
    mini: Mini, content: str | bytes, line: int, text: str, hint: str
) -> None:
    """What is no example says so at its line, and hides nothing else."""
    mini.write(f"{BESIDE}/allocated.fail-x.json", content)
    assert mini.problems() == [wrong("allocated.fail-x.json", text, hint, line)]


SHAPES = [
    ("{kind: kubectl, get: pods}", [], "what stands there is of the wrong kind: "),
    ("{kind: kubectl, get: pods}", {"kind": "Pod"}, '"items" is missing'),
    ("{kind: kubectl, get: pods}", {"items": [1]}, '"items.0" is of the wrong kind: '),
    ("{kind: kubectl, get: pods}", {"items": [], "kind": "List"}, ""),
    ("{kind: kubectl, raw: /apis}", {"groups": []}, ""),
    (
        "{kind: kubectl, version: true}",
        {"clientVersion": {}},
        '"serverVersion" is missing',
    ),
    (
        "{kind: kubectl, version: true}",
        {"clientVersion": {}, "serverVersion": {}, "kustomizeVersion": "v5"},
        "",
    ),
    (
        "{kind: command, run: [a]}",
        {"exit": 0, "stdout": "", "stderr": ""},
        "",
    ),
    ("{kind: command, run: [a]}", {"exit": 0, "stdout": ""}, '"stderr" is missing'),
    (
        "{kind: command, run: [a]}",
        {"exit": 0, "stdout": "", "stderr": "", "json": 1},
        '"json" is nothing that the probe gives',
    ),
    (
        "{kind: command, run: [a]}",
        {"exit": 1, "stdout": "", "stderr": ""},
        "exit status 1 is none that the probe takes",
    ),
    (
        "{kind: command, run: [a], exits: [0, 1], parse: json}",
        {"exit": 1, "stdout": "1", "stderr": "", "json": 1},
        "",
    ),
    (
        "{kind: command, run: [a], parse: jsonl}",
        {"exit": 0, "stdout": "1", "stderr": "", "json": 1},
        '"json" is of the wrong kind: ',
    ),
    (
        "{kind: http, url: 'http://a/'}",
        {"status": 200, "headers": {"content-type": "a"}, "json": None},
        "",
    ),
    (
        "{kind: http, url: 'http://a/'}",
        {"status": 404, "headers": {}, "json": None},
        "status 404 is none that the probe takes",
    ),
    (
        "{kind: http, url: 'http://a/', read: text}",
        {"status": 200, "headers": {"X-A": "a"}, "text": ""},
        '"headers.X-A" is not in lower case',
    ),
    (
        "{kind: http, url: 'http://a/', read: prometheus}",
        {
            "status": 200,
            "headers": {},
            "metrics": {"up": [{"labels": {"a": "b"}, "value": 1}, {"labels": {}}]},
        },
        "",
    ),
    (
        "{kind: http, url: 'http://a/', read: prometheus}",
        {"status": 200, "headers": {}, "metrics": {"up": 1}},
        '"metrics.up" is of the wrong kind: ',
    ),
    (
        "{kind: prometheus, url: 'http://a/', query: up}",
        {"resultType": "vector", "result": [{"metric": {}, "value": [1, "1"]}]},
        "",
    ),
    (
        "{kind: prometheus, url: 'http://a/', query: up}",
        {"status": "success", "data": {}},
        '"resultType" is missing',
    ),
    ("{kind: file, path: a, read: json}", 7, ""),
    ("{kind: file, path: a, read: jsonl}", {"rows": [1, {}]}, ""),
    ("{kind: file, path: a, read: csv}", {"rows": [{"a": "1"}]}, ""),
    (
        "{kind: file, path: a, read: csv}",
        {"rows": [{"a": 1}]},
        '"rows.0.a" is of the wrong kind: ',
    ),
    ("{kind: file, path: a, read: text}", {"text": "a"}, '"lines" is missing'),
    ("{kind: file, path: a, read: metrics}", {"tool": "vllm", "runs": [{}]}, ""),
    (
        "{kind: file, path: a, read: folder}",
        {"files": [{"name": "a", "size": 1, "sha256": "x", "mode": "644"}]},
        "",
    ),
    (
        "{kind: file, path: a, read: folder}",
        {"files": [{"name": "a", "size": 1, "sha256": "x", "mode": 644}]},
        '"files.0.mode" is of the wrong kind: ',
    ),
    ("{kind: file, path: a, read: stat}", {"type": "folder", "mode": "700"}, ""),
    ("{kind: file, path: a, read: dsse}", {"bundle": {}}, ""),
    ("{kind: file, path: a, read: dsse}", {"payload": {}}, '"bundle" is missing'),
]


@pytest.mark.parametrize(("probe", "facts", "text"), SHAPES, ids=range(len(SHAPES)))
def test_facts_have_the_shape_of_the_probe(
    mini: Mini, probe: str, facts: Any, text: str
) -> None:
    """Facts that the probe would never give prove nothing."""
    old = "probe: {kind: kubectl, get: resourceclaims.v1.resource.k8s.io}"
    mini.replace(CLAIMS, old, f"probe: {probe}")
    mini.replace(CLAIMS, EXPECT, "expect: facts == 'what no example holds'")
    mini.write(f"{BESIDE}/allocated.fail-x.json", example(facts))
    told = [one for one in mini.problems() if one.file.endswith("fail-x.json")]
    if not text:
        assert told == []
        return
    [problem] = told
    assert problem.text.startswith(f"facts are not those of the probe: {text}")
    assert problem.hint == "give facts as the probe gives them: docs/labs.md tells how"


def test_facts_of_several_probes(mini: Mini) -> None:
    """Each probe has a member of the facts, in its shape, and there are no others."""
    old = "probe: {kind: kubectl, get: resourceclaims.v1.resource.k8s.io}"
    probes = (
        "probes:\n      claims: {kind: kubectl, get: resourceclaims}\n"
        "      said: {kind: command, run: [kubectl]}"
    )
    mini.replace(CLAIMS, old, probes)
    mini.replace(CLAIMS, EXPECT, "expect: size(facts.claims.items) == 2")
    mini.replace(CLAIMS, "facts.items.filter(c", "facts.claims.items.filter(c")
    said = {"exit": 0, "stdout": "", "stderr": ""}
    good, bad = items(True, True), items(True)
    for name, facts in (
        ("pass", {"claims": good, "said": said}),
        ("fail", {"claims": bad, "said": said}),
        ("fail-one", {"claims": bad}),
        ("fail-shape", {"claims": bad, "said": {"exit": 0, "stdout": ""}}),
    ):
        mini.write(f"{BESIDE}/allocated.{name}.json", example(facts))
    hint = "give facts as the probe gives them: docs/labs.md tells how"
    told = "facts are not those of the probe: "
    one = f"{told}there is one member for each probe: claims, said"
    shape = f'{told}said: "stderr" is missing'
    assert mini.problems() == [
        wrong("allocated.fail-one.json", one, hint),
        wrong("allocated.fail-shape.json", shape, hint),
    ]


def test_examples_are_not_part_of_the_course(mini: Mini) -> None:
    """A course with bad examples is still a course: only the linter minds."""
    course = compile_folder(mini.folder)
    mini.write(f"{BESIDE}/allocated.pass.json", "nonsense")
    assert compile_folder(mini.folder) == course
    assert mini.problems() != []
