"""The question for the password of a ledger. The password is used once and kept nowhere."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, label

WIDTH = 400


class PasswordDialog(QDialog):
    """One line that does not show what is typed."""

    def __init__(self, parent: QWidget | None, file: str) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.password")
        self.setWindowTitle("打开密码")
        self.line = QLineEdit()
        self.line.setObjectName("import.password")
        self.line.setAccessibleName("打开密码")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        leave, done = Button("取消"), PrimaryButton("读取")
        leave.clicked.connect(self.reject)
        done.clicked.connect(self.accept)
        done.setDefault(True)
        done.setEnabled(False)
        self.line.textChanged.connect(lambda text: done.setEnabled(bool(text)))
        words = label(f"“{file}”的打开密码", size=15, bold=True)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.line)
        column.addWidget(label("只用来读取这一次，不保存。", "text2", 12))
        column.addLayout(button_row([leave, done]))
        self.setMinimumWidth(WIDTH)


def ask_password(parent: QWidget | None, file: str) -> str:
    """Ask for a file's password; the empty text where the user let it be."""
    dialog = PasswordDialog(parent, file)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    return dialog.line.text() if chosen else ""
