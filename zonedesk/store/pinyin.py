"""The initials of Chinese words as people type them: 开发区 → kfq.

pypinyin reads one word in some 60 µs, longer than everything else that is done with a new record. Initials need less than
it knows: nearly all characters have one whatever stands beside them, and the rest is settled by two thousand phrases (重庆, 长治).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple


class _Readings(NamedTuple):
    usual: dict[int, str]  # the initial of each character, as `str.translate` takes it
    phrases: dict[str, str]  # the initials of phrases that are not read character by character
    varying: frozenset[str]  # the characters that these phrases read otherwise
    finder: re.Pattern[str]  # finds the phrases, the longest first


@cache
def _readings() -> _Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    first = cache(lambda reading: unicodedata.normalize("NFD", reading)[0])  # without its tone mark
    usual = {code: first(readings.partition(",")[0]) for code, readings in PINYIN_DICT.items()}
    read = {phrase: "".join([first(one[0]) for one in readings]) for phrase, readings in PHRASES_DICT.items()}
    phrases = {phrase: initials for phrase, initials in read.items() if phrase.translate(usual) != initials}
    varying = {c for phrase, read in phrases.items() for c, i in zip(phrase, read, strict=False) if usual[ord(c)] != i}
    return _Readings(usual, phrases, frozenset(varying), re.compile("|".join(sorted(phrases, key=len, reverse=True))))


@lru_cache(maxsize=50_000)
def initials_of(words: str) -> str:
    """Return the initials of words that are Chinese characters only; names of one ledger share many of theirs."""
    readings = _readings()
    if not readings.varying.isdisjoint(words):
        words = readings.finder.sub(lambda phrase: readings.phrases[phrase[0]], words)
    return words.translate(readings.usual)
