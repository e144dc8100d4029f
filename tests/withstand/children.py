"""Processes of their own that run the program, for tests that kill or starve them.

They are forked off the test, so that hundreds of them cost seconds: what dies is a
real process in the middle of `main`, only its start is saved.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryFile
from typing import IO

from aiinfra_cli.main import main
from tests.conftest import Result


@dataclass
class Child:
    """A process under way, and what it answers."""

    pid: int
    answers: IO[str]

    def kill(self) -> list[str]:
        """End it without a warning; give what it still answered."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()[1]

    def interrupt(self) -> None:
        """Send it what ^C sends, until it ends.

        Once is not always enough: Python loses one that comes while it is forking.
        """
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        waited = 0
        while not os.waitid(os.P_PID, self.pid, how):
            if waited % 250 == 0:
                os.kill(self.pid, signal.SIGINT)
            waited += 1
            time.sleep(0.002)

    def wait(self) -> tuple[int, list[str]]:
        """Wait for its end; give the exit code and the answers not read so far."""
        with self.answers as answers:
            rest = answers.read().splitlines()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), rest


def start(work: Callable[[], int], *, answers_into: Path | None = None) -> Child:
    """Run `work` in a process whose answers are read line by line.

    A line is there as soon as it was printed: nothing waits in a buffer of ours. The
    answers of one that prints more than anybody reads go into a file.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, open(reading, encoding="utf-8"))  # noqa: PTH123
    code = 99
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if answers_into:
            writing = os.open(answers_into, os.O_WRONLY | os.O_CREAT)
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8")  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8")  # noqa: SIM115
        code = work()
    finally:
        os._exit(code)


def commands(*lines: list[str]) -> Callable[[], int]:
    """Give work that runs command lines one after the other, to the first failure."""

    def work() -> int:
        for line in lines:
            if code := main(line):
                return code
        return 0

    return work


def as_somebody_else(argv: list[str]) -> Result:
    """Run a command line as a user without rights; as ourselves where we are not root.

    Only what is imported already is sure to be there: the interpreter may live in a
    folder that the other user cannot enter.
    """
    with TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        pid = os.fork()
        if not pid:
            code = 99
            try:
                if os.getuid() == 0:
                    nobody = getpwnam("nobody")
                    os.setgroups([])
                    os.setgid(nobody.pw_gid)
                    os.setuid(nobody.pw_uid)
                sys.stdout, sys.stderr = out, err
                code = main(argv)
                out.flush()
                err.flush()
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        for file in (out, err):
            file.seek(0)
        return Result(code, out.read(), err.read())
