"""Everything wrong in a curriculum, at once, each with its place and next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.digest import read_files
from aiinfra_cli.content.folder import Files, read
from aiinfra_cli.content.outline import Outline, arrange

from . import (
    concept_rules,
    entry_rules,
    examples,
    family_rules,
    freshness,
    lab_files,
    lab_rules,
    links,
    names,
    topic_rules,
    upkeep,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aiinfra_cli.content.digest import Contents
    from aiinfra_cli.errors import Problem

# What would make a wrong course, as opposed to an untidy folder (upkeep).
_RULES = (
    names.file_names,
    names.weeks_listed,
    names.ids_unique,
    names.aliases_free,
    names.retired_stay_retired,
    names.sessions_in_week,
    names.parts_unique,
    links.labs_placed_once,
    links.challenges_placed_once,
    links.needs_earlier,
    links.met_by_earlier,
    links.urls_once,
    lab_rules.hints_lead_to_steps,
    lab_rules.checks_need_earlier,
    lab_rules.rubric_judged,
    lab_rules.failures_explained,
    lab_rules.versions_known,
    lab_rules.tools_known,
    lab_rules.programs_listed,
    family_rules.ids_unique,
    family_rules.orders_free,
    family_rules.links_lead_somewhere,
    concept_rules.cards_named,
    entry_rules.labels_unique,
    entry_rules.labels_fit,
    topic_rules.parts_fit,
    topic_rules.needs_lead_somewhere,
    topic_rules.urls_once,
    topic_rules.instead_is_real,
    topic_rules.events_within,
)


def lint(
    folder: Path, *, with_examples: bool = True, today: date | None = None
) -> list[Problem]:
    """List everything wrong in a folder, the writer's own bookkeeping included.

    To hold checks against their examples takes most of the time. Dates are held
    against `today`, where it is given.
    """
    files, outline, problems = examine(read_files(folder))
    if today:
        stamps = freshness.stamps(files.documents)
        problems += freshness.not_in_future(stamps, today)
    if "path.yaml" in files.names:  # else it is some other folder: all were stray
        problems += upkeep.stray_files(folder, files)
        if files.labs:
            problems += lab_files.files_named(folder, files)
        if files.labs and with_examples:
            problems += examples.examples_hold(folder, files)
    problems += upkeep.ids_kept(folder, files, outline)
    return in_order(problems)


def examine(contents: Contents) -> tuple[Files, Outline, list[Problem]]:
    """Read files and list what stands against making a course of them."""
    files = read(contents)
    outline = arrange(files)
    problems = list(files.problems)
    for rule in _RULES:
        problems += rule(files, outline)
    return files, outline, in_order(problems)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems as a writer walks through the files."""
    return sorted(problems, key=lambda p: (p.file, p.line, p.text, p.hint))
