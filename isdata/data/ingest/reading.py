"""Reading of files, folders and uploads according to their content, not their name."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from isdata.data.child import Progress
from isdata.data.ingest import isolated
from isdata.data.ingest.guard import Limits, check_size
from isdata.data.ingest.opening import opened
from isdata.data.ingest.source import Source, unreadable
from isdata.errors import SourceError, SourceMissingError

_BATCH = 32 * 2**20  # total size of files that one child process reads [byte]


@runtime_checkable
class Upload(Protocol):
    """A file in memory, such as an upload in Streamlit."""

    name: str

    def getvalue(self) -> bytes:
        """Return its content."""
        ...


Readable = str | Path | tuple[str, bytes] | Upload


def read(
    sources: Readable | Iterable[Readable],
    *,
    limits: Limits | None = None,
    is_isolated: bool = False,
    progress: Progress | None = None,
) -> Source:
    """Read files, folders of CSV files and uploads; an unreadable file becomes a problem.

    Parameters
    ----------
    sources : path, (name, content), upload, or several of them
        A workbook with one sheet per table, CSV files named after their tables, or a folder of them.
    limits : Limits, optional
        Size limits for one file.
    is_isolated : bool
        Read each file in a child process with limits on time and memory, for untrusted files.
    progress : callable, optional
        Called with the share read [0–1] and a message to be translated, while child processes read files. If it raises
        an exception, reading stops.

    Returns
    -------
    Source
        The unparsed cells, for `check` and `store`.

    Raises
    ------
    SourceMissingError
        The file or folder does not exist.
    """
    limits = limits or Limits()
    files = [named for each in _several(sources) for named in _files(each)]
    if is_isolated:
        return combined(_read_isolated(files, limits, progress or (lambda share, message: None)))
    return combined(_read(name, content, limits) for name, content in files)


def named(source: Readable) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a path, a pair of name and content, or an upload."""
    for name, content in _files(source):
        yield name, content.read_bytes() if isinstance(content, Path) else content


def _several(sources: Readable | Iterable[Readable]) -> Iterable[Readable]:
    if isinstance(sources, str | Path | Upload):
        return [sources]
    is_one = isinstance(sources, tuple) and len(sources) == 2 and isinstance(sources[1], bytes)
    return [cast("Readable", sources)] if is_one else cast("Iterable[Readable]", sources)


def combined(sources: Iterable[Source]) -> Source:
    """Combine several sources."""
    found = list(sources)
    return Source(
        tuple(sheet for source in found for sheet in source.sheets),
        tuple(problem for source in found for problem in source.problems),
        tuple(notice for source in found for notice in source.notices),
        {name: content for source in found for name, content in source.contents.items()},
    )


def _files(source: Readable) -> Iterator[tuple[str, bytes | Path]]:
    """Yield the name and the content or path of each file."""
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
        return opened(name, _content(name, content, limits), limits, lambda share: None)
    except SourceError as error:
        return unreadable(name, error)


def _content(name: str, content: bytes | Path, limits: Limits) -> bytes:
    """Content of a file, after a check of its size."""
    check_size(name, content.stat().st_size if isinstance(content, Path) else len(content), limits)
    return content.read_bytes() if isinstance(content, Path) else content


def _read_isolated(
    files: list[tuple[str, bytes | Path]], limits: Limits, progress: Progress
) -> Iterator[Source]:
    """Read each file in a child process; small files share one."""
    whole = sum(each.stat().st_size if isinstance(each, Path) else len(each) for _, each in files)
    done, batch, size = 0, list[tuple[str, bytes]](), 0
    for number, (name, content) in enumerate(files, 1):
        try:
            batch.append((name, _content(name, content, limits)))
            size += len(batch[-1][1])
        except SourceError as error:
            yield unreadable(name, error)
        if batch and (size > _BATCH or number == len(files)):
            yield from isolated.sources(batch, limits, partial(_report, progress, done, size, max(1, whole)))
            done, batch, size = done + size, [], 0


def _report(progress: Progress, done: int, size: int, whole: int, share: float, message: str) -> None:
    """Report the share read of some files as part of all files; sizes in bytes."""
    progress((done + share * size) / whole, message)
