"""Where one can go in the window: groups of entries in the office's words, and what makes the page of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zonedesk.records import KINDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from zonedesk.ui.desk import Desk

Factory = Callable[["Desk"], "QWidget"]


@dataclass(frozen=True)
class Place:
    """A page that one can go to. `key` is the kind, the figure's name, or a word of the window's own."""

    key: str
    label: str
    make: Factory
    icon: str = ""
    counts: bool = False  # whether the navigation says how many there are


@dataclass(frozen=True)
class Branch:
    """Several places under one entry, which unfolds where one of them is open."""

    key: str
    label: str
    icon: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    label: str
    entries: tuple[Place | Branch, ...]


def _records(kind: str) -> Factory:
    def make(desk: Desk) -> QWidget:
        from zonedesk.ui.record_page import RecordPage

        return RecordPage(desk, kind)

    return make


def _figure(name: str, place: str = "") -> Factory:
    def make(desk: Desk) -> QWidget:
        from zonedesk.ui.figure_page import FigurePage

        return FigurePage(desk, name, place)

    return make


def _home(desk: Desk) -> QWidget:
    from zonedesk.ui.home_page import HomePage

    return HomePage(desk)


def _overview(desk: Desk) -> QWidget:
    from zonedesk.ui.overview_page import OverviewPage

    return OverviewPage(desk)


def _five_lists(desk: Desk) -> QWidget:
    from zonedesk.ui.lists_page import ListsPage

    return ListsPage(desk)


def _reform_matrix(desk: Desk) -> QWidget:
    from zonedesk.ui.reform_matrix_page import MatrixPage

    return MatrixPage(desk)


def _application_flow(desk: Desk) -> QWidget:
    from zonedesk.ui.application_page import ApplicationPage

    return ApplicationPage(desk)


def _monthly(desk: Desk) -> QWidget:
    from zonedesk.ui.monthly_page import MonthlyPage

    return MonthlyPage(desk)


def _dispatch_board(desk: Desk) -> QWidget:
    from zonedesk.ui.dispatch_page import DispatchPage

    return DispatchPage(desk)


def _import(desk: Desk) -> QWidget:
    from zonedesk.ui.import_page import ImportPage

    return ImportPage(desk)


def _summaries(desk: Desk) -> QWidget:
    from zonedesk.ui.summaries_page import SummariesPage

    return SummariesPage(desk)


PROJECTS = Branch(
    "projects",
    "项目",
    "briefcase",
    (
        Place("project", "项目台账", _records("project"), counts=True),
        Place("overview", "项目全景", _overview),
        Place("milestone", "进度节点", _records("milestone")),
        Place("procedure", "手续办理", _records("procedure")),
        Place("progress", "重点项目进度", _figure("progress")),
    ),
)

BATCHES = Branch(
    "batches",
    "三个一批",
    "layers",
    (
        Place("batch_entry", "批次与项目", _records("batch_entry")),
        Place("batch_event", "批次活动", _records("batch_event")),
        Place("three-batches", "汇总表", _figure("three-batches")),
        Place("three-rates", "三率表", _figure("three-rates")),
        Place("rate_formula", "三率公式", _records("rate_formula")),
        Place("reported_total", "上报合计", _records("reported_total")),
    ),
)

SERVICES = Branch(
    "services",
    "审批服务",
    "user",
    (
        Place("service_team", "服务队伍", _records("service_team")),
        Place("team_member", "队伍人员", _records("team_member")),
        Place("training", "业务培训", _records("training")),
        Place("agency_case", "领办代办事项", _records("agency_case")),
        Place("showcase", "典型案例", _records("showcase")),
        Place("teams", "队伍汇总", _figure("teams")),
    ),
)

CAMPAIGNS = Branch(
    "special_campaigns",
    "专项行动",
    "flag",
    (
        Place("campaign", "行动", _records("campaign")),
        Place("campaign_item", "行动清单", _records("campaign_item")),
        Place("campaign_report", "进展报告", _records("campaign_report")),
        Place("campaigns", "行动进展", _figure("campaigns")),
    ),
)

INDICATORS = Branch(
    "indicator_work",
    "指标",
    "trend",
    (
        Place("monthly", "月度填报", _monthly),
        Place("indicators", "完成情况", _figure("indicators")),
        Place("missing", "缺报一览", _figure("missing")),
        Place("reading", "月度数据", _records("reading")),
        Place("target", "年度目标", _records("target")),
        Place("indicator", "指标目录", _records("indicator")),
        Place("assessment", "考核得分", _records("assessment")),
        Place("assessment-summary", "考核排名", _figure("assessment", "assessment-summary")),
    ),
)

PROMOTIONS = Branch(
    "promotions",
    "招商",
    "megaphone",
    (
        Place("lead", "招商线索", _records("lead")),
        Place("promotion", "招商活动", _records("promotion")),
        Place("partner", "合作机构", _records("partner")),
        Place("promotion-summary", "招商汇总", _figure("promotion", "promotion-summary")),
    ),
)

CHAINS = Branch(
    "chains_and_enterprises",
    "产业链与企业",
    "link",
    (
        Place("enterprise", "企业", _records("enterprise"), counts=True),
        Place("enterprise_reading", "企业月度数据", _records("enterprise_reading")),
        Place("watch", "重点企业监测", _figure("watch")),
        Place("five-lists", "五清单", _five_lists),
        Place("chain", "产业链", _records("chain")),
        Place("chain_item", "产业链清单", _records("chain_item")),
        Place("chains", "产业链情况", _figure("chains")),
        Place("town", "专业镇", _records("town")),
        Place("funding", "扶持资金", _records("funding")),
        Place("towns", "专业镇资金", _figure("towns")),
        Place("policy", "政策文件", _records("policy")),
    ),
)

DISPATCH = Branch(
    "dispatch",
    "堵点调度",
    "warning",
    (
        Place("dispatch-board", "调度看板", _dispatch_board),
        Place("bottleneck", "堵点台账", _records("bottleneck")),
        Place("meeting", "会议", _records("meeting")),
        Place("action_item", "议定事项", _records("action_item")),
        Place("bottlenecks", "调度汇总", _figure("bottlenecks")),
        Place("plan_item", "工作计划", _records("plan_item")),
    ),
)

REFORMS = Branch(
    "reform_work",
    "改革与园区",
    "building",
    (
        Place("reforms", "三项改革", _figure("reforms")),
        Place("land_plot", "标准地", _records("land_plot")),
        Place("reform-matrix", "三化三制", _reform_matrix),
        Place("operations", "三化三制汇总", _figure("operations")),
        Place("reform_step", "三化三制进展", _records("reform_step")),
        Place("operating_company", "运营公司", _records("operating_company")),
        Place("hire", "市场化招聘", _records("hire")),
        Place("application-flow", "申报进度", _application_flow),
        Place("application", "申报事项", _records("application")),
        Place("application_step", "申报步骤", _records("application_step")),
        Place("applications", "申报汇总", _figure("applications")),
    ),
)

GROUPS: tuple[Group, ...] = (
    Group("", (Place("home", "工作台", _home, "home"),)),
    Group(
        "台账",
        (
            Place("zone", "开发区", _records("zone"), "zone", counts=True),
            PROJECTS,
            BATCHES,
            SERVICES,
            CAMPAIGNS,
            INDICATORS,
            PROMOTIONS,
            CHAINS,
            DISPATCH,
            REFORMS,
        ),
    ),
    Group(
        "交换", (Place("summaries", "全部汇总表", _summaries, "sheet"), Place("import", "数据交换", _import, "swap"))
    ),
)


def all_groups() -> tuple[Group, ...]:
    """Return the groups, with a last one for the kinds of record that have no place among them."""
    placed = {place.key for place in every_place()}
    others = [record for record in KINDS.values() if record.key not in placed and not record.attached]
    entries = tuple(Place(record.key, record.label, _records(record.key), "file") for record in others)
    return (*GROUPS, Group("其他台账", entries)) if entries else GROUPS


def every_place(groups: tuple[Group, ...] = GROUPS) -> Iterator[Place]:
    """Give each place in the order of the navigation."""
    for group in groups:
        for entry in group.entries:
            yield from entry.places if isinstance(entry, Branch) else (entry,)
