"""Programs are run to their end, or ended: with their children, in any case."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aiinfra_cli.labs import process
from aiinfra_cli.labs.process import CAP, Ended, run

LONG = 60.0  # seconds; a test that takes them has failed


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _shell(code: str) -> list[str]:
    return ["sh", "-c", code]


class Line:
    """A pipe by name, which ends when the last process that holds it has ended."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def next(self) -> bytes:
        """Wait for what is written; nothing when all writers have ended."""
        ready, _, _ = select.select([self._end], [], [], LONG)
        assert ready, "somebody still holds the line"
        return os.read(self._end, 100)

    def rest(self) -> bytes:
        """Wait until all writers have ended; give what they wrote."""
        found = b""
        while data := self.next():
            found += data
        return found

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._end)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Have a line to processes."""
    line = Line(tmp_path / "line")
    yield line
    line.close()


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give programs less time to end by themselves."""
    monkeypatch.setattr(process, "GRACE", 0.2)


def test_output_and_exit_status() -> None:
    """Both streams and the exit status come apart, whole."""
    code = "import sys; print('é'); print('no', file=sys.stderr); sys.exit(3)"
    assert run(_python(code), timeout=LONG) == Ended(3, "é\n", "no\n")


def test_bytes_that_are_no_text() -> None:
    """What is not UTF-8 is kept with marks in its place."""
    code = r"import sys; sys.stdout.buffer.write(b'a\xffb')"
    assert run(_python(code), timeout=LONG) == Ended(0, "a\ufffdb")


def test_no_input() -> None:
    """A program that reads is at its end at once, terminal or not."""
    code = "import sys; print(repr(sys.stdin.read()), sys.stdin.isatty())"
    assert run(_python(code), timeout=LONG) == Ended(0, "'' False\n")


def test_no_terminal() -> None:
    """A program cannot get at the terminal behind our back to ask for a password."""
    ended = run(_shell("exec 3<>/dev/tty"), timeout=LONG)
    assert ended.exit not in (0, None)


