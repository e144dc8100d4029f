"""Pages and lists, as whole texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from aiinfra_cli.landscape.screens import Link, list_lines, page_lines, stale_lines
from aiinfra_cli.landscape.stale import stale

from .fields import STUDIED, bundled, small
from .test_terminal import text

PARTS = {
    "On the path": {
        "lab-pot": Link("done", "Throw a pot on a wheel, then throw it away"),
        "study-pot": Link("none", "What a pot is"),
    },
    "On the longer path": {},
    "To read": {"paper-clay": Link("done", "On clay")},
}
CONCEPTS = {"clay": Link("some", "Clay")}


def page(
    id: str,
    width: int = 60,
    concepts: Mapping[str, Link] = MappingProxyType({}),
    parts: Mapping[str, Mapping[str, Link]] = MappingProxyType(PARTS),
    state: str = "",
) -> str:
    """Write the page of an entry of the small landscape."""
    landscape = small()
    found = landscape.entry(id)
    assert found is not None
    category = landscape.category(found.category).title
    state = state or STUDIED.get(id, "none")
    return text(page_lines(found, category, state, parts, concepts, width))


def test_page_tells_all_that_is_known() -> None:
    """A page has every fact, links with the learner's marks, corrections, sources."""
    assert page("vessel", concepts=CONCEPTS) == (
        "Vessel   ◆ done and reviewed\n"
        "project · platform layer · Kernel and runtime\n"
        "\n"
        "Does what vessel does.\n"
        "\n"
        "  also called  Pot, Vase\n"
        "  licence      Apache-2.0\n"
        "  foundation   CNCF, sandbox since 2025-05-13\n"
        "  repository   https://github.com/potters/vessel\n"
        "  home         https://vessel.example/\n"
        "  release      v1.2.3, 2026-08-12 (tag)\n"
        "  on the map   90 % to mature, 10 % up, placed by us\n"
        "  weeks        week-1\n"
        "\n"
        "On the path\n"
        "  ✓ lab-pot    Throw a pot on a wheel, then throw it away\n"
        "  ○ study-pot  What a pot is\n"
        "\n"
        "To read\n"
        "  ✓ paper-clay  On clay\n"
        "\n"
        "Concepts\n"
        "  ▸ clay  Clay\n"
        "\n"
        "Note\n"
        "Two lines are maintained.\n"
        "\n"
        "Corrected\n"
        "The plan writes Vesel.\n"
        "\n"
        "Checked 2026-11-20: tags read\n"
        "Sources: article outline\n"
    )


def test_page_warns_first() -> None:
    """An early, unverified entry says so below its name, and why further down."""
    assert page("rumour", parts={}) == (
        "Rumour <of> an & agent   ○ not begun\n"
        "project · platform layer · Gateways & agents\n"
        "early stage, not verified\n"
        "\n"
        "Does what rumour does.\n"
        "\n"
        "  on the map   10 % to mature, 90 % up, placed by us\n"
        "\n"
        "No milestone, topic or reading deals with it: here it cannot\n"
        "be done.\n"
        "\n"
        "Not verified\n"
        "Nobody looked.\n"
        "\n"
        "Sources: article outline\n"
    )
    assert page("ghost").splitlines()[2] == "not found"
    assert page("echo").splitlines()[2] == "dormant"


def test_head_says_how_far() -> None:
    """Begun tells of how much, met tells where; other states need no more words."""

    def head(state: str, **more: Any) -> str:
        return page("vessel", concepts=CONCEPTS, state=state, **more).splitlines()[0]

    idle = {"On the path": {"lab-pot": Link("none", "Pot")}}
    begun = {"On the path": {"lab-pot": Link("some", "Pot")}}
    assert head("some") == "Vessel   ▸ begun, 1 of 2 of the path done"
    assert head("some", parts=begun) == "Vessel   ▸ begun, 0 of 1 of the path done"
    later = {"On the path": {}, "To read": {"post": Link("done", "A post")}}
    assert head("some", parts=later) == "Vessel   ▸ begun, 1 of 1 done"
    assert head("some", parts=idle) == "Vessel   ▸ met in clay"
    assert head("some", parts={}) == "Vessel   ▸ met in clay"
    assert head("done") == "Vessel   ✓ done"
    assert head("none", parts=idle) == "Vessel   ○ not begun"


