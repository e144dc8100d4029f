"""What a report costs at 100,000 items and 1,000,000 events, against its queries alone.

    python benchmarks/report.py [--python PATH] [--rounds N] [--markdown]

"Queries alone" is a process that asks every statement of the report again, in order,
and reads each to its last row, without making anything of it. Takes some minutes and
1 GB of disk. See docs/performance.md.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from measure import Asked, Case, Figures, asked, generate, measure, print_table

ITEMS, EVENTS = 100_000, 1_000_000
MOST = 3.0
AS_OF = "2026-06-30"  # in the middle of the journal
FORMS = ((), ("--plain",), ("--markdown",), ("--html",), ("--csv",), ("--json",))
_QUERIES = Path(__file__).with_name("queries.py")


def main() -> None:
    """Measure and print."""
    with asked(__doc__) as given:
        env = generate(given, ITEMS, EVENTS)
        now = queries(given, env, "queries alone")
        then = queries(given, env, "queries alone, as of the middle", AS_OF)
        pairs = [(report(given, env, *form), now) for form in FORMS]
        pairs.append((report(given, env, "--json", "--as-of", AS_OF), then))
        base = Case("base", [given.python, "-c", "pass"], {})
        cases = [now, then, *(case for case, _ in pairs)]
        figures, _ = measure(base, cases, given.rounds)
    print_table(
        ("command", "time", "queries", "quotient", "MiB", "budget", "verdict"),
        [told(one, figures[one.name], figures[alone.name]) for one, alone in pairs],
        markdown=given.markdown,
    )


def queries(given: Asked, env: dict[str, str], name: str, *as_of: str) -> Case:
    """Write down what the report asks; give the case that asks only that."""
    file = given.folder / f"queries{len(as_of)}.json"
    argv = [given.python, str(_QUERIES), "write", str(file), *as_of]
    subprocess.run(argv, env={**os.environ, **env}, check=True)
    return Case(name, [given.python, str(_QUERIES), "ask", str(file)], env)


def report(given: Asked, env: dict[str, str], *options: str) -> Case:
    """Give the case of one form."""
    name = " ".join(("report", *options))
    return Case(name, [given.program, "report", *options], env)


def told(case: Case, mine: Figures, alone: Figures) -> list[str]:
    """Write a row of the table."""
    if failed := mine.failed or alone.failed:
        return [case.name, "–", "–", "–", "–", "–", failed]
    quotient = mine.against(alone)
    verdict = "within" if quotient <= MOST else "over"
    figures = (f"{mine.times:.1f}", f"{alone.times:.1f}", f"{quotient:.2f}")
    return [case.name, *figures, f"{mine.peak:.1f}", f"{MOST:g}", verdict]


if __name__ == "__main__":
    main()
