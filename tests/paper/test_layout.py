from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import project_list, three_batches
from zonedesk.figures.table import Column, Row, Table
from zonedesk.paper.compose import page_items
from zonedesk.paper.layout import Layout
from zonedesk.paper.page import PrintSettings, Text, wrapped
from zonedesk.paper.rows import kept_together, paginate


def measure(text, face, size):
    """Chinese characters are as wide as they are high, others half."""
    return sum(size if ord(letter) > 255 else size / 2 for letter in text)


def laid_out(table, **chosen):
    return Layout(table, PrintSettings(**chosen), "亿元", measure)


def texts(layout, page):
    return ["".join(item.lines) for item in page_items(layout, page) if isinstance(item, Text)]


def table_of(columns, rows, width=4):
    heads = tuple(Column(f"c{n}", f"第{n}列" + "宽" * width) for n in range(columns))
    body = tuple(Row({f"c{n}": f"r{r}c{n}" for n in range(columns)}) for r in range(rows))
    return Table("t", "表", "", heads, body)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 40), st.integers(0, 90), st.integers(0, 12), st.booleans())
def test_every_cell_is_printed_once_but_for_the_repeated_first_column(columns, rows, width, fits):
    layout = laid_out(table_of(columns, rows, width), fits_width=fits)
    printed = Counter(text for page in range(len(layout.pages)) for text in texts(layout, page) if text.startswith("r"))
    for row in range(rows):
        assert printed[f"r{row}c0"] >= 1
        assert all(printed[f"r{row}c{column}"] == 1 for column in range(1, columns))
    assert len(printed) == rows * columns


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(5, 300), st.booleans()), max_size=60), st.floats(300, 400), st.floats(400, 600),
    st.floats(0, 200),
)  # fmt: skip
def test_pages_hold_all_rows_in_order_and_no_more_than_fits(rows, first, later, tail):
    heights, kept = [height for height, _ in rows], [keep for _, keep in rows]
    pages = paginate(heights, kept, first, later, tail)
    assert [index for page in pages for index in page] == list(range(len(rows)))
    for number, page in enumerate(pages):
        assert sum(heights[index] for index in page) <= (later if number else first) + 1e-6


def test_a_section_never_ends_a_page():
    pages = paginate([10] * 30, [index % 10 == 9 for index in range(30)], 100, 100, 0)
    assert [page[-1] for page in pages[:-1]] == [8, 18, 28]


def test_notes_that_do_not_fit_take_rows_with_them():
    assert paginate([10] * 10, [False] * 10, 100, 100, 30) == [range(7), range(7, 10)]


def test_everything_stands_inside_the_sheet():
    for layout in (laid_out(three_batches()), laid_out(project_list()), laid_out(table_of(40, 3), fits_width=False)):
        for page in range(len(layout.pages)):
            for item in page_items(layout, page):
                box = (item.x, item.x + item.width) if isinstance(item, Text) else (item.x1, item.x2)
                high = (item.y, item.y + item.height) if isinstance(item, Text) else (item.y1, item.y2)
                assert (
                    layout.frame.margin - 0.1 <= min(box) <= max(box) <= layout.frame.width - layout.frame.margin + 0.1
                )
                assert 0 <= min(high) <= max(high) <= layout.frame.height


@pytest.mark.parametrize(
    ("table", "chosen", "expected"),
    [
        (table_of(4, 3), {}, ("A4", False)),
        (table_of(9, 3), {}, ("A4", True)),
        (table_of(13, 3), {}, ("A3", True)),
        (table_of(13, 3), {"paper": "A4", "orientation": "portrait"}, ("A4", False)),
        (three_batches(), {}, ("A4", True)),
    ],
)
def test_sheet_and_direction_follow_the_columns_or_the_choice(table, chosen, expected):
    layout = laid_out(table, **chosen)
    assert (layout.paper, layout.is_landscape) == expected


def test_a_wide_table_is_made_smaller_before_it_is_split():
    table = table_of(15, 3, width=6)
    assert not laid_out(table, paper="A4").is_split
    assert laid_out(table, paper="A4").frame.scale < 1
    assert laid_out(table, paper="A4", fits_width=False).is_split


def test_headings_stand_on_every_page_and_pages_are_counted():
    layout = laid_out(project_list())
    assert len(layout.pages) > 2
    for page in range(len(layout.pages)):
        assert "建设内容及规模" in texts(layout, page)
        assert f"第{page + 1}页　共{len(layout.pages)}页" in texts(layout, page)


def test_the_sign_off_stands_on_the_last_page_only():
    layout = laid_out(project_list(), preparer="张三", date="2023-10-31")
    signed = [page for page in range(len(layout.pages)) if "填表人：张三" in texts(layout, page)]
    assert signed == [len(layout.pages) - 1]
    assert "填报日期：2023年10月31日" in texts(layout, signed[0])


def test_sections_stand_upright_on_one_page_and_take_a_row_on_several():
    assert laid_out(three_batches()).is_upright
    long = replace(three_batches(), rows=three_batches().rows * 4)
    assert not laid_out(long).is_upright
    assert "按活动" in texts(laid_out(long), 0)


