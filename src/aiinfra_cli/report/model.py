"""What a report says, whatever the format: plain values, no store, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from aiinfra_cli.model import DONE, GATES, SKIPPED, Milestone, Rest, Tally

CLAIMED, READY = "claimed", "ready"
# Of labs that are done, beside claimed: those words say on what that rests.
VERIFIED, OVERRIDDEN, ATTESTED = "verified", "overridden", "attested"


@dataclass(frozen=True, slots=True)
class Head:
    """The course that a report is about."""

    id: str
    title: str
    version: str
    summary: str
    digest: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four numbers, or the reason why there is none."""

    name: str
    value: float | None
    text: str  # "42 %", or "–"
    reason: str
    skipped_minutes: int  # what must be told beside it
    beside: str = ""  # what else must be told: "2 cards suspended"
    before: float | None = None  # the value at the end of the day before `since`
    moved: str = ""  # how it moved: "+8 points", "−1 day", "no change"; "" is unknown


class Dates(NamedTuple):
    """The days that the plan gives to a part of the path, and its minutes."""

    first: str | None = None  # none: not in the plan, or no plan
    last: str | None = None
    planned: int = 0  # minutes of milestones not skipped
    done: int = 0
    actual: int = 0  # minutes that the work took, where it was timed
    left: int = 0
    late: bool = False  # its last day is past, and something is open


UNDATED = Dates()


@dataclass(frozen=True, slots=True)
class Ground:
    """One milestone that a checkpoint rests on, as a whole or by its checks."""

    item: str
    met: bool
    by_checks: bool = False  # not the milestone as a whole


@dataclass(frozen=True, slots=True)
class Gate:
    """A checkpoint or an assessment with what it rests on."""

    item: Milestone
    rests: tuple[Rest, ...]
    met: bool

    @property
    def standing(self) -> str:
        """Say where it stands: open, ready, done, claimed or skipped."""
        if self.item.status == DONE:
            return DONE if self.met else CLAIMED
        if self.item.status == SKIPPED:
            return SKIPPED
        return READY if self.met else "open"

    def grounds(self, mode: str) -> tuple[Ground, ...]:
        """Give what it rests on in one mode (all, any), one entry a milestone.

        Of several checks of one lab all must be met, or any. What all of it rests on
        anyhow is not told again among the choices.
        """
        told = {rest.item for rest in self.rests if rest.mode == "all" != mode}
        rests: dict[str, list[Rest]] = {}
        for rest in self.rests:
            if rest.mode == mode and rest.item not in told:
                rests.setdefault(rest.item, []).append(rest)
        of = all if mode == "all" else any
        return tuple(
            Ground(item, of(r.met for r in found), any(r.check for r in found))
            for item, found in rests.items()
        )


@dataclass(frozen=True, slots=True)
class SessionPart:
    """A block of days and its milestones."""

    id: str
    title: str
    days: str  # "mon tue"
    items: tuple[Milestone, ...]
    dates: Dates = UNDATED


@dataclass(frozen=True, slots=True)
class WeekPart:
    """A week: its sessions, its checkpoints and how far it is."""

    id: str
    number: int
    title: str
    focus: str
    tally: Tally
    covered: float | None
    covered_text: str
    sessions: tuple[SessionPart, ...]
    checkpoints: tuple[Gate, ...]
    dates: Dates = UNDATED


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link, or a file by path, size and hash, handed in for a milestone."""

    item: str
    title: str
    day: str
    kind: str
    url: str | None
    path: str | None
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run of a lab's checks: the one that verifies it, else the newest."""

    item: str
    title: str
    day: str
    passed: int
    total: int
    tools: tuple[tuple[str, str], ...]  # programs and their versions


@dataclass(frozen=True, slots=True)
class Note:
    """A few words kept with a milestone."""

    item: str
    title: str
    day: str
    at: str
    text: str


class Point(NamedTuple):
    """Minutes cumulated by the end of a day."""

    day: str
    minutes: int


@dataclass(frozen=True, slots=True)
class BurnUp:
    """What was done day by day, what was planned, and where that leads."""

    total: int  # minutes of all milestones not skipped
    done: tuple[Point, ...]  # a point for each day on which it grew; the last is as_of
    planned: tuple[Point, ...]  # a point for each study day; empty without a plan
    early: str | None  # finish dates of the forecast: 10, 50 and 90 % of its runs
    middle: str | None
    late: str | None
    reason: str  # why there is no forecast
    first_planned: tuple[Point, ...] = ()  # of the first plan, if another one counts


