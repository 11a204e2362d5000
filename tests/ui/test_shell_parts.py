from __future__ import annotations

import gc
import re
import threading

import pytest
from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from zonedesk import paths
from zonedesk.settings import Settings
from zonedesk.ui import dialogs, fonts, icons, theme
from zonedesk.ui.help_dialog import show_help
from zonedesk.ui.messages import details
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.places import GROUPS, Branch, every_place
from zonedesk.ui.settings_dialog import SettingsDialog
from zonedesk.ui.tags import INKS, Tag
from zonedesk.ui.widgets import Popover, PrimaryButton, Segmented, WaitingLine
from zonedesk.ui.worker import run

THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


@pytest.fixture(params=["light", "dark"])
def themed(request, qapp):
    colours = theme.apply(qapp, request.param)
    yield colours
    theme.apply(qapp, "light")


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_words_can_be_read_on_every_ground(colours):
    for ground in ("window", "nav", "surface", "sunken", "input", "hover", "accent_soft"):
        for words in ("text", "text2", "text3"):
            assert contrast(getattr(colours, words), getattr(colours, ground)) >= 4.5, (words, ground)
    assert contrast(colours.button_text, colours.button) >= 4.5
    for words, ground in INKS.values():
        assert contrast(getattr(colours, words), getattr(colours, ground)) >= 4.5, (words, ground)


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_the_style_sheet_knows_every_colour_and_picture_it_names(colours):
    sheet = theme.style_sheet(colours)
    assert "$" not in sheet
    for picture in re.findall(r"url\((.*?)\)", sheet):
        assert (paths.resources() / picture).is_file(), picture


def test_the_theme_in_force_can_be_asked(themed):
    assert theme.colours() is themed
    assert theme.is_dark() == (themed is theme.DARK)


def test_an_icon_takes_the_colour_of_the_theme_when_painted(qapp):
    plus = icons.icon("plus", "text")
    found = []
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        found.append(plus.pixmap(QSize(16, 16)).toImage().pixelColor(8, 8).lightness())
    theme.apply(qapp, "light")
    assert found[0] < 90
    assert found[1] > 160


def test_every_icon_of_the_navigation_is_there(qapp):
    entries = [entry for group in GROUPS for entry in group.entries]
    names = {entry.icon for entry in entries}
    assert all((paths.resources() / "icons" / f"{name}.svg").is_file() for name in names)
    assert any(isinstance(entry, Branch) for entry in entries)
    assert next(every_place()).key == "home"


def test_icons_outlive_their_makers(qapp):
    kept = [QIcon(icons.icon("plus")) for _ in range(50)]
    gc.collect()
    assert all(not icon.pixmap(QSize(14, 14)).isNull() for icon in kept)


def test_the_typeface_has_digits_of_equal_width(qapp):
    assert fonts.equal_digits(QFont(fonts.apply(qapp)))


def test_a_segment_tells_only_what_the_user_chose(qtbot):
    switch = Segmented([("a", "甲"), ("b", "乙")], "a")
    qtbot.addWidget(switch)
    told = []
    switch.chosen.connect(told.append)
    switch.set_value("b")
    assert (switch.value(), told) == ("b", [])
    switch.button("a").click()
    assert (switch.value(), told) == ("a", ["a"])
    switch.set_value("?")
    assert switch.value() == ""


@pytest.mark.parametrize("number", [QRect(10, 200, 60, 28), QRect(700, 20, 60, 28), QRect(380, 560, 60, 28)])
def test_a_popover_stands_beside_its_number(qtbot, number):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    popover = Popover(page)
    inside = QWidget()
    inside.setFixedSize(280, 200)
    popover.body.addWidget(inside)
    popover.point_at(number)
    assert page.rect().contains(popover.geometry())
    assert not popover.geometry().intersects(number)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_a_tag_is_as_wide_as_its_word(qtbot):
    tag = Tag("签约")
    qtbot.addWidget(tag)
    narrow = tag.sizeHint().width()
    tag.set_word("承诺制")
    assert tag.sizeHint().width() > narrow
    assert tag.accessibleName() == "承诺制"


