from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu, QPushButton

from tests import builders
from zonedesk.figures import FIGURES
from zonedesk.figures.asking import Ask, Events, whole_year
from zonedesk.figures.entries import HeldEvent, events_on_record
from zonedesk.figures.table import Column, Row, Table
from zonedesk.records import KINDS
from zonedesk.settings import Settings
from zonedesk.store.store import Store
from zonedesk.ui import fonts, theme
from zonedesk.ui.chart_view import DRAWING, ChartView
from zonedesk.ui.desk import Desk
from zonedesk.ui.figure_choices import Choice, ChoiceBar, on_period
from zonedesk.ui.figure_grid import FigureGrid
from zonedesk.ui.figure_model import ALIGNMENT, LEFT, RIGHT
from zonedesk.ui.figure_page import LOWEST_CHARTS, FigurePage
from zonedesk.ui.figure_reporting import begun_total
from zonedesk.ui.form import RecordForm
from zonedesk.ui.places import all_groups, every_place
from zonedesk.ui.print_preview import NO_PRINTER, PreviewDialog

YI = 10**8
SMALLEST = (1214, 694)  # what a page has on a screen of 1366 × 768


def fill(store):
    """Two zones; in 2023 two events with 甲一 (signed twice) and 乙一, in 2022 one with 甲二."""
    one, two = (builders.make_zone(store, short_name=name) for name in ("甲区", "乙区"))
    first = builders.make_project(store, zone=one, name="甲一", started_on="2023-05")
    events = [
        builders.make_event(store, year=Decimal(y), number=Decimal(n), held_on=None)
        for y, n in ((2022, 1), (2023, 1), (2023, 2))
    ]
    builders.make_entry(store, builders.make_project(store, zone=one, name="甲二"), events[0], investment=Decimal(YI))
    builders.make_entry(store, first, events[1], investment=Decimal(2 * YI))
    builders.make_entry(store, first, events[2], investment=Decimal(3 * YI))
    builders.make_entry(
        store, builders.make_project(store, zone=two, name="乙一"), events[2], investment=Decimal(4 * YI), kind="start"
    )
    builders.make_member(store, builders.make_team(store, one))
    builders.make_item(store, builders.make_campaign(store, name="行动"), two)


@pytest.fixture
def desk(tmp_path, messages):
    store = Store.create(tmp_path / "台账.db")
    fill(store)
    yield Desk(store, Settings(year=2023, month=10), messages)
    store.close()


@pytest.fixture
def empty_desk(tmp_path, messages):
    store = Store.create(tmp_path / "空.db")
    yield Desk(store, Settings(year=2023, month=10), messages)
    store.close()


@pytest.fixture
def show(qtbot, desk):
    def show(name="three-batches", desk=desk, size=(1200, 640)):
        page = FigurePage(desk, name)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.activated()
        settle(qtbot, page)
        return page

    return show


def settle(qtbot, page):
    """Wait for the table and the charts that were asked for."""
    qtbot.waitUntil(lambda: page.table is not None and not page.bar.waiting.is_running(), timeout=20000)
    if page.charts.isVisible():
        qtbot.waitUntil(lambda: page.charts.views and all(view.image for view in page.charts.views), timeout=20000)


def find(page, row, key):
    names = [page.grid.figure.text(place, 0) for place in range(page.grid.figure.rowCount())]
    return page.grid.figure.place_of(names.index(row), key)


def text(page, row, key):
    return page.grid.figure.data(find(page, row, key))


def button(page, verb):
    return page.findChild(QPushButton, f"figure.{verb}")


def open_number(qtbot, page, row, key):
    page.grid.setCurrentIndex(find(page, row, key))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(page.popover.isVisible)


@pytest.mark.parametrize("name", ["three-batches", "three-rates", "teams", "campaigns"])
def test_every_figure_has_a_page_with_table_chart_and_notes(show, name):
    page = show(name)
    assert page.objectName() == f"page.{name}"
    assert page.grid.objectName() == f"table.{name}"
    assert page.grid.figure.rowCount() > 1
    assert "公式" in page.notes.text()
    assert all(view.image.spots for view in page.charts.views)


