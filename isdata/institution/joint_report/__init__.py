"""Joint sustainability report of a park: a sheet per company, plausibility checks, and totals that identify no company."""

from isdata.institution.joint_report.checks import (
    FINDINGS,
    check_sheets,
    doubtful_entries,
    state_counts,
    states,
)
from isdata.institution.joint_report.prefilled import prefilled
from isdata.institution.joint_report.recognition import award, holders, recognised
from isdata.institution.joint_report.sheets import ITEMS, confirm, earlier_figures, save_sheet, sheets
from isdata.institution.joint_report.totals import TOTALS, report_totals
from isdata.institution.joint_report.workbook import read_workbook, sheet_workbook

__all__ = [
    "FINDINGS",
    "ITEMS",
    "TOTALS",
    "award",
    "check_sheets",
    "confirm",
    "doubtful_entries",
    "earlier_figures",
    "holders",
    "prefilled",
    "read_workbook",
    "recognised",
    "report_totals",
    "save_sheet",
    "sheet_workbook",
    "sheets",
    "state_counts",
    "states",
]
