"""A small story that golden files tell: one of each kind of step."""

from __future__ import annotations

from tests.conftest import Run

STEPS = [
    ["begin", "study-map"],
    ["done", "--note", "Layers: hardware, 動的, models | [bold]not bold[/bold]"],
    ["done", "lab-setup", "--at", "yesterday 18:30", "-e", "https://example.org/run/1"],
    ["skip", "hands-on-routes", "--reason", "no gateway at hand"],
    ["note", "hands-on-routes", "Come back when there is one.\n\nAsk Mia."],
    ["done", "cp-w1-gateway"],
    ["done", "study-history"],
    ["undo"],
    ["begin", "study-claims"],
]


def play(run: Run) -> None:
    """Play the story through the program."""
    for argv in STEPS:
        assert run(*argv).code == 0, argv
