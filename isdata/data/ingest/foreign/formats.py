"""Recognition of exports by their content; untrusted files are read in a child process.

`work` runs in the child process, `recognise` and `drafted` in the parent. Placements and drafts are transferred as JSON.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from isdata.data import child
from isdata.data.ingest import isolated, workbook
from isdata.data.ingest.foreign import justifi, measur, verifi
from isdata.data.ingest.foreign.document import parsed
from isdata.data.ingest.foreign.draft import Draft, LeftOut, Placement, Refused
from isdata.data.ingest.guard import ZIP, Limits
from isdata.errors import SourceForeignError, SourceHarmfulError

# Modules by program, with is_one, places, currency and convert, which take the content of the file.
WORKBOOKS: dict[str, Any] = {"JUSTIFI": justifi}  # cells by sheet; MARK is the identifying sheet
DOCUMENTS: dict[str, Any] = {"VERIFI": verifi, "MEASUR": measur}  # JSON; the first that recognises it
PROGRAMS = sorted([*WORKBOOKS, *DOCUMENTS])
_FORMATS = WORKBOOKS | DOCUMENTS
_WORK = f"{__name__}:work"


@dataclass(frozen=True)
class ExportSummary:
    """Program that wrote an export, places whose rows need a site, and stated currency."""

    program: str
    places: dict[str, str]
    currency: str | None


def holds_measures(program: str) -> bool:
    """Return True if exports of a program may contain efficiency measures, not only meters."""
    return getattr(_FORMATS[program], "HOLDS_MEASURES", True)


def recognise(name: str, content: bytes, limits: Limits, *, is_isolated: bool) -> ExportSummary:
    """Recognise an export.

    Raises
    ------
    SourceForeignError
        The file is not an export of these programs.
    SourceError
        The file cannot be read, or reading exceeds the limits.
    """
    if is_isolated:
        return ExportSummary(**_answer("about", name, content, limits))
    program, opened = _opened(name, content, limits)
    module = _FORMATS[program]
    return ExportSummary(program, module.places(opened), module.currency(opened))


def drafted(name: str, content: bytes, limits: Limits, placement: Placement, *, is_isolated: bool) -> Draft:
    """Convert an export; errors as in `recognise`."""
    if not is_isolated:
        program, opened = _opened(name, content, limits)
        return _FORMATS[program].convert(opened, placement)
    found = _answer("draft", name, content, limits, {"placement": asdict(placement)})
    return Draft(
        found["rows"],
        [LeftOut(**each) for each in found["left_out"]],
        found["remarks"],
        [Refused(**each) for each in found["refused"]],
    )


def work(request: bytes, _progress: child.Progress) -> bytes:
    """Run one of the tasks above in the child process."""
    line, _, content = request.partition(b"\n")
    head = json.loads(line)
    [name], limits = head["names"], Limits(**head["limits"])
    if head["task"] == "about":
        found: object = recognise(name, content, limits, is_isolated=False)
    else:
        found = drafted(name, content, limits, Placement(**head["placement"]), is_isolated=False)
    return json.dumps(asdict(found), default=str).encode()  # days become text, as in all sheets


def _answer(
    task: str, name: str, content: bytes, limits: Limits, more: dict[str, object] | None = None
) -> dict:
    try:
        return json.loads(isolated.run_task(task, [(name, content)], limits, work=_WORK, about=more))
    except child.ChildStoppedError as error:
        raise SourceHarmfulError(name=name) from error


def _opened(name: str, content: bytes, limits: Limits) -> tuple[str, Any]:
    """Program of an export, and the content of its file."""
    if content.startswith(ZIP):
        formats, opened = WORKBOOKS, workbook.cells(name, content, limits)
    else:
        formats, opened = DOCUMENTS, parsed(name, content)
    for program, module in formats.items():
        if module.is_one(opened):
            return program, opened
    raise SourceForeignError(name=name, programs=", ".join(PROGRAMS))
