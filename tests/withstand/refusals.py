"""The shape that every refusal has, whatever it refuses."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import Result


def assert_refused(result: Result, code: int, message: str | None = None) -> str:
    """Hold a refusal against its shape; give its hint."""
    assert result.code == code, result
    assert result.out == ""
    assert "Traceback" not in result.err
    first, *problems, last = result.err.splitlines()
    assert first.startswith("aiinfra: ")
    assert all(line.startswith("  ") for line in problems)
    assert last.startswith("hint: ")
    assert len(first) < 600
    if message is not None:
        assert first.removeprefix("aiinfra: ") == message
    return last.removeprefix("hint: ")


def refused_as_json(result: Result, code: int) -> dict[str, Any]:
    """Hold a refusal with --json against its shape; give what it says."""
    assert result.code == code, result
    assert result.out == ""
    document = json.loads(result.err)
    assert list(document) == ["schema", "error"]
    assert document["schema"] == "aiinfra.error/1"
    error: dict[str, Any] = document["error"]
    assert list(error) == ["message", "hint", "exit_code", "problems"]
    assert error["exit_code"] == code
    assert error["message"]
    assert error["hint"]
    return error
