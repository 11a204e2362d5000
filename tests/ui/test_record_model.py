from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.builders import make_project, make_projects, make_zone
from zonedesk.store.query import Query, Where
from zonedesk.ui.edit_session import EditSession, Entry
from zonedesk.ui.record_model import RecordModel
from zonedesk.ui.record_source import PAGE, PAGES_KEPT, RecordSource

COLUMNS = ["name", "zone", "stage", "investment", "signed_on", "commitment"]


@pytest.fixture
def make_model(desk):
    def make(**query) -> RecordModel:
        session = EditSession(desk.store, "project")
        made = RecordModel(desk, RecordSource(desk.store, Query("project", **query)), COLUMNS, session)
        QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
        return made

    return make


def texts(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_cells_show_links_tags_amounts_and_what_is_not_known(ledger, make_model):
    zone = make_zone(ledger, short_name="祁县经开区")
    make_project(ledger, zone=zone, name="甲", investment=Decimal(38 * 10**8), signed_on="2023-06", commitment=False)
    model = make_model()
    assert texts(model, 0) == ["甲", "祁县经开区", "签约", "38.00", "2023-06", "否"]
    make_project(ledger, zone=zone, name="乙")
    model.reload()
    assert texts(model, 1) == ["乙", "祁县经开区", "储备", "1.00", "—", "—"]


def test_headings_carry_the_unit_in_force(desk, make_model):
    model = make_model()
    assert model.headerData(3, Qt.Orientation.Horizontal) == "总投资(亿元)"
    desk.settings.money_unit = "万元"
    assert model.headerData(3, Qt.Orientation.Horizontal) == "总投资(万元)"


def test_only_pages_that_are_looked_at_are_held(ledger, make_model):
    make_projects(ledger, 3 * PAGE, make_zone(ledger))
    model = make_model()
    assert model.rowCount() == 3 * PAGE
    assert model.text_at(2 * PAGE + 5, 0) == f"项目{2 * PAGE + 6:04}"
    assert len(list(model.source.held())) <= 2 * PAGE  # the first page and this one
    for place in range(0, model.rowCount(), PAGE):
        model.row_at(place)
    assert len(list(model.source.held())) <= PAGE * PAGES_KEPT


def test_a_record_is_found_wherever_it_stands(ledger, make_model):
    ids = make_projects(ledger, PAGE + 20, make_zone(ledger))
    model = make_model(order=(("investment", True),))
    assert model.source.place_of(ids[0]) == PAGE + 19
    assert model.source.place_of("没有") is None


def test_reading_again_adds_and_removes_rows_without_a_reset(qtbot, ledger, make_model):
    ids = make_projects(ledger, 5, make_zone(ledger))
    model = make_model()
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    with ledger.change("删除") as change:
        change.delete("project", ids[:2])
        change.commit()
    model.reload()
    assert [model.text_at(row, 0) for row in range(model.rowCount())] == ["项目0003", "项目0004", "项目0005"]
    make_project(ledger)
    model.reload()
    assert model.rowCount() == 4 and not resets


def test_another_query_shows_other_records(ledger, make_model):
    make_projects(ledger, 5, make_zone(ledger))
    model = make_model()
    model.ask(Query("project", where=(Where("name", "contains", "0003"),)))
    assert model.rowCount() == 1


def test_a_saved_cell_stays_where_it_stands(ledger, make_model):
    make_projects(ledger, 3, make_zone(ledger))
    model = make_model(order=(("investment", False),))
    model.session.saved.connect(lambda record, _: model.refresh(record))
    assert model.setData(model.index(0, 3), Entry("99"))
    assert [model.text_at(row, 3) for row in range(3)] == ["99.00", "2.00", "3.00"]


def test_what_cannot_be_saved_stays_in_its_cell_with_advice(ledger, make_model):
    record = make_projects(ledger, 1, make_zone(ledger))[0]
    model = make_model()
    index = model.index(0, 3)
    assert not model.setData(index, Entry("很多"))
    assert index.data() == "很多"
    assert "不是金额" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.session.problem_count() == 1
    model.session.drop(record, "investment")
    assert index.data() == "1.00" and model.session.problem_count() == 0


def test_a_fault_in_another_field_of_the_row_marks_the_edited_cell_too(ledger, make_model):
    make_project(ledger, signed_on="2023-06", started_on="2023-07")
    model = make_model()
    assert not model.setData(model.index(0, 4), Entry("2023-08"))
    assert model.problem_at(model.index(0, 4)).message.startswith("开工早于签约")


def test_what_the_program_works_out_is_not_typed(ledger, make_model):
    make_project(ledger)
    model = make_model()
    editable = [bool(model.flags(model.index(0, c)) & Qt.ItemFlag.ItemIsEditable) for c in range(len(COLUMNS))]
    assert editable == [True, True, False, True, True, True]


def test_a_rounded_amount_is_given_whole_on_hover(desk, ledger, open_page):
    make_project(ledger, investment=Decimal(123456700))
    table = open_page().list.table
    column = next(n for n in range(table.records.columnCount()) if table.records.field_at(n).id == "investment")
    index = table.records.index(0, column)
    assert index.data() == "1.23"
    assert table.itemDelegate().hint_at(index, 500) == "1.234567"
