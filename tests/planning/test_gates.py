"""When a checkpoint has all that it rests on."""

from __future__ import annotations

import pytest

from aiinfra_cli.model import Rest
from aiinfra_cli.planning.gates import is_met


def _rests(mode: str, met: str) -> list[Rest]:
    return [Rest("cp", mode, f"item-{n}", "", one == "+") for n, one in enumerate(met)]


@pytest.mark.parametrize(
    ("every", "some", "met"),
    [
        ("++", "", True),
        ("+-", "", False),
        ("", "-+", True),
        ("", "--", False),
        ("+", "-+", True),
        ("+", "--", False),
        ("-", "++", False),
        ("", "", True),
    ],
)
def test_all_and_any(every: str, some: str, met: bool) -> None:
    """All of `all` and at least one of `any`; a mode that is not there asks nothing."""
    rests = [*_rests("all", every), *_rests("any", some)]
    assert is_met(rests) is met
    assert is_met(iter(reversed(rests))) is met
