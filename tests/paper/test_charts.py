import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.tables import three_batches
from zonedesk.errors import Mendable
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table
from zonedesk.paper.chart_data import chart_data
from zonedesk.paper.chart_drawing import Drawing
from zonedesk.paper.chart_lines import LineDrawing
from zonedesk.paper.chart_look import LOOKS
from zonedesk.paper.charts import draw_chart, save_chart


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_every_value_has_a_spot_inside_the_picture(theme, index):
    table = three_batches()
    image = draw_chart(table, index, "亿元", theme, (560, 300), 1.5)
    assert image.png.startswith(b"\x89PNG")
    assert (
        len(image.spots)
        == len([row for row in table.rows if row.adds_to == table.charts[index].rows and row.style == "body"]) * 3
    )
    for spot in image.spots:
        assert spot.x >= 0 and spot.x + spot.width <= image.width + 4
        assert spot.y >= 0 and spot.y + spot.height <= image.height + 4


def test_a_spot_leads_to_its_cell():
    table = three_batches()
    image = draw_chart(table)
    spot = image.spot_at(image.spots[0].x + 1, image.spots[0].y + 1)
    assert spot.text == "第一次 签约 121.40 亿元"
    assert table.form.rows[spot.row].cells[spot.column] == Decimal("121.40") * 10**8
    assert image.spot_at(0, 0) is None


def test_spots_are_where_their_bars_are_drawn():
    image = draw_chart(three_batches(), size=(560, 300), ratio=1)
    first = [spot for spot in image.spots if spot.column == "signing_investment"]
    bottoms = {round(spot.y + spot.height) for spot in first}
    assert len(bottoms) == 1
    assert [spot.height for spot in first] == pytest.approx(
        [first[0].height * v / 121.40 for v in (121.40, 118.28, 152.25)]
    )


def test_many_bars_lie_down_and_make_the_picture_higher():
    image = draw_chart(three_batches(), 2, size=(400, 150))
    assert image.height > 150
    assert all(spot.height >= 10 for spot in image.spots)


def chart_of(values, **how):
    rows = tuple(Row({"name": f"区{n}", "value": value}, adds_to="a") for n, value in enumerate(values))
    columns = (Column("name", "区"), Column("value", "率", "percent", "%"))
    return Table(
        "t", "表", "", columns, rows, charts=(Chart("率", "%", "name", (ChartSeries("value", "率"),), "a", **how),)
    )


@pytest.mark.parametrize("values", [(0,), (0, 0), (None, 5), (-3, 4), (Decimal("0.01"),), (Decimal("29923.9"), 1)])
@pytest.mark.parametrize("form", ["grouped", "stacked", "horizontal", "line"])
def test_odd_values_are_drawn_too(values, form):
    image = draw_chart(chart_of(values, form=form))
    assert len(image.spots) == len([value for value in values if value is not None])


def test_the_axis_ends_at_the_maximum():
    image = draw_chart(chart_of((50, 100), maximum=Decimal(100)))
    half, full = image.spots
    assert full.height == pytest.approx(2 * half.height)


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_a_chart_is_saved_in_the_form_its_name_says(tmp_path, suffix, start):
    save_chart(three_batches(), tmp_path / f"图{suffix}")
    assert (tmp_path / f"图{suffix}").read_bytes().startswith(start)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_the_text_of_a_chart_can_be_found_in_a_pdf(tmp_path):
    save_chart(three_batches(), tmp_path / "图.pdf")
    run = subprocess.run(["pdftotext", tmp_path / "图.pdf", "-"], capture_output=True, text=True, check=True)
    for words in ("各次活动总投资", "第三次", "152.25", "签约"):
        assert words in run.stdout
    assert run.stderr == ""


def test_what_cannot_be_drawn_is_said_plainly(tmp_path):
    table = three_batches()
    with pytest.raises(Mendable, match="没有图"):
        draw_chart(table, 9)
    with pytest.raises(Mendable, match="还没有可以画的数"):
        draw_chart(replace(table, rows=()))
    with pytest.raises(Mendable, match="换一个文件名"):
        save_chart(table, tmp_path / "图.bmp")


BEYOND = {"limit": Decimal(1000), "limit_mark": "基数过小"}


def figure_of(values, **how):
    """Draw values of one series and return the axes."""
    data = chart_data(chart_of(values, **how), 0, "亿元")
    drawn = LineDrawing if data.is_line else Drawing
    return drawn(data, LOOKS["light"], (560, 300), is_paper=False).figure(96).axes[0]


def lines_in(axes):
    """Return the places that each line joins."""
    return [
        list(map(int, line.get_xdata())) for line in axes.lines if line.get_visible() and len(set(line.get_xdata())) > 1
    ]


