"""The command that brings ledgers in: import."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zonedesk.cli.console import Json, app, kind_named, ledger, say, show_json
from zonedesk.errors import Mendable

if TYPE_CHECKING:
    from zonedesk.actions.importing import Applied
    from zonedesk.actions.opening import ReadFile
    from zonedesk.actions.plan import CellProblem, Plan
    from zonedesk.sheets.grid import Workbook


@app.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="要导入的台账：.xlsx .xls .et .ods .csv")],
    record: Annotated[str | None, typer.Option(help="都当作这种记录，如 project；不写时自动识别")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不改台账")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="有错的行不导入，其余照样导入")] = False,
    create_zones: Annotated[
        bool, typer.Option("--create-zones", help="新建台账里没有的开发区（省级、工业类）")
    ] = False,
    errors_to: Annotated[
        Path | None, typer.Option("--errors-to", help="把原表另存到这个 .xlsx，标出要改正的地方，改好后可以再导入")
    ] = None,
    same_as: Annotated[
        list[str] | None, typer.Option("--same-as", help="表里的名称=台账中的名称，可以写几次；导入后记住")
    ] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="隐藏的工作表也按识别的类别导入")] = False,
    password: Annotated[str, typer.Option(help="有密码的文件的打开密码；不写时在终端里询问")] = "",
    as_json: Json = False,
) -> None:
    """导入台账：识别表头、单位和日期，全部导入或都不导入。"""
    from zonedesk.actions import importing, naming

    _refuse_senseless(files, record, errors_to)
    with ledger(context) as store:
        read = _read(files, password)
        refused = [file for file in read if file.workbook is None]
        workbooks = [file.workbook for file in read if file.workbook is not None]
        names = naming.choices(store, same_as or ())
        plan = importing.make_plan(store, workbooks, {}, record, create_zones, hidden=hidden, names=names)
        refusals = [file.trouble for file in refused] + importing.unrecognised(plan)
        is_refused = bool(refusals) and (not partial or len(refusals) == len(read))
        is_applied = not dry_run and not is_refused and (partial or plan.is_applicable)
        applied = importing.apply_plan(store, plan, partial) if is_applied else None
    if as_json:
        show_json(importing.as_json(plan, is_applied, refused))
    if errors_to is not None:
        _send_back(errors_to, workbooks, plan)
    if is_refused:
        raise Mendable("\n".join(refusals))
    _tell(plan, applied, [file.trouble for file in refused], as_json)


def _refuse_senseless(files: Sequence[Path], record: str | None, errors_to: Path | None) -> None:
    if errors_to is not None:
        from zonedesk.actions.returning import refuse_as_target

        refuse_as_target(errors_to, files)
    if record is not None and kind_named(record).attached:
        raise Mendable(f"{kind_named(record).label}随记录添加，不能从表格导入")


def _tell(plan: Plan, applied: Applied | None, troubles: Sequence[str], as_json: bool) -> None:
    """Say what was done, or would be, and what is doubtful. Raises Mendable with the errors that stopped it."""
    from zonedesk.actions import importing

    for trouble in troubles:
        say(f"没有导入：{trouble}")
    _say_doubts(plan)
    if applied is None and plan.errors:
        raise Mendable(importing.refusal(plan.errors) if as_json else _refusal(plan.errors))
    for problem in plan.errors if applied else ():
        say(f"没有导入：{problem.sentence()}")
    say(applied.sentence if applied else f"试导入，台账没有改动。{importing.outcome_of(plan).sentence}")


def _read(files: Sequence[Path], password: str) -> list[ReadFile]:
    """Read the files, with the password that was given or that a person at the terminal is asked for."""
    from zonedesk.actions.opening import read_files

    read = read_files(files, dict.fromkeys(files, password))
    if password or not (sys.stdin and sys.stdin.isatty()):
        return read
    asked = {file.path: getpass(f"“{file.name}”的打开密码：", sys.stderr) for file in read if file.locked}
    again = {file.path: file for file in read_files(asked, asked)}
    return [again.get(file.path, file) for file in read]


def _send_back(path: Path, workbooks: Sequence[Workbook], plan: Plan) -> None:
    """Write the workbooks with their errors marked, where there are any."""
    from zonedesk.actions.returning import write_marked

    say(write_marked(path, workbooks, plan) if plan.errors else "没有错误，没有另存标注后的表")


SAID = 20  # problems that are said one by one


def _say_doubts(plan: Plan) -> None:
    """Say which sheets are left out, and what is doubtful in the others."""
    for sheet in plan.sheets:
        if sheet.record is None and not sheet.recognition.grid.is_blank:
            say(f"没有导入：{sheet.file}〔{sheet.sheet}〕：{sheet.recognition.why}")
    warnings = sorted(plan.warnings, key=lambda problem: problem.column is not None)  # of whole sheets first
    for problem in warnings[:SAID]:
        say(f"请核对：{problem.sentence()}")
    if len(warnings) > SAID:
        say(f"共 {len(warnings)} 处要核对，其余用 --json 查看")
    if plan.missing_zones:
        say(f"台账里没有开发区{'、'.join(f'“{name}”' for name in plan.missing_zones)}。要新建，请加上 --create-zones")


def _refusal(errors: Sequence[CellProblem]) -> str:
    """Return the errors that stop an import, one in each line."""
    lines = [problem.sentence() for problem in errors[:SAID]]
    end = f"没有导入，台账没有改动。共 {len(errors)} 处错误，请改正后再导入"
    return "\n".join([*lines, end + ("；其余用 --json 查看" if len(errors) > SAID else "")])
