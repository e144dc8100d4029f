"""What is ready to start, and how far each part of the longer path is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED, STATUSES, Tally
from aiinfra_cli.topics.model import topics_of
from aiinfra_cli.topics.tree import is_ready, ready, tally, tree, waits_for

from .fields import bundled, small, topic

ANY_STATES = st.dictionaries(
    st.sampled_from([one.id for one in small().topics]), st.sampled_from(STATUSES)
)


def ids(states: dict[str, str]) -> list[str]:
    """Name what is ready on the small path."""
    return [one.id for one in ready(small().topics, states)]


def test_what_needs_nothing_is_ready_at_once() -> None:
    """At the beginning every topic without needs can be started, in order."""
    assert ids({}) == ["soil", "worm", "water", "map", "lamp"]


def test_what_is_begun_or_closed_is_not_ready() -> None:
    """Only open topics are offered."""
    states = {"soil": STARTED, "worm": DONE, "water": SKIPPED}
    assert ids(states) == ["map", "lamp"]


def test_needs_are_met_by_done_and_by_skipped() -> None:
    """A need is out of the way when it is closed, one way or the other."""
    assert ids({"soil": DONE, "water": SKIPPED})[:2] == ["root", "worm"]
    assert "stair" in ids({"soil": DONE, "water": SKIPPED})
    assert "stair" not in ids({"soil": DONE, "water": STARTED})


def test_waits_name_the_open_needs_only() -> None:
    """What is waited for is told in the order of the file."""
    stair = small().topic("stair")
    assert stair
    assert waits_for(stair, {}) == ("soil", "water")
    assert waits_for(stair, {"soil": DONE}) == ("water",)
    assert waits_for(stair, {"soil": DONE, "water": DONE}) == ()


def test_tally_leaves_optional_topics_aside() -> None:
    """Covered counts minutes of all that is not optional; skipped ones are told."""
    states = {"soil": DONE, "worm": DONE, "water": SKIPPED}
    ground = [one for one in small().topics if one.pillar == "ground"]
    assert tally(ground, states) == Tally(
        minutes=240, done_minutes=120, skipped_minutes=30, items=3, done=1, skipped=1
    )


def test_tally_counts_each_topic_once() -> None:
    """A topic that is gathered elsewhere too does not count twice in a whole."""
    path = small()
    twice = [*path.topics, *path.within(path.pillar("shelf"))]
    assert tally(twice, {}) == tally(path.topics, {})


def test_tree_has_parts_below_their_topics() -> None:
    """A topic stands with its parts, and its own Covered takes them in."""
    ground, tower, shelf = tree(small(), {"soil": DONE, "root": STARTED})
    [group] = ground.groups
    soil, water = group.nodes
    assert [part.topic.id for part in soil.parts] == ["root", "worm"]
    assert (soil.status, soil.tally.minutes, soil.tally.done_minutes) == (
        DONE,
        210,
        120,
    )
    assert (water.topic.id, water.is_ready, water.parts) == ("water", True, ())
    assert ground.optional_minutes == 1200
    assert [node.waits for node in tower.groups[0].nodes] == [("water",), ("stair",)]
    assert [(one.title, len(one.nodes)) for one in shelf.groups] == [
        ("Upper board", 1),
        ("Lower board", 1),
        ("", 1),
    ]


def test_pillar_comes_after_those_that_are_not_covered() -> None:
    """A pillar names what comes before it until that is done or skipped."""
    assert [branch.waits for branch in tree(small(), {})] == [(), ("ground",), ()]
    closed = {"soil": DONE, "root": SKIPPED, "water": DONE}  # worm is optional
    assert [branch.waits for branch in tree(small(), closed)] == [(), (), ()]


def test_gathered_topics_count_in_both_pillars() -> None:
    """A pillar that gathers a topic counts it, as the one that holds it does."""
    _, tower, shelf = tree(small(), {"roof": DONE})
    assert (tower.tally.done, shelf.tally.done) == (1, 1)
    assert shelf.tally.minutes == 180


def test_part_of_another_file_stands_alone() -> None:
    """What is gathered without its topic is shown all the same."""
    found = topics_of(
        [
            {"id": "a", "title": "A", "topics": [topic("x"), topic("y", part_of="x")]},
            {"id": "b", "title": "B", "gathers": ["y"]},
        ]
    )
    assert [n.topic.id for n in tree(found, {})[1].groups[0].nodes] == ["y"]


@given(ANY_STATES)
def test_tree_shows_every_topic_of_a_pillar_once(states: dict[str, str]) -> None:
    """Nothing is lost or doubled between the records and the tree."""
    path = small()
    for branch in tree(path, states):
        nodes = [node for group in branch.groups for node in group.nodes]
        shown = [n.topic.id for node in nodes for n in (node, *node.parts)]
        within = [one.id for one in path.within(branch.pillar)]
        assert sorted(shown) == sorted(within)


@given(ANY_STATES)
def test_ready_is_open_with_all_needs_closed(states: dict[str, str]) -> None:
    """Ready means exactly this, whatever else is going on."""
    for one in small().topics:
        open_needs = [n for n in one.needs if states.get(n, OPEN) in (OPEN, STARTED)]
        expected = states.get(one.id, OPEN) == OPEN and not open_needs
        assert is_ready(one, states) is expected


@given(ANY_STATES, st.sampled_from([one.id for one in small().topics]))
def test_closing_a_topic_takes_no_other_from_ready(
    states: dict[str, str], id: str
) -> None:
    """To finish something never blocks something else."""
    before = {one.id for one in ready(small().topics, states)} - {id}
    after = {one.id for one in ready(small().topics, {**states, id: DONE})}
    assert before <= after


def test_everything_can_be_reached() -> None:
    """On the bundled path, doing whatever is ready ends with all of it done."""
    path, states = bundled(), dict[str, str]()
    while found := ready(path.topics, states):
        states |= {one.id: DONE for one in found}
    assert set(states) == {one.id for one in path.topics}
