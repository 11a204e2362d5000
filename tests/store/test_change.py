from __future__ import annotations

from decimal import Decimal

import pytest

from zonedesk.errors import Refused
from zonedesk.store.query import Query, Where, by_ids, count, fetch, sums
from zonedesk.store.store import Store

HUNDRED_MILLION = Decimal(10**8)


def add_project(store: Store, zone: str, **values: object) -> str:
    with store.change("新建项目") as change:
        made = change.insert("project", {"name": "样例项目", "zone": zone, "investment": HUNDRED_MILLION, **values})
        change.commit()
    return made


def test_what_is_not_committed_does_not_stay(store: Store, zone: str) -> None:
    with store.change("新建项目") as change:
        change.insert("project", {"name": "不留", "zone": zone, "investment": HUNDRED_MILLION})
    with store.reading() as connection:
        assert count(connection, Query("project")) == 0


def test_a_failure_in_the_middle_keeps_nothing(store: Store, zone: str) -> None:
    with pytest.raises(ZeroDivisionError), store.change("新建项目") as change:
        change.insert("project", {"name": "不留", "zone": zone, "investment": HUNDRED_MILLION})
        _ = 1 / 0
    with store.reading() as connection:
        assert count(connection, Query("project", find="不留")) == 0


def test_values_come_back_as_they_went_in(store: Store, zone: str) -> None:
    values = {
        "investment": Decimal("3530600000"), "land_area": Decimal("210.50"), "land_area_unit": "亩", "jobs": Decimal(620),
        "signed_on": "2023-06", "commitment": True, "content": "第一行\n第二行",
    }  # fmt: skip
    made = add_project(store, zone, **values)
    with store.reading() as connection:
        (row,) = by_ids(connection, "project", [made])
    assert {name: row[name] for name in values} == values
    assert str(row["land_area"]) == "210.50"
    assert row["zone.caption"] == "样例经开区"


def test_the_stage_follows_the_dates_and_the_hand_goes_before(store: Store, zone: str) -> None:
    made = add_project(store, zone, signed_on="2023-06", started_on="2023")
    with store.change("改") as change:
        change.update("project", made, {"stage_set": "building"})
        change.commit()
    with store.reading() as connection:
        assert count(connection, Query("project", where=(Where("stage", "is", "building"),))) == 1
    store.undo()
    with store.reading() as connection:
        assert count(connection, Query("project", where=(Where("stage", "is", "started"),))) == 1


def test_deleting_takes_what_belongs_and_empties_other_links(store: Store, zone: str) -> None:
    with store.change("新建") as change:
        team = change.insert("service_team", {"name": "样例队伍", "zone": zone})
        member = change.insert("team_member", {"name": "样例人员", "team": team, "role": "agent"})
        project = change.insert("project", {"name": "甲", "zone": zone, "investment": HUNDRED_MILLION, "agent": member})
        change.commit()
    with store.change("删除队伍") as change:
        assert change.delete("service_team", [team]) == 2
        change.commit()
    with store.reading() as connection:
        assert by_ids(connection, "project", [project])[0]["agent"] is None
    store.undo()
    with store.reading() as connection:
        assert by_ids(connection, "project", [project])[0]["agent.caption"] == "样例人员"


def test_a_zone_with_projects_is_not_deleted(store: Store, zone: str) -> None:
    add_project(store, zone)
    with pytest.raises(Refused, match="还有 1 个项目"), store.change("删") as change:
        change.delete("zone", [zone])


def test_a_record_changed_by_another_is_not_overwritten(store: Store, zone: str) -> None:
    made = add_project(store, zone)
    for name in ("甲", "乙"):
        with store.change("改") as change:
            if name == "乙":
                with pytest.raises(Refused, match="改过"):
                    change.update("project", made, {"name": name}, version=1)
            else:
                change.update("project", made, {"name": name}, version=1)
                change.commit()


def test_saving_the_same_changes_nothing(store: Store, zone: str) -> None:
    made = add_project(store, zone)
    with store.change("改") as change:
        assert change.update("project", made, {"name": "样例项目"}) is False
        change.commit()
    assert store.undo() == "新建项目"


def test_rows_are_ordered_and_paged_by_the_database(store: Store, zone: str) -> None:
    for number in (3, 1, 2):
        add_project(store, zone, name=f"项目{number}", investment=number * HUNDRED_MILLION)
    query = Query("project", order=(("investment", True),), limit=2, offset=1)
    with store.reading() as connection:
        assert [row["name"] for row in fetch(connection, query)] == ["项目2", "项目1"]
        assert sums(connection, query, ["investment"]) == {"investment": 6 * HUNDRED_MILLION}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where("land_area", "at_least", Decimal("9.5")), {"十", "百"}),
        (Where("signed_on", "at_most", "2023-06"), {"九", "十"}),
        (Where("zone", "contains", "样例经开"), {"九", "十", "百"}),
        (Where("name", "contains", "百"), {"百"}),
        (Where("signed_on", "in", ["2023-06-30"]), {"十"}),
        (Where("code", "empty"), {"九", "十", "百"}),
    ],
)
def test_conditions_compare_numbers_as_numbers_and_dates_as_dates(
    store: Store, zone: str, where: Where, expected: set[str]
) -> None:
    for name, area, date in (("九", "9", "2023-06"), ("十", "10", "2023-06-30"), ("百", "100", "2023-07")):
        add_project(store, zone, name=name, land_area=Decimal(area), signed_on=date)
    with store.reading() as connection:
        assert {row["name"] for row in fetch(connection, Query("project", where=(where,)))} == expected
