"""Whatever stands in the files, the answer is a list of problems."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiinfra_cli.content.digest import MAX_BYTES
from aiinfra_cli.content.lint import examine

from .folders import MINI, Mini

FILES = {
    path.relative_to(MINI).as_posix(): path.read_bytes()
    for path in sorted(MINI.rglob("*.yaml"))
    if "files" not in path.parts  # these are handed out, not read
}
WEEK = FILES["weeks/week-1.yaml"]


def lint_with(raw: bytes, name: str = "weeks/week-1.yaml") -> list[str]:
    """Lint the small curriculum with other bytes in one file."""
    found = examine({**FILES, name: raw})[2]
    lines = [str(problem) for problem in found]
    kinds = {unicodedata.category(sign) for line in lines for sign in line}
    # Controls, surrogates, line and paragraph separators never reach a terminal.
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    return lines


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes_make_problems_only(name: str, raw: bytes) -> None:
    """No bytes in a file raise anything, and none pass for a right file."""
    assert lint_with(raw, name)


@given(
    st.integers(0, len(WEEK)),
    st.integers(0, 40),
    st.sampled_from(
        [b"", b"\n", b":", b"- ", b"[", b"{", b'"', b"*a", b"!x ", b"~", b"1"]
    ),
)
def test_any_damage_makes_problems_or_none(at: int, length: int, junk: bytes) -> None:
    """A week with a piece cut out or put in raises nothing."""
    lint_with(WEEK[:at] + junk + WEEK[at + length :])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("id", "lab", "items", "met_by", "all", "needs", "x", "probe"),
                    *("probes", "kind", "get", "run", "url", "version", "hints"),
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)
KEYS = st.sampled_from(
    [
        *("format", "id", "sessions", "checkpoints", "title", "weeks", "assessment"),
        *("needs", "references", "sources", "verified", "steps", "checks", "tools"),
        *("versions", "rubric", "few_checks", "kind"),
    ]
)


@given(st.sampled_from(sorted(FILES)), st.dictionaries(KEYS, VALUES, max_size=6))
@example("path.yaml", {"format": "\xa0", "title": "\x1b[2J\ud800\u2028"})
@example("weeks/week-1.yaml", {"sessions": [{"items": [{"lab": []}]}]})
@example("labs/lab-claims.yaml", {"checks": [{"probe": {"kind": []}}]})
@example("labs/lab-claims.yaml", {"checks": [{"probes": {"\u2028": {}}}]})
@example("labs/lab-claims.yaml", {"versions": {"x": 1}, "steps": [{"hints": [1]}]})
@example("tools.yaml", {"tools": [{"version": {"run": [["x"]]}}]})
def test_any_values_make_problems_only(name: str, values: dict[str, object]) -> None:
    """Well-formed YAML of the wrong shape is told in words, too."""
    raw = json.dumps(values, ensure_ascii=True).encode()
    found = lint_with(raw, name)
    jargon = ("Input should", "validation error", "pydantic", "Value error", "dict")
    assert found
    assert not [line for line in found for word in jargon if word in line]


HOSTILE = {
    "alias bomb": b"a: &a [x]\n"
    + b"".join(b"b%d: &b%d [*a,*a,*a,*a]\n" % (n, n) for n in range(5000)),
    "deep lists": b"id: " + b"[" * 10_000,
    "deep maps": b"id: " + b"{a: " * 10_000,
    "deep closed": b"id: " + b"[" * 10_000 + b"]" * 10_000,
    "deep block": b"\n".join(b"  " * n + b"a:" for n in range(1_400)),
    "10 MB": b"id: " + b"x" * 10_000_000,
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(300_000)),
    "many items": b"sessions: [" + b"{}," * 1_000_000 + b"]",
    "many wrong tags": b"tags: [" + b"A," * 90_000 + b"]",
    "many placements": b"sessions: [{items: [" + b"{lab: a}," * 45_000 + b"]}]",
    "long slug": b"id: " + b"a-" * 1_500_000 + b"!",
    "long url": b'origin: [{url: "https://' + b"a." * 900 + b'!"}]',
    "long number": b"format: " + b"9" * 100_000,
    "NUL": b"id: a\0b",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("file", sorted(FILES))
def test_bombs_do_not_go_off(name: str, file: str) -> None:
    """Built to hang or crash a reader, they are told instead."""
    found = lint_with(HOSTILE[name][: MAX_BYTES + 1], file)
    assert 0 < len(found) < 120
    assert max(len(line) for line in found) < 600


def test_prose_keeps_what_it_may_hold(mini: Mini) -> None:
    """Line ends, braces and percent signs in prose are text, also in messages."""
    mini.replace("path.yaml", "[study-floppy]", '["{x} %s", "{0}"]')
    assert [p.text for p in mini.problems()] == [
        'retired no. 1 is not a slug: "{x} %s"',
        'retired no. 2 is not a slug: "{0}"',
    ]
