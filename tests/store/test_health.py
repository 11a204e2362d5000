from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.builders import make_project
from zonedesk.store import health
from zonedesk.store.store import Store


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("DELETE FROM search_entry", "搜索不到"),
        ("DELETE FROM search_index", "搜索不到"),
        ("DELETE FROM project", "多余"),
        ("UPDATE project SET investment = 'abc'", "总投资"),
        ("UPDATE project SET zone = 'nowhere'", "不存在的记录"),
    ],
)
def test_harm_from_outside_is_named(store: Store, zone: str, harm: str, sentence: str) -> None:
    make_project(store, zone=zone)
    with store.reading() as connection:
        assert health.problems(connection) == []
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(harm)
        connection.commit()
    with store.reading() as connection:
        assert sentence in "".join(health.problems(connection))
