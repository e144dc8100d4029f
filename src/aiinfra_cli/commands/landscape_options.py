"""What the options of `aiinfra landscape` mean, and which go together."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from aiinfra_cli.drawing.palette import THEMES
from aiinfra_cli.errors import UsageError
from aiinfra_cli.landscape.clusters import letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiinfra_cli.landscape.model import Category, Landscape

MONTHS, MOST_MONTHS = 6, 1200


def agree(
    id: str | None,
    views: Mapping[str, bool],
    filters: Mapping[str, bool],
    *,
    as_json: bool,
) -> None:
    """Let one way to look at the landscape be asked for; raises UsageError for two."""
    asked = [name for name, is_asked in views.items() if is_asked]
    if as_json and "--svg" in asked:
        asked = ["--svg", "--json"]
    elif len(asked) < 2:
        # The word behind --stale is its number of months.
        narrow = [name for name, is_asked in filters.items() if is_asked]
        if id is not None and "--stale" not in asked and (asked or narrow):
            raise UsageError(
                f"{(asked or narrow)[0]} is about the whole landscape,"
                f' "{id[:80]}" one entry of it',
                hint="leave one of them out",
            )
        return
    raise UsageError(
        f"{asked[0]} and {asked[1]} exclude each other", hint="leave one of them out"
    )


def months_of(text: str | None) -> int:
    """Read the number of months behind --stale; raises UsageError for another word."""
    if text is None:
        return MONTHS
    # Longer numbers would take long to read, and then be refused.
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    if not is_number or not 1 <= int(text) <= MOST_MONTHS:
        raise UsageError(
            f'"{text[:80]}" is no number of months',
            hint=f"write it like --stale 12, from 1 to {MOST_MONTHS}",
        )
    return int(text)


def theme_named(name: str | None, *, is_drawn: bool) -> str:
    """Give the theme of the picture; raises UsageError for one that is not known."""
    if name is None:
        return THEMES[0]
    if not is_drawn:
        raise UsageError(
            "--theme is about a picture", hint="for example: --svg field.svg"
        )
    if name not in THEMES:
        raise UsageError(
            f'--theme is "{name[:80]}"', hint=f"write one of: {', '.join(THEMES)}"
        )
    return name


def category_named(landscape: Landscape, text: str) -> Category:
    """Find a category by its id, its letter on the map, or a part that no other has.

    Raises UsageError where there is none, or are several.
    """
    word = text.strip().lower()
    ids = [one.id for one in landscape.categories]
    lettered = [
        id for id, letter in letters(landscape).items() if letter == word.upper()
    ]
    hits = (
        [word] if word in ids else lettered or [id for id in ids if word and word in id]
    )
    if len(hits) == 1:
        return landscape.category(hits[0])
    near = hits or get_close_matches(word, ids, n=1)
    raise UsageError(
        f'"{text[:80]}" could be any of {len(hits)} categories'
        if hits
        else f'there is no category "{text[:80]}"',
        hint=f"did you mean {' or '.join(near)}?"
        if near
        else f"one of: {', '.join(ids)}"
        if ids
        else "this curriculum has no landscape",
    )


def titled(category: Category | None, *, early: bool, mine: bool) -> str:
    """Give the title of what is shown, filters included."""
    said = [category.title if category else "The AI infrastructure landscape"]
    if early:
        said.append("early stage")
    if mine:
        said.append("begun, met or done")
    return " · ".join(said)
