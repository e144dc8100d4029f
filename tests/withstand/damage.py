"""Ways in which a store can be broken, each a function of the file's path."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096


def _cut(size: int) -> Callable[[Path], None]:
    """Keep so many bytes; with a negative number, leave so many out."""

    def cut(store: Path) -> None:
        store.write_bytes(store.read_bytes()[:size])

    return cut


def _cut_to_60_percent(store: Path) -> None:
    _cut(store.stat().st_size * 6 // 10)(store)


def _noise(store: Path) -> None:
    store.write_bytes(random.Random(7).randbytes(store.stat().st_size))


def _headed_noise(store: Path) -> None:
    """Leave the header as it is, so that only a look inside tells."""
    data = store.read_bytes()
    store.write_bytes(data[:100] + random.Random(7).randbytes(len(data) - 100))


def _text(store: Path) -> None:
    store.write_text("these are my notes, not a database\n" * 40)


def _foreign(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.execute("INSERT INTO recipe VALUES ('bread')")


def _newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": _cut(0),
    "50 bytes": _cut(50),
    "100 bytes": _cut(100),
    "1000 bytes": _cut(1000),
    "one page": _cut(PAGE),
    "60 percent": _cut_to_60_percent,
    "last page gone": _cut(-PAGE),
    "noise": _noise,
    "noise after the header": _headed_noise,
    "text": _text,
    "foreign database": _foreign,
    "newer store": _newer,
    "folder": _folder,
}
"""Name -> what breaks the store."""


def break_page_with(store: Path, text: str) -> None:
    """Overwrite the first page that holds a text."""
    data = bytearray(store.read_bytes())
    at = data.index(text.encode()) // PAGE * PAGE
    data[at : at + PAGE] = random.Random(7).randbytes(PAGE)
    store.write_bytes(data)