def test_an_empty_chart_says_that_it_is_being_drawn(qtbot):
    view = ChartView("各次活动总投资")
    qtbot.addWidget(view)
    view.resize(300, 240)
    assert view.accessibleDescription() == DRAWING
    inked = set(middle_of(view))
    assert len(inked) > 1
    assert theme.colour("text3").rgb() in inked


def middle_of(view):
    """Return the colours in the middle of a widget."""
    picture = view.grab().toImage()
    return (picture.pixel(x, y) for x in range(100, 200) for y in range(110, 130))


def test_a_drawn_chart_says_no_more_that_it_is_being_drawn(show):
    assert [view.accessibleDescription() for view in show().charts.views] == ["", ""]


def test_four_events_and_eleven_zones_fit_the_smallest_screen(show, desk, qtbot):
    store = desk.store
    for number in range(3, 5):
        builders.make_event(store, number=Decimal(number))
    for number in range(9):
        builders.make_zone(store, short_name=f"区{number}")
    page = show(size=SMALLEST)
    assert page.grid.figure.rowCount() == 4 + 11 + 3
    assert page.grid.verticalScrollBar().maximum() == 0


def test_a_wrapped_note_hangs_under_its_own_beginning(show):
    document = QTextDocument()
    document.setHtml(show("three-rates").notes.text())
    document.setTextWidth(420)
    blocks = [block for n in range(document.blockCount()) if "=" in (block := document.findBlockByNumber(n)).text()]
    assert [block.text().partition("（")[0] for block in blocks] == ["公式"]
    assert document.documentLayout().blockBoundingRect(blocks[0]).left() > 30
    assert blocks[0].layout().lineCount() > 1


