from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QPushButton

from tests.builders import make_event, make_project, make_projects, make_zone
from zonedesk.actions.records import count_rows
from zonedesk.store.query import Query
from zonedesk.ui.column_choice import choose_columns
from zonedesk.ui.list_out import write_list
from zonedesk.ui.new_record import ask_record, make_record


def in_dialog(act):
    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():  # a failed look must not wait for somebody
                dialog.reject()

    QTimer.singleShot(0, look)


def press(dialog, words):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_columns_are_chosen_by_ticks(open_page):
    page = open_page()

    def tick(dialog):
        names = dialog.findChild(QListWidget)
        names.item(0).setCheckState(Qt.CheckState.Unchecked)
        names.findItems("就业", Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Checked)
        press(dialog, "确定")

    in_dialog(tick)
    assert choose_columns(page, "project", ["name", "zone"]) == ["zone", "jobs"]


def test_the_usual_columns_are_told_as_none_chosen(open_page):
    page = open_page()

    def restore(dialog):
        press(dialog, "恢复默认")
        press(dialog, "确定")

    in_dialog(restore)
    assert choose_columns(page, "project", ["name"]) == []


def test_leaving_the_dialog_leaves_the_columns(open_page):
    page = open_page()
    in_dialog(lambda dialog: press(dialog, "取消"))
    assert choose_columns(page, "project", ["name"]) is None


def test_a_linked_record_that_needs_more_than_a_name_is_asked_for_in_a_form(qtbot, open_page, desk, ledger):
    make_zone(ledger, short_name="祁县经开区")
    page = open_page()

    def fill(dialog):
        form = dialog.layout().itemAt(0).widget()
        assert form.editors["short_name"].text() == "新区"
        qtbot.keyClicks(form.editors["name"], "Xinqu")
        form.editors["level"].button("provincial").click()
        form.editors["kind"].button("industrial").click()
        assert form.save()

    in_dialog(fill)
    link = page.list._record.fields["zone"]
    made = make_record(page, desk, link, "新区")
    assert made is not None and made[1] == "新区"
    assert count_rows(ledger, Query("zone")) == 2


def test_a_related_record_begins_with_its_link(open_page, desk, ledger):
    project = make_project(ledger, name="甲")
    make_event(ledger)
    page = open_page()
    seen = []

    def look(dialog):
        form = dialog.layout().itemAt(0).widget()
        seen.append((form.editors["project"].text(), form.head.title.whole()))
        dialog.reject()

    in_dialog(look)
    assert ask_record(page, desk, "batch_entry", {"project": project, "project.caption": "甲"}) is None
    assert seen == [("甲", "新建三个一批项目 甲")]


def test_the_shown_list_is_written_to_a_file(qtbot, open_page, desk, ledger, messages, tmp_path):
    make_projects(ledger, 3, make_zone(ledger))
    page = open_page()
    page.find("0002")
    file = tmp_path / "项目.csv"
    write_list(page, desk, page.list.query(), page.list.model.columns, file)
    qtbot.waitUntil(lambda: bool(messages.notes))
    text = file.read_text("utf-8-sig")
    assert "项目0002" in text and "项目0001" not in text
    assert messages.notes == [f"已写入 项目.csv，在 {tmp_path}"]
