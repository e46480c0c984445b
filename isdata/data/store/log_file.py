"""DuckDB's write-ahead log beside a database file: check whether DuckDB would read all of it.

DuckDB assumes that a log that ends within an entry was cut off by a crash, and drops the rest silently. This
is right for the last entry, but wrong if complete changes follow. An entry consists of its length [8 bytes], a
checksum [8 bytes] and that number of bytes; a header precedes the first entry.
"""

import re
from pathlib import Path

ENDINGS = (".wal", ".wal.checkpoint", ".wal.recovery")  # suffixes of log files beside a database file

_HEADER = b"\x64\x00\x62\x65\x00"  # field 100: kind "version"; field 101: the version
_VERSION = 2  # with lengths and checksums, not encrypted
_FIELD = b"\x64\x00"  # every entry begins with field 100, its kind
_END = b"\xff\xff"
_COMMIT = re.compile(rb"\x05\0{7}.{8}\x64\x00\x64\xff\xff", re.DOTALL)
_HEAD = 16  # bytes of length and checksum
_LONGEST_HEADER = 200


def logs_of(path: str | Path) -> list[Path]:
    """Logs beside a database file."""
    candidates = (Path(f"{path}{ending}") for ending in ENDINGS)
    return [each for each in candidates if each.exists()]


def is_read_whole(path: str | Path) -> bool:
    """Return True if DuckDB reads the log of a database file to its end, or to a last entry cut off by a crash."""
    log = Path(f"{path}.wal")
    if not log.exists() or not (content := log.read_bytes()):
        return True
    if not content.startswith(_HEADER):
        return False
    if content[len(_HEADER)] != _VERSION:
        return True  # unknown format of another build
    return _COMMIT.search(content, _cut(content)) is None


def _cut(content: bytes) -> int:
    """Position of the first entry that is cut off, or the end of the log."""
    place = _first_entry(content)
    while place + _HEAD < len(content):
        length = int.from_bytes(content[place : place + 8], "little")
        end = place + _HEAD + length
        if end > len(content) or not content.startswith(_FIELD, place + _HEAD):
            return place
        place = end
    return place


def _first_entry(content: bytes) -> int:
    """Position of the first entry, after the header."""
    place = content.find(_END, 0, _LONGEST_HEADER)
    while place >= 0:
        place += len(_END)
        if content.startswith(_FIELD, place + _HEAD):
            return place
        place = content.find(_END, place, _LONGEST_HEADER)
    return len(content)
