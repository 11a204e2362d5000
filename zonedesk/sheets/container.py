"""What a file is by its first bytes, whatever its name says, with a sentence for everything that is not a workbook."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Literal

from zonedesk.errors import Unreadable
from zonedesk.sheets.limits import LARGEST_FILE
from zonedesk.sheets.zipped import check_zipped, damaged

Container = Literal["zip", "ole", "xml", "html", "text"]

TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett", ".xlsb", ".ods"}
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "是 PDF 文件，不是表格。请向填报单位要 Excel 表"),
    (b"{\\rtf", "是文字文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入"),
    (b"Rar!", "是压缩包。请先解压，再导入里面的表格"),
    (b"7z\xbc\xaf", "是压缩包。请先解压，再导入里面的表格"),
    (b"\x1f\x8b", "是压缩包。请先解压，再导入里面的表格"),
    (b"\x89PNG", "是图片，不是表格。请向填报单位要 Excel 表"),
    (b"\xff\xd8\xff", "是图片，不是表格。请向填报单位要 Excel 表"),
    (b"\x09\x08", f"是很旧的 Excel 格式。{SAVE_AS}"),
    (b"\x09\x04", f"是很旧的 Excel 格式。{SAVE_AS}"),
)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises Unreadable where it is missing, no ordinary file, a lock file, in use, empty or too large."""
    name = path.name
    if name.startswith(("~$", ".~lock.", ".~")):
        raise Unreadable(f"“{name}”是表格打开时留下的临时文件。请关闭表格，选择不带 ~$ 的原文件")
    try:
        _refuse_other_things(path)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(f"找不到“{path}”。请核对文件名和所在文件夹") from None
    except PermissionError:
        raise Unreadable(f"“{name}”打不开，可能正在别的程序中打开。请关闭它再导入，或核对读取权限") from None
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # RuntimeError for links in a circle, ValueError for a NUL in the name
        reason = getattr(error, "strerror", None) or "路径不对"
        raise Unreadable(f"“{name}”读不出来（{reason}）。请把文件复制到本机硬盘再导入") from None
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"“{name}”超过 {LARGEST_FILE // 2**20} MB，太大。请拆成几个文件再导入")
    if not data.strip(b"\x00"):
        raise Unreadable(f"“{name}”是空文件，没有内容。请向填报单位重新索取")
    return data


def _refuse_other_things(path: Path) -> None:
    """Open only ordinary files: reading from a pipe or a device may never end."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        folder = path.resolve()
        raise Unreadable(f"“{folder.name or folder}”是文件夹。请选择里面的表格文件")
    if not stat.S_ISREG(mode):
        raise Unreadable(f"“{path.name}”不是普通的文件（是设备或管道）。请选择表格文件")


def container_of(path: Path, data: bytes) -> Container:
    """Return how a workbook or text file is packed. Raises Unreadable for everything else."""
    if data.startswith(_ZIP):
        check_zipped(path, data)
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    return _plain_container(path, data)


def check_ole(path: Path, data: bytes) -> None:
    """Raise Unreadable where a compound file that asks for no password holds no workbook."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if not (holds("Workbook") or holds("Book")):
        if holds("WordDocument"):
            raise Unreadable(f"“{path.name}”是 Word 文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入")
        raise damaged(path)


def _plain_container(path: Path, data: bytes) -> Container:
    name, ending = path.name, path.suffix.lower()
    for start, sentence in _OTHERS:
        if data.startswith(start):
            raise Unreadable(f"“{name}”{sentence}")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
        return "xml"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")) or b"<html" in head:
        return "html"
    if head.startswith(b"<?xml"):
        raise Unreadable(f"“{name}”是 XML 文件，不是工作簿。{SAVE_AS}")
    if ending in TEXT_ENDINGS or (ending in WORKBOOK_ENDINGS and _is_text(data)):
        return "text"
    raise Unreadable(f"“{name}”不是表格文件。可以导入 .xlsx、.xls、.et、.ods 和 .csv")


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:4096] or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def unusual(path: Path) -> Unreadable:
    """Return the sentence for a workbook that some program wrote in a way that cannot be read here."""
    return Unreadable(f"“{path.name}”的内部结构特殊，读不出来。{SAVE_AS}")
