"""A document of another program, read with mistrust: every value knows its place, and none is believed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from isdata.errors import N_, SourceStructureError, SourceTooLargeError

_LARGEST = 1e15
_LONGEST = 2000
_MOST_VALUES = 2_000_000


class UnreadableError(Exception):
    """A value is not what it should be: nothing is stored before it is corrected or its entry left out knowingly."""

    def __init__(self, place: str, reason: str, **details: object) -> None:
        super().__init__(place, reason)
        self.place, self.reason, self.details = place, reason, details


class NoPlaceError(UnreadableError):
    """A thing of an export has no place in isdata, or no site was chosen for it; it is listed as left out."""


@dataclass(frozen=True)
class Node:
    """A value of the document and its place, such as "assessments 3 · name"."""

    value: object
    place: str = ""

    def __getitem__(self, name: str) -> "Node":
        """Return a member; that of what has no members is empty."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(value, f"{self.place} · {name}".removeprefix(" · "))

    def items(self) -> "Iterator[Node]":
        """Yield the entries of a list; what is no list has none."""
        for number, value in enumerate(self.value if isinstance(self.value, list) else (), 1):
            yield Node(value, f"{self.place} {number}")

    @property
    def names(self) -> list[str]:
        """Names of the members."""
        return list(self.value) if isinstance(self.value, dict) else []

    def number(self, default: float | None = None) -> float:
        """Return a number; `default`, where there is one, for what is empty.

        Raises
        ------
        UnreadableError
            It is empty, no number, not finite, or too large to be one.
        """
        if self.value in (None, "") and default is not None:
            return default
        value = self.value
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        # Compared before it is made a float: a whole number of JSON may have any number of digits.
        if not is_number or not abs(value) <= _LARGEST:
            raise UnreadableError(self.place, N_("“{value}” is not a number."), value=_short(value))
        return float(value)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number between two limits.

        Raises
        ------
        UnreadableError
            It is none.
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
        """Return a text without control characters, cut where it is longer than any name; else the default."""
        return clean(self.value) or default if isinstance(self.value, str) else default


def clean(text: str) -> str:
    """Return a text that can be stored: no control characters, no halves of characters."""
    whole = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else " " for sign in whole).strip()


def _short(value: object) -> str:
    return "–" if value is None else clean(str(value)[:40])


def parsed(name: str, content: bytes) -> Node:
    """Return a JSON document.

    Raises
    ------
    SourceStructureError
        It is no JSON, or nested so deep that it can only mean harm.
    SourceTooLargeError
        It holds more values than any export.
    """
    # Counted before they are made: a value takes up to thirty times the memory that it takes in the file.
    values = content.count(b",") + content.count(b"[") + content.count(b"{")
    if values > _MOST_VALUES:
        raise SourceTooLargeError(name=name, size=f"{values:,}", limit=f"{_MOST_VALUES:,}")
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceStructureError(name=name) from error
    return Node(value)
