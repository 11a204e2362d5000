"""Fixtures that every test may use: Qt without a screen, a recorder of messages, warnings of Qt as failures."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from zonedesk.ui.messages import Messages

HARMLESS = ("This plugin does not support",)  # said by the offscreen platform, of what it cannot do


@pytest.fixture(autouse=True)
def no_qt_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which Qt complained."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    qtlog = request.getfixturevalue("qtlog")
    yield
    said = [record.message for record in qtlog.records if not record.message.startswith(HARMLESS)]
    assert not said, said


@pytest.fixture
def messages(qapp) -> Iterator[Messages]:
    """Give a door for messages that keeps what was said and answers questions from `answers`.

    A bug that no test looked at fails the test.
    """
    from zonedesk.ui.messages import Messages

    class RecordedMessages(Messages):
        """Keeps what is said instead of showing dialogs."""

        def __init__(self) -> None:
            super().__init__()
            self.notes: list[str] = []
            self.warnings: list[str] = []
            self.questions: list[str] = []
            self.answers: list[str] = []  # keys of choices, in the order of the questions
            self.bugs: list[BaseException] = []
            self.told.connect(self.notes.append)
            self.warned.connect(self.warnings.append)

        def ask(self, question: str, choices: Sequence[tuple[str, str]], explanation: str = "") -> str:
            self.questions.append(question)
            return self.answers.pop(0) if self.answers else ""

        def bug(self, error: BaseException) -> None:
            self.bugs.append(error)

    recorded = RecordedMessages()
    yield recorded
    assert not recorded.bugs, recorded.bugs