def words_in(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize("form", ["grouped", "horizontal"])
def test_a_value_beyond_the_limit_does_not_flatten_the_others(form):
    with_it, without = (
        draw_chart(chart_of(values, form=form, **BEYOND)) for values in ((50, 100, 29923), (50, 100, 90))
    )
    side = "width" if form == "horizontal" else "height"
    half, full, beyond = (getattr(spot, side) for spot in with_it.spots)
    assert half * 2 == pytest.approx(full, rel=0.05)
    assert beyond == pytest.approx(full, rel=0.05)
    assert with_it.spots[2].text == "区2 率 29923.00 基数过小 %"
    assert "基数过小" not in without.spots[2].text


@pytest.mark.parametrize("values", [(29923,), (-5000, 3), (-5000, 6000), (None, 29923)])
@pytest.mark.parametrize("form", ["grouped", "horizontal", "line"])
def test_only_values_beyond_the_limit_still_have_a_stub(values, form):
    image = draw_chart(chart_of(values, form=form, **BEYOND))
    assert all(spot.width > 1 and spot.height > 1 for spot in image.spots)
    assert len(image.spots) == len([value for value in values if value is not None])


def test_a_line_breaks_where_a_value_is_missing_or_beyond_the_limit():
    assert lines_in(figure_of((1, 2, None, -3, 4, 29923, 5, 6), form="line", **BEYOND))[1:] == [[0, 1], [3, 4], [6, 7]]


def test_only_the_last_point_of_a_line_is_named():
    assert words_in(figure_of((1, 2, 3), form="line")) == ["3.00"]
    assert words_in(figure_of((1, 2, None), form="line")) == ["2.00"]


def test_the_last_points_of_several_lines_are_named_apart():
    series = ("甲", "乙", "丙")
    rows = tuple(Row({"name": f"{n}月", **{s: Decimal(n) for s in series}}, adds_to="a") for n in range(1, 4))
    columns = (Column("name", "月"), *(Column(s, s, "percent", "%") for s in series))
    chart = Chart("率", "%", "name", tuple(ChartSeries(s, s) for s in series), "a", "line")
    data = chart_data(Table("t", "表", "", columns, rows, charts=(chart,)), 0, "亿元")
    axes = LineDrawing(data, LOOKS["dark"], (560, 300), is_paper=False).figure(96).axes[0]
    assert sorted(words_in(axes)) == ["丙 3.00", "乙 3.00", "甲 3.00"]
    heights = sorted(text.get_window_extent().y0 for text in axes.texts)
    assert all(after - before >= 12 for before, after in pairwise(heights))


def test_points_can_be_pointed_at_from_left_to_right():
    image = draw_chart(chart_of((1, None, 3), form="line"))
    assert [spot.row for spot in image.spots] == [0, 2]
    assert image.spots[0].x < image.spots[1].x
    assert all(spot.width >= 10 and spot.height >= 10 for spot in image.spots)


def test_names_of_many_periods_leave_some_out_but_never_the_last():
    names = [text.get_text() for text in figure_of(range(60), form="line").get_xticklabels()]
    assert names[-1] == "区59"
    assert 2 < len([name for name in names if name]) < 30


def test_a_lying_bar_below_nought_keeps_its_value_off_the_names():
    axes = figure_of((-30, 20), form="horizontal")
    names = max(label.get_window_extent().x1 for label in axes.get_yticklabels())
    assert all(text.get_window_extent().x0 > names for text in axes.texts)


def test_a_value_under_its_bar_keeps_off_the_name_below():
    axes = figure_of((-30, 20))
    (value,) = [text for text in axes.texts if text.get_text() == "-30.00"]
    assert value.get_window_extent().y0 >= max(label.get_window_extent().y1 for label in axes.get_xticklabels()) - 1


def test_rows_without_any_number_are_nothing_to_draw():
    table = chart_of((None, None))
    assert table.rows_of(table.charts[0]) == ()
    with pytest.raises(Mendable, match="还没有可以画的数"):
        draw_chart(table)


@pytest.mark.parametrize(("form", "side"), [("grouped", "width"), ("horizontal", "height")])
def test_few_bars_are_no_blocks(form, side):
    (spot,) = draw_chart(chart_of((5,), form=form), size=(900, 500)).spots
    assert getattr(spot, side) <= 65


@pytest.mark.parametrize("form", ["grouped", "stacked", "horizontal", "line"])
@pytest.mark.parametrize("series", [1, 4])
@pytest.mark.parametrize("size", [(300, 120), (300, 200), (200, 300)])
def test_long_names_are_cut_and_leave_room_for_their_values(form, series, size):
    keys = [f"很长很长的系列名称{number}" for number in range(series)]
    name = "山西样例高端装备智能制造产业园区基础设施及配套综合管网一体化建设运营项目（一期扩建工程）第二标段施工总承包"
    rows = tuple(Row({"name": f"{name}{n}", **dict.fromkeys(keys, n + 1)}, adds_to="a") for n in range(3))
    columns = (Column("name", "项目"), *(Column(key, key, "count", "个") for key in keys))
    chart = Chart(f"各项目的{name}", "个", "name", tuple(ChartSeries(key, key) for key in keys), "a", form)
    image = draw_chart(Table("t", "表", "", columns, rows, charts=(chart,)), size=size)
    assert len(image.spots) == 3 * series
    assert all(spot.x >= 0 and spot.x + spot.width <= image.width + 1 for spot in image.spots)
    assert image.spots[0].text.startswith(f"{name}0")


def test_ticks_of_a_narrow_picture_keep_apart():
    rows = tuple(Row({"name": "一个相当长的项目名称", "value": 1200}, adds_to="a") for _ in range(2))
    columns = (Column("name", "项目"), Column("value", "数", "count", "个"))
    chart = Chart("图", "个", "name", (ChartSeries("value", "数"),), "a", "horizontal")
    data = chart_data(Table("t", "表", "", columns, rows, charts=(chart,)), 0, "亿元")
    axes = Drawing(data, LOOKS["light"], (260, 200), is_paper=False).figure(96).axes[0]
    boxes = [label.get_window_extent() for label in axes.get_xticklabels()]
    assert all(after.x0 - before.x1 > 2 for before, after in pairwise(boxes))
