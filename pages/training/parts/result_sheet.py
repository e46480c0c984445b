"""Result sheet of a training, as workbook and Word document."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from isdata.output import reports
from isdata.output.reports.training import results_report
from isdata.programme.training import agenda, results
from isdata.programme.training.records import Entry, Records
from isdata.programme.training.results import Attempt
from pages.common.language import _, reader
from pages.common.report_offer import report_buttons


def offer(records: Records, shown: Sequence[Attempt], entries: Sequence[Entry]) -> None:
    """Offer the result sheet for download."""
    read = reader()

    def report() -> reports.Report:
        halves = agenda.half_days(records.agenda())
        attended = Counter(code for code, *half in records.attended() if tuple(half) in halves)
        return results_report(
            shown,
            results.competences(shown, entries),
            attended,
            half_days=len(halves),
            day=dt.date.today(),
            reader=read,
        )

    with st.container(horizontal=True):
        report_buttons(
            report,
            {"xlsx": _("Result sheet (Excel)"), "docx": _("Result sheet (Word)")},
            "training-results",
            key="training_results",
        )
