"""`curriculum links`: pages asked on loopback, told apart, and remembered."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.labs.pages import plain_page, redirect
from tests.labs.server import Page, Request, Server, nobody, serving
from tests.terminal import Session

HERE = plain_page("<title>Here</title>", kind="text/html")
GONE = plain_page("", status=404)
SHUT = plain_page("", status=403)
SOFT = plain_page("<title>Page not found</title>", kind="text/html")

PAGES: Mapping[str, Page] = {
    "/gone": GONE,
    "/here": HERE,
    "/new": HERE,
    "/old": redirect("/new", 301),
    "/shut": SHUT,
    "/soft": SOFT,
}


def folder_with(folder: Path, *urls: str) -> Path:
    """Write a folder that names some addresses, each on a line of its own."""
    folder.mkdir()
    lines = ["format: 1", "id: links", "origin:"]
    lines += [f'  - {{name: page {n}, url: "{url}"}}' for n, url in enumerate(urls)]
    (folder / "path.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def all_pages(server: Server, folder: Path) -> str:
    """Write a folder that names every page of PAGES, in alphabetical order."""
    return str(folder_with(folder, *(f"{server.url}{path}" for path in PAGES)))


def test_screen(run: Run, tmp_path: Path) -> None:
    """Dead links come first, each with its places; the exit code is 1."""
    with serving(PAGES) as server:
        folder = all_pages(server, tmp_path / "c")
        result = run("curriculum", "links", folder)
    out = result.out.replace(server.url, "https://docs.org")
    assert (result.code, out, result.err) == (
        1,
        "Dead (1)\n"
        "  https://docs.org/gone\n"
        "    404 Not Found\n"
        "    path.yaml:4\n"
        "\n"
        "Could not tell (1)\n"
        "  https://docs.org/shut\n"
        "    it answers 403 Forbidden\n"
        "    path.yaml:8\n"
        "\n"
        "There, but probably no longer the page (1)\n"
        "  https://docs.org/soft\n"
        '    its title is "Page not found"\n'
        "    path.yaml:9\n"
        "\n"
        "Moved for good (1)\n"
        "  https://docs.org/old\n"
        "    now https://docs.org/new\n"
        "    path.yaml:7\n"
        "\n"
        "6 addresses at 1 host: 3 there, 1 dead, 1 could not be looked at,"
        " 1 doubtful\n",
        f"aiinfra: 1 dead link in {folder}\n",
    )


def test_document(run: Run, tmp_path: Path) -> None:
    """The document has every address, what was answered, and its places."""
    with serving(PAGES) as server:
        folder = all_pages(server, tmp_path / "c")
        result = run("curriculum", "links", folder, "--json")
    assert (result.code, result.document["schema"]) == (1, "aiinfra.links/1")
    data = result.document["data"]
    assert data | {"links": None} == {
        "folder": folder,
        "addresses": 6,
        "asked": 6,
        "counts": {
            "dead": 1,
            "unknown": 1,
            "doubtful": 1,
            "moved": 1,
            "fine": 2,
            "not_asked": 0,
        },
        "links": None,
    }
    assert data["links"][3] == {
        "url": f"{server.url}/old",
        "verdict": "moved",
        "status": 200,
        "reason": None,
        "moved_to": f"{server.url}/new",
        "redirects": [{"status": 301, "url": f"{server.url}/new"}],
        "asked_at": "2026-11-25T20:14:00Z",
        "places": [{"file": "path.yaml", "line": 7}],
    }
    assert data["links"][0]["reason"] == "404 Not Found"
    assert len({tuple(link) for link in data["links"]}) == 1


def test_what_was_fine_is_not_asked_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a week only the rest is asked; --again, or a week later, asks for all."""
    with serving(PAGES) as server:
        folder = all_pages(server, tmp_path / "c")

        def asked(*more: str) -> list[str]:
            server.asked.clear()
            run("curriculum", "links", folder, *more)
            return [request.path for request in server.asked]

        everything = ["/gone", "/here", "/new", "/old", "/new", "/shut", "/soft"]
        assert asked() == everything
        assert asked() == ["/gone", "/shut", "/soft"]
        assert run("curriculum", "links", folder).out.endswith(
            "3 known from the last seven days; to ask anew: --again\n"
        )
        assert asked("--again") == everything
        monkeypatch.setenv("AIINFRA_NOW", "2026-12-02T20:14:00+00:00")
        assert asked() == everything


