from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from zonedesk.figures.whole_file import whole_file
from zonedesk.ui.file_out import KEPT, Progress, ask_file, write_file


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def text(path, told):
    told("正在写")
    with whole_file(path) as draft:
        draft.write_text("new")


def test_a_quick_writing_shows_nothing_but_its_end(qtbot, page, desk, messages, tmp_path):
    write_file(page, desk, tmp_path / "表.xlsx", text)
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert messages.notes == [f"已写入 表.xlsx，在 {tmp_path}"]
    assert not any(dialog.isVisible() for dialog in page.findChildren(Progress))


def test_a_long_writing_is_shown_and_its_cancelling_leaves_the_old_file(qtbot, page, desk, messages, tmp_path):
    path, go_on = tmp_path / "表.xlsx", threading.Event()
    path.write_text("old")

    def long(target, told):
        with whole_file(target) as draft:
            draft.write_text("half")
            told("已写 1000 行")
            go_on.wait(20)
            told("已写 2000 行")

    write_file(page, desk, path, long)
    dialog = page.findChild(Progress)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.words.text() == "已写 1000 行"
    dialog.findChild(QPushButton, "progress.cancel").click()
    go_on.set()
    qtbot.waitUntil(lambda: bool(messages.notes))
    assert messages.notes == [KEPT]
    assert [(found.name, found.read_text()) for found in tmp_path.glob("*.xlsx")] == [("表.xlsx", "old")]


@pytest.mark.parametrize(("answers", "asked"), [(["other"], 1), (["again", "other"], 2), ([""], 1)])
def test_a_file_open_elsewhere_is_named_and_another_name_offered(qtbot, page, desk, messages, tmp_path, answers, asked):
    (tmp_path / "表.xlsx").write_text("old")
    (tmp_path / ".~lock.表.xlsx#").touch()
    messages.answers = list(answers)
    write_file(page, desk, tmp_path / "表.xlsx", text)
    qtbot.waitUntil(lambda: len(messages.questions) == asked and not messages.answers)
    assert set(messages.questions) == {"“表.xlsx”正被别的程序打开"}
    if "other" in answers:
        qtbot.waitUntil(lambda: bool(messages.notes))
        assert (tmp_path / "表(2).xlsx").read_text() == "new"
    assert (tmp_path / "表.xlsx").read_text() == "old"


def test_a_name_without_an_ending_gets_one(page, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "汇总"), ""))
    assert ask_file(page, "导出", "表.xlsx", "Excel 工作簿 (*.xlsx)") == tmp_path / "汇总.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert ask_file(page, "导出", "表.xlsx", "Excel 工作簿 (*.xlsx)") is None
