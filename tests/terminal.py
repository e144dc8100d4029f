"""A real terminal for the tests: the program runs as a process behind a pty."""

from __future__ import annotations

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
from concurrent.futures import ThreadPoolExecutor

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
        os.write(ours, keys.encode())
        with ThreadPoolExecutor() as beside:
            ended = beside.submit(_mark_end, process, theirs)
            screen = _read_to_mark(ours)
        os.close(theirs)
        os.close(ours)
        talk.seek(0)
        return Result(ended.result(), screen, talk.read().decode())


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


# Nothing that a program prints. Reading until the kernel says that nobody has the
# terminal open would lose what was printed last: Linux may say so before it has handed
# over all that was written (n_tty_read looks for the two one after the other). So the
# test keeps the terminal open itself, and writes a mark when the program has ended.
_END = b"\0the program has ended\0"


def _mark_end(process: subprocess.Popen[bytes], terminal: int) -> int:
    try:
        return process.wait(timeout=120)
    finally:
        process.kill()
        os.write(terminal, _END)


def _read_to_mark(terminal: int) -> str:
    found = b""
    while not found.endswith(_END):
        found += os.read(terminal, 65536)
    return found.removesuffix(_END).decode()


class Session:
    """A program on a terminal that a test talks to, waiting for what it says."""

    def __init__(self, argv: list[str], *, env: Mapping[str, str]) -> None:
        # Both ends stay open here: see _END.
        self._terminal, self._theirs = pty.openpty()
        size = struct.pack("HHHH", 50, 200, 0, 0)
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, size)
        self._process = subprocess.Popen(
            argv,
            env=_environment(env),
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
        )
        self._seen = ""

    def __enter__(self) -> Session:
        """Give the running session."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program and let go of the terminal."""
        self._process.kill()
        self._process.wait()
        os.close(self._theirs)
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
