from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from sqlalchemy import event

from tests.builders import add, make_project, make_zone
from zonedesk.ui.form_advice import AdviceLine
from zonedesk.ui.widgets import QuietButton

FALLS = "9月累计 5，低于 1—8月的 9"


def reading(ledger, indicator, month, value):
    return add(ledger, "reading", indicator=indicator, year=Decimal(2023), month=Decimal(month), value=Decimal(value))


@pytest.fixture
def page(open_page, ledger):
    """Two readings of an indicator that adds up, the second in the form."""
    indicator = add(ledger, "indicator", name="工业投资", unit="亿元", cumulative="total")
    reading(ledger, indicator, 8, "9")
    reading(ledger, indicator, 9, "10")
    page = open_page("reading")
    page.list.table.select_cell(1, 0)
    page.form.editors["value"].setFocus()
    return page


@pytest.fixture
def statements(ledger):
    """What was asked of the database."""
    said: list[str] = []
    event.listen(ledger._database, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement))
    return said


def type_over(page, name, text):
    editor = page.form.editors[name]
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def advice(page, name):
    return page.form.body.advice_of(name)


def test_a_value_that_falls_is_doubted_when_its_field_is_left(page):
    type_over(page, "value", "5")
    assert not advice(page, "value")
    page.form.editors["growth"].setFocus()
    assert FALLS in advice(page, "value")


def test_a_doubt_beside_other_records_is_said_at_saving_and_on_coming_back(page, messages):
    type_over(page, "value", "5")
    assert page.save()
    assert FALLS in messages.notes[-1] and FALLS in advice(page, "value")
    page.list.table.select_cell(0, 0)
    assert FALLS not in advice(page, "value")
    page.list.table.select_cell(1, 0)
    assert FALLS in advice(page, "value")
    type_over(page, "value", "11")
    page.form.editors["growth"].setFocus()
    assert not advice(page, "value")


def test_giving_a_text_up_brings_the_doubt_of_the_kept_value_back(page):
    type_over(page, "value", "5")
    assert page.save()
    type_over(page, "value", "11")
    page.form.editors["growth"].setFocus()
    page.form.revert()
    assert FALLS in advice(page, "value")


def test_nothing_is_read_beside_the_ledger_while_one_types(page, ledger, statements):
    before = len(statements)
    type_over(page, "value", "5")
    assert len(statements) == before
    page.form.editors["growth"].setFocus()
    assert len(statements) > before


def test_a_predecessor_that_is_not_there_is_said(open_page, ledger, messages):
    add(ledger, "milestone", project=make_project(ledger), name="开工", planned_to="2023-06")
    page = open_page("milestone")
    type_over(page, "after", "Nothing")
    assert page.save()
    assert "Nothing" in messages.notes[-1] and "Nothing" in advice(page, "after")


def test_two_faults_in_a_row_have_each_its_sentence_and_colour(open_page, ledger):
    indicator = add(ledger, "indicator", name="工业投资", unit="亿元", cumulative="total", for_industrial=True)
    add(ledger, "target", year=Decimal(2023), indicator=indicator, zone=make_zone(ledger), value=Decimal(5))
    page = open_page("target")
    type_over(page, "value", "0")
    type_over(page, "weight", "120")
    page.form.editors["value"].setFocus()
    lines = [line for line in page.form.body.findChildren(AdviceLine) if line.isVisible()]
    assert len({line.role for line in lines}) == len(lines) == 2
    assert all(line.text() and "\n" not in line.text() for line in lines)


def test_what_a_new_record_begins_with_is_no_unsaved_change(page):
    page.new({"year": Decimal(2023), "month": Decimal(10)})
    assert page.form.foot.state.text() == "" and not page.form.foot.revert.isEnabled()
    type_over(page, "value", "12")
    assert page.form.foot.state.text() == "有未保存的改动"
    page.form.revert()
    assert page.form.foot.state.text() == "" and page.form.editors["value"].text() == ""
    assert page.form.editors["year"].text() == "2023"


def test_a_zone_that_is_not_there_can_be_made_at_the_sentence_that_says_so(open_page, desk):
    page = open_page("project")
    made = []
    page.form._make_record = lambda _parent, _desk, link, name, _zone: made.append((link.to, name))
    page.new()
    type_over(page, "zone", "Qixian")
    assert not page.save()
    button = page.form.body.findChild(QuietButton, "advice.zone")
    assert "先新建" in advice(page, "zone") and button.text() == "新建开发区“Qixian”"
    button.click()
    assert made == [("zone", "Qixian")]


def test_the_record_that_is_the_same_can_be_opened_at_the_sentence_that_names_it(qtbot, open_page, ledger, desk):
    zone = make_zone(ledger, short_name="太谷经开区")
    page = open_page("zone")
    page.new()
    for name, text in (("name", "Other"), ("short_name", "太谷经开区")):
        page.form.editors[name].setText(text)
        page.form.editors[name].textEdited.emit(text)
    for name, key in (("level", "provincial"), ("kind", "industrial")):
        page.form.editors[name].button(key).click()
    assert not page.save()
    button = page.form.body.findChild(QuietButton, "advice.short_name")
    assert "太谷经开区" in advice(page, "short_name") and button.text() == "打开那家开发区"
    with qtbot.waitSignal(desk.record_asked) as asked:
        button.click()
    assert asked.args == ["zone", zone]
