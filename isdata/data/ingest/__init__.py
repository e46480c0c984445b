"""Files in, files out: workbooks and CSV become checked rows, all or nothing, and rows become files again."""

from isdata.data.ingest.checking import Import, check
from isdata.data.ingest.exporting import export, export_workbook
from isdata.data.ingest.guard import Limits
from isdata.data.ingest.marking import problem_workbook
from isdata.data.ingest.reading import Upload, read
from isdata.data.ingest.samples import init, opened, renew, sample
from isdata.data.ingest.samples import names as sample_names
from isdata.data.ingest.source import Notice, Source
from isdata.data.ingest.storing import store
from isdata.data.ingest.template import template
from isdata.data.ingest.wording import causes, interpreted, notice, word

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
    "interpreted",
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
