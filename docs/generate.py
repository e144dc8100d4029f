"""Write docs/commands.md from the program itself: `python docs/generate.py`."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from aiinfra_cli.commands import COMMANDS, load

HEAD = """\
# Commands

This page is written by `python docs/generate.py` from the program itself, and a test
holds it to that. Every command takes `-h` and `--help`; `--color` and `--ascii` may
stand anywhere. What ids may look like: [ids.md](ids.md). How commands end:
[exit-codes.md](exit-codes.md).
"""


def reference() -> str:
    """Give the whole page."""
    os.environ.setdefault("COLUMNS", "100")
    root: Any = load(None)
    parts = [HEAD, *_section(root, "aiinfra", level=2, with_help=True)]
    panels = dict.fromkeys(panel for _, panel in COMMANDS.values())
    for panel in panels:
        parts.append(f"## {panel}\n")
        for name, (_, where) in COMMANDS.items():
            if where == panel:
                parts += _command(root.commands[name], f"aiinfra {name}")
    return "\n".join(parts)


def _command(command: Any, path: str) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if children:
        for name, child in children.items():
            yield from _command(child, f"{path} {name}")
    else:
        yield from _section(command, path, level=3, with_help=True)


def _section(command: Any, path: str, *, level: int, with_help: bool) -> Iterator[str]:
    context = typer.Context(command, info_name=path)
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    yield f"{'#' * level} `{path}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    yield f"```text\n{usage}\n```\n"
    rows = [
        _row(param)
        for param in command.get_params(context)
        if "--help" not in param.opts
    ]
    if rows:
        yield "| | |\n| --- | --- |"
        yield "\n".join(rows) + "\n"


def _row(param: Any) -> str:
    if param.param_type_name == "argument":
        names = f"`{param.metavar or param.human_readable_name}`"
    else:
        names = ", ".join(f"`{name}`" for name in param.opts)
        if not param.is_flag:
            kind = param.metavar or param.type.name.upper()
            names += f" {kind.replace('|', '&#124;')}"
    text = (param.help or "").replace("|", "&#124;")
    default = param.default
    if param.required and param.param_type_name == "option":
        text += " Required."
    elif isinstance(default, str | int) and not isinstance(default, bool) and default:
        text += f" Default: {default}."
    return f"| {names} | {text} |"


if __name__ == "__main__":
    Path(__file__).with_name("commands.md").write_text(reference(), encoding="utf-8")
