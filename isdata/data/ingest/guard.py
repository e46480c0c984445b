"""Safe unpacking of workbooks: the zip file is unpacked once, piece by piece, within limits.

A zip bomb is refused while the unpacked part is still small, regardless of the size stated in the
file.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from isdata.errors import SourceDamagedError, SourceFormatError, SourceLockedError, SourceTooLargeError

ZIP = b"PK\x03\x04"  # first bytes of every workbook
_PIECE = 1 << 22
_SMALL = 50 * 2**20


@dataclass(frozen=True)
class Limits:
    """Limits on the size of one file.

    Attributes
    ----------
    file_bytes, unpacked_bytes : int
        Size of the file, and of all its unpacked parts. [byte]
    ratio : int
        Maximum ratio of unpacked to packed size once the unpacked size exceeds 50 MB.
    cells : int
        Rows times columns of one sheet, including empty cells between others.
    columns : int
        Headings of one sheet.
    memory : int
        Memory for reading in a child process; enforced on Linux only. [byte]
    """

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 1000 * 2**20
    ratio: int = 100
    cells: int = 30_000_000
    columns: int = 1000
    memory: int = 3 * 2**30


def megabytes(size: int) -> str:
    """Size as text in MB."""
    return f"{size / 2**20:.0f} MB"


def check_size(name: str, size: int, limits: Limits) -> None:
    """Refuse a file that is too large to be read."""
    if size > limits.file_bytes:
        raise SourceTooLargeError(name=name, size=megabytes(size), limit=megabytes(limits.file_bytes))


class Package:
    """A workbook's zip file, unpacked within limits."""

    def __init__(self, name: str, content: bytes, limits: Limits) -> None:
        self.name, self.limits, self._content = name, limits, content
        try:
            self.parts = {part.filename: part for part in zipfile.ZipFile(io.BytesIO(content)).infolist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise SourceDamagedError(name=name) from error
        if any(part.flag_bits & 1 for part in self.parts.values()):
            raise SourceLockedError(name=name)
        if "xl/workbook.xml" not in self.parts:
            raise SourceFormatError(name=name)
        packed = sum(part.compress_size for part in self.parts.values())
        self._allowed = min(limits.unpacked_bytes, max(_SMALL, packed * limits.ratio))
        self._unpacked: dict[str, int] = {}

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part, unpacked piece by piece; the size stated in the file is ignored."""
        if name not in self.parts:
            raise SourceDamagedError(name=self.name)
        part, self._unpacked[name] = self.parts[name], 0
        packed = self._packed(part)
        if part.compress_type == zipfile.ZIP_STORED:
            self._count(name, len(packed))
            yield bytes(packed)
            return
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while packed and not unpacking.eof:
                piece = unpacking.decompress(packed, _PIECE)
                self._count(name, len(piece))
                yield piece
                packed = unpacking.unconsumed_tail
        except zlib.error as error:
            raise SourceDamagedError(name=self.name) from error

    def _packed(self, part: zipfile.ZipInfo) -> memoryview:
        head = self._content[part.header_offset : part.header_offset + 30]
        if len(head) < 30 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceDamagedError(name=self.name)
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        start = part.header_offset + 30 + name_length + extra_length
        return memoryview(self._content)[start : start + part.compress_size]

    def _count(self, name: str, size: int) -> None:
        self._unpacked[name] += size
        if sum(self._unpacked.values()) > self._allowed:
            limit = megabytes(self._allowed)
            raise SourceTooLargeError(name=self.name, size=f"> {limit}", limit=limit)

    def content(self, name: str) -> bytes:
        """Whole content of a part."""
        return b"".join(self.pieces(name))

    def tree(self, name: str) -> ElementTree.Element:
        """Small part as XML; parts with entity definitions are refused, as these could expand without limit."""
        content = self.content(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SourceDamagedError(name=self.name)
        try:
            return ElementTree.fromstring(content)
        except (ElementTree.ParseError, LookupError, ValueError) as error:  # LookupError: an unknown encoding
            raise SourceDamagedError(name=self.name) from error
