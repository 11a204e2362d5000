import csv
from collections import Counter

import pytest

from zonedesk import paths
from zonedesk.records.reference import Reference
from zonedesk.records.zones import Zone

CITIES = {
    "140100": 10, "140200": 10, "140300": 5, "140400": 12, "140500": 6, "140600": 6,
    "140700": 11, "140800": 13, "140900": 14, "141000": 17, "141100": 13,
}  # fmt: skip


@pytest.fixture
def reference():
    return Reference()


def rows(name):
    with (paths.database_files() / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "key"), [("divisions.csv", "code"), ("industries.csv", "code"), ("zone_kinds.csv", "identifier")]
)
def test_each_code_stands_once_and_has_a_name(name, key):
    table = rows(name)
    assert [code for code, times in Counter(row[key] for row in table).items() if times > 1] == []
    assert all(row.get("name") or row.get("label") for row in table)


def test_the_province_has_eleven_cities_and_117_counties(reference):
    counties = {city.code: len(reference.counties(city.code)) for city in reference.cities()}
    assert counties == CITIES
    assert sum(counties.values()) == 117


def test_a_division_lies_in_its_parent_by_code():
    table = {row["code"]: row for row in rows("divisions.csv")}
    width = {"province": 2, "city": 4, "county": 6}
    for code, row in table.items():
        digits = width[row["level"]]
        assert len(code) == 6
        assert code.isdigit()
        assert code[digits:] == "0" * (6 - digits)
        if row["level"] != "province":
            assert row["parent"] == code[: digits - 2].ljust(6, "0")
            assert row["parent"] in table


def test_a_division_no_longer_in_force_leads_to_one_that_is(reference):
    former = [row for row in rows("divisions.csv") if row["until"]]
    assert len(former) == 11
    for row in former:
        successors = [reference.division(code) for code in row["became"].split()]
        assert successors
        assert all(now and now.until is None and now.parent == row["parent"] for now in successors)


def test_an_old_code_is_still_known(reference):
    taigu = reference.division("140726")
    assert (taigu.name, taigu.until, taigu.became) == ("太谷县", 2019, ("140703",))
    assert "140726" not in [county.code for county in reference.counties("140700")]


@pytest.mark.parametrize("code", ["140171", "140271", "999999", ""])
def test_a_code_outside_the_standard_is_unknown_not_an_error(reference, code):
    assert reference.division(code) is None
    assert reference.full_name(code) == ""


def test_a_full_name_goes_from_the_province_down(reference):
    assert reference.full_name("140727") == "山西省晋中市祁县"


def test_industries_are_twenty_sections_and_97_divisions_in_order(reference):
    sections = [section.code for section in reference.sections()]
    assert "".join(sections) == "ABCDEFGHIJKLMNOPQRST"
    divisions = [industry.code for section in sections for industry in reference.industries(section)]
    assert divisions == [f"{number:02}" for number in range(1, 98)]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C", "制造业"), ("27", "医药制造业"), ("C27", "医药制造业"), ("2710", "医药制造业"), ("C2710", "医药制造业"),
        ("D44", "电力、热力生产和供应业"), ("G60", "邮政业"), ("97", "国际组织"),
    ],
)  # fmt: skip
def test_an_industry_is_found_by_any_way_of_writing_its_code(reference, code, name):
    assert reference.industry(code).name == name


@pytest.mark.parametrize("code", ["", "A27", "Z", "98", "00", "C2"])
def test_an_industry_code_that_contradicts_itself_is_unknown(reference, code):
    assert reference.industry(code) is None


def test_kinds_of_zone_are_the_three_that_the_office_knows(reference):
    assert reference.zone_kinds() == Zone.kind.choices
    assert len(Zone.kind.choices) == 3
