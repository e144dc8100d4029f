"""Rules about the names of entries on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.entries import LONGEST_LABEL
from aiinfra_cli.content.outline import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.entries import Entry
    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.errors import Problem


def labels_unique(files: Files, outline: Outline) -> Iterator[Problem]:
    """No two entries look alike on the map."""
    labels: dict[str, Place] = {}
    for entry, place in _entries(files):
        label = (entry.label or entry.name).casefold()
        at = place.below("label" if entry.label else "name")
        if label in labels:
            text = f'"{entry.label or entry.name}" is also written at {labels[label]}'
            yield at.problem(text, "give one of them another label")
        labels.setdefault(label, at)


def labels_fit(files: Files, outline: Outline) -> Iterator[Problem]:
    """What stands on the map has a name that fits there."""
    for entry, place in _entries(files):
        if entry.place and not entry.label and len(entry.name) > LONGEST_LABEL:
            text = f"the map has room for {LONGEST_LABEL} characters"
            yield place.below("name").problem(
                f"{text}, not {len(entry.name)}", "add a short name as label"
            )


def _entries(files: Files) -> Iterator[tuple[Entry, Place]]:
    for category, document in files.categories.values():
        for number, entry in enumerate(category.entries):
            yield entry, Place(document, ("entries", number))
