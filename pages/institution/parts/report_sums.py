"""Sums of the joint report, with the report for download."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import joint_report
from isdata.output import reports
from isdata.output.figures import labelled_bars, style
from isdata.output.reports import joint_doubts
from isdata.output.reports import joint_report as document
from pages.common import cards, charts, empty_view, navigation, park_facts, pick, role, screen
from pages.common.controls import park_id
from pages.common.data import cursor, derive
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.report_offer import report_buttons
from pages.common.selection import Line
from pages.common.show import computed, escaped
from pages.common.tables import show_rows, texts


def show(sheets: pd.DataFrame, earlier: pd.DataFrame, year: int, line: Line) -> None:
    """Show key figures, reporting companies, and all sums of a year; `line` contains the choices and downloads."""
    if sheets["value"].isna().all():
        stated = park_facts.year_words(year)
        line.state(stated)
        steps = empty_view.state(
            _("No company has handed in figures for {year} yet", year=stated),
            _("Enter them under “Sheet of a company”."),
            content=[
                _("Sums of all companies, with the change since the year before"),
                _("Figures that failed the checks, and those still to be confirmed"),
            ],
            related="savings",
        )
        steps.button(
            _("Fill in the sheet of a company"), key="sheet_first", icon=":material/edit_note:",
            on_click=st.session_state.update, args=({"report_view": "sheet"},),
        )  # fmt: skip
        screen.screen()
        return
    _downloads(sheets, earlier, year, line)
    headline.state(_headline(sheets), is_on_page=True)
    once(_sums, sheets, earlier, screen.is_phone())
    screen.screen()  # a phone has a narrower table


def _headline(sheets: pd.DataFrame) -> str:
    """Confirmed figures of those entered, and those that failed the checks; empty without figures."""
    read, states = reader(), joint_report.states(sheets)["state"]
    if states.empty:
        return ""
    failed, left = int((states == "failed").sum()), int((states == "open").sum())
    return read.clauses(
        [
            _(
                "{count} of {total} figures are confirmed",
                count=read.number(int((states == "confirmed").sum())),
                total=read.number(len(states)),
            ),
            _("{count} failed the checks", count=read.number(failed)) if failed else "",
            _("{count} still to be confirmed", count=read.number(left)) if left else "",
        ]
    )


def _sums(sheets: pd.DataFrame, earlier: pd.DataFrame, _is_phone: bool) -> None:
    totals, read = derive(joint_report.report_totals, sheets, earlier), reader()
    failed = set(derive(joint_report.doubtful_entries, sheets).itertuples(index=False, name=None))
    _key_figures(sheets, totals, failed)
    _picture(sheets)
    for words in joint_doubts.failed_checks_note(sheets, read):
        st.warning(words, icon=":material/rule:")
    _link_doubtful(sheets)
    _table(totals, failed)
    basis = _(
        "Waste is that of the reporting companies, with by-products sold for use; the Overview states that of all "
        "companies, without these."
    )
    computed(
        read.sentences(
            [
                basis,
                _(
                    "A sum is suppressed where it, or a difference of published sums of this year and the two before, would concern fewer than three companies. A sum that one or two companies joined covers those of the former sum only. Each figure names the rows behind it in the report's annex."
                ),
            ]
        )
    )


def _link_doubtful(sheets: pd.DataFrame) -> None:
    """Link to the sheets of companies whose figures failed the checks."""
    if not role.may_change():
        return
    rows = sheets[sheets["company_id"].isin(joint_report.doubtful_entries(sheets)["company_id"])]
    for company, name in names(rows.drop_duplicates("company_id"), "company_id").items():
        navigation.link(
            "joint_report",
            _("Figures of {company}", company=escaped(name)),
            icon=":material/table_view:",
            report_view="sheet",
            report_company=company,
        )


def _table(totals: pd.DataFrame, failed: set[tuple[str, str]]) -> None:
    """Show the sums of the report, with the number of their figures that `failed` the checks."""
    read, rows = reader(), document.with_parts(totals).to_dict("records")
    show_rows(
        {
            _("Figure"): [
                "\u2003" * (":" in row["sum"]) + document.name_of(row["sum"], read) for row in rows
            ],
            _("Amount per year"): [document.value_of(row, read) for row in rows],
            _("Companies"): [document.companies_of(row, read) for row in rows],
            _("Checks"): [joint_doubts.failed_figures_note(row, failed, read) for row in rows],
            _("Disclosure"): ["" if ":" in row["sum"] else _standard(row["disclosure"]) for row in rows],
        },
        height="content",
        column_config=texts(
            {
                _("Figure"): 255,
                _("Amount per year"): 205,
                _("Companies"): 80,
                _("Checks"): 170,
                _("Disclosure"): 90,
            }
        ),
        alt=_("Sums of the joint report"),
    )


def _standard(disclosure: str) -> str:
    """Code of a disclosure with its standard: purely numeric codes belong to GRI."""
    return f"GRI {disclosure}" if disclosure[:1].isdecimal() else disclosure


def _key_figures(sheets: pd.DataFrame, totals: pd.DataFrame, failed: set[tuple[str, str]]) -> None:
    """Show key figures, each with the number of its figures that `failed` the checks."""
    read, entered = reader(), joint_report.states(sheets)
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
            read.number(int((entered["state"] == "confirmed").sum())),
            _("Figures that the company confirmed and that passed the checks."),
            _("of {total}", total=read.number(len(entered))),
        )
        cards.metric(
            _("Energy consumption"),
            _sum(of_sum["energy"]),
            _("Fuels, electricity, heat, steam and cold purchased, less energy sold (GRI 302-1)."),
            read.clauses([_("net of energy sold"), _checked(of_sum["energy"], failed)]),
        )
        cards.metric(
            _("Waste generated"),
            _sum(of_sum["waste"]),
            _(
                "Waste diverted from and directed to disposal (GRI 306-3), of the reporting companies, with by-products sold for use."
            ),
            _checked(of_sum["waste"], failed)
            or read.clauses(
                [_("with by-products"), _companies(of_sum["waste"], entered["company_id"].nunique())]
            ),
        )


def _checked(row: dict, failed: set[tuple[str, str]]) -> str:
    """Note that a sum is provisional, with the number of its figures that `failed` the checks; empty if all passed."""
    words = joint_doubts.failed_figures_note(row, failed, reader())
    return _("provisional: {reason}", reason=words) if words else ""


def _companies(row: dict, reporting: int) -> str:
    """Number of companies in a sum of those `reporting`, unless all are or it is suppressed."""
    count = document.companies_of(row, reader())
    if row["is_suppressed"] or pd.isna(row["value"]) or int(row["companies"]) >= reporting:
        return ""
    return _("{count} of {total} companies", count=count, total=reader().number(reporting))


def _sum(row: dict) -> str:
    """Text of a sum, with all digits as in the table below, or that it is suppressed or unknown."""
    if row["is_suppressed"] or pd.isna(row["value"]):
        return document.value_of(row, reader())
    return reader().amount(row["value"], row["unit"])


def _picture(sheets: pd.DataFrame) -> None:
    """Draw the figures entered by each company, confirmed ones filled, failed ones in another colour."""
    read, entered = reader(), joint_report.states(sheets)
    names = dict(zip(entered["company_id"], read.names(entered), strict=True))
    counts = joint_report.state_counts(entered)
    passed, failed, pending = _("confirmed"), _("failed the checks"), _("not confirmed yet")
    rows = {
        "name": [names[company] for company in counts.index],
        "amount": counts["entered"].to_numpy(),
        "part": counts["confirmed"].to_numpy(),
        "words": [_confirmed(row) for row in counts.to_dict("records")],
        "state": passed,
        "last": counts["failed"].to_numpy(),
        "last_state": failed,
    }
    states = tuple(words for words, name in ((failed, "failed"), (pending, "open")) if counts[name].any())
    colours = {passed: style.ACCENT, failed: style.WARNING, pending: style.PALE}
    st.subheader(_("Figures of each company"), anchor=False)
    charts.bars(
        rows,
        room=1.3,
        colours=colours,
        looks=labelled_bars.Looks(row=23, states=states),
        alt=_("Figures entered by each company, and how many it confirmed"),
    )


def _confirmed(row: dict) -> str:
    """Text of the figures confirmed of those entered, and of those that failed the checks."""
    read = reader()
    done = _(
        "{count} of {total} confirmed", count=read.number(row["confirmed"]), total=read.number(row["entered"])
    )
    failed = _("{count} failed", count=read.number(row["failed"])) if row["failed"] else ""
    return read.clauses([done, failed])


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
            reports.PROGRAMS,
            f"{park_id()}-joint-report-{year}",
            key="report",
            help=_("Joint report"),
        )
