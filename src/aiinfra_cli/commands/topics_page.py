"""The page of one topic of the longer path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.commands import beside, documents
from aiinfra_cli.commands import page as parts
from aiinfra_cli.model import TOPIC
from aiinfra_cli.store import queries
from aiinfra_cli.topics.document import topic_document
from aiinfra_cli.topics.screens import page_lines

if TYPE_CHECKING:
    from aiinfra_cli.app import App


def topic_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of a topic; of a pillar its branch."""
    path = beside.longer_path(app)
    topic = path.topic(id)
    if topic is None:
        from aiinfra_cli.commands import topics

        topics.pillar_page(app, id, as_json=as_json)
        return
    states = beside.states(app, TOPIC)
    one = beside.one(app, TOPIC, id)
    state = queries.state_of(app.db, app.course, id, TOPIC)
    step = beside.step_of(app, one) or beside.next_topic(app, path, states, topic)
    if as_json:
        data = {
            "topic": {**topic_document(topic, states), **beside.standing(one)},
            **documents.state(state),
            "next": step,
        }
        app.out.json("aiinfra.topic/1", app.generated_at(), data)
        return
    links = beside.links(app, TOPIC, id)
    standing = beside.standing_text(app, one)
    width = beside.page_width(app.out)
    lines = page_lines(path, topic, states, links, standing, width)
    lines += parts.kept(app.out, state, app.clock.today())
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])