def test_the_button_of_pictures_offers_each_chart_at_a_click(show, qtbot):
    qtbot.mouseClick(button(show(), "picture"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    offered = [action.text() for action in menu.actions()]
    menu.close()
    assert offered == ["各次活动总投资", "各开发区总投资"]


def test_models_keep_qts_rules(show, qtbot):
    page = show()
    for model in (page.grid.figure, page.popover.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    open_number(qtbot, page, "合计·算", "total_investment")
    page.grid.figure.show(page.table, "万元")


def test_the_year_in_force_is_shown_and_followed(show, desk, qtbot):
    page = show()
    assert text(page, "合计·算", "total_investment") == "6.00"
    desk.settings.year = 2022
    desk.period_changed.emit()
    qtbot.waitUntil(lambda: page.table.period == "2022年第一次")
    assert text(page, "合计·算", "total_investment") == "1.00"


def test_a_year_without_events_shows_the_latest_with(show, desk):
    desk.settings.year = 2026
    assert show().table.period == "2023年第一次至第二次"


def test_choices_ask_again(show, qtbot):
    page = show()
    page.choices.repeats.button("all").click()
    qtbot.waitUntil(lambda: text(page, "合计·算", "total_investment") == "9.00")
    page.choices.choose(events=Events((2022, 1), (2023, 1)))
    qtbot.waitUntil(lambda: page.table.period == "2022年第一次至2023年第一次")


def test_the_range_menu_offers_years_and_events(show):
    page = show()
    page.choices.range.menu().aboutToShow.emit()
    offered = [action.text().strip() for action in page.choices.range.menu().actions() if action.text()]
    assert offered[:3] == ["期间所在年度", "2023年全年", "2023年第二次"]
    assert offered[-1] == "从哪次到哪次…"


def report_total(store, value="7.01", **values):
    """Report what the second event of 2023 came to; computed are 4.00."""
    with store.reading() as connection:
        event = events_on_record(connection)[-1].id
    total = {"figure": "three-batches", "year": Decimal(2023), "event": event, "column": "合计总投资", "unit": "亿元"}
    return builders.add(store, "reported_total", **total, value=Decimal(value), **values)


SECOND = Events((2023, 2), (2023, 2))


def test_one_zone_can_be_chosen(show, qtbot):
    page = show()
    menu = page.choices.zone.menu()
    menu.aboutToShow.emit()
    offered = [action for action in menu.actions() if action.text()]
    assert [action.text() for action in offered] == ["全部开发区", "甲区", "乙区"]
    offered[2].trigger()
    qtbot.waitUntil(lambda: "范围：乙区" in page.notes.text())
    assert text(page, "合计·算", "total_investment") == "4.00"
    assert page.choices.zone.text() == "乙区 "


def test_a_zone_that_is_gone_is_asked_for_no_more(show, qtbot):
    page = show()
    page.choices.choose(zone="gone")
    qtbot.waitUntil(lambda: not page.bar.waiting.is_running())
    assert text(page, "合计·算", "total_investment") == "6.00"


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_offers_what_its_figure_takes_and_nothing_else(qtbot, desk, name):
    page = FigurePage(desk, name)
    qtbot.addWidget(page)
    figure, offered = FIGURES[name], {part.objectName() for part in page.choices.offered()}
    assert ("choice.events" in offered) == ("events" in figure.asks)
    assert ("choice.zone" in offered) == ("zone" in figure.asks)
    assert ("choice.as_of" in offered) == ("as_of" in figure.asks)
    assert ("choice.by" in offered) == (len(figure.by) > 1)
    assert page.choices.choice.by in ("", *figure.by)


def test_an_edition_of_the_formula_is_offered_where_there_are_several(show, desk, qtbot):
    assert not show("three-rates").choices.formula.isVisible()
    ways = {"numerator_kind": "signing", "denominator_kind": "signing", "numerator": "full", "denominator": "entries"}
    builders.add(desk.store, "rate_formula", edition="本市版", rate="start_rate", **ways)
    page = show("three-rates")
    page.choices.formula.menu().aboutToShow.emit()
    lines = {action.text(): action for action in page.choices.formula.menu().actions()}
    assert page.choices.formula.isVisible()
    lines["本市版"].trigger()
    qtbot.waitUntil(lambda: "公式（本市版）" in page.notes.text())


def test_choices_without_room_stand_in_one_menu(show, qtbot):
    page = show(size=(700, 500))
    assert page.choices.range.isVisible() and page.choices.more.isVisible()
    assert page.bar.minimumSizeHint().width() <= 700
    page.choices.more.menu().aboutToShow.emit()
    (inner,) = [menu for menu in page.choices.more.menu().findChildren(QMenu) if menu.title() == "重复入批"]
    inner.actions()[1].trigger()
    qtbot.waitUntil(lambda: text(page, "合计·算", "total_investment") == "9.00")
    assert page.choices.repeats.value() == "all"


def test_a_wide_page_has_no_menu_of_further_choices(show):
    assert not show().choices.more.isVisible()


@pytest.mark.parametrize(("value", "apart"), [("4.00", ""), ("4.01", ""), ("7.01", "差 3.01")])
def test_a_reported_total_stands_under_the_computed_one_with_its_difference(show, desk, qtbot, value, apart):
    report_total(desk.store, value)
    page = show()
    page.choices.choose(events=SECOND)
    qtbot.waitUntil(lambda: page.table.reported is not None)
    place = find(page, "合计·报", "total_investment")
    assert place.row() == find(page, "合计·算", "total_investment").row() + 1
    assert (place.data(), page.grid.figure.apart(place.row(), place.column())) == (value, apart)
    assert page.grid.figure.apart(place.row(), place.column() - 1) is None
    assert colours_in(page.grid, place) & {theme.colour("bad" if apart else "ok").rgb()}


def colours_in(grid, index):
    """Return the colours of a cell."""
    picture = grid.viewport().grab(grid.visualRect(index)).toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


def test_a_reported_number_opens_its_record_from_the_page(show, desk, qtbot):
    report_total(desk.store)
    page = show()
    page.choices.choose(events=SECOND)
    qtbot.waitUntil(lambda: page.table.reported is not None)
    open_number(qtbot, page, "合计·报", "total_investment")
    assert page.popover.model.behind.kind == "reported_total"


def test_a_total_is_reported_from_the_menu_of_its_column(show, desk, qtbot):
    page = show()
    page.choices.choose(events=SECOND)
    qtbot.waitUntil(lambda: page.table.period == "2023年第二次")
    page.grid.setCurrentIndex(find(page, "合计·算", "signing_investment"))
    menu = open_menu(page)
    (line,) = [action for action in menu.actions() if "上报合计" in action.text()]
    seen = {}
    QTimer.singleShot(0, lambda: seen.update(begun(QApplication.activeModalWidget())))
    line.trigger()
    assert seen.pop("at") == "field.reported_total.value"
    assert seen == {"figure": "three-batches", "event": "2023年第二次", "column": "签约一批总投资", "unit": "亿元"}


def open_menu(page):
    """Open the menu of the current cell by its key."""
    at = QPoint(0, 0)
    page.grid.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, page.grid.mapToGlobal(at)))
    return QApplication.activePopupWidget()


def begun(dialog):
    """Return what a new record begins with, and leave it."""
    values = dialog.findChild(RecordForm).as_typed()
    at = dialog.focusWidget()
    while at is not None and not at.objectName().startswith("field."):
        at = at.parentWidget()
    dialog.reject()
    return {
        "at": at and at.objectName(),
        **{name: values[name] for name in ("figure", "column", "unit")},
        "event": values["event.caption"],
    }


def test_numbers_of_the_records_stand_to_the_right(show, desk, qtbot):
    report_total(desk.store)
    page = show()
    page.choices.choose(events=SECOND)
    qtbot.waitUntil(lambda: page.table.reported is not None)
    open_number(qtbot, page, "合计·报", "total_investment")
    model = page.popover.model
    sides = [model.headerData(column, Qt.Orientation.Horizontal, ALIGNMENT) for column in range(model.columnCount())]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == ["栏目", "上报数"]
    assert sides == [LEFT, RIGHT, LEFT, LEFT, RIGHT]


def test_a_word_of_state_is_a_tag_on_its_ground(qtbot):
    grid = FigureGrid("t")
    qtbot.addWidget(grid)
    columns = (Column("name", "指标"), Column("status", "状态", words={"behind": "滞后"}, is_state=True))
    grid.figure.show(
        Table("t", "表", "", columns, (Row({"name": "甲", "status": "behind"}), Row({"name": "乙"}))), "亿元"
    )
    grid.resize(300, 200)
    grid.show()
    grid.show_table()
    soft = theme.colour("warn_soft").rgb()
    assert [soft in colours_in(grid, grid.figure.index(row, 1)) for row in (0, 1)] == [True, False]


def test_a_figure_without_reported_totals_offers_none(show, desk):
    indicator = builders.add(desk.store, "indicator", name="工业投资", unit="亿元", cumulative="total", direction="up")
    values = {"indicator": indicator, "year": Decimal(2023), "month": Decimal(10)}
    builders.add(desk.store, "reading", zone=None, value=Decimal(9), **values)
    page = show("indicators")
    page.grid.setCurrentIndex(page.grid.figure.index(1, 1))
    menu = open_menu(page)
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert words == ["后面的记录\tEnter", "复制\tCtrl+C"]


@pytest.mark.parametrize(
    ("name", "ask", "begins"),
    [
        ("teams", Ask(year=2023, month=10), {"year": 2023, "month": 10}),
        ("teams", Ask(year=2023, as_of="2023-05-04"), {"year": 2023}),
        ("teams", Ask(year=2023, as_of="2023-10-31"), {"year": 2023, "month": 10}),
        ("three-rates", Ask(), {"year": 2023}),
        (
            "three-rates",
            Ask(events=Events((2000, 1), (2023, 1))),
            {"year": 2023, "event": "b", "event.caption": "第一次"},
        ),
        ("three-batches", Ask(events=whole_year(2023)), {"year": 2023}),
        (
            "three-batches",
            Ask(events=Events((2023, 1), (2023, 1))),
            {"year": 2023, "event": "b", "event.caption": "第一次"},
        ),
    ],
)
def test_a_reported_total_begins_with_what_the_page_shows(name, ask, begins):
    events = (HeldEvent("a", 2022, 1, "前"), HeldEvent("b", 2023, 1, "第一次"), HeldEvent("c", 2023, 2, "第二次"))
    assert begun_total(FIGURES[name], ask, events, None, "亿元") == {"figure": name, **begins}


def test_a_page_takes_the_name_of_its_place(qtbot, desk):
    page = FigurePage(desk, "promotion", "promotion-summary")
    qtbot.addWidget(page)
    assert (page.objectName(), page.grid.objectName()) == ("page.promotion-summary", "table.promotion-summary")


def test_the_day_menu_offers_the_end_of_the_period(show, qtbot):
    page = show("three-rates")
    page.choices.day.menu().aboutToShow.emit()
    everything, end = [action for action in page.choices.day.menu().actions() if action.text()][:2]
    assert everything.isChecked()
    end.trigger()
    qtbot.waitUntil(lambda: page.table.as_of == "2023-10-31")
    assert "2023-10-31" in page.choices.day.text()


def test_unit_changes_what_is_shown(show, desk):
    page = show()
    desk.settings.money_unit = "万元"
    desk.unit_changed.emit()
    assert text(page, "合计·算", "total_investment") == "60000.00"
    assert page.grid.figure.heading(2) == "总投资(万元)"


def test_changed_records_are_read_again(show, desk, qtbot):
    page = show("teams")
    builders.make_member(desk.store, builders.make_team(desk.store, builders.make_zone(desk.store, short_name="丙区")))
    desk.tell_changed()
    qtbot.waitUntil(lambda: text(page, "合计·算", "total") == "2")


def test_a_page_out_of_view_reads_again_when_it_comes_back(show, desk, qtbot):
    page = show("teams")
    page.hide()
    builders.make_member(desk.store, builders.make_team(desk.store, builders.make_zone(desk.store, short_name="丙区")))
    desk.tell_changed()
    page.show()
    page.activated()
    qtbot.waitUntil(lambda: text(page, "合计·算", "total") == "2")


def test_a_number_opens_the_records_behind_it(show, desk, qtbot):
    page = show()
    open_number(qtbot, page, "合计·算", "total_investment")
    model = page.popover.model
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]
    assert rows == [["开工一批", "2023年第二次", "乙一", "4.00"], ["签约一批", "2023年第一次", "甲一", "2.00"]]
    assert page.popover.open_all.text() == "在台账中打开这 2 条"
    with qtbot.waitSignal(desk.records_asked) as asked:
        page.popover.open_all.click()
    assert asked.args[0] == "batch_entry"


