"""Ask many addresses: several hosts at once, each of them one question at a time."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from aiinfra_cli.links.asking import TIMEOUT, ask
from aiinfra_cli.links.manners import Manners, Stopped
from aiinfra_cli.links.model import NOT_ASKED, Finding

HOSTS = 8  # that are asked at once
PAUSE = 0.5  # seconds between two questions to a host
SILENCES = 3  # in a row, after which a host is left alone
SILENT = 8  # hosts without one that answers, after which nobody is asked any more


class Asked(NamedTuple):
    """An address and what became of it."""

    url: str
    finding: Finding


def ask_round(
    urls: Iterable[str],
    *,
    seconds: float,
    hosts: int = HOSTS,
    pause: float = PAUSE,
    timeout: float = TIMEOUT,
) -> Iterator[Asked]:
    """Ask each address, and give what was found as it comes.

    Ends after so many seconds, with some left out; whoever closes it ends it at once.
    """
    deadline = time.monotonic() + seconds
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    # The longest first: they decide how long it takes.
    waiting = deque(sorted(by_host.values(), key=len, reverse=True))
    answers: queue.SimpleQueue[Asked | Exception | None] = queue.SimpleQueue()
    manners = Manners(pause)

    def work() -> None:
        try:
            while waiting:
                try:
                    urls_of_host = waiting.popleft()
                except IndexError:  # another was quicker
                    break
                for asked in _ask_host(urls_of_host, manners, timeout):
                    answers.put(asked)
        except Stopped:
            pass
        except Exception as error:  # a bug: told where it is seen
            answers.put(error)
        finally:
            answers.put(None)

    left = {url for urls_of_host in by_host.values() for url in urls_of_host}
    silent: set[str] | None = set()  # None: somebody has answered
    running = min(hosts, len(by_host))
    for _ in range(running):
        threading.Thread(target=work, daemon=True).start()
    try:
        while running:
            asked = answers.get(timeout=max(deadline - time.monotonic(), 0))
            if asked is None:
                running -= 1
            elif isinstance(asked, Exception):
                raise asked
            else:
                left.discard(asked.url)
                yield asked
                silent = _still_silent(silent, asked)
                if silent and len(silent) >= SILENT:
                    break
    except queue.Empty:
        left.clear()
    finally:
        manners.stop()
    why = f"{NOT_ASKED}none of {SILENT} hosts before answered"
    for url in sorted(left):
        yield Asked(url, Finding("unknown", None, why))


def _still_silent(silent: set[str] | None, asked: Asked) -> set[str] | None:
    if silent is None or asked.finding.status is not None:
        return None
    return silent | {host_of(asked.url)}


def host_of(url: str) -> str:
    """Give the host of an address, with its port if it names one."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _ask_host(urls: list[str], manners: Manners, timeout: float) -> Iterator[Asked]:
    silences = 0
    refusal = ""
    for url in urls:
        if refusal:
            yield Asked(url, Finding("unknown", None, f"{NOT_ASKED}{refusal}"))
            continue
        finding = ask(url, manners, timeout=timeout)
        yield Asked(url, finding)
        is_silent = finding.status is None and not finding.hops
        silences = silences + 1 if is_silent else 0
        if silences == SILENCES:
            refusal = f"its host did not answer {SILENCES} times before"
        elif finding.status == 429:
            refusal = "its host wants no more questions for now"
