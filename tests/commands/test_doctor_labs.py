"""What `aiinfra doctor` says of the programs that labs need, and of the labs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from aiinfra_cli.commands import machine
from tests import golden
from tests.commands.asking import data
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import Session

TOOL = """\
  - name: {name}
    version: {{run: [{name}, --version], find: '{find}'}}
    get: Take {name} from [its page](https://example.org/{name}).
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a PATH of the test's own, with nothing on it but a shell."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, says: str) -> None:
    """Put a program on the PATH that runs a script."""
    (folder / name).write_text(f"#!/bin/sh\n{says}\n")
    (folder / name).chmod(0o755)


def kubectl(version: str) -> str:
    """Say what kubectl of a version says."""
    return f"""printf '%s\\n' '{{"clientVersion": {{"gitVersion": "v{version}"}}}}'"""


def bench(run: Run) -> str:
    """Give the part of the screen that is about labs."""
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    return result.out.partition("\n\n")[2]


def trusted(run: Run) -> None:
    """Let programs be asked for their versions."""
    assert run("curriculum", "trust", "--yes").code == 0


def test_all_is_there(run: Run, programs: Path) -> None:
    """Programs that are new enough; both labs can be done."""
    put(programs, "kubectl", kubectl("1.34.1"))
    put(programs, "kind", "echo kind v0.32.0 go1.25 linux/amd64")
    trusted(run)
    assert bench(run) == (
        "Programs that labs use\n"
        "  ✓ kind     0.32.0\n"
        "  ✓ kubectl  1.34.1\n"
        "\n"
        "Labs this machine can do: 2 of 2\n"
        "  ✓ lab-setup\n"
        "  ✓ lab-claims  with a cluster made by kind\n"
    )


def test_missing_and_too_old(run: Run, programs: Path) -> None:
    """What is wanted is said, which labs lack it, and how to get it."""
    put(programs, "kubectl", kubectl("1.9.10"))
    trusted(run)
    assert bench(run) == (
        "Programs that labs use\n"
        "  ○ kind     missing\n"
        "  ! kubectl  1.9.10, too old: 1.34 or newer is needed\n"
        "\n"
        "Labs this machine can do: 0 of 2\n"
        "  ○ lab-setup   needs kind, kubectl 1.34\n"
        "  ○ lab-claims  needs kubectl 1.34\n"
        "\n"
        "How to get what is missing\n"
        "  kind: Take it from its releases.\n"
        "  kubectl: See its own page on installing it.\n"
    )


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("echo hello", "no version in its answer: hello"),
        ("exit 3", "no version in its answer: nothing"),
        ("printf '\\033[2J'", "no version in its answer: nothing"),
    ],
)
def test_version_that_is_not_known(
    run: Run, programs: Path, says: str, reason: str
) -> None:
    """A program that does not tell its version is not held against the learner."""
    put(programs, "kubectl", says)
    put(programs, "kind", "echo v0.32.0")
    trusted(run)
    text = bench(run)
    assert f"  ✓ kubectl  version unknown: 1.34 or newer is needed; {reason}\n" in text
    assert "Labs this machine can do: 2 of 2\n" in text


def test_document(run: Run, programs: Path) -> None:
    """The document has each program, and what each lab lacks."""
    put(programs, "kubectl", kubectl("1.36.2"))
    trusted(run)
    found = data(run, "doctor")
    assert found["tools"] == [
        {
            "name": "kind",
            "state": "missing",
            "path": None,
            "version": None,
            "min": None,
            "reason": None,
            "labs": ["lab-setup"],
            "get": "Take it from its releases.",
        },
        {
            "name": "kubectl",
            "state": "ok",
            "path": str(programs / "kubectl"),
            "version": "1.36.2",
            "min": "1.34",
            "reason": None,
            "labs": ["lab-setup", "lab-claims"],
            "get": "See its own page on installing it.",
        },
    ]
    assert found["labs"] == [
        {"id": "lab-setup", "tier": "laptop", "missing": ["kind"], "can_do": False},
        {"id": "lab-claims", "tier": "kind", "missing": [], "can_do": True},
    ]


