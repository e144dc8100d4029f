"""Run a program to look at something: no shell, no input, an end in any case.

The program has a session of its own: it cannot ask on the terminal, ^C reaches it
through us alone, and its children end with it (a child that makes itself a session
of its own is beyond reach). Nothing here reads /proc: it works on macOS as well.
"""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

CAP = 1_000_000  # bytes kept of each stream
GRACE = 2.0  # seconds that a program has to end after SIGTERM
_STEP = 0.05  # seconds between looks at a program that says nothing
_MOST_IN_A_PIPE = 1 << 20  # bytes

# What a curriculum's commands may know of the learner's environment. What is not
# named stays out: keys of clouds and registries, tokens, our own settings.
KEPT = {
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR"),
    *("KUBECONFIG", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG"),
    *("DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY", "CONTAINER_HOST"),
    *("KIND_EXPERIMENTAL_PROVIDER", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
    *("http_proxy", "https_proxy", "no_proxy", "all_proxy"),
}
_KEPT_BEGINNINGS = ("LC_", "XDG_")


class Ended(NamedTuple):
    """What a program left behind, or why it came to nothing."""

    exit: int | None  # None: it did not start, or had to be ended; -n: by signal n
    out: str = ""
    err: str = ""
    cut: bool = False  # more was written than is kept
    trouble: str = ""  # why there is no exit status, in plain words
    missing: bool = False  # there is no such program


def reduced(environment: Mapping[str, str]) -> dict[str, str]:
    """Keep of an environment what a command of a curriculum may know."""
    kept = {
        name: value
        for name, value in environment.items()
        if name in KEPT or name.startswith(_KEPT_BEGINNINGS)
    }
    return {**kept, "TERM": "dumb"}


def run(
    argv: Sequence[str],
    *,
    timeout: float,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    cap: int = CAP,
) -> Ended:
    """Run a program to its end, or end it after `timeout` seconds.

    Of each stream `cap` bytes are kept. Without a folder it runs in the present one,
    without an environment in the reduced one. Raises nothing but KeyboardInterrupt.
    """
    if environment is None:
        environment = reduced(os.environ)
    process: subprocess.Popen[bytes] | None = None
    streams: list[_Stream] = []
    try:
        try:
            with _interrupts_held():
                process = subprocess.Popen(
                    list(argv),
                    cwd=folder,
                    env=dict(environment),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
        except (OSError, ValueError) as error:
            return _not_started(argv[0], folder, environment, error)
        _running.add(process)
        streams = [_Stream(pipe, cap) for pipe in (process.stdout, process.stderr)]
        is_late = not _follow(process, streams, time.monotonic() + timeout)
    finally:
        if process is not None:
            _end(process)
            _running.discard(process)
        for stream in streams:
            stream.pipe.close()
    out, err = (stream.kept.decode(errors="replace") for stream in streams)
    is_cut = any(stream.is_cut for stream in streams)
    if is_late:
        late = f"{argv[0]} did not end within {timeout:g} s"
        return Ended(None, out, err, is_cut, trouble=late)
    return Ended(process.returncode, out, err, is_cut)


_running: set[subprocess.Popen[bytes]] = set()


def end_all() -> None:
    """End what other threads have under way: ^C reaches the main thread alone."""
    for process in list(_running):
        _signal(process, signal.SIGKILL)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Put ^C off: while a program starts, nobody knows yet whom to end."""
    before = signal.getsignal(signal.SIGINT)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not callable(before):  # no handler of Python's to put off
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            before(signal.SIGINT, None)


class _Stream:
    """One stream of a program, and the part of it that is kept."""

    def __init__(self, pipe: IO[bytes] | None, cap: int) -> None:
        assert pipe is not None  # both were asked for
        self.pipe = pipe
        self.cap = cap
        self.kept = bytearray()
        self.is_cut = False
        os.set_blocking(pipe.fileno(), False)

    def read(self) -> int | None:
        """Take what is there; give its size, 0 at the end, None if there is nothing."""
        try:
            data = os.read(self.pipe.fileno(), 65536)
        except BlockingIOError:
            return None
        room = self.cap - len(self.kept)
        self.kept += data[:room]
        self.is_cut |= len(data) > room
        return len(data)


def _follow(
    process: subprocess.Popen[bytes], streams: list[_Stream], deadline: float
) -> bool:
    """Read until the program ends; False: it had not by the deadline.

    A child that outlives the program may hold its streams open: they are not waited
    for. What the program itself had written is still in the pipe, and is read.
    """
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream.pipe, selectors.EVENT_READ, stream)
        while selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            for key, _ in selector.select(min(left, _STEP)):
                if key.data.read() == 0:
                    selector.unregister(key.fileobj)
            if process.poll() is not None:
                for stream in streams:
                    _drain(stream)
                return True
    try:
        process.wait(max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        return False
    return True


def _drain(stream: _Stream) -> None:
    taken = 0
    while taken < _MOST_IN_A_PIPE and (size := stream.read()):
        taken += size


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, if it has not ended, and all that is left of its group."""
    try:
        if process.poll() is None:
            _signal(process, signal.SIGTERM)
            process.wait(GRACE)
    except subprocess.TimeoutExpired:
        pass
    finally:  # a second ^C leads here too
        _signal(process, signal.SIGKILL)
        # Held by the kernel (a dead disk), it is nothing that we could wait for.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    # No group: all have ended. macOS says EPERM of a group of ended ones.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _not_started(
    name: str, folder: Path | None, environment: Mapping[str, str], error: Exception
) -> Ended:
    """Tell apart why a program could not be started."""
    if folder is not None and not folder.is_dir():
        return Ended(None, trouble=f"there is no folder {folder}")
    path = _found(name, folder, environment)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if path is None:
            return Ended(None, trouble=f"there is no program {name}", missing=True)
        why = "the program that its first line names is not there"
    elif isinstance(error, PermissionError):
        why = "it is not executable"
    elif isinstance(error, OSError) and error.errno == errno.ENOEXEC:
        why = (
            "it is neither a program for this machine nor a script that begins with #!"
        )
    else:
        why = str(getattr(error, "strerror", None) or error).lower()
    return Ended(None, trouble=f"{name} cannot be run: {why}")


def _found(
    name: str, folder: Path | None, environment: Mapping[str, str]
) -> Path | None:
    if "/" in name:
        path = (folder or Path()) / name
        return path if path.exists() else None
    found = shutil.which(name, path=environment.get("PATH"))
    return Path(found) if found else None
