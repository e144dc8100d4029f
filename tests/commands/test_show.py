"""`aiinfra show`: everything about one item."""

from __future__ import annotations

from collections.abc import Callable

from tests.commands.asking import data
from tests.conftest import Run


def test_study_item(run: Run) -> None:
    """What to do, where to read, how it was checked, and the next step."""
    assert run("show", "study-map") == (
        0,
        "study-map  Read the map of the field\n"
        "study · week-1, Mon–Tue · 30 min (our estimate) · ○ open\n"
        "\n"
        "Look at the layers from hardware to application. Afterwards you can say which"
        " layer a given project belongs to.\n"
        "\n"
        "Concepts\n"
        "  layer  Layer\n"
        "\n"
        "Read\n"
        "  Kubernetes documentation\n"
        "    https://kubernetes.io/docs/\n"
        "  A second page\n"
        "    http://example.org/map?part=1#top\n"
        "\n"
        "Facts checked 2026-11-20: the page was read\n"
        "Sources: Mini plan, week 1 Mon-Tue\n"
        "\n"
        "next: aiinfra begin study-map\n",
        "",
    )


def test_without_an_id(run: Run) -> None:
    """It shows what you are at, or what comes next; at the end it names nothing."""
    assert run("show").out.startswith("study-map ")
    run("begin", "study-history")
    assert run("show").out.startswith("study-history ")
    run("done", "week-1", "week-2", "--yes")
    run("done", "cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery")
    assert run("show") == (
        2,
        "",
        "aiinfra: no item is begun, so name one\nhint: see: aiinfra list\n",
    )


def test_lab(run: Run) -> None:
    """A lab has its stand-in, tools, steps and checks; its own page has the rest."""
    heads = [
        line
        for line in run("show", "lab-claims").out.splitlines()
        if line and not line.startswith(" ")
    ]
    assert heads == [
        "lab-claims  Ask for two devices",
        "lab · week-2, Mon–Tue · 1 h 30 · runs on: kind · ○ open",
        "Two pods ask for a pretend device each, and get one.",
        "On a laptop: An example driver stands in for a GPU driver; it proves nothing"
        " about computing.",
        "You will be able to",
        "Needs",
        "Tools",
        "Steps",
        "Checks",
        "Concepts",
        "Read",
        "Unverified: no cluster was at hand",
        "Sources: Mini plan, labs; driver repository at tag v0",
        "next: aiinfra begin lab-claims",
    ]


def test_checkpoint(run: Run, prove: Callable[[], None]) -> None:
    """A checkpoint tells what it rests on, part by part."""
    prove()
    assert run("show", "cp-w1-gateway").out == (
        "cp-w1-gateway  A request goes through the gateway\n"
        "checkpoint · week-1 · ○ open\n"
        "\n"
        "Rests on all of\n"
        "  ○ hands-on-routes\n"
        "\n"
        "Rests on one of\n"
        "  ✓ lab-setup#nodes-ready\n"
        "  ○ project-w1\n"
        "\n"
        "Unverified: nobody tried it from start to end\n"
        "Sources: Mini plan, checkpoints of week 1\n"
        "\n"
        "next: aiinfra done cp-w1-gateway\n"
    )


def test_standing(run: Run) -> None:
    """The second line tells where you stand, with the day and the reason."""
    run("begin", "lab-setup")
    run("done", "study-map", "--at", "2026-05-03")
    run("skip", "study-history", "-r", "old")
    run("done", "cp-w2-devices")
    wanted = {
        "lab-setup": "▸ started 20:14, the timer runs",
        "study-map": "✓ done 3 May",
        "study-history": "⊘ skipped today: old",
        "cp-w2-devices": "✓ claimed today: not all it rests on is done",
    }
    for id, standing in wanted.items():
        assert run("show", id).out.splitlines()[1].endswith(f" · {standing}")


def test_own_words(run: Run) -> None:
    """Notes with day and lines, evidence with size and hash, stand on the page."""
    run("note", "study-map", "first\nsecond")
    run("done", "study-map", "-e", "https://example.org/a")
    text = run("show", "study-map").out
    assert "\n\nNote, today\n  first\n  second\n" in text
    assert "\n\nEvidence\n  https://example.org/a\n" in text


def test_erratum(run: Run) -> None:
    """Where the plan was wrong, the page says so."""
    assert (
        "\nErratum: The plan names version 0; it is version 1.\n"
        in run("show", "hands-on-routes").out
    )


def test_next_is_about_the_item(run: Run) -> None:
    """The next step is to begin or close this item; of a closed one, what follows."""
    assert run("show", "lab-claims").out.endswith("next: aiinfra begin lab-claims\n")
    run("begin", "lab-claims")
    assert run("show", "lab-claims").out.endswith("next: aiinfra done lab-claims\n")
    run("done", "lab-claims")
    assert run("show", "lab-claims").out.endswith("next: aiinfra begin study-map\n")


def test_weeks_and_sessions(run: Run) -> None:
    """A week or session is shown as its page, as by `status`."""
    for id in ("week-1", "2", "w1-weekend"):
        assert run("show", id) == run("status", id)
        assert data(run, "show", id) == data(run, "status", id)
