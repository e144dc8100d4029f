"""The bundled goal chart in the small curriculum, and weeks of practice on it."""

from __future__ import annotations

import re

from tests.conftest import ROOT, Run
from tests.content.folders import Mini

# What the small curriculum has for the chart to be linked to.
_LINKS = {"concepts": "[dra]", "items": "[lab-claims]"}


def add_chart(own: Mini) -> Mini:
    """Put the bundled chart into a curriculum that has little else."""
    text = (ROOT / "curriculum" / "practices.yaml").read_text("utf-8")
    text = re.sub(r"^    topics: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(
        r"^( +)(concepts|items): \[.*\]\n",
        lambda found: f"{found[1]}{found[2]}: {_LINKS[found[2]]}\n",
        text,
        flags=re.MULTILINE,
    )
    own.write("practices.yaml", text)
    return own


def practise(run: Run) -> None:
    """Live with the chart for some weeks, up to Wednesday, 25 November 2026."""
    for day in (2, 5, 7, 9, 12, 16, 19, 23, 24):
        at = f"2026-11-{day:02d}"
        assert run("practices", "done", "self-exercise", "--at", at).code == 0
    for at in ("2026-09-03", "2026-10-20", "2026-11-18"):
        ids = ("inf-article", "lead-mentoring", "vis-cost")
        assert run("practices", "done", *ids, "--at", at).code == 0
    assert run("practices", "done", "home-long-talk", "--at", "2026-08-30").code == 0
    assert run("practices", "done", "self-sleep").code == 0
    for argv in (
        ["skip", "self-reading", "--reason", "A cold", "--at", "2026-11-20"],
        ["skip", "k8s-wg-updates", "--reason", "On call"],
        ["edit", "inf-own", "--title", "写一篇关于推理优化的博客并请同事审阅"],
        ["edit", "self-sugar", "--title", "Water, not lemonade", "--every", "5 a week"],
        ["edit", "goal", "--title", "Run AI platforms that people like to work on"],
        ["edit", "k8s-core", "--title", "Ｋｕｂｅｒｎｅｔｅｓ"],
        ["hide", "inf-ambassador", "home-elders"],
    ):
        assert run("practices", *argv).code == 0
