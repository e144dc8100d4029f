"""The compiled curriculum: what `content` makes and `store` keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

# The families of ids beside the path.
FAMILIES = ("concept", "card", "entry", "topic", "practice", "reading", "event")
CONCEPT, CARD, ENTRY, TOPIC, PRACTICE, READING, EVENT = FAMILIES
PATH = "path"

KINDS = ("study", "hands-on", "lab", "project", "checkpoint", "assessment")


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """A numbered week of the path."""

    id: str
    number: int
    title: str
    focus: str


@dataclass(frozen=True, slots=True)
class CourseSession:
    """A block of days inside a week."""

    id: str
    week: str
    title: str
    days: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class CourseCheck:
    """One verifiable claim of a lab.

    The digest covers what it looks at and what it expects. `detail` holds what only
    a run of it needs: probes, expect, sees, wants, why, hint, needs.
    """

    id: str
    title: str
    kind: str  # of its probe; several are joined: "file + kubectl"
    digest: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CourseTool:
    """A program that labs use: how to ask for its version, and how to get it."""

    name: str
    run: tuple[str, ...]  # empty where there is no way to ask
    find: str
    get: str
    url: str


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing a checkpoint rests on: a milestone, or one check of a lab."""

    mode: str  # all | any
    item: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class CourseItem:
    """A milestone of the path.

    `detail` holds what only `show` and reports print, as JSON values: description,
    references, sources, verified, unverified, erratum, estimate, for labs laptop,
    objectives, steps, tools, concepts, versions, rubric, few_checks, cleanup,
    pitfalls, and for challenges case, objectives, concepts, hand_in, rubric, passed.
    Keys without a value are left out.
    """

    id: str
    kind: str
    title: str
    minutes: int
    position: int
    week: str | None = None
    session: str | None = None
    optional: bool = False
    tier: str | None = None
    needs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    rests: tuple[Rest, ...] = ()
    checks: tuple[CourseCheck, ...] = ()
    proof: str = ""  # digest of all checks; empty where only the learner's word counts
    detail: dict[str, Any] = field(default_factory=dict)
    text: str = ""  # that `search` looks through, beside title and tags


@dataclass(frozen=True, slots=True)
class CourseLink:
    """Something that another item belongs to, or that it is about."""

    family: str
    id: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """An item of another family than the path: a concept, an entry, a topic …

    `detail` holds all that its page tells, as JSON values.
    """

    family: str
    id: str
    kind: str
    title: str
    names: tuple[str, ...] = ()  # other names that people use
    aliases: tuple[str, ...] = ()
    links: tuple[CourseLink, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    text: str = ""  # that `search` looks through, beside title and names
    minutes: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A question about a concept, and its answer."""

    id: str
    concept: str
    question: str
    answer: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A whole curriculum, validated and in path order."""

    id: str
    title: str
    version: str
    summary: str
    digest: str
    weeks: tuple[CourseWeek, ...]
    sessions: tuple[CourseSession, ...]
    items: tuple[CourseItem, ...]
    tools: tuple[CourseTool, ...] = ()
    pages: tuple[CoursePage, ...] = ()
    cards: tuple[CourseCard, ...] = ()  # in the order in which new ones are asked


@dataclass(frozen=True, slots=True)
class Stamp:
    """How an item was checked, or why it was not, and where the files say so."""

    id: str
    file: str
    line: int
    on: date | None  # None: it was not
    how: str


class Spot(NamedTuple):
    """A line of a file."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Address:
    """A page that readers are sent to, and all lines that do so."""

    url: str
    places: tuple[Spot, ...]
