"""One window for one ledger: a second start asks the first window to come forward."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 1000  # milliseconds given to a first window to answer


class FirstWindow(QObject):
    """The claim on a ledger. The first to claim it listens; a later one knocks."""

    woken = Signal()  # somebody started the program again with the same ledger

    def __init__(self, database: Path) -> None:
        super().__init__()
        self._name = name_of(database)
        # Two starts in the same moment cannot both hold the lock; a lock of a process that died is void.
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Take the ledger, or return False where another window of this user has it."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # left by a program that was ended by force
        self._server.listen(self._name)
        return True

    def knock(self) -> bool:
        """Ask the first window to come forward; return whether it was reached."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.disconnectFromServer()
        return True

    def release(self) -> None:
        """Let the ledger go."""
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.woken.emit()


def name_of(database: Path) -> str:
    """Return the name under which windows of one ledger find each other."""
    whole = str(database.expanduser().resolve()).casefold()
    return f"zonedesk-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
