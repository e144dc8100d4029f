"""A run of checks: in order, each thing looked at once, each result at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.labs.excerpt import digest_of
from aiinfra_cli.labs.model import Check, Probe, Probing, Result, Verdict
from aiinfra_cli.labs.runner import (
    Answer,
    evidence_names,
    exit_code,
    plan_checks,
    run_checks,
)
from tests.labs.stand_in import Said, StandIn

# Writes a line to `asked` and prints the JSON that is its last argument.
COUNTED = ["sh", "-c", 'echo asked >> asked; printf %s "$0"']


def check(
    name: str, probes: Probe | dict[str, Probe], expect: str = "", **more: Any
) -> Check:
    """Make a check, as the store gives it."""
    if isinstance(probes, Probe):
        probes = {"": probes}
    return Check(name, f"Title of {name}", f"digest of {name}", probes, expect, **more)


def prints(text: str, **more: Any) -> Probe:
    """Make a probe of a program that prints a text, and counts its calls."""
    return Probe("command", {"run": [*COUNTED, text], **more})


def reads(path: str, read: str = "json", **more: str) -> Probe:
    """Make a probe of a file."""
    return Probe("file", {"path": path, "read": read, **more})


YES = Probe("ask", {"question": "Did you?"})
BROKEN = Probe("command", {"run": ["sh", "-c", "exit 7"]})
MISSING = Probe("command", {"run": ["no-such-program"]})


def run(checks: list[Check], probing: Probing, **more: Any) -> list[Result]:
    """Run checks to their end; times are nobody's business here."""
    return [replace(one, seconds=0.0) for one in run_checks(checks, probing, **more)]


def test_all_that_a_result_tells(probing: Probing) -> None:
    """Passed or failed: what was seen, its digest and a piece of it stay."""
    facts = {"exit": 0, "stdout": "3 of 4", "stderr": ""}
    kept = {"facts_digest": digest_of(facts), "excerpt": json.dumps(facts)}
    told: dict[str, Any] = {**kept}
    sees = "facts.stdout"
    good = check("good", prints("3 of 4"), "facts.exit == 0", sees=sees)
    bad = check("bad", prints("3 of 4"), "facts.stdout == '4'", sees=sees, wants="4")
    bare = check("bare", prints("3 of 4"), "facts.stdout\n  == '4'")
    gone = check("gone", prints("3 of 4"), "facts.json == 4")
    assert run([good, bad, bare, gone], probing) == [
        Result(good, "passed", "", "3 of 4", **told),
        Result(bad, "failed", "", "3 of 4", **told),
        Result(bare, "failed", "this is not so: facts.stdout == '4'", **told),
        Result(
            gone,
            "failed",
            "there is no field “json”; the expectation is: facts.json == 4",
            **told,
        ),
    ]


def test_the_same_is_asked_once(probing: Probing) -> None:
    """All checks of a run judge one answer to one question."""
    checks = [
        check("one", prints("1"), "facts.stdout == '1'"),
        check("two", prints("1"), "facts.stdout == '1'"),
        check("other", prints("2"), "facts.stdout == '2'"),
        check("both", {"a": prints("1"), "b": prints("2")}, "facts.a != facts.b"),
    ]
    assert [one.verdict for one in run(checks, probing)] == ["passed"] * 4
    assert (probing.folder / "asked").read_text() == "asked\n" * 2
    # The next run looks anew.
    assert len(run(checks[:1], probing)) == 1
    assert (probing.folder / "asked").read_text() == "asked\n" * 3


@pytest.mark.parametrize(
    ("probe", "verdict"),
    [
        (prints("2"), "failed"),
        (reads("gone"), "failed"),
        (BROKEN, "broken"),
        (MISSING, "skipped"),
    ],
)
def test_rests_on_what_did_not_pass(
    probing: Probing, probe: Probe, verdict: Verdict
) -> None:
    """What rests on a check that did not pass is not looked at, and so on."""
    first = check("first", probe, "facts.stdout == '1'")
    second = check("second", prints("x"), "true", needs=("first",))
    third = check("third", YES, needs=("second",))
    free = check("free", prints("y"), "facts.stdout == 'y'")
    results = run([first, second, third, free], probing)
    assert results[0].verdict == verdict
    assert results[1] == Result(second, "skipped", "not looked at: it rests on first")
    assert results[2] == Result(third, "skipped", "not looked at: it rests on second")
    assert results[3].verdict == "passed"
    asked = (probing.folder / "asked").read_text()
    assert asked.count("asked") == (2 if probe == prints("2") else 1)


