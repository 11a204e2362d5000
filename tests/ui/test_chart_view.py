"""The charts beside a table: what is drawn for one table never comes to the views of another."""

from __future__ import annotations

from zonedesk.figures.table import Chart, ChartSeries, Column, Row, Table
from zonedesk.ui.chart_view import Charts, draw


def table_of(*titles: str) -> Table:
    columns = (Column("name", "名称"), Column("n", "数", "count", "个"))
    charts = tuple(Chart(title, "个", "name", (ChartSeries("n", "数"),), "a") for title in titles)
    return Table("t", "表", "", columns, (Row({"name": "甲", "n": 3}, adds_to="a"),), charts=charts)


def test_a_table_with_fewer_charts_may_come_while_the_first_is_being_drawn(qtbot, desk) -> None:
    charts, first = Charts(desk), table_of("一", "二")
    qtbot.addWidget(charts)
    charts.show_table(first, "亿元")
    turn, images = charts._turn, draw(first, [(300, 200)] * 2, 1.0, False, "亿元")
    charts.show_table(table_of("三"), "亿元")
    charts._arrive(turn, images, 1.0)
    assert [view.accessibleName() for view in charts.views] == ["三"]
    assert charts.views[0].image is None
