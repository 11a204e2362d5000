from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import make_enterprise, make_member, make_project, make_team, make_zone
from zonedesk.actions import attaching, changes, records
from zonedesk.actions.attaching import attach, attached_to
from zonedesk.actions.backing_up import back_up
from zonedesk.actions.checking import check_ledger
from zonedesk.actions.finding import find_everywhere
from zonedesk.errors import Refused, Unreadable
from zonedesk.records.record import Row
from zonedesk.store.attachments import folder_of
from zonedesk.store.query import Query
from zonedesk.store.store import Store


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "环评批复.pdf"
    path.write_bytes(b"%PDF-1.4 sample")
    return path


def names(store: Store, kind: str, record: str) -> list[str]:
    return [row["name"] for row in records.list_rows(store, attached_to(kind, record))]


def test_several_files_are_attached_in_one_step(store: Store, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "图纸.dwg"
    other.write_bytes(b"x")
    project = make_project(store, name="甲项目")
    assert attach(store, "project", project, [paper, other]) == "已添加 2 个附件"
    assert names(store, "project", project) == ["图纸.dwg", "环评批复.pdf"]
    assert changes.undo(store) == "已撤销：给“甲项目”添加 2 个附件"
    assert names(store, "project", project) == []
    changes.redo(store)
    assert len(names(store, "project", project)) == 2


def test_one_that_cannot_be_read_attaches_none(store: Store, paper: Path, tmp_path: Path) -> None:
    project = make_project(store)
    with pytest.raises(Unreadable):
        attach(store, "project", project, [paper, tmp_path / "没有.pdf"])
    assert names(store, "project", project) == []


def test_the_same_file_is_attached_once(store: Store, paper: Path) -> None:
    project = make_project(store)
    attach(store, "project", project, [paper])
    assert attach(store, "project", project, [paper]) == "已添加 0 个附件，另有 1 个已经有了"
    assert len(names(store, "project", project)) == 1


def test_a_record_that_is_gone_takes_none(store: Store, paper: Path) -> None:
    project = make_project(store)
    records.delete(store, "project", [project])
    with pytest.raises(Refused, match="已被删除"):
        attach(store, "project", project, [paper])


def test_attachments_go_and_come_back_with_their_record(store: Store, paper: Path, tmp_path: Path) -> None:
    team = make_team(store, make_zone(store))
    member = make_member(store, team)
    attach(store, "team_member", member, [paper])
    records.delete(store, "service_team", [team])  # the member goes with the team, and its files with the member
    assert records.count_rows(store, Query("attachment")) == 0
    changes.undo(store)
    (row,) = records.list_rows(store, attached_to("team_member", member))
    assert attaching.open_copy(store, row["id"], tmp_path).read_bytes() == paper.read_bytes()
    changes.redo(store)
    assert records.count_rows(store, Query("attachment")) == 0


def test_only_the_records_own_attachments_go(store: Store, paper: Path) -> None:
    one, other = make_enterprise(store), make_enterprise(store)
    attach(store, "enterprise", one, [paper])
    attach(store, "enterprise", other, [paper])
    records.delete(store, "enterprise", [one])
    assert names(store, "enterprise", other) == ["环评批复.pdf"]


def test_an_opened_copy_can_only_be_read_and_changes_no_record(store: Store, paper: Path, tmp_path: Path) -> None:
    attach(store, "project", make_project(store), [paper])
    (row,) = records.list_rows(store, Query("attachment"))
    copies = [attaching.open_copy(store, row["id"], tmp_path) for _ in range(2)]
    assert {copy.name for copy in copies} == {"环评批复.pdf"} and len(set(copies)) == 2
    assert [copy.stat().st_mode & 0o777 for copy in copies] == [0o400, 0o400]
    copies[0].chmod(0o600)
    copies[0].write_bytes(b"changed")
    assert attaching.open_copy(store, row["id"], tmp_path).read_bytes() == paper.read_bytes()


def test_one_that_was_removed_meanwhile_is_not_opened(store: Store, paper: Path, tmp_path: Path) -> None:
    attach(store, "project", make_project(store), [paper])
    (row,) = records.list_rows(store, Query("attachment"))
    attaching.remove(store, [row["id"]])
    with pytest.raises(Refused, match="已被删除"):
        attaching.open_copy(store, row["id"], tmp_path)


@pytest.fixture
def attached(store: Store, tmp_path: Path) -> Callable[[str], Row]:
    project = make_project(store)

    def make(name: str) -> Row:
        (tmp_path / name).write_bytes(b"MZ")
        attach(store, "project", project, [tmp_path / name])
        (row,) = records.list_rows(store, Query("attachment"))
        return row

    return make


@pytest.mark.parametrize(
    "name",
    [
        "安装.exe", "脚本.BAT", "快捷方式.lnk", "x.py", "x.pyw", "x.cpl", "x.chm", "x.msc", "x.wsh", "x.xll", "x.scf",
        "x.inf", "x.application", "x.docm", "x.xlsm", "x.html", "x.htm", "x.svg", "x.deb", "x.rpm", "x.command", "x.url",
        "x.desktop", "没有后缀", "x.pdf\u3000", "批复.pdf.exe",
    ],
)  # fmt: skip
def test_what_may_run_is_kept_and_saved_but_not_opened(
    store: Store, attached: Callable[[str], Row], tmp_path: Path, name: str
) -> None:
    row = attached(name)
    with pytest.raises(Refused, match=r"不能直接打开.*另存"):
        attaching.open_copy(store, row["id"], tmp_path)
    attaching.save_copy(store, row, tmp_path / "另存")
    assert (tmp_path / "另存").read_bytes() == b"MZ"


@pytest.mark.parametrize(
    "name", ["批复.PDF", "发票.ofd", "报告.docx", "台账.wps", "照片.JPG", "记录.txt", "表.csv", "包.zip"]
)
def test_papers_pictures_and_archives_are_opened(
    store: Store, attached: Callable[[str], Row], tmp_path: Path, name: str
) -> None:
    assert attaching.open_copy(store, attached(name)["id"], tmp_path).name == name


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [({"of_kind": "nokind"}, "没有“nokind”这种记录"), ({"of_kind": "attachment"}, "没有“attachment”这种记录"),
     ({"of_record": "zzz"}, "所属的项目不在了")],
)  # fmt: skip
def test_an_attachment_of_nothing_is_refused(store: Store, owner: dict[str, str], sentence: str) -> None:
    values = {"name": "x.pdf", "of_kind": "project", "of_record": make_project(store), "sha256": "0" * 64, "size": 1}
    assert records.save(store, "attachment", None, values).saved
    saved = records.save(store, "attachment", None, {**values, "name": "y.pdf", **owner})
    assert not saved.saved and sentence in saved.errors[0].message


