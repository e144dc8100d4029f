"""The file probe: what it gives, and what it makes of anything else."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from aiinfra_cli.labs.files import look, plan
from aiinfra_cli.labs.model import Probing, Seen

Look = Callable[..., Seen]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder that a learner works in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def see(folder: Path) -> Look:
    """Look at `found` in the folder, after putting the bytes given into it."""

    def call(read: str, content: bytes | None = None, path: str = "found") -> Seen:
        if content is not None:
            (folder / path).write_bytes(content)
        return look({"path": path, "read": read}, Probing(folder))

    return call


def _failed(reason: str) -> Seen:
    return Seen(verdict="failed", reason=reason)


def _broken(reason: str) -> Seen:
    return Seen(verdict="broken", reason=reason)


@pytest.mark.parametrize(
    ("read", "content", "facts"),
    [
        ("json", b'{"a": [1, 2.5, null]}', {"a": [1, 2.5, None]}),
        ("json", b'\xef\xbb\xbf{"a":\r\n 1}\r\n', {"a": 1}),
        ("json", b'"text"', "text"),
        (
            "json",
            b'{"n": 123456789012345678901234567890}',
            {"n": int("1234567890" * 3)},
        ),
        ("jsonl", b'{"a": 1}\n\n[2]\n', {"rows": [{"a": 1}, [2]]}),
        ("jsonl", b'{"a": 1}\r\n{"a": 2}', {"rows": [{"a": 1}, {"a": 2}]}),
        (
            "yaml",
            b"on: 2026-11-20\nyes: no\nn: [1, -2, 1.5, 0x1f, 1e3, 007, 1_0, 12:30:45]\n"
            b"none: ~\nquoted: '1'\n8000: |\n  a\n  b\n",
            {
                "on": "2026-11-20",
                "yes": "no",
                "n": [1, -2, 1.5, 31, 1000.0, 7, "1_0", "12:30:45"],
                "none": None,
                "quoted": "1",
                "8000": "a\nb\n",
            },
        ),
        ("yaml", b"---\n- {a: [], b: {}}\n...\n", [{"a": [], "b": {}}]),
        ("yaml", b"plain", "plain"),
        (
            "csv",
            b'\xef\xbb\xbfname,value\r\n"a, b",1\r\n"line\r\nend",\r\n\r\n',
            {
                "rows": [
                    {"name": "a, b", "value": "1"},
                    {"name": "line\nend", "value": ""},
                ]
            },
        ),
        ("csv", b"a,b\n", {"rows": []}),
        ("text", b"one\r\ntwo\n", {"text": "one\ntwo\n", "lines": ["one", "two"]}),
        (
            "text",
            "é\x0b\u2028x\n\nend".encode(),
            {"text": "é\x0b\u2028x\n\nend", "lines": ["é\x0b\u2028x", "", "end"]},
        ),
    ],
)
def test_facts_of_a_file(see: Look, read: str, content: bytes, facts: Any) -> None:
    """Each form gives plain values, whatever system wrote the file."""
    assert see(read, content) == Seen(facts)


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        ("json", b"", "found is empty"),
        ("jsonl", b" \n\n", "found is empty"),
        ("yaml", b"", "found is empty"),
        ("csv", b"\xef\xbb\xbf", "found is empty"),
        ("text", b"", "found is empty"),
        ("dsse", b"\n", "found is empty"),
        ("text", b"ok\nno\xff", "found is not UTF-8 text, in line 2"),
        ("json", '{"a": 1}'.encode("utf-16"), "found is not UTF-8 text, in line 1"),
        (
            "json",
            b'{"a": 1,',
            "found is not JSON: expecting property name enclosed in double quotes,"
            " line 1, column 9",
        ),
        (
            "json",
            b"<html>\n",
            "found is not JSON: expecting value, line 1, column 1;"
            " it begins with “<html>”",
        ),
        (
            "json",
            b'{"a": NaN}',
            "found is not JSON: it holds NaN, which JSON does not know",
        ),
        (
            "json",
            b"[-Infinity]",
            "found is not JSON: it holds -Infinity, which JSON does not know",
        ),
        (
            "json",
            b'{"a": {"b": 1, "b": 2}}',
            "found is not JSON: the key “b” stands twice in one object",
        ),
        ("json", b"[" * 100_000, "found is nested too deeply, over 100 levels"),
        (
            "json",
            b"[" * 101 + b"]" * 101,
            "found is nested too deeply, over 100 levels",
        ),
        ("json", b"9" * 5000, "found holds a number that is too long"),
        (
            "jsonl",
            b'{"a": 1}\n{"a": ',
            "line 2 of found is not JSON: expecting value, line 1, column 7",
        ),
        (
            "yaml",
            b"a: &a [x, x]\nb: [*a, *a]\n",
            "found, line 2: an alias (*) stands for something else",
        ),
        ("yaml", b"a: 1\n---\nb: 2\n", "found, line 2: a second document begins"),
        (
            "yaml",
            b"a: 1\nb: 2\na: 3\n",
            "found, line 3: the key “a” stands twice in one mapping",
        ),
        ("yaml", b"a: !!python/name:x 1\n", None),
        ("yaml", b"[a]: 1\n", "found, line 1: a key is no plain text"),
        ("yaml", b"a: [1\n", None),
        ("yaml", b"a: \x01\n", None),
        ("yaml", b"[" * 5000, "found, line 1: nested over 100 levels"),
        ("yaml", b"# nothing\n", "found holds no document"),
        (
            "csv",
            b"a,b\n1,2,3\n",
            "found, line 2: 3 instead of 2 values",
        ),
        (
            "csv",
            b"a,a\n1,2\n",
            "found: the names of its columns are not all there,"
            " or not all different: “a,a”",
        ),
        ("csv", b'a,b\n"1,2\n', None),
        ("csv", b"a\n" + b"x" * 200_000, None),
        ("dsse", b"[1]", "found is JSON, but not an object: no bundle"),
        (
            "dsse",
            b'{"dsseEnvelope": {"payload": "%%"}}',
            "the payload in found is not text in base64",
        ),
        ("metrics", b"\x89PNG\r\n\x1a\n", None),
        ("metrics", b"", None),
        ("metrics", b'{"name": "a", "version": "1.0.0"}', None),
    ],
)
def test_file_of_another_kind_fails(
    see: Look, read: str, content: bytes, reason: str | None
) -> None:
    """A file that is there but wrong is the learner's to mend, and says what it is."""
    seen = see(read, content)
    assert seen.verdict == "failed"
    assert seen.facts is None
    assert "found" in seen.reason
    assert "\n" not in seen.reason
    if reason is not None:
        assert seen == _failed(reason)


