"""Ask a web server, without ever waiting or reading longer than said.

What a lab asks is the learner's own server, so no proxy stands between: what answers
on loopback must be what listens there.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.labs.answer import told

if TYPE_CHECKING:
    import socket
    from http.client import HTTPConnection, HTTPResponse
    from urllib.parse import SplitResult

CAP = 1_000_000  # bytes of a body
REDIRECTS = 3
_CHUNK = 65536


class NotSeen(Exception):
    """Say, in plain words, why a server's answer could not be had or read."""


class Answer(NamedTuple):
    """What a server answered in the end."""

    url: str
    status: int
    phrase: str
    headers: Mapping[str, str]  # lower-case names
    body: bytes
    cut: bool  # the body was longer than what was read of it
    path: tuple[str, ...]  # addresses that it was redirected to

    @property
    def text(self) -> str:
        """Give the body as text, in the encoding that the server names."""
        kind = self.headers.get("content-type", "").lower()
        name = kind.partition("charset=")[2].split(";")[0].strip(" \"'") or "utf-8"
        try:
            text = self.body.decode(name, "replace")
        except (LookupError, ValueError):  # no such encoding, or none of text
            text = self.body.decode("utf-8", "replace")
        return text.removeprefix("\ufeff")

    @property
    def remark(self) -> str:
        """Tell of redirects."""
        return f"redirected to {' and then '.join(self.path)}" if self.path else ""


def fetch(
    url: str,
    *,
    headers: Mapping[str, str],
    timeout: float,
    final: frozenset[int] = frozenset(),
    cap: int = CAP,
) -> Answer:
    """GET an address; follow redirects unless their status is one of `final`.

    Takes at most `timeout` seconds in all, name look-up, redirects and the last byte
    included, and reads at most `cap` bytes of a body. Raises NotSeen.
    """
    task = _Task(url, headers, final, timeout, cap)
    # Looking up a name cannot be interrupted, nor a server that drips its header: a
    # thread waits for them, and is left behind at the limit.
    thread = threading.Thread(target=task.run, daemon=True)
    thread.start()
    try:
        thread.join(timeout)
        is_done = not thread.is_alive()
    finally:
        task.give_up()
    if is_done and task.answer is not None:
        return task.answer
    raise (task.error if is_done else None) or NotSeen(_late(url, timeout))


