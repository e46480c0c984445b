"""Methods document: text and formulas as in the app, details from the docstrings of the functions."""

import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator

from isdata.data.methods import METHODS, Method

INTRODUCTION = """# Methods

Generated from `isdata/data/methods.py` and the docstrings of the functions named there; run `make docs` after a change.
Texts and formulas are those of the page “About”.
Amounts of money are real, in one currency and price year, unless stated otherwise.
"""
_SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)
_MATH = re.compile(r"^\.\. math::[ \n]*(.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_ENTRY = re.compile(r"^(?=\S)", re.MULTILINE)
LIST = "\n  - "  # a nested list
SHOWN = ("Parameters", "Attributes", "Returns", "References")


def markdown() -> str:
    """All methods as Markdown."""
    return "\n".join([INTRODUCTION, *(_method(method) for method in METHODS)])


def _method(method: Method) -> str:
    lines = [f"## {method.title}", "", method.text, "", f"$${method.formula}$$", ""]
    if method.units:
        lines += [f"Units: {method.units}", ""]
    lines += [f"Source: {method.source}", ""]
    for path in method.functions:
        module, name = path.rsplit(".", 1)
        lines += _function(path, getattr(importlib.import_module(module), name))
    return "\n".join(lines)


def _function(path: str, function: Callable) -> Iterator[str]:
    """Yield the lines on a function: summary with equations, then parameters, results and references with units."""
    text = inspect.getdoc(function) or ""
    summary, *rest = _SECTION.split(text)
    yield from (f"### `{path}`", "", _equations(summary.strip()), "")
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        if heading in SHOWN:
            yield from (f"**{heading}**", "", *_entries(body, is_source=heading == "References"), "")


def _equations(text: str) -> str:
    """Convert equations of reStructuredText to Markdown."""
    shown = _MATH.sub(lambda found: f"$${' '.join(found[1].split())}$$", text)
    return re.sub(r":math:`([^`]+)`", r"$\1$", shown).replace("``", "`")


def _entries(body: str, *, is_source: bool) -> Iterator[str]:
    """Yield each parameter, result or source of a section as a list item."""
    if is_source:
        for source in re.split(r"^\.\. \[\d+\] ", body.strip(), flags=re.MULTILINE):
            if source.strip():
                yield f"- {' '.join(source.split())}"
        return
    for entry in _ENTRY.split(body.strip("\n")):
        name, _break, meaning = entry.strip("\n").partition("\n")
        meaning = _equations(" ".join(textwrap.dedent(meaning).split()))
        if name.strip():
            yield f"- `{name.strip()}`" + (f": {meaning.replace(' * ', LIST)}" if meaning else "")
