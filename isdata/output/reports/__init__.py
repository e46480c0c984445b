"""Reports for managers and investors: the same figures as on the pages, as Word documents and workbooks.

A report is a list of blocks (heading, paragraph, table, chart, note, key figures), built by pure functions from
tables; `docx` and `xlsx` render any list of blocks.
"""

from isdata.errors import N_
from isdata.output.reports.blocks import Report
from isdata.output.reports.document import docx
from isdata.output.reports.financing import INFLATION, LEAST_COVER, Financing, Loan, financed
from isdata.output.reports.project import Project, project
from isdata.output.reports.service import undertaking, valued
from isdata.output.reports.subject import KINDS, Choice, Subject, subject
from isdata.output.reports.summary import summary
from isdata.output.reports.valuation import valuation
from isdata.output.reports.workbook import xlsx

# Reports by name, with their titles, and writers by ending of the file, with their programs.
REPORTS = {"valuation": valuation, "summary": summary}
TITLES = {"valuation": N_("Valuation report"), "summary": N_("One-page summary")}
WRITERS = {"docx": docx, "xlsx": xlsx}
PROGRAMS = {"docx": "Word", "xlsx": "Excel"}

__all__ = [
    "INFLATION",
    "KINDS",
    "LEAST_COVER",
    "PROGRAMS",
    "REPORTS",
    "TITLES",
    "WRITERS",
    "Choice",
    "Financing",
    "Loan",
    "Project",
    "Report",
    "Subject",
    "docx",
    "financed",
    "project",
    "subject",
    "summary",
    "undertaking",
    "valuation",
    "valued",
    "xlsx",
]
