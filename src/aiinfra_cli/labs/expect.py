"""Are the facts as expected? Expectations in CEL, evaluated in a child process.

One child serves a whole run: it answers each question as it is asked, so that a
check is told as soon as it was looked at. One expectation that takes too long, or
brings the library down, is broken; the next is asked in a new child.
"""

from __future__ import annotations

import contextlib
import errno
import json
import signal
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from aiinfra_cli.labs.answer import told

SECONDS = 10.0  # of processor time that one expectation may take
MEMORY = 2 << 30  # bytes; facts of 16 MiB, all tiny values, take more than half
MOST_SEEN = 200  # characters of what a check saw
_CHILD = Path(__file__).with_name("expect_child.py")


class Judged(NamedTuple):
    """What came of holding an expectation against facts."""

    verdict: Literal["passed", "failed", "broken"]
    reason: str = ""  # empty for an expectation that is false, plainly
    saw: str = ""


class Fault(NamedTuple):
    """What is wrong with an expression, and where in its text, both from 1."""

    text: str
    line: int
    column: int


class Judge:
    """Evaluates one expectation after the other; started at the first."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def judge(self, expect: str, facts: Any, sees: str = "") -> Judged:
        """Hold facts against an expectation, and tell what was seen of them."""
        question = {"expect": expect, "sees": sees, "facts": facts}
        try:
            line = json.dumps(question)
        except RecursionError:
            return Judged("broken", "what was seen is nested too deeply")
        except ValueError:  # Python does not write numbers of thousands of digits
            return Judged("broken", "what was seen holds a number that is too long")
        answer = self._ask(line)
        if isinstance(answer, str):
            return Judged("broken", answer)
        more = self._hear()
        saw = "" if more is None else one_line(more["saw"], MOST_SEEN)
        if more is None:
            self.close()
        return Judged(answer["verdict"], one_line(answer["reason"], 400), saw)

    def fault_in(self, expression: str) -> Fault | None:
        """Find what is wrong with an expression, whatever the facts may be."""
        answer = self._ask(json.dumps({"lint": expression}))
        if isinstance(answer, str):
            return Fault(answer, 1, 1)
        return Fault(*answer["fault"]) if answer["fault"] else None

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            # What could not be written to it is tried again at closing.
            with contextlib.suppress(BrokenPipeError), child:
                pass

    def _ask(self, question: str) -> dict[str, Any] | str:
        """Give the first answer to a question, or why there is none."""
        try:
            child = self._child = self._child or _start(self.seconds, self.memory)
        except OSError as error:
            return f"expectations cannot be evaluated: {(error.strerror or '').lower()}"
        assert child.stdin is not None
        try:
            child.stdin.write(question + "\n")
            child.stdin.flush()
        except BrokenPipeError:  # it ended at its start
            answer = None
        else:
            answer = self._hear()
        if answer is not None:
            return answer
        return self._ending()

    def _hear(self) -> dict[str, Any] | None:
        """Wait for a line of the child; None: it has ended."""
        assert self._child is not None
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        return dict(json.loads(line)) if line.endswith("\n") else None

    def _ending(self) -> str:
        """Say why the child ended, and let the next question start a new one."""
        assert self._child is not None
        status = self._child.wait()
        self.close()
        if status == -signal.SIGPROF:
            return f"the expectation took longer than {self.seconds:g} s"
        if status < 0:
            return "the expectation, or what was seen, is too large to be evaluated"
        return f"expectations cannot be evaluated: the evaluator ended with {status}"


def _start(seconds: float, memory: int) -> subprocess.Popen[str]:
    spec = PathFinder.find_spec("cel")
    if spec is None or spec.origin is None:
        raise OSError(errno.ENOENT, "the library common-expression-language is missing")
    packages = Path(spec.origin).resolve().parent.parent
    return subprocess.Popen(
        [sys.executable, "-I", _CHILD, packages, str(seconds), str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",  # JSON says all in it
        start_new_session=True,  # ^C is ours: a child in the middle of a line is not
    )


def one_line(text: str, most: int) -> str:
    """Give a text on one line, harmless to print and cut."""
    return told(" ".join(text.split()), most)
