"""The initials of Chinese words as people type them: 开发区 → kfq.

pypinyin reads one name in some 60 µs, longer than everything else that is done with a new record. Initials need less than
it knows: nearly all characters have one whatever stands beside them, and the rest is settled by two thousand phrases (重庆).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from typing import NamedTuple

_PLACES = {"长治": "cz", "洪洞": "ht", "繁峙": "fs"}
"""Places of the province that are read in a way of their own, which pypinyin does not know."""


class _Readings(NamedTuple):
    usual: dict[int, str]  # the initial of each character, as `str.translate` takes it
    phrases: dict[str, list[tuple[str, str]]]  # by first character, longest first: read otherwise than by characters
    varying: frozenset[str]  # the characters that these phrases read otherwise


@cache
def _readings() -> _Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    first = cache(lambda reading: unicodedata.normalize("NFD", reading)[0])  # without its tone mark
    usual = {code: first(readings.partition(",")[0]) for code, readings in PINYIN_DICT.items()}
    read = {phrase: "".join([first(one[0]) for one in readings]) for phrase, readings in PHRASES_DICT.items()} | _PLACES
    phrases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    varying: set[str] = set()
    for phrase in sorted(read, key=len, reverse=True):
        if phrase.translate(usual) != read[phrase]:
            phrases[phrase[0]].append((phrase, read[phrase]))
            varying |= {c for c, initial in zip(phrase, read[phrase], strict=False) if usual[ord(c)] != initial}
    return _Readings(usual, dict(phrases), frozenset(varying))


def initials_of(words: str) -> str:
    """Return the pinyin initials of words, other letters and digits as they are: 晋中开发区12 → jzkfq12."""
    readings = _readings()
    if not readings.varying.isdisjoint(words):
        for character in words:
            for phrase, initials in readings.phrases.get(character, ()):
                words = words.replace(phrase, initials)
    return words.translate(readings.usual)
