from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tests.builders import add_many, make_zone
from zonedesk.actions.records import Edit, save, save_many
from zonedesk.errors import Refused
from zonedesk.settings import Settings
from zonedesk.store.history import Reversible
from zonedesk.store.query import Query, fetch
from zonedesk.store.store import Store
from zonedesk.ui.places import Branch, Group, Place, every_place
from zonedesk.ui.status_bar import spoken
from zonedesk.ui.stepping import explanation
from zonedesk.ui.window import Window


class Sheet(QWidget):
    """A page that keeps what it was asked."""

    def __init__(self, desk, name):
        super().__init__()
        self.desk, self.name, self.asked = desk, name, []
        QVBoxLayout(self).addWidget(QLabel(name))

    def activated(self):
        self.asked.append("activated")
        self.desk.status_changed.emit(f"{self.name} 3 条")

    def find(self, text):
        self.asked.append(("find", text))

    def show_record(self, record):
        self.asked.append(("record", record))

    def show_records(self, selection):
        self.asked.append(("records", selection))

    def open_files(self, files):
        self.asked.append(("files", files))

    def actions_of_page(self):
        return {"new": lambda: self.asked.append("new")} if self.name == "project" else {}


def place(key: str, **more) -> Place:
    return Place(key, key, lambda desk: Sheet(desk, key), "zone", **more)


GROUPS = (
    Group(
        "台账",
        (
            place("project", counts=True),
            place("zone", counts=True),
            Branch("batches", "三个一批", "layers", (place("batch_entry"), place("three-batches"))),
        ),
    ),
    Group("交换", (place("import"),)),
)


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "县里.db")
    yield made
    made.close()


@pytest.fixture
def shell(qtbot, messages):
    window = Window(Settings(year=2023, month=10), messages, GROUPS)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def window(shell, store):
    shell.open_ledger(store)
    return shell


def test_without_a_ledger_only_help_and_settings_can_be_used(shell):
    usable = [key for key, action in shell.actions_of_window.all.items() if action.isEnabled()]
    assert usable == ["help", "settings"]
    assert not shell.navigation.isEnabled()
    assert not shell.top_bar.search.isEnabled()


def test_it_starts_on_the_first_place(window):
    assert window.stack.currentWidget().objectName() == "page.project"
    assert window.findChild(QWidget, "nav.project").isChecked()


def test_a_page_is_made_once_and_told_each_time_it_comes_into_view(window):
    page = window.go("zone")
    window.go("project")
    assert window.go("zone") is page
    assert page.asked == ["activated", "activated"]


def test_going_nowhere_is_an_error(window):
    with pytest.raises(KeyError):
        window.go("nowhere")


def test_a_click_in_the_navigation_goes_there(window, qtbot):
    qtbot.mouseClick(window.findChild(QWidget, "nav.zone"), Qt.MouseButton.LeftButton)
    assert window.place == "zone"


def test_a_branch_unfolds_where_one_of_its_places_is_open(window, qtbot):
    entry = window.findChild(QWidget, "nav.three-batches")
    assert not entry.isVisible()
    qtbot.mouseClick(window.findChild(QWidget, "nav.batches"), Qt.MouseButton.LeftButton)
    assert window.place == "batch_entry"
    assert entry.isVisible()
    window.go("zone")
    assert not entry.isVisible()


def test_counts_stand_beside_the_entries_that_count(window, qtbot):
    entry = window.findChild(QWidget, "nav.project")
    qtbot.waitUntil(lambda: entry.count == 0)
    assert window.findChild(QWidget, "nav.import").count is None


def test_an_action_can_be_used_where_the_page_does_it(window):
    new = window.findChild(QAction, "action.new")
    assert new.isEnabled()
    new.trigger()
    assert window.page("project").asked[-1] == "new"
    window.go("zone")
    assert not new.isEnabled()


