"""The visible list of commands. Only the module of the one called is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from aiinfra_cli.errors import UsageError

if TYPE_CHECKING:
    import typer

SCHEDULE, PROGRESS, REPORTS = "Schedule", "Progress", "Reports"
CURRICULUM, DATA = "Curriculum", "Data"

# Name of the command -> its module, and the panel of the help it stands in.
COMMANDS = {
    "today": ("today", SCHEDULE),
    "week": ("week", SCHEDULE),
    "next": ("next", SCHEDULE),
    "show": ("show", PROGRESS),
    "list": ("list", PROGRESS),
    "begin": ("begin", PROGRESS),
    "done": ("done", PROGRESS),
    "skip": ("skip", PROGRESS),
    "reopen": ("reopen", PROGRESS),
    "note": ("note", PROGRESS),
    "status": ("status", PROGRESS),
    "history": ("history", PROGRESS),
    "undo": ("undo", PROGRESS),
    "redo": ("redo", PROGRESS),
    "report": ("report", REPORTS),
    "curriculum": ("curriculum", CURRICULUM),
    "path": ("path", DATA),
    "doctor": ("doctor", DATA),
}

EVERYWHERE = ("--color", "--ascii")
_ROOT_ONLY = (
    "-h",
    "--help",
    "-V",
    "--version",
    "--install-completion",
    "--show-completion",
)


def split(argv: list[str]) -> tuple[str | None, list[str]]:
    """Give the command named, if its module alone is enough, and all arguments.

    The options that every command takes may stand anywhere; they are moved to the
    front, where the parser wants them. No command at all means `today`.
    """
    front, rest = _hoist(argv)
    if not rest:
        rest = ["today"]
    elif rest[0] in _ROOT_ONLY:
        return None, [*front, *rest]
    elif rest[0].startswith("-"):
        rest = ["today", *rest]
    name = rest[0]
    if name not in COMMANDS:
        raise _unknown(name)
    return name, [*front, *rest]


def load(name: str | None) -> Callable[..., Any]:
    """Build the parser of one command, or of all of them (help, completion)."""
    import os

    import typer

    if "_AIINFRA_COMPLETE" in os.environ:
        name = None
    from aiinfra_cli.commands.root import root

    app = typer.Typer(
        name="aiinfra",
        pretty_exceptions_enable=False,
        rich_markup_mode="rich" if name is None else None,
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=False,
        add_completion=name is None,
    )
    app.callback(invoke_without_command=True)(root)
    for command in COMMANDS if name is None else (name,):
        _register(app, command)
    return typer.main.get_command(app)


def _register(app: typer.Typer, name: str) -> None:
    file, panel = COMMANDS[name]
    module = import_module(f"aiinfra_cli.commands.{file}")
    if hasattr(module, "group"):
        app.add_typer(module.group, name=name, rich_help_panel=panel)
    else:
        app.command(name, rich_help_panel=panel)(module.command)


def _hoist(argv: list[str]) -> tuple[list[str], list[str]]:
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--color":
            # Not the builtin next: the module of that command has its name here.
            value = [*islice(words, 1)]
            if not value:
                raise UsageError(
                    "--color needs a value", hint="write one of: auto, always, never"
                )
            front += [word, *value]
        elif word.startswith("--color=") or word == "--ascii":
            front.append(word)
        else:
            rest.append(word)
    return front, rest


def _unknown(name: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return UsageError(
        f'there is no command "{name}"',
        hint=f"did you mean aiinfra {near[0]}?" if near else "see: aiinfra --help",
    )