def test_depth_that_is_allowed(see: Look) -> None:
    """A hundred levels are read, in both forms."""
    nested = b"[" * 100 + b"]" * 100
    assert see("json", nested).verdict is None
    assert see("yaml", nested).verdict is None


def test_signed_statement(see: Look) -> None:
    """A bundle gives itself and its payload; so does a bare envelope."""
    statement = {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "m"}]}
    payload = base64.b64encode(json.dumps(statement).encode()).decode()
    envelope = {"payload": payload, "payloadType": "application/vnd.in-toto+json"}
    for bundle in ({"dsseEnvelope": envelope}, envelope):
        facts = {"bundle": bundle, "payload": statement}
        assert see("dsse", json.dumps(bundle).encode()) == Seen(facts)


def test_payload_in_the_other_alphabet(see: Look) -> None:
    """Base64 made for addresses is the same payload."""
    payload = base64.urlsafe_b64encode(b'"\xc3\xbf\xc3\xbf\xc3\xbe?>"').decode()
    assert "_" in payload
    seen = see("dsse", json.dumps({"payload": payload}).encode())
    assert seen.facts["payload"] == "ÿÿþ?>"


def test_bundle_of_another_signature(see: Look) -> None:
    """A bundle without an envelope is no error of form: the check judges it."""
    bundle = {"mediaType": "x", "messageSignature": {"signature": "c2ln"}}
    assert see("dsse", json.dumps(bundle).encode()) == Seen({"bundle": bundle})


def test_metrics_of_a_benchmark(see: Look) -> None:
    """A benchmark's result is read by the door of its own room."""
    rows = b'{"ttft_ms": 10, "e2e_ms": 100, "output_tokens": 10}\n' * 2
    facts = see("metrics", rows).facts
    assert facts["tool"] == "requests"
    assert facts["runs"][0]["completed"] == 2
    assert facts["runs"][0]["ttft_ms"]["p50"] == 10.0


