"""Rules about what items say of one another, and of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.folder import is_lab, stem
from aiinfra_cli.content.lab import Lab
from aiinfra_cli.content.names import named
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.schema import Checkpoint
from aiinfra_cli.content.wording import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Item, Outline
    from aiinfra_cli.errors import Problem

Complaint = tuple[str, str]


def labs_placed_once(files: Files, outline: Outline) -> Iterator[Problem]:
    """Each lab stands in exactly one session."""
    placed: dict[str, Place] = {}
    known = [stem(name) for name in files.names if is_lab(name)]
    for lab, place in outline.labs:
        if f"labs/{lab}.yaml" not in files.names:
            hint = near(lab, known) or "write the file, or take the line out"
            yield place.problem(f"there is no labs/{lab}.yaml", hint)
        elif lab in placed:
            yield place.problem(
                f'lab "{lab}" is already placed at {placed[lab]}', "keep one of them"
            )
        placed.setdefault(lab, place)
    for name, (_, document) in files.labs.items():
        lab = stem(name)
        if lab not in placed and not files.may_hide(lab):
            yield Place(document, ("id",)).problem(
                f'lab "{lab}" is in no session',
                f"add - lab: {lab} to the items of a session",
            )


def challenges_placed_once(files: Files, outline: Outline) -> Iterator[Problem]:
    """Each challenge stands once in its file, and in exactly one session."""
    written: dict[str, Place] = {}
    for name, place in _challenges(files):
        if name in written:
            text = f'id "{name}" is already used at {written[name]}'
            yield place.problem(text, "choose another id")
        written.setdefault(name, place)
    placed: dict[str, Place] = {}
    for name, place in outline.challenges:
        if name in placed:
            text = f'challenge "{name}" is already placed at {placed[name]}'
            yield place.problem(text, "keep one of them")
        elif name not in written and not files.may_hide(name):
            hint = near(name, written) or "write it there, or take the line out"
            yield place.problem(f'challenges.yaml has no "{name}"', hint)
        placed.setdefault(name, place)
    for name, place in written.items():
        if name not in placed and not files.may_hide(name):
            yield place.problem(
                f'challenge "{name}" is in no session',
                f"add - challenge: {name} to the items of a session",
            )


def needs_earlier(files: Files, outline: Outline) -> Iterator[Problem]:
    """Needs name items that come earlier, so they never go in circles."""
    book = _Book(files, outline)
    told: set[frozenset[str]] = set()
    for item in outline.items:
        if isinstance(item.model, Checkpoint):
            continue
        for index, name in enumerate(item.model.needs):
            place = item.place.below("needs", index)
            circle = book.circle(item, name)
            if circle and frozenset(circle) not in told:
                told.add(frozenset(circle))
                text = f"cycle: {' → '.join(circle)}"
                yield place.problem(text, "take one of these needs out")
            elif not circle and (wrong := book.wrong(item, name, "needs")):
                yield place.problem(*wrong)


def met_by_earlier(files: Files, outline: Outline) -> Iterator[Problem]:
    """A checkpoint rests on items, or checks of labs, that come before it."""
    book = _Book(files, outline)
    for item in outline.items:
        if not isinstance(item.model, Checkpoint):
            continue
        for mode, targets in (
            ("all", item.model.met_by.all),
            ("any", item.model.met_by.any),
        ):
            for index, target in enumerate(targets):
                name, _, check = target.partition("#")
                wrong = book.wrong(item, name, "met_by")
                wrong = wrong or book.wrong_check(name, check)
                if wrong:
                    place = item.place.below("met_by", mode, index)
                    yield place.problem(*wrong)


def urls_once(files: Files, outline: Outline) -> Iterator[Problem]:
    """An item names a page once."""
    for item in outline.items:
        if isinstance(item.model, Checkpoint):
            continue
        seen: dict[str, int] = {}
        for index, reference in enumerate(item.model.references):
            place = item.place.below("references", index, "url")
            if reference.url in seen:
                first = f"first on line {seen[reference.url]}"
                text = f"{reference.url} is named twice, {first}"
                yield place.problem(text, "keep one of them")
            seen.setdefault(reference.url, place.line)


def _challenges(files: Files) -> Iterator[tuple[str, Place]]:
    if files.challenges:
        found, document = files.challenges
        for number, one in enumerate(found.challenges):
            yield one.id, Place(document, ("challenges", number, "id"))


class _Book:
    """Looks up what one item says of another."""

    def __init__(self, files: Files, outline: Outline) -> None:
        self.files = files
        self.items: dict[str, Item] = {}
        self.renamed: dict[str, str] = {}
        for item in outline.items:
            self.items.setdefault(item.model.id, item)
            self.renamed |= dict.fromkeys(item.model.aliases, item.model.id)
        self.groups = {name for name, _ in named(outline)} - self.items.keys()

    def wrong(self, item: Item, name: str, key: str) -> Complaint | None:
        """Say what is wrong with naming an item here, if anything."""
        target = self.items.get(name)
        if target is not None:
            if target.position < item.position or self.is_unsure(item, target):
                return None
            late = "itself" if name == item.model.id else f'"{name}", which comes later'
            where = f", at {target.place}" if name != item.model.id else ""
            return f"{key} names {late}{where}", "move one of them, or take it out"
        if name in self.renamed:
            now = self.renamed[name]
            return f'{key} names "{name}", now called "{now}"', f"write {now}"
        if name in self.groups:
            hint = "name the items that it rests on"
            return f'{key} names "{name}", which only groups items', hint
        # A lab without a place is told by its own file.
        if self.files.may_hide(name) or f"labs/{name}.yaml" in self.files.names:
            return None
        hint = near(name, self.items) or "write the id of an item"
        return f'{key} names "{name}", which is not in the path', hint

    def is_unsure(self, item: Item, target: Item) -> bool:
        """Tell whether the order of two weeks is unknown, for want of path.yaml."""
        return self.files.path is None and item.week != target.week

    def wrong_check(self, name: str, check: str) -> Complaint | None:
        """Say what is wrong with naming a check of an item, if anything."""
        target = self.items.get(name)
        if not check or target is None:
            return None
        if not isinstance(target.model, Lab):
            return f'"{name}" is no lab and has no checks', f"write {name} alone"
        ids = [c.id for c in target.model.checks]
        if check in ids:
            return None
        hint = near(check, ids) or (
            f"it has {', '.join(ids)}" if ids else "it has none"
        )
        return f'lab "{name}" has no check "{check}"', hint

    def circle(self, item: Item, name: str) -> list[str]:
        """Find the way along needs from a needed item back to the one that needs it."""
        start = item.model.id
        target = self.items.get(name)
        # Every circle goes against the path somewhere; asking there is enough.
        if target is None or target.position < item.position:
            return []
        way: dict[str, str] = {name: start}
        waiting = [name]
        for here in waiting:
            if here == start:
                break
            model = self.items[here].model if here in self.items else None
            for after in () if model is None else getattr(model, "needs", ()):
                if after not in way:
                    way[after] = here
                    waiting.append(after)
        if start not in way:
            return []
        back = [start]
        while len(back) == 1 or back[-1] != start:
            back.append(way[back[-1]])
        return back[::-1]
