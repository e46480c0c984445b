"""Validated access to a document of another program: every value has its place and is checked when it is read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from isdata.errors import N_, SourceStructureError, SourceTooLargeError

_LARGEST = 1e15
_LONGEST = 2000
_MOST_VALUES = 2_000_000


class UnreadableError(Exception):
    """A value is invalid; nothing is stored until it is corrected or the user chooses to leave out its entry."""

    def __init__(self, place: str, reason: str, **details: object) -> None:
        super().__init__(place, reason)
        self.place, self.reason, self.details = place, reason, details


class NoPlaceError(UnreadableError):
    """An entry has no equivalent in isdata, or no site was chosen for it; it is listed as left out."""


@dataclass(frozen=True)
class Node:
    """A value of the document and its place, such as "assessments 3 · name"."""

    value: object
    place: str = ""

    def __getitem__(self, name: str) -> "Node":
        """Member; empty if the value has no such member."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(value, f"{self.place} · {name}".removeprefix(" · "))

    def items(self) -> "Iterator[Node]":
        """Yield the entries of a list; none if the value is not a list."""
        for number, value in enumerate(self.value if isinstance(self.value, list) else (), 1):
            yield Node(value, f"{self.place} {number}")

    @property
    def names(self) -> list[str]:
        """Names of the members."""
        return list(self.value) if isinstance(self.value, dict) else []

    def number(self, default: float | None = None) -> float:
        """Value as a number; `default`, if given, for an empty value.

        Raises
        ------
        UnreadableError
            The value is empty, not a number, not finite, or too large.
        """
        if self.value in (None, "") and default is not None:
            return default
        value = self.value
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        # Checked before conversion to float, because integers in JSON may have any number of digits.
        if not is_number or not abs(value) <= _LARGEST:
            raise UnreadableError(self.place, N_("“{value}” is not a number."), value=_short(value))
        return float(value)

    def whole(self, low: int, high: int) -> int:
        """Value as an integer between two limits.

        Raises
        ------
        UnreadableError
            The value is not such an integer.
        """
        number = self.number()
        if number % 1 or not low <= number <= high:
            raise UnreadableError(
                self.place,
                N_("“{value}” is not a whole number from {low} to {high}."),
                value=_short(self.value),
                low=low,
                high=high,
            )
        return int(number)

    def text(self, default: str = "") -> str:
        """Value as text without control characters and of limited length; `default` if it is not text."""
        return clean(self.value) or default if isinstance(self.value, str) else default


def clean(text: str) -> str:
    """Text that can be stored: without control characters and lone surrogates."""
    whole = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else " " for sign in whole).strip()


def _short(value: object) -> str:
    return "–" if value is None else clean(str(value)[:40])


def parsed(name: str, content: bytes) -> Node:
    """Parse a JSON document.

    Raises
    ------
    SourceStructureError
        The content is not JSON, or nested too deeply.
    SourceTooLargeError
        The document contains more values than any export.
    """
    # Counted before parsing: a value takes up to thirty times as much memory as in the file.
    values = content.count(b",") + content.count(b"[") + content.count(b"{")
    if values > _MOST_VALUES:
        raise SourceTooLargeError(name=name, size=f"{values:,}", limit=f"{_MOST_VALUES:,}")
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceStructureError(name=name) from error
    return Node(value)
