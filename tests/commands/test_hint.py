"""`aiinfra hint`: the next one, and no more than that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.asking import data, journal
from tests.conftest import Run
from tests.content.folders import Mini

LAB = "labs/lab-claims.yaml"
FIRST, SECOND, THIRD = HINTS = (
    "Look at the status of the claims.",
    "The class in the claim must be one that exists.",
    "Write `deviceClassName` with the name that `kubectl get deviceclasses` shows.",
)
MORE_HINTS = """\
    hints:
      - First of the driver.
      - Second of the driver.
      - Third of the driver.
"""


@pytest.fixture
def two(own: Mini) -> Mini:
    """Give a lab with hints at both of its steps."""
    text = own.read(LAB)
    at = text.index("  - id: claim\n")
    own.write(LAB, text[:at] + MORE_HINTS + text[at:])
    own.replace(LAB, "    why: Two pods", "    hint: driver\n    why: Two pods")
    assert own.problems() == []
    return own


def hint(run: Run, *argv: str) -> str:
    """Give the words of the next hint, by step and tier."""
    found = data(run, "hint", "lab-claims", *argv)
    return f"{found['step']} {found['tier']}{' again' * found['seen_before']}"


def test_one_after_the_other(run: Run) -> None:
    """Three times a stronger one; then the answer again, and it says so."""
    heads = ("a nudge, 1", "a stronger one, 2", "the answer, 3")
    for number, (head, text) in enumerate(zip(heads, HINTS, strict=True), 1):
        more = "; still stuck: aiinfra hint lab-claims -s 2" if number < 3 else ""
        assert run("hint", "lab-claims") == (
            0,
            f"2. Write the claims\n{head} of 3\n\n  {text}\n\n"
            f"next: aiinfra check lab-claims{more}\n",
            "",
        )
    assert run("hint", "lab-claims").out.startswith(
        "2. Write the claims\nthe answer, 3 of 3, which you have seen\n"
    )
    assert journal(run) == ["hint lab-claims"] * 3


def test_document(run: Run) -> None:
    """The document has one hint, and how many there are."""
    assert data(run, "hint", "lab-claims") == {
        "item": "lab-claims",
        "step": "claim",
        "tier": 1,
        "tiers": 3,
        "hint": FIRST,
        "seen_before": False,
    }


def test_step_that_is_named(run: Run, two: Mini) -> None:
    """A step has its own count; it is named by number or id, also after -n."""
    asked = (["--step", "2"], ["-s", "claim"], ["-n", "2"], ["-s", "1"], ["-s", "2"])
    assert [hint(run, *argv) for argv in asked] == [
        *("claim 1", "claim 2", "claim 3", "driver 1", "claim 3 again"),
    ]


def test_steps_in_order(run: Run, two: Mini) -> None:
    """Without a name and a failed check the first step with hints left is meant."""
    assert [hint(run) for _ in range(7)] == [
        *("driver 1", "driver 2", "driver 3", "claim 1", "claim 2", "claim 3"),
        "claim 3 again",
    ]


def test_failed_check_comes_first(run: Run, two: Mini, tmp_path: Path) -> None:
    """The hints of the check that failed come first; what passed is not meant."""
    assert run("curriculum", "trust", "--yes").code == 0
    report = tmp_path / "report.json"
    asked = ("check", "lab-claims", "--only", "report", "--dir", str(tmp_path))
    hint(run, "-s", "claim")
    assert run(*asked).code == 1
    assert hint(run) == "driver 1"
    report.write_text('{"devices": []}')
    assert run(*asked).code == 1
    assert [hint(run) for _ in range(3)] == ["driver 2", "driver 3", "claim 2"]
    report.write_text('{"devices": [1, 2]}')
    assert run(*asked).code == 0
    assert hint(run) == "claim 3"


def test_all_hints_of_what_failed_are_seen(run: Run, two: Mini, tmp_path: Path) -> None:
    """When nothing is left, the answer to what failed is given again."""
    assert run("curriculum", "trust", "--yes").code == 0
    run("check", "lab-claims", "--only", "report", "--dir", str(tmp_path))
    for _ in range(6):
        hint(run)
    assert hint(run) == "driver 3 again"


def test_step_without_hints(run: Run) -> None:
    """A step without hints is told; so is one that is none."""
    assert run("hint", "lab-claims", "-s", "1") == (
        2,
        "",
        "aiinfra: step 1 of lab-claims has no hints\n"
        "hint: read it: aiinfra lab lab-claims -s 1\n",
    )
    assert run("hint", "lab-claims", "-s", "9").code == 3
    assert journal(run) == []


def test_lab_without_hints(run: Run, own: Mini) -> None:
    """A lab without hints says so."""
    text = own.read(LAB)
    start, end = text.index("    hints:"), text.index("checks:")
    own.write(LAB, text[:start] + text[end:])
    own.replace(LAB, "    hint: claim\n", "")
    assert run("hint", "lab-claims") == (
        2,
        "",
        "aiinfra: lab-claims has no hints\nhint: see: aiinfra lab lab-claims\n",
    )


def test_hints_are_no_step(run: Run) -> None:
    """A hint is a record: undo leaves it alone, and the state knows nothing of it."""
    hint(run)
    assert run("undo").out.startswith("nothing to undo\n")
    assert data(run, "status")["tally"]["done"] == 0
    assert hint(run) == "claim 2"


def test_history_counts_them(run: Run) -> None:
    """The journal tells which hint was given, not what it says."""
    hint(run)
    assert run("history").out == (
        "20:14             hint    lab-claims step claim, hint 1 of 3\n"
    )


def test_hints_of_a_renamed_lab(run: Run, own: Mini) -> None:
    """What was seen under a former name is seen."""
    hint(run)
    for name in ("labs/lab-claims.yaml", "weeks/week-2.yaml", "path.yaml"):
        own.write(name, own.read(name).replace("lab-claims", "lab-requests"))
    own.write(LAB, own.read(LAB).replace("tags:", "aliases: [lab-claims]\ntags:"))
    (own.folder / LAB).rename(own.folder / "labs/lab-requests.yaml")
    shutil.move(own.folder / "labs/lab-claims", own.folder / "labs/lab-requests")
    assert data(run, "hint", "lab-claims")["tier"] == 2
