"""LibreOffice, as the office's other program: it opens, recalculates and converts what we write."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")


def convert(path: Path, ending: str, folder: Path) -> Path:
    """Convert a file into `folder` with a profile of its own, so that tests run beside each other."""
    return convert_all([path], ending, folder)[0]


def convert_all(paths: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Convert many files at once into `folder`; the program's start costs more than a file."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir"]
    subprocess.run([*command, str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [folder / f"{path.stem}.{ending.partition(':')[0]}" for path in paths]


def text_of(path: Path) -> str:
    """Return the text of a PDF as poppler reads it."""
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60)
    return run.stdout.decode("utf-8")
