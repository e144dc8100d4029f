"""How a host is asked: one question at a time, with a pause after each."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address


class Stopped(Exception):
    """Say that there is no time left, or that the learner has had enough."""


class Manners:
    """Turns and pauses of all hosts, shared by all who ask."""

    def __init__(self, pause: float) -> None:
        self.pause = pause  # seconds
        self._stop = threading.Event()
        self._guard = threading.Lock()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._not_before: dict[str, float] = {}

    def stop(self) -> None:
        """Let everybody who waits go, with Stopped; requests under way may end."""
        self._stop.set()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Hold the one turn at a host, after its pause. Raises Stopped."""
        with self._guard:
            turn = self._turns[host]
        while not turn.acquire(timeout=0.1):
            self.wait(0)
        try:
            self.wait(self._not_before.get(host, 0) - time.monotonic())
            yield
        finally:
            pause = 0 if is_near(host) else self.pause
            self._not_before[host] = time.monotonic() + pause
            turn.release()

    def wait(self, seconds: float) -> None:
        """Wait so many seconds. Raises Stopped."""
        if self._stop.wait(max(seconds, 0)):
            raise Stopped


def is_near(host: str) -> bool:
    """Tell whether a host is this machine, which needs no pauses."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name
        return False
