from __future__ import annotations

import pytest

from zonedesk.cli import main


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("list", "命令写法不对：缺少 kind（记录种类，如 project）"),
        ("export teams", "命令写法不对：缺少 --to（文件，按结尾定格式"),
        ("nothing", "没有“nothing”这个命令，--help"),
        ("figures teams --years 2023", "没有 --years 这个选项，--help 列出全部选项。是不是要写 --year"),
        ("figures teams --month", "--month 后面要写上内容"),
        ("figures teams --json=3", "--json 后面不写内容"),
        ("list project 甲 乙", "多写了“甲 乙”"),
        ("figures teams --year 1", "--year 写得不对，不能小于 2000（年度）"),
        ("figures teams --year 2023 --month 13", "--month 写得不对，不能大于 12"),
        ("list project --limit x", "--limit 写得不对，请写整数"),
        ("list project --limit 0", "--limit 写得不对，不能小于 1（最多几条）"),
        ("list project --limit -3", "不能小于 1"),
    ],
)
def test_a_slip_in_a_command_is_said_in_a_sentence(capsys, command, sentence):
    assert main(command.split()) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert sentence in said.err


def test_help_cuts_no_words_short(capsys):
    assert main(["figures", "--help"]) == 0
    out = capsys.readouterr().out
    assert "…" not in out
    for words in ("2023-1..2023-3、2023-3、2023", "只看一家开发区，写全称或简称", "月份，与 --year 同用，统计到月底"):
        assert words in " ".join(out.split())


def test_help_lists_the_commands_with_what_they_do(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "算出一张汇总表" in out
