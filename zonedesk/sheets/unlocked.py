"""Workbooks with a password to open: decrypted in memory, never on the disk."""

from __future__ import annotations

import io
import struct
from pathlib import Path

from zonedesk.errors import Locked, Unreadable

UNASKED = (
    "VelvetSweatshop"  # Excel's own password for a workbook whose structure alone is protected; it opens without asking
)
_BOF, _FILE_PASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F  # workbook globals of BIFF8; the record of a password


def is_locked(data: bytes) -> bool:
    """Return whether a compound file is encrypted: a whole .xlsx wrapped in it, or an .xls with a FilePass record."""
    wrapped = any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo"))
    return wrapped or _asks_password(data)


def _asks_password(data: bytes) -> bool:
    """Return whether FilePass stands among the first records after the first BOF."""
    place = data.find(_BOF)
    for _ in range(3):
        if place < 0 or place + 4 > len(data):
            return False
        record, length = struct.unpack_from("<HH", data, place)
        if record == _FILE_PASS:
            return True
        place += 4 + length
    return False


def unlocked(path: Path, data: bytes, password: str) -> bytes:
    """Return the workbook inside. Raises Locked where the password is missing or wrong, Unreadable where it cannot be decrypted."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        return _decrypted(data, password or UNASKED)
    except InvalidKeyError:
        raise _locked(path, password) from None
    except (DecryptionError, FileFormatError, ParseError, struct.error, ArithmeticError, LookupError, OSError, SyntaxError,
            AttributeError, TypeError, ValueError) as error:  # fmt: skip
        # Whatever its parser trips over in a file that is cut off or made by an unknown program.
        raise Unreadable(
            f"“{path.name}”有打开密码，但不能解密。请用 WPS 或 Excel 打开，取消密码并保存，再导入"
        ) from error


def _decrypted(data: bytes, password: str) -> bytes:
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    office, plain = OfficeFile(io.BytesIO(_with_whole_records(data))), io.BytesIO()
    office.load_key(password=password)
    office.decrypt(plain)
    # The digest that an .xlsx carries to check the password is wrong in what some programs write; the archive itself tells as well.
    if isinstance(office, OOXMLFile) and not plain.getvalue().startswith(b"PK\x03\x04"):
        raise InvalidKeyError
    return plain.getvalue()


def _with_whole_records(data: bytes) -> bytes:
    """Return an .xls whose last record takes in the one to three bytes that stand after it: the decrypter takes them for a record."""
    import olefile

    file = io.BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        if not ole.exists("Workbook"):
            return data
        stream = bytearray(ole.openstream("Workbook").read())
        place, last = 0, 0
        while place + 4 <= len(stream):
            last, place = place, place + 4 + int.from_bytes(stream[place + 2 : place + 4], "little")
        if not 0 < len(stream) - place < 4:
            return data
        stream[last + 2 : last + 4] = (len(stream) - last - 4).to_bytes(2, "little")
        ole.write_stream("Workbook", bytes(stream))
        return file.getvalue()


def _locked(path: Path, password: str) -> Locked:
    if password:
        return Locked(f"“{path.name}”的打开密码不对。请核对后重新输入")
    return Locked(f"“{path.name}”有打开密码。请输入密码，或用 WPS 或 Excel 打开，取消密码并保存，再导入")