def test_waiting_shows_only_after_a_while(qtbot):
    line = WaitingLine()
    qtbot.addWidget(line)
    line.start()
    assert line.is_running()
    line.stop()
    assert not line.is_running()


def test_controls_are_as_high_as_drawn(qtbot, qapp):
    theme.apply(qapp, "light")
    bar = PageBar("项目台账")
    button, field = PrimaryButton("新建", "plus"), QLineEdit()
    small = QLineEdit()
    small.setProperty("compact", True)
    bar.add_right(button)
    bar.add_left(field)
    bar.add_left(small)
    qtbot.addWidget(bar)
    bar.show()
    assert (bar.height(), button.height(), field.height(), small.height()) == (48, 28, 28, 24)
    field.setFocus()
    assert field.height() == 28


def test_work_reports_in_the_windows_thread(qtbot):
    owner, said, done = QObject(), [], []

    def count(to, progress):
        for number in range(to):
            progress(number)
        return to

    run(owner, count, 3, done=lambda result: done.append((result, threading.current_thread())),
        failed=done.append, progress=said.append)  # fmt: skip
    qtbot.waitUntil(lambda: bool(done))
    assert said == [0, 1, 2]
    assert done == [(3, threading.main_thread())]


def test_work_that_fails_says_so(qtbot):
    owner, failed = QObject(), []
    run(owner, int, "x", done=failed.append, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ValueError)


def test_cancelled_work_stops_at_its_next_word(qtbot):
    owner, outcome, begun, go_on = QObject(), [], threading.Event(), threading.Event()

    def wait(progress):
        begun.set()
        go_on.wait(5)
        progress("never heard")

    work = run(owner, wait, done=outcome.append, failed=outcome.append, progress=outcome.append)
    assert begun.wait(5)
    with qtbot.waitSignal(work.finished):
        work.cancel()
        go_on.set()
    assert outcome == []


def test_work_outliving_its_owner_is_let_go(qtbot):
    owner, begun, go_on, ended = QObject(), threading.Event(), threading.Event(), []

    def wait():
        begun.set()
        go_on.wait(5)

    run(owner, wait, done=ended.append, failed=ended.append)
    assert begun.wait(5)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # DeferredDelete
    go_on.set()
    QApplication.processEvents()
    assert ended == []


def in_dialog(act):
    """Do something in the dialog that is about to open."""

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, look)
        else:
            act(dialog)

    QTimer.singleShot(0, look)


@pytest.mark.parametrize("choice", ["make", "skip", ""])
def test_a_question_returns_the_choice(qtbot, choice):
    in_dialog(lambda dialog: dialog.findChild(QPushButton, f"choice.{choice}").click())
    assert dialogs.ask(None, "要新建吗？", [("make", "新建开发区"), ("skip", "略过")]) == choice


def test_a_bug_can_be_copied(qtbot):
    def copy(dialog: QDialog):
        assert "ValueError: 7" in dialog.findChild(QPlainTextEdit, "details").toPlainText()
        dialog.findChildren(QPushButton)[0].click()
        dialog.accept()

    in_dialog(copy)
    dialogs.show_bug(None, details(ValueError(7)))
    assert "ValueError: 7" in QGuiApplication.clipboard().text()


def test_help_fits_the_screen(qtbot):
    def look(dialog: QDialog):
        assert dialog.height() <= dialog.screen().availableGeometry().height()
        dialog.accept()

    in_dialog(look)
    show_help(None)


def test_settings_are_returned_as_plain_values(qtbot):
    dialog = SettingsDialog(Settings(office="甲", theme="dark"))
    qtbot.addWidget(dialog)
    dialog.clerk.setText(" 王 ")
    dialog.theme.button("light").click()
    choices = dialog.choices()
    assert (choices.office, choices.clerk, choices.theme) == ("甲", "王", "light")