def test_a_reported_total_is_printed_under_the_computed_one_outside_the_section():
    table = three_batches()
    total = next(place for place, row in enumerate(table.rows) if row.style == "total")
    reported = Row({"name": "合计·报", "total_investment": Decimal("723.60") * 10**8}, style="reported")
    layout = laid_out(replace(table, rows=(*table.rows[: total + 1], reported, *table.rows[total + 1 :])))
    printed = texts(layout, 0)
    assert printed.index("合计·报") > printed.index("合计·算")
    assert "723.60" in printed
    assert [entry.section for entry in layout.entries if entry.row.style == "reported"] == [""]


def test_a_text_higher_than_a_page_is_cut_with_a_mark():
    layout = laid_out(project_list(4, content="很长的内容。" * 3000))
    assert any(text.endswith("…") for page in range(len(layout.pages)) for text in texts(layout, page))


def test_a_table_without_rows_still_has_a_page():
    layout = laid_out(table_of(3, 0))
    assert len(layout.pages) == 1
    assert "表" in texts(layout, 0)


@given(st.text(alphabet="开发区ab12，。（） ", max_size=40), st.floats(11, 120))
def test_wrapping_loses_nothing_but_spaces_at_the_ends_of_lines(text, width):
    assert "".join(wrapped(text, width, "body", 10.5, measure)).replace(" ", "") == text.replace(" ", "")


def test_numbers_wider_than_measured_are_set_smaller():
    rows = tuple(Row({"c": Decimal(10**8)}) for _ in range(2000))
    rows = (*rows[:1001], Row({"c": Decimal(10**20)}), *rows[1002:])
    layout = laid_out(
        Table("t", "表", "", (Column("c", "额", "money"), *(Column(str(n), "甲" * 9) for n in range(7))), rows)
    )
    items = [item for page in range(len(layout.pages)) for item in page_items(layout, page) if isinstance(item, Text)]
    (wide,) = [item for item in items if item.lines == ("1000000000000.00",)]
    assert measure(wide.lines[0], wide.face, wide.size) <= wide.width


@pytest.mark.parametrize(
    ("styles", "kept"),
    [
        ("section body body body total", [True, True, False, True, False]),
        ("section body section body body", [True, False, True, True, False]),
        ("body total reported", [True, True, False]),
        ("", []),
    ],
)
def test_a_section_keeps_its_first_rows_and_a_total_the_row_above(styles, kept):
    assert kept_together(styles.split()) == kept


def test_rows_that_only_feed_a_chart_are_not_printed():
    table = table_of(2, 2)
    layout = laid_out(replace(table, rows=(*table.rows, Row({"c0": "1—9月"}, feeds_chart=True))))
    assert "r1c0" in texts(layout, 0)
    assert "1—9月" not in texts(layout, 0)


def test_the_unit_of_a_heading_that_needs_several_lines_stands_on_its_own():
    columns = (
        *(Column(f"c{n}", "走访商会校友会及行业协会", "count", unit) for n, unit in enumerate("家场次个条人户件项宗")),
    )
    layout = laid_out(Table("t", "表", "", columns, (Row({"c0": 1}),)))
    headings = [
        item.lines for item in page_items(layout, 0) if isinstance(item, Text) and item.lines[0].startswith("走访")
    ]
    assert [lines[-1] for lines in headings] == [f"({unit})" for unit in "家场次个条人户件项宗"]


def test_a_notes_further_lines_stand_under_its_words():
    layout = laid_out(replace(table_of(3, 1), notes=("很长的说明，" * 40, "短")))
    assert layout.notes[0].startswith("注：1. ")
    assert layout.notes[1].startswith("　　　")
    assert layout.notes[-1] == "　　2. 短"


def test_a_short_number_stands_near_the_middle_of_a_wide_column():
    columns = (Column("name", "区"), Column("rate", "人均", "ratio", "件/人"))
    layout = laid_out(Table("t", "表", "", columns, (Row({"name": "甲", "rate": Decimal("0.64")}),)))
    (number,) = [item for item in page_items(layout, 0) if isinstance(item, Text) and item.lines == ("0.64",)]
    assert number.x + number.width < layout.frame.width - layout.frame.margin - 20


def test_one_row_alone_prints_with_its_headings_and_the_sign_off():
    layout = laid_out(table_of(4, 1))
    assert len(layout.pages) == 1
    assert {"r0c0", "审核人："} <= set(texts(layout, 0))


def test_a_section_of_nothing_is_not_printed():
    sections = [Row({"c0": name}, style="section") for name in ("甲部分", "乙部分", "丙部分")]
    rows = table_of(2, 1).rows
    layout = laid_out(replace(table_of(2, 1), rows=(sections[0], sections[1], *rows, sections[2])))
    assert [entry.row.cells["c0"] for entry in layout.entries if entry.row.style == "body"] == ["r0c0"]
    names = "".join("".join(item.lines) for item in page_items(layout, 0) if isinstance(item, Text))
    assert "乙部分" in names
    assert "甲部分" not in names
    assert "丙部分" not in names


def test_a_section_of_one_row_still_stands_upright_but_not_a_long_one():
    def with_sections(name):
        names = [Row({"c0": each}, style="section") for each in ("按开发区", name)]
        body = table_of(2, 5).rows
        return laid_out(replace(table_of(2, 5), rows=(names[0], *body[:4], names[1], body[4])))

    short = with_sections("按活动")
    assert short.is_upright
    assert short.row_heights[-1] > short.row_heights[0]
    assert not with_sections("区内事区内不好办").is_upright