def test_a_removed_attachment_comes_back_by_undo(store: Store, paper: Path) -> None:
    project = make_project(store)
    attach(store, "project", project, [paper])
    (row,) = records.list_rows(store, attached_to("project", project))
    assert attaching.remove(store, [row["id"]]) == "已删除 1 个附件，可以撤销"
    changes.undo(store)
    assert names(store, "project", project) == ["环评批复.pdf"]


def test_a_search_for_a_file_leads_to_its_record(store: Store, paper: Path) -> None:
    project = make_project(store, name="甲项目")
    attach(store, "project", project, [paper])
    (hit,) = find_everywhere(store, "环评批复")
    assert (hit.kind, hit.id, hit.caption) == ("project", project, "环评批复.pdf")
    assert hit.kind_label == "项目“甲项目”的附件"


def test_a_check_names_the_files_that_are_gone_or_altered(store: Store, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "图纸.dwg"
    other.write_bytes(b"x")
    attach(store, "project", make_project(store), [paper, other])
    assert check_ledger(store).problems == ()
    gone, altered = sorted(p for p in folder_of(store.path).rglob("*") if p.is_file())
    gone.unlink()
    altered.write_bytes(b"changed")
    assert sorted(problem[-6:] for problem in check_ledger(store).problems) == ["添加时不一样", "的文件不在了"]


def test_a_check_says_which_attachments_belong_to_nothing(store: Store, paper: Path) -> None:
    attach(store, "project", make_project(store), [paper])
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE attachment SET of_record = 'gone'")
        connection.commit()
    assert check_ledger(store).problems == ("有 1 个附件不属于任何记录",)


def test_a_check_reads_no_file_that_a_path_in_place_of_a_hash_names(store: Store, paper: Path) -> None:
    attach(store, "project", make_project(store), [paper])
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE attachment SET sha256 = ?", (str(paper),))
        connection.commit()
    assert check_ledger(store).problems == ("附件“环评批复.pdf”的文件不在了",)


def test_a_check_and_a_backup_say_where_the_files_are_that_no_backup_holds(store: Store, paper: Path) -> None:
    assert check_ledger(store).notes == () and "附件" not in back_up(store)
    attach(store, "project", make_project(store), [paper])
    (note,) = check_ledger(store).notes
    assert f"“{folder_of(store.path).name}”" in note and "一并复制" in note
    assert back_up(store).endswith(note)


def test_a_ledger_that_lacks_files_alone_is_not_called_damaged(store: Store, paper: Path) -> None:
    attach(store, "project", make_project(store), [paper])
    shutil.rmtree(folder_of(store.path))
    health = check_ledger(store)
    assert health.notes == () and health.advice.startswith("台账完好，但附件的文件有缺失")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (1023, "1023 字节"), (1536, "1.5 KB"), (1024**2 - 1, "1.0 MB"), (5 * 1024**2, "5.0 MB")],
)
def test_a_size_is_said_as_people_read_it(size: int, words: str) -> None:
    assert attaching.size_words(size) == words
