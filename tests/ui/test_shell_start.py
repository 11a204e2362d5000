from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QWidget

from zonedesk import app, paths
from zonedesk.errors import Refused
from zonedesk.settings import Settings
from zonedesk.store.store import Store
from zonedesk.ui.single import FirstWindow, name_of


@pytest.fixture
def open_window(qtbot, messages):
    windows = []

    def open_(database, **settings):
        window = app.open_window(database, Settings(**settings), messages)
        qtbot.addWidget(window)
        windows.append(window)
        return window

    return open_


def test_a_first_start_makes_nothing_before_a_choice(open_window, tmp_path):
    window = open_window(tmp_path / "new" / "ledger.db")
    assert window.stack.currentWidget().objectName() == "page.first_start"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (911, 512), (683, 345)])
def test_each_beginning_can_be_reached_at_every_size(open_window, tmp_path, width, height):
    window = open_window(tmp_path / "ledger.db")
    window.resize(width, height)
    page = window.stack.currentWidget()
    for key in ("import", "sample", "empty"):
        button = page.findChild(QPushButton, f"begin.{key}")
        assert button.isEnabled()
        assert button.width() >= button.sizeHint().width()


def test_a_failed_beginning_says_why_and_offers_again(open_window, tmp_path, qtbot):
    (tmp_path / "file").write_text("in the way")
    window = open_window(tmp_path / "file" / "ledger.db")
    page = window.stack.currentWidget()
    page.findChild(QPushButton, "begin.empty").click()
    assert not page.findChild(QPushButton, "begin.empty").isEnabled()
    qtbot.waitUntil(lambda: "不能在" in page.text())
    assert page.findChild(QPushButton, "begin.empty").isEnabled()


@pytest.mark.parametrize("content", [b"", b"not a ledger at all"])
def test_a_file_that_is_no_ledger_is_refused_in_a_sentence(open_window, tmp_path, content):
    file = tmp_path / "ledger.db"
    file.write_bytes(content)
    window = open_window(file)
    page = window.stack.currentWidget()
    assert page.objectName() == "page.refusal"
    assert page.findChild(QLabel).text()
    assert file.read_bytes() == content


def test_the_same_ledger_has_one_name(tmp_path):
    assert name_of(tmp_path / "a" / ".." / "x.db") == name_of(tmp_path / "x.db")
    assert name_of(tmp_path / "y.db") != name_of(tmp_path / "x.db")


def test_a_second_start_wakes_the_first(qtbot, tmp_path):
    first, second = FirstWindow(tmp_path / "x.db"), FirstWindow(tmp_path / "x.db")
    other = FirstWindow(tmp_path / "y.db")
    try:
        assert first.claim()
        assert not second.claim()
        assert other.claim()
        with qtbot.waitSignal(first.woken):
            assert second.knock()
    finally:
        first.release()
        other.release()
    assert second.claim()
    second.release()


def test_without_a_screen_it_says_so_and_does_not_abort(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.main([]) == 1
    assert "没有可用的显示器" in capsys.readouterr().err


def test_starting_paints_before_the_store_is_loaded(tmp_path):
    code = (
        "import sys, zonedesk.app as app, zonedesk.ui.ledger as ledger\n"
        "from PySide6.QtWidgets import QApplication\n"
        "qt = QApplication([])\n"
        "loaded = []\n"
        "ledger.Ledger.begin = lambda self: loaded.extend(sys.modules)\n"
        "window = app.open_window(sys.argv[1])\n"
        "print([name for name in ('sqlalchemy', 'openpyxl', 'matplotlib') if name in loaded])\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "x.db")]
    folder = paths.program_folder()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_qt_speaks_chinese(open_window, tmp_path):
    open_window(tmp_path / "ledger.db")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_an_unforeseen_failure_in_a_slot_reaches_the_door(messages):
    app._report(messages, ValueError, ValueError("x"), None)
    app._report(messages, Refused, Refused("请先新建开发区"), None)
    assert [str(error) for error in messages.bugs] == ["x"]
    assert messages.warnings == ["请先新建开发区"]
    messages.bugs.clear()


def test_a_sample_can_be_opened_with_progress(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "ledger.db")
    page = window.stack.currentWidget()
    page.findChild(QPushButton, "begin.sample").click()
    assert page.text() == "正在新建台账"
    qtbot.waitUntil(lambda: window.desk is not None, timeout=30000)
    assert window.place == "home"
    qtbot.waitUntil(lambda: (window.findChild(QWidget, "nav.project").count or 0) > 0)
    window.close()
    Store.open(tmp_path / "ledger.db").close()


def test_an_empty_ledger_opens_with_a_click(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "ledger.db")
    window.findChild(QPushButton, "begin.empty").click()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.place == "home"
    assert window.navigation.isEnabled()
    window.close()


def test_the_window_opens_again_where_it_stood(open_window, tmp_path):
    settings = {}
    first = open_window(tmp_path / "ledger.db")
    first.resize(760, 500)
    first.close()
    settings["window"] = first.settings.window
    assert open_window(tmp_path / "ledger.db", **settings).size() == first.size()


def test_the_sample_is_kept_apart_from_the_offices_ledger(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / paths.DATABASE_NAME)
    window.stack.currentWidget().findChild(QPushButton, "begin.sample").click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=30_000)
    assert window.desk.store.path.name == "样例台账.db"
    assert window.desk.period == (2023, 10)
    assert not (tmp_path / paths.DATABASE_NAME).exists()
    window.close()
    again = open_window(tmp_path / paths.DATABASE_NAME)
    again.stack.currentWidget().findChild(QPushButton, "begin.sample").click()
    assert again.desk.store.path.name == "样例台账.db"
    again.close()