def test_all_fine(run: Run, tmp_path: Path) -> None:
    """Where every page is there, the exit code is 0; a new address is no mistake."""
    with serving(PAGES) as server:
        urls = [f"{server.url}/{name}" for name in ("here", "here#part", "old")]
        result = run("curriculum", "links", str(folder_with(tmp_path / "c", *urls)))
    assert (result.code, result.err) == (0, "")
    assert "    path.yaml:6\n" in result.out
    assert result.out.endswith(
        "2 addresses at 1 host: 2 there, 0 dead, 0 could not be looked at\n"
    )


def test_network_failure_is_no_dead_link(run: Run, tmp_path: Path) -> None:
    """What could not be looked at gives 6, and not one word of death."""
    with nobody() as place, serving(PAGES) as server:
        urls = [f"http://{place}/page", f"{server.url}/here"]
        folder = str(folder_with(tmp_path / "c", *urls))
        result = run("curriculum", "links", folder)
    assert result.code == 6
    assert "Dead" not in result.out
    assert f"nothing listens at {place}: the connection was refused" in result.out
    assert result.err == (
        "aiinfra: 1 address could not be looked at; no link was found dead\n"
        "hint: run it again: what was found is kept, and only the rest is asked\n"
    )


def test_no_network(run: Run, tmp_path: Path) -> None:
    """What was left alone is summed up on the screen, and whole in the document."""
    with nobody() as place:
        port = place.partition(":")[2]
        urls = [f"http://127.0.0.{n}:{port}/" for n in range(1, 41)]
        folder = str(folder_with(tmp_path / "c", *urls))
        result = run("curriculum", "links", folder)
        document = run("curriculum", "links", folder, "--json").document
    assert result.code == 6
    assert "Could not tell (40)\n" in result.out
    lines = result.out.splitlines()
    (summed,) = [line for line in lines if "not asked" in line]
    assert summed.endswith(" not asked: none of 8 hosts before answered")
    asked = [line for line in lines if "nothing listens" in line]
    assert len(asked) + int(summed.split()[0]) == 40
    assert "40 addresses could not be looked at" in result.err
    assert len(document["data"]["links"]) == 40


def test_out_of_time(run: Run, tmp_path: Path) -> None:
    """At the end of its time it tells how much is left; the next run goes on there."""
    is_open = threading.Event()

    def slow(request: Request) -> None:
        while not is_open.is_set() and request.pause(0.01):
            pass
        HERE(request)

    with serving({"/a": HERE, "/b": slow, "/c": HERE}) as server:
        urls = [f"{server.url}/{name}" for name in "abc"]
        folder = str(folder_with(tmp_path / "c", *urls))
        result = run("curriculum", "links", folder, "--minutes", "0.02")
        assert result.code == 6
        assert "2 addresses not asked for want of time" in result.err
        is_open.set()
        again = run("curriculum", "links", folder)
        assert again.code == 0
        assert "1 known from the last seven days" in again.out


def test_interrupted(home: Path, tmp_path: Path) -> None:
    """^C ends it with 130, and what was found by then is kept."""
    reached = threading.Event()

    def silent(request: Request) -> None:
        reached.set()
        request.pause()

    with serving({"/a": HERE, "/b": silent}) as server:
        urls = [f"{server.url}/a", f"{server.url}/b"]
        folder = str(folder_with(tmp_path / "c", *urls))
        process = subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", "curriculum", "links", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert reached.wait(60)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    kept = (home / "links.json").read_text("utf-8")
    assert (f"{server.url}/a" in kept, f"{server.url}/b" in kept) == (True, False)


