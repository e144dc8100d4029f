"""Turn whatever was raised into what is printed: what is wrong, then what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from aiinfra_cli.errors import AiinfraError, Declined, StoreError, UsageError


class Bug(AiinfraError):
    """Say that the fault is ours."""

    exit_code = 70


class Interrupted(AiinfraError):
    """Say that the learner stopped it."""

    exit_code = 130


def explain(error: BaseException) -> AiinfraError:
    """Give the error of ours that says what happened."""
    if isinstance(error, AiinfraError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Interrupted("interrupted; what was recorded is kept")
    if found := _of_typer(error) or _of_sqlite(error):
        return found
    if isinstance(error, OSError) and error.strerror:
        if error.filename is None:  # no file of ours: one of the streams
            return StoreError(
                f"the output could not be written: {error.strerror.lower()}",
                hint="see where it goes; what was marked is kept",
            )
        return StoreError(
            f"{error.strerror.lower()}: {error.filename}",
            hint="see where data live: aiinfra path",
        )
    return _bug(error)


def _of_typer(error: BaseException) -> AiinfraError | None:
    import typer

    if isinstance(error, typer.Abort):
        return Declined("nothing changed")
    if not isinstance(error, typer.TyperException):
        return None
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "aiinfra"
    message = error.format_message().rstrip(".")
    return UsageError(
        message[:1].lower() + message[1:], hint=f"see how it is called: {path} --help"
    )


def _of_sqlite(error: BaseException) -> AiinfraError | None:
    if "sqlite3" not in sys.modules:
        return None
    import sqlite3

    if not isinstance(error, sqlite3.Error):
        return None
    from aiinfra_cli.paths import Paths
    from aiinfra_cli.store.connection import explain as explain_store

    return explain_store(error, Paths(os.environ).store)


def _bug(error: BaseException) -> Bug:
    where = _write_log(error)
    return Bug(
        "this is a mistake of ours, not yours; your progress is kept",
        hint=f"the details are in {where}; please report them",
    )


def _write_log(error: BaseException) -> str:
    import platform
    import tempfile
    import traceback
    from pathlib import Path

    from aiinfra_cli import __version__
    from aiinfra_cli.paths import Paths

    text = "".join(
        (
            f"aiinfra {__version__}, Python {platform.python_version()}, "
            f"{platform.platform()}\n",
            f"arguments: {sys.argv[1:]!r}\n",
            *traceback.format_exception(error),
        )
    )
    name = f"aiinfra-error-{os.getpid()}.log"
    places: tuple[Callable[[], Path], ...] = (
        lambda: Paths(os.environ).log,
        lambda: Path(tempfile.gettempdir()) / name,
    )
    for place in places:
        # Even finding the home, or a folder for what is temporary, may fail.
        with suppress(OSError, AiinfraError):
            log = place()
            log.write_text(text, encoding="utf-8", errors="backslashreplace")
            return str(log)
    return "no file, because none could be written"


def print_failure(failure: AiinfraError, *, as_json: bool) -> None:
    """Print an error to standard error: the only place that does."""
    from aiinfra_cli.console import standard

    out = standard()
    # First what was answered; if that cannot be written, the error still is.
    with suppress(OSError):
        out.stdout.flush()
    if as_json:
        import json

        document = {
            "schema": "aiinfra.error/1",
            "error": {
                "message": failure.message,
                "hint": failure.hint or None,
                "exit_code": failure.exit_code,
                "problems": list(failure.problems),
            },
        }
        text = json.dumps(document, ensure_ascii=False, indent=2)
        out.stderr.write(text.encode("utf-8", "replace").decode() + "\n")
        return
    out.talk(f"aiinfra: {failure.message}")
    for problem in failure.problems:
        out.talk(f"  {problem}")
    if failure.hint:
        out.talk(f"hint: {failure.hint}")
