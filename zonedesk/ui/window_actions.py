"""The window's shared actions: their words and keys, and who does them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Verb:
    """A shared action: what it is called and its key."""

    key: str
    words: str
    keys: str = ""


VERBS = (
    Verb("new", "新建", "Ctrl+N"),
    Verb("save", "保存", "Ctrl+S"),
    Verb("delete", "删除", "Delete"),
    Verb("undo", "撤销", "Ctrl+Z"),
    Verb("redo", "重做", "Ctrl+Y"),
    Verb("find", "查找", "Ctrl+F"),
    Verb("import", "导入", "Ctrl+O"),
    Verb("export", "导出", "Ctrl+E"),
    Verb("print", "打印", "Ctrl+P"),
    Verb("copy", "复制", "Ctrl+C"),
    Verb("paste", "粘贴", "Ctrl+V"),
    Verb("backup", "备份台账", "Ctrl+B"),
    Verb("next_page", "下一页面", "Ctrl+PgDown"),
    Verb("previous_page", "上一页面", "Ctrl+PgUp"),
    Verb("help", "帮助", "F1"),
    Verb("settings", "设置"),
)

Doer = Callable[[], object]


class Actions(QObject):
    """QActions named `action.<verb>`. A page's own way of doing a verb goes before the window's."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.all: dict[str, QAction] = {}
        self._window: dict[str, Doer] = {}
        self._page: Mapping[str, Doer] = {}
        for verb in VERBS:
            self.all[verb.key] = self._action(verb, window)
        self.settle()

    def _action(self, verb: Verb, window: QWidget) -> QAction:
        action = QAction(verb.words, window)
        action.setObjectName(f"action.{verb.key}")
        if verb.keys:
            action.setShortcut(QKeySequence(verb.keys))
        action.triggered.connect(lambda _: self._do(verb.key))
        window.addAction(action)
        return action

    def serve_window(self, doers: Mapping[str, Doer]) -> None:
        """Say what the window itself does."""
        self._window = dict(doers)
        self.settle()

    def serve_page(self, doers: Mapping[str, Doer]) -> None:
        """Say what the page in view does."""
        self._page = doers
        self.settle()

    def settle(self) -> None:
        """Let only those be used that somebody does."""
        for key, action in self.all.items():
            action.setEnabled(key in self._page or key in self._window)

    def _do(self, key: str) -> None:
        doer = self._page.get(key) or self._window.get(key)
        if doer is not None:
            doer()
