"""A kind of record that the program does not know: all that it takes is this class of fields."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.records.fields import Choice, Date, Flag, Link, Money, Number, Text
from zonedesk.records.record import Record, in_order


class Greenhouse(Record, key="greenhouse", label="智能温室", counter="座"):
    """A greenhouse of a zone."""

    name = Text(label="温室名称", required=True, listed=True, searched=True, width=24)
    zone = Link(label="开发区", to="zone", required=True, listed=True, width=18, headings=("所属开发区",))
    crop = Choice(label="作物", listed=True, default="tomato", choices={"tomato": "番茄", "pepper": "辣椒"},
                  colours={"tomato": "red", "pepper": "green"}, help="只选主要的一种")  # fmt: skip
    area = Number(label="面积", of="亩", listed=True, highest=Decimal(1000))
    cost = Money(label="造价", listed=True)
    heated = Flag(label="供暖", listed=True)
    built_on = Date(label="建成时间", listed=True)
    used_on = Date(label="投用时间", listed=True)

    matched_by = (("zone", "name"),)
    titled = ("智能温室",)
    groups = (("温室", ("name", "zone", "crop", "area", "cost", "heated", "built_on", "used_on")),)
    checks = (in_order("built_on", "used_on"),)
