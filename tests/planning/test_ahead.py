"""What comes next, from plain values."""

from __future__ import annotations

from aiinfra_cli.model import Milestone
from aiinfra_cli.planning.ahead import next_step, upcoming


def _item(id: str, *, kind: str = "study", status: str = "open") -> Milestone:
    standing = (status, None, None, None, None)
    return Milestone(id, kind, id, 30, False, None, None, 0, None, *standing)


A, B, C = _item("a"), _item("b"), _item("c")


def _ids(found: list[Milestone]) -> list[str]:
    return [milestone.id for milestone in found]


def test_open_ones_in_order() -> None:
    """Without anything begun, the first open ones that are not blocked."""
    found = upcoming(None, [A, B, C], lambda m: m.id == "b", 3)
    assert _ids(found) == ["a", "c"]


def test_begun_comes_first_and_once() -> None:
    """What is begun comes first, blocked or not, and is not told twice."""
    now = _item("b", status="started")
    assert _ids(upcoming(now, [A, now, C], lambda _: False, 3)) == ["b", "a", "c"]
    assert _ids(upcoming(now, [A, now, C], lambda _: True, 3)) == ["b"]


def test_no_more_than_asked_for() -> None:
    """Not one more is looked at than is needed."""
    seen: list[str] = []

    def is_blocked(milestone: Milestone) -> bool:
        seen.append(milestone.id)
        return False

    assert _ids(upcoming(None, [A, B, C], is_blocked, 1)) == ["a"]
    assert seen == ["a"]


def test_when_all_is_blocked() -> None:
    """Then the first open ones come all the same."""
    assert _ids(upcoming(None, [A, B, C], lambda _: True, 2)) == ["a", "b"]


def test_next_step() -> None:
    """Begin what is open, finish what is begun, close a checkpoint, or report."""
    assert next_step([A, B]) == "aiinfra begin a"
    assert next_step([_item("b", status="started")]) == "aiinfra done b"
    assert next_step([_item("cp", kind="checkpoint")]) == "aiinfra done cp"
    assert next_step([]) == "aiinfra report"
