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
