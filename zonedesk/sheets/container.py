"""What a file is by its first bytes, whatever its name says, with a sentence for everything that is not a workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Literal

from zonedesk.errors import Unreadable

Container = Literal["zip", "ole", "text"]

LARGEST_FILE = 200 * 1024 * 1024
LARGEST_CONTENT = 2 * 1024 * 1024 * 1024  # of a zipped workbook, unpacked

TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett", ".xlsb", ".ods"}

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOF, _FILE_PASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F  # workbook globals of BIFF8; the record of a password
_SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"
_OTHERS = (
    (b"%PDF", "是 PDF 文件，不是表格。请向填报单位要 Excel 表"),
    (b"{\\rtf", "是文字文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入"),
    (b"Rar!", "是压缩包。请先解压，再导入里面的表格"),
    (b"7z\xbc\xaf", "是压缩包。请先解压，再导入里面的表格"),
    (b"\x1f\x8b", "是压缩包。请先解压，再导入里面的表格"),
    (b"\x89PNG", "是图片，不是表格。请向填报单位要 Excel 表"),
    (b"\xff\xd8\xff", "是图片，不是表格。请向填报单位要 Excel 表"),
    (b"\x09\x08", f"是很旧的 Excel 格式。{_SAVE_AS}"),
    (b"\x09\x04", f"是很旧的 Excel 格式。{_SAVE_AS}"),
)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises Unreadable where it is missing, a folder, a lock file, in use, empty or too large."""
    name = path.name
    if name.startswith(("~$", ".~lock.", ".~")):
        raise Unreadable(f"“{name}”是表格打开时留下的临时文件。请关闭表格，选择不带 ~$ 的原文件")
    if path.is_dir():
        folder = path.resolve()
        raise Unreadable(f"“{folder.name or folder}”是文件夹。请选择里面的表格文件")
    try:
        data = _bounded(path)
    except FileNotFoundError:
        raise Unreadable(f"找不到“{path}”。请核对文件名和所在文件夹") from None
    except PermissionError:
        raise Unreadable(f"“{name}”打不开，可能正在别的程序中打开。请关闭它再导入，或核对读取权限") from None
    except OSError as error:
        raise Unreadable(f"“{name}”读不出来（{error.strerror}）。请把文件复制到本机硬盘再导入") from None
    if not data.strip(b"\x00"):
        raise Unreadable(f"“{name}”是空文件，没有内容。请向填报单位重新索取")
    return data


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"“{path.name}”超过 {LARGEST_FILE // 2**20} MB，太大。请拆成几个文件再导入")
    return data


def container_of(path: Path, data: bytes) -> Container:
    """Return how a workbook or text file is packed. Raises Unreadable for everything else."""
    if data.startswith(_ZIP):
        _refuse_other_zips(path, data)
        return "zip"
    if data.startswith(_OLE):
        _refuse_other_ole(path, data)
        return "ole"
    _refuse_foreign(path, data)
    return "text"


def _refuse_other_zips(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, size = set(archive.namelist()), sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise damaged(path) from None
    if size > LARGEST_CONTENT:
        raise Unreadable(f"“{path.name}”展开后超过 {LARGEST_CONTENT // 2**30} GB，太大。请拆成几个文件再导入")
    if any(name.startswith("word/") for name in names):
        raise Unreadable(f"“{path.name}”是 Word 文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable(f"“{path.name}”是演示文稿，不是表格。请选择表格文件")
    if not any(name.lower().startswith("xl/") or name in {"content.xml", "[Content_Types].xml"} for name in names):
        raise Unreadable(f"“{path.name}”是压缩包，不是表格。请先解压，再导入里面的表格")


def _refuse_other_ole(path: Path, data: bytes) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo") or _asks_password(data):
        raise protected(path)
    if not (holds("Workbook") or holds("Book")):
        if holds("WordDocument"):
            raise Unreadable(f"“{path.name}”是 Word 文档，不是表格。请把其中的表复制到 Excel，另存为 .xlsx 再导入")
        raise damaged(path)


def _asks_password(data: bytes) -> bool:
    """Return whether an .xls is encrypted: a FilePass record stands right after its first BOF, or one record later."""
    place = data.find(_BOF)
    for _ in range(3):
        if place < 0 or place + 4 > len(data):
            return False
        record, length = struct.unpack_from("<HH", data, place)
        if record == _FILE_PASS:
            return True
        place += 4 + length
    return False


def _refuse_foreign(path: Path, data: bytes) -> None:
    name, ending = path.name, path.suffix.lower()
    for start, sentence in _OTHERS:
        if data.startswith(start):
            raise Unreadable(f"“{name}”{sentence}")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        raise Unreadable(f"“{name}”其实是网页，不是表格。{_SAVE_AS}")
    if head.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise Unreadable(f"“{name}”是 XML 文件，不是工作簿。{_SAVE_AS}")
    if ending in TEXT_ENDINGS:
        return
    if ending in WORKBOOK_ENDINGS and _is_text(data):
        raise Unreadable(f"“{name}”其实是文本，扩展名不对。请把扩展名改为 .csv 再导入，或另存为 .xlsx")
    raise Unreadable(f"“{name}”不是表格文件。可以导入 .xlsx、.xls、.et、.ods 和 .csv")


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:4096]


def damaged(path: Path) -> Unreadable:
    """Return the sentence for a file that is cut off or broken."""
    return Unreadable(f"“{path.name}”不完整或已损坏，可能没有传完。请重新复制或向填报单位重新索取")


def protected(path: Path) -> Unreadable:
    """Return the sentence for a file that asks for a password."""
    return Unreadable(f"“{path.name}”有打开密码。请用 WPS 或 Excel 打开，取消密码并保存，再导入")


def unusual(path: Path) -> Unreadable:
    """Return the sentence for a workbook that some program wrote in a way that cannot be read here."""
    return Unreadable(f"“{path.name}”的内部结构特殊，读不出来。{_SAVE_AS}")
