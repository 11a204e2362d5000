"""The wizard's foot while rows are checked: back, cancel, import what is right, import all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from zonedesk.actions.plan import RESULTS, Plan, Result, brought_words
from zonedesk.ui.import_parts import ElidedLabel, Surface
from zonedesk.ui.views import title_of
from zonedesk.ui.widgets import Button, PrimaryButton

TOLD: tuple[Result, ...] = ("new", "changed", "unchanged", "left_out", "error")
ALWAYS_TOLD = TOLD[:3]
NOTHING_NEW = "这些台账已经导入过，没有变化"
NOTHING_USABLE = "没有可以导入的行"


def verdict(plan: Plan) -> str:
    """Return the sentence beside the buttons."""
    rows = plan.count("new") + plan.count("changed")
    if plan.errors:
        return f"改完 {len(plan.errors)} 处错误后可全部导入；{counts_words(plan)}"
    if rows:
        return "；".join(filter(None, (counts_words(plan), brought_words(plan.brought_along()), "导入前自动备份")))
    if plan.count("unchanged") and not plan.count("left_out"):
        return NOTHING_NEW
    return f"{NOTHING_USABLE}；{counts_words(plan)}" if plan.count("left_out") else NOTHING_USABLE


def counts_words(plan: Plan) -> str:
    """Return 新增 3，更新 2，未变 0，不导入 1，错误 4; the last two only where there are any."""
    told = [result for result in TOLD if result in ALWAYS_TOLD or plan.count(result)]
    return "，".join(f"{RESULTS[result]} {plan.count(result)}" for result in told)


def kept_kind(plan: Plan) -> str:
    """Return the kind of which a plan finds most records as they are, empty where there is more to do than to look at them."""
    if plan.errors or plan.count("new") + plan.count("changed"):
        return ""
    kinds = {sheet.record: 0 for sheet in plan.sheets if sheet.record and sheet.count("unchanged")}
    for sheet in plan.sheets:
        if sheet.record in kinds:
            kinds[sheet.record] += sheet.count("unchanged")
    return max(kinds, key=lambda kind: kinds[kind], default="") or ""


class Foot(Surface):
    """52 high, always in view."""

    back = Signal()
    cancelled = Signal()
    apply_asked = Signal(bool)  # whether only what is right
    show_asked = Signal(str)  # kind of record

    def __init__(self) -> None:
        super().__init__("top")
        self.setFixedHeight(52)
        self.back_button = self._button(Button("上一步", "chevron-left"), "import.back")
        self.cancel_button = self._button(Button("取消"), "import.cancel")
        self.good = self._button(Button("只导入无错的行"), "import.apply_good")
        self.all = self._button(PrimaryButton("导入"), "import.apply")
        self.kept = self._button(Button("查看台账"), "import.show_kept")
        self._kind = ""
        self.back_button.setIconSize(QSize(12, 12))
        self.back_button.clicked.connect(lambda _: self.back.emit())
        self.cancel_button.clicked.connect(lambda _: self.cancelled.emit())
        self.good.clicked.connect(lambda _: self.apply_asked.emit(True))
        self.all.clicked.connect(lambda _: self.apply_asked.emit(False))
        self.kept.clicked.connect(lambda _: self.show_asked.emit(self._kind))
        self.words = ElidedLabel("text2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addWidget(self.words, 1)
        for button in (self.kept, self.cancel_button, self.good, self.all):
            row.addWidget(button)

    def _button(self, button: Button, name: str) -> Button:
        button.setObjectName(name)
        return button

    def show_plan(self, plan: Plan) -> None:
        """Offer what may be done with a plan."""
        good = plan.count("new") + plan.count("changed")
        errors = len(plan.errors)
        whole = good + plan.count("error")
        self.words.set_whole(verdict(plan))
        self._kind = kept_kind(plan)
        self.kept.setVisible(bool(self._kind))
        self.kept.setText(f"查看{title_of(self._kind)}" if self._kind else "")
        self.good.setVisible(bool(errors))
        self.good.setEnabled(bool(good))
        self.good.setText(f"只导入无错的 {good} 条")
        self.all.setText(f"导入 {whole} 条" if whole else "导入")
        self.all.setEnabled(bool(whole) and not errors)
        self.all.setToolTip(verdict(plan))

    def wait(self) -> None:
        """Offer no import until the next plan is shown."""
        for button in (self.good, self.all):
            button.setEnabled(False)
