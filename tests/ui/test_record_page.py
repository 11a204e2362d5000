from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import make_entry, make_event, make_project, make_projects, make_zone
from zonedesk.actions.records import count_rows, get
from zonedesk.figures.table import Selection
from zonedesk.records import KINDS
from zonedesk.store.query import Query
from zonedesk.ui.edit_session import NEW, Entry


def names(page):
    model = page.list.model
    return [model.text_at(row, 0) for row in range(model.rowCount())]


def write(editor, text):
    """Type as through an input method: that is how Chinese comes, and QTest has no keys for it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def filter_of(page, name):
    return page.findChild(QLineEdit, f"filter.{page.kind}.{name}") or page.list.filters.editors[name]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_with_names_for_all_parts(open_page, kind):
    page = open_page(kind)
    assert page.objectName() == f"page.{kind}"
    assert page.list.table.objectName() == f"table.{kind}"
    for name, editor in page.form.editors.items():
        assert editor.objectName() == f"field.{kind}.{name}"
        assert editor.accessibleName() == KINDS[kind].fields[name].label
    for name, editor in page.list.filters.editors.items():
        assert editor.accessibleName() == f"筛选{KINDS[kind].fields[name].label}"


def test_the_first_record_is_in_the_form(open_page, ledger):
    make_projects(ledger, 3, make_zone(ledger))
    page = open_page()
    assert page.form.head.title.whole() == "项目0001"
    assert page.form.head.place.text() == "1 / 3"
    page.list.table.select_cell(2, 0)
    assert page.form.head.title.whole() == "项目0003"


def test_a_new_record_is_filled_in_saved_and_stays(qtbot, open_page, ledger, desk):
    make_zone(ledger, short_name="祁县经开区")
    page = open_page()
    page.new()
    assert QApplication.focusWidget().objectName() == "field.project.name"
    write(page.form.editors["name"], "新来的项目")
    write(page.form.editors["zone"], "qxjkq")  # pinyin initials
    qtbot.keyClick(page.form.editors["zone"], Qt.Key.Key_Return)
    assert page.form.editors["zone"].text() == "祁县经开区"
    write(page.form.editors["investment"], "2.5")
    write(page.form.editors["signed_on"], "2023年6月30日")
    assert page.save()
    assert names(page) == ["新来的项目"]
    row = page.list.current_row()
    assert (row["investment"], row["signed_on"], row["stage"]) == (Decimal(250_000_000), "2023-06-30", "signed")
    assert page.form.record == row["id"]
    assert page.form.head.tag.word() == "签约"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(qtbot, open_page, desk):
    page = open_page()
    problems = []
    desk.problems_changed.connect(problems.append)
    page.new()
    write(page.form.editors["code"], "123")
    assert not page.save()
    assert page.form.body.advice_of("name") == "请填写项目名称"
    assert page.form.editors["name"].property("state") == "error"
    assert page.form.editors["code"].text() == "123"
    assert problems[-1] == 2
    assert QApplication.focusWidget() is page.form.editors["name"]


def test_a_field_is_checked_when_it_is_left(qtbot, open_page, ledger):
    make_project(ledger, signed_on="2023-06")
    page = open_page()
    editor = page.form.editors["started_on"]
    editor.setFocus()
    write(editor, "2023-05")
    assert page.form.body.advice_of("started_on") == ""
    qtbot.keyClick(editor, Qt.Key.Key_Return)  # goes on and never saves
    assert page.form.body.advice_of("started_on").startswith("开工早于签约")
    assert page.list.model.problem_at(page.list.model.index(0, 5)) is not None


def test_a_doubtful_code_is_said_and_does_not_stop_saving(qtbot, open_page, ledger):
    record = make_project(ledger, code="12345")
    page = open_page()
    assert "项目代码应为" in page.form.body.advice_of("code")
    assert page.form.editors["code"].property("state") == "warning"
    page.form.editors["name"].setFocus()
    page.form.editors["name"].clear()
    write(page.form.editors["name"], "改名")
    assert page.save()
    assert get(ledger, "project", record)["name"] == "改名"


@pytest.mark.parametrize(("answer", "kept"), [("save", "改了"), ("drop", "甲")])
def test_leaving_a_changed_form_asks(qtbot, open_page, ledger, messages, answer, kept):
    zone = make_zone(ledger)
    record = make_project(ledger, zone=zone, name="甲")
    make_project(ledger, zone=zone, name="乙")
    page = open_page()
    type_into(qtbot, page.form.editors["name"], "改了")
    messages.answers = [answer]
    page.list.table.select_cell(1, 0)
    qtbot.waitUntil(lambda: page.form.head.title.whole() == "乙")
    assert messages.questions == ["“改了”有改动还没有保存"]
    assert get(ledger, "project", record)["name"] == kept


def test_going_on_editing_comes_back_to_the_record(qtbot, open_page, ledger, messages):
    make_projects(ledger, 2, make_zone(ledger))
    page = open_page()
    type_into(qtbot, page.form.editors["name"], "改了")
    messages.answers = ["stay"]
    page.list.table.select_cell(1, 0)
    qtbot.waitUntil(lambda: page.list.table.currentIndex().row() == 0)
    assert page.form.editors["name"].text() == "改了"
    page.list.table.select_cell(0, 1)
    assert len(messages.questions) == 1


def type_into(qtbot, editor, text):
    editor.setFocus()
    editor.clear()
    write(editor, text)


def test_reverting_gives_up_what_was_typed(qtbot, open_page, ledger):
    make_projects(ledger, 1, make_zone(ledger))
    page = open_page()
    type_into(qtbot, page.form.editors["name"], "改了")
    page.form.revert()
    assert page.form.editors["name"].text() == "项目0001"
    assert not page.session.unsaved() and page.may_leave()


def test_filters_narrow_the_list_and_an_unreadable_one_is_marked(qtbot, open_page, ledger):
    make_projects(ledger, 12, make_zone(ledger))
    page = open_page()
    editor = filter_of(page, "investment")
    write(editor, "≥11")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert names(page) == ["项目0011", "项目0012"]
    editor.clear()
    write(editor, "很多")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.property("state") == "error" and "筛选请写成" in editor.toolTip()
    assert len(names(page)) == 12


def test_the_search_box_and_no_hits(open_page, ledger):
    make_project(ledger, name="光伏组件")
    make_project(ledger, name="储能电站")
    page = open_page()
    page.find("cndz")
    assert names(page) == ["储能电站"]
    page.find("没有这个")
    assert names(page) == [] and page.list._no_hits.isVisible()
    page.list.clear_filters()
    assert len(names(page)) == 2


def test_an_empty_ledger_says_what_to_do(open_page):
    page = open_page()
    assert page.list._nothing.isVisible()
    assert "还没有项目" in page.list._nothing.sentence.text()


def test_headings_sort_and_the_order_is_remembered(open_page, ledger, desk):
    make_projects(ledger, 3, make_zone(ledger))
    page = open_page()
    column = page.list.model.columns.index("investment")
    page.list.order_by(column)
    page.list.order_by(column)
    assert names(page) == ["项目0003", "项目0002", "项目0001"]
    assert page.form.head.title.whole() == "项目0001"  # the record stays
    assert names(open_page()) == ["项目0003", "项目0002", "项目0001"]


def test_chosen_columns_and_widths_are_remembered(qtbot, open_page, ledger, desk):
    make_projects(ledger, 1, make_zone(ledger))
    page = open_page()
    page.list.show_columns(["name", "jobs", "code"])
    page.list.table.setColumnWidth(1, 123)
    qtbot.waitUntil(lambda: desk.settings.columns["project"].get("widths") == {"jobs": 123})
    again = open_page()
    assert again.list.model.columns == ["name", "jobs", "code"]
    assert again.list.table.columnWidth(1) == 123


def test_a_moved_column_moves_for_good(qtbot, open_page, ledger, desk):
    make_projects(ledger, 1, make_zone(ledger))
    page = open_page()
    before = page.list.model.columns
    page.list.table.head.moveSection(3, 1)
    qtbot.waitUntil(lambda: page.list.model.columns[1] == before[3])
    assert [page.list.table.head.visualIndex(i) for i in range(3)] == [0, 1, 2]


def test_the_records_behind_a_number_alone(open_page, ledger, desk):
    import sqlalchemy as sa

    from zonedesk.records.schema import TABLES

    make_projects(ledger, 5, make_zone(ledger))
    table = TABLES["project"]
    page = open_page()
    page.show_records(Selection("project", sa.select(table.c.id).where(table.c.investment > 3 * 10**8)))
    assert names(page) == ["项目0004", "项目0005"]
    assert "2 个项目" in page.list._chip_words.text()
    page.list.show_all()
    assert len(names(page)) == 5


def test_a_record_is_shown_also_where_filters_hide_it(open_page, ledger):
    ids = make_projects(ledger, 3, make_zone(ledger))
    page = open_page()
    page.find("0001")
    page.show_record(ids[2])
    assert page.form.head.title.whole() == "项目0003"


def test_quick_views_filter_and_count(qtbot, open_page, ledger):
    zone = make_zone(ledger)
    make_project(ledger, zone=zone, name="甲", signed_on="2023")
    make_project(ledger, zone=zone, name="乙", signed_on="2023", started_on="2023-06")
    page = open_page()
    qtbot.waitUntil(lambda: page.views._buttons[3].text() == "签约未开工 1")
    page.views._buttons[3].click()
    assert names(page) == ["甲"]
    page.views._buttons[0].click()
    assert names(page) == ["甲", "乙"]


def test_related_records_and_history_stand_under_the_list(qtbot, open_page, ledger, desk):
    project = make_project(ledger)
    entry = make_entry(ledger, project, make_event(ledger))
    page = open_page()
    qtbot.waitUntil(lambda: page.related.bar.tabText(0) == "三个一批 1")
    assert page.related.tables[0].records.text_at(0, 0) == "2023年第一次"
    assert page.related.bar.tabText(page.related.bar.count() - 1) == "历史 1"
    asked = []
    desk.record_asked.connect(lambda *what: asked.append(what))
    page.related.tables[0].opened.emit(0)
    assert asked == [("batch_entry", entry)]


def test_history_tells_each_field_before_and_after(qtbot, open_page, ledger):
    make_project(ledger, name="旧名")
    page = open_page()
    type_into(qtbot, page.form.editors["name"], "新名")
    page.save()
    page.related.read()
    table = page.related.history
    assert [table.item(0, column).text() for column in (2, 3, 4, 5)] == ["表单", "项目名称", "旧名", "新名"]


def test_another_unit_shows_and_reads_amounts_in_it(qtbot, open_page, ledger, desk):
    record = make_project(ledger)
    page = open_page()
    type_into(qtbot, page.form.editors["year_plan"], "0.5")
    desk.settings.money_unit = "万元"
    desk.unit_changed.emit()
    assert page.form.editors["investment"].text() == "10000.00"
    assert page.form.editors["year_plan"].text() == "5000.00"
    page.save()
    assert get(ledger, "project", record)["year_plan"] == Decimal(50_000_000)


def test_changes_from_elsewhere_are_read_and_the_record_stays(open_page, ledger, desk):
    ids = make_projects(ledger, 3, make_zone(ledger))
    page = open_page()
    page.list.table.select_cell(2, 0)
    with ledger.change("改") as change:
        change.delete("project", [ids[0]])
        change.update("project", ids[2], {"name": "别处改的"})
        change.commit()
    desk.tell_changed()
    assert page.list.current_id() == ids[2]
    assert page.form.head.title.whole() == "别处改的"
    assert page.form.head.place.text() == "2 / 2"


def test_the_zone_of_the_filter_is_that_of_a_new_record(open_page, ledger):
    zone = make_zone(ledger, short_name="祁县经开区")
    page = open_page()
    page.list.filters.set_texts({"zone": zone})
    page.new()
    assert page.form.editors["zone"].text() == "祁县经开区"


def test_save_and_new_goes_on_in_the_same_zone(qtbot, open_page, ledger):
    zone = make_zone(ledger, short_name="祁县经开区")
    page = open_page()
    page.new({"zone": zone, "zone.caption": "祁县经开区"})
    type_into(qtbot, page.form.editors["name"], "第一个")
    type_into(qtbot, page.form.editors["investment"], "1")
    page.save_and_new()
    assert page.form.record == NEW and page.form.editors["zone"].text() == "祁县经开区"
    assert page.form.editors["name"].text() == "" and count_rows(ledger, Query("project")) == 1


@pytest.mark.parametrize(("width", "manner"), [(1366, "beside"), (1000, "below"), (700, "alone")])
def test_the_form_finds_its_place_by_the_width_of_the_window(open_page, ledger, width, manner):
    make_projects(ledger, 2, make_zone(ledger))
    page = open_page(width=width)
    assert page.places.manner == manner and page.width() == width
    page.open_form()
    assert page.form.isVisible() and page.list.isVisible() == (manner != "alone")
    page.close_form()
    assert page.list.isVisible() and page.form.isVisible() == (manner == "beside")


def test_the_keyboard_reaches_table_form_and_tabs(open_page, ledger):
    make_projects(ledger, 2, make_zone(ledger))
    page = open_page()
    seen = []
    for _ in range(3):
        page.places.turn_focus(1)
        seen.append(QApplication.focusWidget())
    assert page.form.isAncestorOf(seen[0]) and page.related.isAncestorOf(seen[1]) and page.list.isAncestorOf(seen[2])


def test_the_wheel_changes_no_value(qtbot, open_page, ledger):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    make_project(ledger, channel="team")
    page = open_page()
    editor = page.form.editors["channel"]
    wheel = QWheelEvent(QPointF(5, 5), QPointF(editor.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(editor, wheel)
    assert editor.entry() == Entry("小分队", "team")


def test_an_input_methods_enter_is_its_own(qtbot, open_page, ledger):
    make_projects(ledger, 1, make_zone(ledger))
    page = open_page()
    editor = page.form.editors["name"]
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("xiang mu", []))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is editor


def test_delete_on_a_choice_empties_it_and_not_the_record(qtbot, open_page, ledger, messages):
    make_project(ledger, nature="new")
    page = open_page()
    editor = page.form.editors["nature"]
    qtbot.keyClick(editor.button("new"), Qt.Key.Key_Delete)
    assert editor.value() == "" and not messages.questions
    page.save()
    assert get(ledger, "project", page.form.record)["nature"] is None


def test_a_name_that_is_not_there_can_be_made(qtbot, open_page, ledger):
    make_project(ledger)
    page = open_page()
    editor = page.form.editors["enterprise"]
    editor.setFocus()
    write(editor, "新来的企业")
    assert [word for _, word in editor._found] == ["新建企业“新来的企业”"]
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert count_rows(ledger, Query("enterprise")) == 1
    assert page.save()
    assert get(ledger, "project", page.form.record)["enterprise.caption"] == "新来的企业"


def test_a_name_that_is_not_known_is_an_error_at_its_field(qtbot, open_page, ledger):
    make_project(ledger)
    page = open_page()
    type_into(qtbot, page.form.editors["enterprise"], "谁也不认识")
    page.form.editors["name"].setFocus()
    assert "先新建这户企业" in page.form.body.advice_of("enterprise")
    assert not page.save() and page.form.editors["enterprise"].text() == "谁也不认识"


def test_a_suggested_text_offers_what_others_hold_and_takes_any(qtbot, open_page, ledger):
    zone = make_zone(ledger)
    record = make_project(ledger, zone=zone)
    make_project(ledger, zone=zone, chain="现代医药产业链")
    page = open_page()
    editor = page.form.editors["chain"]
    editor.setFocus()
    qtbot.keyClicks(editor, "xdyy")
    assert [word for _, word in editor._found] == ["现代医药产业链"]
    page.form.editors["name"].setFocus()
    assert editor.text() == "xdyy" and page.save()
    assert get(ledger, "project", record)["chain"] == "xdyy"


def test_going_through_the_form_changes_nothing(qtbot, open_page, ledger):
    make_project(ledger, chain="现代医药产业链", commitment=True, nature="new", channel="team")
    page = open_page()
    for editor in page.form.editors.values():
        editor.setFocus()
    assert not page.session.drafts
