"""数据交换: the wizard that brings ledgers in. Choose files, check every row, import all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from zonedesk.actions.opening import ReadFile, read_files
from zonedesk.actions.plan import Plan
from zonedesk.ui.file_out import write_files
from zonedesk.ui.import_choosing import ChoosingStep
from zonedesk.ui.import_draft import SUFFIXES, Draft, Place, agreed_zones, plan_of
from zonedesk.ui.import_foot import Foot
from zonedesk.ui.import_outcome import Outcome, OutcomeStep, WaitingStep
from zonedesk.ui.import_parts import ElidedLabel, Steps
from zonedesk.ui.import_review import ReviewStep
from zonedesk.ui.import_work import ERROR_FORMS, MARKED, apply_draft, mark_ledgers, take_back, write_errors
from zonedesk.ui.page_bar import PageBar
from zonedesk.ui.worker import Work, run

if TYPE_CHECKING:
    from zonedesk.actions.plan import Offer
    from zonedesk.ui.desk import Desk
    from zonedesk.ui.import_zones import Zones

FILE_FILTER = f"台账文件 ({' '.join('*' + suffix for suffix in SUFFIXES)});;所有文件 (*)"


NO_FILE = "还没有选文件"


class ImportPage(QWidget):
    """The page. `open_files(paths)` is what the button, a drop and the window call."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page.import")
        self.desk = desk
        self.draft, self.plan = Draft([]), Plan()
        self._work: Work | None = None
        self._own_change = False  # the news of a change is this page's own
        self._stale = False  # records changed since the plan was made
        self.bar, self.steps, self.names = PageBar("导入"), Steps(), ElidedLabel("text2")
        self.choosing, self.waiting, self.outcome = ChoosingStep(), WaitingStep(), OutcomeStep()
        self.review, self.foot = ReviewStep(self._caption), Foot()
        self.stack = QStackedWidget()
        self._captions: dict[tuple[str, str], str] = {}
        self._lay_out()
        self._connect()
        self._go(self.choosing, 0)

    def _lay_out(self) -> None:
        self.names.setMinimumWidth(80)
        self.names.set_whole(NO_FILE)
        self.bar.add_left(self.names)
        self.bar.add_right(self.steps)
        for step in (self.choosing, self.waiting, self.review, self.outcome):
            self.stack.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.choosing.choosing.connect(self.choose_files)
        self.choosing.chosen.connect(self.open_files)
        self.waiting.stopped.connect(self.stop)
        self.desk.problems_asked.connect(self._mend_next)
        self.foot.back.connect(self.start_again)
        self.foot.cancelled.connect(self.cancel)
        self.foot.apply_asked.connect(self.apply)
        self.foot.show_asked.connect(self.desk.go)
        self.outcome.show_asked.connect(self.desk.go)
        self.outcome.undo_asked.connect(self.undo)
        self.outcome.again_asked.connect(self.start_again)
        self.desk.changed.connect(self._records_changed)
        review = self.review
        review.kind_asked.connect(lambda place, kind: self._correct(place, kind=kind))
        review.header_asked.connect(lambda place, *rows: self._correct(place, header_rows=rows))
        review.field_asked.connect(lambda place, column, field: self._correct_column(place, column, field=field))
        review.unit_asked.connect(lambda place, column, unit: self._correct_column(place, column, unit=unit))
        review.cell_asked.connect(self.correct_cell)
        review.rows_asked.connect(self.leave_out)
        review.name_asked.connect(self.choose_name)
        review.unlock_asked.connect(self.ask_passwords)
        review.zones_asked.connect(self.ask_zones)
        review.errors_asked.connect(self.ask_errors_file)
        review.files_asked.connect(self.choose_files)

    # What the window asks

    def activated(self) -> None:
        """Take the keyboard, and look again where records changed meanwhile."""
        if self._at() is self.choosing:
            self.choosing.button.setFocus()
        elif self._at() is self.review and self._stale:
            self._plan_anew()
        self._tell_status()

    def actions_of_page(self) -> dict[str, Callable[[], object]]:
        """Offer to choose files."""
        return {"import": self.choose_files}

    # Step 1

    def choose_files(self) -> None:
        """Let the user choose files in a dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择要导入的台账", "", FILE_FILTER)
        if names:
            self.open_files([Path(name) for name in names])

    def choose(self, paths: Sequence[Path]) -> None:
        """Take files, as the dialog's answer does."""
        self.open_files(paths)

    def open_files(self, paths: Sequence[Path | str]) -> None:
        """Read files and show what is in them; what was being checked before is put away."""
        self._wait("正在读取文件", 1)
        self._run(
            read_files, [Path(path) for path in paths], done=self._have_files, progress=self.waiting.show_progress
        )

    def _have_files(self, files: list[ReadFile]) -> None:
        self.draft = Draft(files)
        self._captions.clear()
        names = [file.name for file in files]
        self.names.set_whole(names[0] if len(names) == 1 else f"{len(names)} 个文件：{'、'.join(names)}")
        self.waiting.show_wait("正在核对每一行")
        self._run(plan_of, self.desk.store, self.draft, done=self._have_plan, progress=self.waiting.show_wait)

    def _have_plan(self, plan: Plan) -> None:
        self.plan, self._stale = plan, False
        self.bar.waiting.stop()
        arriving = self._at() is not self.review
        self.review.setEnabled(True)
        self._go(self.review, 1)
        self.review.show_plan(plan, self.draft)
        self.foot.show_plan(plan)
        if arriving:
            self.review.list.setFocus()

    # Step 2

    def _correct(self, place: Place | None, **changes: Any) -> None:
        if place is not None:
            self.draft.correct(place, **changes)
            self._plan_anew()

    def _correct_column(self, place: Place | None, column: int, **changes: str) -> None:
        if place is not None:
            self.draft.correct_column(place, column, **changes)
            self._plan_anew()

    def correct_cell(self, place: Place, row: int, column: int, text: str) -> None:
        """Read a cell as if it held `text`, and check everything again."""
        self.draft.correct_cell(place, row, column, text)
        self._plan_anew()

    def leave_out(self, place: Place, rows: Sequence[int], out: bool) -> None:
        """Leave rows out of the import, or take them again, and check everything again."""
        self.draft.leave_out(place, rows, out)
        self._plan_anew()

    def choose_name(self, offer: Offer) -> None:
        """Let a name stand for a record in all sheets, and check everything again."""
        self.draft.choose_name(((sheet.file, sheet.sheet) for sheet in self.plan.sheets), offer)
        self._plan_anew()

    def ask_passwords(self) -> None:
        """Ask for the passwords of the files that have one, one after the other."""
        from zonedesk.ui.import_password import Unlocking

        locked = [file for file in self.draft.files if file.locked]
        unlocking = Unlocking(self, locked, self.desk.messages.fail)
        unlocking.ended.connect(self._have_unlocked)
        unlocking.ask_next()

    def _have_unlocked(self, files: list[ReadFile]) -> None:
        for file in files:
            self.draft.put(file)
        if files:
            self._plan_anew()

    def _plan_anew(self) -> None:
        self.bar.waiting.start()
        self.foot.wait()
        self._run(plan_of, self.desk.store, self.draft, done=self._have_plan)

    def ask_zones(self) -> None:
        """Ask what the zones are that the ledger lacks, so that the import makes them."""
        from zonedesk.ui.import_zones import ask_zones

        agreed = [step.values["name"] for step in agreed_zones(self.plan, self.draft)]
        zones = ask_zones(self, agreed or self.plan.missing_zones, self.draft.new_zones)
        if zones:
            self.make_zones(zones)

    def make_zones(self, zones: Zones) -> None:
        """Let zones be made with the import, and check everything again."""
        self.draft.new_zones.update(zones)
        self._plan_anew()

    def ask_errors_file(self) -> None:
        """Let the user name a file, and write to it what is to be mended: marked in the ledgers, or as a list."""
        name, form = QFileDialog.getSaveFileName(self, "导出要改正的内容", "标注后的原表.xlsx", ";;".join(ERROR_FORMS))
        if name:
            (self.export_marked if form == MARKED else self.export_errors)(Path(name))

    def export_errors(self, path: Path) -> None:
        """Write the errors of all sheets to a file, beside the window."""
        plan, settings = self.plan, self.desk.settings
        write_files(self, self.desk, lambda told: write_errors(path, plan, settings, told), self.export_errors)

    def export_marked(self, path: Path) -> None:
        """Write the ledgers that have errors to a workbook in which these are marked, beside the window."""
        draft, plan = self.draft, self.plan
        write_files(self, self.desk, lambda told: mark_ledgers(path, draft, plan, told), self.export_marked)

    def start_again(self) -> None:
        """Go back to choosing files."""
        self.stop()

    def cancel(self) -> None:
        """Put away what was being checked; nothing was written."""
        self.stop()
        self.desk.messages.tell("没有导入，台账没有改动")

    def stop(self) -> None:
        """Stop what is under way and go back to the first step."""
        self._drop_work()
        self.bar.waiting.stop()
        self.draft, self.plan = Draft([]), Plan()
        self.names.set_whole(NO_FILE)
        self._go(self.choosing, 0)
        self.choosing.button.setFocus()

    # Step 3

    def apply(self, partial: bool = False) -> None:
        """Write the plan to the ledger: all of it, or with `partial` the rows without an error."""
        self._wait("正在备份和导入", 2)
        self._run(
            apply_draft, self.desk.store, self.plan, partial,
            done=self._have_outcome, failed=self._not_applied, progress=self.waiting.show_wait,
        )  # fmt: skip

    def _have_outcome(self, outcome: Outcome) -> None:
        self._tell_changed()
        self.outcome.show_outcome(outcome)
        self._go(self.outcome, 3)
        self.outcome.show_records.setFocus()

    def _not_applied(self, error: BaseException) -> None:
        self._go(self.review, 1)
        self.desk.messages.fail(error)
        self._plan_anew()

    def _mend_next(self) -> None:
        """Go to the first cell that is still to be mended."""
        if self.isVisible() and self._at() is self.review and self.plan.errors:
            self.review.mend(self.plan.errors[0])

    def undo(self) -> None:
        """Take the import back."""
        self.outcome.undo.setEnabled(False)
        self.bar.waiting.start()
        self._run(take_back, self.desk.store, done=self._undone)

    def _undone(self, sentence: str) -> None:
        self.bar.waiting.stop()
        self._tell_changed()
        self.outcome.show_undone(sentence)
        self.outcome.again.setFocus()

    # Underneath

    def _run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        progress: Callable[..., object] | None = None,
    ) -> None:
        """Run long work; only the latest is heard, so that a correction made meanwhile wins."""
        self._drop_work()
        work: list[Work] = []

        def latest(then: Callable[[Any], object]) -> Callable[[Any], None]:
            def hear(result: Any) -> None:
                if self._work is work[0]:
                    self._work = None
                    then(result)

            return hear

        work.append(
            run(self, function, *arguments, done=latest(done), failed=latest(failed or self._failed), progress=progress)
        )
        self._work = work[0]

    def _drop_work(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _failed(self, error: BaseException) -> None:
        self.bar.waiting.stop()
        self.desk.messages.fail(error)
        if self._at() is self.waiting:
            self.stop()
        elif self._at() is self.review:
            self.foot.show_plan(self.plan)
        self.outcome.undo.setEnabled(True)

    def _wait(self, words: str, step: int) -> None:
        self.waiting.stop.setVisible(step == 1)
        self.waiting.show_wait(words)
        self._go(self.waiting, step)

    def _go(self, step: QWidget, number: int) -> None:
        self.stack.setCurrentWidget(step)
        self.steps.set_step(number)
        self.foot.setVisible(step is self.review)
        self._tell_status()

    def _at(self) -> QWidget | None:
        return self.stack.currentWidget()

    def _tell_status(self) -> None:
        if not self.isVisible():
            return
        rows = self.plan.count("new") + self.plan.count("changed")
        waiting = self._at() is self.review
        self.desk.status_changed.emit(f"导入尚未写入 · {rows} 条待导入" if waiting else "")
        self.desk.problems_changed.emit(len(self.plan.errors) if waiting else 0)

    def _tell_changed(self) -> None:
        self._own_change = True
        self.desk.tell_changed()
        self._own_change = False

    def _records_changed(self) -> None:
        if self._own_change:
            return
        self._stale = True
        self.outcome.undo.hide()  # the latest action is no longer this import
        if self._at() is self.review and self.isVisible():
            self._plan_anew()

    def _caption(self, kind: str, record: str) -> str:
        """Return the name of a record that a link points at."""
        from zonedesk.actions.records import get

        if (kind, record) not in self._captions:
            row = get(self.desk.store, kind, record)
            self._captions[kind, record] = row["caption"] if row else ""
        return self._captions[kind, record]
