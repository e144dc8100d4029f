"""The http probe against servers on loopback, well and badly behaved."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.web import look, plan
from tests.labs.pages import broken, facts_of, plain_page, seen_on
from tests.labs.server import Page, Request, serving

SAMPLES = Path(__file__).parent / "samples"


def test_json(probing: Probing) -> None:
    """JSON comes with status and headers; what is sent says who asks."""
    with serving(
        {"/v1/models": plain_page('{"data": []}', "application/json")}
    ) as server:
        spec = {"url": f"{server.url}/v1/models?a=b", "headers": {"X-Kind": "lab"}}
        seen = look(spec, probing)
        [asked] = server.asked
    assert (seen.verdict, seen.remark, seen.cut) == (None, "", False)
    assert seen.facts.keys() == {"status", "headers", "json"}
    assert facts_of(seen, "status", "json") == [200, {"data": []}]
    assert seen.facts["headers"]["content-type"] == "application/json"
    assert (asked.command, asked.path) == ("GET", "/v1/models?a=b")
    assert asked.headers["User-Agent"] == "aiinfra"
    assert asked.headers["X-Kind"] == "lab"


def test_headers_of_the_probe(probing: Probing) -> None:
    """What the probe sends takes the place of what is sent without it."""
    with serving({"/": plain_page("[]")}) as server:
        look({"url": server.url, "headers": {"accept": "application/json"}}, probing)
        [asked] = server.asked
    assert asked.headers.get_all("Accept") == ["application/json"]


def test_text(probing: Probing) -> None:
    """Text comes in the encoding that the server names, else as UTF-8."""
    latin = seen_on(
        plain_page("é".encode("latin-1"), "text/plain; charset=ISO-8859-1"),
        probing,
        read="text",
    )
    unknown = seen_on(
        plain_page("é", "text/plain; charset=klingon"), probing, read="text"
    )
    empty = seen_on(plain_page(""), probing, read="text")
    assert facts_of(latin, "text") == facts_of(unknown, "text") == ["é"]
    assert facts_of(empty, "text") == [""]


def test_metrics(probing: Probing) -> None:
    """Metrics of a real server come by series."""
    text = (SAMPLES / "dcgm-exporter.prom").read_text(encoding="utf-8")
    seen = seen_on(plain_page(text), probing, read="prometheus")
    [metrics] = facts_of(seen, "metrics")
    assert [one["value"] for one in metrics["DCGM_FI_DEV_GPU_UTIL"]] == [0.0]


def test_chunks(probing: Probing) -> None:
    """A body in pieces, of a length that is not told, is read to its end."""

    def page(request: Request) -> None:
        request.protocol_version = "HTTP/1.1"
        request.begin(headers={"Transfer-Encoding": "chunked"})
        request.wfile.write(b"5\r\n[1, 2\r\n1\r\n]\r\n0\r\n\r\n")

    assert facts_of(seen_on(page, probing), "json") == [[1, 2]]


def test_status(probing: Probing) -> None:
    """A status that is no answer fails and is named; another may be an answer."""
    page = plain_page("later", status=503)
    assert seen_on(page, probing) == Seen(
        verdict="failed", reason="SERVER/page answered 503 Service Unavailable, not 200"
    )
    seen = seen_on(page, probing, statuses=[200, 503], read="text")
    assert facts_of(seen, "status", "text") == [503, "later"]
    seen = seen_on(page, probing, statuses=[200, 429])
    assert seen.reason.endswith("503 Service Unavailable, not 200 or 429")


@pytest.mark.parametrize(
    ("page", "read", "said"),
    [
        (
            plain_page("<!DOCTYPE html>\n<p>", "text/html"),
            "json",
            "“<!DOCTYPE html>” (text/html) where JSON was wanted:"
            " expecting value, line 1, column 1",
        ),
        (
            plain_page("", "application/json"),
            "json",
            "nothing (application/json) where JSON was wanted: it is empty",
        ),
        (
            plain_page('{"ok": true}', "application/json"),
            "prometheus",
            '“{"ok": true}” (application/json) where Prometheus text was wanted:'
            ' line 1, “{"ok": true}”: labels that do not end',
        ),
        (
            plain_page("...", headers={"Content-Encoding": "gzip"}),
            "text",
            "a body packed as gzip",
        ),
    ],
)
def test_other_content(probing: Probing, page: Page, read: str, said: str) -> None:
    """What is not what was asked for is broken, and shown."""
    assert seen_on(page, probing, read=read) == broken(f"SERVER/page sent {said}")


def test_huge(probing: Probing) -> None:
    """Of a huge body the first part is kept as text; as JSON it is refused."""
    page = plain_page("1" * 3_000_000)
    seen = seen_on(page, probing, read="text")
    assert (seen.cut, seen.remark) == (
        True,
        "only the first 1 MB of the answer was read",
    )
    assert facts_of(seen, "text") == ["1" * 1_000_000]
    for form in ("json", "prometheus"):
        seen = seen_on(page, probing, read=form)
        assert seen == broken("SERVER/page sent more than 1 MB")


def test_plan(probing: Probing) -> None:
    """The plan names the request."""
    assert plan({"url": "http://127.0.0.1:8000/metrics"}, probing) == (
        "GET http://127.0.0.1:8000/metrics"
    )
