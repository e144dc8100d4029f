"""The records the program works with. Plain tuples: hot commands build them fast."""

# No `from __future__ import annotations` here: as text, the type of each field would
# be compiled anew at every start.

from typing import Any, NamedTuple

PATH = "path"  # the family of weeks, sessions and milestones
CONCEPT, CARD, ENTRY = "concept", "card", "entry"  # other families of the curriculum
TOPIC, PRACTICE, READING, EVENT = "topic", "practice", "reading", "event"
COMMAND = "command"  # the family of undo and redo: their item is a command_id

OPEN, STARTED, DONE, SKIPPED = "open", "started", "done", "skipped"
RETIRED = "retired"  # a milestone that left the curriculum, shown by its credit
STATUSES = (OPEN, STARTED, DONE, SKIPPED)

KINDS = ("study", "hands-on", "lab", "project", "checkpoint", "assessment")
MOST_MINUTES = 24 * 60  # that one record of time can tell of
GATES = ("checkpoint", "assessment")  # 0 minutes, rest on other milestones


class Event(NamedTuple):
    """One line of the journal: what happened to which item, when, by which command."""

    id: str
    command_id: str
    course: str
    family: str
    item: str
    verb: str
    at: str  # UTC, ISO 8601 with Z
    day: str  # the learner's study date
    device: str
    detail: dict[str, Any]


class State(NamedTuple):
    """What the journal says of one item; the empty state is never stored."""

    status: str = OPEN
    begun_at: str | None = None
    closed_at: str | None = None  # a moment, or the bare date given with --at
    closed_day: str | None = None
    reason: str | None = None
    notes: tuple[dict[str, Any], ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()
    minutes: int = 0  # that the work took so far
    timer_at: str | None = None  # when the running timer began
    # What runs of its checks proved: "check:digest" for each that passed, and
    # ":proof" for a run in which all of them did.
    proofs: tuple[str, ...] = ()
    waiver: str | None = None  # why it was marked done although a check did not pass


EMPTY = State()


class Milestone(NamedTuple):
    """One item of the path, a topic or a reading, and where the learner stands on it.

    Of other families than the path it has no week, no session and no checks.
    """

    id: str
    kind: str
    title: str
    minutes: int
    optional: bool
    week: str | None
    session: str | None
    position: int
    tier: str | None
    status: str
    begun_at: str | None
    closed_at: str | None
    closed_day: str | None
    reason: str | None
    actual: int = 0  # minutes that the work took so far
    timer_at: str | None = None  # when the running timer began
    checkable: bool = False  # it has a check other than the learner's own word
    verified: bool = False  # done, and all its checks passed in one run
    waiver: str | None = None  # why it was marked done although a check did not pass
    family: str = PATH

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to do here."""
        return self.status in (DONE, SKIPPED)


class Week(NamedTuple):
    """A numbered week."""

    id: str
    number: int
    title: str
    focus: str


class Session(NamedTuple):
    """A block of days inside a week."""

    id: str
    week: str
    title: str
    days: str  # "mon tue"


class Rest(NamedTuple):
    """One thing a checkpoint rests on, and whether it is there yet."""

    checkpoint: str
    mode: str  # all | any
    item: str
    check: str
    met: bool


class Tally(NamedTuple):
    """Minutes and counts of a group of milestones; what retired still counts."""

    minutes: int = 0  # of all milestones, skipped ones included
    done_minutes: int = 0
    skipped_minutes: int = 0
    items: int = 0  # milestones with minutes
    done: int = 0
    skipped: int = 0
    gates: int = 0  # checkpoints and assessments
    gates_done: int = 0
    gates_skipped: int = 0
    checkable_minutes: int = 0  # of those not skipped that checks can prove
    verified_minutes: int = 0
    checkable: int = 0
    verified: int = 0
