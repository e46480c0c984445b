"""Results of the checks of the sheets."""

import pandas as pd
import streamlit as st

from isdata.institution import joint_report
from pages.common import cards, screen, tables
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.show import table as plain_table


def show(sheets: pd.DataFrame) -> None:
    """Show all findings, those that require a correction first."""
    once(_findings, sheets)


def _counts(counts: pd.Series) -> None:
    """Show the number of findings of each kind."""
    read = reader()
    errors, implausible, missing, incomplete = (
        int(counts.reindex(names).sum())
        for names in (("unit", "discharge"), ("expected", "previous"), ("missing",), ("source", "confirm"))
    )
    with st.container(key="lone_checks"), st.grid(3, min_column_width=170):
        cards.metric(
            _("Failed the checks"),  # as stated by the sums of the report
            read.number(errors + implausible),
            _(
                "Errors: wrong units, and more water discharged than withdrawn. Implausible: more than 1.5 times what the flows of the park give, or more than 3 times the year before, or less than the inverse."
            ),
            _(
                "errors: {errors}, implausible: {implausible}",
                errors=read.number(errors),
                implausible=read.number(implausible),
            ),
        )
        cards.metric(
            _("Missing"),
            read.number(missing),
            _("Not entered although the flows of the park give a value."),
        )
        cards.metric(
            _("Incomplete"),
            read.number(incomplete),
            _("Without a source, or not confirmed by the company."),
        )


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
    columns = {
        _("Company"): read.names(rows),
        _("Item"): [read.choice("report_item", item) for item in rows["item"]],
        _("Stated"): [_amount(row, "stated") for row in rows.to_dict("records")],
        _("Finding"): [_finding(row) for row in rows.to_dict("records")],
    }
    alt = _("Findings of the checks")
    if screen.is_phone():  # three visible columns, with the stated value in the finding
        stated, findings = columns.pop(_("Stated")), columns[_("Finding")]
        columns[_("Finding")] = [
            _("Stated: {amount}. {finding}", amount=amount, finding=finding)
            if amount != tables.NOTHING
            else finding
            for amount, finding in zip(stated, findings, strict=True)
        ]
        plain_table(pd.DataFrame(columns), alt=alt)
    else:
        wide = st.column_config.TextColumn(width="large")
        tables.show_rows(columns, column_config={_("Finding"): wide}, alt=alt)


def _finding(row: dict) -> str:
    expected = _amount(row, "expected")
    return _(
        joint_report.FINDINGS[row["finding"]],
        unit=reader().unit(row["report_unit"]),
        expected=_("at least {amount}", amount=expected) if row["is_partial"] else expected,
        previous=_amount(row, "previous"),
    )


def _amount(row: dict, name: str) -> str:
    return reader().amount(row[name], row["report_unit"])
