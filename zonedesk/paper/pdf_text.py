"""Text that can be found in a PDF file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtGui import QFont, QRawFont

_MAPPING = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_RADICAL = re.compile(rb"<(2[EeFf][0-9A-Fa-f]{2})>")
_RADICALS = range(0x2E80, 0x2FE0)
_CHARACTERS = range(0x4E00, 0xA000)


def mend_radicals(path: Path, meant: Mapping[str, str]) -> None:
    """Make 一, 工, 页 and their like in a PDF that Qt wrote the characters that people search for.

    A font draws 一 (U+4E00) and the radical ⼀ (U+2F00) by the same glyph, and Qt notes down the first of the two as its
    meaning. The mapping is plain text of fixed width in the file, so nothing else moves.
    """

    def character(radical: re.Match[bytes]) -> bytes:
        letter = meant.get(chr(int(radical[1], 16)))
        return b"<%04X>" % ord(letter) if letter else radical[0]

    path.write_bytes(_MAPPING.sub(lambda mapping: _RADICAL.sub(character, mapping[0]), path.read_bytes()))


def shared_glyphs(fonts: Iterable[QFont]) -> dict[str, str]:
    """Return the radicals that fonts draw as a character does, with that character."""
    meant: dict[str, str] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font)
        characters = {glyph: letter for letter, glyph in _glyphs(raw, _CHARACTERS)}
        meant |= {radical: characters[glyph] for radical, glyph in _glyphs(raw, _RADICALS) if glyph in characters}
    return meant


def _glyphs(raw: QRawFont, codes: Iterable[int]) -> list[tuple[str, int]]:
    letters = "".join(map(chr, codes))
    return [(letter, glyph) for letter, glyph in zip(letters, raw.glyphIndexesForString(letters), strict=True) if glyph]
