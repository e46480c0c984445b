"""Reports for managers and investors: the same figures as on the pages, as Word documents and workbooks.

A report is a list of blocks (heading, paragraph, table, chart, note, key figures), built by pure functions from
tables; `docx` and `xlsx` render any list of blocks.
"""

from collections.abc import Callable
from typing import NamedTuple

from isdata.errors import N_
from isdata.output.reports.blocks import Report
from isdata.output.reports.document import docx
from isdata.output.reports.financing import (
    INFLATION,
    LEAST_COVER,
    Financing,
    Loan,
    disclosed_financing,
    financed,
)
from isdata.output.reports.project import Project, project
from isdata.output.reports.service import report_subject, valued
from isdata.output.reports.subject import KINDS, Choice, Subject
from isdata.output.reports.subject_reading import subject
from isdata.output.reports.summary import summary
from isdata.output.reports.valuation import valuation
from isdata.output.reports.workbook import xlsx


class Kind(NamedTuple):
    """Title of a kind of report, and the function that creates it."""

    title: str
    make: Callable[..., Report]


# Reports by name, and writers by file extension, with the programs that open them.
REPORTS = {
    "valuation": Kind(N_("Valuation report"), valuation),
    "summary": Kind(N_("One-page summary"), summary),
}
WRITERS = {"docx": docx, "xlsx": xlsx}
PROGRAMS = {"docx": "Word", "xlsx": "Excel"}

__all__ = [
    "INFLATION",
    "KINDS",
    "LEAST_COVER",
    "PROGRAMS",
    "REPORTS",
    "WRITERS",
    "Choice",
    "Financing",
    "Loan",
    "Project",
    "Report",
    "Subject",
    "disclosed_financing",
    "docx",
    "financed",
    "project",
    "report_subject",
    "subject",
    "summary",
    "valuation",
    "valued",
    "xlsx",
]