def test_highest_minimum_is_told(run: Run, own: Mini, programs: Path) -> None:
    """Of two labs the one that wants more decides what is told; each its own need."""
    own.replace("labs/lab-claims.yaml", '"1.34"', '"1.36"')
    put(programs, "kubectl", kubectl("1.35.0"))
    put(programs, "kind", "echo v0.32.0")
    trusted(run)
    text = bench(run)
    assert "  ! kubectl  1.35.0, too old: 1.36 or newer is needed\n" in text
    assert "  ✓ lab-setup\n  ○ lab-claims  needs kubectl 1.36\n" in text


@pytest.mark.parametrize(
    ("tier", "what"), [("gpu", "a GPU"), ("rdma", "an RDMA device")]
)
def test_devices_are_not_promised(
    run: Run, own: Mini, programs: Path, tier: str, what: str
) -> None:
    """Programs alone do not make a lab possible that needs a device."""
    own.replace("labs/lab-claims.yaml", "tier: kind", f"tier: {tier}")
    put(programs, "kubectl", kubectl("1.36.2"))
    put(programs, "kind", "echo v0.32.0")
    trusted(run)
    text = bench(run)
    assert "Labs this machine can do: 1 of 2\n" in text
    assert f"  · lab-claims  needs {what} as well, which was not looked for\n" in text
    assert data(run, "doctor")["labs"][1]["can_do"] is None


def test_program_that_hangs(
    run: Run, own: Mini, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several that do not answer are waited for at the same time, and ended."""
    monkeypatch.setattr(machine, "LIMIT", 0.3)
    text = own.read("tools.yaml")
    for name in ("slow-a", "slow-b"):
        put(programs, name, "exec /bin/sleep 600")
        text += TOOL.format(name=name, find="(.*)")
        own.replace(
            "labs/lab-claims.yaml", "tools:\n", f"tools:\n  - {{name: {name}}}\n"
        )
    own.write("tools.yaml", text)
    trusted(run)
    result = bench(run)
    for name in ("slow-a", "slow-b"):
        assert f"  ✓ {name}   found\n" in result


def test_interrupt_does_not_wait(run: Run, own: Mini, programs: Path) -> None:
    """^C ends doctor at once, whatever the programs do that it asks."""
    put(programs, "kubectl", f"echo $$ > {programs}/pid; exec /bin/sleep 600")
    put(programs, "kind", "echo v0.32.0")
    trusted(run)
    argv = [sys.executable, "-m", "aiinfra_cli", "doctor"]
    with Session(argv, env={**os.environ}) as session:
        pid_file = programs / "pid"
        while not (pid_file.exists() and pid_file.read_text().strip()):
            time.sleep(0.01)
        session.interrupt()
        assert session.exit_code() == 130
    pid = int((programs / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_screen(run: Run, own: Mini, programs: Path) -> None:
    """The part about labs as people see it, links written out in a pipe."""
    own.write(
        "tools.yaml", own.read("tools.yaml") + TOOL.format(name="helm", find="v(.*)")
    )
    own.replace("labs/lab-claims.yaml", "tools:", "tools:\n  - {name: helm}")
    trusted(run)
    golden.check("doctor-labs.txt", bench(run))


def test_wrong_curriculum_hides_the_labs(run: Run, own: Mini) -> None:
    """Where the curriculum is wrong, that is told, and no program looked for."""
    own.replace("labs/lab-claims.yaml", "tier: kind", "tier: cloud")
    result = run("doctor", "--json")
    assert result.code == 4
    assert result.document["data"]["tools"] is None
    assert result.document["data"]["labs"] is None


def test_store_is_left_alone(run: Run, home: Path, programs: Path) -> None:
    """Looking for programs makes no store and changes none."""
    for path in home.iterdir():
        path.unlink()
    home.rmdir()
    assert run("doctor").code == 0
    assert not home.exists()
