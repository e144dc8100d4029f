"""Text as plain values: what is written is what is read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.manifest import yaml_of
from aiinfra_cli.labs.opening import Deadline, Unfit
from aiinfra_cli.labs.plain import json_lines_of, json_of, table_of, text_of

LONG = Deadline(600)

# Beyond them JSON escapes in pairs, which YAML does not know; a carriage return alone
# is no line end to us, and one to the csv library.
BASIC = st.characters(
    max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters="\r"
)
TEXTS = st.text(BASIC, max_size=8)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
    ),
)


@given(value=JSON)
def test_json_is_what_was_written(value: Any) -> None:
    """Every JSON value comes back."""
    assert json_of(json.dumps(value), "a") == value


@given(values=st.lists(JSON))
def test_json_lines_are_what_was_written(values: list[Any]) -> None:
    """Every record comes back, in order."""
    text = "".join(json.dumps(value) + "\n" for value in values)
    assert json_lines_of(text, "a", LONG) == values


@given(value=JSON)
def test_json_is_yaml(value: Any) -> None:
    """YAML 1.2 reads JSON as JSON does: nothing is taken for a date or a yes."""
    text = json.dumps(value)
    assert yaml_of(text, "a", LONG) == value


PLAIN = st.recursive(
    st.booleans() | st.integers() | st.text("ab :#-'\"{}[],\n", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3)
    ),
)


@given(value=PLAIN)
def test_yaml_is_what_was_written(value: Any) -> None:
    """What a YAML library writes, in blocks and quotes, comes back."""
    assert yaml_of(yaml.safe_dump(value), "a", LONG) == value


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS).filter(any)),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_table_is_what_was_written(rows: list[tuple[str, str]], end: str) -> None:
    """What a CSV library writes comes back as text."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([("a", "b"), *rows])
    text = text_of(out.getvalue().encode(), "x")
    expected = [dict(zip("ab", row, strict=True)) for row in rows]
    assert table_of(text, "x", LONG) == expected


@given(
    raw=st.binary(max_size=60), form=st.sampled_from(["json", "jsonl", "yaml", "csv"])
)
def test_any_bytes_are_answered(raw: bytes, form: str) -> None:
    """Any bytes are read or refused in words of one line; nothing else happens."""
    try:
        text = text_of(raw, "found")
        if form == "json":
            json_of(text, "found")
        elif form == "jsonl":
            json_lines_of(text, "found", LONG)
        elif form == "yaml":
            yaml_of(text, "found", LONG)
        else:
            table_of(text, "found", LONG)
    except Unfit as error:
        assert error.verdict == "failed"
        assert "found" in error.reason
        assert error.reason.isprintable()


def test_yaml_bomb_ends_at_its_first_alias() -> None:
    """Nothing grows before it is refused."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(Unfit, match="line 2: an alias"):
        yaml_of("\n".join(lines), "bomb", LONG)
