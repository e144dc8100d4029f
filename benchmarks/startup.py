"""What a command costs from its start to its end, against the budgets.

    python benchmarks/startup.py [--python PATH] [--rounds N] [--markdown]

300 items, 1,000 events. See docs/performance.md.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measure import (
    Asked,
    Case,
    Figures,
    asked,
    generate,
    measure,
    print_table,
    run,
)

ITEMS, EVENTS = 300, 1_000
ITEM = "w2-item-9"  # open, in the week that the learner is in
HOT_MEBIBYTES = 28.0
BASE = "python -c pass"


class Budget(NamedTuple):
    """What a row may cost, in times of `python -c pass`."""

    most: float | None = None
    aim: float | None = None
    is_hot: bool = False  # memory counts, too

    def __str__(self) -> str:
        if self.most is None:
            return "–"
        return f"{self.most:g}, aim {self.aim:g}" if self.aim else f"{self.most:g}"


HOT = Budget(6.5, 6.0, is_hot=True)
SCREEN = Budget(10.5, 9.0, is_hot=True)
READ = Budget(12.0)
FREE = Budget()


def main() -> None:
    """Measure and print."""
    with asked(__doc__) as given:
        rows = cases(given, generate(given, ITEMS, EVENTS))
        base = Case(BASE, [given.python, "-c", "pass"], {})
        figures, of_base = measure(base, [case for case, _ in rows], given.rounds)
    print_table(
        ("command", "x", "least–most", "MiB", "budget", "verdict"),
        [
            row_of(BASE, of_base, FREE),
            *(row_of(case.name, figures[case.name], budget) for case, budget in rows),
        ],
        markdown=given.markdown,
    )


def cases(given: Asked, env: dict[str, str]) -> list[tuple[Case, Budget]]:
    """Give every row of the table."""
    home_only = move_below_home(given, env)
    planned = start_a_plan(given, env)
    changed = copy_to_change(given, env)
    bundled = on_bundled_path(given, env)

    def aiinfra(
        name: str,
        *words: str,
        env: dict[str, str] = env,
        terminal: bool = False,
        before: Callable[[], object] | None = None,
    ) -> Case:
        return Case(name, [given.program, *words], env, terminal, before)

    def reopened(env: dict[str, str]) -> Callable[[], object]:
        """Open the item again, so that each `done` finds something to write."""
        return lambda: run(aiinfra("reopen", "reopen", ITEM, env=env))

    return [
        (Case("import typer", [given.python, "-c", "import typer"], env), FREE),
        (aiinfra("--version", "--version"), Budget(1.6)),
        (aiinfra("--help", "--help"), Budget(14.0)),
        (aiinfra("done", "done", ITEM, before=reopened(env)), HOT),
        (aiinfra("next", "next"), HOT),
        (aiinfra("status", "status"), HOT),
        (aiinfra("week 2", "week", "2"), HOT),
        (aiinfra("today", "today"), HOT),
        (aiinfra("week 2, on a terminal", "week", "2", terminal=True), SCREEN),
        (aiinfra("today, on a terminal", "today", terminal=True), SCREEN),
        (aiinfra("show", "show", ITEM), READ),
        (aiinfra("list", "list"), READ),
        (aiinfra("history", "history"), READ),
        (aiinfra("report", "report"), READ),
        (
            aiinfra(
                "done, HOME only",
                "done",
                ITEM,
                env=home_only,
                before=reopened(home_only),
            ),
            HOT,
        ),
        (aiinfra("week 2, HOME only", "week", "2", env=home_only), HOT),
        (aiinfra("next, with a plan", "next", env=planned), HOT),
        (aiinfra("status, with a plan", "status", env=planned), HOT),
        (aiinfra("today, with a plan", "today", env=planned), HOT),
        (
            aiinfra(
                "next, curriculum changed",
                "next",
                env=changed,
                before=change(Path(changed["AIINFRA_CURRICULUM"])),
            ),
            Budget(45.0),
        ),
        (
            aiinfra(
                "next, first run on the bundled path",
                "next",
                env=bundled,
                before=lambda: shutil.rmtree(
                    bundled["AIINFRA_HOME"], ignore_errors=True
                ),
            ),
            Budget(45.0),
        ),
        (aiinfra("curriculum lint", "curriculum", "lint"), FREE),
    ]


def move_below_home(given: Asked, env: dict[str, str]) -> dict[str, str]:
    """Put a copy of the store where it is without AIINFRA_HOME."""
    user = given.folder / "user"
    data = user / ".local" / "share" / "aiinfra"
    shutil.copytree(env["AIINFRA_HOME"], data)
    rest = {name: value for name, value in env.items() if name != "AIINFRA_HOME"}
    return {**rest, "HOME": str(user)}


def start_a_plan(given: Asked, env: dict[str, str]) -> dict[str, str]:
    """Copy the store and start a plan in the copy."""
    home = given.folder / "planned"
    shutil.copytree(env["AIINFRA_HOME"], home)
    planned = {**env, "AIINFRA_HOME": str(home)}
    run(Case("start", [given.program, "start", "2026-11-16"], planned))
    return planned


def copy_to_change(given: Asked, env: dict[str, str]) -> dict[str, str]:
    """Copy store and curriculum, so that changes do not touch the other rows."""
    target = given.folder / "changed"
    shutil.copytree(Path(env["AIINFRA_HOME"]).parent, target)
    return {
        **env,
        "AIINFRA_HOME": str(target / "home"),
        "AIINFRA_CURRICULUM": str(target / "curriculum"),
    }


def on_bundled_path(given: Asked, env: dict[str, str]) -> dict[str, str]:
    """Use the path that comes with the program, in a home of its own."""
    rest = {name: value for name, value in env.items() if name != "AIINFRA_CURRICULUM"}
    return {**rest, "AIINFRA_HOME": str(given.folder / "bundled")}


def change(curriculum: Path) -> Callable[[], object]:
    """Give what changes one file of the curriculum, each time anew."""
    path = curriculum / "path.yaml"
    text = path.read_text(encoding="utf-8")
    numbers = itertools.count()
    return lambda: path.write_text(f"{text}# {next(numbers)}\n", encoding="utf-8")


def row_of(name: str, figures: Figures, budget: Budget) -> list[str]:
    """Write a row of the table."""
    if figures.failed:
        return [name, "–", "–", "–", str(budget), figures.failed]
    least, most = figures.span
    return [
        name,
        f"{figures.times:.2f}",
        f"{least:.2f}–{most:.2f}",
        f"{figures.peak:.1f}",
        str(budget),
        verdict(figures.times, figures.peak, budget),
    ]


def verdict(times: float, mebibytes: float, budget: Budget) -> str:
    """Say in a word how a row stands to its budget."""
    if budget.most is None:
        return ""
    if times > budget.most:
        return "over"
    if budget.is_hot and mebibytes > HOT_MEBIBYTES:
        return "over: memory"
    return "aim met" if budget.aim and times <= budget.aim else "within"


if __name__ == "__main__":
    main()
