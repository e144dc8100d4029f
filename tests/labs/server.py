"""A web server on loopback that behaves as a test says, well or badly."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

Headers = Mapping[str, str]


class Request(BaseHTTPRequestHandler):
    """One request; what it gets is said by the server's pages."""

    server: Server

    def do_GET(self) -> None:
        """Answer with the page of this path."""
        self.server.asked.append(self)
        page = self.server.pages[self.path.partition("?")[0]]
        # A client that had enough goes away in the middle.
        with contextlib.suppress(OSError):
            page(self)

    def answer(
        self,
        body: str | bytes = "",
        *,
        status: int = 200,
        kind: str = "text/plain",
        headers: Headers | None = None,
    ) -> None:
        """Send a whole answer."""
        data = body.encode() if isinstance(body, str) else body
        self.begin(
            status=status,
            headers={
                "Content-Type": kind,
                "Content-Length": str(len(data)),
                **(headers or {}),
            },
        )
        self.wfile.write(data)

    def begin(self, *, status: int = 200, headers: Headers | None = None) -> None:
        """Send status and headers."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def pause(self, seconds: float | None = None) -> bool:
        """Wait for so long or to the end of the test; tell whether it goes on."""
        return not self.server.is_over.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


Page = Callable[[Request], None]


class Server(ThreadingHTTPServer):
    """The server, its pages by path, and what it was asked."""

    # What still waits is let go by is_over; nothing is left behind.
    daemon_threads = False

    def __init__(self, pages: Mapping[str, Page], scheme: str) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages = pages
        self.is_over = threading.Event()
        self.asked: list[Request] = []
        self.place = f"127.0.0.1:{self.server_port}"
        self.url = f"{scheme}://{self.place}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients that go away, or do not speak TLS."""


class Certificate(NamedTuple):
    """A certificate and its key, as files."""

    certificate: str
    key: str


@contextlib.contextmanager
def serving(
    pages: Mapping[str, Page], *, tls: Certificate | None = None
) -> Iterator[Server]:
    """Run a server while the block runs."""
    server = Server(pages, "https" if tls else "http")
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def nobody() -> Iterator[str]:
    """Give an address at which nothing listens while the block runs."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # not listening: connections are refused
        yield f"127.0.0.1:{held.getsockname()[1]}"
