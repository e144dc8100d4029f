"""The one way in and the one way out: parse, call, and turn errors into exits."""

from __future__ import annotations

import gc
import io
import os
import sys

TYPE_CHECKING = False  # without importing typing: --version needs nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# A short command ends before a collection could pay for itself; this saves about a
# seventh of the time of `done`. Long ones turn it on again (commands/report.py …).
gc.disable()

INTERRUPTED = 130


def run() -> None:
    """Run the program for this process and exit."""
    is_closed = sys.stdout is None
    _make_streams_usable()
    try:
        code = _refuse_closed() if is_closed else main(sys.argv[1:])
        code = _flushed(code)
    except KeyboardInterrupt:  # once more, while the first was being answered
        code = INTERRUPTED
    # Straight out: all is written and closed by now, and to take the interpreter
    # apart object by object would cost as much as the command itself.
    os._exit(code)


def main(argv: list[str]) -> int:
    """Run one command line and give its exit code; nothing is raised."""
    as_json = _wants_json(argv)
    streams = sys.stdout, sys.stderr
    try:
        if argv and argv[0] in ("--version", "-V"):
            from aiinfra_cli import __version__

            sys.stdout.write(f"aiinfra {__version__}\n")
            return 0
        return _run(argv)
    except SystemExit as end:
        # Typer's way out of completion and, with its own code, of a closed pipe.
        sys.stdout, sys.stderr = streams
        if isinstance(end.__context__, BrokenPipeError):
            return 0
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BrokenPipeError:
        return 0  # whoever read our output has enough (`| head -1`)
    except (KeyboardInterrupt, Exception) as error:  # the boundary
        return _fail(error, as_json=as_json)


def _run(argv: list[str]) -> int:
    from aiinfra_cli.commands import load, load_list, new_app, split, take_shared
    from aiinfra_cli.errors import UsageError

    color, ascii_only, rest = take_shared(argv)
    name, words = split(rest)
    for word in words:
        if not _is_text(word):
            raise UsageError(
                "an argument is not UTF-8 text",
                hint="set the terminal to UTF-8, or type it again",
            )
    if "_AIINFRA_COMPLETE" in os.environ:
        return _parse(load(None), words, "aiinfra")
    if name is None:
        return _parse(load_list(), words, "aiinfra")
    # With --json an error on stderr is one document; a greeting is no part of it.
    app = new_app(color=color, ascii_only=ascii_only, greets=not _wants_json(argv))
    try:
        return _parse(load(name), words, f"aiinfra {name}", app)
    finally:
        app.close()


def _parse(
    parser: Callable[..., Any], words: list[str], name: str, app: object = None
) -> int:
    result = parser(
        args=words,
        prog_name=name,
        standalone_mode=False,
        windows_expand_args=False,
        obj=app,
    )
    if result == INTERRUPTED:
        raise KeyboardInterrupt  # Typer took the first
    return result if isinstance(result, int) else 0


def _wants_json(argv: list[str]) -> bool:
    return "--json" in (argv[: argv.index("--")] if "--" in argv else argv)


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fail(error: BaseException, *, as_json: bool) -> int:
    """Print what went wrong and what to do next; give the exit code."""
    from contextlib import suppress

    from aiinfra_cli.failure import explain, print_failure

    failure = explain(error)
    # A stream that cannot be written to is closed when the process ends.
    with suppress(OSError):
        print_failure(failure, as_json=as_json)
    return failure.exit_code


def _make_streams_usable() -> None:
    """Open what the shell closed (`<&-`): Python leaves None in its place.

    What a terminal cannot write becomes `?`: the parser's help asks no encoding.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding != "utf-8":
        sys.stdout.reconfigure(errors="replace")


def _refuse_closed() -> int:
    from aiinfra_cli.errors import UsageError

    error = UsageError(
        "standard output is closed; nothing was done",
        hint="to see nothing of it, write: > /dev/null",
    )
    return _fail(error, as_json=_wants_json(sys.argv))


def _flushed(code: int) -> int:
    """Write out what is left in the streams; give the exit code after that."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            # The interpreter flushes at exit, too, and would complain in its way.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if not isinstance(error, BrokenPipeError):
                code = code or _fail(error, as_json=_wants_json(sys.argv))
    return code
