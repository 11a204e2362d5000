from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog

from tests.builders import make_enterprise
from zonedesk.actions import changes
from zonedesk.actions.attaching import attach, attached_to
from zonedesk.actions.records import list_rows


@pytest.fixture(autouse=True)
def copies(desk, tmp_path, monkeypatch):
    """Let opened copies lie in a folder that goes with the test."""
    (tmp_path / "临时").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    yield
    desk.copies.remove()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "营业执照.pdf"
    path.write_bytes(b"%PDF-1.4 sample")
    return path


@pytest.fixture
def tab(qtbot, desk, ledger, open_page, paper):
    """The files of an enterprise that has one, in their tab."""
    enterprise = make_enterprise(ledger)
    attach(ledger, "enterprise", enterprise, [paper])
    page = open_page("enterprise")
    related = page.related
    qtbot.waitUntil(lambda: "附件 1" in tab_words(related))
    related.bar.setCurrentIndex(tab_words(related).index("附件 1"))
    return related.files


def tab_words(related):
    return [related.bar.tabText(place) for place in range(related.bar.count())]


def test_a_record_s_files_have_a_tab_with_name_and_size(tab):
    assert [tab.item(0, column).text() for column in (0, 1)] == ["营业执照.pdf", "15 字节"]


def test_files_are_added_by_the_button(qtbot, tab, tmp_path, monkeypatch, messages):
    (tmp_path / "审计报告.docx").write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "审计报告.docx")], ""))
    tab.choose()
    qtbot.waitUntil(lambda: tab.count() == 2)
    assert messages.notes == ["已添加 1 个附件"]


def test_dropped_files_are_added(qtbot, tab, tmp_path):
    (tmp_path / "照片.jpg").write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "照片.jpg"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: tab.count() == 2)


def test_enter_opens_a_private_copy(qtbot, desk, tab, paper, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    tab.setFocus()
    tab.selectRow(0)
    qtbot.keyClick(tab, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    copy = Path(opened[0].toLocalFile())
    assert copy.read_bytes() == paper.read_bytes() and copy != paper
    assert desk.copies.folder() in copy.parents
    desk.copies.remove()
    assert not copy.exists()


def test_what_may_run_is_not_opened_and_the_sentence_says_what_to_do(qtbot, tab, desk, tmp_path, messages):
    (tmp_path / "安装.exe").write_bytes(b"MZ")
    tab.add([tmp_path / "安装.exe"])
    qtbot.waitUntil(lambda: tab.count() == 2)
    tab.selectRow(0)
    tab.open_current()
    qtbot.waitUntil(lambda: bool(messages.warnings))
    assert "“安装.exe”" in messages.warnings[0] and "请另存" in messages.warnings[0]


def test_a_place_that_takes_no_copy_is_said(tab, tmp_path, monkeypatch, messages):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "不在"))
    tab.selectRow(0)
    tab.open_current()
    assert "附件没有打开" in messages.warnings[0]


def test_delete_removes_and_undo_brings_back(qtbot, desk, tab, ledger, messages):
    tab.selectRow(0)
    qtbot.keyClick(tab, Qt.Key.Key_Delete)
    assert tab.count() == 0 and messages.notes == ["已删除 1 个附件，可以撤销"]
    changes.undo(ledger)
    desk.tell_changed()
    qtbot.waitUntil(lambda: tab.count() == 1)


def test_missing_bytes_are_said_and_the_list_stays(qtbot, tab, ledger, messages):
    for file in (ledger.path.parent / f"{ledger.path.stem}.attachments").rglob("*"):
        if file.is_file():
            file.unlink()
    tab.selectRow(0)
    tab.open_current()
    qtbot.waitUntil(lambda: bool(messages.warnings))
    assert "文件不在了" in messages.warnings[0] and tab.count() == 1


def test_a_copy_is_saved_where_the_user_says(qtbot, tab, paper, tmp_path, monkeypatch, messages):
    target = tmp_path / "副本.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    tab.selectRow(0)
    tab.save_current()
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert target.read_bytes() == paper.read_bytes()


def test_files_belong_to_the_record_that_is_shown(qtbot, ledger, open_page, paper):
    one, two = make_enterprise(ledger, name="甲公司"), make_enterprise(ledger, name="乙公司")
    attach(ledger, "enterprise", two, [paper])
    page = open_page("enterprise")
    page.show_record(one)
    page.related.read()
    assert page.related.files.count() == 0
    page.show_record(two)
    page.related.read()
    assert page.related.files.count() == 1
    assert len(list_rows(ledger, attached_to("enterprise", two))) == 1
