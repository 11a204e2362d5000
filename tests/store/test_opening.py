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
from zonedesk.store import backup, engine, health, migrate, search
from zonedesk.store.query import Query, count, fetch
from zonedesk.store.store import Store


def test_a_migrated_ledger_equals_the_declared_tables(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_declared})
        assert compare_metadata(context, METADATA) == []


def test_a_new_ledger_has_the_search_tables_beside_those_that_are_declared(store: Store) -> None:
    with store.reading() as connection:
        more = set(sa.inspect(connection).get_table_names()) - set(METADATA.tables) - {"alembic_version"}
    assert more and all(name.startswith("search_") for name in more)


def test_what_hangs_on_a_record_is_found_without_reading_all_of_its_kind(store: Store) -> None:
    with store.reading() as connection:
        wanted = "SELECT id FROM attachment WHERE of_kind = 'project' AND of_record IN ('1', '2')"
        (step,) = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}").mappings()
    assert "USING INDEX ix_attachment_of_kind_of_record" in step["detail"]


FIRST = """
INSERT INTO zone (id, caption, name, short_name, level, kind, version, changed_by, changed_at)
VALUES ('z1', '祁县经开区', '祁县经济技术开发区', '祁县经开区', 'provincial', 'industrial', 1, '某人', '2023-01-05 09:00:00');
INSERT INTO project (id, caption, name, zone, investment, signed_on, stage, chain, version, changed_by, changed_at)
VALUES ('p1', '样例项目', '样例项目', 'z1', 125000000, '2023-02', 'signed', '现代医药', 3, '某人', '2023-03-01 09:00:00');
INSERT INTO enterprise (id, caption, name, version, changed_by, changed_at)
VALUES ('e1', '样例企业', '样例企业', 1, '某人', '2023-01-05 09:00:00');
INSERT INTO batch_event (id, caption, name, year, number, version, changed_by, changed_at)
VALUES ('b1', '2023年第一次', '2023年第一次', 2023, 1, 1, '某人', '2023-01-05 09:00:00');
INSERT INTO batch_entry (id, caption, event, kind, project, investment, version, changed_by, changed_at)
VALUES ('n1', '样例项目', 'b1', 'signing', 'p1', 130000000, 1, '某人', '2023-01-05 09:00:00');
INSERT INTO change_set (id, at, who, what, source) VALUES (1, '2023-01-05 09:00:00', '某人', '新建企业', 'form');
INSERT INTO "change" (id, change_set, kind, record, after) VALUES (1, 1, 'enterprise', 'e1', '{"name":"样例企业"}');
INSERT INTO search_entry (id, kind, record) VALUES (1, 'enterprise', 'e1');
INSERT INTO search_index (rowid, words, initials) VALUES (1, '样 例 企 业', 'y l q y');
"""


@pytest.fixture
def first_ledger(tmp_path: Path) -> Path:
    """A ledger of the first version, with records."""
    path = tmp_path / "旧台账.db"
    database = engine.make_engine(path, create=True)
    with database.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
        migrate.upgrade(connection, "0001")
        connection.commit()
    database.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST)
    return path


def test_a_ledger_of_the_first_version_opens_with_its_records(first_ledger: Path) -> None:
    store = Store.open(first_ledger)
    with store.reading() as connection:
        (project,) = fetch(connection, Query("project"))
        (entry,) = fetch(connection, Query("batch_entry"))
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"include_object": _is_declared}), METADATA)
            == []
        )
        assert migrate.current(connection) == migrate.newest()
        assert [hit["id"] for hit in search.find(connection, "样例企")] == ["e1"]
    assert (project["name"], project["zone.caption"], project["investment"]) == ("样例项目", "祁县经开区", 125_000_000)
    assert (project["chain"], project["version"], project["changed_by"]) == ("现代医药", 3, "某人")
    assert (entry["event.caption"], entry["investment"]) == ("2023年第一次", 130_000_000)
    assert store.undo() == "新建企业"
    store.close()


def test_a_ledger_of_the_first_version_is_copied_as_it_was_before_it_is_migrated(first_ledger: Path) -> None:
    Store.open(first_ledger).close()
    (copy,) = backup.backups_of(first_ledger)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT name FROM project").fetchall() == [("样例项目",)]
    Store.open(first_ledger).close()
    assert backup.backups_of(first_ledger) == [copy]


def test_a_ledger_of_the_first_version_takes_records_of_the_new_kinds(first_ledger: Path) -> None:
    store = Store.open(first_ledger)
    with store.change("新建") as change:
        change.insert("milestone", {"project": "p1", "name": "立项"})
        change.commit()
    with store.reading() as connection:
        assert health.problems(connection) == []
    store.close()


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