class _Task:
    """One GET with its redirects, in a thread of its own."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        final: frozenset[int],
        timeout: float,
        cap: int,
    ) -> None:
        self.url = url
        self.headers = headers
        self.final = final
        self.timeout = timeout
        self.cap = cap
        self.deadline = time.monotonic() + timeout
        self.answer: Answer | None = None
        self.error: Exception | None = None
        self._socket: socket.socket | None = None
        self._is_given_up = False

    def give_up(self) -> None:
        """Make the thread end soon, wherever it is."""
        self._is_given_up = True
        if (socket := self._socket) is not None:
            with contextlib.suppress(OSError):
                socket.shutdown(2)  # wakes a read; close alone would not

    def run(self) -> None:
        """Follow the redirects to an answer, or to an error for the caller."""
        try:
            self.answer = self._follow()
        except Exception as error:
            self.error = error

    def _follow(self) -> Answer:
        path: list[str] = []
        url = self.url
        first = _parsed(url)
        while True:
            now = _parsed(url)
            # What the probe sends may be meant for that server alone.
            headers = self.headers if _origin(now) == _origin(first) else {}
            answer = self._ask(now, headers)._replace(path=tuple(path))
            is_redirect = answer.status in (301, 302, 303, 307, 308)
            target = answer.headers.get("location")
            if not is_redirect or answer.status in self.final or target is None:
                return answer
            url = _redirected(url, target)
            path.append(told(url))
            if len(path) > REDIRECTS:
                raise NotSeen(f"{self.url} redirects more than {REDIRECTS} times")

    def _ask(self, url: SplitResult, headers: Mapping[str, str]) -> Answer:
        from http.client import HTTPException

        whole = url.geturl()
        try:
            connection = _connection(url, self._left())
            with contextlib.closing(connection):
                connection.connect()
                self._socket = connection.sock
                target = (url.path or "/") + (f"?{url.query}" if url.query else "")
                connection.request("GET", target, headers=_with_ours(headers))
                response = connection.getresponse()
                body = self._body(response)
                return Answer(
                    told(whole),
                    response.status,
                    told(response.reason, 60),
                    _lowered(response),
                    body[: self.cap],
                    cut=len(body) > self.cap,
                    path=(),
                )
        except TimeoutError:
            raise NotSeen(_late(whole, self.timeout)) from None
        except (OSError, HTTPException, ValueError) as error:
            raise NotSeen(_why(url, error)) from None
        finally:
            self._socket = None

    def _body(self, response: HTTPResponse) -> bytes:
        body = bytearray()
        length = response.length  # None: the body ends when the server says so
        while len(body) <= self.cap and (length is None or len(body) < length):
            if self._socket is not None:
                self._socket.settimeout(self._left())
            data = response.read1(_CHUNK)
            if not data:
                break
            body += data
        if length is not None and len(body) < min(length, self.cap):
            raise ConnectionResetError
        return bytes(body)

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0 or self._is_given_up:
            raise TimeoutError
        return left


def _parsed(url: str) -> SplitResult:
    from urllib.parse import quote, urlsplit

    try:
        # What is outside ASCII is sent in the form that servers know.
        url = quote(url, safe="%/:=&?~#+!$,;'@()*[]")
        parts = urlsplit(url)
        _ = parts.port  # raises for what is no port
    except (ValueError, UnicodeError):
        raise NotSeen(f"{told(url)} is not an address") from None
    if parts.scheme not in ("http", "https"):
        raise NotSeen(f"{told(url)} is neither http nor https")
    if not parts.hostname or parts.username is not None:
        raise NotSeen(f"{told(url)} is not an address that is asked")
    return parts


def _origin(url: SplitResult) -> tuple[str, str | None, int | None]:
    return url.scheme, url.hostname, url.port


def _redirected(url: str, target: str) -> str:
    from urllib.parse import urljoin, urlsplit

    try:
        new = urljoin(url, target)
        scheme = urlsplit(new).scheme
    except ValueError:
        raise NotSeen(f"{url} redirects to {told(target)}: no address") from None
    if url.startswith("https:") and scheme == "http":
        raise NotSeen(f"{url} redirects from https to http: {told(new)}")
    if scheme not in ("http", "https"):
        raise NotSeen(f"{url} redirects to {told(new)}, which is not the web")
    return new


def _connection(url: SplitResult, timeout: float) -> HTTPConnection:
    from http.client import HTTPConnection, HTTPSConnection

    host = url.hostname or ""
    if url.scheme == "http":
        return HTTPConnection(host, url.port, timeout=timeout)
    import ssl

    context = ssl.create_default_context()
    return HTTPSConnection(host, url.port, timeout=timeout, context=context)


def _with_ours(headers: Mapping[str, str]) -> dict[str, str]:
    """Add to what the probe sends what it does not say itself."""
    said = {name.lower() for name in headers}
    ours = {"User-Agent": "aiinfra", "Accept": "*/*", "Connection": "close"}
    rest = {name: value for name, value in ours.items() if name.lower() not in said}
    return {**rest, **headers}


def _lowered(response: HTTPResponse) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.getheaders():
        name = name.lower()
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _late(url: str, timeout: float) -> str:
    return f"{told(url)} gave no whole answer within {timeout:g} s"


def _why(url: SplitResult, error: Exception) -> str:
    """Say in plain words why nothing came, or not all of it."""
    import socket
    import ssl
    from http.client import BadStatusLine, HTTPException, IncompleteRead

    place = told(url.netloc)
    match error:
        case ssl.SSLCertVerificationError():
            return f"the certificate of {place} is not trusted: {error.verify_message}"
        case ssl.SSLError():
            reason = (error.reason or "no agreement").replace("_", " ").lower()
            return f"{place} does not speak https as it should: {reason}"
        case socket.gaierror():
            reason = (error.strerror or "no answer").lower()
            return f"the host {url.hostname} was not found: {reason}"
        case ConnectionRefusedError():
            return f"nothing listens at {place}: the connection was refused"
        case ConnectionError() | IncompleteRead():
            # BadStatusLine's RemoteDisconnected is a ConnectionError too.
            return f"{place} closed the connection before its answer was whole"
        case BadStatusLine() | HTTPException():
            return f"what listens at {place} does not speak HTTP"
        case OSError():
            reason = (error.strerror or "no connection").lower()
            return f"{place} cannot be reached: {reason}"
    return f"{told(url.geturl())} cannot be asked: {told(str(error))}"
