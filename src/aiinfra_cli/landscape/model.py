"""The records of the map, and how they are read from JSON values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What a learner has studied of an entry: the mapping that every picture is given.
NONE, SOME, DONE, REVIEWED = "none", "some", "done", "reviewed"
STATES = (NONE, SOME, DONE, REVIEWED)

LAYERS = ("application", "model", "platform", "infrastructure")  # from the top
SPREAD = 0.6  # 0: places to scale; 1: only their order counts
QUIET = ("dormant", "archived", "not-found")  # nothing is to be expected of these


class Category(NamedTuple):
    """A functional category: one file of the curriculum."""

    id: str
    title: str


class Release(NamedTuple):
    """The newest release that was seen; `on` is empty where no date was."""

    version: str
    on: str
    how: str


class Spot(NamedTuple):
    """A place: prototype to mature, infrastructure to application, both 0 to 1."""

    x: float
    y: float
    by: str  # upstream | us


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the landscape. Texts that were left out are empty."""

    id: str
    name: str
    kind: str
    layer: str
    category: str
    description: str
    label: str = ""
    names: tuple[str, ...] = ()
    licence: str = ""
    foundation: str = ""
    maturity: str = ""
    since: str = ""
    repository: str = ""
    home: str = ""
    release: Release | None = None
    status: str = "active"
    early: bool = False
    place: Spot | None = None
    concepts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    weeks: tuple[str, ...] = ()
    note: str = ""
    erratum: str = ""
    sources: tuple[str, ...] = ()
    verified_on: str = ""
    verified_how: str = ""
    unverified: str = ""

    @property
    def short(self) -> str:
        """The name on the map, with a mark for what was not verified."""
        return (self.label or self.name) + (" ?" if self.unverified else "")

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing is to be expected of it any more."""
        return self.status in QUIET


@dataclass(frozen=True, slots=True)
class Landscape:
    """Categories in order, their entries, and where each of these is drawn.

    `spots` comes from the whole landscape: what is chosen from it keeps its place.
    """

    categories: tuple[Category, ...]
    entries: tuple[Entry, ...]
    spots: Mapping[str, tuple[float, float]]

    @property
    def placed(self) -> tuple[Entry, ...]:
        """The entries that have a place on the map."""
        return tuple(one for one in self.entries if one.id in self.spots)

    def entry(self, id: str) -> Entry | None:
        """Find an entry by its id."""
        return next((one for one in self.entries if one.id == id), None)

    def category(self, id: str) -> Category:
        """Give the category with an id; KeyError where there is none."""
        for one in self.categories:
            if one.id == id:
                return one
        raise KeyError(id)


def landscape_of(categories: Iterable[Mapping[str, Any]]) -> Landscape:
    """Read the landscape from categories in order, each with its `entries`."""
    found = list(categories)
    entries = tuple(
        entry_of(entry, one["id"]) for one in found for entry in one["entries"]
    )
    spots = [(one.id, one.place) for one in entries if one.place]
    xs = spread([place.x for _, place in spots])
    ys = spread([place.y for _, place in spots])
    return Landscape(
        tuple(Category(one["id"], one["title"]) for one in found),
        entries,
        {id: (x, y) for (id, _), x, y in zip(spots, xs, ys, strict=True)},
    )


def spread(values: Sequence[float]) -> list[float]:
    """Pull values from 0 to 1 apart where they crowd, in the same order.

    Each goes most of the way to where it would stand if all were equally far from
    the next. Equal values stay equal: what shares a place along one side of the map
    is told apart along the other.
    """
    distinct = sorted(set(values))
    last = max(len(distinct) - 1, 1)
    rank = {value: number / last for number, value in enumerate(distinct)}
    return [(1 - SPREAD) * value + SPREAD * rank[value] for value in values]


_TEXTS = (
    *("id", "name", "kind", "layer", "description", "label", "licence"),
    *("foundation", "maturity", "since", "repository", "home", "status", "note"),
    *("erratum", "unverified"),
)
_LISTS = ("names", "concepts", "items", "reading", "weeks", "sources")


def entry_of(data: Mapping[str, Any], category: str) -> Entry:
    """Read one entry from JSON values; keys that were left out take their default."""
    values: dict[str, Any] = {key: data[key] for key in _TEXTS if key in data}
    values |= {key: tuple(data[key]) for key in _LISTS if key in data}
    if release := data.get("release"):
        values["release"] = Release(
            release["version"], release.get("on", ""), release["how"]
        )
    if place := data.get("place"):
        values["place"] = Spot(place["x"], place["y"], place["by"])
    if verified := data.get("verified"):
        values["verified_on"] = verified["on"]
        values["verified_how"] = verified["how"]
    return Entry(category=category, early=bool(data.get("early")), **values)
