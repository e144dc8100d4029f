"""What others say is passed on in one harmless line."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.answer import document, documents, quoted, told

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_told_is_one_harmless_line(text: str, most: int) -> None:
    """Whatever is said, one short line without control characters is told."""
    line = told(text, most)
    assert len(line) <= most
    assert len(line.splitlines()) <= 1
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in line)


def test_told() -> None:
    """The first line with words is told; colours are left out, other controls too."""
    assert told("\n \x1b[1;31merror:\x1b[0m\tno\x07 way\nmore") == "error: no way"
    assert told("abcdef", 4) == "abc…"
    assert told("a\u202eb") == "a b"
    assert told("") == ""
    assert (quoted(" hello\n"), quoted("\n")) == ("“hello”", "nothing")


@given(values)
def test_documents_round_trip(value: object) -> None:
    """JSON is read as it was written, alone and line by line."""
    text = json.dumps(value)
    assert document(text) == value
    assert documents(f"{text}\n\n{text}\r\n") == [value, value]


@given(st.text())
def test_any_text_is_json_or_none(text: str) -> None:
    """What is no JSON raises one kind of error, whatever it is."""
    try:
        document(text)
    except ValueError as error:
        assert str(error)
