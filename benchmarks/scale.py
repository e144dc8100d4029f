"""What commands cost on a large path with a long journal, against a small one.

    python benchmarks/scale.py [--python PATH] [--rounds N] [--markdown]

300 items and 1,000 events against 100,000 items and 1,000,000 events; week 2 shows
the same rows in both. Takes some minutes and 2 GB of disk. See docs/performance.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from measure import Asked, Case, Figures, asked, generate, measure, print_table, run

SMALL, LARGE = (300, 1_000), (100_000, 1_000_000)
ITEM = "w2-item-9"  # open, in the week that the learner is in
COMMON = "cache"  # a word that nine items of ten have: all of them are ranked
FLAT = 1.25


class Row(NamedTuple):
    """One command at both sizes."""

    name: str
    small: Case
    large: Case
    most: float | None  # what the quotient may be; None where it grows with the items


def main() -> None:
    """Measure and print."""
    with asked(__doc__) as given:
        small, large = (generate(given, *size) for size in (SMALL, LARGE))
        base = Case("base", [given.python, "-c", "pass"], {})
        rows = rows_of(given, small, large)
        cases = [case for row in rows for case in (row.small, row.large)]
        figures, _ = measure(base, cases, given.rounds)
    print_table(
        ("command", "300 + 1k", "100k + 1M", "quotient", "MiB", "budget", "verdict"),
        [told(row, figures[row.small.name], figures[row.large.name]) for row in rows],
        markdown=given.markdown,
    )


def rows_of(given: Asked, small: dict[str, str], large: dict[str, str]) -> list[Row]:
    """Give every row of the table."""

    def row(*words: str, most: float | None = None) -> Row:
        name = " ".join(words)

        def case(size: str, env: dict[str, str]) -> Case:
            argv = [given.program, *words]
            before = reopened(env) if words[0] == "done" else None
            return Case(f"{name}, {size}", argv, env, before=before)

        return Row(name, case("small", small), case("large", large), most)

    def reopened(env: dict[str, str]) -> Callable[[], object]:
        """Open the item again, so that each `done` finds something to write."""
        return lambda: run(Case("reopen", [given.program, "reopen", ITEM], env))

    return [
        row("week", "2", most=FLAT),
        row("next", most=FLAT),
        row("done", ITEM, most=FLAT),
        row("show", ITEM, most=FLAT),
        row("history"),
        row("history", ITEM),
        row("undo", "--dry-run"),
        row("today"),
        row("status"),
        row("report"),
        row("report", "--json"),
        row("report", "--csv"),
        row("report", "--html"),
        row("report", "--json", "--as-of", "2026-06-30"),
        row("search", ITEM),
        row("search", COMMON),
    ]


def told(row: Row, small: Figures, large: Figures) -> list[str]:
    """Write a row of the table."""
    if failed := small.failed or large.failed:
        return [row.name, "–", "–", "–", "–", "–", failed]
    quotient = large.against(small)
    verdict = "" if row.most is None else "within" if quotient <= row.most else "over"
    return [
        row.name,
        f"{small.times:.2f}",
        f"{large.times:.2f}",
        f"{quotient:.2f}",
        f"{large.peak:.1f}",
        "–" if row.most is None else f"{row.most:g}",
        verdict,
    ]


if __name__ == "__main__":
    main()
