"""YAML becomes plain values with lines; whatever is odd is a problem at its line."""

from __future__ import annotations

import pytest
import yaml

from aiinfra_cli.content import loader
from aiinfra_cli.content.loader import MAX_PROBLEMS, load
from aiinfra_cli.errors import Problem


def problems(raw: bytes) -> list[tuple[int, str]]:
    """List lines and texts of what is wrong in a file."""
    return [(p.line, p.text) for p in load("x.yaml", raw).problems]


def test_values_are_what_was_written() -> None:
    """Only true, false and plain decimal numbers are more than text."""
    document = load(
        "x.yaml",
        b"on: 2026-11-20\nyes: no\ninteger: 45\nfloat: 1.34\nquoted: '1.34'\n"
        b"time: 12:30\noctal: 010\nflag: true\nlist: [a, -3, {k: v}]\n"
        b"block: >-\n  a\n  b\n",
    )
    assert document.problems == []
    assert document.data == {
        "on": "2026-11-20",
        "yes": "no",
        "integer": 45,
        "float": 1.34,
        "quoted": "1.34",
        "time": "12:30",
        "octal": "010",
        "flag": True,
        "list": ["a", -3, {"k": "v"}],
        "block": "a b",
    }


def test_each_value_knows_its_line() -> None:
    """A path leads to the line of its last step that is in the file."""
    document = load(
        "x.yaml", b"# head\na: 1\nb:\n  - c: 2\n    d: >-\n      e\n  - f\n"
    )
    assert document.line() == 2
    assert document.line("a") == 2
    assert document.line("b") == 3
    assert document.line("b", 0) == 4
    assert document.line("b", 0, "d") == 5
    assert document.line("b", 1) == 7
    assert document.line("b", 0, "missing") == 4
    assert document.line("b", "a tag", 0, "d") == 5


def test_windows_files_are_read() -> None:
    """A byte order mark at the start and CRLF line ends are no problem."""
    document = load("x.yaml", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert (document.data, document.problems) == ({"a": 1, "b": 2}, [])


BROKEN = {
    "not UTF-8": (b"a: 1\nb: \xff\n", [(2, "the file is not UTF-8")]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [(1, "the file is not UTF-8")]),
    "empty": (b"", [(1, "the file is empty")]),
    "comment": (b"# nothing\n", [(1, "the file is empty")]),
    "null": (b"null\n", [(1, "the file is empty")]),
    "list": (b"# x\n- a\n", [(2, "the file is not a mapping")]),
    "text": (b"hello\n", [(1, "the file is not a mapping")]),
    "too large": (
        b"a: " + b"x" * 10_000_000,
        [(1, "the file is larger than 4 MB")],
    ),
    "many values": (
        b"a: [" + b"x," * 250_000 + b"]",
        [(1, "the file holds too many values")],
    ),
    "duplicate": (b"a: 1\nb: 2\na: 3\n", [(3, '"a" is given twice')]),
    "alias": (
        b"a: &x 1\nb: *x\n",
        [(1, "anchors (&) are not read"), (2, "aliases (*) are not read")],
    ),
    "tag": (
        b"a: !!python/object:os.system x\n",
        [(1, 'tags are not read: "tag:yaml.org,2002:python/object:os.system"')],
    ),
    "documents": (b"a: 1\n---\nb: 2\n", [(2, "a second document starts here")]),
    "raw control": (b"a: 1\nb: \x1b[31m\n", [(2, r"control character \x1b")]),
    "escaped control": (
        b'a: 1\nb: "\\e[31mred"\n',
        [(2, r'control character in "\x1b[31mred"')],
    ),
    "turned text": (
        b'a: "\\u202Eabc"\n',
        [(1, r'control character in "\u202eabc"')],
    ),
    "control in a key": (b'"\\x9b": 1\n', [(1, r'control character in "\x9b"')]),
    "lone surrogate": (
        b'a: "\\ud800"\n',
        [(1, "not valid YAML: found invalid Unicode character escape code")],
    ),
    "no value": (b"a:\nb: [1, ]\n", [(1, '"a" has no value')]),
    "empty entry": (b"a:\n  -\n  - b\n", [(2, "a list entry has no value")]),
    "key of a list": (b"? [a]\n: 1\n", [(1, "a key must be plain text")]),
    "deep": (b"a: " + b"[" * 10_000, [(1, "nested too deeply")]),
    "deep blocks": (
        b"".join(b" " * n + b"-\n" for n in range(30)),
        [(1, "the file is not a mapping")],
    ),
    "root alias": (b"*a", [(1, "aliases (*) are not read")]),
    "colon": (
        b"title: one: two\n",
        [(1, "not valid YAML: mapping values are not allowed in this context")],
    ),
    "bracket": (
        b"a: 1\nb: [1\nc: 2\n",
        [(3, "not valid YAML: did not find expected ',' or ']'")],
    ),
    "tab": (
        b"a:\n\tb: 1\n",
        [(2, "not valid YAML: found character that cannot start any token")],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_told_at_its_line(name: str) -> None:
    """Each kind of broken file has its line and a text without jargon."""
    raw, expected = BROKEN[name]
    assert problems(raw) == expected


# Counting is the same code, and the slow parser needs five seconds for it.
@pytest.mark.parametrize("name", [name for name in BROKEN if name != "many values"])
def test_pure_python_parser_refuses_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the C library the same files are refused; syntax is worded by PyYAML."""
    monkeypatch.setattr(loader, "_Loader", yaml.SafeLoader)
    raw, expected = BROKEN[name]
    found = problems(raw)
    assert len(found) == len(expected)
    if "not valid YAML" not in expected[0][1]:
        assert found == expected


def test_alias_bomb_is_never_expanded() -> None:
    """Aliases are refused one by one, and the reading ends at the limit."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 100)]
    document = load("x.yaml", "\n".join(lines).encode())
    assert len(document.problems) == MAX_PROBLEMS
    assert document.data is None


def test_first_of_two_keys_counts() -> None:
    """A duplicate is dropped with all that is below it; the rest is read on."""
    document = load("x.yaml", b"a: {b: 1}\na: {b: [2, {c: 3}]}\nd: 4\n")
    assert document.data == {"a": {"b": 1}, "d": 4}
    assert document.problems == [
        Problem(
            "x.yaml",
            2,
            '"a" is given twice',
            "the first is on line 1: keep one of them",
        )
    ]


def test_names_of_files_are_safe_to_print() -> None:
    """A file name with terminal escapes is told with the escapes spelt out."""
    assert load("weeks/\x1b[2J.yaml", b"").problems[0].file == r"weeks/\x1b[2J.yaml"


def test_file_that_cannot_be_read_says_why() -> None:
    """The operating system's reason is told."""
    document = load("x.yaml", PermissionError(13, "Permission denied"))
    assert [p.text for p in document.problems] == [
        "the file cannot be read: Permission denied"
    ]
