"""Exports of other programs, recognised by what they hold; files of others are read in a process of its own.

`work` runs in that process, `asked` and `drafted` in the one that asks. Placements and drafts travel as JSON.
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

# Formats by program: modules with is_one, places, currency and convert, each of what the file holds.
WORKBOOKS: dict[str, Any] = {"JUSTIFI": justifi}  # sheets of cells; MARK names the sheet that identifies one
DOCUMENTS: dict[str, Any] = {"VERIFI": verifi, "MEASUR": measur}  # JSON; the first that recognises it
PROGRAMS = sorted([*WORKBOOKS, *DOCUMENTS])
_FORMATS = WORKBOOKS | DOCUMENTS
_WORK = f"{__name__}:work"


@dataclass(frozen=True)
class About:
    """Program that wrote an export, the places whose rows need a site, and the stated currency."""

    program: str
    places: dict[str, str]
    currency: str | None


def holds_measures(program: str) -> bool:
    """Whether exports of a program may hold efficiency measures, and not only meters."""
    return getattr(_FORMATS[program], "HOLDS_MEASURES", True)


def about(name: str, content: bytes, limits: Limits, *, is_isolated: bool) -> About:
    """Recognise an export.

    Raises
    ------
    SourceForeignError
        It is an export of none of these programs.
    SourceError
        The file cannot be read, or reading takes more than allowed.
    """
    if is_isolated:
        return About(**_answer("about", name, content, limits))
    program, opened = _opened(name, content, limits)
    module = _FORMATS[program]
    return About(program, module.places(opened), module.currency(opened))


def drafted(name: str, content: bytes, limits: Limits, placement: Placement, *, is_isolated: bool) -> Draft:
    """Convert an export; errors as of `about`."""
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
    """Do one of the tasks above in the process that reads the file."""
    line, _, content = request.partition(b"\n")
    head = json.loads(line)
    [name], limits = head["names"], Limits(**head["limits"])
    if head["task"] == "about":
        found: object = about(name, content, limits, is_isolated=False)
    else:
        found = drafted(name, content, limits, Placement(**head["placement"]), is_isolated=False)
    return json.dumps(asdict(found), default=str).encode()  # days become text, as all sheets have them


def _answer(
    task: str, name: str, content: bytes, limits: Limits, more: dict[str, object] | None = None
) -> dict:
    try:
        return json.loads(isolated.asked(task, [(name, content)], limits, work=_WORK, about=more))
    except child.ChildStoppedError as error:
        raise SourceHarmfulError(name=name) from error


def _opened(name: str, content: bytes, limits: Limits) -> tuple[str, Any]:
    """Program of an export, and what its file holds."""
    if content.startswith(ZIP):
        formats, opened = WORKBOOKS, workbook.cells(name, content, limits)
    else:
        formats, opened = DOCUMENTS, parsed(name, content)
    for program, module in formats.items():
        if module.is_one(opened):
            return program, opened
    raise SourceForeignError(name=name, programs=", ".join(PROGRAMS))