def test_a_double_click_opens_too_and_a_line_its_record(show, desk, qtbot):
    page = show("three-rates")
    page.grid.doubleClicked.emit(find(page, "合计·算", "started"))
    qtbot.waitUntil(page.popover.isVisible)
    with qtbot.waitSignal(desk.record_asked) as asked:
        page.popover.table.doubleClicked.emit(page.popover.model.index(0, 0))
    assert asked.args[0] == "project"


def test_escape_closes_the_records_and_gives_the_keyboard_back(show, qtbot):
    page = show()
    open_number(qtbot, page, "第一次", "signing_count")
    with qtbot.waitSignal(page.popover.closed):
        qtbot.keyClick(page.popover.table, Qt.Key.Key_Escape)
    assert not page.popover.isVisible()


def test_words_open_nothing(show, qtbot):
    page = show()
    page.grid.setCurrentIndex(find(page, "第一次", "name"))
    with qtbot.assertNotEmitted(page.grid.opened):
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    page.open_records(QModelIndex())
    assert not page.popover.isVisible()


def test_a_bar_of_the_chart_opens_its_records(show, qtbot):
    page = show()
    view = page.charts.views[0]
    spot = view.image.spots[0]
    place = QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
    assert "2.00 亿元" in view.spot_at(place).text
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(page.popover.isVisible)
    assert page.popover.model.behind.count == 1


