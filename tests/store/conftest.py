from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zonedesk.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "ledger.db")
    yield made
    made.close()


@pytest.fixture
def zone(store: Store) -> str:
    with store.change("新建开发区") as change:
        made = change.insert(
            "zone",
            {"name": "山西样例经济技术开发区", "short_name": "样例经开区", "level": "provincial", "kind": "industrial"},
        )
        change.commit()
    return made
