"""Dialogs of a few lines: a question, a bug. Each is entered by a function that returns a plain value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zonedesk.ui.widgets import Button, PrimaryButton, Sign, label

WIDTH = 440


def ask(parent: QWidget | None, question: str, choices: Sequence[tuple[str, str]], explanation: str = "") -> str:
    """Ask a question and return the key of the choice made, or nothing."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("请选择")
    dialog.setObjectName("dialog.ask")
    chosen: list[str] = []

    def choose(key: str) -> None:
        chosen.append(key)
        dialog.accept()

    buttons: list[QPushButton] = []
    for place, (key, words) in enumerate(choices):
        button = (Button if place else PrimaryButton)(words)
        button.setObjectName(f"choice.{key}")
        button.clicked.connect(lambda _, key=key: choose(key))
        buttons.append(button)
    leave = Button("取消")
    leave.setObjectName("choice.")
    leave.clicked.connect(dialog.reject)
    _fill(dialog, "help", question, explanation, [leave, *reversed(buttons)])
    buttons[0].setDefault(True)
    dialog.exec()
    return chosen[0] if chosen else ""


def show_bug(parent: QWidget | None, report: str) -> None:
    """Show that the program failed, with a report to copy."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("程序出错")
    dialog.setObjectName("dialog.bug")
    copy, leave = Button("复制详情", "copy"), PrimaryButton("继续使用")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    leave.clicked.connect(dialog.accept)
    text = QPlainTextEdit(report)
    text.setObjectName("details")
    text.setReadOnly(True)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setMinimumHeight(160)
    explanation = "已保存的内容不受影响，填了一半的内容还在原处。请复制详情发给维护人员，再继续使用。"
    _fill(dialog, "warning", "程序遇到了没有料到的错误", explanation, [copy, leave], text)
    leave.setDefault(True)
    dialog.exec()


def _fill(
    dialog: QDialog,
    icon: str,
    sentence: str,
    explanation: str,
    buttons: Sequence[QPushButton],
    more: QWidget | None = None,
) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(12)
    column.addLayout(_head(icon, sentence, explanation))
    if more is not None:
        column.addWidget(more, 1)
    column.addLayout(button_row(buttons))
    dialog.setMinimumWidth(WIDTH)


def _head(icon: str, sentence: str, explanation: str) -> QLayout:
    words = QVBoxLayout()
    words.setSpacing(6)
    for text, role, size in ((sentence, "", 15), (explanation, "text2", 0)):
        if text:
            line = label(text, role, size, bold=bool(size))
            line.setWordWrap(True)
            words.addWidget(line)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Sign(icon, "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row


def button_row(buttons: Sequence[QPushButton]) -> QHBoxLayout:
    """Return the foot of a dialog: its buttons at the right end."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
