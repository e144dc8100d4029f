"""Many addresses: hosts at once, but none of them is pressed."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest

from aiinfra_cli.links.manners import Manners, Stopped, is_near
from aiinfra_cli.links.round import ask_round, host_of
from tests.labs.pages import plain_page, redirect
from tests.labs.server import Page, Request, nobody, serving

HERE = plain_page("here")


def _verdicts(urls: Iterable[str], *, hosts: int = 8) -> dict[str, str]:
    round = ask_round(urls, seconds=60, pause=0, hosts=hosts)
    return {url: finding.verdict for url, finding in round}


class _Crowd:
    """A page that notes how many ask for it at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = self.most = 0

    def __call__(self, request: Request) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        request.pause(0.02)
        with self.lock:
            self.now -= 1
        HERE(request)


def test_one_question_at_a_time() -> None:
    """A host is never asked twice at once, though others redirect to it, too."""
    crowd = _Crowd()
    pages: dict[str, Page] = {f"/{n}": crowd for n in range(12)}
    with serving(pages) as busy:
        away = {f"/{n}": redirect(f"{busy.url}/{n}") for n in range(6)}
        with serving(away) as other:
            # Another name of this machine: for us it is another host.
            elsewhere = other.url.replace("127.0.0.1", "localhost")
            urls = [f"{busy.url}/{n}" for n in range(6, 12)]
            urls += [f"{elsewhere}/{n}" for n in range(6)]
            assert set(_verdicts(urls).values()) == {"fine"}
    assert (len(busy.asked), crowd.most) == (12, 1)


def test_several_hosts_at_once() -> None:
    """A host that waits for another to be asked is not stood in the way of."""
    met = threading.Barrier(2, timeout=20)

    def meet(request: Request) -> None:
        met.wait()
        HERE(request)

    with serving({"/": meet}) as one, serving({"/": meet}) as two:
        urls = [f"{one.url}/", two.url.replace("127.0.0.1", "localhost") + "/"]
        assert _verdicts(urls) == dict.fromkeys(urls, "fine")


def test_more_hosts_than_askers() -> None:
    """Every address gets an answer, however few ask."""
    with serving({f"/{n}": HERE for n in range(3)}) as server:
        urls = [
            f"{server.url.replace('127.0.0.1', host)}/{n}"
            for host in ("127.0.0.1", "127.0.0.2", "localhost")
            for n in range(3)
        ]
        found = _verdicts(urls, hosts=1)
    # The server listens at 127.0.0.1 alone.
    there = {url: "unknown" if "127.0.0.2" in url else "fine" for url in urls}
    assert found == there


def test_nothing_to_ask() -> None:
    """No address is no work."""
    assert _verdicts([]) == {}


def test_host_that_does_not_answer_is_left_alone() -> None:
    """After three silences the other addresses of a host are not asked."""
    with nobody() as place:
        urls = [f"http://{place}/{n}" for n in range(6)]
        found = dict(ask_round(urls, seconds=60, pause=0))
    assert [found[url].verdict for url in urls] == ["unknown"] * 6
    reasons = [found[url].reason for url in urls]
    assert all("nothing listens" in reason for reason in reasons[:3])
    assert set(reasons[3:]) == {"not asked: its host did not answer 3 times before"}


def test_no_network() -> None:
    """Once eight hosts are silent and none has answered, nobody else is asked."""
    with nobody() as place:
        port = place.partition(":")[2]
        urls = [f"http://127.0.0.{n}:{port}/" for n in range(1, 31)]
        found = dict(ask_round(urls, seconds=60, pause=0, hosts=1))
    assert set(found) == set(urls)
    assert {one.verdict for one in found.values()} == {"unknown"}
    asked = [url for url in urls if "nothing listens" in found[url].reason]
    assert asked == urls[:8]
    assert {found[url].reason for url in urls[8:]} == {
        "not asked: none of 8 hosts before answered"
    }


def test_host_that_wants_no_more_questions() -> None:
    """After 429 with a long wait the other addresses of a host are not asked."""
    busy = plain_page("", status=429, headers={"Retry-After": "3600"})
    with serving({"/0": HERE, "/1": busy, "/2": HERE}) as server:
        urls = [f"{server.url}/{n}" for n in range(3)]
        found = dict(ask_round(urls, seconds=60, pause=0))
        assert len(server.asked) == 2
    assert [found[url].verdict for url in urls] == ["fine", "unknown", "unknown"]
    assert (
        found[urls[2]].reason == "not asked: its host wants no more questions for now"
    )


def test_time_is_over() -> None:
    """At the end of the time what was found is there, and the rest is left out."""

    def silent(request: Request) -> None:
        request.pause()

    with serving({"/a": HERE, "/b": silent, "/c": HERE}) as server:
        urls = [f"{server.url}/{name}" for name in "abc"]
        found = [url for url, _ in ask_round(urls, seconds=1, pause=0)]
    assert found == [f"{server.url}/a"]


def test_closed_early() -> None:
    """Whoever has enough ends the round: nobody is asked after that."""
    with serving({f"/{n}": HERE for n in range(50)}) as server:
        round = ask_round([f"{server.url}/{n}" for n in range(50)], seconds=60, pause=0)
        next(iter(round))
        round.close()  # type: ignore[attr-defined]
        _settled()
        asked = len(server.asked)
        _settled()
        assert len(server.asked) == asked < 50


def _settled() -> None:
    """Wait until no thread asks any more."""
    for thread in threading.enumerate():
        if "(work)" in thread.name or "(run)" in thread.name:
            thread.join()


def test_waiting_ends_when_stopped() -> None:
    """A host has a pause of its own, which nobody waits for once all is over."""
    manners = Manners(3600)
    for host in ("docs.example", "other.example"):
        with manners.turn(host):
            pass
    told: list[str] = []

    def wait() -> None:
        try:
            with manners.turn("docs.example"):
                told.append("turn")
        except Stopped:
            told.append("stopped")

    waiting = [threading.Thread(target=wait) for _ in range(2)]
    for thread in waiting:
        thread.start()
    manners.stop()
    for thread in waiting:
        thread.join(timeout=20)
    assert told == ["stopped", "stopped"]


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_only_this_machine_needs_no_pause(host: str, near: bool) -> None:
    """Loopback is the learner's own; everything else is somebody's server."""
    assert is_near(host) is near


def test_hosts() -> None:
    """Addresses of one host are asked one after the other, whatever their letters."""
    assert host_of("https://Docs.Example:8443/x") == "docs.example:8443"
    assert host_of("https://a:b@docs.example/x") == "docs.example"
    assert host_of("http://[::1") == ""
