"""Exports of other programs of the field as rows of isdata: MEASUR and JUSTIFI measures, VERIFI meters."""

from isdata.data.ingest.foreign.draft import LeftOut, Placement
from isdata.data.ingest.foreign.exports import (
    PROGRAMS,
    Converted,
    Export,
    convert,
    is_foreign,
    open_export,
    worded,
)

__all__ = [
    "PROGRAMS",
    "Converted",
    "Export",
    "LeftOut",
    "Placement",
    "convert",
    "is_foreign",
    "open_export",
    "worded",
]
