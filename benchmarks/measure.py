"""Measure commands as a user runs them: an installed wheel, one process each.

A figure is the processor time (user and system) of a whole process, divided by that
of `python -c pass` of the same environment in the same round. The cases of a table
take turns, and each round has a base of its own, so that whatever else the machine
does, or however fast it runs just then, meets all of them alike.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
COLUMNS = 80
BASE_EVERY = 6  # cases: the base is run that often within a round


class Case(NamedTuple):
    """One command to measure."""

    name: str
    argv: Sequence[str]
    env: dict[str, str]
    terminal: bool = False
    before: Callable[[], object] | None = None  # made ready anew before each round


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    mebibytes: float


class Sample(NamedTuple):
    """What one run took: times the base of its round, and memory at its peak."""

    times: float
    mebibytes: float


class Figures(NamedTuple):
    """What the runs of one case took; `failed` says why there are none."""

    samples: tuple[Sample, ...]
    failed: str = ""

    @property
    def times(self) -> float:
        """Give the median of the rounds."""
        return statistics.median(sample.times for sample in self.samples)

    @property
    def span(self) -> tuple[float, float]:
        """Give the least and the greatest of the rounds."""
        times = [sample.times for sample in self.samples]
        return min(times), max(times)

    def against(self, other: Figures) -> float:
        """Give how many times the other this takes: the median of the rounds."""
        pairs = zip(self.samples, other.samples, strict=True)
        return statistics.median(mine.times / its.times for mine, its in pairs)

    @property
    def peak(self) -> float:
        """Give the most memory that a run took, in MiB."""
        return max(sample.mebibytes for sample in self.samples)


class Failed(Exception):
    """Say that a command did not end well, so that its time means nothing."""


def measure(
    base: Case, cases: Sequence[Case], rounds: int
) -> tuple[dict[str, Figures], Figures]:
    """Run all cases in turn, some rounds, after one round that does not count.

    Gives the figures of each case, and of the base itself.
    """
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    bases: list[Sample] = []
    failed: dict[str, str] = {}
    for number in range(rounds + 1):
        ran: dict[str, Run] = {}
        ran_base: list[Run] = []
        for index, case in enumerate(cases):
            if index % BASE_EVERY == 0:
                ran_base.append(run(base))
            if case.name not in failed:
                try:
                    ran[case.name] = run(case)
                except Failed as error:
                    failed[case.name] = str(error)
        one = statistics.median(run.seconds for run in ran_base)
        if number:
            bases += [Sample(run.seconds / one, run.mebibytes) for run in ran_base]
            for name, found in ran.items():
                samples[name].append(Sample(found.seconds / one, found.mebibytes))
        if sys.stderr.isatty():
            print(f"\rround {number} of {rounds} ", end="\r", file=sys.stderr)
    figures = {n: Figures(tuple(s), failed.get(n, "")) for n, s in samples.items()}
    return figures, Figures(tuple(bases))


def run(case: Case) -> Run:
    """Run one command to its end."""
    if case.before:
        case.before()
    env = {**os.environ, **case.env}
    if case.terminal:
        return _on_terminal(case, env)
    process = subprocess.Popen(
        case.argv,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout
    with process.stdout as stream:
        return _ended(process, _head_of(stream.fileno()))


def _on_terminal(case: Case, env: dict[str, str]) -> Run:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 50, COLUMNS, 0, 0))
    process = subprocess.Popen(
        case.argv, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = _head_of(ours)
    os.close(ours)
    return _ended(process, said)


def _head_of(stream: int) -> bytes:
    """Read a stream to its end and keep the start.

    A child counts as at least as large as this process is when it starts it: nothing
    that could grow is kept here.
    """
    said = b""
    with suppress(OSError):  # how Linux says that a terminal was closed
        while part := os.read(stream, 65536):
            said = said or part
    return said


def _ended(process: subprocess.Popen[bytes], said: bytes) -> Run:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = said.decode(errors="replace").strip().splitlines()[:1]
        raise Failed(f"exit {process.returncode} {' '.join(last)}".strip())
    per_mebibyte = 1024 if sys.platform == "linux" else 1024 * 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mebibyte)


def clean_environment() -> None:
    """Leave nothing in the environment that would change what Python does."""
    for name in list(os.environ):
        if name.startswith(("PYTHON", "AIINFRA_", "XDG_", "LC_", "_AIINFRA")):
            del os.environ[name]
    os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC"}
    for name in ("NO_COLOR", "FORCE_COLOR", "LINES"):
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = str(COLUMNS)


class Asked(NamedTuple):
    """What both scripts are called with."""

    python: str
    rounds: int
    markdown: bool
    folder: Path

    @property
    def program(self) -> str:
        """Give the installed program."""
        return str(Path(self.python).parent / "aiinfra")


@contextmanager
def asked(description: str) -> Iterator[Asked]:
    """Read the command line; give an environment to measure and a folder to use."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--python",
        help="the interpreter of an environment with aiinfra in it; without it, the "
        "wheel is built and installed into a new one",
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--markdown", action="store_true", help="for docs/")
    given = parser.parse_args()
    clean_environment()
    with tempfile.TemporaryDirectory(prefix="aiinfra-bench-") as folder:
        python = given.python or install_wheel(Path(folder))
        yield Asked(python, given.rounds, given.markdown, Path(folder))


def install_wheel(folder: Path) -> str:
    """Build the wheel and install it into a fresh environment; give its Python."""
    env = folder / "env"
    wheels = folder / "wheels"
    _call(sys.executable, "-m", "build", "--wheel", "-o", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    # Without pip of its own: only what users of the program have in theirs.
    _call(sys.executable, "-m", "venv", "--without-pip", str(env))
    python = str(env / "bin" / "python")
    _call(sys.executable, "-m", "pip", "--python", python, "install", str(wheel))
    return python


def generate(asked: Asked, items: int, events: int) -> dict[str, str]:
    """Make a home of some size; give the environment variables that lead there."""
    target = asked.folder / f"{items}"
    script = Path(__file__).with_name("generate.py")
    _call(asked.python, str(script), str(target), str(items), str(events))
    return {
        "AIINFRA_HOME": str(target / "home"),
        "AIINFRA_CURRICULUM": str(target / "curriculum"),
        "AIINFRA_NOW": "2026-11-21T12:00:00+00:00",
    }


def _call(*argv: str) -> None:
    done = subprocess.run(argv, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(argv)}\n{done.stdout}{done.stderr}")


def print_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, markdown: bool
) -> None:
    """Print a table: for a terminal, or for GitHub."""
    if markdown:
        print("| " + " | ".join(head) + " |")
        print("| --- " + "| ---: " * (len(head) - 2) + "| --- |")
        for row in rows:
            print("| " + " | ".join(row) + " |")
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [
            cell.ljust(width) if index in (0, len(head) - 1) else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