def test_stat(folder: Path, see: Look) -> None:
    """Size, permissions and hash of a file; of a folder its permissions."""
    (folder / "key.pub").write_bytes(b"public")
    (folder / "key.pub").chmod(0o604)
    digest = hashlib.sha256(b"public").hexdigest()
    assert see("stat", path="key.pub") == Seen(
        {"type": "file", "mode": "604", "size": 6, "sha256": digest}
    )
    (folder / "model").mkdir(mode=0o700)
    assert see("stat", path="model") == Seen({"type": "folder", "mode": "700"})


@pytest.mark.parametrize("read", ["json", "text", "metrics", "folder", "stat"])
def test_missing(folder: Path, see: Look, read: str) -> None:
    """What is not there makes the check fail."""
    (folder / "file").touch()
    for path in ("found", "no/such/found", "file/found"):
        expected = _failed(f"there is no {path} here")
        assert see(read, path=path) == expected


def test_no_folder(tmp_path: Path) -> None:
    """Without the learner's folder nothing was looked at."""
    probing = Probing(tmp_path / "gone")
    reason = f"the folder {tmp_path / 'gone'}: no such file or directory"
    assert look({"path": "a", "read": "json"}, probing) == _broken(reason)


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "a/../../secret", "a\0b"])
def test_path_that_leads_out(see: Look, path: str) -> None:
    """A curriculum that would read elsewhere is not obeyed."""
    assert see("text", path=path) == _broken(f"{path!r} does not lie below the folder")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Put something beside the learner's folder that is nobody's business."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("hidden")
    return outside


@pytest.mark.parametrize("read", ["json", "text", "metrics", "stat", "dsse", "folder"])
def test_link_that_leads_out(folder: Path, secret: Path, see: Look, read: str) -> None:
    """No link leads out of the folder: the last on the path, or one on the way."""
    (folder / "found").symlink_to(secret / "secret")
    (folder / "linked").symlink_to(secret, target_is_directory=True)
    (folder / "up").symlink_to("..", target_is_directory=True)
    for path in ("found", "linked", "linked/secret", "up/outside/secret"):
        reason = f"{path} is a link that leads out of {folder}"
        assert see(read, path=path) == _failed(reason)


def test_link_that_stays(folder: Path, see: Look) -> None:
    """A link inside the folder is followed, and so is one to the folder itself."""
    (folder / "real").mkdir()
    (folder / "real" / "data").write_text("1")
    (folder / "found").symlink_to("real/data")
    (folder / "way").symlink_to("real", target_is_directory=True)
    assert see("json") == Seen(1)
    assert see("json", path="way/data") == Seen(1)
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert look({"path": "found", "read": "json"}, Probing(link)) == Seen(1)


def test_link_that_leads_nowhere(folder: Path, see: Look) -> None:
    """A link without a target fails; one in a circle cannot be looked at."""
    (folder / "found").symlink_to("gone")
    assert see("json") == _failed("found is a link that leads nowhere")
    (folder / "round").symlink_to("round")
    assert see("json", path="round").verdict == "broken"


@pytest.fixture
def odd(folder: Path) -> Iterator[dict[str, Path]]:
    """Make what is neither file nor folder."""
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/zero")
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
            yield {name: folder / name for name in ("pipe", "socket")}
    finally:
        os.chdir(here)


@pytest.mark.parametrize("read", ["json", "metrics", "stat", "folder"])
def test_neither_file_nor_folder(odd: dict[str, Path], see: Look, read: str) -> None:
    """A pipe, a socket, a device: refused at once, and never opened."""
    for name in odd:
        assert see(read, path=name) == _failed(f"{name} is neither a file nor a folder")
    assert see(read, path="device").verdict == "failed"


@pytest.mark.parametrize("read", ["json", "jsonl", "csv", "text", "dsse", "metrics"])
def test_folder_in_place_of_a_file(folder: Path, see: Look, read: str) -> None:
    """A folder where a file should be is told."""
    (folder / "found").mkdir()
    assert see(read) == _failed("found is a folder, not a file")


@pytest.mark.parametrize("read", ["json", "jsonl", "yaml", "csv", "text", "dsse"])
def test_too_large(folder: Path, see: Look, read: str) -> None:
    """A file of a gigabyte is refused before it is read."""
    with (folder / "found").open("wb") as file:
        file.truncate(1 << 30)
    reason = "found is larger than 16 MiB: more than a check reads"
    assert see(read) == _broken(reason)


def test_metrics_too_large(folder: Path, see: Look) -> None:
    """A result of a gigabyte is refused too."""
    with (folder / "found").open("wb") as file:
        file.truncate(1 << 30)
    seen = see("metrics")
    assert (seen.verdict, "256 MiB" in seen.reason) == ("failed", True)


