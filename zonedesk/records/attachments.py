"""Files that belong to a record. Their bytes lie beside the ledger, named by their hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zonedesk.records.fields import Number, Problem, Text
from zonedesk.records.record import Others, Record


def _owner_is_there(record: type[Record], row: Mapping[str, Any], others: Others) -> Iterable[Problem]:
    from zonedesk.records import KINDS  # which is made of this kind too

    kind, owner = row.get("of_kind"), row.get("of_record")
    if not kind or not owner:
        return
    if kind not in KINDS or KINDS[kind].attached:
        yield Problem("of_kind", f"没有“{kind}”这种记录可以带附件，请核对记录种类")
    elif others.row(kind, owner) is None:
        yield Problem("of_record", f"附件所属的{KINDS[kind].label}不在了，请核对记录编号，或先撤销删除")


class Attachment(Record, key="attachment", label="附件", counter="个"):
    """A file of any record. `of_kind` and `of_record` say whose it is; it goes and comes back with that record."""

    name = Text(label="文件名", required=True, listed=True, searched=True, width=40, headings=("附件名称",))
    of_kind = Text(label="记录种类", required=True, width=12)
    of_record = Text(label="记录编号", required=True, width=34)
    sha256 = Text(
        label="校验值", required=True, width=40, pattern=r"[0-9a-f]{64}", pattern_advice="校验值应为 64 位十六进制数"
    )
    size = Number(label="大小", of="字节", whole=True, required=True, listed=True, width=12, lowest=Decimal(0))
    remark = Text(label="备注", long=True, listed=True, headings=("说明",))

    attached = True
    indexed = (("of_kind", "of_record"),)
    matched_by = (("of_kind", "of_record", "sha256", "name"),)
    checks_beside = (_owner_is_there,)
    groups = (("附件", ("name", "of_kind", "of_record", "sha256", "size", "remark")),)
