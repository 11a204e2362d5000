import csv
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.office import convert, needs_office
from tests.sheets.rules import check_rules
from tests.tables import project_list, three_batches
from zonedesk.errors import InUse, Mendable
from zonedesk.figures.table import Column, Row, Table
from zonedesk.sheets.leaf import Leaf, Stamp
from zonedesk.sheets.sums import Parts, formula
from zonedesk.sheets.write import sheet_names, write_book, write_table, write_text


@pytest.fixture
def written(tmp_path):
    write_table([three_batches()], tmp_path / "表.xlsx", "亿元", "晋中市商务局", "张三")
    return tmp_path / "表.xlsx"


def cells_of(path):
    return [row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True)]


def lines_of(path):
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def texts_table(*texts):
    return Table("t", "文字", "", (Column("a", "文字"),), tuple(Row({"a": text}) for text in texts))


def test_the_sheet_reads_like_the_printed_table(written):
    rows = cells_of(written)
    assert rows[0][0] == "三个一批汇总表"
    assert [text for text in rows[1] if text] == [
        "填报单位：晋中市商务局",
        "2023年第一次至第三次　截至2023年10月31日",
        "单位：个、亿元",
    ]
    assert rows[2][1] == "签约一批"
    assert rows[3][1:3] == ("项目数(个)", "总投资(亿元)")
    assert rows[5][:3] == ("第一次", 22, 121.4)
    assert any("填表人：张三" in str(row[0]) for row in rows)


def test_it_is_set_up_for_paper(written):
    sheet = openpyxl.load_workbook(written).active
    assert {"A3:A4", "B3:C3", "A1:I1"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$1:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is what it is without a word
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert sheet.oddFooter.right.text == "第&P页　共&N页"
    assert sheet["B6"].border.right.style == "thin"
    assert sheet["A6"].border.left.style == "medium"


def test_a_wide_table_is_set_up_for_a3(tmp_path):
    columns = tuple(Column(f"c{number}", "列") for number in range(13))
    write_table([Table("t", "宽表", "", columns, (Row({"c0": "甲"}),))], tmp_path / "宽.xlsx")
    assert openpyxl.load_workbook(tmp_path / "宽.xlsx").active.page_setup.paperSize == 8


def test_totals_are_sums_with_their_values_beside_them(written):
    formulas = openpyxl.load_workbook(written).active
    values = openpyxl.load_workbook(written, data_only=True).active
    assert (formulas["B9"].value, values["B9"].value) == ("=SUM(B6:B8)", 68)
    assert (formulas["I9"].value, values["I9"].value) == ("=SUM(I6:I8)", 723.62)
    assert CalamineWorkbook.from_path(written).get_sheet_by_index(0).to_python()[8][7:] == [210, 723.62]


def test_a_total_that_is_not_the_sum_of_its_parts_is_a_plain_value(tmp_path):
    write_table([project_list(5)], tmp_path / "台账.xlsx", "元")
    assert [row[3] for row in cells_of(tmp_path / "台账.xlsx") if row[1] == "合计"] == [1]


def test_money_is_a_number_with_the_decimals_that_it_is_shown_with(tmp_path):
    rows = tuple(Row({"m": Decimal(value)}) for value in (3530600000, 10**8, 12345678))
    write_table([Table("t", "表", "", (Column("m", "投资", "money"),), rows)], tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 1).number_format) for row in (4, 5, 6)] == [
        (35.306, "0.000"), (1, "0.00"), (0.12345678, "0.0000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "=", "2023-01-01", "0012"]
)
def test_text_stays_text(tmp_path, text):
    write_table([texts_table(text)], tmp_path / "表.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "表.xlsx").active["A4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["型号_x0041_乙", " 前后有空格 ", "两\n行", "<甲&乙>"])
def test_text_reads_back_as_it_was(tmp_path, text):
    write_table([texts_table(text)], tmp_path / "表.xlsx")
    assert CalamineWorkbook.from_path(tmp_path / "表.xlsx").get_sheet_by_index(0).to_python()[3] == [text]


def test_a_writing_that_is_stopped_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    (tmp_path / "表.xlsx").write_text("old")

    def stop(sentence):
        if "1000 行" in sentence:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_book([Leaf(project_list(1500))], tmp_path / "表.xlsx", Stamp(), stop)
    assert (tmp_path / "表.xlsx").read_text() == "old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["temp", "表.xlsx"]


@pytest.mark.parametrize("mark", [".~lock.表.xlsx#", "~$表.xlsx", ".~表.xlsx"])
def test_a_file_open_elsewhere_is_named_and_another_name_offered(tmp_path, mark):
    (tmp_path / "表.xlsx").write_text("old")
    (tmp_path / "表(2).xlsx").write_text("other")
    (tmp_path / mark).touch()
    with pytest.raises(InUse, match=r"改存为“表\(3\)\.xlsx”") as refused:
        write_table([three_batches()], tmp_path / "表.xlsx")
    assert (refused.value.other.name, (tmp_path / "表.xlsx").read_text()) == ("表(3).xlsx", "old")


def test_what_is_written_keeps_the_rules_of_a_workbook(tmp_path):
    tables = [three_batches(), project_list(40), three_batches(), texts_table("=1", "长" * 40000, "<&>")]
    write_table(tables, tmp_path / "表.xlsx")
    check_rules(tmp_path / "表.xlsx")


def test_rows_are_read_as_they_are_written(tmp_path):
    table = project_list(3)
    total = replace(table.totals, cells={"name": "合计", "investment": Decimal(300000)})
    read = []

    def rows():
        for row in table.rows:
            read.append(row)
            yield row

    leaf = Leaf(replace(table, rows=(), totals=total), rows=rows())
    assert read == []
    write_book([leaf], tmp_path / "表.xlsx", Stamp("元"))
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet["D7"].value == "=SUM(D4:D6)"
    write_text(leaf.table, tmp_path / "表.csv", "元", iter(table.rows))
    assert [line[0] for line in lines_of(tmp_path / "表.csv")] == ["序号", "1", "2", "3", ""]


def test_characters_that_a_workbook_cannot_hold_are_left_out(tmp_path):
    write_table([texts_table("甲\x00\x0b\ud800乙\ufffe", "长" * 40000)], tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet["A4"].value == "甲乙"
    assert len(sheet["A5"].value) == 32767


@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheet_names_are_legal_and_each_once(titles):
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names)


@given(st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=40))
def test_a_sum_names_exactly_its_parts(words):
    columns = (Column("n", "数", "count"),)
    rows = tuple(Row({"n": 1}, adds_to=word) for word in words)
    total = Row({"n": words.count("x")}, {}, "total", "x")
    runs = parts_of(columns, rows, 5).behind(total).get("n", [])
    covered = set()
    for span in formula("A", runs)[4:-1].split(",") if runs else []:
        first, _, last = span.replace("A", "").partition(":")
        covered |= set(range(int(first), int(last or first) + 1))
    assert covered == {index for index, word in enumerate(words, start=5) if word == "x"}


