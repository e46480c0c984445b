"""Files in, files out: workbooks and CSV become checked rows, all or nothing, and rows become files again."""

from isdata.ingest.checking import Import, check
from isdata.ingest.exporting import export, export_workbook
from isdata.ingest.guard import Limits
from isdata.ingest.marking import problem_workbook
from isdata.ingest.reading import Upload, read
from isdata.ingest.samples import init, opened, renew, sample
from isdata.ingest.samples import names as sample_names
from isdata.ingest.source import Notice, Source
from isdata.ingest.storing import store
from isdata.ingest.template import template
from isdata.ingest.wording import causes, notice, word

__all__ = [
    "Import",
    "Limits",
    "Notice",
    "Source",
    "Upload",
    "causes",
    "check",
    "export",
    "export_workbook",
    "init",
    "notice",
    "opened",
    "problem_workbook",
    "read",
    "renew",
    "sample",
    "sample_names",
    "store",
    "template",
    "word",
]
