"""Sentences that several formats share."""

from __future__ import annotations

from aiinfra_cli.model import DONE, Tally
from aiinfra_cli.report.model import CheckRun, Report
from aiinfra_cli.typography import minutes_text


def verified_minutes(tally: Tally) -> str:
    """Say how many minutes checks have proved, of those that checks can prove."""
    done, of = tally.verified_minutes, tally.checkable_minutes
    return f"{minutes_text(done)} of {minutes_text(of)}"


def labs_text(report: Report) -> str:
    """Count the labs that are done, and those that are verified."""
    done = sum(lab.status == DONE for lab in report.labs)
    words = f"{done} of {len(report.labs)} done"
    if checkable := report.tally.checkable:
        words += f", {report.tally.verified} of {checkable} verified"
    return words


def run_text(one: CheckRun) -> str:
    """Say what a run of checks came to, and with which programs."""
    words = f"{one.passed} of {one.total} checks passed"
    tools = ", ".join(f"{name} {version}" for name, version in one.tools)
    return f"{words}, with {tools}" if tools else words