def test_rests_on_what_passed_or_is_not_run(probing: Probing) -> None:
    """A check whose needs passed is looked at; needs outside of this run are not."""
    first = check("first", prints("1"), "facts.stdout == '1'")
    second = check("second", prints("1"), "true", needs=("first", "elsewhere"))
    assert [one.verdict for one in run([first, second], probing)] == ["passed"] * 2
    assert [one.verdict for one in run([second], probing)] == ["passed"]


def test_several_probes(probing: Probing) -> None:
    """Facts of several probes stand under their names."""
    (probing.folder / "a.json").write_text('{"n": 1}')
    both = check(
        "both",
        {"file": reads("a.json"), "said": prints("[2]", parse="json")},
        "facts.file.n == 1 && facts.said.json[0] == 2",
        sees='string(facts.file.n) + " and " + string(facts.said.json[0])',
    )
    [result] = run([both], probing)
    assert (result.verdict, result.saw) == ("passed", "1 and 2")
    facts = {
        "file": {"n": 1},
        "said": {"exit": 0, "stdout": "[2]", "stderr": "", "json": [2]},
    }
    assert result.facts_digest == digest_of(facts)


@pytest.mark.parametrize(
    ("probes", "verdict", "reason"),
    [
        ((BROKEN, MISSING), "broken", "a: sh ended with exit status 7"),
        ((MISSING, BROKEN), "broken", "b: sh ended with exit status 7"),
        ((prints("1"), MISSING), "skipped", "b: there is no program no-such-program"),
        ((BROKEN, reads("gone")), "failed", "b: there is no gone here"),
        ((MISSING, reads("gone")), "failed", "b: there is no gone here"),
    ],
)
def test_one_of_several_decides(
    probing: Probing, probes: tuple[Probe, Probe], verdict: Verdict, reason: str
) -> None:
    """Surely not there weighs more than could not look, and that more than no tool."""
    both = check("both", dict(zip("ab", probes, strict=True)), "true")
    expected = Result(both, verdict, reason.format(probing.folder))
    assert run([both], probing) == [expected]


def test_results_come_as_they_are_known(probing: Probing) -> None:
    """A result is there before the next check is begun."""
    names = ["one", "two", "three"]
    checks = [check(name, prints(name), "true") for name in names]
    begun: list[str] = []
    seen = []
    for result in run_checks(checks, probing, begins=lambda one: begun.append(one.id)):
        asked = (probing.folder / "asked").read_text().count("asked")
        seen.append((result.check.id, list(begun), asked))
        assert result.seconds > 0
    assert seen == [(name, names[: n + 1], n + 1) for n, name in enumerate(names)]


def test_broken_expectation_spoils_no_other(probing: Probing) -> None:
    """A mistake of the curriculum is broken; the checks after it are judged."""
    checks = [
        check("wrong", prints("1"), "facts.stdout =="),
        check("number", prints("1"), "1"),
        check("right", prints("1"), "facts.stdout == '1'"),
    ]
    verdicts = [one.verdict for one in run(checks, probing)]
    assert verdicts == ["broken", "broken", "passed"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(True), ("passed", "", '{"yes": true}')),
        (
            Answer(True, "https://example.org/pr/1"),
            ("passed", "", '{"yes": true, "link": "https://example.org/pr/1"}'),
        ),
        (Answer(False), ("failed", "you answered no", '{"yes": false}')),
    ],
)
def test_question(
    probing: Probing, answer: Answer, expected: tuple[Verdict, str, str]
) -> None:
    """The learner's own word counts, and is told as that."""
    asked: list[str] = []

    def ask(check: Check, probe: Probe) -> Answer:
        asked.append(probe.spec["question"])
        return answer

    question = check("question", YES)
    verdict, reason, excerpt = expected
    assert run([question], probing, ask=ask) == [
        Result(
            question,
            verdict,
            reason,
            remarks=("your own word",),
            facts_digest=digest_of(json.loads(excerpt)),
            excerpt=excerpt,
        )
    ]
    assert asked == ["Did you?"]


