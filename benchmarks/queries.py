"""What a report asks the store: written down once, then asked again and drained.

    python queries.py write FILE [AS_OF]
    python queries.py ask FILE

runs under the interpreter that is measured, in the home that AIINFRA_HOME names. The
second form does nothing but ask: every statement of the report in its order, temporary
tables of the past included, each read to its last row.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from datetime import date
from pathlib import Path

from aiinfra_cli.paths import Paths


def main() -> None:
    """Do what the command line says."""
    verb, file, *rest = sys.argv[1:]
    store = Paths(os.environ).store
    db = sqlite3.connect(store, isolation_level=None)
    if verb == "write":
        db.row_factory = sqlite3.Row
        Path(file).write_text(json.dumps(asked_by_report(db, *rest)), encoding="utf-8")
        return
    for statement in json.loads(Path(file).read_text(encoding="utf-8")):
        for _ in db.execute(statement):
            pass


def asked_by_report(db: sqlite3.Connection, as_of: str = "") -> list[str]:
    """Give the statements of a report, their values put in."""
    from aiinfra_cli.report.build import build  # not what `ask` should pay for

    (course,) = db.execute("SELECT id FROM course").fetchone()
    day = date.fromisoformat(as_of or os.environ["AIINFRA_NOW"][:10])
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    build(db, course, day, is_past=bool(as_of))
    return asked


if __name__ == "__main__":
    main()
