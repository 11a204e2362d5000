from __future__ import annotations

from pathlib import Path

import pytest

from zonedesk.store import backup
from zonedesk.store.store import Store


@pytest.mark.parametrize("name", ["a", "台账[1]", "a b", "台账 2025-01-01 000000 旧"])
def test_a_ledgers_backups_are_its_own(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.db"
    Store.create(path).close()
    Store.create(tmp_path / "a b c.db").close()
    others = [backup.back_up(tmp_path / "a b c.db", "别的") for _ in range(backup.KEPT + 1)]
    mine = backup.back_up(path, "我的")
    assert backup.backups_of(path) == [mine]
    assert backup.last_backup(path) is not None
    assert sum(other.exists() for other in others) == backup.KEPT


def test_two_backups_in_one_second_are_two(store: Store) -> None:
    made = {backup.back_up(store.path, "导入前") for _ in range(3)}
    assert len(made) == 3
    assert set(backup.backups_of(store.path)) == made
