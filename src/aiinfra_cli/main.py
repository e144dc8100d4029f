"""The one way in and the one way out: parse, call, and turn errors into exits."""

from __future__ import annotations

import gc
import os
import sys

# A short command ends before a collection could pay for itself; this saves about a
# seventh of the time of `done`. Long ones turn it on again (commands/report.py …).
gc.disable()

USAGE, INTERRUPTED, BUG = 2, 130, 70


def run() -> None:
    """Run the program for this process and exit."""
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
    sys.exit(code)


def main(argv: list[str]) -> int:
    """Run one command line and give its exit code; nothing is raised."""
    if argv and argv[0] in ("--version", "-V"):
        from aiinfra_cli import __version__

        sys.stdout.write(f"aiinfra {__version__}\n")
        return 0
    try:
        return _run(argv)
    except BrokenPipeError:
        # Whoever read our output has enough (`| head -1`).
        _close_quietly()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("aiinfra: interrupted; what was answered is kept\n")
        return INTERRUPTED
    except Exception as error:  # the boundary: everything becomes an exit code
        return _fail(error, as_json="--json" in argv)


def _run(argv: list[str]) -> int:
    from aiinfra_cli.commands import load, split
    from aiinfra_cli.errors import UsageError

    name, rest = split(argv)
    for word in rest:
        if not _is_text(word):
            raise UsageError(
                "an argument is not UTF-8 text",
                hint="set the terminal to UTF-8, or type it again",
            )
    result = load(name)(
        args=rest, prog_name="aiinfra", standalone_mode=False, windows_expand_args=False
    )
    return result if isinstance(result, int) else 0


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fail(error: Exception, *, as_json: bool) -> int:
    """Print what went wrong and what to do next; give the exit code."""
    from aiinfra_cli.failure import explain, print_failure

    failure = explain(error)
    try:
        print_failure(failure, as_json=as_json)
    except BrokenPipeError:
        _close_quietly()
    return failure.exit_code


def _close_quietly() -> None:
    # The interpreter flushes stdout at exit and would complain about the pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
