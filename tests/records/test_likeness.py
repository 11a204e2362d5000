from __future__ import annotations

import pytest

from zonedesk.actions.near_names import DOUBTED, OFFERED
from zonedesk.records.likeness import likeness

SAME = [
    ("晋中开发区", "晋中经济技术开发区"),
    ("晋中经开区", "晋中经济技术开发区"),
    ("太谷经开区", "山西太谷经济技术开发区"),
    ("晋中高新区", "晋中高新技术产业开发区"),
    ("祁县开发区", "祁县经济开发区"),
    ("晋中市祁县经开区", "祁县经济技术开发区"),
    ("介休市经济开发区", "介休经济技术开发区"),
    ("灵石　经开区", "灵石经济技术开发区"),
    ("榆次工业园", "山西榆次工业园区"),
    ("晋中国家农高区", "晋中国家农业高新技术产业示范区"),
    ("山西华阳新材料有限公司", "山西华阳新材料有限责任公司"),
    ("华阳新材料科技有限公司", "山西华阳新材料科技集团有限公司"),
    ("吉利汽车（山西）有限公司", "吉利汽车有限公司"),
    ("山西广誉远国药有限公司", "山西广誉远国药有限公刊"),
    ("平遥煤化集团", "山西平遥煤化（集团）有限责任公司"),
    ("年产５万吨玻璃器皿项目", "年产5万吨玻璃器皿建设项目"),
    ("年产5万吨玻璃器皿项目", "年产5万吨玻璃器血项目"),
    ("新能源汽车电池产业园项目", "新能源汽车电池产业园"),
    ("祁县红海玻璃项目", "祁县红海玻璃器皿项目"),
    ("规上工业增加值", "规模以上工业增加值"),
    ("一泓清水入黄河", "一泓清水入黄河专项行动"),
    ("两不一欠", "“两不一欠”"),
]

OTHERS = [
    ("晋中高新区", "晋中经济技术开发区"),
    ("祁县经开区", "介休经济技术开发区"),
    ("榆次工业园区", "榆社工业园区"),
    ("太谷经开区", "平遥经开区"),
    ("年产5万吨玻璃项目", "年产15万吨玻璃项目"),
    ("产业园一期项目", "产业园二期项目"),
    ("东区供热项目", "西区供热项目"),
    ("光伏发电项目", "风力发电项目"),
    ("山西华阳新材料有限公司", "山西华翔新能源有限公司"),
    ("甲项目", "乙项目"),
    ("样例项目1", "样例项目12"),
    ("一般公共预算收入", "一般公共预算支出"),
    ("进口总额", "出口总额"),
    ("张三", "张三丰"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_ways_to_write_a_name_are_near(one: str, other: str) -> None:
    assert likeness(one, other) >= OFFERED
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_others_are_not_near(one: str, other: str) -> None:
    assert likeness(one, other) < OFFERED < DOUBTED
