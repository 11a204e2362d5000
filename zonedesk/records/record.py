"""A kind of record: its fields, how it is named, matched and checked."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Protocol

from zonedesk.records import dates
from zonedesk.records.fields import Derived, Field, Link, Naming, Problem
from zonedesk.records.names import PARTING

Row = dict[str, Any]
"""One record as plain data: field identifiers to values, with `id`, `caption`, `version`, and
`<link>.caption` for each link when read from the store."""

Check = Callable[["type[Record]", Mapping[str, Any]], Iterable[Problem]]
"""Looks at a whole row and gives what is wrong with it."""


class Others(Protocol):
    """The records beside the one that is checked: those of the ledger, or those that an import has come to so far."""

    def row(self, kind: str, record: str) -> Mapping[str, Any] | None:
        """Return a record by its id, or None."""

    def find(self, kind: str, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the record that has these values in one of the kind's `matched_by` groups, or None."""

    def changes(self, kind: str, values: Mapping[str, Any], name: str) -> bool:
        """Return whether the record that has these values takes another value in a field now: it is checked itself."""


_PARTING_SIGN = re.compile(f"[{PARTING}]")
_COUNTED = {"year": "年", "month": "月"}

CheckBeside = Callable[["type[Record]", Mapping[str, Any], Others], Iterable[Problem]]
"""Looks at a whole row beside other records and gives what is wrong with it."""


