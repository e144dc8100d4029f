"""The screens that people read, as golden files: in a pipe and on terminals.

One file a screen, a section for each way to look at it. The escapes of a terminal
are spelt out (␛).
"""

from __future__ import annotations

import pytest

from tests import golden
from tests.commands.looks import looks
from tests.commands.story import play
from tests.conftest import Run
from tests.terminal import on_terminal

SCREENS = {
    "today": ["today"],
    "week": ["week", "1"],
    "next": ["next"],
    "list": ["list"],
    "show-study": ["show", "study-map"],
    "show-lab": ["show", "lab-claims"],
    "show-checkpoint": ["show", "cp-w1-gateway"],
    "status": ["status"],
    "status-session": ["status", "w1-weekend"],
    "status-item": ["status", "hands-on-routes"],
    "history": ["history"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, run: Run) -> None:
    """Each screen is its golden file, at every width, with and without colour."""
    play(run)
    golden.check(f"{name}.txt", looks(run, SCREENS[name]))


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("columns", [60, 80])
def test_nothing_is_wider_than_the_terminal(
    name: str, columns: int, run: Run, bundled: object
) -> None:
    """On the bundled path, too, no line runs over the edge, long words apart."""
    run("done", "lab-setup", "--note", "a few words to look at " * 8)
    run("skip", "lab-dra", "--reason", "no cluster with devices at hand, and no time")
    argv = {
        "show-study": ["show", "study-gateway-api"],
        "show-lab": ["show", "lab-setup"],
        "show-checkpoint": ["show", "cp-w3-devices"],
        "status-session": ["status", "w3-mon-tue"],
        "status-item": ["status", "lab-dra"],
        "week": ["week", "3"],
    }.get(name, SCREENS[name])
    result = on_terminal(*argv, "--color", "never", columns=columns)
    assert result.code == 0
    too_long = [line for line in result.out.splitlines() if len(line) > columns]
    assert [line for line in too_long if "://" not in line] == []