def test_nobody_to_ask(probing: Probing) -> None:
    """A question that nobody hears is not looked at."""
    question = check("question", YES)
    reason = "only you can answer this, and were not asked"
    assert run([question], probing) == [Result(question, "skipped", reason)]


def test_evidence(probing: Probing, tmp_path: Path) -> None:
    """A file is handed in under its name, or under the id of its check."""
    handed = tmp_path / "elsewhere.json"
    handed.write_text("[1, 2]")
    alone = check("alone", reads("a.json"), "size(facts) == 2")
    named = check("named", reads("a.json", name="result"), "size(facts) == 2")
    two = check(
        "two",
        {"old": reads("a.json"), "new": reads("b.json"), "said": prints("1")},
        "facts.old == facts.new",
    )
    checks = [alone, named, two]
    names = ["alone", "result", "two.old", "two.new"]
    assert evidence_names(checks) == names
    (probing.folder / "a.json").write_text("[]")
    for name, verdicts in (
        ("alone", ["passed", "failed", "failed"]),
        ("result", ["failed", "passed", "failed"]),
    ):
        given = replace(probing, evidence={name: handed})
        results = run(checks, given)
        assert [one.verdict for one in results] == verdicts
        told = next(one for one in results if one.verdict == "passed")
        assert told.remarks == (f"handed in: {handed}",)
    both = replace(probing, evidence={"two.old": handed, "two.new": handed})
    assert run([two], both)[0].remarks == (
        f"old: handed in: {handed}",
        f"new: handed in: {handed}",
    )


def test_cluster_is_shared(stand_in: StandIn, probing: Probing) -> None:
    """What was seen of the cluster is remembered through a run."""
    empty = Said('{"kind": "List", "items": []}')
    space = "--namespace=ai-infra-learning --output=json"
    pods, jobs = f"get pods {space}", f"get jobs.batch {space}"
    namespace = "get --raw /api/v1/namespaces/ai-infra-learning"
    stand_in.says({pods: empty, jobs: empty, namespace: Said("{}")})
    checks = [
        check("no-pods", Probe("kubectl", {"get": "pods"}), "facts.items == []"),
        check("no-jobs", Probe("kubectl", {"get": "jobs.batch"}), "facts.items == []"),
    ]
    assert [one.verdict for one in run(checks, probing)] == ["passed"] * 2
    assert stand_in.asked == [pods, namespace, jobs]


def test_plan(probing: Probing) -> None:
    """A dry run tells, without looking, all that would be looked at."""
    checks = [
        check("said", prints("1"), "true"),
        check("asked", YES),
        check(
            "several",
            {
                "pods": Probe("kubectl", {"get": "pods", "selector": "app=a"}),
                "page": Probe("http", {"url": "http://127.0.0.1:9/metrics"}),
                "series": Probe(
                    "prometheus", {"url": "http://127.0.0.1:9/", "query": "up > 0"}
                ),
                "file": reads("a.json"),
            },
            "true",
        ),
    ]
    given = replace(probing, context="kind", evidence={"several": Path("/tmp/x")})
    assert plan_checks(checks, given) == [
        (checks[0], ["""sh -c 'echo asked >> asked; printf %s "$0"' 1"""]),
        (checks[1], ["ask: Did you?"]),
        (
            checks[2],
            [
                "kubectl --context=kind get pods --namespace=ai-infra-learning"
                " --selector=app=a --output=json",
                "GET http://127.0.0.1:9/metrics",
                "GET http://127.0.0.1:9/api/v1/query?query=up+%3E+0",
                "read /tmp/x (json)",
            ],
        ),
    ]
    assert not (probing.folder / "asked").exists()


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ("", 0),
        ("passed passed", 0),
        ("passed failed", 1),
        ("broken failed skipped", 1),
        ("passed broken skipped", 6),
        ("passed skipped", 1),
    ],
)
def test_exit_code(verdicts: str, code: int) -> None:
    """Failed comes first, then could not look, then not looked at."""
    one = check("a", YES)
    found: list[Any] = verdicts.split()
    assert exit_code([Result(one, verdict) for verdict in found]) == code


def test_run_that_is_left(probing: Probing) -> None:
    """A run may be left after its first result: nothing more is looked at."""
    checks = [check(name, prints(name), "true") for name in ("one", "two")]
    results = run_checks(checks, probing)
    assert next(results).verdict == "passed"
    results.close()
    assert (probing.folder / "asked").read_text() == "asked\n"
