"""Sheet of a company: entered here, or in an exported workbook that is imported again."""

from contextlib import suppress
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import units
from isdata.data.i18n import N_
from isdata.errors import IsdataError, ProblemsError, UnitError
from isdata.institution import joint_report
from pages.common import day_field, empty_view, pick, problem_list, screen, upload
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.file_button import file_button
from pages.common.language import _, names, ngettext, reader
from pages.common.selection import Line

_USUAL = ("t", "kg", "MWh", "kWh", "GJ", "m³")
# On a phone: width of the companies beside the button, width of the items, and height of rows with wrapped items. [px]
_BESIDE, _ITEM, _LINES = 290, 186, 66
ENTERED = ("value", "unit", "basis", "source")


def show(sheets: pd.DataFrame, year: int, line: Line) -> None:
    """Let the administration choose a company in the line, and fill in its sheet."""
    companies = sheets.drop_duplicates("company_id")
    own = names(companies, "company_id")
    if not own:
        empty_view.stop(
            _("This park has no companies yet"), _("Enter companies and their sites."), table="company"
        )
    chosen = pick.from_dropdown(
        _("Company"),
        own,
        key="report_company",
        default=next(iter(own)),
        place=line.words if screen.is_phone() else line.row,
        width=_BESIDE if screen.is_phone() else 320,
        label_visibility="collapsed",
    )
    rows = sheets[sheets["company_id"] == chosen].reset_index(drop=True)
    _state(rows)
    _form(rows, str(chosen), year)
    with st.expander(_("Send and receive as a workbook"), icon=":material/mail:"):
        _workbook(rows, str(chosen), year)
    _confirm(rows, str(chosen), year)


def _state(rows: pd.DataFrame) -> None:
    read, entered = reader(), rows["value"].notna()
    confirmed = rows.loc[entered, "confirmed_on"].dropna()
    if entered.any() and len(confirmed) == int(entered.sum()):
        by = rows["confirmed_by"].dropna()
        st.success(
            _(
                "Confirmed by {office} on {day}.",
                office=read.half(by.iloc[0]) if len(by) else "–",
                day=read.date(confirmed.max()),
            ),
            icon=":material/verified:",
        )
    else:
        st.info(
            _(
                "{entered} of {items} items entered, {confirmed} confirmed. Values of the park's flows are proposed; save to take them over.",
                entered=int(entered.sum()),
                items=len(rows),
                confirmed=len(confirmed),
            ),
            icon=":material/edit_note:",
        )


