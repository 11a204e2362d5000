"""What is in a zipped workbook before it is unpacked: whether it is a workbook at all, and whether it asks for too much."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from zonedesk.errors import Unreadable
from zonedesk.sheets.limits import DENSEST, LARGEST_CONTENT, LARGEST_PART, MOST_PARTS

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What reading a damaged archive raises; RuntimeError where a part is encrypted."""


class _DeclaresType(Exception):
    """Ends the look at a part that declares a document type."""


_READ = re.compile(r"\.(xml|rels|bin)$", re.IGNORECASE)  # parts that are unpacked: no pictures, no macros
_OTHERS = (
    ("word/", "是 Word 文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入"),
    ("ppt/", "是演示文稿，不是表格。请选择表格文件"),
)


def check_zipped(path: Path, data: bytes) -> None:
    """Raise Unreadable where an archive is broken, is no workbook, or would unpack to more than any ledger does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except BROKEN_ZIP:
        raise damaged(path) from None
    _refuse_others(path, {part.filename for part in parts})
    _refuse_bombs(path, [part for part in parts if _READ.search(part.filename)], len(data))


def _refuse_others(path: Path, names: set[str]) -> None:
    for folder, sentence in _OTHERS:
        if any(name.startswith(folder) for name in names):
            raise Unreadable(f"“{path.name}”{sentence}")
    if not any(name.lower().startswith("xl/") or name in {"content.xml", "[Content_Types].xml"} for name in names):
        raise Unreadable(f"“{path.name}”是压缩包，不是表格。请先解压，再导入里面的表格")


def _refuse_bombs(path: Path, parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Look at what the parts say of their size; what they do not say, the limits of the reading process hold."""
    content, largest = sum(part.file_size for part in parts), max((part.file_size for part in parts), default=0)
    if content > LARGEST_CONTENT or largest > LARGEST_PART or len(parts) > MOST_PARTS:
        raise Unreadable(
            f"“{path.name}”展开后有 {max(content >> 20, 1)} MB，太大。请删去用不着的内容，或拆成几个文件再导入"
        )
    if content > max(packed * DENSEST, 50 << 20):
        raise Unreadable(
            f"“{path.name}”展开后是原来的 {content // packed} 倍，不像正常的表格，没有读取。请向填报单位重新索取"
        )


def refuse_entities(path: Path, data: bytes) -> None:
    """Raise Unreadable where a part declares a document type: no workbook does, and what it declares may grow without end."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
            declared = any(declares_type(_beginning(archive, name)) for name in names)
    except BROKEN_ZIP:
        return
    if declared:
        raise entities(path)


def entities(path: Path) -> Unreadable:
    """Return the sentence for a file with declarations that may grow without end or fetch something."""
    return Unreadable(f"“{path.name}”含有表格里不该有的声明（DTD），为安全起见没有读取。请向填报单位重新索取")


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1 << 16)


def declares_type(xml: bytes) -> bool:
    """Return whether XML begins with a document type, in whatever encoding; nothing after its first element is looked at."""

    def stop(*_: object) -> None:
        raise StopIteration

    def stop_at_type(*_: object) -> None:
        raise _DeclaresType

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = stop_at_type
    parser.StartElementHandler = stop
    try:
        parser.Parse(xml, False)
    except _DeclaresType:
        return True
    except (StopIteration, expat.ExpatError, ValueError, LookupError):  # broken or odd XML is left to its reader
        return b"<!DOCTYPE" in xml.replace(b"\0", b"")  # UTF-32 is known to other parsers
    return False


def damaged(path: Path) -> Unreadable:
    """Return the sentence for a file that is cut off or broken."""
    return Unreadable(f"“{path.name}”不完整或已损坏，可能没有传完。请重新复制或向填报单位重新索取")