class Record:
    """What a kind of record is. A class of fields is declared once and never instantiated; rows are plain dicts."""

    key: ClassVar[str]  # its identifier: project
    label: ClassVar[str]
    counter: ClassVar[str]  # the counting word: 345 个项目
    short: ClassVar[str] = ""  # a shorter word for it on a tab, where the label is long
    fields: ClassVar[dict[str, Field]]
    derived: ClassVar[dict[str, Derived]]  # those of its fields that follow from others
    _links: ClassVar[dict[str, Link]]
    _watched: ClassVar[dict[str, Field]]  # those of which a value, or that there is none, can be wrong
    captioned: ClassVar[tuple[str, ...]] = ("name",)  # fields that make its caption; the first that holds something
    named_by: ClassVar[tuple[str, ...]] = ("name",)  # fields by which a ledger may name it
    matched_by: ClassVar[tuple[tuple[str, ...], ...]] = ()  # field groups that say it is the same record, best first
    alike: ClassVar[tuple[tuple[str, ...], ...]] = ()  # those of matched_by in which two records may agree by chance
    matched_blank: ClassVar[
        tuple[str, ...]
    ] = ()  # those fields of matched_by in which nothing is a value too: the whole city
    titled: ClassVar[tuple[str, ...]] = ()  # words of titles and sheet names that speak for it
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()  # the form: heading and fields
    checks: ClassVar[tuple[Check, ...]] = ()
    checks_beside: ClassVar[tuple[CheckBeside, ...]] = ()
    related: ClassVar[tuple[tuple[str, str], ...]] = ()  # tabs: (kind, its link field that points here)
    attached: ClassVar[bool] = False  # it hangs on records of any kind: no page, ledger or blank template of its own
    indexed: ClassVar[tuple[tuple[str, ...], ...]] = ()  # field groups that records are fetched by, beside the links
    lists: ClassVar[frozenset[str]] = frozenset()  # the kinds of which one of its texts names several

    def __init_subclass__(cls, *, key: str, label: str, counter: str = "条") -> None:
        cls.key, cls.label, cls.counter = key, label, counter
        cls.fields = {value.id: value for value in vars(cls).values() if isinstance(value, Field)}
        cls.derived = {name: field for name, field in cls.fields.items() if isinstance(field, Derived)}
        cls._links = {name: field for name, field in cls.fields.items() if isinstance(field, Link)}
        cls._watched = {name: field for name, field in cls.fields.items() if field.required or field.is_judged}
        cls.lists = frozenset(naming.to for naming in cls.namings().values() if naming.several)

    @classmethod
    def caption(cls, row: Mapping[str, Any]) -> str:
        """Return the name that people see for a row; one named by a link needs that link's caption in the row."""
        for part in cls.captioned:
            name = row.get(f"{part}.caption" if isinstance(cls.fields[part], Link) else part)
            if name:
                return str(name)
        return ""

    @classmethod
    def designation(cls, row: Mapping[str, Any]) -> str:
        """Return what a sentence calls a row: its own name, else what tells it apart: 晋中开发区 工业投资 2023年10月.

        What it links to needs captions in the row.
        """
        own = next(
            (row[part] for part in cls.captioned if not isinstance(cls.fields[part], Link) and row.get(part)), ""
        )
        parts = (cls._told(name, row) for name in next(iter(cls.matched_by), cls.captioned))
        return str(own) or re.sub(r"(\d年) (?=\d+月)", r"\1", " ".join(part for part in parts if part)) or cls.label

    @classmethod
    def _told(cls, name: str, row: Mapping[str, Any]) -> str:
        """Return a value as it stands among others that tell a row apart, the empty text for none."""
        field, value = cls.fields[name], row.get(name)
        if isinstance(field, Link):
            return str(row.get(f"{name}.caption") or "") if value is not None else "".join(field.whole[:1])
        return f"{field.show(value)}{_COUNTED.get(name, '')}" if value is not None else ""

    @classmethod
    def links(cls) -> dict[str, Link]:
        """Return its links to other records."""
        return cls._links

    @classmethod
    def namings(cls) -> dict[str, Naming]:
        """Return its fields that name other records."""
        return {name: field for name, field in cls.fields.items() if isinstance(field, Naming)}

    @classmethod
    def owner(cls) -> Link | None:
        """Return the link to what it belongs to, if it belongs to anything."""
        return next((link for link in cls.links().values() if link.owner), None)

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> Row:
        """Return the values that follow from the others, by field."""
        return {name: field.rule(row) for name, field in cls.derived.items()}

    @classmethod
    def problems(cls, row: Mapping[str, Any]) -> list[Problem]:
        """Return everything that is wrong or doubtful with a row on its own."""
        found: list[Problem] = []
        for name, field in cls._watched.items():
            value = row.get(name)
            if value is None:
                if field.required:
                    found.append(Problem(name, f"请填写{field.label}"))
                continue
            wrong = field.check(value)
            if wrong:
                found.append(Problem(name, wrong))
            doubt = field.warn(value)
            if doubt:
                found.append(Problem(name, doubt, "warning"))
        found.extend(cls._parted_names(row))
        for check in cls.checks:
            found.extend(check(cls, row))
        return found

    @classmethod
    def _parted_names(cls, row: Mapping[str, Any]) -> Iterable[Problem]:
        """Refuse a name that would be taken for two where it stands among others of its kind."""
        for name in cls.captioned:
            sign = _PARTING_SIGN.search(str(row.get(name) or ""))
            if sign and any(cls.key in kind.lists for kind in Record.__subclasses__()):
                label = cls.fields[name].label
                yield Problem(
                    name, f"{label}里不能有“{sign[0]}”：几个{label}写在一起时用它隔开。请换成“和”，或分成两条"
                )

    @classmethod
    def problems_beside(cls, row: Mapping[str, Any], others: Others) -> list[Problem]:
        """Return what is wrong or doubtful with a row beside other records."""
        return [problem for check in cls.checks_beside for problem in check(cls, row, others)]


def in_order(*names: str) -> Check:
    """Return a check that the dates of these fields do not run backwards."""

    def check(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
        dated = [name for name in names if row.get(name) is not None]
        for earlier, later in itertools.pairwise(dated):
            if dates.surely_before(row[later], row[earlier]):
                late, soon = record.fields[later].label, record.fields[earlier].label
                yield Problem(later, f"{late}早于{soon}（{row[earlier]}）。请核对，改正其中一个日期后再保存")

    return check


def not_ahead_of_time(record: type[Record], row: Mapping[str, Any]) -> Iterable[Problem]:
    """Refuse a year and month that are still to come."""
    year, month = row.get("year"), row.get("month")
    today = datetime.date.today()
    if year is not None and month is not None and (year, month) > (today.year, today.month):
        yield Problem("month", f"{int(year)}年{int(month)}月还没有到，不能填报。请核对年度和月份")
