"""The command line: the same actions as the window's, without a window."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import typer

from zonedesk.cli import figures, imports, ledgers, templates  # noqa: F401 - each adds its commands
from zonedesk.cli.console import OpenWindow, app, say, speak
from zonedesk.cli.usage import UsageError, sentence_of
from zonedesk.errors import Mendable


def main(arguments: Sequence[str], open_window: OpenWindow | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a mistake that a person can mend, 2 a bug.

    Without a command `open_window` is called with the ledger that --db names.
    """
    speak(sys.stdout, errors="replace")
    speak(sys.stderr, errors="replace")
    try:
        result = app(args=list(arguments), obj=open_window, standalone_mode=False)
    except Mendable as mistake:
        say(str(mistake))
        return 1
    except (typer.Exit, typer.Abort) as end:
        return getattr(end, "exit_code", 1)
    except UsageError as mistake:
        say(sentence_of(mistake))
        return 1
    except Exception:  # noqa: BLE001 - the last door: every other failure is a bug and is reported as one
        traceback.print_exc()
        say("程序出错了，数据没有改动。请把上面的内容发给维护人员")
        return 2
    return result if isinstance(result, int) else 0
