"""The import wizard on real ledgers, real workbooks and a real store."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from tests.builders import make_project, make_zone
from tests.workbooks import write_workbook
from zonedesk import paths
from zonedesk.actions.records import count_rows, list_rows
from zonedesk.settings import Settings
from zonedesk.sheets.recognition import IGNORE
from zonedesk.store.query import Query
from zonedesk.store.store import Store
from zonedesk.ui import fonts, theme
from zonedesk.ui.desk import Desk
from zonedesk.ui.import_page import ImportPage
from zonedesk.ui.import_table import target_words

LEDGERS = sorted((paths.resources() / "sample" / "jinzhong-2023").glob("*.xlsx"))
ZONES, BATCHES = LEDGERS[:2]
HEADINGS = ["序号", "项目名称", "开发区", "总投资（亿元）", "签约时间"]


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "ledger.db")
    yield store
    store.close()


@pytest.fixture
def page(qtbot, qapp, store, messages):
    fonts.apply(qapp)
    theme.apply(qapp, "light")
    page = ImportPage(Desk(store, Settings(), messages))
    qtbot.addWidget(page)
    page.resize(1214, 694)
    page.show()
    return page


@pytest.fixture
def check(page, qtbot):
    """Choose files and wait until they are checked."""

    def check_(*files):
        page.choose(files)
        wait_for(qtbot, page, page.review)
        return page.review

    return check_


def wait_for(qtbot, page, step):
    qtbot.waitUntil(lambda: page.stack.currentWidget() is step and page._work is None, timeout=30_000)


def anew(qtbot, page, do):
    """Do something that has the plan worked out anew, and wait for it."""
    old = page.plan
    do()
    qtbot.waitUntil(lambda: page.plan is not old and page._work is None, timeout=30_000)


def button(page, name) -> QPushButton:
    return page.findChild(QPushButton, name)


def workbook(path: Path, rows, title="项目台账", headings=HEADINGS) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in (["重点项目台账"], headings, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def wrong(tmp_path, store):
    """A ledger of four projects: one amount and one date are wrong."""
    make_zone(store, short_name="寿阳经开区", name="山西寿阳经济技术开发区")
    return workbook(
        tmp_path / "有错.xlsx",
        [
            [1, "第一个项目", "寿阳经开区", 4.93, "2023-02"],
            [2, "第二个项目", "寿阳经开区", "大约二亿", "2023-02-28"],
            [3, "第三个项目", "寿阳经开区", 6.26, "2023.13"],
            [4, "第四个项目", "寿阳经开区", 1, "2023-05"],
        ],
    )


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_first_step_says_what_can_be_imported_and_takes_the_keyboard(page):
    page.activated()
    assert page.steps.step() == 0
    assert button(page, "import.choose").isVisible()
    assert not page.foot.isVisible()


def test_dropped_files_are_read_at_once(page, qtbot, wrong):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(wrong))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.choosing.zone.dropEvent(drop)
    wait_for(qtbot, page, page.review)
    assert page.review.place() == ("有错.xlsx", "项目台账")


def test_the_sample_ledgers_are_recognised_sheet_by_sheet(check, page):
    review = check(*LEDGERS[:5])
    assert len(page.plan.sheets) == 20
    assert {sheet.record for sheet in page.plan.sheets} == {
        "zone", "batch_entry", "project", "team_member", "campaign_item",
    }  # fmt: skip
    assert page.foot.words.whole().startswith("新增 1256，更新 0")
    assert button(page, "import.apply").isEnabled()
    assert "3062.35 = 逐行合计 3062.35" in review._total_words.text()


def test_a_row_of_months_is_one_line_and_says_what_each_column_is(check, page):
    model = check(ZONES, LEDGERS[5]).model
    page.review.list.choose((LEDGERS[5].name, "规上工业增加值"))
    assert cells(model, 0) == [str(row) for row in range(5, 15)]
    assert set(cells(model, 1)) == {"新增"}
    assert [target_words(column) for column in model.columns[:3]] == ["开发区", "1月累计值 亿元", "1月同比增速 %"]
    assert page.review.bar.filter.button("new").text() == "新增 100"
    assert button(page, "import.apply").text() == "导入 211 条"


def test_a_month_that_cannot_be_read_is_mended_in_its_own_cell(check, page, qtbot, store, tmp_path):
    make_zone(store, short_name="寿阳经开区")
    headings = ("开发区", "1月（亿元）", "1-2月（亿元）", "1-3月（亿元）")
    rows = [("2023年1-3月工业投资",), headings, ("寿阳经开区", 1.5, "一点六", 1.7)]
    model = check(write_workbook(tmp_path / "月报.xlsx", {"月报": rows})).model
    assert cells(model, 1)[0] == "错误"
    problem = model.cell(model.index(0, 4)).problem
    assert (problem.cell, button(page, "import.apply_good").text()) == ("C3", "只导入无错的 2 条")
    anew(qtbot, page, lambda: page.correct_cell(page.review.place(), 3, 2, "1.6"))
    assert (page.plan.errors, model.index(0, 4).data()) == ([], "1.6")


def test_models_are_sound(check, page, qtbot, wrong):
    review = check(wrong)
    for model in (review.model, review.problems.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    review.bar.filter.button("error").click()
    review.bar.filter.button("all").click()


def test_rows_say_what_becomes_of_them_and_errors_are_explained_below(check, wrong):
    model = check(wrong).model
    assert cells(model, 0)[:3] == ["3", "4", "D4 “大约二亿”不是金额，请只填数字，单位为亿元"]
    assert [cells(model, 1)[row] for row in (0, 1, 3)] == ["新增", "错误", "错误"]
    assert model.index(0, 5).data() == "4.93"
    assert model.cell(model.index(1, 5)).problem.cell == "D4"


def test_errors_stop_the_whole_and_leave_the_part(check, page, wrong):
    check(wrong)
    assert not button(page, "import.apply").isEnabled()
    assert page.foot.words.whole() == "改完 2 处错误后可全部导入；新增 2，更新 0，未变 0，错误 2"
    assert button(page, "import.apply_good").text() == "只导入无错的 2 条"
    assert page.review.problems.title.text() == "2 处要改"


def test_the_filter_shows_only_rows_of_one_result_with_their_count(check, wrong):
    review = check(wrong)
    review.bar.filter.button("new").click()
    assert cells(review.model, 0) == ["3", "6"]
    assert review.bar.filter.button("new").text() == "新增 2"


def test_a_cell_is_mended_where_it_stands(check, page, qtbot, wrong):
    review = check(wrong)
    review.mend(review.problems.model.problems[0])
    editor = page.findChild(QLineEdit, "import.cell")
    assert editor.text() == "大约二亿"
    editor.setText("2")

    def press():
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    anew(qtbot, page, press)
    assert [problem.cell for problem in page.plan.errors] == ["E5"]
    assert review.model.index(1, 5).data() == "2.00"


def test_what_is_mended_can_then_be_imported_whole(check, page, qtbot, store, wrong):
    check(wrong)
    anew(qtbot, page, lambda: page.correct_cell(("有错.xlsx", "项目台账"), 4, 3, "2亿"))
    anew(qtbot, page, lambda: page.correct_cell(("有错.xlsx", "项目台账"), 5, 4, "2023.12"))
    button(page, "import.apply").click()
    wait_for(qtbot, page, page.outcome)
    rows = list_rows(store, Query("project", order=(("name", False),)))
    assert sorted(row["investment"] for row in rows) == [Decimal(10**8), 2 * 10**8, 493 * 10**6, 626 * 10**6]


def test_the_right_rows_go_in_without_the_wrong_ones(check, page, qtbot, store, wrong):
    check(wrong)
    button(page, "import.apply_good").click()
    wait_for(qtbot, page, page.outcome)
    assert count_rows(store, Query("project")) == 2
    assert "2 条有错没有导入" in page.outcome.title.text()


def test_a_change_shows_the_old_value_beside_the_new(check, store, tmp_path):
    zone = make_zone(store, short_name="寿阳经开区")
    make_project(store, name="老项目", zone=zone, investment=Decimal(25 * 10**7))
    file = workbook(tmp_path / "改.xlsx", [[1, "老项目", "寿阳经开区", 2.05, None]])
    model = check(file).model
    cell = model.cell(model.index(0, 5))
    assert (model.index(0, 1).data(), cell.before, cell.words) == ("更新", "2.50", "2.05")


def test_files_that_cannot_be_read_say_why_and_the_others_go_on(check, page, tmp_path, wrong):
    bad = tmp_path / "不是表格.xlsx"
    bad.write_bytes(b"hello")
    review = check(bad, wrong)
    entry = review.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert (entry.title, entry.tag) == ("不是表格.xlsx", "读不了")
    assert "不是表格.xlsx" in entry.lines[0]
    assert review.place() == ("有错.xlsx", "项目台账")


def test_two_files_of_one_name_are_told_apart(check, tmp_path, wrong):
    twin = tmp_path / "又一处" / wrong.name
    twin.parent.mkdir()
    twin.write_bytes(wrong.read_bytes())
    review = check(wrong, twin)
    assert any("同名" in review.list.item(row).toolTip() for row in range(review.list.count()))


def test_missing_zones_are_made_with_the_import_after_asking(check, page, qtbot, store, tmp_path):
    file = workbook(tmp_path / "新区.xlsx", [[1, "甲", "榆次高新区", 1, None], [2, "乙", "祁县文旅示范区", 2, None]])
    review = check(file)
    assert review.zones.button.text() == "新建这 2 个开发区"
    zones = {
        "榆次高新区": {"level": "national", "kind": "industrial"},
        "祁县文旅示范区": {"level": "provincial", "kind": "eco_tourism"},
    }
    anew(qtbot, page, lambda: page.make_zones(zones))
    assert count_rows(store, Query("zone")) == 0
    page.apply()
    wait_for(qtbot, page, page.outcome)
    found = {row["name"]: (row["level"], row["kind"]) for row in list_rows(store, Query("zone"))}
    assert found == {"榆次高新区": ("national", "industrial"), "祁县文旅示范区": ("provincial", "eco_tourism")}


def test_the_question_for_zones_guesses_from_their_names(qtbot):
    from zonedesk.ui.import_zones import ZonesDialog

    dialog = ZonesDialog(None, ["榆次国家高新区", "祁县现代农业示范区"])
    qtbot.addWidget(dialog)
    assert dialog.zones() == {
        "榆次国家高新区": {"level": "national", "kind": "industrial"},
        "祁县现代农业示范区": {"level": "provincial", "kind": "agricultural"},
    }


def test_a_sheet_can_be_left_out_and_taken_back(check, page, qtbot, wrong):
    review = check(wrong)
    kind = page.findChild(QComboBox, "import.kind")

    def choose(key):
        kind.setCurrentIndex(kind.findData(key))
        kind.activated.emit(kind.currentIndex())

    anew(qtbot, page, lambda: choose(""))
    assert review.sheet().record is None
    assert not button(page, "import.apply").isEnabled()
    anew(qtbot, page, lambda: choose("project"))
    assert review.sheet().record == "project"


def test_a_sheet_that_is_left_out_still_shows_its_rows(check, page, qtbot, wrong):
    review = check(wrong)
    anew(qtbot, page, lambda: review.kind_asked.emit(review.place(), ""))
    assert set(cells(review.model, 1)) == {"忽略"}
    assert cells(review.model, 3)[:3] == ["", "项目名称", "第一个项目"]
    assert not review.bar.filter.isVisible()


def test_the_heading_row_can_be_corrected(check, page, qtbot, wrong):
    review = check(wrong)
    review.bar.header.set_rows(1, 2)
    anew(qtbot, page, button(review.bar.header.menu(), "import.header_rows.done").click)
    assert page.draft.of(review.place()).header_rows == (1, 2)


def test_a_column_can_fill_another_field_or_none_in_another_unit(check, page, qtbot, wrong):
    review = check(wrong)
    place = review.place()

    def act(words):
        column = next(c for c in review.model.columns if c.index == 3)
        menu = review.menu_of(review.sheet(), place, column)
        found = [action for part in (menu, *menu.findChildren(type(menu))) for action in part.actions()]
        next(action for action in found if action.text() == words).trigger()

    anew(qtbot, page, lambda: act("万元"))
    assert review.model.columns[3].unit == "万元"
    anew(qtbot, page, lambda: act("年度计划"))
    assert review.model.columns[3].field == "year_plan"
    anew(qtbot, page, lambda: act("不导这一列"))
    assert review.model.columns[3].targets == ()


def test_the_same_ledger_again_says_that_nothing_changed(check, page, qtbot, store):
    check(ZONES, BATCHES)
    page.apply()
    wait_for(qtbot, page, page.outcome)
    button(page, "import.again").click()
    review = check(ZONES, BATCHES)
    assert page.foot.words.whole() == "这些台账已经导入过，没有变化"
    assert not button(page, "import.apply").isEnabled()
    assert {review.list.item(row).data(Qt.ItemDataRole.UserRole).tag for row in (1, 3)} == {"已是最新"}


def test_an_import_tells_what_it_did_and_can_be_taken_back(check, page, qtbot, store):
    changed = []
    page.desk.changed.connect(lambda: changed.append(True))
    check(ZONES)
    button(page, "import.apply").click()
    wait_for(qtbot, page, page.outcome)
    assert "11" in page.outcome.title.text()
    assert "导入前" in page.outcome.backup.whole()
    assert page.steps.step() == 3
    button(page, "import.undo").click()
    qtbot.waitUntil(lambda: page.outcome.title.text().startswith("已撤销"))
    assert count_rows(store, Query("zone")) == 0
    assert len(changed) == 2


def test_the_button_and_the_result_agree_on_what_rows_bring_along(check, page, qtbot, store):
    check(ZONES, BATCHES)
    offered = int(button(page, "import.apply").text().split()[1])
    brought = sum(page.plan.brought_along().values())
    assert brought and f"另由台账带出 {brought} 条（" in page.foot.words.whole()
    button(page, "import.apply").click()
    wait_for(qtbot, page, page.outcome)
    title = page.outcome.title.text()
    assert title.startswith(f"已导入 {offered} 条，另由台账带出 {brought} 条（")
    assert f"共新增和更新 {offered + brought} 条记录" in title


def test_undoing_is_offered_no_more_after_another_change(check, page, qtbot, store):
    check(ZONES)
    page.apply()
    wait_for(qtbot, page, page.outcome)
    make_zone(store)
    page.desk.tell_changed()
    assert not page.outcome.undo.isVisible()


def test_records_changed_meanwhile_are_checked_again(check, page, qtbot, store):
    check(ZONES)
    make_zone(store, name="晋中经济技术开发区", short_name="晋中开发区")
    anew(qtbot, page, page.desk.tell_changed)
    assert page.plan.count("new") == 10


def test_a_change_that_nobody_told_of_stops_the_import(check, page, qtbot, store, messages):
    check(ZONES)
    make_zone(store)
    page.apply()
    qtbot.waitUntil(lambda: bool(messages.warnings))
    assert "重新核对" in messages.warnings[0]
    wait_for(qtbot, page, page.review)
    assert count_rows(store, Query("zone")) == 1


def test_cancelling_changes_nothing(check, page, store, messages):
    check(ZONES)
    button(page, "import.cancel").click()
    assert page.stack.currentWidget() is page.choosing
    assert count_rows(store, Query("zone")) == 0
    assert messages.notes == ["没有导入，台账没有改动"]


def test_going_back_while_files_are_read_shows_nothing_later(page, qtbot):
    page.choose(LEDGERS[:5])
    page.stop()
    page.choose([ZONES])
    wait_for(qtbot, page, page.review)
    assert page.plan.files == [ZONES.name]


def test_the_line_under_the_bar_runs_while_rows_are_checked_again(check, page, qtbot, wrong):
    check(wrong)
    page.correct_cell(("有错.xlsx", "项目台账"), 4, 3, "2")
    assert page.bar.waiting.is_running()
    assert not button(page, "import.apply_good").isEnabled()
    qtbot.waitUntil(lambda: len(page.plan.errors) == 1)
    assert not page.bar.waiting.is_running()


def test_after_a_correction_every_way_on_is_open_again(check, page, qtbot, wrong):
    check(wrong)
    anew(qtbot, page, lambda: page.correct_cell(("有错.xlsx", "项目台账"), 4, 3, "2"))
    anew(qtbot, page, lambda: page.correct_cell(("有错.xlsx", "项目台账"), 5, 4, "2023.3"))
    assert all(button(page, f"import.{name}").isEnabled() for name in ("back", "cancel", "apply"))
    button(page, "import.back").click()
    assert page.stack.currentWidget() is page.choosing


def test_the_errors_can_be_written_to_a_workbook(check, page, qtbot, tmp_path, messages, wrong):
    from zonedesk.sheets.read import read_workbook

    check(wrong)
    page.export_errors(tmp_path / "错误.xlsx")
    qtbot.waitUntil(lambda: bool(messages.notes))
    texts = {cell for row in read_workbook(tmp_path / "错误.xlsx").sheets[0].cells for cell in row}
    assert {"有错.xlsx", "D4", "E5", "大约二亿"} <= texts
    assert "错误.xlsx" in messages.notes[-1]


def test_the_ledger_can_be_taken_along_with_its_errors_marked(check, page, qtbot, tmp_path, messages, wrong):
    from zonedesk.sheets.read import read_workbook

    check(wrong)
    page.export_marked(tmp_path / "标注.xlsx")
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert "标出 2 处错误" in messages.notes[-1]
    (sheet,) = read_workbook(tmp_path / "标注.xlsx").sheets
    assert sheet.name == "项目台账"
    assert "大约二亿" in str(sheet.cells[3])
    assert "不是金额" in str(sheet.cells[3])


def test_the_keyboard_alone_goes_through(page, qtbot, check, wrong):
    review = check(wrong)
    page.activateWindow()
    qtbot.waitUntil(review.list.hasFocus)
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(1, 5))
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    assert page.findChild(QLineEdit, "import.cell").text() == "大约二亿"
    qtbot.keyClick(page.findChild(QLineEdit, "import.cell"), Qt.Key.Key_Escape)
    review.table.setCurrentIndex(review.model.index(1, 5))
    with qtbot.waitSignal(review.table.column_asked):
        qtbot.keyClick(review.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.activePopupWidget().close()


def test_a_click_on_a_heading_asks_for_its_column(check, qtbot, wrong):
    review = check(wrong)
    head = review.table.head
    at = QPoint(head.sectionViewportPosition(5) + 20, 20)
    with qtbot.waitSignal(head.column_asked, check_params_cb=lambda section: section == 5):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.activePopupWidget().close()


def test_a_long_ledger_is_shown_line_by_line(check, store, tmp_path):
    make_zone(store, short_name="寿阳经开区")
    rows = "\n".join(f"{n},项目{n:06},寿阳经开区,{n % 90 + 1},2023-02" for n in range(1, 20_001))
    file = tmp_path / "很长.csv"
    file.write_text(",".join(HEADINGS) + "\n" + rows, "utf-8")
    review = check(file)
    assert review.model.rowCount() == 20_000
    review.table.scrollToBottom()
    assert review.table.indexAt(QPoint(60, review.table.viewport().height() - 40)).row() > 19_900


def test_parts_have_their_names(check, page, wrong):
    review = check(wrong)
    assert page.objectName() == "page.import"
    assert (review.table.objectName(), review.list.objectName()) == ("table.import", "import.sheets")
    for name in ("choose", "apply", "apply_good", "back", "cancel"):
        assert button(page, f"import.{name}") is not None
    assert all(part.accessibleName() for part in (review.table, review.list, review.bar.kind, page.steps))


@pytest.mark.parametrize(("width", "height"), [(1214, 694), (863, 438), (635, 271)])
def test_nothing_is_squeezed_at_any_size(check, page, qtbot, width, height, wrong):
    review = check(wrong)
    page.resize(width, height)
    qtbot.waitUntil(lambda: review.width() == width)
    for part in (page.foot.all, page.foot.good, page.foot.back_button, review.bar.header, review.bar.kind):
        assert part.height() >= part.minimumSizeHint().height()
    assert review.table.parentWidget().height() >= 120


def test_the_count_of_places_to_mend_leads_to_the_first(check, page, wrong):
    check(wrong)
    page.review.table.setCurrentIndex(QModelIndex())
    page.desk.problems_asked.emit()
    first = page.plan.errors[0]
    assert page.review.table.currentIndex() == page.review.model.index_of(first.row, first.column)


def test_columns_that_are_not_read_are_named_once_until_a_person_leaves_them_out(page, check, qtbot, tmp_path, store):
    make_zone(store, short_name="寿阳经开区")
    path = workbook(
        tmp_path / "台账.xlsx", [[1, "甲", "寿阳经开区", 1, "2023-02", "某事"]], headings=[*HEADINGS, "神秘列"]
    )
    review = check(path)
    words = "没有导入的列：F 列“神秘列”（没有对应的字段），请核对"
    assert words in review.bar.hint.whole()
    assert [problem.message for problem in review.problems.model.problems] == [words]
    anew(qtbot, page, lambda: review.field_asked.emit(review.place(), 5, IGNORE))
    assert "神秘列" not in review.bar.hint.whole() and review.problems.model.problems == []


def test_a_wrong_month_stops_the_import_until_its_columns_are_left_out(page, check, qtbot, tmp_path, store):
    make_zone(store, short_name="寿阳经开区")
    rows = [
        ("2023年1-3月规上工业增加值",),
        ("单位：亿元",),
        ("开发区", "1月", "13月", "1-3月"),
        ("寿阳经开区", 1, 2, 3),
    ]
    review = check(write_workbook(tmp_path / "月报.xlsx", {"Sheet1": rows}))
    assert [(problem.cell, problem.severity) for problem in review.problems.model.problems] == [("C3", "error")]
    assert not page.foot.all.isEnabled()
    review.mend(review.problems.model.problems[0])
    menu = QApplication.activePopupWidget()
    leave_out = next(action for action in menu.actions() if action.text() == "不导这一列")
    anew(qtbot, page, leave_out.trigger)
    menu.close()
    assert page.foot.all.isEnabled()
