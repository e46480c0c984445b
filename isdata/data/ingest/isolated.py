"""Reading of untrusted files in a child process, so that a file that crashes its reader does not affect the server.

`work` runs in the child, the other functions in the parent. A request is a line of JSON and the file; an answer
consists of JSON and Arrow streams.
"""

import dataclasses
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial

import pyarrow as pa

from isdata.data import child
from isdata.data.ingest import workbook
from isdata.data.ingest.findings import Findings
from isdata.data.ingest.guard import ZIP, Limits
from isdata.data.ingest.opening import opened
from isdata.data.ingest.source import Notice, Numbers, Problem, Sheet, Source, unreadable
from isdata.errors import N_, SourceError, SourceHarmfulError

READING = N_("Reading the files")
_SECONDS, _SECONDS_PER_MEGABYTE = 30.0, 1.0
_LENGTH = 8  # bytes of the length field before each piece of an answer


def sources(
    files: Sequence[tuple[str, bytes]], limits: Limits, progress: child.Progress | None = None
) -> list[Source]:
    """Sheets, problems and notices of each workbook or CSV file; an unreadable file becomes a problem."""
    try:
        pieces = _pieces(run_task("sources", files, limits, progress))
        return [_decoded(pieces, name, content) for name, content in files]
    except child.ChildStoppedError:
        if len(files) == 1:
            return [unreadable(files[0][0], SourceHarmfulError(name=files[0][0]))]
        return [found for each in files for found in sources([each], limits, progress)]


def cells(name: str, content: bytes, limits: Limits) -> dict[str, list[list[object]]]:
    """Every sheet of a workbook as rows of texts.

    Raises
    ------
    SourceError
        The file cannot be read.
    """
    try:
        return json.loads(run_task("cells", [(name, content)], limits))
    except child.ChildStoppedError as error:
        raise SourceHarmfulError(name=name) from error


def sheet_names(name: str, content: bytes) -> list[str]:
    """Names of a workbook's sheets, including hidden ones; empty if it cannot be read."""
    try:
        return json.loads(run_task("sheet_names", [(name, content)], Limits()))
    except child.ChildStoppedError:
        return []


def run_task(
    task: str,
    files: Sequence[tuple[str, bytes]],
    limits: Limits,
    progress: child.Progress | None = None,
    *,
    work: str = f"{__name__}:work",
    about: dict[str, object] | None = None,
) -> bytes:
    """Run a task in a child process and return its answer; further arguments are passed as JSON.

    Raises
    ------
    SourceError
        The file cannot be read.
    ChildStoppedError
        Reading exceeds the limits.
    """
    sizes = [len(content) for _, content in files]
    head = {
        "task": task,
        "names": [name for name, _ in files],
        "sizes": sizes,
        "limits": asdict(limits),
        **(about or {}),
    }
    seconds = _SECONDS + sum(sizes) / 2**20 * _SECONDS_PER_MEGABYTE
    return child.run(
        work,
        b"\n".join([json.dumps(head).encode(), b"".join(content for _, content in files)]),
        allowance=child.Allowance(seconds, limits.memory),
        progress=progress,
    )


def work(request: bytes, progress: child.Progress) -> bytes:
    """Run one of the tasks above in the child process."""
    line, _, content = request.partition(b"\n")
    head = json.loads(line)
    limits = Limits(**head["limits"])
    ends = list(itertools.accumulate(head["sizes"]))
    begins = [0, *ends[:-1]]
    files = [(name, content[begin:end]) for name, begin, end in zip(head["names"], begins, ends, strict=True)]
    if head["task"] == "cells":
        return json.dumps(workbook.cells(*files[0], limits), default=str).encode()
    if head["task"] == "sheet_names":
        return json.dumps(workbook.sheet_names(*files[0])).encode()
    answers = []
    for (name, each), begin, size in zip(files, begins, head["sizes"], strict=True):
        done, length = begin / max(1, ends[-1]), size / max(1, ends[-1])
        progress(done, READING)
        try:
            found = opened(name, each, limits, partial(_report, progress, done, length))
        except SourceError as error:
            answers.append(_joined([json.dumps(child.described(error)).encode()]))
        else:
            answers.append(_encoded(found))
    return b"".join(answers)