class Replan(NamedTuple):
    """That another plan counts than the one the path was started with."""

    on: str  # the day of the newest change
    days: int  # ahead of the first plan; negative: behind it


class StudyDay(NamedTuple):
    """What happened on one day; days without anything are not listed."""

    day: str
    minutes: int  # of milestones done
    worked: int  # minutes of kept time
    items: int  # milestones done
    reviews: int  # cards answered
    practices: int
    other: int  # runs of checks, notes and whatever else was recorded

    @property
    def longest(self) -> int:
        """Give the minutes done or those of kept time, whichever are more."""
        return max(self.minutes, self.worked)

    @property
    def level(self) -> int:
        """Shade it: 1 for anything at all, 2 from 30, 3 from 60, 4 from 120 minutes."""
        return 1 + sum(self.longest >= least for least in (30, 60, 120))


class Recall(NamedTuple):
    """How well the cards of one concept, or of one week, are remembered."""

    id: str
    title: str
    value: float | None  # mean retrievability
    cards: int
    due: int
    asked: int  # cards answered at least once


class Habit(NamedTuple):
    """One pillar of the goal chart."""

    id: str
    title: str
    strength: float | None  # none: nothing was ever done
    begun: int  # practices done at least once
    practices: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader was promised: whose report it is, and of what."""

    title: str = ""  # empty: that of the course
    name: str = ""  # of the learner
    week: int | None = None  # only this week
    since: str | None = None  # only what happened from this day on
    private: bool = False  # without notes and paths of evidence


WHOLE = Asked()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to show, as of one day; all lists are in path order."""

    course: Head
    as_of: str  # a date
    figures: tuple[Figure, ...]
    tally: Tally
    weeks: tuple[WeekPart, ...]
    labs: tuple[Milestone, ...]
    assessment: tuple[Gate, ...]
    evidence: tuple[Evidence, ...]
    checks: tuple[CheckRun, ...]
    notes: tuple[Note, ...]
    skipped: tuple[Milestone, ...]
    retired: tuple[Milestone, ...]
    upcoming: tuple[Milestone, ...]
    next: str
    asked: Asked = WHOLE
    since: str = ""  # the first day of what `Figure.moved` tells
    plan: Dates = UNDATED  # of the whole path
    replan: Replan | None = None
    finished: str | None = None  # the day on which the last was closed; none while open
    burnup: BurnUp | None = None  # none with nothing to draw
    days: tuple[StudyDay, ...] = ()  # in order
    recall: tuple[Recall, ...] = ()  # by concept, in the order of the path
    recall_by_week: tuple[Recall, ...] = ()
    habits: tuple[Habit, ...] = ()

    @property
    def title(self) -> str:
        """Give the heading: the learner's own, or that of the course."""
        return self.asked.title or self.course.title

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Give all checkpoints, then the final assessment."""
        checkpoints = (gate for week in self.weeks for gate in week.checkpoints)
        return (*checkpoints, *self.assessment)

    def figure(self, name: str) -> Figure:
        """Give one of the four numbers."""
        return next(figure for figure in self.figures if figure.name == name)


def word_of(item: Milestone) -> str:
    """Name where a milestone stands: for a lab that is done, on what that rests.

    Verified by its checks, overridden with a reason, attested by the learner's word
    where no program can check it; else claimed: its checks have not all passed.
    """
    if item.status != DONE or item.tier is None:
        return item.status
    if item.verified:
        return VERIFIED
    if item.waiver:
        return OVERRIDDEN
    return CLAIMED if item.checkable else ATTESTED


def standing_of(item: Milestone) -> str:
    """Say with its day where a milestone stands, when that is more than open."""
    word = word_of(item)
    return f"{word} {item.closed_day}" if item.closed_day else word


def reason_of(item: Milestone) -> str:
    """Give why a milestone was skipped, or why it is done without its checks."""
    if item.status == SKIPPED:
        return item.reason or ""
    return str(item.waiver) if word_of(item) == OVERRIDDEN else ""


def is_gate(item: Milestone) -> bool:
    """Tell whether a milestone is a checkpoint or an assessment."""
    return item.kind in GATES
