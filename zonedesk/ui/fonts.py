"""The typeface of the window: the PC's own Chinese one where it serves, else the bundled Noto Sans SC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

BASE = 13  # logical pixels of ordinary text
OWN = ("Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC")
BUNDLED = "Noto Sans SC"


def apply(app: QApplication) -> str:
    """Set the program's typeface and return its name."""
    name = own_family() or bundled_family()
    font = QFont(name)
    font.setPixelSize(BASE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    return name


def own_family() -> str:
    """Return the PC's own Chinese typeface, or nothing where there is none with digits of equal width."""
    return next((name for name in OWN if QFontDatabase.hasFamily(name) and equal_digits(QFont(name))), "")


def bundled_family() -> str:
    """Register the bundled typeface with Qt and return its name."""
    if not QFontDatabase.hasFamily(BUNDLED):
        from pylopdf_fonts_zh_cn import sans_path

        QFontDatabase.addApplicationFont(str(sans_path()))
    return BUNDLED


def equal_digits(font: QFont) -> bool:
    """Return whether 0 to 9 are equally wide, so that columns of numbers line up."""
    measure = QFontMetricsF(font)
    return len({measure.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def sized(size: int = BASE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's typeface at a size in logical pixels and a weight."""
    font = QFont()
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def semibold(size: int = BASE) -> QFont:
    """Return the program's typeface for titles and totals.

    Asks for 700: the bundled face has one weight, and Qt thickens it only from there.
    """
    return sized(size, QFont.Weight.Bold)