def parts_of(columns, rows, first):
    """Return the parts of totals among rows of which the first stands in row `first`."""
    parts = Parts(columns)
    for number, row in enumerate(rows, start=first):
        parts.add(number, row)
    return parts


def reported_beside(table):
    """Return a list with a reported total that is not its own sum."""
    cells = {"name": "合计·报", "investment": Decimal(999) * 10**8}
    return replace(table, reported=Row(cells, style="reported"))


def test_a_reported_total_is_a_plain_number_under_the_computed_one(tmp_path):
    write_table([reported_beside(project_list(3))], tmp_path / "表.xlsx")
    rows = cells_of(tmp_path / "表.xlsx")
    place = next(number for number, row in enumerate(rows) if "合计·报" in row)
    assert rows[place][3] == 999
    assert rows[place - 1][1] == "合计"
    write_text(reported_beside(project_list(3)), tmp_path / "表.csv")
    assert lines_of(tmp_path / "表.csv")[-1][1:4] == ["合计·报", "", "999.00"]


def test_a_reported_row_among_the_rows_takes_no_part_in_sums():
    table = three_batches()
    total = next(row for row in table.rows if row.style == "total")
    reported = Row({"name": "合计·报", "total_investment": Decimal(1)}, style="reported", adds_to=total.adds_to)
    alone = parts_of(table.columns, table.rows, 5).behind(total)
    assert parts_of(table.columns, (*table.rows, reported), 5).behind(total) == alone != {}


def test_numbers_in_units_of_their_own_keep_their_digits_and_units(tmp_path):
    columns = (Column("name", "指标"), Column("value", "累计值", "number"), Column("unit", "计量单位"))
    rows = tuple(
        Row({"name": name, "value": Decimal(value), "unit": unit}, adds_to="a")
        for name, value, unit in (("增加值", "266.10", "亿元"), ("税收", "3.5", "亿元"), ("外资", "2450", "万美元"))
    )
    write_table([Table("t", "表", "", columns, rows, Row({"name": "合计", "value": None}, style="total", adds_to="a"))],
                tmp_path / "表.xlsx")  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    shown = [
        (sheet.cell(row, 2).value, sheet.cell(row, 2).number_format, sheet.cell(row, 3).value) for row in range(4, 7)
    ]
    assert shown == [(266.1, "0.00", "亿元"), (3.5, "0.0", "亿元"), (2450, "0", "万美元")]
    assert sheet["B7"].value is None


