"""The few things that a user sets: who fills in the tables, and light or dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from zonedesk.settings import Settings, Theme
from zonedesk.ui.dialogs import button_row
from zonedesk.ui.widgets import Button, PrimaryButton, Segmented, label

THEMES: dict[str, Theme] = {"system": "system", "light": "light", "dark": "dark"}
THEME_WORDS = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


@dataclass(frozen=True)
class Choices:
    """What the dialog returns."""

    office: str
    clerk: str
    theme: Theme


class SettingsDialog(QDialog):
    """填报单位, 制表人 and the theme."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.settings")
        self.setWindowTitle("设置")
        self.setMinimumWidth(420)
        self.office, self.clerk = QLineEdit(settings.office), QLineEdit(settings.clerk)
        self.office.setObjectName("settings.office")
        self.clerk.setObjectName("settings.clerk")
        self.office.setPlaceholderText("印在表格左上角，例如 市商务局开发区科")
        self.theme = Segmented(THEME_WORDS, settings.theme)
        self.theme.setObjectName("settings.theme")
        save, leave = PrimaryButton("保存"), Button("取消")
        save.setObjectName("settings.save")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        for words, field in (("填报单位", self.office), ("制表人", self.clerk), ("外观", self.theme)):
            form.addRow(label(words, "text2"), field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(20)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(button_row([leave, save]))

    def choices(self) -> Choices:
        """Return what stands in the dialog."""
        theme = THEMES.get(self.theme.value(), "system")
        return Choices(self.office.text().strip(), self.clerk.text().strip(), theme)


def choose_settings(settings: Settings, parent: QWidget | None = None) -> Choices | None:
    """Let the user set things and return them, or None where nothing is to change."""
    dialog = SettingsDialog(settings, parent)
    return dialog.choices() if dialog.exec() else None