def test_a_block_is_copied_for_excel(show, qtbot):
    page = show()
    page.grid.setCurrentIndex(find(page, "第一次", "name"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(page.grid, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "第一次\t1\t2.00\n第二次\t0\t0.00"


def test_the_status_bar_adds_up_numbers_of_one_nature(show, desk, qtbot):
    said = []
    desk.status_changed.connect(said.append)
    page = show()
    page.grid.setCurrentIndex(find(page, "第一次", "total_investment"))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert said[-1].endswith("选中 2 格 6.00")
    qtbot.keyClick(page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert said[-1].endswith("选中 4 格")


def test_sections_span_and_headings_stand_in_groups(show):
    page = show()
    grid = page.grid
    assert grid.columnSpan(0, 0) == grid.figure.columnCount()
    assert grid.heading.group_around(2) == (1, 2)
    assert [grid.figure.heading(column) for column in range(3)] == ["活动、开发区", "个", "总投资(亿元)"]


@pytest.mark.parametrize(("ending", "beginning"), [(".xlsx", b"PK"), (".pdf", b"%PDF"), ("", b"PK")])
def test_export_writes_the_file_and_says_so(show, qtbot, tmp_path, messages, monkeypatch, ending, beginning):
    page, path = show(), tmp_path / f"汇总{ending}"
    proposed = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (proposed.append(a[2]), (str(path), ""))[1])
    button(page, "export").click()
    qtbot.waitUntil(lambda: bool(messages.notes), timeout=20000)
    assert path.with_suffix(ending or ".xlsx").read_bytes().startswith(beginning)
    assert path.stem in messages.notes[0]
    assert proposed == ["三个一批汇总表（2023年第一次至第二次）.xlsx"]


def test_a_place_that_cannot_be_written_is_said(show, qtbot, tmp_path, messages, monkeypatch):
    page = show("teams")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "没有" / "a.xlsx"), ""))
    page.export()
    qtbot.waitUntil(lambda: bool(messages.warnings), timeout=20000)
    assert "文件夹" in messages.warnings[0]


