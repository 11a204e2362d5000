"""Initials: what pypinyin reads, in a small part of its time."""

import re

import pytest
from pypinyin import Style, lazy_pinyin

from zonedesk.records.reference import REFERENCE
from zonedesk.store.pinyin import initials_of


@pytest.mark.parametrize(
    ("words", "initials"),
    [("晋中开发区12", "jzkfq12"), ("长治重型装备", "czzxzb"), ("重庆银行长治分行", "cqyhczfh"), ("OK", "OK"), ("", "")],
)
def test_a_character_is_read_as_its_phrase_is(words, initials):
    assert initials_of(words) == initials


def test_names_of_industries_are_read_as_pypinyin_reads_them():
    words = {run for name in REFERENCE.industry_names().values() for run in re.findall("[\u3400-\u9fff]+", name)}
    differing = [w for w in words if initials_of(w) != "".join(lazy_pinyin(w, style=Style.FIRST_LETTER))]
    assert len(words) > 50 and not differing
