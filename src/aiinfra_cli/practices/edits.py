"""What a learner may change of a cell: its wording and its cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.practices.cadence import cadence_of, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 80  # characters of a wording, as in the curriculum


def check_title(text: str) -> str:
    """Say what is wrong with a wording; nothing when it is fit."""
    if not text.strip():
        return "the wording is empty"
    if not text.isprintable() or text != text.strip():
        return "the wording must be one line of plain text"
    if len(text) > LONGEST:
        return f"the wording is {len(text)} characters long; at most {LONGEST} fit"
    return ""


def edit_detail(
    title: str | None = None, cadence: str | None = None, *, reset: bool = False
) -> dict[str, Any]:
    """Give the detail of an `edit` event: what is None stays as it is.

    A reset goes back to wording and cadence of the chart. Raises UsageError.
    """
    if reset:
        if title is not None or cadence is not None:
            raise UsageError(
                "a reset takes back wording and cadence",
                hint="edit it without --reset, or reset it first",
            )
        return {"title": None, "cadence": None}
    detail: dict[str, Any] = {}
    if title is not None:
        said = " ".join(title.split())
        if wrong := check_title(said):
            raise UsageError(wrong, hint=f"write one line of 1 to {LONGEST} characters")
        detail["title"] = said
    if cadence is not None:
        detail["cadence"] = parse(cadence)._asdict()
    if not detail:
        raise UsageError(
            "nothing is said of what to change",
            hint="give a wording, a cadence, or --reset",
        )
    return detail


def edit_words(detail: Mapping[str, Any]) -> list[str]:
    """Tell in words what the detail of an `edit` event changes."""
    told = []
    if "title" in detail:
        title = detail["title"]
        told.append("the words of the chart" if title is None else f"“{title}”")
    if "cadence" in detail:
        cadence = cadence_of(detail["cadence"])
        told.append(cadence.words if cadence else "the cadence of the chart")
    return [", ".join(told)] if told else []