def test_ratios_are_never_summed():
    part = Row({"r": Decimal(5)}, adds_to="a")
    total = Row({"r": Decimal(5)}, {}, "total", "a")
    assert parts_of((Column("r", "率", "percent"),), [part], 4).behind(total) == {}


def without_values(path, target):
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))


@needs_office
def test_totals_calculated_by_an_office_program_equal_ours(written, tmp_path):
    without_values(written, tmp_path / "bare.xlsx")
    calculated = CalamineWorkbook.from_path(convert(tmp_path / "bare.xlsx", "ods", tmp_path)).get_sheet_by_index(0)
    ours = CalamineWorkbook.from_path(written).get_sheet_by_index(0)
    assert calculated.to_python()[8][1:] == ours.to_python()[8][1:] == [68, 391.93, 70, 142.44, 72, 189.25, 210, 723.62]


def test_several_tables_get_a_sheet_each_and_keep_their_values(tmp_path):
    write_table([project_list(2), three_batches(), three_batches()], tmp_path / "表.xlsx", "万元")
    book = openpyxl.load_workbook(tmp_path / "表.xlsx", data_only=True)
    assert book.sheetnames == ["项目台账", "三个一批汇总表", "三个一批汇总表(2)"]
    assert [book[name]["I9"].value for name in book.sheetnames[1:]] == [7236200, 7236200]


def test_an_open_file_is_named_and_kept(tmp_path, monkeypatch):
    target = tmp_path / "表.xlsx"
    target.write_text("old")

    def refuse(draft, path):
        raise PermissionError(13, "in use", str(path))

    # What Windows does while Excel holds the file.
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Mendable, match="文件正被别的程序打开，请先关闭"):
        write_table([three_batches()], target)
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]
    assert target.read_text() == "old"


def test_csv_holds_exact_numbers_and_harmless_text(tmp_path):
    table = replace(project_list(1), totals=None)
    rows = (replace(table.rows[0], cells={**table.rows[0].cells, "name": "=1+1", "investment": Decimal(12345)}),)
    write_text(replace(table, rows=rows), tmp_path / "表.csv")
    assert (tmp_path / "表.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    heading, row = lines_of(tmp_path / "表.csv")
    assert heading[3] == "总投资(亿元)"
    assert row[:4] == ["1", "\t=1+1", "和顺经开区", "0.00012345"]
    assert row[-1] == "新建"


def test_csv_has_one_heading_row_for_groups(tmp_path):
    write_text(three_batches(), tmp_path / "表.csv", "万元")
    rows = lines_of(tmp_path / "表.csv")
    assert rows[0][:3] == ["活动、开发区", "签约一批 项目数(个)", "签约一批 总投资(万元)"]
    assert rows[2][2] == "1214000.00"


def test_csv_gives_a_rate_the_digits_that_are_printed(tmp_path):
    table = Table("t", "率", "", (Column("rate", "率", "percent", "%"),), (Row({"rate": Decimal(14600) / 149}),))
    write_text(table, tmp_path / "表.csv", "亿元")
    assert lines_of(tmp_path / "表.csv")[1] == ["97.99"]


def test_the_day_stands_in_the_line_to_sign(tmp_path):
    write_table([three_batches()], tmp_path / "表.xlsx", date="2023-10-31")
    assert any("填报日期：2023年10月31日" in str(row[0]) for row in cells_of(tmp_path / "表.xlsx"))


def test_rows_that_only_feed_a_chart_are_not_written(tmp_path):
    rows = (Row({"name": "甲区"}), Row({"name": "1—9月"}, feeds_chart=True))
    write_table([Table("t", "表", "", (Column("name", "区"),), rows)], tmp_path / "表.xlsx")
    first = [row[0] for row in cells_of(tmp_path / "表.xlsx")]
    assert "甲区" in first
    assert "1—9月" not in first


def test_long_texts_are_set_narrower_where_a_sheet_would_be_printed_too_small(tmp_path):
    long = "很长的名称" * 8
    for count in (1, 6):
        columns = tuple(Column(f"c{number}", "列") for number in range(count))
        rows = (Row({column.key: long for column in columns}),)
        write_table([Table("t", "表", "", columns, rows)], tmp_path / f"{count}.xlsx")
    widths = [
        openpyxl.load_workbook(tmp_path / f"{count}.xlsx").active.column_dimensions["A"].width for count in (1, 6)
    ]
    assert widths[0] > 45
    assert widths[1] < 35


def test_a_long_heading_over_short_numbers_stands_on_two_lines(tmp_path):
    columns = (Column("name", "区"), Column("n", "走访商会校友会及行业协会", "count", "家"))
    write_table([Table("t", "表", "", columns, (Row({"name": "甲区", "n": 1}),))], tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet.column_dimensions["B"].width < 22
    assert sheet.row_dimensions[3].height > 30
