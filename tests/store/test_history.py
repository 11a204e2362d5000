from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zonedesk.store.history import peek, record_history
from zonedesk.store.query import Query, fetch
from zonedesk.store.store import Store

Step = tuple[str, int]

STEPS = st.lists(st.tuples(st.sampled_from(["insert", "update", "delete"]), st.integers(0, 5)), min_size=1, max_size=8)


def contents(store: Store) -> list[dict[str, object]]:
    stamps = {"version", "changed_at", "changed_by"}
    with store.reading() as connection:
        rows = fetch(connection, Query("enterprise"))
    return [{name: value for name, value in row.items() if name not in stamps} for row in rows]


def do(store: Store, step: Step, made: list[str]) -> None:
    verb, number = step
    with store.change(verb) as change:
        if verb == "insert" or not made:
            made.append(change.insert("enterprise", {"name": f"企业{number}"}))
        elif verb == "update":
            change.update("enterprise", made[number % len(made)], {"name": f"改名{number}", "foreign": number % 2 == 0})
        else:
            change.delete("enterprise", [made.pop(number % len(made))])
        change.commit()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_undoing_everything_and_doing_it_again_comes_back_to_the_same(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "ledger.db")
        made: list[str] = []
        seen = [contents(store)]
        for step in steps:
            do(store, step, made)
            if contents(store) != seen[-1]:
                seen.append(contents(store))
        for before in reversed(seen[:-1]):
            assert store.undo() is not None
            assert contents(store) == before
        assert store.undo() is None
        for after in seen[1:]:
            assert store.redo() is not None
            assert contents(store) == after
        assert store.redo() is None
        store.close()


def test_nothing_is_redone_after_something_else_was_done(store: Store, zone: str) -> None:
    store.undo()
    with store.change("新建企业") as change:
        change.insert("enterprise", {"name": "样例企业"})
        change.commit()
    assert store.redo() is None
    assert store.undo() == "新建企业"
    assert store.redo() == "新建企业"


def test_a_records_history_names_what_who_and_each_field(store: Store, zone: str) -> None:
    with store.change("修改开发区", source="cell", who="样例经办人") as change:
        change.update("zone", zone, {"approved_area": Decimal("61.21")})
        change.commit()
    with store.reading() as connection:
        newest, first = record_history(connection, "zone", zone)
    assert (newest.who, newest.what, newest.source) == ("样例经办人", "修改开发区", "cell")
    assert (newest.before, newest.after) == ({"approved_area": None}, {"approved_area": Decimal("61.21")})
    assert first.before is None


def test_undo_finds_what_another_program_did_meanwhile(store: Store, zone: str) -> None:
    other = Store.open(store.path)
    for name in ("甲", "乙"):
        with other.change(f"新建{name}") as change:
            change.insert("enterprise", {"name": name})
            change.commit()
    other.close()
    assert [store.undo(), store.undo(), store.redo(), store.redo()] == ["新建乙", "新建甲", "新建甲", "新建乙"]
    assert [store.redo(), store.undo()] == [None, "新建乙"]


def test_what_would_be_reversed_is_known_beforehand(store: Store, zone: str) -> None:
    with store.change("导入 项目.xlsx", "import") as change:
        change.insert_many("enterprise", [{"name": f"企业{n}"} for n in range(3)])
        file = {"of_kind": "zone", "of_record": zone, "name": "合同.pdf", "sha256": "0" * 64, "size": 1}
        change.insert("attachment", file)
        change.commit()
    with store.reading() as connection:
        found = peek(connection, "undo")
        assert found is not None and peek(connection, "redo") is None
        assert (found.what, found.source, found.records) == ("导入 项目.xlsx", "import", 3)
    store.undo()
    with store.reading() as connection:
        undone = peek(connection, "redo")
        assert undone is not None and (undone.what, undone.source, undone.records) == ("导入 项目.xlsx", "import", 3)
    store.redo()
    with store.reading() as connection:
        again = peek(connection, "undo")
        assert again is not None and again.source == "import"
