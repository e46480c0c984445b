"""Sheet contents that the spreadsheet reader drops or changes silently.

Error values and formulas without a calculated result are read as empty; a number shown as 5 % is read as
0.05; cells far to the right make the reader allocate more memory than available.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

_START = rb"<(?:\w+:)?c "
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_ERROR_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)>[^<]")
_BEYOND_Z = re.compile(rb'r="([A-Z]{2,3})[0-9]')
_ANY_ROW = re.compile(rb'r="[A-Z]{1,3}([0-9]{1,7})"')
# The reader allocates memory up to the most distant address; valid addresses end at XFD1048576.
_NO_ADDRESS = re.compile(
    rb"""\sr=["'](?:[A-Za-z]{4}|[A-Za-z]{0,3}0*(?:[2-9][0-9]{6}|1(?:0[5-9][0-9]{4}|[1-9][0-9]{5})|[0-9]{8}))"""
)
_LONGEST_ROW = 64 * 2**20
_ROW_END = re.compile(rb"</(\w+:)?row>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_ROWS = 2**20
# Row, other attributes, and value of a cell; a formula may precede the value.
_NUMBER = (
    r'c r="{letter}([0-9]{{1,7}})"((?: [\w:]+="[^"]*")*)>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?'
    r"<(?:\w+:)?v>(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{{1,3}})?)<"
)
_BUILT_IN_PERCENT = {9, 10}


class BeyondSheetError(ValueError):
    """A sheet has a cell outside the possible area, or a row that is too long."""


@dataclass
class Findings:
    """Cells that the reader returns wrongly, such as "C17", and ranges of merged cells, such as "C2:C5"."""

    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    percentages: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    has_formulas: bool = False
    columns: int = 26
    rows: int = 0

    def look(self, xml: bytes, percent_styles: Iterable[int]) -> None:
        """Scan a piece of a sheet that ends at the end of a row."""
        if _NO_ADDRESS.search(xml):
            raise BeyondSheetError
        for needle in percent_needles(percent_styles):
            for cell in _cells(xml, needle):
                self.percentages.add(_reference(cell))
        # Searching one byte is ten times faster than three, and most sheets contain neither.
        for cell in _cells(xml, b't="e"') if b"#" in xml else ():
            value = _ERROR_VALUE.search(cell)
            self.errors[_reference(cell)] = value[1].decode() if value else ""
        for cell in _formulas(xml) if b"f" in xml else ():
            self.has_formulas = True
            if not _HAS_VALUE.search(cell) and b't="str"' not in cell:
                self.uncalculated.add(_reference(cell))
        if b"mergeCell" in xml:
            self.merged += [reference.decode() for reference in _MERGED.findall(xml)]
        beyond = set(_BEYOND_Z.findall(xml))
        if beyond:
            self.columns = max(self.columns, *(column_number(letters.decode()) for letters in beyond))
            self.rows = max(self.rows, *map(int, set(_ANY_ROW.findall(xml))))

    def without(self, rows: Collection[int]) -> "Findings":
        """Findings without those of the given rows."""
        places = {f"{row}" for row in rows}

        def is_kept(cell: str) -> bool:
            return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") not in places

        return replace(
            self,
            errors={cell: value for cell, value in self.errors.items() if is_kept(cell)},
            uncalculated={cell for cell in self.uncalculated if is_kept(cell)},
            percentages={cell for cell in self.percentages if is_kept(cell)},
        )

    @property
    def area(self) -> int:
        """Upper bound on the cells of the rectangle around all filled cells."""
        return self.columns * (self.rows or _MOST_ROWS)


def column_number(letters: str) -> int:
    """Number of a column, counted from 1: "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Letters of a column, given its number counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def numbers_of(pieces: Iterable[bytes], letters: Iterable[str]) -> dict[str, dict[int, float]]:
    """Number cells of some columns with all digits, by letter and row.

    The reader returns a column of numbers and words as words, with the numbers cut to nine decimals, so
    that they cannot be distinguished from text cells such as "22.347". This function identifies them.
    """
    patterns = {letter: re.compile(_NUMBER.format(letter=letter).encode()) for letter in letters}
    found: dict[str, dict[int, float]] = {letter: {} for letter in patterns}
    for piece in pieces:
        for letter, pattern in patterns.items():
            found[letter].update(
                (int(row), float(value))
                for row, attributes, value in pattern.findall(piece)
                if b' t="' not in attributes or b' t="n"' in attributes
            )
    return found


def whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces that end at the end of a row.

    Raises
    ------
    BeyondSheetError
        A row does not end.
    """
    rest = b""
    for piece in pieces:
        if len(rest) > _LONGEST_ROW:
            raise BeyondSheetError
        together = rest + piece
        cut = together.rfind(b"row>") + 4
        if cut > 4:
            yield together[:cut]
            rest = together[cut:]
        else:
            rest = together
    yield rest


def first_rows(xml: bytes, count: int) -> bytes:
    """Complete sheet with only the first rows; empty if there are none."""
    ends = [match for _, match in zip(range(count), _ROW_END.finditer(xml), strict=False)]
    if not ends:
        return b""
    prefix = ends[0][1] or b""
    return xml[: ends[-1].end()] + b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"


def percent_needles(styles: Iterable[int]) -> Iterator[bytes]:
    """Byte strings that identify cells with a percentage style."""
    for style in styles:
        yield f's="{style}"'.encode()


def percent_styles(styles: ElementTree.Element) -> list[int]:
    """Numbers of the cell styles with a percentage format."""
    custom = {
        int(each.get("numFmtId", "0"))
        for each in styles.findall(".//{*}numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", each.get("formatCode", ""))
    }
    cells = styles.find("{*}cellXfs")
    return [
        number
        for number, style in enumerate(cells if cells is not None else ())
        if int(style.get("numFmtId", "0")) in custom | _BUILT_IN_PERCENT
    ]


def _cells(xml: bytes, needle: bytes) -> Iterator[bytes]:
    """Yield the cells with `needle` in their opening tag."""
    place = xml.find(needle)
    while place >= 0:
        start, opened = xml.rfind(b"<", 0, place), xml.find(b">", place)
        end = xml.find(b"c>", opened)
        if re.match(_START, xml[start : start + 6]):
            yield xml[start : end if xml[opened - 1 : opened] != b"/" and end > 0 else opened]
        place = xml.find(needle, place + len(needle))


def _formulas(xml: bytes) -> Iterator[bytes]:
    """Yield the cells that contain a formula."""
    if (b"<f" if b"<row" in xml else b":f") not in xml:
        return
    for match in re.finditer(rb"<(?:\w+:)?f[ >/]", xml):
        start = max(xml.rfind(b"<c ", 0, match.start()), xml.rfind(b":c ", 0, match.start()) - 2)
        yield xml[start : xml.find(b"c>", match.end())]


def _reference(cell: bytes) -> str:
    found = _REFERENCE.search(cell)
    return found[1].decode() if found else ""
