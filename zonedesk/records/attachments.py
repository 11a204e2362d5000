"""Files that belong to a record. Their bytes lie beside the ledger, named by their hash."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.records.fields import Number, Text
from zonedesk.records.record import Record


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
    matched_by = (("of_kind", "of_record", "sha256", "name"),)
    groups = (("附件", ("name", "of_kind", "of_record", "sha256", "size", "remark")),)
