"""What each row of a sheet does to the ledger: makes a record, changes one field by field, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zonedesk.actions.comparing import differences
from zonedesk.actions.doubts import doubts_of
from zonedesk.actions.linking import LinkReader
from zonedesk.actions.matching import Archive, Beside, Namesake, Shelf
from zonedesk.actions.near_names import near_sentence
from zonedesk.actions.plan import CellProblem, FieldChange, RowPlan, SheetPlan
from zonedesk.actions.records import defaults
from zonedesk.actions.repeats import Mention, Mentions, contradiction, namesake_problem
from zonedesk.actions.row_reading import RowReader, SheetRow
from zonedesk.records import KINDS
from zonedesk.records.fields import Problem
from zonedesk.records.parsing import MONEY_UNITS, plain
from zonedesk.records.record import Row
from zonedesk.records.remarks import REMARK, holds_words, remark_with
from zonedesk.sheets.recognition import Corrections, Recognition
from zonedesk.sheets.totals import check_totals

UNMADE = "?"  # stands for the id of a record that the row itself will make

TOLD_EVERY = 5000  # rows between two words of progress


@dataclass(frozen=True)
class Course:
    """What the sheets of one plan share: the records, the links to them, what was said of them, whom to tell."""

    archive: Archive
    links: LinkReader
    mentions: Mentions = field(default_factory=Mentions)
    progress: Callable[[str], object] = lambda _: None


def plan_sheet(file: str, recognition: Recognition, corrections: Corrections, course: Course) -> SheetPlan:
    """Return what a sheet does, and take its records into the archive."""
    plan = SheetPlan(file, recognition.grid.title, recognition, corrections=corrections)
    if recognition.kind is not None:
        links = course.links.for_sheet(corrections.names)
        _SheetPlanner(plan, course, links, RowReader(file, recognition, links, corrections.rows_left_out)).run()
        recognition.recalled += links.aliases.notes
        plan.recalled_names = dict(links.aliases.used)
    return plan


class _SheetPlanner:
    def __init__(self, plan: SheetPlan, course: Course, links: LinkReader, reader: RowReader) -> None:
        self._plan, self._reader, self._progress = plan, reader, course.progress
        self._archive, self._links, self._mentions = course.archive, links, course.mentions
        self._kind, self._carried = reader.kind, reader.carried
        self._shelf = self._archive[reader.kind]
        self._carried_link = next((n for n, f in KINDS[self._kind].links().items() if f.to == self._carried), "")
        self._defaults = {kind: defaults(kind) for kind in (reader.kind, reader.carried) if kind}
        self._lacking: set[tuple[str, str]] = set()  # fields whose missing column was told once
        self._is_unusable = False
        self._others = Beside(self._archive, self._kind, ())

    def run(self) -> None:
        plan, reader = self._plan, self._reader
        plan.totals = check_totals(reader.recognition, reader.columns)
        plan.amount = reader.amount()
        rows, left_out = reader.rows(), plan.corrections.rows_left_out
        taken = [row for row in rows if row.number not in left_out]
        plan.problems += reader.sheet_problems + reader.heading_doubts + doubts_of(plan)
        self._is_unusable = bool(reader.sheet_problems)
        self._load(taken)
        if self._shelf.record.checks_beside:
            self._shelf.load_all()
            self._others = Beside(self._archive, self._kind, (row.own for row in taken))
        for count, row in enumerate(rows):
            if count % TOLD_EVERY == 0:
                self._progress(f"正在核对 {plan.file}〔{plan.sheet}〕第 {row.number} 行")
            if row.number in left_out:
                plan.rows.append(RowPlan(row.number, "left_out", (), tuple(row.problems)))
            else:
                self._take(row)

    def _load(self, rows: list[SheetRow]) -> None:
        """Fetch the records that the rows will meet, all at once."""
        if self._shelf.is_empty and not self._carried:
            return
        if self._carried:
            shelf = self._archive[self._carried]
            found = [shelf.find(row.carried) for row in rows]
            shelf.load(record for record in found if record)
            own = [{**row.own, self._carried_link: record} for row, record in zip(rows, found, strict=True)]
        else:
            own = [row.own for row in rows]
        self._shelf.load(record for values in own if (record := self._shelf.find(values)))

    def _take(self, row: SheetRow) -> None:
        found: list[CellProblem] = list(row.problems)
        changes: list[FieldChange] = []
        described = self._described(row, found, changes)
        own, is_new = self._own(row, described, found, changes)
        is_wrong = row.is_lacking or self._is_unusable or any(problem.severity == "error" for problem in found)
        changes = [] if is_wrong else changes
        record = "" if is_wrong else self._commit(row, described, own)
        result = "error" if is_wrong else "new" if is_new else "changed" if changes else "unchanged"
        self._plan.problems += found
        self._plan.rows.append(RowPlan(row.number, result, tuple(changes), tuple(found), record))  # type: ignore[arg-type]

    def _described(
        self, row: SheetRow, found: list[CellProblem], changes: list[FieldChange]
    ) -> tuple[str | None, Row] | None:
        """Return the record that the line describes beside its own (None while unmade) with what the line adds to it."""
        if not self._carried or not row.carried.get("name"):
            return None
        shelf = self._archive[self._carried]
        record, namesake = shelf.match(row.carried)
        if record is None and namesake is None:
            record, namesake = self._only_namesake(row.carried)
        if namesake:
            self._refuse_namesake(row, self._carried, namesake, found)
            return None, {}
        if record is None:
            values = {**self._defaults[self._carried], **row.carried}
            self._check(self._carried, row, values, None, found)
            self._doubt_double(row, self._carried, values, found)
            return None, values
        self._doubt_name(row, self._carried, row.carried, shelf.row(record), found)
        added = differences(shelf.record, shelf.row(record), row.carried, only_fill=True)
        if added:
            self._check(self._carried, row, {**shelf.row(record), **added}, shelf.row(record), found)
            changes += self._changes(self._carried, row, shelf.row(record), added)
        return record, added

    def _only_namesake(self, values: Mapping[str, Any]) -> tuple[str | None, Namesake | None]:
        """Return the only record of that name, where the line does not say which zone it is in."""
        if not self._carried or values.get("zone") is not None:
            return None, None
        shelf = self._archive[self._carried]
        named = shelf.named(values["name"])
        if len(named) != 1:
            return None, None
        return (named[0], None) if shelf.differing(values, named[0]) is None else (None, Namesake(named[0], ("name",)))

    def _own(
        self, row: SheetRow, described: tuple[str | None, Row] | None, found: list[CellProblem],
        changes: list[FieldChange],
    ) -> tuple[tuple[str | None, Row], bool]:  # fmt: skip
        values = row.own
        if described:
            values[self._carried_link] = described[0] or UNMADE
        record, namesake = self._shelf.match(values)
        if namesake:
            self._refuse_namesake(row, self._kind, namesake, found)
            return (None, {}), True
        if record is None:
            stated = {**self._linked_by_name(values, {}), **values, **self._remark(row, {})}
            whole = {**self._defaults[self._kind], **stated}
            self._check(self._kind, row, whole, None, found)
            self._doubt_double(row, self._kind, whole, found)
            return (None, whole), True
        old = self._shelf.row(record)
        stated = {**self._linked_by_name(values, old), **values, **self._remark(row, old)}
        new = differences(self._shelf.record, old, stated)
        self._compare_repeat(row, record, new, found)
        self._doubt_name(row, self._kind, values, old, found)
        if new:
            self._check(self._kind, row, {**old, **new}, old, found)
            self._refuse_rival(row, record, values, found)
            changes += self._changes(self._kind, row, old, new)
        return (record, new), False

    def _remark(self, row: SheetRow, old: Mapping[str, Any]) -> Row:
        """Return the remark that a row makes with its words that no field can hold, nothing where there are none."""
        kept = old.get(REMARK)
        if not row.words and not holds_words(kept):
            return {}
        fields = KINDS[self._kind].fields
        given = {fields[name].label for name, value in row.own.items() if value is not None and name in fields}
        if self._carried:
            described = KINDS[self._carried].fields
            given |= {described[name].label for name, value in row.carried.items() if value is not None}
        order = (field.label for field in fields.values())
        return {REMARK: remark_with(row.words, row.own.get(REMARK), kept, given, order)}

    def _linked_by_name(self, values: Mapping[str, Any], old: Mapping[str, Any]) -> Row:
        """Return the link of a list's line that is a project or an enterprise to the record of that name, if there is one."""
        kind = values.get("kind")
        if self._kind != "campaign_item" or kind not in {"project", "enterprise"} or old.get(kind) or values.get(kind):
            return {}
        shelf = self._archive[kind]
        named = shelf.named(str(values.get("description", "")))
        same = [record for record in named if shelf.value(record, "zone") in (None, values.get("zone"))]
        return {kind: same[0]} if len(same) == 1 else {}

    def _compare_repeat(self, row: SheetRow, record: str, new: Row, found: list[CellProblem]) -> None:
        """Hold a row to those that spoke of its record before, in whatever sheet: all must be able to be true."""
        if self._mentions.first(record) is None:
            return
        against = self._mentions.against(self._shelf.record, record, row.own)
        if against:
            message = self._contradiction(*against)
            found.append(self._reader.problem(row, (self._kind, against[0]), message))
        elif not new and (earlier := self._mentions.within(record, self._plan.file, self._plan.sheet)):
            named = self._carried_link or self._shelf.record.named_by[0]
            message = f"与第 {earlier.row} 行重复，只算一{self._shelf.record.counter}"
            found.append(self._reader.problem(row, (self._kind, named), message, severity="warning"))

    def _contradiction(self, name: str, earlier: Mention) -> str:
        where = earlier.seen_from(self._plan.file, self._plan.sheet)
        message = contradiction(self._shelf.record, name, where, self._shown(name, earlier.values[name]))
        if (earlier.file, earlier.sheet) == (self._plan.file, self._plan.sheet):
            return f"{message}。请核对后只留一行"
        return f"{message}。请核对后改成一致；要以后一份为准，请分两次导入"

    def _refuse_namesake(self, row: SheetRow, kind: str, namesake: Namesake, found: list[CellProblem]) -> None:
        """Refuse a row that has a record's name and another code: it would overwrite that, or be a second."""
        shelf = self._archive[kind]
        values = row.own if kind == self._kind else row.carried
        problem = namesake_problem(self._archive, kind, values, namesake, self._whereabouts(shelf, namesake.record))
        found.append(self._reader.problem(row, (kind, problem.field), problem.message))

    def _whereabouts(self, shelf: Shelf, record: str) -> str:
        """Return where a record was met: a row of the plan, or the ledger."""
        earlier = self._mentions.first(record)
        if earlier:
            return earlier.seen_from(self._plan.file, self._plan.sheet)
        return "这次导入的表里" if shelf.is_new(record) else "台账里"

    def _refuse_rival(self, row: SheetRow, record: str, values: Row, found: list[CellProblem]) -> None:
        """Refuse a row that has one record's code and another's name: taking it would make two of one name."""
        other = self._shelf.rival(values, record)
        if other:
            one, two = (self._shelf.record.caption(self._shelf.row(r)) for r in (record, other))
            message = f"代码是“{one}”的，名称是“{two}”的，对不上。请核对代码和名称"
            found.append(self._reader.problem(row, (self._kind, self._shelf.record.named_by[0]), message))

    def _shown(self, name: str, value: Any) -> str:
        column = self._reader.column(self._kind, name)
        unit = column.unit if column and column.unit in MONEY_UNITS else "亿元"
        return self._archive.show(self._shelf.record.fields[name], value, unit)

    def _doubt_name(
        self, row: SheetRow, kind: str, values: Mapping[str, Any], old: Mapping[str, Any], found: list[CellProblem]
    ) -> None:
        """Doubt a row that a code or a short name ties to a record of another name."""
        name, known = values.get("name"), str(old.get("name"))
        if name is None or "name" not in KINDS[kind].fields:
            return
        if plain(known) in {plain(str(values[n])) for n in KINDS[kind].named_by if values.get(n)}:
            return  # also a zone that was known by its short name alone
        by = self._archive[kind].matched(values, old["id"])
        same = "、".join(KINDS[kind].fields[n].label for n in by)
        counter = f"{KINDS[kind].counter}{KINDS[kind].label}"
        message = f"{same}与“{known}”的相同，已按同一{counter}处理，请核对名称和{same}"
        place = by[-1] if by and by[-1] == "code" else "name"
        found.append(self._reader.problem(row, (kind, place), message, severity="warning"))

    def _doubt_double(self, row: SheetRow, kind: str, values: Row, found: list[CellProblem]) -> None:
        """Doubt a row that would make a record beside one of almost the same name."""
        offers = self._links.near.doubles(kind, values)
        if offers:
            problem = self._reader.problem(row, (kind, "name"), near_sentence(offers), severity="warning")
            found.append(replace(problem, offers=offers))

    def _check(self, kind: str, row: SheetRow, whole: Row, old: Row | None, found: list[CellProblem]) -> None:
        """Note what is wrong with the record that a row makes, or changes where it was not wrong before."""
        if self._carried_link and kind == self._kind:  # for checks that look at the name of what the line describes
            whole = {**whole, f"{self._carried_link}.caption": row.carried.get("name")}
        problems = self._problems(kind, whole)
        if problems and old is not None:
            before = set(self._problems(kind, old))
            problems = [problem for problem in problems if problem not in before]
        unread = {problem.column for problem in row.problems if problem.severity == "error"}
        for problem in problems:
            column = self._reader.column(kind, problem.field, row)
            if column is None and whole.get(problem.field) is None and problem.severity == "error":
                self._tell_lacking(kind, problem, row)
            elif column is None or column.index not in unread:  # what cannot be read has been said
                place = (kind, problem.field if column else self._nearest(kind, problem.field, row, whole, old))
                noted = self._reader.problem(row, place, problem.message, severity=problem.severity)
                if noted not in found:
                    found.append(noted)

    def _problems(self, kind: str, row: Row) -> list[Problem]:
        return [*KINDS[kind].problems(row), *KINDS[kind].problems_beside(row, self._others)]

    def _nearest(self, kind: str, name: str, row: SheetRow, whole: Row, old: Row | None) -> str:
        """Return the field whose column may be to blame for a field without one: the date that was changed before it."""
        fields = KINDS[kind].fields
        changed = [n for n, value in whole.items() if n in fields and (old is None or old.get(n) != value)]
        alike = [n for n in changed if type(fields[n]) is type(fields[name]) and self._reader.column(kind, n, row)]
        return alike[0] if alike else name

    def _tell_lacking(self, kind: str, problem: Problem, row: SheetRow) -> None:
        """Say once per sheet that a required field has no column."""
        row.is_lacking = True
        if (kind, problem.field) in self._lacking or self._is_unusable:
            return
        self._lacking.add((kind, problem.field))
        label = KINDS[kind].fields[problem.field].label
        way = "或在标题里写明年份" if problem.field == "year" else f"或指定哪一列是{label}"
        message = f"表里没有“{label}”一列，新增{KINDS[kind].label}要有它。请补上这一列，{way}"
        header = self._reader.recognition.header_rows[-1]
        self._plan.problems.append(self._reader.problem(header, (kind, problem.field), message))

    def _changes(self, kind: str, row: SheetRow, old: Row, new: Row) -> list[FieldChange]:
        found = []
        for name, value in new.items():
            column = self._reader.column(kind, name, row)
            found.append(FieldChange(kind, name, old.get(name), value, column.index if column else None))
        return found

    def _commit(self, row: SheetRow, described: tuple[str | None, Row] | None, own: tuple[str | None, Row]) -> str:
        """Take what a row makes or changes into the archive and return its record."""
        if described and self._carried:
            record, values = described
            own[1][self._carried_link] = self._put(self._carried, record, values)
        if own[0] is not None:
            own[1].pop(self._carried_link, None)
        row.own.pop(self._carried_link, None)  # what was not made yet is made now
        record = self._put(self._kind, *own)
        self._mentions.note(record, Mention(self._plan.file, self._plan.sheet, row.number, row.own))
        return record

    def _put(self, kind: str, record: str | None, values: Row) -> str:
        shelf = self._archive[kind]
        if values:
            self._links.keep(kind, values)
        if record is None:
            return shelf.add(values)
        if values:
            shelf.change(record, values)
        return record
