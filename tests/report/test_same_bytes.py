"""A report is a function of journal, course and day: same data, same bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import MINI, Run
from tests.report.conftest import copy_of_journal, merge
from tests.terminal import on_terminal

FORMATS = [[], ["--markdown"], ["--json"], ["--csv"], ["--html"]]
FIXED = FORMATS[1:]  # these are the same on every machine too


@pytest.mark.parametrize("form", FORMATS)
def test_twice_the_same(run: Run, played: Path, form: list[str]) -> None:
    """Two runs print the same, and a report writes nothing to the journal."""
    before = copy_of_journal(played)
    assert run("report", *form).out == run("report", *form).out
    assert copy_of_journal(played) == before


@pytest.mark.parametrize("form", FORMATS)
def test_hour_does_not_matter(
    run: Run, played: Path, form: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Early or late on a study day, the report is the same."""
    found = set()
    for moment in ("2026-11-25T04:00", "2026-11-25T23:59:59", "2026-11-26T03:59"):
        monkeypatch.setenv("AIINFRA_NOW", f"{moment}+00:00")
        found.add(run("report", *form).out)
    assert len(found) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_zone_does_not_matter(program: Run, played: Path, form: list[str]) -> None:
    """In zones where it is the same study day, the report is the same."""
    zones = ("UTC", "America/New_York", "Asia/Kolkata")
    found = {program("report", *form, env={"TZ": zone}).out for zone in zones}
    assert len(found) == 1


def test_day_matters(run: Run, played: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the next day only the day is another one, and what is reckoned from it."""
    first = run("report", "--json").document
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-26T08:00:00+00:00")
    later = run("report", "--json").document
    assert (first.pop("generated_at"), later.pop("generated_at")) == (
        "2026-11-25T00:00:00Z",
        "2026-11-26T00:00:00Z",
    )
    one, other = first["data"], later["data"]
    assert (one.pop("as_of"), other.pop("as_of")) == ("2026-11-25", "2026-11-26")
    assert (one.pop("since"), other.pop("since")) == ("2026-11-19", "2026-11-20")
    assert one["burnup"]["done"].pop() == {"day": "2026-11-25", "minutes": 205}
    assert other["burnup"]["done"].pop() == {"day": "2026-11-26", "minutes": 205}
    assert later == first


@pytest.mark.parametrize("form", FIXED)
def test_terminal_does_not_matter(run: Run, played: Path, form: list[str]) -> None:
    """Width, colour, marks and language of a terminal change no byte of a document."""
    plain = run("report", *form).out
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert on_terminal("report", *form, columns=40).out == plain
    assert on_terminal("report", *form, "--color", "always", "--ascii").out == plain
    assert on_terminal("report", *form, env=env).out == plain


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_merging_does_not_matter(
    run: Run,
    played: Path,
    form: list[str],
    seed: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A store that got the same events in another order gives the same report."""
    wanted = run("report", *form).out
    events = copy_of_journal(played)
    random.Random(seed).shuffle(events)
    other = tmp_path / "other"
    monkeypatch.setenv("AIINFRA_HOME", str(other))
    # The older course first: what retired since keeps its credit here too.
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(tmp_path / "older"))
    assert run("list").code == 0
    for event in events:
        merge(other, [event])
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    assert run("report", *form).out == wanted
