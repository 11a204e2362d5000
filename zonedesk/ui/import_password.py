"""The question for the passwords of ledgers. A password is used for one reading and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from zonedesk.actions.opening import ReadFile, read_files
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, label
from zonedesk.ui.worker import Work, run

WIDTH = 400
NOT_KEPT = "只用来读取这一次，不保存。"
WRONG = "密码不对，请再输入一次。"


class PasswordDialog(QDialog):
    """One line that does not show what is typed. It stays open until the file could be read or the user lets it be."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None, file: str) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.password")
        self.setWindowTitle("打开密码")
        self.line = QLineEdit()
        self.line.setObjectName("import.password")
        self.line.setAccessibleName("打开密码")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.leave, self.read = Button("取消"), PrimaryButton("读取")
        self.leave.clicked.connect(self.reject)
        self.read.clicked.connect(lambda _: self._give())
        self.read.setDefault(True)
        self.read.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.read.setEnabled(bool(text)))
        self.words = label(NOT_KEPT, "text2", 12)
        self._lay_out(file)

    def _lay_out(self, file: str) -> None:
        title = label(f"“{file}”的打开密码", size=15, bold=True)
        title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (title, self.line, self.words):
            column.addWidget(part)
        column.addLayout(button_row([self.leave, self.read]))
        self.setMinimumWidth(WIDTH)

    def _give(self) -> None:
        self.line.setEnabled(False)
        self.read.setEnabled(False)
        self._say("正在读取", "text2")
        self.given.emit(self.line.text())

    def say_wrong(self) -> None:
        """Say that the password is not the file's, and take another."""
        self._say(WRONG, "bad")
        self.line.setEnabled(True)
        self.line.clear()
        self.line.setFocus()

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        self.words.setProperty("role", role)
        self.words.style().polish(self.words)


class Unlocking(QObject):
    """Asks for the passwords of files, one after the other, and reads each beside the window. A file that is let be stays locked."""

    ended = Signal(list)  # ReadFile that needs no password any more

    def __init__(self, page: QWidget, files: Sequence[ReadFile], failed: Callable[[BaseException], object]) -> None:
        super().__init__(page)
        self._page, self._left, self._failed = page, list(files), failed
        self._read: list[ReadFile] = []

    def ask_next(self) -> None:
        """Ask for the next file's password; after the last say what was read."""
        if not self._left:
            self.ended.emit(self._read)
            self.deleteLater()
            return
        file = self._left.pop(0)
        dialog = PasswordDialog(self._page, file.name)
        dialog.given.connect(partial(self._try, file, dialog))
        dialog.finished.connect(lambda _: self.ask_next())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _try(self, file: ReadFile, dialog: PasswordDialog, password: str) -> None:
        work: Work = run(
            dialog, read_files, [file.path], {file.path: password},
            done=partial(self._have, dialog), failed=partial(self._fail, dialog), progress=lambda _: None,
        )  # fmt: skip
        dialog.rejected.connect(work.cancel)

    def _have(self, dialog: PasswordDialog, found: list[ReadFile]) -> None:
        if found[0].locked:
            dialog.say_wrong()
            return
        self._read += found
        dialog.accept()

    def _fail(self, dialog: PasswordDialog, error: BaseException) -> None:
        dialog.reject()
        self._failed(error)
