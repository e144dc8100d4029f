"""Expectations: what holds, what does not, and what cannot be said."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.labs.expect import Fault, Judge, Judged

FACTS: dict[str, Any] = {
    "items": [
        {"name": "a", "status": {"ready": True, "at": None}},
        {"name": "b"},
    ],
    "none": None,
    "listed": [None, 1],
    "number": 100,
    "text": "x",
    "nan": float("nan"),
    "big": 10**30,
    "labels": {"app.kubernetes.io/name": "sim"},
}

NINES = f"[{','.join('1' * 99)}]"
# 99 ** 5 steps: hours, unless it is ended.
SLOW = f"{NINES}.all(a, " * 5 + "true" + ")" * 5
PASSED = Judged("passed")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """Share one child among the tests, as the checks of a run do."""
    with Judge(seconds=5) as judge:
        yield judge


@pytest.mark.parametrize(
    "expression",
    [
        "size(facts.items) == 2",
        "facts.number == 100.0",
        "facts.big > 9223372036854775807.0",
        "!has(facts.none) && !has(facts.items[0].status.at)",
        "facts.listed[0] == null && size(facts.listed) == 2",
        'facts.labels["app.kubernetes.io/name"] == "sim"',
        "facts.items.exists(i, has(i.status) && i.status.ready)",
        "facts.nan != facts.nan",
        'type(facts.number) == int && "number" in facts',
        'timestamp("2026-11-20T00:00:00Z") - duration("1h")'
        ' < timestamp("2026-11-20T00:00:00Z")',
        "true // a remark",
    ],
)
def test_expectation_that_holds(judge: Judge, expression: str) -> None:
    """CEL as lab writers know it holds; null members are not there at all."""
    assert judge.judge(expression, FACTS) == PASSED


def test_plainly_false(judge: Judge) -> None:
    """An expectation that is false fails without further words."""
    assert judge.judge("size(facts.items) == 3", FACTS) == Judged("failed")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("facts.zone == 1", "there is no field “zone”"),
        ("has(facts.zone.a)", "there is no field “zone”"),
        ('facts.labels["x-y"] == ""', "there is no field “x-y”"),
        ("facts.items.all(i, i.status.ready)", "there is no field “status”"),
        ("facts.items[5].name == ''", "a list is too short: index out of bounds: 5"),
        (
            "facts.text > 1",
            "a value is of another kind than expected (facts.text is text)",
        ),
        (
            "facts.nan < 1.0",
            "a value is of another kind than expected (facts.nan is NaN, not a number)",
        ),
        (
            "facts.number.deep.er == 1",
            "a value is of another kind than expected (facts.number is a number)",
        ),
        (
            "facts.items.all(i, i.name > 1)",
            "a value is of another kind than expected (facts.items is a list)",
        ),
        (
            "size(facts.number) > 1",
            "size() has no use for what is there (facts.number is a number)",
        ),
        ("int(facts.text) > 1", "int() can make nothing of what is there"),
        ("facts.number / 0 == 1", "there is a division by 0"),
        ("facts.number * 9223372036854775807 > 1", "a number is too large"),
    ],
)
def test_facts_of_another_shape_fail(
    judge: Judge, expression: str, reason: str
) -> None:
    """What is missing or of another kind fails, naming it and the expectation."""
    told = f"{reason}; the expectation is: {expression}"
    assert judge.judge(expression, FACTS) == Judged("failed", told)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("facts.text", "it gives text, not true or false"),
        ("size(facts.items)", "it gives a number, not true or false"),
        ("facts.items[0]", "it gives an object, not true or false"),
        ("null", "it gives null, not true or false"),
        ('b"x"', "it gives something else, not true or false"),
        ("1 +", "it ends too early (column 4)"),
        ("has(facts)", "invalid argument to has() macro (column 5)"),
        ("facs.items == 1", "“facs” is not known"),
        ("sizes(facts) == 1", "“sizes” is not known"),
        ('facts.text.matches("(")', "a pattern of matches() cannot be read"),
        ("(" * 100 + "1" + ")" * 100, "it is nested too deeply (column 97)"),
    ],
)
def test_wrong_expectation_is_broken(
    judge: Judge, expression: str, reason: str
) -> None:
    """A mistake of the curriculum is never put down to the learner."""
    shown = expression if len(expression) <= 120 else expression[:120] + "…"
    told = f"the expectation itself is wrong: {reason}; it is: {shown}"
    assert judge.judge(expression, FACTS) == Judged("broken", told)


def test_long_expectation_is_told_around_its_field(judge: Judge) -> None:
    """Of a long expectation the reason shows the part that names the field."""
    expression = " && ".join(["size(facts.items) == 2"] * 9) + " && facts.zone == 1"
    reason = judge.judge(expression, FACTS).reason
    assert reason.startswith("there is no field “zone”; the expectation is: …")
    assert reason.endswith("&& facts.zone == 1")
    assert len(reason) < 180


@pytest.mark.parametrize(
    ("sees", "saw"),
    [
        ('string(size(facts.items)) + " items"', "2 items"),
        ('"a\\nb\\u001b[31m\\u202ec\\u0007"', "a b c"),
        ('facts.items.map(i, "' + "n" * 150 + '")[0] + "' + "m" * 150 + '"', None),
        ("size(facts.items)", ""),
        ("facts.zone", ""),
        ("1 +", ""),
        ('"a".matches("(")', ""),
        ("string(true)", ""),
    ],
)
def test_what_was_seen(judge: Judge, sees: str, saw: str | None) -> None:
    """`sees` gives short, harmless text, or nothing where it cannot."""
    if saw is None:
        saw = "n" * 150 + "m" * 49 + "…"
    assert judge.judge("true", FACTS, sees) == Judged("passed", "", saw)


def test_slow_expectation_spoils_only_itself() -> None:
    """The child is ended at the limit; the next question goes to a new one."""
    with Judge(seconds=0.3) as judge:
        assert judge.judge("true", {}) == PASSED
        late = Judged("broken", "the expectation took longer than 0.3 s")
        assert judge.judge(SLOW, {}) == late
        assert judge.judge("true", {}) == PASSED


def test_slow_sees_leaves_the_verdict() -> None:
    """What was judged before `sees` took too long stays judged."""
    with Judge(seconds=0.3) as judge:
        assert judge.judge("true", {}, SLOW) == PASSED
        assert judge.judge("true", {}, '"ok"') == Judged("passed", "", "ok")


def test_greedy_expectation_spoils_only_itself() -> None:
    """An expectation that would take all memory is broken, and ends in time."""
    doubled = '["' + "x" * 1000 + '"]' + ".map(t, t + t)" * 40 + ".size() == 1"
    with Judge(seconds=60, memory=256 << 20) as judge:
        assert judge.judge(doubled, {}).verdict == "broken"
        assert judge.judge("true", {}) == PASSED


@pytest.mark.parametrize("depth", [201, 900, 5000, 200_000])
def test_facts_nested_too_deeply(judge: Judge, depth: int) -> None:
    """Nesting that would overflow a stack is told, and costs nothing else."""
    facts: Any = {}
    for number in range(depth):
        facts = {"a": facts} if number % 2 else [facts]
    told = Judged("broken", "what was seen is nested too deeply")
    assert judge.judge("true", facts) == told
    assert judge.judge("true", {}) == PASSED


def test_facts_that_json_cannot_hold(judge: Judge) -> None:
    """A number of thousands of digits is told."""
    told = Judged("broken", "what was seen holds a number that is too long")
    assert judge.judge("true", {"n": 10**5000}) == told


@pytest.mark.parametrize(
    "facts",
    [
        {"t": "half \ud800 of one"},
        {"\udfff": 1},
        {"t": "x" * 5_000_000},
        {"n": -(2**63), "m": 2**64, "o": 2**63},
        {"t": "\x00\x1b[2J\u2028"},
        {"i": float("inf")},
        [],
        "text",
        None,
        7,
    ],
    ids=range(10),
)
def test_odd_facts_are_judged(judge: Judge, facts: Any) -> None:
    """Whatever JSON may hold reaches the expectation."""
    assert judge.judge("facts == facts", facts) == PASSED


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats()
    | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)


@given(facts=JSON)
@settings(deadline=None)
def test_any_facts_are_judged(judge: Judge, facts: Any) -> None:
    """No JSON value brings the child down: it can be compared with true."""
    expected = PASSED if facts is True else Judged("failed")
    assert judge.judge("facts == true", facts) == expected


@given(expression=st.text(st.characters(), max_size=40))
@settings(deadline=None)
def test_any_text_is_answered(judge: Judge, expression: str) -> None:
    """No text brings the child down, and none names our machinery."""
    judged = judge.judge(expression, FACTS, expression)
    assert judged.verdict in ("passed", "failed", "broken")
    assert "Error" not in judged.reason.replace(expression, "")
    assert "evaluator ended" not in judged.reason


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("size(facts.items) >= 1", None),
        ('"foo(" == "x" // bar(', None),
        ("facts.items.all(i, type(i.n) == int)", None),
        ("facts.a.exists(x, facts.b.map(y, y + x).size() > 1)", None),
        ("1 +", Fault("it ends too early", 1, 4)),
        ("facts.a ==== 1", Fault("extraneous input '=='", 1, 11)),
        ('"abc', Fault("token recognition error at: '\"abc'", 1, 1)),
        ("facts.?a", Fault("unsupported syntax '.?'", 1, 6)),
        ("for", Fault("reserved identifier: for", 1, 1)),
        ("quantity(facts.a)", Fault("there is no function “quantity”", 1, 1)),
        (
            'facts.a == "max(" && max(1, 2) == 2',
            Fault("there is no function “max”", 1, 22),
        ),
        (
            "has(facts.a)\n  && facts.a.all(x, x > y)",
            Fault("“y” is not known: an expression knows facts alone", 2, 25),
        ),
        (
            "items.exists(i, true)",
            Fault("“items” is not known: an expression knows facts alone", 1, 1),
        ),
        (
            "optional.none() == 1",
            Fault("there is no function “none”", 1, 10),
        ),
        ("cel.bind(x, 1, x > 0)", Fault("there is no function “bind”", 1, 5)),
        ("", Fault("it ends too early", 1, 1)),
    ],
)
def test_fault_without_facts(
    judge: Judge, expression: str, fault: Fault | None
) -> None:
    """A mistake in an expression is found, with its place, before there are facts."""
    assert judge.fault_in(expression) == fault


def test_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the CEL library nothing is judged, and that is said."""
    monkeypatch.setattr(sys, "path", [])
    told = "expectations cannot be evaluated:"
    told += " the library common-expression-language is missing"
    with Judge() as judge:
        assert judge.judge("true", {}) == Judged("broken", told)
        assert judge.fault_in("true") == Fault(told, 1, 1)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("/nowhere/python", "no such file or directory"),
        ("/bin/false", "the evaluator ended with 1"),
    ],
)
def test_no_child(monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    """A child that cannot be started breaks the check, not the program."""
    monkeypatch.setattr(sys, "executable", program)
    facts = {"text": "x" * 1_000_000}  # more than a pipe takes
    told = f"expectations cannot be evaluated: {reason}"
    with Judge() as judge:
        assert judge.judge("true", facts) == Judged("broken", told)
        assert judge.judge("true", facts) == Judged("broken", told)


def test_present_folder_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in the folder of a learner is not taken for a library."""
    for name in ("cel", "json", "re"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Judge() as judge:
        assert judge.judge("true", {}) == PASSED


def test_interrupt_leaves_no_child(tmp_path: Path) -> None:
    """^C in the middle of an expectation ends the child too."""
    script = (
        "import json, os, signal, sys\n"
        "from aiinfra_cli.labs.expect import Judge\n"
        "signal.signal(signal.SIGALRM, signal.default_int_handler)\n"
        "signal.alarm(1)\n"
        "try:\n"
        "    with Judge(seconds=3600) as judge:\n"
        f"        judge.judge({SLOW!r}, {{}})\n"
        "except KeyboardInterrupt:\n"
        "    try:\n"
        "        os.waitpid(-1, os.WNOHANG)\n"
        "    except ChildProcessError:\n"
        "        print(json.dumps('none left'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == "none left"
