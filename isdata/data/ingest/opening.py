"""Opening of a file according to its content, not its name."""

from collections.abc import Callable

from isdata.data.ingest import delimited, workbook
from isdata.data.ingest.guard import ZIP, Limits, check_size
from isdata.data.ingest.source import Source
from isdata.errors import SourceEmptyError, SourceFormatError, SourceLockedError

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")


def opened(name: str, content: bytes, limits: Limits, progress: Callable[[float], None]) -> Source:
    """Sheets, problems and notices of a workbook or CSV file.

    Parameters
    ----------
    name, content : str, bytes
        The file.
    limits : Limits
        Limits on the size read.
    progress : callable
        Called with the share read [0–1].

    Raises
    ------
    SourceError
        The file cannot be read.
    """
    check_size(name, len(content), limits)
    if not content.strip():
        raise SourceEmptyError(name=name)
    if content.startswith(ZIP):
        return workbook.read(name, content, limits, progress)
    if content.startswith(_OLD_EXCEL):
        raise SourceLockedError(name=name)
    if name.lower().endswith(_SPREADSHEETS):
        raise SourceFormatError(name=name)
    return delimited.read(name, content, limits)
