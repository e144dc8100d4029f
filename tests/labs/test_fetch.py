"""Servers that stall, drip, redirect or lie: asking them always comes to an end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from aiinfra_cli.labs.model import Probing
from aiinfra_cli.labs.web import look
from tests.labs.pages import broken, facts_of, plain_page, redirect, seen_on
from tests.labs.server import Certificate, Request, nobody, serving


def test_endless(probing: Probing) -> None:
    """A body without an end is left where enough is read."""

    def page(request: Request) -> None:
        request.begin()
        while request.pause(0):
            request.wfile.write(b"x" * 65536)

    seen = seen_on(page, probing, read="text")
    assert (seen.cut, len(seen.facts["text"])) == (True, 1_000_000)


def test_silence(tmp_path: Path) -> None:
    """A server that takes the question and says nothing is left at the limit."""

    def page(request: Request) -> None:
        request.pause()

    assert seen_on(page, Probing(tmp_path, timeout=0.5)) == broken(
        "SERVER/page gave no whole answer within 0.5 s"
    )


@pytest.mark.parametrize("start", [b"", b"HTTP/1.0 200 OK\r\nX-Slow: "])
def test_drip(tmp_path: Path, start: bytes) -> None:
    """A server that sends a byte now and then is left at the limit."""

    def page(request: Request) -> None:
        if not start:
            request.begin()
        request.wfile.write(start)
        while request.pause(0.05):
            request.wfile.write(b"1")

    assert seen_on(page, Probing(tmp_path, timeout=0.5)) == broken(
        "SERVER/page gave no whole answer within 0.5 s"
    )


def test_closed_in_the_middle(probing: Probing) -> None:
    """An answer that ends before its end is none."""
    said = "PLACE closed the connection before its answer was whole"

    def short(request: Request) -> None:
        request.begin(headers={"Content-Length": "100"})
        request.wfile.write(b"[1]")

    def short_chunk(request: Request) -> None:
        request.protocol_version = "HTTP/1.1"
        request.begin(headers={"Transfer-Encoding": "chunked"})
        request.wfile.write(b"ff\r\n[1]")

    def nothing(request: Request) -> None:
        pass

    for page in (short, short_chunk, nothing):
        assert seen_on(page, probing) == broken(said)


def test_not_http(probing: Probing) -> None:
    """A server of something else is told as such."""

    def page(request: Request) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    assert seen_on(page, probing) == broken("what listens at PLACE does not speak HTTP")


def test_nobody(probing: Probing) -> None:
    """Where nothing listens the address is named."""
    with nobody() as place:
        assert look({"url": f"http://{place}/"}, probing) == broken(
            f"nothing listens at {place}: the connection was refused"
        )


def test_no_way_there(probing: Probing) -> None:
    """A host that no network leads to is named."""
    seen = look({"url": "http://255.255.255.255/"}, probing)
    assert seen.verdict == "broken"
    assert seen.reason.startswith("255.255.255.255 cannot be reached: ")


def test_no_such_host(probing: Probing) -> None:
    """A host that is not found is named."""
    # Found out without asking anybody: there is no such network interface.
    seen = look({"url": "http://[fe80::1%25nowhere]:80/"}, probing)
    assert seen.verdict == "broken"
    assert seen.reason.startswith("the host fe80::1%25nowhere was not found: ")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "file:///etc/passwd is neither http nor https"),
        ("http://[::1", "http://[::1 is not an address"),
        ("http://127.0.0.1:port/", "http://127.0.0.1:port/ is not an address"),
        ("http:///x", "http:///x is not an address that is asked"),
        (
            "http://a:b@localhost/",
            "http://a:b@localhost/ is not an address that is asked",
        ),
    ],
)
def test_addresses(probing: Probing, url: str, said: str) -> None:
    """Only addresses of the web, without names and passwords, are asked."""
    assert look({"url": url}, probing) == broken(said)


def test_strange_path(probing: Probing) -> None:
    """Letters that no address may hold are sent as servers expect them."""
    with serving({"/m%C3%BC%20%0A": plain_page("[]")}) as server:
        seen = look({"url": f"{server.url}/mü%20\n"}, probing)
    assert facts_of(seen, "json") == [[]]


def test_header_that_cannot_be_sent(probing: Probing) -> None:
    """A header that would be two is not sent."""
    seen = seen_on(plain_page("[]"), probing, headers={"X-A": "b\r\nX-C: d"})
    assert (seen.verdict, seen.reason[:33]) == (
        "broken",
        "SERVER/page cannot be asked: Inva",
    )


def test_redirect(probing: Probing) -> None:
    """A redirect is followed and told; what the probe sends stays with its server."""
    with serving({"/": plain_page('"there"')}) as there:
        pages = {"/a": redirect("/b", 301), "/b": redirect(f"{there.url}/", 307)}
        with serving(pages) as here:
            spec = {"url": f"{here.url}/a", "headers": {"Authorization": "s3cret"}}
            seen = look(spec, probing)
    assert facts_of(seen, "json") == ["there"]
    assert seen.remark == f"redirected to {here.url}/b and then {there.url}/"
    sent = [one.headers["Authorization"] for one in (*here.asked, *there.asked)]
    assert sent == ["s3cret", "s3cret", None]


def test_redirect_that_is_the_answer(probing: Probing) -> None:
    """A redirect whose status the check wants is not followed."""
    seen = seen_on(redirect("/login"), probing, statuses=[302], read="text")
    assert facts_of(seen, "status") == [302]
    assert seen.facts["headers"]["location"] == "/login"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/page", "SERVER/page redirects more than 3 times"),
        (
            "file:///etc/passwd",
            "SERVER/page redirects to file:///etc/passwd, which is not the web",
        ),
        (
            "ftp://127.0.0.1/x",
            "SERVER/page redirects to ftp://127.0.0.1/x, which is not the web",
        ),
        ("http://[::1", "SERVER/page redirects to http://[::1: no address"),
    ],
)
def test_bad_redirects(probing: Probing, target: str, said: str) -> None:
    """Redirects without an end, or away from the web, are not followed."""
    assert seen_on(redirect(target), probing) == broken(said)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    """Make a certificate for 127.0.0.1 that signs itself."""
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
    return files


@pytest.mark.needs_tool("openssl")
def test_certificate_that_is_not_trusted(
    probing: Probing, certificate: Certificate
) -> None:
    """A server whose certificate nobody vouches for is not asked."""
    with serving({"/": plain_page("[]")}, tls=certificate) as server:
        seen = look({"url": f"{server.url}/"}, probing)
        assert seen.verdict == "broken"
        assert seen.reason.startswith(
            f"the certificate of {server.place} is not trusted: self"
        )
        assert server.asked == []


@pytest.mark.needs_tool("openssl")
def test_certificate_that_is_trusted(
    probing: Probing, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """https works where the certificate is trusted, and never falls back to http."""
    monkeypatch.setenv("SSL_CERT_FILE", certificate.certificate)
    with serving({"/": plain_page("[]")}) as plain:
        pages = {"/": plain_page("[1]"), "/away": redirect(f"{plain.url}/")}
        with serving(pages, tls=certificate) as server:
            assert facts_of(look({"url": f"{server.url}/"}, probing), "json") == [[1]]
            assert look({"url": f"{server.url}/away"}, probing) == broken(
                f"{server.url}/away redirects from https to http: {plain.url}/"
            )
        assert plain.asked == []


def test_http_where_https_is_wanted(probing: Probing) -> None:
    """A server that does not speak https is told as such."""
    with serving({"/": plain_page("[]")}) as server:
        seen = look({"url": f"https://{server.place}/"}, probing)
    assert seen.verdict == "broken"
    assert seen.reason.startswith(f"{server.place} does not speak https as it should: ")


def test_no_proxy(probing: Probing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy is not asked about the learner's own server."""
    with nobody() as place:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{place}")
        assert facts_of(seen_on(plain_page("[2]"), probing), "json") == [[2]]
