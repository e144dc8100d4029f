"""What is kept of a round: read back as it was, and lost without harm."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.links import kept
from aiinfra_cli.links.kept import Kept
from aiinfra_cli.links.model import VERDICTS, Finding, Hop

NOW = datetime(2026, 11, 25, 20, 14, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
findings = st.builds(
    Finding,
    st.sampled_from(VERDICTS),
    st.none() | st.integers(100, 599),
    texts,
    st.lists(st.builds(Hop, st.integers(300, 399), texts), max_size=3).map(tuple),
)
seconds = st.integers(0, 80 * 24 * 3600)


@given(st.dictionaries(texts, st.tuples(findings, seconds), max_size=5))
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, tuple[Finding, int]]
) -> None:
    """Whatever was found is read back as it was."""
    known = {
        url: Kept(finding, NOW - timedelta(seconds=ago))
        for url, (finding, ago) in found.items()
    }
    path = tmp_path_factory.mktemp("links") / "links.json"
    with path.open("w", encoding="utf-8") as file:
        kept.write(known, file, NOW)
    assert kept.load(path) == known


def test_old_findings_are_forgotten() -> None:
    """What nobody has asked for in a quarter of a year is not kept."""
    known = {"https://a.example/": Kept(Finding("fine", 200, ""), NOW)}
    file = io.StringIO()
    kept.write(known, file, NOW + timedelta(days=90))
    assert file.getvalue() == '{\n "format": 1,\n "links": {}\n}\n'


GOOD = (
    '{"verdict": "fine", "status": 200, "reason": "", "hops": [],'
    ' "at": "2026-11-25T20:14:00+00:00"}'
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[]",
        "3",
        '{"format": 2, "links": {"u": ' + GOOD + "}}",
        '{"format": 1}',
        '{"format": 1, "links": []}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_damaged_file(tmp_path: Path, text: str) -> None:
    """A file that cannot be used is as good as none."""
    path = tmp_path / "links.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert kept.load(path) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"fine"', '"splendid"'),
        ("200", '"200"'),
        ('""', "null"),
        ("[]", '[["x"]]'),
        ("[]", "7"),
        ("+00:00", ""),
        ("2026-11-25", "yesterday"),
        ('"at"', '"when"'),
    ],
)
def test_damaged_entry(tmp_path: Path, old: str, new: str) -> None:
    """An entry that is wrong is left out, and hides no other."""
    path = tmp_path / "links.json"
    links = f'{{"bad": {GOOD.replace(old, new, 1)}, "good": {GOOD}}}'
    path.write_text(f'{{"format": 1, "links": {links}}}', "utf-8")
    assert list(kept.load(path)) == ["good"]


def test_no_file(tmp_path: Path) -> None:
    """No file, or a folder in its place, is nothing known."""
    assert kept.load(tmp_path / "links.json") == kept.load(tmp_path) == {}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_what_was_there_is_believed(verdict: str) -> None:
    """For a week a good answer stands; any other is asked for again at once."""
    is_good = verdict in ("fine", "moved")
    one = Kept(Finding(verdict, 200, ""), NOW)  # type: ignore[arg-type]
    assert one.is_fresh(NOW) is is_good
    assert one.is_fresh(NOW + timedelta(days=6, hours=23)) is is_good
    assert not one.is_fresh(NOW + timedelta(days=7))
    assert not one.is_fresh(NOW - timedelta(seconds=1))  # a clock was set back
