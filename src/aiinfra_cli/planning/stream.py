"""Study days in order, and the room that is left on them."""

from __future__ import annotations

from datetime import date

from aiinfra_cli.planning.calendar import (
    Settings,
    check_hours,
    is_study_day,
    study_days,
)

Part = tuple[date, int]  # a day, and how much room is taken of it


class Stream:
    """Days that work is poured into, in order.

    The room of a day is its minutes. A learner who gave none has one place a day,
    which one session fills: the room of a day is 1 then.
    """

    def __init__(self, settings: Settings, from_: date, spent: int = 0) -> None:
        check_hours(settings.minutes_per_day)
        self._settings = settings
        self._days = study_days(settings, from_)
        self._from = from_
        self._spent = spent  # minutes of the first day that are gone already
        self._day: date | None = None  # what has been laid so far ends on it
        self._room = 0

    def pour(self, amount: int, not_before: date) -> list[Part]:
        """Lay work into the next room; work without an amount gets the day it meets."""
        day = self._go_to(not_before)
        if amount <= 0:
            return [(day, 0)]
        parts: list[Part] = []
        while amount > 0:
            if self._room <= 0:
                day = self._next()
            taken = min(amount, self._room)
            parts.append((day, taken))
            self._room -= taken
            amount -= taken
        return parts

    def fits(self, parts: list[Part]) -> bool:
        """Tell whether work can stand where it stands: study days, in order, room."""
        if self._day and parts[0][0] < self._day:
            return False
        return all(
            is_study_day(self._settings, day) and self._standing_room(day) >= amount
            for day, amount in parts
        )

    def hold(self, parts: list[Part]) -> None:
        """Take the room of work that stays where it stands."""
        for day, amount in parts:
            room = self._standing_room(day)
            self._go_to(day)
            self._room = room - amount

    def _go_to(self, not_before: date) -> date:
        day = self._day
        while day is None or day < not_before:
            day = self._next()
        return day

    def _next(self) -> date:
        self._day = next(self._days)
        self._room = self._fresh(self._day)
        by_minutes = self._settings.minutes_per_day is not None
        if self._day == self._from and self._spent and not by_minutes:
            self._room = 0  # a day already studied takes no further session
        return self._day

    def _standing_room(self, day: date) -> int:
        return self._room if day == self._day else self._fresh(day)

    def _fresh(self, day: date) -> int:
        per_day = self._settings.minutes_per_day
        if per_day is None:
            return 1
        return per_day if day != self._from else max(0, per_day - self._spent)
