from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from zonedesk.errors import CannotOpen
from zonedesk.records.schema import METADATA
from zonedesk.store import backup, engine
from zonedesk.store.query import Query, count
from zonedesk.store.store import Store


def test_a_migrated_ledger_equals_the_declared_tables(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_declared})
        assert compare_metadata(context, METADATA) == []


def _is_declared(_item: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
    return kind != "table" or not str(name).startswith("search_")


def test_each_save_is_on_the_disk_before_it_is_acknowledged(store: Store) -> None:
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == engine.APPLICATION_ID


def test_creating_never_takes_an_existing_file(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("我的笔记", "utf-8")
    with pytest.raises(CannotOpen, match="已经存在"):
        Store.create(file)
    assert file.read_text("utf-8") == "我的笔记"


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (x)")
        connection.commit()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "找不到"),
        (lambda path: path.touch(), "空文件"),
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: path.write_text("a,b\n" * 100), "不是开发区工作台的台账"),
        (_foreign, "别的程序"),
    ],
)
def test_what_is_not_a_ledger_is_refused_and_left_alone(tmp_path: Path, make: object, sentence: str) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CannotOpen, match=sentence):
        Store.open(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Store.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CannotOpen, match="先升级"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Store.create(path).close()
    path.chmod(0o444)
    with pytest.raises(CannotOpen, match="只读"):
        Store.open(path)


def test_a_ledger_taken_away_while_open_is_said(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "x.db")
    store.close()
    (tmp_path / "x.db").unlink()
    with pytest.raises(CannotOpen, match="不见了"), store.change("改") as change:
        change.insert("enterprise", {"name": "样例企业"})
    assert not (tmp_path / "x.db").exists()


def test_an_older_ledger_is_backed_up_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    Store.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for (name,) in tables.fetchall():
            if not name.startswith("search_index_"):
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0000')")
        connection.commit()
    with pytest.raises(Exception, match="0000"):  # no migration leads on from there, and nothing is changed
        Store.open(path)
    assert len(backup.backups_of(path)) == 1


def test_a_backup_is_a_whole_ledger(store: Store, zone: str) -> None:
    copy = Store.open(backup.back_up(store.path, "测试"))
    with copy.reading() as connection:
        assert count(connection, Query("zone")) == 1
    copy.close()


def test_a_backup_that_cannot_be_written_says_so(store: Store) -> None:
    backup.folder_of(store.path).write_text("挡在这里", "utf-8")
    with pytest.raises(CannotOpen, match="备份"):
        backup.back_up(store.path, "测试")


def test_another_writer_is_waited_for_and_then_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(CannotOpen, match="正被别的程序使用"), store.change("改"):
            pass
        other.execute("ROLLBACK")


def test_a_full_disk_is_said_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(CannotOpen, match="磁盘已满"), store.change("改") as change:
        pages = change.connection.exec_driver_sql("PRAGMA page_count").scalar()
        change.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        change.insert_many("enterprise", [{"name": f"企业{n}"} for n in range(5000)])
    with store.reading() as connection:
        assert count(connection, Query("enterprise")) == 0


def test_constraints_are_named(store: Store) -> None:
    with store.reading() as connection:
        keys = [key for table in METADATA.tables for key in sa.inspect(connection).get_foreign_keys(table)]
    assert keys
    assert all(key["name"] for key in keys)