def test_concepts_that_name_the_entry() -> None:
    """They stand below those that it names; where it names none, in their place."""
    fire = {"fire": Link("done", "Fire"), "ash": Link("none", "Ash")}
    assert "\nConcepts\n  ▸ clay  Clay\n    and in fire, ash\n\nNote" in page(
        "vessel", concepts=CONCEPTS | fire
    )
    assert "\nConcepts\n  ✓ fire  Fire\n  ○ ash   Ash\n\nChecked" in page(
        "kiln", concepts=fire
    )


def test_page_wraps() -> None:
    """Narrow pages break lines, long addresses too; titles of links give way."""
    lines = page("vessel", 40).splitlines()
    assert max(map(len, lines)) <= 40
    assert "  ✓ lab-pot    Throw a pot on a wheel,…" in lines


def test_list_is_grouped_and_aligned() -> None:
    """Categories in order, ids whole, marks of caution beside the names."""
    assert text(list_lines(small(), STUDIED, 60)) == (
        "Kernel and runtime   3 of 3 met · ground\n"
        "  ◆ vessel  Vessel          CNCF, sandbox\n"
        "  ✓ kiln    Kiln\n"
        "  ▸ glaze   Glaze ~\n"
        "\n"
        "Gateways & agents   3 entries · top\n"
        "  ○ rumour  Rumour <&> ? ~\n"
        "  ○ echo    Echo            dormant\n"
        "  ○ ghost   Ghost           not found\n"
        "\n"
        "○ not begun   ▸ begun or met   ✓ done   ◆ done and reviewed\n"
        "~ early stage   ? not verified\n"
    )


def test_bundled_list_fits() -> None:
    """At 80 columns no line of the list is longer, and every id is whole."""
    landscape = bundled()
    lines = text(list_lines(landscape, {}, 80)).splitlines()
    assert max(map(len, lines)) <= 80
    listed = {line.split()[1] for line in lines if line.startswith("  ○ ")}
    assert listed == {one.id for one in landscape.entries}


def test_every_bundled_page_can_be_written() -> None:
    """No page of the bundled landscape is wider than its terminal, addresses aside."""
    landscape = bundled()
    for one in landscape.entries:
        title = landscape.category(one.category).title
        written = text(page_lines(one, title, "none", {}, {}, 80))
        long = [line for line in written.splitlines() if len(line) > 80]
        assert long == [], one.id
        for warning, holds in (
            ("early stage", one.early),
            ("not verified", bool(one.unverified)),
        ):
            assert (warning in (written.split("\n\n")[0])) == holds


def test_stale_list() -> None:
    """Old entries with their dates, then the ids of what was never verified."""
    found = stale(small().entries, date(2027, 6, 1), 6)
    assert text(stale_lines(found, 6, 60)) == (
        "vessel  v1.2.3 released 2026-08-12; checked 2026-11-20\n"
        "echo    checked 2026-11-20\n"
        "ghost   checked 2026-11-20\n"
        "glaze   checked 2026-11-20\n"
        "kiln    checked 2026-11-20\n"
        "\n"
        "5 entries older than 6 months\n"
        "\n"
        "Never verified (1): rumour\n"
    )


def test_nothing_stale() -> None:
    """Where nothing is that old, the list says so."""
    fresh = [one for one in small().entries if not one.unverified]
    found = stale(fresh, date(2026, 11, 25), 6)
    assert text(stale_lines(found, 6, 60)) == "Nothing is that old\n"
