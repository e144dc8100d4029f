"""Two blocks of lines side by side, where a terminal has room for both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import dropwhile, zip_longest

from aiinfra_cli.console import Line
from aiinfra_cli.report.render.columns import Page
from aiinfra_cli.typography import cell_width

_LEFT = 68  # cells at most: what stands to the right stays near it
_RIGHT = 58  # cells at least: half a year of study days, and what their shades mean
_GAP = 4
_LEAST = 66 + _GAP + _RIGHT  # cells of a page; with fewer one stands below the other

Block = Callable[[Page], Iterable[Line]]


def abreast(page: Page, left: Block, right: Block) -> Iterator[Line]:
    """Put two blocks side by side on a wide page, else one below the other.

    An empty line stands before them, as before every section.
    """
    if page.width is None or page.width < _LEAST:
        yield from left(page)
        yield from right(page)
        return
    room = min(_LEFT, page.width - _GAP - _RIGHT)
    first = _body(left, page.of(room))
    second = _body(right, page.of(page.width - room - _GAP))
    if not (first and second):  # what stands alone has the whole page
        yield from (left if first else right)(page)
        return
    yield []
    for one, other in zip_longest(first, second, fillvalue=()):
        used = sum(cell_width(text) for text, _ in one)
        yield [*one, (" " * (room + _GAP - used), ""), *other] if other else one


def _body(block: Block, page: Page) -> list[Line]:
    """Give the lines of a block without the empty ones before it."""
    return [*dropwhile(lambda line: not line, block(page))]
