"""What a page is said to be, for every kind of answer; servers are on loopback."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.fetch import Answer
from aiinfra_cli.links.asking import ask, retry_after
from aiinfra_cli.links.manners import Manners
from aiinfra_cli.links.model import Finding, Hop
from tests.labs.pages import plain_page, redirect
from tests.labs.server import Certificate, Page, Request, nobody, serving

HERE = plain_page("<title>Here</title>", kind="text/html")


def found(pages: Mapping[str, Page], path: str = "/page") -> Finding:
    """Ask for one page of a server, which becomes SERVER in what is said."""
    with serving(pages) as server:
        finding = ask(f"{server.url}{path}", Manners(0), timeout=5)

    def plain(text: str) -> str:
        return text.replace(server.url, "SERVER").replace(server.place, "PLACE")

    hops = tuple(Hop(hop.status, plain(hop.url)) for hop in finding.hops)
    return finding._replace(reason=plain(finding.reason), hops=hops)


def test_there() -> None:
    """A page that answers 200 is there."""
    assert found({"/page": HERE}) == Finding("fine", 200, "")


@pytest.mark.parametrize("status", [404, 410])
def test_gone(status: int) -> None:
    """404 and 410 are the only answers by which a page is dead."""
    phrase = {404: "Not Found", 410: "Gone"}[status]
    page = plain_page("", status=status)
    assert found({"/page": page}) == Finding("dead", status, f"{status} {phrase}")


@pytest.mark.parametrize("status", [400, 401, 403, 405, 451, 500, 502, 503, 504, 599])
def test_nobody_says(status: int) -> None:
    """Any other refusal or trouble of the server says nothing about the page."""
    finding = found({"/page": plain_page("", status=status)})
    assert (finding.verdict, finding.status) == ("unknown", status)
    assert finding.reason.startswith(f"it answers {status}")


@pytest.mark.parametrize("status", [301, 308])
def test_moved_for_good(status: int) -> None:
    """A permanent redirect to a page is told with the new address."""
    finding = found({"/page": redirect("/new", status), "/new": HERE})
    assert finding == Finding("moved", 200, "", (Hop(status, "SERVER/new"),))
    assert finding.moved_to == "SERVER/new"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_elsewhere_for_now(status: int) -> None:
    """A redirect that is not permanent leaves the address as it is."""
    finding = found({"/page": redirect("/new", status), "/new": HERE})
    assert finding == Finding("fine", 200, "", (Hop(status, "SERVER/new"),))
    assert finding.moved_to is None


def test_chain_of_redirects() -> None:
    """The new address is the last one up to which all redirects are permanent."""
    pages = {
        "/page": redirect("/b", 301),
        "/b": redirect("c", 308),
        "/c": redirect("/d", 302),
        "/d": redirect("/e", 301),
        "/e": HERE,
    }
    finding = found(pages)
    assert finding.verdict == "moved"
    assert finding.moved_to == "SERVER/c"
    assert [hop.status for hop in finding.hops] == [301, 308, 302, 301]


def test_redirect_to_what_is_gone() -> None:
    """A redirect that ends at a page that is not there is a dead link."""
    pages = {"/page": redirect("/new", 301), "/new": plain_page("", status=404)}
    hops = (Hop(301, "SERVER/new"),)
    assert found(pages) == Finding("dead", 404, "404 Not Found at SERVER/new", hops)


@pytest.mark.parametrize("target", ["/page", "/other"])
def test_redirects_without_end(target: str) -> None:
    """Redirects in a circle are never called dead."""
    finding = found({"/page": redirect(target), "/other": redirect("/page")})
    assert (finding.verdict, finding.reason) == (
        "unknown",
        "its redirects have no end",
    )


def test_more_redirects_than_any_browser_follows() -> None:
    """A chain that never comes back ends all the same."""
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    finding = found(pages, "/0")
    assert (finding.verdict, len(finding.hops)) == ("unknown", 10)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("ftp://127.0.0.1/x", "it redirects to ftp://127.0.0.1/x, which is not the "),
        ("file:///etc/passwd", "it redirects to file:///etc/passwd, which is not the "),
        ("javascript:alert(1)", "it redirects to javascript:alert(1), which is not "),
        ("http://[::1", "it redirects to http://[::1, which is no address"),
        ("http://a:b@127.0.0.1/", "http://a:b@127.0.0.1/ is not an address that is "),
    ],
)
def test_redirect_away_from_the_web(target: str, reason: str) -> None:
    """A redirect to what is no page of the web is not followed, and not dead."""
    finding = found({"/page": redirect(target)})
    assert finding.verdict == "unknown"
    assert finding.reason.startswith(reason)


def test_redirect_without_a_target() -> None:
    """A redirect that leads nowhere says nothing."""
    finding = found({"/page": plain_page("", status=302)})
    assert finding == Finding("unknown", 302, "it answers 302 Found")


def test_redirect_with_letters_outside_ascii() -> None:
    """The bytes of a target come back as the same bytes."""
    target = "/ü".encode().decode("latin-1")
    pages = {"/page": redirect(target, 301), "/%C3%BC": HERE}
    assert found(pages).moved_to == "SERVER/%C3%BC"


def test_any_target() -> None:
    """Whatever a redirect names, asking comes to an answer."""
    target = "/"
    pages: defaultdict[str, Page] = defaultdict(lambda: HERE)
    pages["/start"] = lambda request: redirect(target)(request)

    with serving(pages) as server:
        # On this server: nobody else's is asked by a test.
        @given(st.text(st.characters(max_codepoint=255, exclude_characters="\r\n")))
        def asked(rest: str) -> None:
            nonlocal target
            target = f"/.{rest}"
            finding = ask(f"{server.url}/start", Manners(0), timeout=5)
            assert finding.verdict in ("fine", "doubtful", "unknown")

        asked()


def test_fragments_are_not_sent() -> None:
    """What stands behind # is for the reader of the page, and no other address."""
    finding = found({"/page": redirect("/new#part", 301), "/new": HERE})
    assert finding.moved_to == "SERVER/new"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Page not found · Docs",
        "404 Not Found",
        "Sorry, nothing found",
        "This page doesn&#39;t exist",
        "  Page does\n not exist ",
        "The post is no longer available",
        "Page unavailable",
    ],
)
def test_page_that_says_it_is_not_there(title: str) -> None:
    """200 with a title that says "not found" is doubtful, and not dead."""
    body = f"<!doctype html><html><head><TITLE lang=en>{title}</TITLE>"
    finding = found({"/page": plain_page(body, kind="text/html; charset=utf-8")})
    assert (finding.verdict, finding.status) == ("doubtful", 200)
    assert finding.reason.startswith('its title is "')


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", "<title>A guide to 4040 things that were found</title>"),
        ("text/html", "<h1>404 Not Found</h1>"),
        ("text/html", "<title>never closed 404"),
        ("text/plain", "<title>404</title>"),
        ("application/pdf", b"%PDF\xff\xfe<title>404</title>"),
        ("text/html; charset=nonsense", b"<title>\xff\xfe</title>"),
        ("text/html", ""),
    ],
)
def test_page_that_does_not_say_so(kind: str, body: str | bytes) -> None:
    """Only the title of an HTML page can make it doubtful."""
    assert found({"/page": plain_page(body, kind=kind)}).verdict == "fine"


