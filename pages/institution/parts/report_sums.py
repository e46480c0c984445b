"""Sums of the joint report, with the report for download."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import joint_report
from isdata.output import reports
from isdata.output.reports import joint_doubts
from isdata.output.reports import joint_report as document
from pages.common import cards, charts, park_facts, pick, role
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.report_offer import report_buttons
from pages.common.selection import Line
from pages.common.show import computed, info
from pages.common.tables import show_rows


def show(sheets: pd.DataFrame, earlier: pd.DataFrame, year: int, line: Line) -> None:
    """Show key figures, who reported, and all sums of a year; `line` holds the choices and downloads."""
    _downloads(sheets, earlier, year, line)
    once(_sums, sheets, earlier)


def _sums(sheets: pd.DataFrame, earlier: pd.DataFrame) -> None:
    if sheets["value"].isna().all():
        info(_("No company has handed in figures for this year yet. Enter them under “Sheet of a company”."))
        return
    totals, read = joint_report.report_totals(sheets, earlier), reader()
    failed = set(joint_report.doubtful(sheets).itertuples(index=False, name=None))
    _key_figures(sheets, totals, failed)
    for words in joint_doubts.doubt(sheets, read):
        st.warning(words, icon=":material/rule:")
    _picture(sheets)
    rows = document.with_parts(totals).to_dict("records")
    show_rows(
        {
            _("Disclosure"): ["" if ":" in row["sum"] else row["disclosure"] for row in rows],
            _("Figure"): [document.name_of(row["sum"], read) for row in rows],
            _("Amount per year"): [document.value_of(row, read) for row in rows],
            _("Companies"): [document.companies_of(row, read) for row in rows],
            _("Checks"): [joint_doubts.failed_in(row, failed, read) for row in rows],
        },
        height="content",
        alt=_("Sums of the joint report"),
    )
    computed(
        _(
            "A sum is suppressed where it, or a difference of published sums of this year and the two before, would concern fewer than three companies. A sum that one or two companies joined covers those of the former sum only. Each figure names the rows behind it in the report's annex. “Solid waste used again” on the Overview covers all companies, without by-products sold for use; the report covers the reporting companies, with these."
        )
    )


def _key_figures(sheets: pd.DataFrame, totals: pd.DataFrame, failed: set[tuple[str, str]]) -> None:
    """Key figures, each with the number of its figures that `failed` the checks."""
    read, entered = reader(), sheets[sheets["value"].notna()]
    of_sum = totals.set_index("sum").to_dict("index")
    with st.grid(4, min_column_width=170):
        cards.metric(
            _("Reporting companies"),
            read.number(entered["company_id"].nunique()),
            _("Companies with at least one figure for the year."),
            _("of {total} companies", total=read.number(sheets["company_id"].nunique())),
        )
        cards.metric(
            _("Confirmed figures"),
            read.number(int(entered["confirmed_on"].notna().sum())),
            _("Figures that the company confirmed."),
            _("of {total}", total=read.number(len(entered))),
        )
        cards.metric(
            _("Energy consumption"),
            _short(of_sum["energy"]),
            _("Fuels, electricity, heat, steam and cold purchased, less energy sold (GRI 302-1)."),
            joint_doubts.failed_in(of_sum["energy"], failed, read),
        )
        cards.metric(
            _("Waste generated"),
            _short(of_sum["waste"]),
            _("Waste diverted from and directed to disposal (GRI 306-3), of the reporting companies."),
            joint_doubts.failed_in(of_sum["waste"], failed, read),
        )


def _short(row: dict) -> str:
    """A sum with three figures, or that it is suppressed or unknown."""
    if row["is_suppressed"] or pd.isna(row["value"]):
        return document.value_of(row, reader())
    return reader().quantity(row["value"], row["unit"])


def _picture(sheets: pd.DataFrame) -> None:
    """Figures that each company entered, and whether it confirmed them."""
    read, entered = reader(), sheets[sheets["value"].notna()]
    names = dict(zip(entered["company_id"], read.names(entered), strict=True))
    counts = entered.groupby("company_id")["confirmed_on"].agg(["size", "count"])
    counts = counts.sort_values(["size", "count"], ascending=False, kind="stable")
    rows = {
        "name": [names[company] for company in counts.index],
        "amount": counts["size"].to_numpy(),
        "part": counts["count"].to_numpy(),
        "words": [
            _("{count} of {total} confirmed", count=read.number(done), total=read.number(whole))
            for whole, done in counts.itertuples(index=False)
        ],
    }
    charts.bars(rows, room=1.35, alt=_("Figures entered by each company, and how many it confirmed"))


def _downloads(sheets: pd.DataFrame, earlier: pd.DataFrame, year: int, line: Line) -> None:
    read = reader()
    about = park_facts.about()
    audiences = {"public": _("For publication"), "internal": _("Internal, with figures of companies")}
    with line.controls:
        audience = pick.one_of(_("Version"), audiences, key="report_version")
    line.state(str(year), audiences[audience])

    def made() -> reports.Report:
        frame = document.Frame(
            park=read.name(about["name_en"], about["name_zh"]),
            year=year,
            made_on=dt.date.today(),
            data_version=store.data_version(cursor()),
            is_illustrative=bool(pd.notna(about["is_illustrative"]) and about["is_illustrative"]),
            shows_values=audience == "internal" and role.viewer().sees_all,
        )
        return document.joint_report(sheets, earlier, frame, read)

    with line.row:
        report_buttons(
            made,
            {"docx": _("Report (Word)"), "xlsx": _("Report (Excel)")},
            f"{park_id()}-joint-report-{year}",
            key="report",
            icon=":material/description:",
        )