def test_each_chart_can_be_saved(show, qtbot, tmp_path, messages, monkeypatch):
    page, path = show(), tmp_path / "图.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    menu = button(page, "picture").menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["各次活动总投资", "各开发区总投资"]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(messages.notes), timeout=20000)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_without_records_one_button_leads_to_import(show, empty_desk, qtbot):
    page = show("three-rates", empty_desk)
    assert page.empty.isVisible()
    assert "三个一批活动、三个一批项目" in page.empty.sentence.text()
    with qtbot.waitSignal(empty_desk.import_asked):
        page.empty.button.click()


@pytest.mark.parametrize(
    ("name", "held", "first"),
    [
        ("teams", (), "zone"),
        ("teams", ("zone",), "service_team"),
        ("three-rates", ("zone", "batch_event"), "batch_entry"),
        ("bottlenecks", ("zone",), "bottleneck"),
    ],
)
def test_an_empty_figure_says_what_to_enter_first_and_leads_there(show, empty_desk, qtbot, name, held, first):
    make = {"zone": builders.make_zone, "batch_event": builders.make_event}
    for kind in held:
        make[kind](empty_desk.store)
    page = show(name, empty_desk)
    assert f"请先录入{KINDS[first].label}" in page.empty.sentence.text()
    assert page.empty.entering.text() == f" 录入{KINDS[first].label}"
    with qtbot.waitSignal(empty_desk.place_asked) as asked:
        page.empty.entering.click()
    assert asked.args == [first]