@pytest.mark.parametrize("target", ["/", "/en/", "/de-at", "/index.html"])
def test_deep_link_to_the_front_page(target: str) -> None:
    """A page whose address now leads to the front page is doubtful."""
    pages = {"/a/page": redirect(target, 301), target: HERE}
    finding = found(pages, "/a/page")
    assert (finding.verdict, finding.reason) == (
        "doubtful",
        "it leads to the front page",
    )


def test_front_page_of_its_own_site() -> None:
    """A front page may lead to another one, and a page to a site of its own."""
    assert found({"/": redirect("/en/"), "/en/": HERE}, "/").verdict == "fine"
    with serving({"/": HERE}) as docs:
        finding = found({"/docs": redirect(f"{docs.url}/", 301)}, "/docs")
    assert finding.verdict == "moved"


def _in_turn(*pages: Page) -> Page:
    """Answer each request with the next page, the last one again and again."""
    waiting = list(pages)

    def page(request: Request) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request)

    return page


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_asked_again(status: int) -> None:
    """What may be otherwise in a moment is asked again, three times in all."""
    busy = plain_page("", status=status, headers={"Retry-After": "0"})
    assert found({"/page": _in_turn(busy, busy, HERE)}).verdict == "fine"
    assert found({"/page": _in_turn(busy, busy, busy, HERE)}).verdict == "unknown"


def test_not_asked_again() -> None:
    """A clear answer is taken at once, and a wait of hours is not waited for."""
    late = plain_page("", status=503, headers={"Retry-After": "7200"})
    for page in (late, plain_page("", status=404), plain_page("", status=403)):
        assert found({"/page": _in_turn(page, HERE)}).verdict != "fine"