def _prefilled(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Items of a sheet, prefilled from the park's flows where nothing is entered, with values of the previous year.

    A partial amount of the flows is shown, but not proposed.
    """
    read = reader()
    is_new = rows["value"].isna()
    proposed = rows["expected"].mask(rows["is_partial"])
    return rows.assign(
        value=rows["value"].where(~is_new, proposed),
        unit=rows["unit"].where(rows["unit"].notna(), rows["report_unit"]),
        source=rows["source"].where(
            rows["source"].notna() | proposed.isna() | ~is_new,
            _("flows of the park, {year}", year=str(year)),
        ),
        item_name=[read.choice("report_item", item) for item in rows["item"]],
        of_flows=[
            _("at least {amount}", amount=amount) if is_partial else amount
            for amount, is_partial in zip(
                _in_unit(rows, "expected", "report_unit"), rows["is_partial"], strict=True
            )
        ],
        of_before=_in_unit(rows, "previous", "previous_unit"),
    )


def _in_unit(rows: pd.DataFrame, column: str, stated_in: str) -> list[str]:
    """Amounts of a column as text in the company's unit, for comparison."""
    read, words = reader(), []
    for row in rows.to_dict("records"):
        value, unit = row[column], row[stated_in]
        if pd.notna(value) and isinstance(row["unit"], str):
            with suppress(UnitError):
                value, unit = value * units.factor(unit, row["unit"]), row["unit"]
        words.append(read.amount(value, unit))
    return words


def _form(rows: pd.DataFrame, company: str, year: int) -> None:
    read, first = reader(), _prefilled(rows, year)
    known = [*first["unit"].dropna(), *rows["report_unit"].dropna(), *_USUAL]
    units = {words: words for words in map(read.unit, known)}  # in the form of the cells
    disclosure = {"disclosure": st.column_config.TextColumn(_("Disclosure"), width=85)}
    # Items and sources are complete in a window of 1,280 px; a phone shows the values with their units.
    shown = {
        **({} if screen.is_phone() else disclosure),
        "item_name": st.column_config.TextColumn(_("Item"), width=_ITEM if screen.is_phone() else 290),
        "value": edited_table.column("report_value", "value", width=90),
        "unit": edited_table.choice_column("report_value", "unit", units, width=75),
        "basis": edited_table.column("report_value", "basis", width=85),
        "source": edited_table.column("report_value", "source", width=330),
        "of_flows": st.column_config.TextColumn(_("From the park's flows")),
        "of_before": st.column_config.TextColumn(_("Year before")),
    }
    turn = f"{company}_{year}_{saving.save_count('report_sheet')}_{read.language}"
    now = edited_table.edited(
        "report_value",
        first[["company_id", "item", *shown]],
        shown,
        key=f"report_sheet_{turn}",
        fixed=("disclosure", "item_name", "of_flows", "of_before"),
        row_height=_LINES if screen.is_phone() else None,
        alt=_("Sheet of the company, {year}", year=str(year)),
    )
    kept = now[["company_id", "item", *ENTERED]].astype(object)
    kept = kept.assign(source=kept["source"].where(kept["value"].notna(), None))
    store = partial(joint_report.save_sheet, rows=kept, park_id=park_id(), year=year)
    saving.offer_to_store(
        signing.signature(), store, key="report_sheet", reason=N_("Sustainability figures entered")
    )


def _workbook(rows: pd.DataFrame, company: str, year: int) -> None:
    """Offer the prefilled workbook, and import it again with the usual checks."""
    file_button(
        _("Sheet as a workbook"),
        lambda: joint_report.sheet_workbook(rows, park_id=park_id(), year=year, reader=reader()),
        f"sheet-{company}-{year}.xlsx",
    )
    back = upload.files(
        _("Sheets that companies sent back (.xlsx)"),
        key=f"sheets_{saving.save_count('sheets')}",
        endings=["xlsx"],
    )
    if not back:
        return
    where: dict[str, Any] = {"park_id": park_id(), "year": year}
    try:
        found = [joint_report.read_workbook(cursor(), each.name, each.getvalue(), **where) for each in back]
    except ProblemsError as error:
        problem_list.show_problems(error.problems)
        return
    except IsdataError as error:
        st.error(reader().error(error), icon=":material/error:")
        return
    read_back = pd.concat(found, ignore_index=True)
    st.write(ngettext("{count} figure imported.", "{count} figures imported.", len(read_back)))
    who = signing.signed_button(
        _("Save the imported figures"), key="save_read", field="read_who", is_ready=len(read_back) > 0
    )
    if who:
        with saving.stored():
            joint_report.save_sheet(cursor(), read_back, who=who, **where)
            saving.next_turn("sheets")


def _confirm(rows: pd.DataFrame, company: str, year: int) -> None:
    """Let the administration record that the company confirms its figures."""
    if rows["value"].isna().all():
        return
    with st.expander(_("Confirmation by the company"), icon=":material/verified:"):
        office = st.text_input(
            _("Confirmed by (office of the company)"), key=f"office_{company}", max_chars=100
        )
        day = day_field.enter(_("Day"), key=f"confirmed_{company}")
        who = signing.signed_button(
            _("Confirm all figures"), key="confirm_sheet", field="confirm_who", is_ready=bool(office.strip())
        )
        if who:
            joint_report.confirm(
                cursor(),
                park_id=park_id(),
                company_id=company,
                year=year,
                by=office.strip(),
                day=day,
                who=who,
            )
            saving.saved()
