"""Where zonedesk finds its own files and keeps the user's."""

from __future__ import annotations

import sys
from pathlib import Path

PORTABLE_MARK = "portable"
DATABASE_NAME = "zonedesk.db"


def program_folder() -> Path:
    """Return the folder that holds the program: beside the frozen executable, else the checkout."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def _own(inside: str, beside: str) -> Path:
    installed = Path(__file__).resolve().parent / inside
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / beside


def resources() -> Path:
    """Return the folder of read-only files: icons, style, sample."""
    return _own("_resources", "resources")


def database_files() -> Path:
    """Return the folder with migrations and reference tables."""
    return _own("_db", "db")


def data_folder() -> Path:
    """Return the user's data folder; a file named `portable` beside the program keeps it beside the program."""
    program = program_folder()
    if (program / PORTABLE_MARK).exists():
        return program / "data"
    from platformdirs import user_data_path

    return user_data_path("zonedesk", appauthor=False)


def default_database() -> Path:
    """Return the ledger that a plain start opens."""
    return data_folder() / DATABASE_NAME