def _report(progress: child.Progress, done: float, length: float, share: float) -> None:
    """Report the progress of one file as part of the progress of all."""
    progress(done + share * length, READING)


def _encoded(found: Source) -> bytes:
    """Source as bytes: JSON for everything except tables, then three Arrow streams per sheet."""
    head = {
        "problems": [asdict(problem) for problem in found.problems],
        "notices": [asdict(notice) for notice in found.notices],
        "sheets": [
            {
                **{name: getattr(sheet, name) for name in ("name", "table", "header_row", "headings")},
                "findings": asdict(sheet.findings),
            }
            for sheet in found.sheets
        ],
    }
    pieces = [json.dumps(head, default=list).encode()]
    for sheet in found.sheets:
        numbers = sheet.numbers.columns if sheet.numbers is not None else None
        pieces += [_stream(sheet.cells), _stream(pa.table({"row": sheet.rows})), _stream(numbers)]
    return _joined(pieces)


def _joined(pieces: Iterable[bytes]) -> bytes:
    """Join the pieces of an answer, each preceded by its length."""
    return b"".join(len(piece).to_bytes(_LENGTH, "little") + piece for piece in pieces)


def _stream(table: pa.Table | None) -> bytes:
    """Table as an Arrow stream; empty if there is none."""
    if table is None:
        return b""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _decoded(pieces: Iterator[bytes], name: str, content: bytes) -> Source:
    """Decode and validate the source in an answer: a child that read a malicious file may be compromised."""
    try:
        head = json.loads(next(pieces))
        if "error" in head:
            error = child.error_of(head)
            return unreadable(
                name, error if isinstance(error, SourceError) else SourceHarmfulError(name=name)
            )
        sheets = tuple(
            _sheet(each, name, next(pieces), next(pieces), next(pieces)) for each in head["sheets"]
        )
        problems = tuple(Problem(**each) for each in head["problems"])
        notices = tuple(Notice(**each) for each in head["notices"])
    except (KeyError, TypeError, ValueError, StopIteration, pa.ArrowException) as error:
        raise child.ChildStoppedError("crash") from error
    return Source(sheets, problems, notices, {name: content if content.startswith(ZIP) else b""})


def _pieces(answer: bytes) -> Iterator[bytes]:
    """Split an answer into its pieces, each preceded by its length."""
    place = 0
    while place < len(answer):
        end = place + _LENGTH + int.from_bytes(answer[place : place + _LENGTH], "little")
        yield answer[place + _LENGTH : end]
        place = end


def _sheet(head: dict, file: str, cells: bytes, rows: bytes, numbers: bytes) -> Sheet:
    """Sheet described by an answer."""
    table, places = _table(cells), _table(rows)["row"].combine_chunks().cast(pa.int32())
    if len(places) != table.num_rows:
        raise ValueError("rows without cells")
    return Sheet(
        file=file,
        name=str(head["name"]),
        table=str(head["table"]),
        header_row=int(head["header_row"]),
        headings={str(letter): str(text) for letter, text in head["headings"].items()},
        cells=table,
        rows=places,
        findings=_findings(head["findings"]),
        numbers=Numbers(_table(numbers), len(places)) if numbers else None,
    )


def _table(stream: bytes) -> pa.Table:
    """Table of an Arrow stream, after validation of its content against its schema."""
    table = pa.ipc.open_stream(stream).read_all()
    table.validate(full=True)
    return table


def _findings(answer: dict) -> Findings:
    """Findings of a sheet; sets are transferred as JSON lists."""
    found = Findings(**answer)
    sets = {
        each.name: set(getattr(found, each.name))
        for each in dataclasses.fields(found)
        if each.default_factory is set
    }
    return dataclasses.replace(found, **sets)
