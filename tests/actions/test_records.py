from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.builders import add, make_enterprise, make_event, make_project, make_projects, make_team, make_zone
from zonedesk.actions import changes, records
from zonedesk.actions.records import Edit
from zonedesk.errors import Refused, Unreadable
from zonedesk.records import KINDS
from zonedesk.records.fields import PLAIN_READING
from zonedesk.store.query import Query
from zonedesk.store.store import Store

ONE = Decimal(10**8)


def test_a_record_with_an_error_is_not_saved_and_all_errors_are_told(store: Store) -> None:
    saved = records.save(store, "project", None, {"name": "甲", "signed_on": "2023-08", "started_on": "2023-07"})
    assert not saved.saved
    assert {problem.field for problem in saved.errors} == {"zone", "started_on"}
    assert records.count_rows(store, Query("project")) == 0


def test_a_warning_does_not_stop_saving(store: Store) -> None:
    saved = records.save(store, "enterprise", None, {"name": "甲公司", "uscc": "91140700MA0000000X"})
    assert saved.saved
    assert [problem.severity for problem in saved.problems] == ["warning"]


def test_the_same_record_twice_is_refused_at_its_field(store: Store) -> None:
    zone = make_zone(store)
    make_project(store, name="甲", zone=zone)
    saved = records.save(store, "project", None, {"name": "甲", "zone": zone, "investment": ONE})
    assert [problem.field for problem in saved.errors] == ["name"]
    assert "已有" in saved.errors[0].message


@pytest.mark.parametrize("is_city", [False, True])
def test_a_record_named_by_its_links_is_called_by_what_tells_it_apart(store: Store, is_city: bool) -> None:
    zone = None if is_city else make_zone(store, short_name="晋中开发区")
    indicator = add(store, "indicator", name="工业投资", unit="亿元")
    read = {"zone": zone, "indicator": indicator, "year": Decimal(2023), "month": Decimal(10), "value": ONE}
    target = {"zone": zone, "indicator": indicator, "year": Decimal(2023), "basis": "value", "value": ONE}
    records.save(store, "reading", None, read)
    records.save(store, "target", None, target)
    place = "全市" if is_city else "晋中开发区"
    assert [
        records.save(store, kind, None, row).errors[0].message for kind, row in (("reading", read), ("target", target))
    ] == [
        f"已有开发区、指标、年度、月份相同的月度数据“{place} 工业投资 2023年10月”，请核对",
        f"已有开发区、年度、指标、目标类型相同的年度目标“{place} 2023年 工业投资 绝对量”，请核对",
    ]


def test_a_record_may_keep_its_own_name(store: Store) -> None:
    made = make_project(store, name="甲", code="2309-140706-04-04-100258")
    assert records.save(store, "project", made, {"name": "甲", "investment": 2 * ONE}).saved


def test_several_edits_are_one_step_or_none(store: Store) -> None:
    zone = make_zone(store)
    good = Edit({"name": "甲", "zone": zone, "investment": ONE})
    bad = Edit({"name": "乙", "investment": ONE})
    assert not any(saved.saved for saved in records.save_many(store, "project", [good, bad], "粘贴"))
    twice = records.save_many(store, "project", [good, good], "粘贴")
    assert "第 1 行" in twice[1].errors[0].message
    assert all(s.saved for s in records.save_many(store, "project", [good, Edit({**bad.values, "zone": zone})], "粘贴"))
    assert records.count_rows(store, Query("project")) == 2
    assert changes.undo(store) == "已撤销：粘贴，涉及 2 条记录"
    assert records.count_rows(store, Query("project")) == 0


def test_deleting_says_what_went_and_can_be_undone(store: Store) -> None:
    event = make_event(store)
    assert records.delete(store, "batch_event", [event]) == "已删除 1 次三个一批活动，可以撤销"
    changes.undo(store)
    assert records.get(store, "batch_event", event) is not None


def test_a_record_that_is_gone_is_not_saved_over(store: Store) -> None:
    made = make_enterprise(store)
    records.delete(store, "enterprise", [made])
    with pytest.raises(Refused, match="已被删除"):
        records.save(store, "enterprise", made, {"name": "乙"})