def test_connection_that_breaks_once() -> None:
    """One broken connection is not believed."""

    def broken(request: Request) -> None:
        """Say nothing, and hang up."""

    assert found({"/page": _in_turn(broken, HERE)}).verdict == "fine"
    finding = found({"/page": broken})
    assert finding == Finding(
        "unknown", None, "PLACE closed the connection before its answer was whole"
    )


def _answer(text: str) -> Answer:
    return Answer("", 503, "", {"retry-after": text}, b"", cut=False, path=())


@pytest.mark.parametrize("text", ["", "soon", "-3", "1.5", "٣", "Mon, 99 Foo 2026"])
def test_retry_after_nonsense(text: str) -> None:
    """What names no time asks for no wait."""
    assert retry_after(_answer(text)) is None


def test_retry_after() -> None:
    """A server may ask for seconds or name a moment; one that is over is no wait."""
    now = datetime.now(UTC)
    assert retry_after(_answer("17")) == 17
    assert retry_after(_answer(" 0 ")) == 0
    later = retry_after(_answer(format_datetime(now + timedelta(hours=1), usegmt=True)))
    assert later is not None and 3000 < later <= 3600
    assert retry_after(_answer("Wed, 21 Oct 2015 07:28:00 GMT")) == 0
    assert retry_after(_answer("Wed, 21 Oct 2015 07:28:00 -0000")) == 0


def _unreached(ask_it: Callable[[], Finding], reason: str) -> None:
    finding = ask_it()
    assert (finding.verdict, finding.status) == ("unknown", None)
    assert finding.reason.startswith(reason)


def test_network_failures_are_never_dead() -> None:
    """Refused, not found, no way there, silent, not HTTP: could not look."""
    manners = Manners(0)
    with nobody() as place:
        reason = f"nothing listens at {place}: "
        _unreached(lambda: ask(f"http://{place}/x", manners), reason)
    url = "http://[fe80::1%25nowhere]:80/"
    _unreached(lambda: ask(url, manners), "the host fe80::1%25nowhere was not found")
    url = "http://255.255.255.255/"
    _unreached(lambda: ask(url, manners), "255.255.255.255 cannot be reached: ")

    def silent(request: Request) -> None:
        request.pause()

    def stranger(request: Request) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    with serving({"/silent": silent, "/stranger": stranger}) as server:
        url = f"{server.url}/silent"
        reason = f"{url} gave no whole answer within 0.2 s"
        _unreached(lambda: ask(url, manners, timeout=0.2), reason)
        strange = f"{server.url}/stranger"
        reason = f"what listens at {server.place} does not speak HTTP"
        _unreached(lambda: ask(strange, manners), reason)


@pytest.mark.needs_tool("openssl")
def test_certificates(tmp_path: Path) -> None:
    """A certificate that is not trusted, or no TLS at all, is no dead link."""
    files = Certificate(str(tmp_path / "cert.pem"), str(tmp_path / "key.pem"))
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-days", "2", "-out", files.certificate, "-keyout", files.key),
        ],
        check=True,
        capture_output=True,
    )
    manners = Manners(0)
    with serving({"/": HERE}, tls=files) as server:
        reason = f"the certificate of {server.place} is not trusted: "
        _unreached(lambda: ask(f"{server.url}/", manners), reason)
    with serving({"/": HERE}) as server:
        reason = f"{server.place} does not speak https as it should: "
        _unreached(lambda: ask(f"https://{server.place}/", manners), reason)


@pytest.mark.parametrize(
    "url", ["http://[::1", "ftp://127.0.0.1/", "http:///x", "http://a:b@localhost/"]
)
def test_what_is_no_address(url: str) -> None:
    """What cannot be asked is told, and no reason to stop."""
    assert ask(url, Manners(0)).verdict == "unknown"


def test_no_credentials_and_a_name() -> None:
    """We say who asks, and send nothing that belongs to the learner."""
    with serving({"/page": HERE}) as server:
        ask(f"{server.url}/page", Manners(0))
    (request,) = server.asked
    sent = {name.lower() for name in request.headers}
    assert sent == {"host", "accept-encoding", "user-agent", "accept", "connection"}
    assert request.headers["User-Agent"].startswith("aiinfra/")


def test_only_the_beginning_is_read() -> None:
    """A page without an end is left where its title must have been."""

    def endless(request: Request) -> None:
        request.begin(headers={"Content-Type": "text/html"})
        request.wfile.write(b"<title>Long</title>")
        while request.pause(0):
            request.wfile.write(b"x" * 65536)

    assert found({"/page": endless}).verdict == "fine"