def test_folder(tmp_path: Path) -> None:
    """A program runs in the folder given."""
    (tmp_path / "here").touch()
    assert run(["ls"], folder=tmp_path, timeout=LONG).out == "here\n"


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is named is passed on: no secrets, nothing of ours."""
    for name in list(os.environ):
        monkeypatch.delenv(name)
    kept = {
        "PATH": os.defpath,
        "HOME": "/home/ada",
        "KUBECONFIG": "/home/ada/config",
        "LC_TIME": "C",
        "XDG_CACHE_HOME": "/home/ada/cache",
        "https_proxy": "http://proxy.example.com",
    }
    dropped = {
        "AIINFRA_HOME": "/home/ada/aiinfra",
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "HF_TOKEN": "s3cret",
        "PYTHONSTARTUP": "/home/ada/startup.py",
        "TERM": "xterm",
    }
    for name, value in {**kept, **dropped}.items():
        monkeypatch.setenv(name, value)
    # Python itself would add to its environment.
    ended = run(["env"], timeout=LONG)
    seen = dict(line.split("=", 1) for line in ended.out.splitlines())
    assert seen == {**kept, "TERM": "dumb"}


def test_flood() -> None:
    """Of a flood the first part is kept, and the exit status told all the same."""
    code = (
        "import sys\n"
        "for _ in range(5):\n"
        "    sys.stdout.write('o' * 1_000_000)\n"
        "    sys.stderr.write('e' * 1_000_000)\n"
        "sys.exit(4)"
    )
    assert run(_python(code), timeout=LONG) == Ended(4, "o" * CAP, "e" * CAP, cut=True)


def test_exactly_as_much_as_is_kept() -> None:
    """Output as long as what is kept is not called cut."""
    ended = run(_python("print('x' * 9)"), timeout=LONG, cap=10)
    assert ended == Ended(0, "x" * 9 + "\n")


def test_endless_flood(brief: None) -> None:
    """A program that never stops writing is ended at the limit."""
    ended = run(["yes"], timeout=0.5)
    assert (ended.exit, len(ended.out), ended.cut) == (None, CAP, True)
    assert ended.trouble == "yes did not end within 0.5 s"


def test_hang(line: Line) -> None:
    """A program that hangs is ended at the limit; what it had said is kept."""
    code = f"exec 9>{line.path}; echo up >&9; echo begun; exec sleep 1000"
    ended = run(_shell(code), timeout=3)
    assert ended == Ended(None, "begun\n", trouble="sh did not end within 3 s")
    assert line.rest() == b"up\n"


def test_deaf(line: Line, brief: None) -> None:
    """A program that ignores the wish to end is ended, with its children."""
    code = (
        f"trap '' TERM; exec 9>{line.path}; sleep 1000 & echo up >&9;"
        " while :; do sleep 1000; done"
    )
    assert run(_shell(code), timeout=1).exit is None
    assert line.rest() in (b"up\n", b"")  # nothing: too slow to come so far


def test_time_to_tidy_up(tmp_path: Path) -> None:
    """A program that is ended may tidy up first."""
    mark = tmp_path / "mark"
    code = f"trap 'rm {mark}; exit 0' TERM; touch {mark}; sleep 1000 & wait"
    ended = run(_shell(code), timeout=1)
    assert ended == Ended(None, trouble="sh did not end within 1 s")
    assert not mark.exists()


def test_child_left_behind(line: Line) -> None:
    """A child that stays behind with the streams is not waited for, and ended."""
    code = f"exec 9>{line.path}; sleep 1000 & echo up >&9; echo done"
    assert run(_shell(code), timeout=LONG) == Ended(0, "done\n")
    assert line.rest() == b"up\n"


def test_forks(line: Line, brief: None) -> None:
    """A program that forks on and on is ended with all of them."""
    code = (
        f"exec 9>{line.path}; echo up >&9;"
        " for i in 1 2 3 4 5 6 7 8; do (sleep 1000; sleep 1000) & done; wait"
    )
    assert run(_shell(code), timeout=1).exit is None
    assert line.rest() in (b"up\n", b"")  # nothing: too slow to come so far


def test_silent_but_there() -> None:
    """A program that closes its streams and goes on has not ended."""
    ended = run(_shell("exec >&- 2>&-; exec sleep 1000"), timeout=0.5)
    assert ended == Ended(None, trouble="sh did not end within 0.5 s")


def test_ended_by_a_signal() -> None:
    """The signal that ended a program is told as a negative exit status."""
    assert run(_shell("kill -9 $$"), timeout=LONG) == Ended(-signal.SIGKILL)


def _interrupted(shell: str) -> subprocess.Popen[str]:
    """Start a process that runs a shell as probes do, and says when it hears ^C."""
    code = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from aiinfra_cli.labs import process\n"
        "process.GRACE = 0.2\n"
        "try:\n"
        "    process.run(sys.argv[1:], timeout=1000)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    return subprocess.Popen(
        [*_python(code), *_shell(shell)], stdout=subprocess.PIPE, text=True
    )


def test_interrupt(line: Line) -> None:
    """^C ends the program that is run, also one that would not hear it."""
    shell = f"trap '' INT TERM; exec 9>{line.path}; echo up >&9; sleep 1000 & wait"
    ours = _interrupted(shell)
    assert line.next() == b"up\n"
    ours.send_signal(signal.SIGINT)
    assert ours.communicate(timeout=LONG)[0] == "interrupted\n"
    assert line.rest() == b""


def test_interrupt_at_the_start(line: Line) -> None:
    """^C while the program is being started leaves nothing behind either."""
    # The program itself presses it, as its first act.
    shell = f"exec 9>{line.path}; kill -INT $PPID; trap '' TERM; sleep 1000 & wait"
    ours = _interrupted(shell)
    assert ours.communicate(timeout=LONG)[0] == "interrupted\n"
    assert line.rest() == b""


def test_beside_others() -> None:
    """Programs can be run side by side, from threads."""
    with ThreadPoolExecutor(4) as pool:
        ended = pool.map(lambda n: run(["echo", str(n)], timeout=LONG), range(8))
    assert list(ended) == [Ended(0, f"{n}\n") for n in range(8)]


def test_what_cannot_be_started(tmp_path: Path) -> None:
    """Not there, not executable, not a program, no folder: each is told apart."""

    def said(name: str, folder: Path = tmp_path) -> Ended:
        return run([name], folder=folder, timeout=LONG)

    plain = tmp_path / "plain"
    plain.write_text("echo hello\n")
    assert said("./plain").trouble == "./plain cannot be run: it is not executable"
    plain.chmod(0o755)
    assert said("./plain").trouble == (
        "./plain cannot be run: it is neither a program for this machine"
        " nor a script that begins with #!"
    )
    plain.write_text("#!/nowhere/sh\n")
    assert said("./plain").trouble == (
        "./plain cannot be run: the program that its first line names is not there"
    )
    plain.write_text("#!/bin/sh\necho hello\n")
    assert said("./plain") == Ended(0, "hello\n")
    for name in ("no-such-program-here", "./gone", "plain"):
        assert said(name) == Ended(
            None, trouble=f"there is no program {name}", missing=True
        )
    gone = tmp_path / "gone"
    assert said("ls", gone) == Ended(None, trouble=f"there is no folder {gone}")
    assert said("a\0b").trouble == "a\0b cannot be run: embedded null byte"


def test_script_on_the_path_without_its_interpreter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script found on the PATH is there, although it cannot be run."""
    script = tmp_path / "tool"
    script.write_text("#!/nowhere/python\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["tool"], timeout=LONG) == Ended(
        None,
        trouble=(
            "tool cannot be run: the program that its first line names is not there"
        ),
    )
