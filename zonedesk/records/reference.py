"""The code tables that the state keeps: divisions of Shanxi, industries, kinds of zone. They advise and never refuse."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from zonedesk import paths


@dataclass(frozen=True)
class Division:
    """A province, city or county of GB/T 2260. `until` and `became` tell of one that was renamed or merged away."""

    code: str
    name: str
    parent: str
    level: str
    until: int | None = None
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class Industry:
    """A section (one letter) or a division (two digits) of GB/T 4754-2017."""

    code: str
    name: str
    section: str


class Reference:
    """The tables of `db/reference`, each read when first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def division(self, code: str) -> Division | None:
        """Return the division of a six-digit code, in force or not."""
        return self._divisions.get(code)

    def cities(self) -> list[Division]:
        """Return the cities of the province by code."""
        return [division for division in self._divisions.values() if division.level == "city"]

    def counties(self, city: str) -> list[Division]:
        """Return the counties that a city has today, by code."""
        return [d for d in self._divisions.values() if d.parent == city and d.level == "county" and d.until is None]

    def full_name(self, code: str) -> str:
        """Return names from the province down, such as 山西省晋中市祁县; an unknown code gives an empty text."""
        division = self.division(code)
        return self.full_name(division.parent) + division.name if division else ""

    def industry(self, code: str) -> Industry | None:
        """Return the nearest section or division above a code, written as C, C27, 27, 2710 or C2710."""
        letter, digits = (code[:1], code[1:]) if code[:1].isalpha() else ("", code)
        found = self._industries.get(digits[:2] or letter)
        return found if found and letter in ("", found.section, found.code) else None

    def division_name(self, code: str) -> str:
        """Return a division's own name, empty for an unknown code."""
        division = self.division(code)
        return division.name if division else ""

    def city_names(self) -> dict[str, str]:
        """Return the name of each city by code."""
        return {city.code: city.name for city in self.cities()}

    def county_names(self) -> dict[str, str]:
        """Return the name of each county in force by code."""
        return {county.code: county.name for city in self.cities() for county in self.counties(city.code)}

    def industry_name(self, code: str) -> str:
        """Return the name of the nearest section or division above a code, empty for an unknown one."""
        industry = self.industry(code)
        return industry.name if industry else ""

    def industry_names(self) -> dict[str, str]:
        """Return the name of each division by its code with the section's letter: C27."""
        divisions = (industry for section in self.sections() for industry in self.industries(section.code))
        return {industry.section + industry.code: industry.name for industry in divisions}

    def sections(self) -> list[Industry]:
        """Return the twenty sections, A to T."""
        return [industry for industry in self._industries.values() if not industry.section]

    def industries(self, section: str) -> list[Industry]:
        """Return the divisions of a section by code."""
        return [industry for industry in self._industries.values() if industry.section == section]

    def zone_kinds(self) -> dict[str, str]:
        """Return the label of each kind of zone by its identifier."""
        return self._zone_kinds

    @cached_property
    def _divisions(self) -> dict[str, Division]:
        return {row["code"]: _division(row) for row in self._rows("divisions.csv")}

    @cached_property
    def _industries(self) -> dict[str, Industry]:
        return {row["code"]: Industry(**row) for row in self._rows("industries.csv")}

    @cached_property
    def _zone_kinds(self) -> dict[str, str]:
        return {row["identifier"]: row["label"] for row in self._rows("zone_kinds.csv")}

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        folder = self._folder or paths.database_files() / "reference"
        with (folder / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _division(row: dict[str, str]) -> Division:
    until = int(row["until"]) if row["until"] else None
    return Division(row["code"], row["name"], row["parent"], row["level"], until, tuple(row["became"].split()))


REFERENCE = Reference()
"""The tables that come with the program; nothing is read before it is asked for."""
