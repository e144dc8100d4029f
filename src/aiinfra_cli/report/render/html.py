"""The report as one HTML page that needs nothing but itself: no script, no address.

The template is `report.html.j2`, the style sheet `report.css`, both beside this file.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aiinfra_cli.console import Out
from aiinfra_cli.model import Milestone
from aiinfra_cli.report.model import (
    Figure,
    Gate,
    Report,
    is_gate,
    reason_of,
    word_of,
)
from aiinfra_cli.report.render import burnup, heatmap, progress, words
from aiinfra_cli.report.render.palette import DARK, LIGHT, sheet, variables
from aiinfra_cli.typography import MARKS, clean, days_text, minutes_text

_FOLDER = Path(__file__).parent
_AT_ONCE = 200  # pieces of text that are written together


def render(report: Report, out: Out) -> None:
    """Print the page; the same report gives the same bytes."""
    taken_up = words.taken_up(report)
    template = _environment().get_template("report.html.j2")
    stream = template.stream(
        report=report,
        style=Markup(_style()),
        burnup=Markup(burnup.burnup_svg(report, alone=False)),
        narrow=Markup(burnup.burnup_svg(report, alone=False, size=burnup.NARROW)),
        heatmap=Markup(heatmap.heatmap_svg(report, alone=False)),
        gates_noun=words.gates_noun(report),
        burnup_words=progress.burnup_words(report),
        heatmap_words=words.heatmap_words(report),
        recall_words=words.recall_text(report),
        labs_words=words.labs_text(report),
        meanings=words.meanings(report),
        weakest=words.weakest(report),
        labs=taken_up,
        others=words.others_text(len(report.labs) - len(taken_up)),
        evidence=[*words.told_evidence(report)],
    )
    stream.enable_buffering(_AT_ONCE)
    for piece in stream:
        out.stdout.write(piece)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Every value that is printed is made harmless first.
        finalize=lambda value: value if isinstance(value, Markup) else _plain(value),
    )
    environment.filters |= {
        "minutes": minutes_text,
        "time": lambda minutes: minutes_text(minutes) if minutes else "",
        "tier": words.tier_text,
        "retained": words.retained_text,
        "excerpt": lambda text: words.excerpt(text).splitlines(),
        "rest": words.rest_text,
        "weekdays": days_text,
        "day": _day,
        "share": _share,
        "recalled": words.share_text,
        "mark": _mark,
        "word": _word,
        "gate_word": _gate_word,
        "reason": reason_of,
        "run": words.run_text,
        "beside": _beside,
    }
    environment.tests |= {
        "gate": is_gate,
        "long": words.is_long,
        "web_address": _is_web_address,
    }
    environment.globals["EXPLAINED"] = words.EXPLAINED
    environment.globals["PRIVATE"] = words.PRIVATE
    return environment


def _style() -> str:
    own = (_FOLDER / "report.css").read_text(encoding="utf-8")
    dark = f"@media (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f":root{{{variables(LIGHT)}}}{dark}\n{own}{sheet()}"


def _plain(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _day(day: str) -> Markup:
    when = date.fromisoformat(day)
    return Markup('<time datetime="{}">{}</time>').format(
        day, f"{when.day} {when:%b} {when.year}"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{round(value * 100)} %"


def _mark(item: Milestone) -> str:
    return MARKS["verified" if item.verified else item.status]


def _word(item: Milestone) -> str:
    return word_of(item)


def _gate_word(gate: Gate) -> str:
    ready = "ready to close" if gate.standing == "ready" else gate.standing
    return f"{ready}, not all it rests on is done" if ready == "claimed" else ready


def _beside(figure: Figure, report: Report) -> str:
    told = []
    if figure.skipped_minutes:
        told.append(f"{minutes_text(figure.skipped_minutes)} skipped")
    if figure.name == "Verified" and figure.value is not None:
        told.append(words.verified_minutes(report.tally))
    told += [one for one in (figure.beside, figure.reason) if one]
    return "; ".join(told)


def _is_web_address(text: str | None) -> bool:
    try:
        return urlsplit(text or "").scheme in ("http", "https")
    except ValueError:
        return False
