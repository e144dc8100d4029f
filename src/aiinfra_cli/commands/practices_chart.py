"""The chart as a learner looks at it: the grid, a page, the look back, the picture."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from aiinfra_cli.commands.output import Asked, put, target_for
from aiinfra_cli.commands.practices_store import kept_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import CONCEPT, PATH, PRACTICE
from aiinfra_cli.practices import document, grid, listing, looks, screens
from aiinfra_cli.practices.model import Pillar, Practice
from aiinfra_cli.practices.review import look_back, month_of
from aiinfra_cli.practices.upcoming import next_step, next_step_of
from aiinfra_cli.store import page_queries
from aiinfra_cli.store.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line
    from aiinfra_cli.practices.model import Cell
    from aiinfra_cli.practices.standing import View

WIDEST = 100  # columns of a page: longer lines are hard to read
UNBROKEN = 10**6  # columns, where nothing is cut
_FILE = Asked("--svg", "chart.svg")


def one_word(words: Sequence[str], *, verbs: Sequence[str]) -> str | None:
    """Give the one word behind the name of the command; raises UsageError for more."""
    if len(words) > 1:
        near = get_close_matches(words[0], verbs, n=1)
        raise UsageError(
            f'"{words[0][:80]}" is no verb of practices',
            hint=f"did you mean aiinfra practices {near[0]}?"
            if near
            else f"the verbs are {', '.join(verbs)}",
        )
    return words[0] if words else None


def agree(
    word: str | None, views: Mapping[str, bool], theme: str | None, *, as_json: bool
) -> None:
    """Let one way to look at the chart be asked for; raises UsageError for two."""
    asked = [name for name, is_asked in views.items() if is_asked]
    if as_json and "--svg" in asked:
        asked = ["--svg", "--json"]
    if len(asked) > 1:
        raise UsageError(
            f"{asked[0]} and {asked[1]} exclude each other",
            hint="leave one of them out",
        )
    if word is not None and asked and asked != ["--review"]:
        raise UsageError(
            f'{asked[0]} is about the whole chart, "{word[:80]}" one cell of it',
            hint="leave one of them out",
        )
    if theme is not None:
        _theme(theme, is_drawn="--svg" in asked)


def chart(app: App, *, listed: bool, as_json: bool) -> None:
    """Print the whole chart: a grid where it fits, else a list."""
    view = kept_of(app).view
    out = app.out
    if as_json:
        data = document.chart_document(view)
        out.json("aiinfra.practices/1", app.generated_at(), data)
        return
    if listed:
        lines = [
            *looks.head(view, out.width),
            *listing.list_lines(view, out.width, hidden=True, mark=mark(app)),
        ]
    else:
        lines = grid.chart_lines(view, out.width, mark=mark(app))
    out.lines([*lines, *_next(next_step(view))])


def cell(app: App, text: str, *, as_json: bool) -> None:
    """Print the page of what a text names."""
    cell_page(
        app, resolve(app.db, app.course, text, kinds=(PRACTICE,)).id, as_json=as_json
    )


def cell_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of a practice, a pillar or the goal."""
    view = kept_of(app).view
    found = view.chart.cell(id)
    assert found is not None
    if as_json:
        data = document.cell_document(view, found)
        app.out.json("aiinfra.practice/1", app.generated_at(), data)
        return
    width = min(app.out.width, WIDEST) if app.out.width else UNBROKEN
    if isinstance(found, Practice):
        lines = screens.page_lines(view, id, width, _titles(app, id))
    elif isinstance(found, Pillar):
        lines = screens.pillar_lines(view, id, app.out.width, mark=mark(app))
    else:
        lines = screens.goal_lines(view, width)
    app.out.lines([*lines, *_next(_next_of(view, found))])


def review(app: App, text: str, *, as_json: bool) -> None:
    """Print the look back on a month."""
    month = month_of(text, app.clock.today())
    kept = kept_of(app)
    found = look_back(kept.chart, kept.states, month)
    if as_json:
        data = document.look_back_document(found)
        app.out.json("aiinfra.practices-review/1", app.generated_at(), data)
        return
    width = app.out.width or UNBROKEN
    lines = screens.look_back_lines(found, width, mark=mark(app))
    app.out.lines([*lines, *_next(next_step(kept.view))])


def draw(app: App, file: str, theme: str | None) -> None:
    """Write the picture of the chart."""
    from aiinfra_cli.practices import svg  # the chart does without

    look = _theme(theme, is_drawn=True)
    target = None if file == "-" else target_for(app, file, _FILE)
    view = kept_of(app).view
    put(app, svg.draw(view, theme=look), target)
    if target:
        app.out.talk(f"next: {next_step(view)}")


def _theme(name: str | None, *, is_drawn: bool) -> str:
    from aiinfra_cli.commands import landscape_options  # words do without colours

    return landscape_options.theme_named(name, is_drawn=is_drawn)


def mark(app: App) -> str:
    """Give what stands where text was cut."""
    return "..." if app.out.ascii_only else looks.MARK


def _titles(app: App, id: str) -> dict[str, str]:
    """Give the titles of what a practice is linked to."""
    return {
        one.id: one.title
        for family in (PATH, CONCEPT)
        for one in page_queries.linked(app.db, app.course, PRACTICE, id, family)
    }


def _next(step: str) -> list[Line]:
    return [[], [("next: ", "dim"), (step, "next")]]


def _next_of(view: View, cell: Cell) -> str:
    if isinstance(cell, Practice):
        return next_step_of(view, view.standings[cell.id])
    return "aiinfra practices"
