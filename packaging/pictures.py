"""Take pictures of every page of the real program on the sample ledger: `python packaging/pictures.py FOLDER [light|dark]`.

The size is 1366×768 logical pixels; set QT_SCALE_FACTOR for another scale.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from zonedesk.actions import setup
from zonedesk.app import open_window
from zonedesk.settings import Settings
from zonedesk.ui.places import all_groups, every_place

SETTLING = 2500  # milliseconds for the charts, which are drawn beside the window


def settle() -> None:
    """Let the window and its workers go on for a while. QTest.qWait would not do: it holds Python back from the workers."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLING, loop.quit)
    loop.exec()


def main(folder: Path, theme: str) -> None:
    """Open each page in turn and save what it shows."""
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in os.environ.get("ZONEDESK_SIZE", "1366x768").split("x"))
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "样例台账.db"
        setup.create_sample(database, "jinzhong-2023")
        window = open_window(database, Settings(theme=theme, year=2023, month=10))  # type: ignore[arg-type]
        window.resize(width, height)
        for page in every_place(all_groups()):
            window.go(page.key)
            settle()
            window.grab().save(str(folder / f"{page.key}-{theme}.png"))
        window.close()
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "light")
