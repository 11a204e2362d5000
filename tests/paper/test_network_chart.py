from __future__ import annotations

import pytest

from zonedesk.errors import Mendable
from zonedesk.figures.network import network
from zonedesk.paper.network_chart import save_network

ROWS = (
    {"id": "1", "name": "备案", "planned_from": "2023-08", "planned_to": "2023-08-30", "actual_to": "2023-09-05"},
    {"id": "2", "name": "一个名字很长很长很长很长的节点", "planned_from": "2023-09-01", "planned_to": "2023-10-20",
     "after": "备案"},
    {"id": "3", "name": "没有时间", "after": "没有这个、备案"},
)  # fmt: skip


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_it_is_written_in_each_form(tmp_path, ending, start):
    path = tmp_path / f"图.{ending}"
    save_network(network(ROWS, "2023-10-31"), "样例项目", path)
    assert path.read_bytes().startswith(start)


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(Mendable, match=r"\.png"):
        save_network(network(ROWS, "2023-10-31"), "样例项目", tmp_path / "图.doc")


def test_nothing_to_draw_is_said(tmp_path):
    with pytest.raises(Mendable, match="还没有进度节点"):
        save_network(network((), "2023-10-31"), "样例项目", tmp_path / "图.png")