def test_just_small_enough(see: Look) -> None:
    """Sixteen MiB are read, and one byte more is not."""
    text = b"x" * (16 << 20)
    assert see("text", text).verdict is None
    assert see("text", text + b"x").verdict == "broken"


@pytest.fixture
def closed() -> Iterator[Path]:
    """Give a folder that may not be read as a whole, to somebody who is not root."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "found").write_text("1")
        (folder / "found").chmod(0)
        (folder / "closed").mkdir(mode=0)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        yield folder
        if is_root:
            os.seteuid(0)
        (folder / "closed").chmod(0o700)


@pytest.mark.parametrize(
    ("read", "path", "reason"),
    [
        ("json", "found", "found cannot be read: permission denied"),
        ("metrics", "found", "found cannot be read: permission denied"),
        ("stat", "found", "found cannot be read: permission denied"),
        ("folder", "closed", "closed cannot be read: permission denied"),
        ("json", "closed/found", "closed/found cannot be read: permission denied"),
    ],
)
def test_unreadable(closed: Path, read: str, path: str, reason: str) -> None:
    """What may not be read was not looked at."""
    assert look({"path": path, "read": read}, Probing(closed)) == _broken(reason)


def test_slow_reading_ends(folder: Path) -> None:
    """What takes longer than a probe may is not waited for."""
    (folder / "many").write_text("a\n" * 5000)
    (folder / "yaml").write_text("- a\n" * 20_000)
    (folder / "model").mkdir()
    (folder / "model" / "weights").write_bytes(b"x")
    probing = Probing(folder, timeout=0.0)
    for read, path, name in (
        ("csv", "many", "many"),
        ("yaml", "yaml", "yaml"),
        ("folder", "model", "model"),
        ("stat", "model/weights", "model/weights"),
    ):
        reason = f"reading {name} took longer than 0 s"
        assert look({"path": path, "read": read}, probing) == _broken(reason)


def test_handed_in(folder: Path, secret: Path) -> None:
    """What the learner hands in may lie anywhere, and a link may lead there."""
    link = folder / "link"
    link.symlink_to(secret / "secret")
    spec = {"path": "found", "read": "text", "name": "result"}
    for path in (secret / "secret", link):
        probing = Probing(folder, evidence={"result": path})
        facts = {"text": "hidden", "lines": ["hidden"]}
        assert look(spec, probing) == Seen(facts, remark=f"handed in: {path}")
        assert plan(spec, probing) == f"read {path} (text)"
    other = Probing(folder, evidence={"another": secret / "secret"})
    assert look(spec, other) == _failed("there is no found here")


def test_handed_in_and_wrong(folder: Path, odd: dict[str, Path]) -> None:
    """What is handed in is a regular file too, of the same size at most."""
    (folder / "large").touch()
    os.truncate(folder / "large", 1 << 30)
    spec = {"path": "found", "read": "text", "name": "result"}
    for path, reason in (
        (odd["pipe"], f"{odd['pipe']} is neither a file nor a folder"),
        (folder / "device", f"{folder / 'device'} is neither a file nor a folder"),
        (folder, f"{folder} is a folder, not a file"),
        (folder / "gone", f"there is no {folder / 'gone'}"),
    ):
        assert look(spec, Probing(folder, evidence={"result": path})) == _failed(reason)
    large = Probing(folder, evidence={"result": folder / "large"})
    assert look(spec, large).verdict == "broken"


def test_handed_in_folder(folder: Path, secret: Path) -> None:
    """A folder is handed in as a whole; its links stay inside."""
    spec = {"path": "model", "read": "folder", "name": "model"}
    probing = Probing(folder, evidence={"model": secret})
    digest = hashlib.sha256(b"hidden").hexdigest()
    (secret / "secret").chmod(0o600)
    file = {"name": "secret", "size": 6, "sha256": digest, "mode": "600"}
    assert look(spec, probing).facts == {"files": [file]}
    (secret / "link").symlink_to(folder)
    reason = f"{secret}/link is a link that leads out of the folder"
    assert look(spec, probing) == _failed(reason)


def test_plan(tmp_path: Path) -> None:
    """A dry run names the file and how it would be read."""
    line = plan({"path": "out/bench.json", "read": "metrics"}, Probing(tmp_path))
    assert line == f"read {tmp_path}/out/bench.json (metrics)"
