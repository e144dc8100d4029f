"""A real terminal for the tests: the program runs as a process behind a pty."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Mapping

from tests.conftest import Result


def on_terminal(
    *argv: str,
    columns: int = 80,
    keys: str = "",
    env: Mapping[str, str] | None = None,
) -> Result:
    """Run a command line on a terminal of so many columns; `keys` are typed into it.

    Standard error goes to a file, so that data and talk can be told apart. `keys`
    may end with Ctrl-D (\\x04), the end of input.
    """
    ours, theirs = pty.openpty()
    _prepare(theirs, columns)
    with tempfile.TemporaryFile() as talk:
        process = subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", *argv],
            env=_environment(env or {}),
            stdin=theirs,
            stdout=theirs,
            stderr=talk,
        )
        os.close(theirs)
        os.write(ours, keys.encode())
        screen = _read_all(ours)
        os.close(ours)
        code = process.wait(timeout=60)
        talk.seek(0)
        return Result(code, screen, talk.read().decode())


def _prepare(terminal: int, columns: int) -> None:
    size = struct.pack("HHHH", 50, columns, 0, 0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
    modes = termios.tcgetattr(terminal)
    modes[1] &= ~termios.OPOST  # lines end as the program wrote them
    modes[3] &= ~termios.ECHO  # the screen shows what the program printed, no keys
    termios.tcsetattr(terminal, termios.TCSANOW, modes)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    # COLUMNS would hide the real width from the program.
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "COLORTERM")}
    return {**kept, "TERM": "xterm-256color", **more}


def _read_all(terminal: int) -> str:
    found = b""
    # The kernel says EIO when the last program has let go of the terminal.
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 65536):
            found += data
    return found.decode()


class Session:
    """A program on a terminal that a test talks to, waiting for what it says."""

    def __init__(self, argv: list[str], *, env: Mapping[str, str]) -> None:
        self._terminal, theirs = pty.openpty()
        size = struct.pack("HHHH", 50, 200, 0, 0)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
        self._process = subprocess.Popen(
            argv,
            env=_environment(env),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._seen = ""

    def __enter__(self) -> Session:
        """Give the running session."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program and let go of the terminal."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def type(self, keys: str) -> None:
        """Type keys, as a person would."""
        os.write(self._terminal, keys.encode())

    def interrupt(self) -> None:
        """Press ^C."""
        self._process.send_signal(signal.SIGINT)

    def exit_code(self) -> int:
        """Wait for the end of the program, and give its exit code."""
        return self._process.wait(timeout=60)

    def wait_for(self, text: str) -> None:
        """Wait until the screen says something; what came before it is forgotten."""
        while text not in self._seen:
            ready, _, _ = select.select([self._terminal], [], [], 60)
            if not ready:
                raise TimeoutError(f"no {text!r} in {self._seen!r}")
            self._seen += os.read(self._terminal, 65536).decode(errors="replace")
        self._seen = self._seen.partition(text)[2]
