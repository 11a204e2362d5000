import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.tables import three_batches
from zonedesk.errors import Mendable
from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table
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
@pytest.mark.parametrize("form", ["grouped", "stacked", "horizontal"])
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
