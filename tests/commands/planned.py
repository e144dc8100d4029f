"""What tests of the schedule ask the program about the plan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.asking import data
from tests.conftest import Run

# The sessions of the small path, laid from Monday 23 November on, every day.
FROM_MONDAY = {
    "w1-mon-tue": ["2026-11-23", "2026-11-24"],
    "w1-weekend": ["2026-11-25", "2026-11-26"],
    "w2-mon-tue": ["2026-11-27", "2026-11-28"],
    "w2-fri": ["2026-11-29"],
    "w2-weekend": ["2026-11-30", "2026-12-01"],
}


def days(run: Run) -> dict[str, list[str]]:
    """Give the days that each session of the plan stands on."""
    return {one["id"]: one["days"] for one in data(run, "plan")["sessions"]}


def settings(run: Run) -> dict[str, Any]:
    """Give what the learner said about their time."""
    found: dict[str, Any] = data(run, "plan")["settings"]
    return found


def plans(run: Run) -> list[str]:
    """Give the journal's plans, oldest first, as "verb way"."""
    events = data(run, "history", "--all")["events"]
    return [
        f"{one['verb']} {one['detail']['way']}"
        for one in reversed(events)
        if one["family"] == "plan"
    ]


def go_to(patch: pytest.MonkeyPatch, day: str, hour: str = "20:00") -> None:
    """Move the learner's clock."""
    patch.setenv("AIINFRA_NOW", f"{day}T{hour}")
