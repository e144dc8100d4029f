"""The four numbers that stand in every summary, each honest about what it lacks."""

# No `from __future__ import annotations`: see model.py.

from typing import NamedTuple

from aiinfra_cli.model import Tally


class Number(NamedTuple):
    """One of the four: a share of 1, or the reason why there is none."""

    name: str
    value: float | None
    reason: str = ""  # why there is no value
    beside: str = ""  # what must be told with it
    unit: str = "share"  # or "days": ahead or behind

    def shown(self) -> str:
        """Write the value alone."""
        if self.value is None:
            return "–"
        days = self.unit == "days"
        return days_words(int(self.value)) if days else percent(self.value)

    def text(self) -> str:
        """Write the number as every screen does."""
        beside = f" ({self.beside})" if self.beside else ""
        return f"{self.name} {self.shown()}{beside}"


UNREVIEWED = Number("Retained", None, "nothing has been reviewed")


def percent(share: float) -> str:
    """Write a share in whole per cent; only all is 100, only nothing is 0."""
    whole = round(share * 100)
    if share < 1:
        whole = min(whole, 99)
    if share > 0:
        whole = max(whole, 1)
    return f"{whole} %"


def days_words(days: int) -> str:
    """Write days ahead or behind: +1 day, −2 days, 0 days."""
    sign = "+" if days > 0 else "−" if days < 0 else ""
    return f"{sign}{abs(days)} {'day' if abs(days) == 1 else 'days'}"


def covered(tally: Tally, skipped_text: str = "") -> Number:
    """Give the minutes done of the minutes of all milestones not skipped."""
    counted = tally.minutes - tally.skipped_minutes
    beside = f"{skipped_text} skipped" if tally.skipped_minutes else ""
    if counted <= 0:
        return Number("Covered", None, "everything is skipped", beside)
    return Number("Covered", tally.done_minutes / counted, "", beside)


def verified(tally: Tally) -> Number:
    """Give the minutes that checks have proved of those that checks can prove."""
    if not tally.checkable_minutes:
        return Number("Verified", None, "nothing here can be checked by a program")
    return Number("Verified", tally.verified_minutes / tally.checkable_minutes)


def four(
    tally: Tally,
    skipped_text: str = "",
    days: int | None = None,
    retained: Number = UNREVIEWED,
) -> tuple[Number, ...]:
    """Give all four numbers, in the order of every screen.

    `days` are the study days ahead or behind, none without a plan.
    """
    return (
        covered(tally, skipped_text),
        verified(tally),
        retained,
        Number("On time", None, "no plan has been started")
        if days is None
        else Number("On time", days, unit="days"),
    )
