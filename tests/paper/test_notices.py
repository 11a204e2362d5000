"""督办单 and 调度会一览表 on paper: their words are found in the file."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from tests.builders import add, make_zone
from zonedesk.actions import dispatch_papers, dispatching
from zonedesk.actions.dispatching import Meeting
from zonedesk.errors import Refused
from zonedesk.paper.notice_sheet import Notice, NoticeItem, Notices
from zonedesk.paper.page import PrintSettings
from zonedesk.paper.print import print_pdf
from zonedesk.store.store import Store

SETTINGS = PrintSettings(reporter="晋中市商务局", date="2023-10-31")


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "台账.db")
    yield made
    made.close()


@pytest.fixture
def stuck(store):
    zone = make_zone(store, short_name="祁县经开区")
    values = {"zone": zone, "kind": "land", "status": "raised"}
    return [
        add(store, "bottleneck", description="用地指标未落实", suggestion="纳入年度计划", department="自然资源局",
            person="张三", due_on="2023-10-20", **values),
        add(store, "bottleneck", description="供水压力不足", department="住建局", **values),
    ]  # fmt: skip


def text_of(path):
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_each_department_gets_a_page_to_sign(qapp, tmp_path, store, stuck):
    held = dispatching.hold_meeting(store, Meeting("", "10月调度会", "2023-10-31"), stuck)
    pages = print_pdf(dispatch_papers.notices(store, held.meeting), tmp_path / "督办单.pdf", SETTINGS)
    found = text_of(tmp_path / "督办单.pdf")
    assert pages == len(found) == 2
    first = next(text for text in found if "自然资源局" in text)
    for words in ("督办单", "督办〔2023〕1031-1号", "10月调度会（2023-10-31）", "纳入年度计划", "祁县经开区", "责任人：张三",
                  "2023-10-20", "签收人：", "交办单位（盖章）：晋中市商务局"):  # fmt: skip
        assert words in first
    assert "供水压力不足" not in first


@pytest.mark.parametrize("alone", [False, True])
def test_two_meetings_of_one_day_share_no_number(store, stuck, alone):
    """Also where each meeting is printed by itself."""
    held = [
        dispatching.hold_meeting(store, Meeting("", topic, "2023-10-31"), stuck).meeting
        for topic in ("上午调度会", "下午调度会")
    ]
    printed = (
        [dispatch_papers.notices(store, meeting) for meeting in held] if alone else [dispatch_papers.notices(store)]
    )
    numbers = [notice.number for each in printed for notice in each.notices]
    assert numbers == [
        "督办〔2023〕1031-1 号", "督办〔2023〕1031-2 号", "督办〔2023〕1031（2）-1 号", "督办〔2023〕1031（2）-2 号",
    ]  # fmt: skip


def test_items_that_do_not_fit_go_on_with_the_same_number(qapp, tmp_path):
    items = tuple(NoticeItem(f"样例事项{n}") for n in range(1, 61))
    notice = Notice("督办〔2023〕1031-1 号", "住建局", "10月调度会", "2023-11-10", items, "请按时办结。")
    pages = print_pdf(Notices("督办单", "10月", (notice,)), tmp_path / "长.pdf", SETTINGS)
    found = text_of(tmp_path / "长.pdf")
    assert pages == len(found) > 1
    assert all("1031-1号" in text for text in found)
    assert "督办单（续）" in found[-1]
    assert "60.样例事项60" in found[-1]


def test_the_list_for_a_meeting_says_what_is_overdue(qapp, tmp_path, store, stuck):
    board = dispatching.gather(store, 2023, 10)
    print_pdf(dispatch_papers.overview(store, board.cards, board.day), tmp_path / "一览表.pdf", SETTINGS)
    text = "".join(text_of(tmp_path / "一览表.pdf"))
    for words in ("堵点难点调度会一览表", "工作建议", "纳入年度计划", "超期11天", "供水压力不足", "截至2023年10月31日"):
        assert words in text


def test_nothing_to_print_is_said(store):
    with pytest.raises(Refused, match="没有未办结的议定事项"):
        dispatch_papers.notices(store)
    with pytest.raises(Refused, match="没有可以打印的堵点难点"):
        dispatch_papers.overview(store, [], "2023-10-31")