@pytest.mark.parametrize("name", ["晋中开发区", "晋中经济技术开发区", " 晋中 开发区 "])
def test_a_zone_is_named_by_its_short_or_full_name(store: Store, name: str) -> None:
    zone = make_zone(store, name="晋中经济技术开发区", short_name="晋中开发区")
    team = make_team(store, zone)
    project, member = KINDS["project"].links()["zone"], KINDS["team_member"].links()["team"]
    with store.reading() as connection:
        assert records.resolve(connection, project, name) == zone
        assert records.resolve(connection, member, name) == team


def test_an_unknown_name_says_what_to_do(store: Store) -> None:
    with store.reading() as connection, pytest.raises(Unreadable, match="没有开发区“太谷经开区”"):
        records.read_value(connection, KINDS["project"].fields["zone"], "太谷经开区", PLAIN_READING)


def test_link_choices_stay_within_the_zone(store: Store) -> None:
    here, there = make_zone(store), make_zone(store)
    teams = {zone: make_team(store, zone) for zone in (here, there)}
    link = KINDS["team_member"].links()["team"]
    assert [identifier for identifier, _ in records.link_choices(store, link, zone=here)] == [teams[here]]


def test_new_records_start_with_their_defaults() -> None:
    assert records.defaults("campaign_item") == {"status": "open"}
    assert records.defaults("zone") == {"approved_area_unit": "公顷"}


def test_a_space_makes_no_other_name(store: Store) -> None:
    zone = make_zone(store)
    make_project(store, name="甲 项目", zone=zone)
    saved = records.save(store, "project", None, {"name": "甲项目", "zone": zone, "investment": ONE})
    assert [problem.field for problem in saved.errors] == ["name"]


def test_a_doubtful_code_is_still_one_record_s(store: Store) -> None:
    make_enterprise(store, name="甲公司", uscc="91140700MA0000000X")
    saved = records.save(store, "enterprise", None, {"name": "乙公司", "uscc": "91140700MA0000000X"})
    assert [problem.field for problem in saved.errors] == ["uscc"]


def asked(store: Store, edits: list[Edit], kind: str) -> int:
    """Save edits, and return how many statements that took."""
    statements: list[str] = []
    with store.change("") as change:
        engine = change.connection.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    assert all(saved.saved for saved in records.save_many(store, kind, edits, "粘贴"))
    return len(statements)


def test_saving_many_asks_the_ledger_no_more_often_than_saving_few(store: Store) -> None:
    few, many = ([Edit({"name": f"线索{n}", "stage": "clue"}) for n in range(of, 5 * of)] for of in (2, 20))
    assert asked(store, few, "lead") == asked(store, many, "lead")


def test_changing_many_asks_the_ledger_no_more_often_than_changing_few(store: Store) -> None:
    ids = make_projects(store, 60, make_zone(store))
    few, many = ([Edit({"remark": "改"}, record) for record in some] for some in (ids[:5], ids[5:]))
    assert asked(store, few, "project") == asked(store, many, "project")


def test_a_renamed_chain_of_many_asks_the_ledger_no_more_often_than_one_of_few(store: Store) -> None:
    zone, chains = make_zone(store), {name: add(store, "chain", name=name) for name in ("煤", "油")}
    for name, count in (("煤", 5), ("油", 60)):
        add_many = [{"name": f"{name}{n}", "zone": zone, "investment": ONE, "chain": name} for n in range(count)]
        records.save_many(store, "project", [Edit(values) for values in add_many], "粘贴")
    few, many = (asked(store, [Edit({"name": f"新{name}"}, chain)], "chain") for name, chain in chains.items())
    assert few == many


def test_rows_saved_together_are_each_held_to_the_ledger(store: Store) -> None:
    zone = make_zone(store)
    make_project(store, name="甲 项目", zone=zone)
    names = ("乙项目", "甲项目", "丙项目")
    edits = [Edit({"name": name, "zone": zone, "investment": ONE}) for name in names]
    assert [len(one.errors) for one in records.save_many(store, "project", edits, "粘贴")] == [0, 1, 0]


def test_several_edits_of_one_record_are_one_change_of_it(store: Store) -> None:
    made = make_enterprise(store, name="甲")
    records.save_many(store, "enterprise", [Edit({"remark": "一"}, made), Edit({"tier": "规上"}, made)], "粘贴")
    row = records.get(store, "enterprise", made)
    assert row is not None and (row["remark"], row["tier"]) == ("一", "规上")
    assert len(records.history_of(store, "enterprise", made)) == 2
