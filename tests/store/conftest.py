"""A store of its own for each test, made by the program itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.store.connection import connect
from tests.conftest import Run


@pytest.fixture
def db(mini: Path, home: Path, run: Run) -> Iterator[sqlite3.Connection]:
    """Give the open store, with the small curriculum in it."""
    assert run("next").code == 0
    with closing(connect(home / "progress.db", create=False)) as connection:
        yield connection
