"""One ledger: a SQLite file that is read and changed one action at a time."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from zonedesk.errors import CannotOpen
from zonedesk.store import backup, engine, history, migrate, search
from zonedesk.store.change import Change


class Store:
    """An open ledger. Make one with `Store.create` or `Store.open`, and close it."""

    def __init__(self, path: Path, database: sa.Engine) -> None:
        self.path = path
        self._database = database

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make an empty ledger at `path`. Raises CannotOpen where something is there or nothing can be written."""
        if path.exists():
            raise CannotOpen(f"“{path}”已经存在，没有改动。请换一个文件名，或直接打开它")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(exist_ok=False)
        except OSError:
            raise CannotOpen(f"不能在“{path.parent}”新建台账。请换一个可以写入的文件夹") from None
        path.unlink()
        store = cls(path, engine.make_engine(path, create=True))
        with store._beginning() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
            migrate.upgrade(connection)
            connection.commit()
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the ledger at `path`, after bringing an older one to this program's version (backed up first).

        Raises CannotOpen, with nothing changed, for a file that is foreign, newer, read-only, empty or gone.
        """
        engine.inspect_file(path)
        store = cls(path, engine.make_engine(path))
        try:
            with store.reading() as connection:
                version = migrate.current(connection)
            migrate.refuse_newer(version, path.name)
            if version != migrate.newest():
                backup.back_up(path, f"升级前{version}")
                with store._changing() as connection:
                    migrate.upgrade(connection)
                    search.rebuild(connection)  # a new version may search more of a record
                    connection.commit()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one moment of the ledger."""
        with self._sentences(), self._database.connect() as connection:
            yield connection

    @contextmanager
    def change(self, what: str, source: history.Source = "form", who: str = "") -> Iterator[Change]:
        """Give one action's change; it is undone unless it was committed."""
        with self._changing() as connection:
            yield Change(connection, what, source, who or user_name())

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        if not self.path.exists():
            raise engine.gone(self.path)
        with self._beginning() as connection:
            yield connection

    @contextmanager
    def _beginning(self) -> Iterator[sa.Connection]:
        with self._sentences(), self._database.connect().execution_options(changes=True) as connection:
            connection.begin()
            yield connection

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            sentence = engine.explain(error, self.path)
            if sentence is None:
                raise
            raise sentence from error

    def undo(self) -> str | None:
        """Take back the latest action in force and return what it was, or None where there is none."""
        return self._reverse("undo")

    def redo(self) -> str | None:
        """Do again what was last undone and return what it was, or None."""
        return self._reverse("redo")

    def _reverse(self, way: history.Source) -> str | None:
        with self.change("", way) as change:
            target = (history.to_undo if way == "undo" else history.to_redo)(change.connection)
            if target is None:
                return None
            change.reverse(int(target["id"]), str(target["what"]))
            change.commit()
            return str(target["what"])

    def close(self) -> None:
        """Let the file go."""
        self._database.dispose()


def user_name() -> str:
    """Return the name that the history writes: the PC's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "本机用户"
