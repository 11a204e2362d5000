from __future__ import annotations

import pytest

from zonedesk.errors import Mendable
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask
from zonedesk.figures.zones import zone_named

NAMED = ("晋中开发区", "晋中国家农高区", "祁县经开区")


def named(ledger, name):
    with ledger.store.reading() as connection:
        return zone_named(connection, name)


@pytest.mark.parametrize("name", ["祁县经开区", "祁县经开区全称", "祁县", " 祁县 经开区"])
def test_a_zone_is_meant_by_its_names_or_a_part_that_only_it_has(ledger, name):
    zones = {zone: ledger.zone(zone) for zone in NAMED}
    assert named(ledger, name) == zones["祁县经开区"]


def test_a_whole_name_is_no_part_of_another(ledger):
    short, long = ledger.zone("太谷"), ledger.zone("太谷经开区")
    assert (named(ledger, "太谷"), named(ledger, "太谷经开区")) == (short, long)


@pytest.mark.parametrize(
    ("name", "sentence"), [("晋中", "晋中开发区全称、晋中国家农高区全称"), ("清徐", "有：晋中开发区、")]
)
def test_no_zone_or_several_is_a_sentence(ledger, name, sentence):
    for zone in NAMED:
        ledger.zone(zone)
    with pytest.raises(Mendable, match=sentence):
        named(ledger, name)


def test_without_zones_the_way_on_is_said(ledger):
    with pytest.raises(Mendable, match="请先导入或录入"):
        named(ledger, "祁县")


@pytest.mark.parametrize("name", ["three-batches", "three-rates", "teams", "campaigns"])
def test_both_forms_say_to_which_zone_they_are_narrowed(ledger, name):
    with ledger.store.reading() as connection:
        table = FIGURES[name].work_out(connection, Ask(zone=ledger.zone("祁县经开区")))
    assert table.notes[0] == table.form.notes[0] == "范围：祁县经开区。"


def test_a_zone_counts_alone_in_rows_and_totals(ledger):
    for zone in ("甲区", "乙区", "乙区"):
        ledger.entry(project=ledger.project(zone=zone))
        ledger.member(zone=zone)
        ledger.item(zone=zone)
    with ledger.store.reading() as connection:
        ask = Ask(zone=ledger.zone("乙区"))
        found = {name: FIGURES[name].work_out(connection, ask) for name in ("three-batches", "teams", "campaigns")}
    assert [row.cells["name"] for row in found["three-batches"].form.rows if row.adds_to == "zone"] == ["乙区"]
    assert found["three-batches"].totals.cells["count"] == 2
    assert (len(found["teams"].rows), found["teams"].totals.cells["total"]) == (1, 2)
    assert found["campaigns"].totals.cells["items"] == 2