def test_ctrl_n_reaches_the_page(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.page("project").asked[-1] == "new"


def test_next_page_goes_round(window):
    for expected in ("zone", "batch_entry", "three-batches", "import", "project"):
        window.findChild(QAction, "action.next_page").trigger()
        assert window.place == expected
    window.findChild(QAction, "action.previous_page").trigger()
    assert window.place == "import"


def test_undo_with_nothing_done_says_so(window, messages):
    window.findChild(QAction, "action.undo").trigger()
    assert messages.notes == ["没有可以撤销的操作"]


def test_undo_tells_the_pages_and_the_user(window, store, messages, qtbot):
    zone = make_zone(store)
    save(store, "zone", zone, {"short_name": "祁县经开区"})
    with qtbot.waitSignal(window.desk.changed):
        window.findChild(QAction, "action.undo").trigger()
    assert messages.notes == ["已撤销：修改开发区“祁县经开区”"] and not messages.questions


def make_many(store):
    add_many(store, "enterprise", [{"name": f"企业{n}"} for n in range(3)])


def fill_many(store):
    ids = [save(store, "enterprise", None, {"name": f"企业{n}"}).id for n in range(21)]
    save_many(store, "enterprise", [Edit({"remark": "已核"}, record) for record in ids], "向下填充", "cell")


@pytest.mark.parametrize(("act", "what", "count"), [(make_many, "添加样例", 3), (fill_many, "向下填充", 21)])
def test_much_is_undone_and_done_again_only_after_a_question(window, store, messages, act, what, count):
    act(store)
    with store.reading() as connection:
        before = fetch(connection, Query("enterprise"))
    window.findChild(QAction, "action.undo").trigger()
    with store.reading() as connection:
        assert fetch(connection, Query("enterprise")) == before
    assert messages.questions == [f"撤销“{what}”？"] and not messages.notes
    messages.answers = ["undo", "redo"]
    window.findChild(QAction, "action.undo").trigger()
    window.findChild(QAction, "action.redo").trigger()
    assert messages.questions[1:] == [f"撤销“{what}”？", f"重做“{what}”？"]
    assert messages.notes == [f"已撤销：{what}，涉及 {count} 条记录", f"已重做：{what}，涉及 {count} 条记录"]


def test_the_question_says_when_it_was_done_and_what_it_touches():
    done = Reversible("导入 样例.xlsx", "2023-10-08 08:30:00", "import", 1692)
    assert explanation("undo", done).startswith("这是 2023-10-08 做的，涉及 1692 条记录")
    assert explanation("redo", done).startswith("它是 2023-10-08 撤销的，涉及 1692 条记录")


def test_a_backup_is_made_beside_the_window(window, store, messages, qtbot):
    window.findChild(QAction, "action.backup").trigger()
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert list((store.path.parent / "backups").glob("*手动.db"))
    qtbot.waitUntil(lambda: "上次备份 今天" in window.status_bar.text())


def test_a_page_asks_for_another_through_the_desk(window):
    window.desk.record_asked.emit("zone", "z1")
    assert window.place == "zone"
    assert ("record", "z1") in window.page("zone").asked
    window.desk.import_asked.emit([Path("甲.xlsx")])
    assert ("files", [Path("甲.xlsx")]) in window.page("import").asked
    window.desk.records_asked.emit("project", "behind a number")
    assert ("records", "behind a number") in window.page("project").asked


def test_the_status_bar_joins_what_it_knows(window):
    assert window.status_bar.text().startswith("县里　・　project 3 条")
    window.desk.problems_changed.emit(2)
    assert window.findChild(QPushButton, "status.problems").text() == "2 处待改正"
    window.go("zone")
    assert not window.findChild(QPushButton, "status.problems").isVisible()


def test_the_period_steps_over_the_end_of_the_year(window, qtbot):
    window.settings.year, window.settings.month = 2023, 10
    with qtbot.waitSignals([window.desk.period_changed] * 3):
        for _ in range(3):
            window.top_bar.period.later.click()
    assert window.desk.period == (2024, 1)
    assert window.top_bar.period.words.text() == "2024年1月"


def test_the_period_menu_offers_months_and_years(window):
    period = window.top_bar.period
    period.menu.aboutToShow.emit()
    next(action for action in period.menu.actions() if action.text() == "2023年3月").trigger()
    assert window.desk.period == (2023, 3)


def test_the_unit_is_kept_and_told(window, qtbot):
    with qtbot.waitSignal(window.desk.unit_changed):
        window.top_bar.unit.button("万元").click()
    assert window.desk.money_unit == "万元"


@pytest.mark.parametrize(("width", "rail", "words"), [(1366, False, True), (1200, True, True), (911, True, False)])
def test_a_narrow_window_folds_its_navigation(window, width, rail, words):
    window.resize(width, 690)
    assert window.navigation.width() == (48 if rail else 152)
    assert window.top_bar.findChild(QLabel).isVisible() == words
    assert bool(window.findChild(QWidget, "nav.zone").toolTip()) == rail


def test_a_very_narrow_window_offers_the_unit_in_the_period_menu(window):
    window.resize(683, 400)
    period = window.top_bar.period
    assert not window.top_bar.unit.isVisible()
    period.menu.aboutToShow.emit()
    next(action for action in period.menu.actions() if action.text() == "单位 万元").trigger()
    assert window.desk.money_unit == "万元"


def test_every_control_without_words_has_a_name(window):
    for button in window.top_bar.findChildren(QWidget):
        if button.metaObject().className() == "IconButton":
            assert button.accessibleName()
            assert button.toolTip()


def test_a_warning_stays_until_one_goes_elsewhere(window, messages):
    messages.warn("请先新建开发区")
    assert window.notice.text() == "请先新建开发区"
    assert window.notice.parentWidget().rect().contains(window.notice.geometry())
    window.go("zone")
    assert window.notice.text() == ""


def test_a_failure_goes_through_the_door_that_fits(messages):
    messages.fail(Refused("请先删除它的项目"))
    messages.fail(ValueError("x"))
    assert messages.warnings == ["请先删除它的项目"]
    assert [str(error) for error in messages.bugs] == ["x"]
    messages.bugs.clear()


def test_the_search_box_opens_what_it_finds(window, store, qtbot):
    record = make_zone(store, short_name="太谷经开区")
    box = window.top_bar.search
    qtbot.keyClicks(box, "tg")
    qtbot.waitUntil(lambda: box.found() is not None)
    assert box.found().item(0).text() == "太谷经开区　·　开发区"
    assert QRect(window.rect()).contains(box.found().geometry())
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ("record", record) in window.page("zone").asked
    assert box.found() is None


def test_the_last_line_of_the_search_filters_the_page(window, qtbot):
    box = window.top_bar.search
    box.setText("煤")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.page("project").asked[-1] == ("find", "煤")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.page("project").asked[-1] == ("find", "")


@pytest.mark.parametrize("keys", [[], [Qt.Key.Key_Down]])
def test_the_first_hit_is_opened_by_enter_alone_and_with_the_arrow(window, store, qtbot, keys):
    for name in ("太谷经开区", "太原经开区"):
        make_zone(store, short_name=name)
    box = window.top_bar.search
    qtbot.keyClicks(box, "t")
    qtbot.waitUntil(lambda: box.found() is not None)
    first = box.found().item(0).data(Qt.ItemDataRole.UserRole).id
    for key in (*keys, Qt.Key.Key_Return):
        qtbot.keyClick(box, key)
    assert ("record", first) in window.page("zone").asked
    assert box.text() == ""


def test_a_page_that_cannot_be_filtered_is_not_offered_to_be(qtbot, messages, store):
    groups = (Group("台账", (Place("home", "工作台", lambda _: QWidget(), "zone"), place("zone"))),)
    window = Window(Settings(), messages, groups)
    qtbot.addWidget(window)
    window.show()
    window.open_ledger(store)
    made = make_zone(store, short_name="太谷经开区")
    box = window.top_bar.search
    qtbot.keyClicks(box, "xx")
    qtbot.waitUntil(lambda: box.found() is not None)
    assert [box.found().item(row).text() for row in range(box.found().count())] == ["没有找到“xx”"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.place == "home"
    box.clear()
    qtbot.keyClicks(box, "tg")
    qtbot.waitUntil(lambda: box.found() is not None and box.found().count() == 1)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ("record", made) in window.page("zone").asked and box.text() == ""


def test_words_do_not_follow_to_another_page(window):
    box = window.top_bar.search
    box.setText("煤")
    window.go("project")
    assert box.text() == "煤"
    window.go("zone")
    assert box.text() == ""


def test_ctrl_f_goes_to_the_search_box(window, qtbot):
    window.activateWindow()
    window.findChild(QAction, "action.find").trigger()
    assert window.focusWidget() is window.top_bar.search


def test_every_place_has_a_key_of_its_own():
    keys = [place.key for place in every_place()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("moment", "words"),
    [((2023, 10, 9, 8, 30), "今天 08:30"), ((2023, 10, 8, 17, 2), "昨天 17:02"), ((2023, 9, 1, 8, 0), "2023-09-01")],
)
def test_a_moment_is_said_as_people_say_it(moment, words):
    assert spoken(datetime.datetime(*moment), datetime.datetime(2023, 10, 9, 9, 0)) == words
