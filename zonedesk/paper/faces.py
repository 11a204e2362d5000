"""The typefaces on paper: the PC's own 黑体 and 宋体 where present, else the bundled ones; and how wide their texts are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from zonedesk.paper.page import Face

OWN: dict[Face, tuple[str, ...]] = {
    "heading": ("SimHei", "黑体", "Source Han Sans SC", "Noto Sans CJK SC"),
    "body": ("SimSun", "宋体", "Source Han Serif SC", "Noto Serif CJK SC"),
}
BUNDLED: dict[Face, str] = {"heading": "Noto Sans SC", "body": "Noto Serif SC"}
DARK_ENOUGH = frozenset({"SimHei", "黑体"})  # 黑体 is drawn bold by itself
_MEASURED_AT = 1000  # pixels: large enough that no rounding to a screen's grid shows


class Faces:
    """The two faces of a print, chosen once for it."""

    def __init__(self) -> None:
        self._families: dict[Face, str] = {face: _family(face) for face in OWN}
        self._metrics = {face: QFontMetricsF(self._large(face)) for face in OWN}
        self._widths: dict[Face, dict[str, float]] = {face: {} for face in OWN}

    def font(self, face: Face) -> QFont:
        """Return a face at no particular size."""
        font = QFont(self._families[face])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(face == "heading" and self._families[face] not in DARK_ENOUGH)
        font.setKerning(False)
        return font

    def _large(self, face: Face) -> QFont:
        font = self.font(face)
        font.setPixelSize(_MEASURED_AT)
        return font

    def width(self, text: str, face: Face, size: float) -> float:
        """Return how wide a line of text is in points: characters are measured once and added up."""
        known = self._widths[face]
        for letter in set(text).difference(known):
            known[letter] = self._metrics[face].horizontalAdvance(letter) / _MEASURED_AT
        return sum(known[letter] for letter in text) * size

    def middle(self, face: Face) -> float:
        """Return how far under the middle of a line its letters stand, for a size of 1."""
        metrics = self._metrics[face]
        return (metrics.ascent() - metrics.descent()) / 2 / _MEASURED_AT


def _family(face: Face) -> str:
    return next((name for name in OWN[face] if QFontDatabase.hasFamily(name)), "") or _bundled(face)


def _bundled(face: Face) -> str:
    name = BUNDLED[face]
    if not QFontDatabase.hasFamily(name):
        QFontDatabase.addApplicationFont(str(_file(face)))
    return name


def _file(face: Face) -> Path:
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return sans_path() if face == "heading" else serif_path()
