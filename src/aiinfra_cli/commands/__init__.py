"""The visible list of commands. Only the module of the one called is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from aiinfra_cli.errors import UsageError

if TYPE_CHECKING:
    import typer

    from aiinfra_cli.app import App

SCHEDULE, PROGRESS, LABS, REPORTS = "Schedule", "Progress", "Labs", "Reports"
MEMORY, FIELD = "Memory", "Field"
CURRICULUM, DATA = "Curriculum", "Data"

# Name of the command -> its module, and the panel of the help it stands in.
COMMANDS = {
    "today": ("today", SCHEDULE),
    "week": ("week", SCHEDULE),
    "next": ("next", SCHEDULE),
    "plan": ("plan", SCHEDULE),
    "start": ("start", SCHEDULE),
    "replan": ("replan", SCHEDULE),
    "pause": ("pause", SCHEDULE),
    "calendar": ("calendar", SCHEDULE),
    "show": ("show", PROGRESS),
    "list": ("list", PROGRESS),
    "begin": ("begin", PROGRESS),
    "stop": ("stop", PROGRESS),
    "log": ("log", PROGRESS),
    "done": ("done", PROGRESS),
    "skip": ("skip", PROGRESS),
    "reopen": ("reopen", PROGRESS),
    "note": ("note", PROGRESS),
    "status": ("status", PROGRESS),
    "history": ("history", PROGRESS),
    "undo": ("undo", PROGRESS),
    "redo": ("redo", PROGRESS),
    "lab": ("lab", LABS),
    "check": ("check", LABS),
    "hint": ("hint", LABS),
    "metrics": ("metrics", LABS),
    "review": ("review", MEMORY),
    "concept": ("concept", MEMORY),
    "search": ("search", MEMORY),
    "landscape": ("landscape", FIELD),
    "topics": ("topics", FIELD),
    "reading": ("reading", FIELD),
    "events": ("events", FIELD),
    "practices": ("practices", FIELD),
    "report": ("report", REPORTS),
    "curriculum": ("curriculum", CURRICULUM),
    "path": ("path", DATA),
    "config": ("config", DATA),
    "doctor": ("doctor", DATA),
}

# What the list of commands says of each, so that it need not import them all: the
# first line of the command's own help.
PURPOSES = {
    "today": "Show where you are and what is next.",
    "week": "Show a week: its sessions, labs and checkpoints.",
    "next": "Show what comes next: what you began, then what is open and not blocked.",
    "plan": "Show all sessions on your calendar: dates, what is done, what is late.",
    "start": "Start the path on a day; later, change your days, hours or days off.",
    "replan": "Plan again what is not done; shows it first, and asks.",
    "pause": "Take days off; what was planned for them moves on, and no rhythm breaks.",
    "calendar": "Give the plan as a calendar file (.ics): one event per session.",
    "show": "Show an item: what to do, where to read, what it rests on, your notes.",
    "list": "List items; every filter given must fit.",
    "begin": "Take up an item; without an id, the next one. A timer runs until it is"
    " done.",
    "stop": "End the running timer, and keep its minutes; the item stays begun.",
    "log": "Note down time that you worked on an item; it adds to what the timer"
    " measured.",
    "done": "Mark items done, or a whole session or week; all of them or none.",
    "skip": "Leave items out; their time no longer counts, and is told beside the"
    " numbers.",
    "reopen": "Take up items again that were done or skipped; notes and evidence stay.",
    "note": "Keep a few words with an item.",
    "status": "Show how far you are: the four numbers, week by week.",
    "history": "Show what happened, the newest first; of one item if you name it.",
    "undo": "Take back the newest steps, of any kind; redo brings them again.",
    "redo": "Bring again the step undone last, as long as nothing new was done since.",
    "lab": "Show the page of a lab: steps, commands, files, checks; or write its"
    " files.",
    "check": "Look at what a lab really left behind; a passing run makes it verified.",
    "hint": "Give the next hint of a lab that you have not seen; the third is the"
    " answer.",
    "review": "Ask the recall cards that are due: question, answer, how well you knew"
    " it.",
    "concept": "Show a concept: what it is, how it is measured, what teaches it;"
    " or list them.",
    "search": "Search everything: items, concepts, cards, the landscape, your notes.",
    "landscape": "Show the map of the field, what you know of it, or one entry of it.",
    "topics": "Show the longer path: pillars, their topics, and what is ready to"
    " start.",
    "reading": "List what there is to read, by kind, with what you have read of it.",
    "events": "List conferences by date: what is under way, to come, and with --past"
    " past.",
    "practices": "Show the goal chart, and keep its practices.",
    "report": "Show what you have done, with evidence and notes, to yourself or to"
    " others.",
    "metrics": "Show what a serving benchmark measured, against targets; compare two"
    " runs.",
    "curriculum": "Look after a curriculum.",
    "path": "Show where your progress, its backups and the curriculum are.",
    "config": "Read and change your settings.",
    "doctor": "Look over the store, and the programs that labs need.",
}

_COLORS = ("auto", "always", "never")
_ROOT_ONLY = (
    "-h",
    "--help",
    "-V",
    "--version",
    "--install-completion",
    "--show-completion",
)


def take_shared(argv: list[str]) -> tuple[str | None, bool, list[str]]:
    """Take out the options that may stand anywhere; give them and the other words.

    They are --color, with its value, and --ascii.
    """
    color: str | None = None
    ascii_only = False
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--ascii":
            ascii_only = True
        elif word == "--color":
            # Not the builtin next: the module of that command has its name here.
            color = _known_color([*islice(words, 1)])
        elif word.startswith("--color="):
            color = _known_color([word.removeprefix("--color=")])
        else:
            rest.append(word)
    return color, ascii_only, rest


def _known_color(value: list[str]) -> str:
    hint = "write one of: " + ", ".join(_COLORS)
    if not value:
        raise UsageError("--color needs a value", hint=hint)
    if value[0] not in _COLORS:
        raise UsageError(f'--color is "{value[0]}"', hint=hint)
    return value[0]


def split(words: list[str]) -> tuple[str | None, list[str]]:
    """Give the command named and the words after it; no words at all mean `today`.

    What concerns no command (help, the version, completion) has None for a name.
    """
    if not words:
        return "today", []
    if words[0] in _ROOT_ONLY:
        return None, words
    if words[0].startswith("-"):
        return "today", words
    if words[0] not in COMMANDS:
        raise _unknown(words[0])
    return words[0], words[1:]


def load(name: str | None) -> Callable[..., Any]:
    """Build the parser of one command; or of all of them, for completion and docs."""
    import typer

    if name is None:
        app = _root()
        for one in COMMANDS:
            _register(app, one)
    else:
        module = _module(name)
        app = getattr(module, "group", None) or new_parser()
        if not hasattr(module, "group"):
            app.command(name, **_settings(module))(module.command)
    return typer.main.get_command(app)


def load_list() -> Callable[..., Any]:
    """Build the parser that lists the commands in its help; none can be called."""
    import typer

    app = _root()
    for name, (_, panel) in COMMANDS.items():
        help = PURPOSES[name]
        app.command(name, help=help, rich_help_panel=panel)(lambda: None)
    return typer.main.get_command(app)


def new_app(*, color: str | None, ascii_only: bool, greets: bool) -> App:
    """Make what every command is handed; whoever asks for it closes it."""
    import os

    from aiinfra_cli.app import App
    from aiinfra_cli.console import standard

    out = standard(color=color, ascii_only=ascii_only)
    return App(os.environ, out, greets=greets)


def new_parser(**settings: Any) -> typer.Typer:
    """Give a parser with no commands yet and plain help."""
    import typer

    plain: dict[str, Any] = {
        "pretty_exceptions_enable": False,
        "rich_markup_mode": None,
        "add_completion": False,
        "context_settings": {"help_option_names": ["-h", "--help"]},
    }
    return typer.Typer(**plain | settings)


def _root() -> typer.Typer:
    from aiinfra_cli.commands.root import root

    # Rich, for the panels; it takes longer to import than all the rest.
    app = new_parser(name="aiinfra", rich_markup_mode="rich", add_completion=True)
    app.callback(invoke_without_command=True)(root)
    return app


def _register(app: typer.Typer, name: str) -> None:
    module, panel = _module(name), COMMANDS[name][1]
    if hasattr(module, "group"):
        app.add_typer(module.group, name=name, rich_help_panel=panel)
    else:
        settings = _settings(module)
        app.command(name, rich_help_panel=panel, **settings)(module.command)


def _settings(module: Any) -> dict[str, Any]:
    """Give what the parser of one command is to do otherwise than all others."""
    return getattr(module, "settings", {})


def _module(name: str) -> Any:
    return import_module(f"aiinfra_cli.commands.{COMMANDS[name][0]}")


def _unknown(name: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return UsageError(
        f'there is no command "{name}"',
        hint=f"did you mean aiinfra {near[0]}?" if near else "see: aiinfra --help",
    )
