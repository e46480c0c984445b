"""Files, folders and uploads, opened by what they hold and not by what they are called."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from isdata.data.ingest import delimited, workbook
from isdata.data.ingest.guard import Limits, check_size
from isdata.data.ingest.source import Problem, Source
from isdata.errors import (
    SourceEmptyError,
    SourceError,
    SourceFormatError,
    SourceLockedError,
    SourceMissingError,
)

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")


@runtime_checkable
class Upload(Protocol):
    """A file that is in memory, as an upload of Streamlit is."""

    name: str

    def getvalue(self) -> bytes:
        """Return its content."""
        ...


Readable = str | Path | tuple[str, bytes] | Upload


def read(sources: Readable | Iterable[Readable], *, limits: Limits | None = None) -> Source:
    """Read files, folders of CSV files and uploads; a file that cannot be read becomes a problem.

    Parameters
    ----------
    sources : path, (name, content), upload, or several of them
        A workbook with a sheet a table, CSV files named after their tables, or a folder of them.
    limits : Limits, optional
        How much is read from one file.

    Returns
    -------
    Source
        The cells, not understood yet; for `check` and `store`.

    Raises
    ------
    SourceMissingError
        There is no such file or folder.
    """
    limits = limits or Limits()
    return together(_read(*named, limits) for each in _several(sources) for named in _files(each))


def named(source: Readable) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a path, a named content or an upload."""
    for name, content in _files(source):
        yield name, content.read_bytes() if isinstance(content, Path) else content


def _several(sources: Readable | Iterable[Readable]) -> Iterable[Readable]:
    if isinstance(sources, str | Path | Upload):
        return [sources]
    is_one = isinstance(sources, tuple) and len(sources) == 2 and isinstance(sources[1], bytes)
    return [cast("Readable", sources)] if is_one else cast("Iterable[Readable]", sources)


def together(sources: Iterable[Source]) -> Source:
    """Return several sources as one."""
    found = list(sources)
    return Source(
        tuple(sheet for source in found for sheet in source.sheets),
        tuple(problem for source in found for problem in source.problems),
        tuple(notice for source in found for notice in source.notices),
        {name: content for source in found for name, content in source.contents.items()},
    )


def _files(source: Readable) -> Iterator[tuple[str, bytes | Path]]:
    """Yield the name and the content or place of each file."""
    if isinstance(source, tuple):
        yield source
    elif not isinstance(source, str | Path):
        yield source.name, source.getvalue()
    elif not (path := Path(source)).exists():
        raise SourceMissingError(name=source)
    elif path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix.lower() in (".csv", ".xlsx", ".xlsm"))
        if not files:
            raise SourceMissingError(name=f"{source}/*.csv")
        yield from (
            (f"{path.name}/{each.name}", each) for each in files if not each.name.startswith(("~$", "."))
        )
    else:
        yield path.name, path


def _read(name: str, content: bytes | Path, limits: Limits) -> Source:
    try:
        size = content.stat().st_size if isinstance(content, Path) else len(content)
        check_size(name, size, limits)
        data = content.read_bytes() if isinstance(content, Path) else content
        return _opened(name, data, limits)
    except SourceError as error:
        return Source(problems=(Problem(name, "file", details={"error": error}),), contents={name: b""})


def _opened(name: str, content: bytes, limits: Limits) -> Source:
    if not content.strip():
        raise SourceEmptyError(name=name)
    if content.startswith(_ZIP):
        return workbook.read(name, content, limits)
    if content.startswith(_OLD_EXCEL):
        raise SourceLockedError(name=name)
    if name.lower().endswith(_SPREADSHEETS):
        raise SourceFormatError(name=name)
    return delimited.read(name, content)
