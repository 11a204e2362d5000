"""The kinds of field. A field is declared once, in its record's class, and everything else reads that line.

A value is a plain Python object: text as `str`, a choice as its identifier, money as whole-元 `Decimal`, a number as the
`Decimal` that was entered, a date as the text of `records.dates`, yes/no as `bool`, a link as the id of the other record.
Nothing known is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from zonedesk.errors import Unreadable
from zonedesk.records import codes, dates, months, parsing
from zonedesk.records.names import PARTING, SEPARATOR, names_in

Value = Any
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field of a record, in a sentence that says what to do. A warning does not stop saving.

    `other` is the id of another record of the kind that the sentence speaks of.
    """

    field: str
    message: str
    severity: Severity = "error"
    other: str = ""


@dataclass(frozen=True)
class Reading:
    """What a value's surroundings say about it: the unit in its heading or unit line, the year in the ledger's title."""

    unit: str = ""
    year: int | None = None


PLAIN_READING = Reading()


@dataclass(kw_only=True)
class Field:
    """One field of a record.

    `headings` are what real ledgers call it beside its label; `listed` says whether a table shows it before the user
    chooses; `searched` puts it into the search index.
    """

    label: str
    required: bool = False
    help: str = ""
    headings: tuple[str, ...] = ()
    listed: bool = False
    searched: bool = False
    width: int = 12  # of its column, in half-width characters
    id: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.id = name.rstrip("_")  # from_ is the field `from`, which Python keeps for itself

    @property
    def unit(self) -> str:
        """The unit that its numbers are in, as a heading shows it."""
        return ""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, shown to the right and added up."""
        return False

    @property
    def is_derived(self) -> bool:
        """Whether the program works it out, so that nobody types it."""
        return False

    @property
    def is_judged(self) -> bool:
        """Whether some of its values are wrong or doubtful by themselves."""
        return type(self).check is not Field.check or type(self).warn is not Field.warn

    def parse(self, raw: object, reading: Reading = PLAIN_READING) -> Value:
        """Return the value that `raw` (typed, pasted or read from a cell) stands for, None for nothing. Raises Unreadable."""
        return None if parsing.is_empty(raw) else self.read(raw, reading)

    def read(self, raw: object, reading: Reading) -> Value:
        """Return the value of a `raw` that is not empty. Raises Unreadable."""
        raise NotImplementedError

    def check(self, value: Value) -> str | None:
        """Return what is wrong with a value that could be read, or None."""
        return None

    def warn(self, value: Value) -> str | None:
        """Return what is doubtful about a value, or None: it may be kept all the same."""
        return None

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the text that people see; the empty text for nothing."""
        return "" if value is None else str(value)

    def brief(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the text of a list's column, where values stand under each other."""
        return self.show(value, money_unit)

    def edit(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the text that an editor starts from: it reads back to the same value."""
        return self.show(value, money_unit)

    def same(self, one: Value, other: Value) -> bool:
        """Return whether two values say the same."""
        return bool(one == other)


@dataclass(kw_only=True)
class Text(Field):
    """Words. `folded` text (codes, phone numbers) is stored in half-width; `suggested` offers what other records hold."""

    long: bool = False
    folded: bool = False
    suggested: bool = False
    pattern: str = ""
    pattern_advice: str = ""
    doubt: Callable[[str], str | None] | None = None

    @property
    def is_judged(self) -> bool:
        """Whether it has a form, or something to doubt about it."""
        return bool(self.pattern or self.doubt)

    def read(self, raw: object, reading: Reading) -> str | None:
        """Read words; a whole number from a spreadsheet cell loses its .0."""
        codes.refuse_mangled(raw, self.label, self.folded)
        text = parsing.words_of(raw, self.long)
        return (parsing.fold(text) if self.folded else text) or None

    def check(self, value: Value) -> str | None:
        """Refuse what does not have the declared form."""
        if value is not None and self.pattern and not re.fullmatch(self.pattern, value):
            return self.pattern_advice
        return None

    def warn(self, value: Value) -> str | None:
        """Doubt what the declared doubt finds, such as a wrong check digit."""
        return self.doubt(value) if self.doubt and value is not None else None


@dataclass(kw_only=True)
class Naming(Text):
    """The name of a record of the kind `to`, as ledgers write it; with `several`, names with 、 between them.

    It may name what is not on record. Where the named record is renamed, the store lets these texts follow. `within` is
    the link that both share: a milestone's predecessors are of its own project.
    """

    to: str
    several: bool = False
    within: str = ""
    suggested: bool = True

    def read(self, raw: object, reading: Reading) -> str | None:
        """Read names, each once; ledgers put 、 ， ； or a line break between them."""
        if not self.several:
            return super().read(raw, reading)
        parted = re.sub(rf"[{PARTING}\r\n]", SEPARATOR, raw) if isinstance(raw, str) else raw
        return SEPARATOR.join(dict.fromkeys(names_in(super().read(parted, reading)))) or None

    def names(self, text: str | None) -> list[str]:
        """Return the names that a text of this field holds: where it names one record, the whole text is the name."""
        return names_in(text) if self.several else [text] if text else []

    def holds(self, text: str | None, name: str) -> bool:
        """Return whether a text names the record of that name; a space or a full-width letter makes no other name."""
        return parsing.plain(name) in map(parsing.plain, self.names(text))


@dataclass(kw_only=True)
class Coded(Text):
    """A code of a state table, shown with its name. A code that the table lacks is kept: tables change, records stay."""

    named: Callable[[str], str]  # the name of a code, empty for an unknown one
    options: Callable[[], Mapping[str, str]]  # code → name, to choose from

    def read(self, raw: object, reading: Reading) -> str | None:
        """Read a code, or the name of one (晋中市, 祁县, C27 医药制造业)."""
        text = super().read(raw, reading)
        word = parsing.fold(text or "").split(" ")[0]
        if re.fullmatch(self.pattern, word):
            return word
        named = [code for code, name in self.options().items() if name == text]
        return named[0] if len(named) == 1 else text

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the code and its name."""
        return f"{value} {self.named(value)}".strip() if value else ""


@dataclass(kw_only=True)
class Choice(Field):
    """One of a few words: identifiers with their labels, and other words that ledgers use for them."""

    choices: Mapping[str, str]
    synonyms: Mapping[str, str] | None = None
    default: str | None = None
    colours: Mapping[str, str] | None = None

    def read(self, raw: object, reading: Reading) -> str:
        """Read an identifier, a label or a synonym."""
        word = parsing.plain(str(raw))
        for identifier, label in self.choices.items():
            if word in (identifier, parsing.plain(label)):
                return identifier
        for synonym, identifier in (self.synonyms or {}).items():
            if word == parsing.plain(synonym):
                return identifier
        raise Unreadable(f"“{raw}”不在可选范围，请填{'、'.join(self.choices.values())}中的一个")

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the label."""
        return "" if value is None else self.choices.get(value, str(value))


@dataclass(kw_only=True)
class Flag(Field):
    """是 or 否. `meaning_yes` are the words that ledgers write for 是 in this very field."""

    meaning_yes: tuple[str, ...] = ()

    def read(self, raw: object, reading: Reading) -> bool:
        """Read 是 or 否 and what staff write for them."""
        if self.meaning_yes and parsing.plain(str(raw)) in self.meaning_yes:
            return True
        return parsing.parse_bool(raw)

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return 是 or 否."""
        return "" if value is None else ("是" if value else "否")


@dataclass(kw_only=True)
class Money(Field):
    """An amount in whole 元, shown in 亿元 or 万元 as the user chooses."""

    may_be_negative: bool = False

    @property
    def is_number(self) -> bool:
        """Amounts are added up."""
        return True

    def read(self, raw: object, reading: Reading) -> Decimal:
        """Read an amount in the reading's unit, 亿元 where none is known."""
        return parsing.parse_money(raw, reading.unit or "亿元")

    def check(self, value: Value) -> str | None:
        """Refuse an amount below zero."""
        if value is not None and value < 0 and not self.may_be_negative:
            return f"{self.label}不能小于 0，请核对"
        return None

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the amount in `money_unit` with at least two decimals, and as many as it exactly has."""
        if value is None:
            return ""
        return parsing.money_text(value, money_unit)

    def brief(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the amount with two decimals, rounded half up; one too small to show so is given whole."""
        if value is None or money_unit == "元":
            return self.show(value, money_unit)
        rounded = (value / parsing.MONEY_UNITS[money_unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{rounded:f}" if rounded or not value else self.show(value, money_unit)


@dataclass(kw_only=True)
class Number(Field):
    """A number kept exactly as it was entered. An area carries its unit in the field named `unit_field`.

    `unit_of` is the link to the record whose `unit` its numbers are in: a reading is in its indicator's.
    """

    of: str = ""
    whole: bool = False
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None
    unit_field: str = ""
    unit_of: str = ""

    @property
    def unit(self) -> str:
        """The unit of the number."""
        return self.of

    @property
    def is_number(self) -> bool:
        """Numbers are added up."""
        return True

    def read(self, raw: object, reading: Reading) -> Decimal:
        """Read a number; 个, 人 and the field's own unit after it are understood."""
        text = parsing.fold(raw) if isinstance(raw, str) else ""
        has_unit = bool(self.of) and text.endswith(self.of)
        number = parsing.parse_number(text.removesuffix(self.of) if has_unit else raw, self.label)
        if reading.unit == parsing.FRACTION and not has_unit:
            number = parsing.hundredfold(number)
        if self.whole and number != number.to_integral_value():
            raise Unreadable(f"“{raw}”不是整数，{self.label}请填整数")
        return Decimal(int(number)) if self.whole else number

    def check(self, value: Value) -> str | None:
        """Refuse a number out of its range."""
        if value is None:
            return None
        if self.lowest is not None and value < self.lowest:
            return f"{self.label}不能小于 {self.lowest}，请核对"
        if self.highest is not None and value > self.highest:
            return f"{self.label}不能大于 {self.highest}，请核对"
        return None

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the digits that were entered."""
        return "" if value is None else parsing.plain_digits(value)


@dataclass(kw_only=True)
class Month(Number):
    """A month of a year, which stands for the time from January to it. `across` tells that ledgers write months side by side."""

    whole: bool = True
    lowest: Decimal | None = Decimal(1)
    highest: Decimal | None = Decimal(12)
    across: bool = False

    def read(self, raw: object, reading: Reading) -> Decimal:
        """Read 10, 10月, 1-10月 or 上半年."""
        period = months.period_at_start(raw) if isinstance(raw, str) else None
        return Decimal(period.month) if period and not period.rest else super().read(raw, reading)


@dataclass(kw_only=True)
class Date(Field):
    """A date that may be known only to the month or the year. A `deadline` is often written 6月底前."""

    deadline: bool = False

    def read(self, raw: object, reading: Reading) -> str:
        """Read a date in any of the forms that ledgers use."""
        if self.deadline and isinstance(raw, str):
            raw = re.sub(r"(?<=[\d年月日号底末])[之以]?前$", "", raw.strip())
        return dates.parse_date(raw, reading.year)


@dataclass(kw_only=True)
class Link(Field):
    """Another record of the kind `to`, held by its id and shown by its caption.

    `owner` marks what this record belongs to: it goes when its owner goes. `makes` lets a ledger or a form make the other
    record from its name alone. `whole` are the words of a ledger for no single one of them: 全市 for the city as a whole.
    """

    to: str
    owner: bool = False
    makes: bool = False
    whole: tuple[str, ...] = ()
    within_zone: bool = True  # offer only records of the same zone, where both have one

    def read(self, raw: object, reading: Reading) -> str:
        """Links are read where the records are: by `actions`, which know the other records' names."""
        raise NotImplementedError


@dataclass(kw_only=True)
class Derived(Field):
    """A value that follows from the record's other fields, kept beside them so that lists can filter and sort by it."""

    rule: Callable[[Mapping[str, Value]], Value]
    choices: Mapping[str, str] | None = None
    colours: Mapping[str, str] | None = None

    @property
    def is_derived(self) -> bool:
        """Nobody types it."""
        return True

    def read(self, raw: object, reading: Reading) -> Value:
        """Read the word of a filter: an identifier or its label."""
        for identifier, label in (self.choices or {}).items():
            if str(raw) in (identifier, label):
                return identifier
        return str(raw)

    def show(self, value: Value, money_unit: str = "亿元") -> str:
        """Return the label."""
        return "" if value is None else (self.choices or {}).get(value, str(value))
