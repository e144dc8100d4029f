"""The addresses that a curriculum sends its readers to, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiinfra_cli.content import find_addresses
from aiinfra_cli.course import Spot
from aiinfra_cli.errors import CurriculumError

from .folders import Mini

PATH = "path.yaml"


def _origin(mini: Mini, text: str) -> dict[str, tuple[Spot, ...]]:
    """Give the addresses of a folder in which nothing else names one."""
    for path in mini.folder.rglob("*.yaml"):
        if path.name != "path.yaml":
            path.unlink()
    mini.write(PATH, f"format: 1\nid: mini\n{text}\n")
    return {one.url: one.places for one in find_addresses(mini.folder)}


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("url: https://docs.org/a#part", ["https://docs.org/a"]),
        ("home: http://127.0.0.1:8000/", ["http://127.0.0.1:8000/"]),
        ("recap: https://docs.org", ["https://docs.org"]),
        ("url: ftp://docs.org", []),
        ("repository: owner/name", ["https://github.com/owner/name"]),
        ("text: See https://docs.org/a.", ["https://docs.org/a"]),
        ("text: (see https://docs.org/a_(b)), or", ["https://docs.org/a_(b)"]),
        ("text: '[here](https://docs.org/x), and'", ["https://docs.org/x"]),
        ("text: '`https://docs.org/x`'", ["https://docs.org/x"]),
        ("text: Open http://localhost:8000/ or http://127.0.0.1/", []),
        ("text: Ask http://sim.lab.svc/ or http://host.docker.internal:1/", []),
        ("text: Write https:// and https://example.com/x", []),
        ("text: 'https://docs.org/v{{release}}/'", ["https://docs.org/v1.2/"]),
        ("text: 'https://docs.org/v{{other}}/'", []),
        ("text: 'http://[::1 is none'", []),
        ("run: [curl https://docs.org/]", []),
        ("probe: {kind: http, url: 'https://docs.org/'}", []),
        ("expect: facts.type == 'https://docs.org/type'", []),
    ],
)
def test_what_is_an_address(mini: Mini, text: str, urls: list[str]) -> None:
    """Links and what prose names are pages; code and one's own machine are not."""
    assert list(_origin(mini, f'versions: {{release: "1.2"}}\n{text}')) == urls


def test_places_of_an_address(mini: Mini) -> None:
    """An address has every line that names it, each once."""
    found = _origin(
        mini, "a: {url: https://docs.org/}\nb: See https://docs.org/ https://docs.org/"
    )
    assert found == {"https://docs.org/": (Spot(PATH, 3), Spot(PATH, 4))}


def test_no_curriculum(tmp_path: Path) -> None:
    """A folder without path.yaml is not searched for addresses."""
    (tmp_path / "other.yaml").write_text("url: https://docs.org/")
    with pytest.raises(CurriculumError, match=r"no path\.yaml"):
        find_addresses(tmp_path)
