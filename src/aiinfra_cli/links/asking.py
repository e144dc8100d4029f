"""Ask one address: follow where it leads, and say what that means."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from aiinfra_cli import __version__
from aiinfra_cli.labs.answer import told
from aiinfra_cli.labs.fetch import Answer, NotSeen, fetch
from aiinfra_cli.links.manners import is_near
from aiinfra_cli.links.model import FOR_GOOD, REDIRECTS, Finding, Hop
from aiinfra_cli.links.softness import why_doubtful

if TYPE_CHECKING:
    from aiinfra_cli.links.manners import Manners

MOST_HOPS = 10
TIMEOUT = 20.0  # seconds for one answer
READ = 64 * 1024  # bytes of a page: its title stands near the beginning
TRIES = 3
LONGEST_WAIT = 30.0  # seconds that a server may ask us to wait

GONE = (404, 410)
AGAIN = (429, 500, 502, 503, 504)  # may be otherwise in a moment

# A plain GET, cut short: servers answer HEAD as they like, and it has no title.
_HEADERS = {
    "User-Agent": f"aiinfra/{__version__} (link check)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
}


def ask(url: str, manners: Manners, *, timeout: float = TIMEOUT) -> Finding:
    """Ask whether the page at an address is there. Raises Stopped."""
    hops: list[Hop] = []
    now = url
    while True:
        try:
            answer = _answer(now, manners, timeout)
        except NotSeen as error:
            return Finding("unknown", None, str(error), tuple(hops))
        target = answer.headers.get("location")
        if answer.status not in REDIRECTS or target is None:
            return _judged(url, now, answer, tuple(hops))
        try:
            now = _led_to(now, target)
        except NotSeen as error:
            return Finding("unknown", answer.status, str(error), tuple(hops))
        hop = Hop(answer.status, now)
        if hop in hops or len(hops) == MOST_HOPS:
            reason = "its redirects have no end"
            return Finding("unknown", answer.status, reason, tuple(hops))
        hops.append(hop)


def _judged(url: str, end: str, answer: Answer, hops: tuple[Hop, ...]) -> Finding:
    status = answer.status
    said = f"{status} {answer.phrase}".rstrip()
    if status in GONE:
        where = f" at {end}" if hops else ""
        return Finding("dead", status, f"{said}{where}", hops)
    if not 200 <= status < 300:
        return Finding("unknown", status, f"it answers {said}", hops)
    if reason := why_doubtful(url, end, answer):
        return Finding("doubtful", status, reason, hops)
    is_moved = bool(hops) and hops[0].status in FOR_GOOD
    return Finding("moved" if is_moved else "fine", status, "", hops)


def _answer(url: str, manners: Manners, timeout: float) -> Answer:
    """Ask, and ask again what may be otherwise in a moment. Raises NotSeen."""
    host = _host(url)
    for left in reversed(range(TRIES)):
        wait = 0.0 if not host or is_near(host) else 2.0 * (TRIES - left)
        try:
            with manners.turn(host):
                answer = fetch(
                    url, headers=_HEADERS, timeout=timeout, final=REDIRECTS, cap=READ
                )
        except NotSeen:
            # Twice is enough where nobody answers: each time may take the whole limit.
            if left <= 1:
                raise
        else:
            asked = retry_after(answer)
            wait = wait if asked is None else asked
            if answer.status not in AGAIN or not left or wait > LONGEST_WAIT:
                return answer
        manners.wait(wait)
    raise AssertionError  # the last try answers or raises


def retry_after(answer: Answer) -> float | None:
    """Give the seconds that a server asks us to wait, if it says so."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""  # it will not be asked either


def _led_to(url: str, target: str) -> str:
    """Give the address that a redirect means. Raises NotSeen."""
    try:
        # What is outside ASCII came as bytes, and goes back as the same ones.
        raw = target.encode("latin-1", "replace")
        new = urldefrag(urljoin(url, quote(raw, safe="%/:=&?~#+!$,;'@()*[]")))[0]
        parts = urlsplit(new)
    except ValueError:
        raise NotSeen(f"it redirects to {told(target)}, which is no address") from None
    if parts.scheme not in ("http", "https"):
        raise NotSeen(f"it redirects to {told(new)}, which is not the web")
    return new
