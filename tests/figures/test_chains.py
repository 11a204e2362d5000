from __future__ import annotations

from decimal import Decimal

import pytest

from tests.figures.checks import assert_records_make_numbers
from zonedesk.figures.asking import Ask
from zonedesk.figures.chains import figure

YI = Decimal(10**8)


def work_out(ledger, **ask):
    with ledger.store.reading() as connection:
        table = figure(connection, Ask(**ask))
        assert_records_make_numbers(connection, table)
    return table


def enterprise(ledger, chains=None, role=None, zone="甲区"):
    ledger.enterprises = getattr(ledger, "enterprises", 0) + 1
    place = ledger.zone(zone)
    return ledger.add("enterprise", name=f"企业{ledger.enterprises}", chains=chains, chain_role=role, zone=place)


def rows_of(table, *keys):
    return {row.cells["chain"]: tuple(row.cells[key] for key in keys) for row in table.rows}


def test_an_enterprise_counts_in_each_of_its_chains_and_once_in_the_total(ledger):
    for name in ("医药", "装备"):
        ledger.add("chain", name=name)
    enterprise(ledger, "医药、装备", "lead")
    enterprise(ledger, "医药", "member")
    enterprise(ledger, "装备", "core")
    table = work_out(ledger)
    assert rows_of(table, "leads", "cores", "members") == {"医药": (1, 0, 1), "装备": (1, 1, 0)}
    assert [table.totals.cells[key] for key in ("leads", "cores", "members")] == [1, 1, 1]


@pytest.mark.parametrize("chains", ["医药器械", "新医药", "中药、新医药", "医_"])
def test_a_chain_whose_name_is_part_of_another_is_not_it(ledger, chains):
    ledger.add("chain", name="医药")
    enterprise(ledger, chains, "member")
    assert rows_of(work_out(ledger), "members")["医药"] == (0,)


def test_a_space_makes_no_other_chain(ledger):
    for name in ("新能源", "医药"):
        ledger.add("chain", name=name)
    enterprise(ledger, "医药、新 能源", "lead")
    enterprise(ledger, "氢 能、氢能", "core")
    for chain in ("新能源", "新 能源", "氢能", "氢 能"):
        ledger.project(chain=chain)
    table = work_out(ledger)
    assert rows_of(table, "leads", "cores", "projects") == {
        "新能源": (1, 0, 2), "医药": (1, 0, 0), "氢 能": (0, 1, 2),
    }  # fmt: skip
    assert "用到）：氢 能。" in "".join(table.notes)


def test_share_is_of_all_projects_also_those_on_no_chain(ledger):
    ledger.add("chain", name="医药")
    ledger.project(chain="医药", investment="6")
    ledger.project(chain="装备", investment="1")
    ledger.project(investment="3")
    table = work_out(ledger)
    assert rows_of(table, "projects", "investment", "share") == {"医药": (1, 6 * YI, 60), "装备": (1, YI, 10)}
    assert (table.totals.cells["projects"], table.totals.cells["share"]) == (2, 70)


def test_projects_signed_from_january_to_a_month(ledger):
    for signed in ("2022-12-31", "2023-01-01", "2023-09", "2023-10-01", "2023", None):
        ledger.project(chain="医药", signed_on=signed)
    ledger.project(signed_on="2023-02", investment="2")
    table = work_out(ledger, year=2023, month=9)
    assert rows_of(table, "projects", "share") == {"医药": (2, 50)}
    assert "另有 1 个项目未填签约时间，不计" in "".join(table.notes)
    assert table.period == "2023年1—9月"
    assert rows_of(work_out(ledger), "projects") == {"医药": (6,)}


def test_chains_that_are_not_on_record_are_named(ledger):
    ledger.add("chain", name="医药")
    ledger.project(chain="光伏")
    enterprise(ledger, "氢能", "lead")
    table = work_out(ledger)
    assert list(rows_of(table, "projects")) == ["医药", "光伏", "氢能"]
    assert "未建档的产业链（项目或企业台账里用到）：光伏、氢能" in "".join(table.notes)


def test_enterprises_that_lack_a_chain_or_a_role_are_left_out_and_said(ledger):
    enterprise(ledger, None, "lead")
    enterprise(ledger, "医药")
    enterprise(ledger, "医药", "member")
    table = work_out(ledger)
    assert [table.totals.cells[key] for key in ("leads", "cores", "members")] == [0, 0, 1]
    notes = "".join(table.notes)
    assert "1 户企业填了链上角色、未填产业链" in notes
    assert "1 户企业填了产业链、未填链上角色" in notes


def test_only_the_zone_asked_for_counts_and_has_a_share_of_its_own(ledger):
    ledger.project(chain="医药", zone="甲区")
    ledger.project(chain="医药", zone="乙区", investment="3")
    ledger.project(zone="乙区", investment="1")
    enterprise(ledger, "医药", "lead", "甲区")
    table = work_out(ledger, zone=ledger.zone("乙区"))
    assert rows_of(table, "leads", "investment", "share") == {"医药": (0, 3 * YI, 75)}


def test_an_empty_ledger_says_what_to_enter(ledger):
    table = work_out(ledger)
    assert (table.rows, table.totals.cells["share"]) == ((), None)
    assert "请先录入或导入产业链" in table.notes[-1]
