"""Development zones."""

from __future__ import annotations

from zonedesk.records.fields import Choice, Coded, Date, Number, Text
from zonedesk.records.parsing import AREA_UNITS
from zonedesk.records.record import Record
from zonedesk.records.reference import REFERENCE


class Zone(Record, key="zone", label="开发区", counter="家"):
    """A development zone, as in its own basic-facts table and the catalogue of reviewed zones."""

    name = Text(
        label="全称",
        required=True,
        listed=True,
        searched=True,
        width=34,
        headings=("开发区名称", "名称", "开发区全称"),
    )
    short_name = Text(label="简称", required=True, listed=True, searched=True, width=18, headings=("开发区简称",))
    code = Text(
        label="公告代码",
        listed=True,
        searched=True,
        folded=True,
        width=14,
        headings=("审核公告代码", "审核公告目录代码", "目录代码", "开发区代码", "代码"),
        help="《中国开发区审核公告目录》中的代码，如 S147012",
        pattern=r"[A-Z]\d{6}",
        pattern_advice="审核公告代码应为一个字母加 6 位数字，如 S147012",
    )
    level = Choice(
        label="级别",
        required=True,
        listed=True,
        width=10,
        headings=("批准级别", "开发区级别"),
        choices={"national": "国家级", "provincial": "省级", "proposed": "申报中"},
        synonyms={"国务院": "national", "省政府": "provincial", "拟申报": "proposed"},
    )
    kind = Choice(
        label="类型",
        required=True,
        listed=True,
        width=14,
        headings=("开发区类型", "开发区类别"),
        choices={"industrial": "工业类", "agricultural": "现代农业类", "eco_tourism": "生态文旅类"},
        synonyms={
            "工业": "industrial",
            "农业类": "agricultural",
            "文旅类": "eco_tourism",
            "生态文化旅游类": "eco_tourism",
        },
    )
    city = Coded(
        label="所在市", folded=True, width=18, headings=("市", "所属市", "设区市"), help="行政区划代码或名称，如 140700 晋中市",
        pattern=r"\d{6}", pattern_advice="请填 6 位行政区划代码或市的名称，如 140700 或 晋中市",
        named=REFERENCE.division_name, options=REFERENCE.city_names,
    )  # fmt: skip
    county = Coded(
        label="所在县", folded=True, width=18, headings=("县", "所属县", "县（市、区）", "县区"), help="行政区划代码或名称，如 140727 祁县",
        pattern=r"\d{6}", pattern_advice="请填 6 位行政区划代码或县的名称，如 140727 或 祁县",
        named=REFERENCE.division_name, options=REFERENCE.county_names,
    )  # fmt: skip
    approved_on = Date(label="批准时间", listed=True, width=12, headings=("批准设立时间", "设立时间"))
    approved_area = Number(
        label="核准面积",
        of="公顷",
        listed=True,
        width=14,
        headings=("批准面积", "规划面积"),
        unit_field="approved_area_unit",
    )
    approved_area_unit = Choice(
        label="面积单位",
        choices={unit: unit for unit in AREA_UNITS},
        default="公顷",
        help="核准面积照原件填写，单位一并保留",
    )
    leading_industries = Text(label="主导产业", listed=True, searched=True, width=26, headings=("主导产业名称",))
    head = Text(label="负责人", listed=True, width=10, headings=("主要负责人", "管委会主任"))
    contact = Text(label="联系人", width=10)
    phone = Text(label="联系电话", folded=True, listed=True, width=16, headings=("电话", "联系方式"))
    letter_signed_on = Date(
        label="责任书签订", headings=("目标责任书签订时间", "目标责任书"), help="与市政府签订目标责任书的日期"
    )
    main_venue = Text(label="主会场记载", long=True, headings=("主会场",), help="承担省、市“三个一批”主会场的情况")
    remark = Text(label="备注", long=True, headings=("说明",))

    captioned = ("short_name", "name")
    named_by = ("short_name", "name")
    matched_by = (("code",), ("name",), ("short_name",))
    titled = ("开发区基本情况", "开发区名单", "开发区名录", "开发区一览")
    groups = (
        ("基本信息", ("name", "short_name", "level", "kind", "code", "approved_on", "city", "county")),
        ("面积与产业", ("approved_area", "approved_area_unit", "leading_industries")),
        ("联系", ("head", "contact", "phone")),
        ("责任与会场", ("letter_signed_on", "main_venue", "remark")),
    )
    related = (
        ("project", "zone"),
        ("service_team", "zone"),
        ("bottleneck", "zone"),
        ("campaign_item", "zone"),
        ("enterprise", "zone"),
        ("target", "zone"),
        ("land_plot", "zone"),
        ("application", "zone"),
    )
