"""What is wrong with a command as it was written, in a sentence: Typer says it in English."""

from __future__ import annotations

import re

import typer

UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # Typer carries Click under changing names

_SENTENCES = (
    (r"No such command '(.*)'\.", "没有“{}”这个命令，--help 列出全部命令"),
    (r"No such option: (\S+)", "没有 {} 这个选项，--help 列出全部选项"),
    (r"unexpected extra arguments?(?:\(s\))? \((.*)\)", "多写了“{}”，含空格的请加引号"),
    (r"Option '(.*)' requires an argument\.", "{} 后面要写上内容"),
    (r"Option '(.*)' does not take a value\.", "{} 后面不写内容"),
)
_REQUIREMENTS = (
    (r"greater than or equal to (\S+)", "不能小于 {}"),
    (r"less than or equal to (\S+)", "不能大于 {}"),
    (r"valid integer", "请写整数"),
)


def sentence_of(mistake: Exception) -> str:
    """Return what Typer found wrong as a sentence of ours; what it may find beside these stays in its own words."""
    words = str(mistake)
    parameter = getattr(mistake, "param", None)
    if parameter is not None:
        names = parameter.opts if parameter.opts[0].startswith("-") else [parameter.name]
        missing = type(mistake).__name__ == "MissingParameter"
        return _of_parameter(names[0], getattr(parameter, "help", None) or "", "" if missing else words)
    found = _filled(_SENTENCES, words)
    similar = getattr(mistake, "possibilities", None)
    meant = f"。是不是要写 {'、'.join(similar)}" if found and similar else ""
    return f"命令写法不对：{found or words}{meant}"


def _of_parameter(name: str, meaning: str, words: str) -> str:
    meant = f"（{meaning}）" if meaning else ""
    if not words:
        return f"命令写法不对：缺少 {name}{meant}"
    return f"{name} 写得不对，{_filled(_REQUIREMENTS, words) or words}{meant}"


def _filled(sentences: tuple[tuple[str, str], ...], words: str) -> str:
    for pattern, sentence in sentences:
        found = re.search(pattern, words)
        if found:
            return sentence.format(*found.groups())
    return ""
