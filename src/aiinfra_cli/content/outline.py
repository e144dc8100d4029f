"""All weeks, sessions and items in the order in which a learner meets them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.lab import Lab
from aiinfra_cli.content.schema import ChallengePlace, Checkpoint, Milestone
from aiinfra_cli.errors import Problem

if TYPE_CHECKING:
    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.loader import Document, Step
    from aiinfra_cli.content.schema import LabPlace, Session, Week


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and the way to it inside."""

    document: Document
    path: tuple[Step, ...] = ()

    def below(self, *more: Step) -> Place:
        """Go further inside."""
        return Place(self.document, self.path + more)

    def problem(self, text: str, hint: str) -> Problem:
        """Make a problem of this place."""
        return Problem(self.document.file, self.line, text, hint)

    @property
    def line(self) -> int:
        """The line, looked up only when there is something to say about it."""
        return self.document.line(*self.path)

    def __str__(self) -> str:
        return f"{self.document.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone, with its place in the files and in the path."""

    model: Milestone | Lab | Checkpoint  # a challenge is a milestone
    place: Place
    kind: str
    position: int
    week: str | None = None
    session: str | None = None


@dataclass(slots=True)
class Outline:
    """The path, as far as its files could be read."""

    weeks: list[tuple[Week, Place]] = field(default_factory=list)
    sessions: list[tuple[Session, Place, Week]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    # Every line that places a lab, also one too many or of an unknown lab; the same
    # for challenges.
    labs: list[tuple[str, Place]] = field(default_factory=list)
    challenges: list[tuple[str, Place]] = field(default_factory=list)


def arrange(files: Files) -> Outline:
    """Put everything that was read into the order of the path."""
    outline = Outline()
    elsewhere = _elsewhere(files)
    position = count(1)
    for name in _in_order(files):
        week, document = files.weeks[name]
        outline.weeks.append((week, Place(document)))
        for number, session in enumerate(week.sessions):
            place = Place(document, ("sessions", number))
            outline.sessions.append((session, place, week))
            for index, item in enumerate(session.items):
                at = place.below("items", index)
                home = (next(position), week.id, session.id)
                if isinstance(item, Milestone):
                    outline.items.append(Item(item, at, item.kind, *home))
                    continue
                name, lines = _placement(outline, item)
                lines.append((name, at))
                if found := elsewhere.pop(name, None):
                    model, there = found
                    outline.items.append(Item(model, there, model.kind, *home))
        for index, checkpoint in enumerate(week.checkpoints):
            at = Place(document, ("checkpoints", index))
            outline.items.append(
                Item(checkpoint, at, "checkpoint", next(position), week.id)
            )
    if files.path:
        path, document = files.path
        for index, assessment in enumerate(path.assessment):
            at = Place(document, ("assessment", index))
            outline.items.append(Item(assessment, at, "assessment", next(position)))
    return outline


def _elsewhere(files: Files) -> dict[str, tuple[Milestone | Lab, Place]]:
    """Give what sessions only name: labs by their files, and challenges."""
    found: dict[str, tuple[Milestone | Lab, Place]] = {
        stem(name): (lab, Place(document))
        for name, (lab, document) in files.labs.items()
    }
    if files.challenges:
        listed, document = files.challenges
        for number, one in enumerate(listed.challenges):
            found.setdefault(one.id, (one, Place(document, ("challenges", number))))
    return found


def _placement(
    outline: Outline, item: LabPlace | ChallengePlace
) -> tuple[str, list[tuple[str, Place]]]:
    """Give what an entry of a session names, and the list of its like."""
    if isinstance(item, ChallengePlace):
        return item.challenge, outline.challenges
    return item.lab, outline.labs


def _in_order(files: Files) -> list[str]:
    """Order the files of weeks as path.yaml does, others behind them."""
    listed = files.path[0].weeks if files.path else ()
    rank = {week: number for number, week in enumerate(listed)}
    return sorted(
        files.weeks,
        key=lambda name: (rank.get(stem(name), len(rank)), len(name), name),
    )