def test_only(run: Run, tmp_path: Path) -> None:
    """--only asks the addresses of a host and of those below it, and no others."""
    with serving(PAGES) as server, nobody() as place:
        local = server.url.replace("127.0.0.1", "docs.localhost")
        urls = [f"{server.url}/here", f"http://{place}/", f"{local}/here"]
        folder = str(folder_with(tmp_path / "c", *urls))
        hosts = ["--only", server.place.upper(), "--only", "localhost"]
        listed = run("curriculum", "links", folder, *hosts, "--list")
        asked = run("curriculum", "links", folder, "--only", server.place)
    assert (asked.code, asked.err) == (0, "")
    assert listed.out == (
        f"{server.url}/here\n    path.yaml:4\n{local}/here\n    path.yaml:6\n"
        "\n2 addresses at 2 hosts\n"
    )


def test_only_of_a_host_that_is_not_named(run: Run, tmp_path: Path) -> None:
    """A host without an address is a mistake in the call."""
    folder = folder_with(tmp_path / "c", "http://127.0.0.1:9/")
    result = run("curriculum", "links", str(folder), "--only", "docs.org")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        f"aiinfra: no address in {folder} is at docs.org\n"
        f"hint: see them all: aiinfra curriculum links {folder} --list\n",
    )


def test_list_asks_nobody(run: Run, tmp_path: Path, home: Path) -> None:
    """--list needs no network, and leaves nothing behind."""
    with serving(PAGES) as server:
        folder = all_pages(server, tmp_path / "c")
        result = run("curriculum", "links", folder, "--list", "--json")
        assert server.asked == []
    assert result.code == 0
    links = result.document["data"]["links"]
    assert {link["verdict"] for link in links} == {None}
    assert [link["places"][0]["line"] for link in links] == [4, 5, 6, 7, 8, 9]
    assert not (home / "links.json").exists()


def test_no_store_is_made(run: Run, tmp_path: Path, home: Path) -> None:
    """To look after a folder takes no store, and no curriculum that compiles."""
    with serving(PAGES) as server:
        folder = folder_with(tmp_path / "c", f"{server.url}/here")
        assert run("curriculum", "links", str(folder)).code == 0
    assert [path.name for path in home.iterdir()] == ["links.json"]


def test_nowhere_to_keep(run: Run, tmp_path: Path, home: Path) -> None:
    """Where nothing can be kept the answer is told all the same."""
    home.write_text("a file")
    with serving(PAGES) as server:
        folder = folder_with(tmp_path / "c", f"{server.url}/here")
        result = run("curriculum", "links", str(folder))
    assert result.code == 0
    assert result.err == (
        f"what was found is not kept: {home} is a file, not a folder\n"
    )


def test_damaged_memory(run: Run, tmp_path: Path, home: Path) -> None:
    """A damaged file of earlier findings is written anew."""
    home.mkdir()
    (home / "links.json").write_text("}{")
    with serving(PAGES) as server:
        folder = folder_with(tmp_path / "c", f"{server.url}/here")
        assert run("curriculum", "links", str(folder)).code == 0
    assert f"{server.url}/here" in (home / "links.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["nothing", "c"])
def test_no_curriculum(run: Run, tmp_path: Path, name: str) -> None:
    """A folder that is none, or not there, is told as such."""
    (tmp_path / "c").mkdir()
    result = run("curriculum", "links", str(tmp_path / name))
    assert (result.code, result.out) == (4, "")


def test_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    """Addresses that nobody can see are not passed over in silence."""
    folder = folder_with(tmp_path / "c", "http://127.0.0.1:9/")
    (folder / "reading.yaml").write_text("id: [\n")
    result = run("curriculum", "links", str(folder))
    assert result.code == 4
    assert "reading.yaml:2: not valid YAML" in result.err


def test_progress_is_for_a_person_who_watches(tmp_path: Path) -> None:
    """On a terminal each address is named as it is done, then wiped out again."""
    with serving(PAGES) as server:
        folder = folder_with(tmp_path / "c", f"{server.url}/here")
        argv = [sys.executable, "-m", "aiinfra_cli", "curriculum", "links", str(folder)]
        with Session(argv, env={}) as session:
            session.wait_for(f"\r\x1b[K1 of 1  {server.url}/here\r\x1b[K")
            session.wait_for("1 address at 1 host: 1 there, 0 dead")
            assert session.exit_code() == 0
