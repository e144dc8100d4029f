"""Which entries have grown old."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiinfra_cli.landscape.model import Entry


class Stale(NamedTuple):
    """An entry that has grown old; a date that is recent enough is empty."""

    entry: Entry
    released: str  # the day of its release
    verified: str  # the day it was last looked at
    is_unverified: bool  # nobody ever did


def stale(entries: Iterable[Entry], today: date, months: int) -> list[Stale]:
    """List entries whose release or verification is older than so many months.

    The oldest date comes first; entries that were never verified come last. What
    has no releases, like a paper, grows old by its verification alone.
    """
    limit = months_before(today, months).isoformat()
    found = []
    for one in entries:
        released = one.release.on if one.release and one.release.on < limit else ""
        verified = one.verified_on if one.verified_on < limit else ""
        if released or verified or one.unverified:
            found.append(Stale(one, released, verified, bool(one.unverified)))
    return sorted(found, key=_age)


def _age(one: Stale) -> tuple[str, str]:
    days = [day for day in (one.released, one.verified) if day]
    return (min(days) if days else "9999", one.entry.id)


def months_before(day: date, months: int) -> date:
    """Go back whole calendar months; a day that a month lacks becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
