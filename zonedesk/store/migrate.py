"""The schema's versions: numbered Alembic migrations, run inside one transaction of the caller's."""

from __future__ import annotations

import sqlalchemy as sa

from zonedesk import paths
from zonedesk.errors import CannotOpen


def newest() -> str:
    """Return the schema version of this program, without loading Alembic: the number of the last migration."""
    files = sorted((paths.database_files() / "migrations" / "versions").glob("[0-9]*.py"))
    return files[-1].stem.split("_")[0]


def current(connection: sa.Connection) -> str | None:
    """Return the schema version of a database, None for one that has none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return version


def refuse_newer(version: str | None, name: str) -> None:
    """Refuse a ledger that is not whole or that a newer program made. Raises CannotOpen."""
    if version is None:
        raise CannotOpen(f"“{name}”里没有版本记录，不是完整的台账。请用备份恢复")
    if version > newest():
        raise CannotOpen(f"台账“{name}”由更新版本的开发区工作台建立（{version}），请先升级本机程序再打开")


def upgrade(connection: sa.Connection, version: str = "head") -> None:
    """Bring a database to a version, this program's where none is named, within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.database_files() / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, version)
