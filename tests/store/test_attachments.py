from __future__ import annotations

from pathlib import Path

import pytest

from zonedesk.errors import CannotOpen, Refused, Unreadable
from zonedesk.store import attachments


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "台账" / "ledger.db"


def source(tmp_path: Path, content: bytes = b"abc", name: str = "报告.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def kept_files(ledger: Path) -> list[Path]:
    return [path for path in attachments.folder_of(ledger).rglob("*") if path.is_file()]


def test_bytes_lie_beside_the_ledger_under_their_hash(ledger: Path, tmp_path: Path) -> None:
    digest, size = attachments.keep(ledger, source(tmp_path))
    assert size == 3
    assert kept_files(ledger) == [tmp_path / "台账" / "ledger.attachments" / digest[:2] / digest]


def test_the_same_bytes_are_kept_once(ledger: Path, tmp_path: Path) -> None:
    one = attachments.keep(ledger, source(tmp_path))
    assert attachments.keep(ledger, source(tmp_path, name="另一个名字.pdf")) == one
    assert len(kept_files(ledger)) == 1


def test_what_is_kept_comes_out_the_same(ledger: Path, tmp_path: Path) -> None:
    digest, _ = attachments.keep(ledger, source(tmp_path, b"\x00\xff" * 700_000))
    attachments.copy_out(ledger, digest, "报告.pdf", tmp_path / "出来.pdf")
    assert (tmp_path / "出来.pdf").read_bytes() == b"\x00\xff" * 700_000


def test_altered_bytes_are_not_given_out_and_attaching_again_heals_them(ledger: Path, tmp_path: Path) -> None:
    digest, _ = attachments.keep(ledger, source(tmp_path))
    kept_files(ledger)[0].write_bytes(b"abd")
    with pytest.raises(Unreadable, match="和添加时不一样"):
        attachments.copy_out(ledger, digest, "报告.pdf", tmp_path / "出来.pdf")
    assert not (tmp_path / "出来.pdf").exists()
    attachments.keep(ledger, source(tmp_path))
    attachments.copy_out(ledger, digest, "报告.pdf", tmp_path / "出来.pdf")


def test_missing_bytes_are_said(ledger: Path, tmp_path: Path) -> None:
    digest, _ = attachments.keep(ledger, source(tmp_path))
    kept_files(ledger)[0].unlink()
    with pytest.raises(Unreadable, match="文件不在了") as raised:
        attachments.copy_out(ledger, digest, "报告.pdf", tmp_path / "出来.pdf")
    assert "备份" in str(raised.value) and str(ledger.parent) in str(raised.value)


def test_a_hash_that_is_none_reaches_no_other_file(ledger: Path, tmp_path: Path) -> None:
    attachments.keep(ledger, source(tmp_path))
    with pytest.raises(Unreadable, match="文件不在了"):
        attachments.copy_out(ledger, "../../报告.pdf", "报告.pdf", tmp_path / "出来.pdf")


def test_a_file_that_is_too_large_leaves_nothing(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1 << 20)
    with pytest.raises(Refused, match="超过 1 MB"):
        attachments.keep(ledger, source(tmp_path, b"x" * ((1 << 20) + 1)))
    assert kept_files(ledger) == []


def test_what_cannot_be_read_is_said(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"找不到“没有\.pdf”"):
        attachments.keep(ledger, tmp_path / "没有.pdf")
    with pytest.raises(Unreadable, match="是文件夹"):
        attachments.keep(ledger, tmp_path)


def test_a_place_that_cannot_be_written_is_said(ledger: Path, tmp_path: Path) -> None:
    ledger.parent.mkdir()
    attachments.folder_of(ledger).write_text("挡在这里", "utf-8")
    with pytest.raises(CannotOpen, match="没有存成"):
        attachments.keep(ledger, source(tmp_path))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("批复.pdf", "批复.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\windows\系统.dll", "系统.dll"),
        ("a:b?.txt", "a_b_.txt"),
        ("CON.txt", "_CON.txt"),
        ("  . ", "附件"),
        ("", "附件"),
        ("好\u202efdp.exe", "好_fdp.exe"),
        ("长" * 300 + ".docx", "长" * 28 + "…" + "长" * 28 + ".docx"),
        ("批\udcff复.pdf", "批_复.pdf"),
    ],
)
def test_a_name_is_never_a_path(name: str, safe: str) -> None:
    assert attachments.safe_name(name) == safe


@pytest.mark.parametrize("name", ["长" * 110 + ".txt", "a" * 300, "x" * 250 + ".pdf", "表." + "长" * 200])
def test_a_name_fits_where_names_are_counted_in_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / attachments.safe_name(name)).write_bytes(b"x")


@pytest.mark.parametrize("into", ["改名.db", "backups/ledger 2025-01-01 000000 手动.db"])
def test_a_renamed_ledger_and_a_backup_find_the_files_that_lie_beside(ledger: Path, tmp_path: Path, into: str) -> None:
    digest, _ = attachments.keep(ledger, source(tmp_path))
    attachments.copy_out(ledger.parent / into, digest, "报告.pdf", tmp_path / "出来.pdf")
    assert (tmp_path / "出来.pdf").read_bytes() == b"abc"


def test_altered_bytes_of_another_ledger_do_not_hide_the_whole_ones(ledger: Path, tmp_path: Path) -> None:
    digest, _ = attachments.keep(ledger, source(tmp_path))
    other = ledger.with_name("另一个.db")
    attachments.keep(other, source(tmp_path))
    kept_files(ledger)[0].write_bytes(b"abd")
    attachments.copy_out(ledger, digest, "报告.pdf", tmp_path / "出来.pdf")
    assert (tmp_path / "出来.pdf").read_bytes() == b"abc"
