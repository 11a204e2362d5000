"""The folder of opened copies: private, gone with its window, and swept where a program left it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from zonedesk import app
from zonedesk.settings import Settings
from zonedesk.ui.opened_copies import MARK, OpenedCopies, sweep


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the test alone."""
    folder = tmp_path / "临时"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def copy_in(folder: Path) -> Path:
    (folder / "a1b2").mkdir()
    copy = folder / "a1b2" / "批复.pdf"
    copy.write_bytes(b"x")
    copy.chmod(0o400)
    return copy


def test_copies_lie_in_one_folder_that_only_this_user_can_enter(place):
    copies = OpenedCopies()
    assert list(place.iterdir()) == []
    folder = copies.folder()
    assert (copies.folder(), folder.parent, folder.stat().st_mode & 0o777) == (folder, place, 0o700)


def test_removing_leaves_nothing_and_a_later_copy_has_a_place_again(place):
    copies = OpenedCopies()
    copy_in(copies.folder())
    copies.remove()
    assert list(place.iterdir()) == []
    assert copies.folder().is_dir()


def test_a_folder_that_the_system_tidied_away_is_made_again():
    copies = OpenedCopies()
    copies.folder().rmdir()
    assert copies.folder().is_dir()


def test_sweeping_takes_what_was_left_and_nothing_of_a_running_program(place):
    left = place / f"{MARK}left"
    left.mkdir()
    copy_in(left)
    copies = OpenedCopies()
    held = copy_in(copies.folder())
    sweep()
    assert held.exists() and not left.exists()
    copies.remove()
    assert list(place.iterdir()) == []


def test_sweeping_follows_no_link_out_of_the_temporary_folder(place, tmp_path):
    (tmp_path / "重要").mkdir()
    papers = copy_in(tmp_path / "重要")
    (place / f"{MARK}link").symlink_to(tmp_path / "重要")
    sweep()
    assert papers.exists()


def test_a_start_sweeps_and_a_closed_window_leaves_no_copy(qtbot, ledger, messages, place):
    left = place / f"{MARK}left"
    left.mkdir()
    window = app.open_window(ledger.path, Settings(), messages)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: not left.exists())
    copy = copy_in(window.desk.copies.folder())
    window.close()
    assert not copy.exists() and list(place.iterdir()) == []
