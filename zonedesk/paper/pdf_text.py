"""Text that can be found in a PDF file."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

_MAPPING = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_RADICAL = re.compile(rb"<(2[Ff][0-9A-Da-d][0-9A-Fa-f])>")


def mend_radicals(path: Path) -> None:
    """Make 一, 工 and their like in a PDF that Qt wrote the characters that people search for.

    A font draws 一 (U+4E00) and the radical ⼀ (U+2F00) by the same glyph, and Qt notes down the first of the two as its
    meaning. The mapping is plain text of fixed width in the file, so nothing else moves.
    """
    path.write_bytes(_MAPPING.sub(lambda mapping: _RADICAL.sub(_character, mapping[0]), path.read_bytes()))


def _character(radical: re.Match[bytes]) -> bytes:
    meant = normalize("NFKC", chr(int(radical[1], 16)))
    return b"<%04X>" % ord(meant) if len(meant) == 1 and ord(meant) < 0x10000 else radical[0]