def test_a_period_without_records_is_told_from_a_ledger_without_any(show, empty_desk):
    builders.make_zone(empty_desk.store)
    builders.add(
        empty_desk.store, "bottleneck", description="难点", kind="land", found_on="2023-12-01", status="raised"
    )
    page = show("bottlenecks", empty_desk)
    assert "没有可以汇总的记录。请在上方换一个期间" in page.empty.sentence.text()


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_names_kinds_that_have_a_page(name):
    assert set(FIGURES[name].rests_on) <= {place.key for place in every_place(all_groups())}


def test_the_switch_of_indicators_says_what_each_way_shows(qtbot):
    bar = ChoiceBar(FIGURES["indicators"])
    qtbot.addWidget(bar)
    assert [button.text() for button in bar.division.findChildren(QAbstractButton)] == ["各开发区", "全市"]


def test_an_empty_choice_can_be_taken_back(show, qtbot):
    page = show()
    page.choices.choose(events=whole_year(2030))
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.entering.isHidden()
    page.empty.button.click()
    qtbot.waitUntil(page.grid.isVisible)


@pytest.mark.parametrize("height", [640, 330])
def test_on_a_narrow_screen_charts_go_below_and_a_low_one_scrolls_to_them(show, height):
    page = show(size=(700, height))
    assert page.charts.y() > 200
    assert page.charts.height() >= LOWEST_CHARTS
    assert page.grid.height() > 200


def test_the_page_offers_the_shared_verbs(show):
    assert set(show("teams").actions_of_page()) == {"export", "print", "copy"}


@pytest.fixture
def preview(show, desk, qtbot):
    dialog = PreviewDialog(show(), desk, show().table)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pages.pageCount() > 0)
    return dialog


def test_the_preview_counts_pages_and_follows_its_choices(preview, qtbot):
    assert "共 1 页" in preview.page_words.text()
    preview.direction.button("portrait").click()
    assert preview.settings().orientation == "portrait"
    preview.turn(1)
    assert preview.pages.currentPage() == 1


def test_the_preview_keeps_office_and_clerk(preview, desk, qtbot):
    preview.office.setText("晋中市商务局")
    preview.office.editingFinished.emit()
    assert desk.settings.office == "晋中市商务局"
    assert preview.settings().reporter == "晋中市商务局"


def test_the_preview_saves_pdf(preview, tmp_path, messages, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "汇总"), ""))
    preview.save()
    assert (tmp_path / "汇总.pdf").read_bytes().startswith(b"%PDF")
    assert "1 页" in messages.notes[0]


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this PC has a printer")
def test_without_a_printer_pdf_is_proposed(preview, messages):
    preview.print()
    assert messages.warnings == [NO_PRINTER]


@pytest.mark.parametrize(
    ("name", "period", "words"),
    [
        ("three-batches", (2021, 1), "2021年没有活动"),
        ("three-batches", (2023, 6), ""),
        ("three-rates", (2022, 12), "不随期间"),
        ("teams", (2021, 1), ""),
    ],
)
def test_a_figure_that_does_not_show_the_period_says_so(name, period, words):
    events = (HeldEvent("a", 2022, 1, "2022年第一次"), HeldEvent("b", 2023, 1, "2023年第一次"))
    said = "".join(on_period(FIGURES[name], Choice(by="zone"), period, events))
    assert (words in said) if words else not said


def test_a_long_name_leaves_room_for_the_numbers_of_its_row_and_is_told_in_full_on_hover(show, desk):
    name = "样例专项行动" * 6
    builders.make_item(desk.store, builders.make_campaign(desk.store, name=name), builders.make_zone(desk.store))
    figure = (page := show("campaigns", size=(700, 640))).grid.figure
    (row,) = (
        row for row in range(figure.rowCount()) if figure.text(row, 0) == name and figure.row(row).style == "body"
    )
    assert page.grid.columnWidth(0) < QFontMetrics(fonts.semibold()).horizontalAdvance(name)
    assert figure.data(figure.index(row, 0), Qt.ItemDataRole.ToolTipRole) == name
