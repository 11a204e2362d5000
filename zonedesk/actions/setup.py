"""Making a ledger: empty, or filled with a sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zonedesk import paths
from zonedesk.errors import Unreadable
from zonedesk.store.store import Store

Progress = Callable[[str], None]


def samples() -> list[str]:
    """Return the names of the samples that come with the program."""
    return sorted(folder.name for folder in (paths.resources() / "sample").iterdir() if folder.is_dir())


def create_empty(path: Path) -> None:
    """Make an empty ledger. Raises CannotOpen where something is there already."""
    Store.create(path).close()


def create_sample(path: Path, name: str, progress: Progress = lambda _: None) -> None:
    """Make a ledger filled from a sample's ledgers, saying how far it is. Raises Unreadable for an unknown sample."""
    from zonedesk.actions import importing

    if name not in samples():
        raise Unreadable(f"没有样例“{name}”，可以用：{'、'.join(samples())}")
    progress("正在新建台账")
    store = Store.create(path)
    try:
        files = sorted(f for f in (paths.resources() / "sample" / name).iterdir() if f.suffix != ".md")
        progress(f"正在读入 {len(files)} 个样例台账")
        plan = importing.plan_import(store, files)
        progress("正在写入样例")
        importing.apply_plan(store, plan)
    except BaseException:
        store.close()
        for left in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            left.unlink(missing_ok=True)
        raise
    store.close()
