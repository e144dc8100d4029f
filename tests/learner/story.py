"""What this learner does beside the four weeks as docs/four-weeks.md tells them."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from aiinfra_cli.store.rebuild import rebuild
from tests.commands.sittings import grade, moves, typing
from tests.conftest import ROOT, Run
from tests.learner.labs import METRICS, TUNING, measure
from tests.played import Step, steps

PAGE = ROOT / "docs/four-weeks.md"
LAST = "2026-12-29T23:00"  # a Tuesday, three days before the planned end
HOME = "/home/robin/aiinfra"  # where the learner works, whatever folder the test is in

BESIDE = f"""\
2026-11-30T21:55 note lab-setup "kind 0.32, 16 GB. Load the images once and keep them."
2026-11-30T22:30 config set new_per_day 30
2026-12-01T21:41 log lab-gateway --minutes 95
2026-12-01T21:50 practices done self-reading
2026-12-03T21:20 practices done self-exercise
2026-12-04T22:10 check {METRICS} -C {METRICS}
2026-12-05T00:45 done {METRICS} --evidence {METRICS}/metrics.md
2026-12-05T17:25 done project-w1 --evidence https://example.org/robin/gateway-in-front-of-models
2026-12-05T17:30 log project-w1 --minutes 190
2026-12-05T17:35 practices done self-exercise inf-community
2026-12-06T18:10 note project-w1-comparison "On a simulator the flags decide who wins. \
The explanation is the result."
2026-12-10T21:45 log lab-disaggregation --minutes 80
2026-12-12T16:10 log lab-cache-workloads --minutes 70
2026-12-12T16:20 practices done self-exercise self-reading
2026-12-15T21:05 done project-w2-benchmark --evidence strategies.md
2026-12-15T21:10 note project-w2-benchmark "Prefix-aware routing wins for multi-turn. \
Nothing else differs by more than the two seeds do."
2026-12-16T22:10 practices done k8s-dra-nri
2026-12-18T21:55 done lab-rdma --override "No Soft-RoCE in this kernel. Steps read, \
sweep run over TCP."
2026-12-19T12:40 log lab-network-benchmark --minutes 60
2026-12-19T17:00 practices done self-exercise self-reading
2026-12-22T21:10 done project-w3-monitor --evidence https://example.org/robin/gpu-dashboard
2026-12-22T21:20 practices done inf-article
2026-12-27T17:10 practices done self-exercise self-vacation
2026-12-28T22:00 reopen lab-network-benchmark
2026-12-28T22:02 note lab-network-benchmark "Again between two machines: \
a loopback measures memory, not a network."
2026-12-29T21:30 check {TUNING} -C {TUNING}
2026-12-29T21:50 done {TUNING} --evidence {TUNING}/tuning.md
2026-12-29T21:52 log {TUNING} --minutes 85
2026-12-29T21:55 practices done vis-performance
2026-12-29T22:30 begin lab-production
"""
# Study days that ended with the cards that were due.
SITTINGS = (
    *("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-05"),
    *("2026-12-06", "2026-12-07", "2026-12-10", "2026-12-11", "2026-12-12"),
    *("2026-12-13", "2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17"),
    *("2026-12-18", "2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23"),
    *("2026-12-27", "2026-12-28", "2026-12-29"),
)
STRATEGIES = """\
# Which cache strategy for which pattern

Multi-turn: prefix-aware routing. Shared prompts: any prefix cache. Documents: sort them
first. Random prompts: none helps. All rows are simulated.
"""


def play(run: Run, home: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Play the story and what is beside it up to LAST, working in a folder."""
    patch.chdir(folder)
    measure(run, folder)
    (folder / "strategies.md").write_text(STRATEGIES, encoding="utf-8")
    beside = [Step(*line.split(" ", 1)) for line in BESIDE.splitlines()]
    cards = [Step(f"{day}T22:40", "review") for day in SITTINGS]
    told = [Step(s.now, _argv(s)) for s in steps(PAGE.read_text("utf-8"), "")]
    for step in sorted([*told, *beside, *cards], key=lambda step: step.now):
        if not step.command or step.now > LAST:
            continue
        patch.setenv("AIINFRA_NOW", step.now)
        if step.command == "review":
            _review(run, patch, SITTINGS.index(step.now[:10]))
        else:
            result = run(*shlex.split(step.command))
            assert result.code == 0, (step, result.out, result.err)
    patch.setenv("AIINFRA_NOW", LAST)
    _move_home(home / "progress.db", folder)


def _argv(step: Step) -> str:
    """Give a command of the page without its pipe, and nothing for the bare one."""
    return re.split(r" [|]| 2>|;", step.command)[0].removeprefix("aiinfra").strip()


def _review(run: Run, patch: pytest.MonkeyPatch, number: int) -> None:
    """Answer all that is due; how well depends on the card and the sitting alone."""
    sit = typing(run, patch)
    first = json.loads(sit("", "--json").out.splitlines()[0])
    queue = first["data"]["queue"]
    cards = [*queue["due"], *queue["new"]]
    graded = (grade(_grade(card, number), card=card, seconds=8) for card in cards)
    assert sit(moves(*graded), "--json").code == 0


def _grade(card: str, number: int) -> int:
    return (3, 4, 3, 2, 3, 3, 1, 3)[(sum(card.encode()) + number) % 8]


def _move_home(store: Path, folder: Path) -> None:
    """Give the paths of evidence the learner's folder in place of the test's."""
    db = sqlite3.connect(store)
    db.row_factory = sqlite3.Row
    with db:
        swap = (str(folder), HOME)
        db.execute("UPDATE event SET detail = replace(detail, ?, ?)", swap)
        rebuild(db)
    db.close()
