"""Results of the checks of the sheets."""

import pandas as pd
import streamlit as st

from isdata.institution import joint_report
from pages.common import cards
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.tables import show_rows


def show(sheets: pd.DataFrame) -> None:
    """Show all findings, those that need a correction first."""
    once(_findings, sheets)


def _counts(counts: pd.Series) -> None:
    """Number of findings of each kind."""
    with st.grid(4, min_column_width=170):
        for names, label, definition in (
            (("unit", "discharge"), _("Errors"), _("Wrong units, and more water discharged than withdrawn.")),
            (
                ("expected", "previous"),
                _("Implausible"),
                _(
                    "More than 1.5 times what the flows of the park give, or more than 3 times the year before, or less than the inverse."
                ),
            ),
            (("missing",), _("Missing"), _("Not entered although the flows of the park give a value.")),
            (("source", "confirm"), _("Incomplete"), _("Without a source, or not confirmed by the company.")),
        ):
            cards.metric(label, reader().number(int(counts.reindex(names).sum())), definition)


def _findings(sheets: pd.DataFrame) -> None:
    read, found = reader(), joint_report.check_sheets(sheets)
    _counts(found["finding"].value_counts())
    if found.empty:
        st.success(_("The checks have no findings."), icon=":material/check_circle:")
        return
    order = {
        name: place for place, name in enumerate(("unit", "discharge", "expected", "previous", "missing"))
    }
    rows = found.sort_values("finding", key=lambda names: names.map(order).fillna(9), kind="stable")
    show_rows(
        {
            _("Company"): read.names(rows),
            _("Item"): [read.choice("report_item", item) for item in rows["item"]],
            _("Stated"): [_amount(row, "stated") for row in rows.to_dict("records")],
            _("Finding"): [_finding(row) for row in rows.to_dict("records")],
        },
        column_config={_("Finding"): st.column_config.TextColumn(width="large")},
        alt=_("Findings of the checks"),
    )


def _finding(row: dict) -> str:
    return _(
        joint_report.FINDINGS[row["finding"]],
        unit=reader().unit(row["report_unit"]),
        expected=_amount(row, "expected"),
        previous=_amount(row, "previous"),
    )


def _amount(row: dict, name: str) -> str:
    return reader().amount(row[name], row["report_unit"]) if pd.notna(row[name]) else "–"
