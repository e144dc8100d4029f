"""What every command is handed: paths, clock, streams, and the store once asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from aiinfra_cli.clock import Clock, stamp
from aiinfra_cli.config import Config, put_into_effect, read
from aiinfra_cli.console import Out
from aiinfra_cli.desk import Desk, open_desk
from aiinfra_cli.errors import StoreError
from aiinfra_cli.paths import Paths
from aiinfra_cli.store.connection import write

if TYPE_CHECKING:
    from aiinfra_cli.store.journal import Entry


class App:
    """One run of the program."""

    def __init__(
        self,
        environ: Mapping[str, str],
        out: Out,
        *,
        completing: bool = False,
        greets: bool = True,
    ) -> None:
        self.out = out
        self.paths = Paths(environ)
        self.clock = Clock(environ)
        # A press of the tab key makes no store, and takes no first greeting away.
        self._completing = completing
        self._greets = greets
        self._config: Config | None = None
        self._desk: Desk | None = None
        self._wrote = False

    @property
    def config(self) -> Config:
        """Give the learner's settings, read once.

        Raises StoreError for a file that is wrong.
        """
        if self._config is None:
            self._config = read(self.paths.config)
        return self._config

    def settle(self, *, needs_config: bool = True) -> None:
        """Put the learner's settings into effect.

        Raises StoreError for a file that is wrong, unless the defaults will do.
        """
        try:
            found = self.config
        except StoreError:
            if needs_config:
                raise
            found = self._config = Config()
        self.clock.day_start = found.day_begins
        self.out.color = self.out.color or found.color
        put_into_effect(found)

    @property
    def desk(self) -> Desk:
        """Give the store, opened once, with the present curriculum in it."""
        if self._desk is None:
            self._desk = open_desk(self.paths, read_only=self._completing)
            if self._desk.is_new and self._greets:
                self._greet(self._desk)
        return self._desk

    @property
    def db(self) -> sqlite3.Connection:
        """Give the open store."""
        return self.desk.connection

    @property
    def course(self) -> str:
        """Give the id of the course that commands speak of."""
        return self.desk.course

    def generated_at(self) -> str:
        """Give the moment that documents carry."""
        return stamp(self.clock.now())

    def append(self, connection: sqlite3.Connection, entries: list[Entry]) -> str:
        """Append entries to the journal as one command, in an open transaction."""
        # Only here: reading commands do without the journal.
        from aiinfra_cli.store.journal import Stamp, append

        now = Stamp(self.generated_at(), self.clock.today().isoformat())
        self._wrote = True
        return append(connection, self.course, now, entries)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open the one transaction of a command.

        Raises StoreError when the store cannot be written to.
        """
        if self.desk.refusal:
            raise self.desk.refusal
        with write(self.db) as connection:
            yield connection

    def close(self) -> None:
        """Close the store; after the day's first write, back it up."""
        desk, self._desk = self._desk, None
        if desk is None:
            return
        try:
            if self._wrote:
                from aiinfra_cli.store import backup

                # The write is kept and answered: a full disk must not turn it into
                # an error now. `doctor` tells when the newest backup is old.
                with suppress(OSError, sqlite3.Error):
                    day = self.clock.today().isoformat()
                    backup.back_up_daily(desk.connection, self.paths.backups, day)
        finally:
            desk.connection.close()

    def _greet(self, desk: Desk) -> None:
        from aiinfra_cli.greeting import greet

        greet(self, desk)
