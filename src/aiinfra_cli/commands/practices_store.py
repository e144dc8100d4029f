"""The chart as it stands in the store, with what the journal has on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.errors import NotFound
from aiinfra_cli.model import PRACTICE
from aiinfra_cli.practices.fold import rebuild
from aiinfra_cli.practices.model import Chart, PracticeState, chart_of_cells
from aiinfra_cli.practices.standing import View, view
from aiinfra_cli.store import page_queries, practice_queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aiinfra_cli.app import App


class Kept(NamedTuple):
    """The chart of the course, and what the learner did of it."""

    chart: Chart  # in the words of the curriculum
    states: Mapping[str, PracticeState]
    day: date

    @property
    def view(self) -> View:
        """Work out where everything stands today."""
        return view(self.chart, self.states, self.day)

    def state(self, id: str) -> PracticeState:
        """Give the state of one cell."""
        return self.states.get(id) or PracticeState(id)


def kept_of(app: App) -> Kept:
    """Read the chart of the course; raises NotFound where it has none."""
    cells = page_queries.details(app.db, app.course, PRACTICE)
    if not cells:
        raise NotFound(
            "this curriculum has no goal chart", hint="see what it has: aiinfra list"
        )
    events = practice_queries.events(app.db, app.course)
    days = practice_queries.days(app.db, app.course)
    states = rebuild(events, days=days)
    return Kept(chart_of_cells(cells), states, app.clock.today())
