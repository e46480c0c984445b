"""Spaces in Chinese sentences with filled placeholders: beside Latin words, but not beside numbers or Chinese words."""

import re
import string
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_FIRST, _LAST = "\u4e00", "\u9fff"  # first and last Chinese character
_BEFORE = re.compile(f"(?<=[{_FIRST}-{_LAST}])( ?)$")  # end of the text before a placeholder
_AFTER = re.compile(f"^( ?)(?=[{_FIRST}-{_LAST}])")
_LATIN = re.compile("[A-Za-z]")
# Emphasis before a word, or the sign of a number; a sign within emphasis needs its space, else Markdown shows the stars.
_MARKS = re.compile(r"^(?:\*+|\\?[-+−±≈~≥≤<>])(?=\w)")
_END_OF_MARKS = re.compile(r"(?<=\w)\*+$")


class _Part(NamedTuple):
    """A placeholder and the text after it; adjacent spaces as written, None where no Chinese character is adjacent."""

    name: str
    before: str | None
    after: str | None
    text: str


def filled(sentence: str, details: Mapping[str, object]) -> str:
    """Fill the placeholders of a Chinese sentence; the values determine the spaces beside them.

    Examples
    --------
    >>> filled("由{who}于{day}锁定", {"who": "Novo Nordisk", "day": "2024-03-01"})
    '由 Novo Nordisk 于2024-03-01锁定'
    >>> filled("{who} 同意，{count}项", {"who": "翠柏铸造", "count": 3})
    '翠柏铸造同意，3项'
    >>> filled("按{standard}计算", {"standard": "EN 17463"})
    '按 EN 17463 计算'
    >>> filled("每年 {amount} 以上", {"amount": "**200吨**"})
    '每年**200吨**以上'
    """
    parts = _parts(sentence)
    if parts is None:
        return sentence.format(**details)
    words = [parts[0].text]
    for name, before, after, text in parts[1:]:
        value = str(details[name])
        if value:
            if before is not None:
                bare = _MARKS.sub("", value)
                words.append(_space(bare[0], bare.partition(" ")[0], before))
            words.append(value)
            if after is not None:
                bare = _END_OF_MARKS.sub("", value)
                words.append(_space(bare[-1], _end(bare), after))
        else:
            words += [before or "", after or ""]
        words.append(text)
    return "".join(words)


def _end(value: str) -> str:
    """Last word of a value, together with a preceding word that belongs to its number: EN 17463."""
    return " ".join(value.split(" ")[-2:])


def _space(end: str, word: str, written: str) -> str:
    """Space between a Chinese character and the end of a value; beside other characters, `written` is kept."""
    if _FIRST <= end <= _LAST:
        return ""
    if end == "%" or (end.isascii() and end.isalnum()):
        return " " if _LATIN.search(word) else ""
    return written


@cache
def _parts(sentence: str) -> tuple[_Part, ...] | None:
    """Text before the first placeholder, then each placeholder; None if a placeholder has a format specification."""
    parts = [_Part("", None, None, "")]
    for text, name, form, conversion in string.Formatter().parse(sentence):
        last = parts[-1]
        if last.name and not last.text and (found := _AFTER.match(text)):
            last, text = last._replace(after=found[1]), text[found.end() :]
        parts[-1] = last._replace(text=last.text + text)
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            return None
        before = _BEFORE.search(parts[-1].text)
        if before:
            parts[-1] = parts[-1]._replace(text=parts[-1].text[: before.start(1)])
        parts.append(_Part(name, before[1] if before else None, None, ""))
    return tuple(parts)
