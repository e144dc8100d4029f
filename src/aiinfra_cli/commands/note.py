"""`aiinfra note`: keep a few words with a milestone."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from aiinfra_cli.commands import changes
from aiinfra_cli.commands.context import OneMarked, app_of
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.store import queries
from aiinfra_cli.store.journal import Entry

LONGEST = 1_000_000  # characters; a note is no place for a log file
_MOST_BYTES = 4 * LONGEST  # in UTF-8


def command(
    ctx: typer.Context,
    id: OneMarked = None,
    text: Annotated[
        str | None,
        typer.Argument(
            help="The words; without them, from standard input or your $EDITOR.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Keep a few words with an item."""
    app = app_of(ctx)
    family, item = changes.meant_one(app, id)
    words = checked(_words(item) if text in (None, "-") else str(text))
    with app.writing() as db:
        app.append(db, [Entry(item, "note", {"text": words}, family=family)])
    count = len(queries.state_of(app.db, app.course, item, family).notes)
    app.out.say(f"noted on {item} ({count} note{'s' if count > 1 else ''})")
    changes.tell_next(app, [changes.read_one(app.db, app, changes.Key(family, item))])


def checked(text: str, *, what: str = "a note") -> str:
    """Give the words without the space around them; raise when there are none."""
    text = text.strip()
    if not text:
        raise UsageError(f"{what} needs some words", hint="write them in quotes")
    if len(text) > LONGEST:
        raise _too_long(what, f"{len(text):,}")
    return text


def _too_long(what: str, count: str) -> UsageError:
    return UsageError(
        f"{what} may have {LONGEST:,} characters; this one has {count}",
        hint="keep the file, and hand it in with: aiinfra done ID --evidence FILE",
    )


def _words(item: str) -> str:
    if not sys.stdin.isatty():
        data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:  # cut here, it might not even be text
            raise _too_long("a note", "more")
        return _decoded(data)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        sys.stderr.write(f"Note on {item}; end it with Ctrl-D on a line of its own:\n")
        return _decoded(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory(prefix="aiinfra-") as folder:
        file = Path(folder) / f"{item}.md"
        file.touch()
        try:
            code = subprocess.run([*shlex.split(editor), str(file)]).returncode
        except (OSError, ValueError):
            raise UsageError(
                f"the editor {editor!r} could not be run",
                hint="set EDITOR, or write the words after the id",
            ) from None
        if code:
            raise Declined(f"the editor ended with {code}; nothing was noted")
        return _decoded(file.read_bytes())


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise UsageError(
            "the note is not UTF-8 text", hint="save it as UTF-8 and try again"
        ) from None
