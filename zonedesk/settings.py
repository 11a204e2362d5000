"""What a user has set: one small object that is passed along and kept as JSON in the user's data folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

Theme = Literal["system", "light", "dark"]


@dataclass
class Settings:
    """Settings of one user on one PC. `file` is where they are kept; without it they last as long as the program."""

    office: str = ""  # 填报单位, printed on tables
    clerk: str = ""  # 制表人
    theme: Theme = "system"
    money_unit: str = "亿元"
    year: int = 0  # the period in force; 0 means the current month
    month: int = 0
    columns: dict[str, dict[str, Any]] = field(default_factory=dict)  # per kind: order, widths, hidden, sort
    splitters: dict[str, list[int]] = field(default_factory=dict)
    project: str = ""  # the one that 项目全景 showed last
    window: str = ""  # geometry, as Qt saves it, in hex
    file: Path | None = None

    @classmethod
    def load(cls, file: Path) -> Settings:
        """Read settings from `file`; what is missing, unknown or damaged falls back to its default."""
        try:
            kept = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            kept = {}
        if not isinstance(kept, dict):
            kept = {}
        defaults = cls()
        known = {
            f.name: kept[f.name]
            for f in fields(cls)
            if f.name in kept and isinstance(kept[f.name], type(getattr(defaults, f.name)))
        }
        return cls(**{**known, "file": file})

    def save(self) -> None:
        """Write the settings to their file, whole or not at all."""
        if self.file is None:
            return
        kept = {name: value for name, value in asdict(self).items() if name != "file"}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(self.file)
