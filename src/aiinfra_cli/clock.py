"""What time it is, for the learner: the only place that asks the system."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from aiinfra_cli.errors import UsageError

# A late evening belongs to the day before.
DAY_START = timedelta(hours=4)
EARLIEST, LATEST = 1970, 9998  # leaves room for zones and sums


class Clock:
    """The present moment, or the one that AIINFRA_NOW names."""

    def __init__(
        self, environ: Mapping[str, str], *, day_start: timedelta = DAY_START
    ) -> None:
        self.day_start = day_start
        self._fixed: datetime | None = None
        if text := environ.get("AIINFRA_NOW"):
            try:
                self._fixed = _bounded(_aware(datetime.fromisoformat(text)))
            except (ValueError, OverflowError, OSError):
                raise UsageError(
                    f"AIINFRA_NOW is not a moment: {text[:60]!r}",
                    hint="write it like 2026-11-25T20:00, or unset it",
                ) from None

    def now(self) -> datetime:
        """Give the present moment, in UTC."""
        return self._fixed or datetime.now(UTC)

    def today(self) -> date:
        """Give the learner's study day."""
        return self.day_of(self.now())

    def day_of(self, moment: datetime) -> date:
        """Give the study day that a moment belongs to."""
        return study_day(moment, self.day_start)

    def parse(self, text: str) -> Moment:
        """Read what a person writes after --at.

        Raises UsageError for what is no moment, lies in the future, or before 1970.
        """
        moment = _parse(text.strip().lower(), self.now(), self.day_start)
        if moment is None:
            raise UsageError(
                f"not a moment: {text[:60]!r}",
                hint='write 2026-11-25, "2026-11-25 20:00", yesterday, '
                '"yesterday 20:00" or 20:00',
            )
        if moment.day > self.today() or (moment.at and moment.at > self.now()):
            raise UsageError(
                f"{text.strip()[:60]} is in the future",
                hint="--at says when it was done; leave it out for now",
            )
        if moment.day.year < EARLIEST:
            raise UsageError(
                f"{text.strip()[:60]} is too long ago", hint="begin at 1970"
            )
        return moment


class Moment:
    """A study day, with the moment where the hour is known."""

    def __init__(self, day: date, at: datetime | None = None) -> None:
        self.day = day
        self.at = at

    def in_journal(self) -> str:
        """Give the text that the journal keeps: a moment in UTC, or a bare date."""
        return stamp(self.at) if self.at else self.day.isoformat()


def stamp(moment: datetime) -> str:
    """Write a moment as the journal does: UTC, to the second, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def study_day(moment: datetime, day_start: timedelta = DAY_START) -> date:
    """Give the study day that a moment belongs to, in the local zone."""
    # Wall time: an hour lost or gained at night must not move the border of days.
    return (moment.astimezone().replace(tzinfo=None) - day_start).date()


def _parse(text: str, now: datetime, day_start: timedelta) -> Moment | None:
    today = study_day(now, day_start)
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    if text[:1].isdigit():
        text = text.replace("t", " ", 1)  # 2026-11-25T20:00
    first, _, rest = text.partition(" ")
    try:
        if first == "now" and not rest:
            return Moment(today, now)
        if ":" in first and not rest:
            return _on(today, time.fromisoformat(first), day_start)
        if first not in days:
            if not rest:
                return Moment(date.fromisoformat(first))
            moment = datetime.fromisoformat(f"{first}T{rest.strip().upper()}")
            return _at(moment, day_start)
        if not rest:
            return Moment(days[first])
        return _on(days[first], time.fromisoformat(rest.strip()), day_start)
    except (ValueError, OverflowError, OSError):
        return None


def _on(day: date, hour: time, day_start: timedelta) -> Moment:
    """Give the moment of a study day at a wall-clock time: 01:00 is its late end."""
    wall = datetime.combine(day, hour)
    if timedelta(hours=hour.hour, minutes=hour.minute) < day_start:
        wall += timedelta(days=1)
    return _at(wall, day_start)


def _at(moment: datetime, day_start: timedelta) -> Moment:
    aware = _aware(moment)
    return Moment(study_day(aware, day_start), aware)


def _bounded(moment: datetime) -> datetime:
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError
    return moment


def _aware(moment: datetime) -> datetime:
    """Give a moment its zone; one without is in the local zone."""
    if moment.tzinfo is None:
        # By its timestamp, so that 02:30 in a night that has none is half an hour
        # after 02:00; astimezone() would make it one before.
        return datetime.fromtimestamp(moment.timestamp(), UTC)
    return moment.astimezone(UTC)
