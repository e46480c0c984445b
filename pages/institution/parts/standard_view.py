"""A standard of parks: the park's value beside the limit, and the place to enter either from the documents."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data import spreadsheet_csv
from isdata.institution import overview
from isdata.park import flows
from pages.common import cards, editing, pick, role, show, signing, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, reader
from pages.common.tables import show_table


def compare() -> None:
    """Let the reader choose a standard and a year, and show value and limit of each indicator."""
    known = institution.standards()
    own = names(known.reset_index(), "standard_id")
    years = [str(int(year)) for year in ask(flows.years, park_id=park_id())["year"]] or [
        str(dt.date.today().year)
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        standard = pick.from_list(_("Standard"), own, key="standard", default=next(iter(own)), width=460)
        year = int(
            pick.from_list(_("Year"), years, key="standard_year", default=years[0], width=120) or years[0]
        )
    assert standard is not None
    about = known.loc[standard]
    _overview(year)
    found = ask(
        institution.conformity, park_id=park_id(), standard_id=standard, year=year, viewer=role.viewer()
    )
    read = reader()
    st.subheader(show.plain(own[standard]), anchor=False)
    if len(found):
        _figures(found)
        _table(found)
    document = read.listed(read.half(about[name]) for name in ("publisher", "document"))
    source = show.plain(_("Source: {source}", source=document))
    st.caption(f"{read.name(about['status_en'], about['status_zh'])}  \n{source}")
    if len(found):
        _enter(found, year)


def _overview(year: int) -> None:
    """Show values, unknowns and gaps of all standards in the same year."""
    rows = ask(overview.overview, park_id=park_id(), year=year, viewer=role.viewer())
    st.subheader(_("All standards in {year}", year=str(year)), anchor=False)
    counts = {
        name: rows[name].astype(int).tolist()
        for name in ("indicators", "values", "unknown", "met", "missed", "no_limit")
    }
    show_table(
        {
            _("Standard"): reader().names(rows),
            _("Indicators"): counts["indicators"],
            _("Values known"): counts["values"],
            _(institution.STATUSES["no value"]): counts["unknown"],
            _(institution.STATUSES["met"]): counts["met"],
            _(institution.STATUSES["missed"]): counts["missed"],
            _("Limit to be entered"): counts["no_limit"],
        },
        alt=_("Values, unknowns and gaps of every standard in the same year"),
        height="content",
    )


def _figures(found: pd.DataFrame) -> None:
    read, counts = reader(), found["status"].value_counts().to_dict()
    counts["no value"] = found["value"].isna().sum()
    definitions = {
        "met": _("The value of the year keeps the limit."),
        "missed": _("The value of the year breaks the limit."),
        "no value": _("No value of the year is known. Unknown is not failed."),
        "no limit": _("The limit is not confirmed from a document yet. Enter it below."),
    }
    with cards.row(len(definitions)):
        for status, definition in definitions.items():
            cards.metric(
                _(institution.STATUSES[status]),
                read.number(int(counts.get(status, 0))),
                definition,
                colour="off",
            )


def _table(found: pd.DataFrame) -> None:
    read, rows = reader(), found.to_dict("records")
    columns = {
        _("Group"): read.names(found, "group"),
        _("Indicator"): read.names(found),
        _("Mandatory"): [_("yes") if row["is_mandatory"] else "–" for row in rows],
        _("Value"): ["–" if pd.isna(row["value"]) else read.amount(row["value"], _unit(row)) for row in rows],
        _("Limit"): [_limit(row) for row in rows],
        _("Status"): [_(institution.STATUSES[row["status"]]) for row in rows],
        _("Basis"): [_basis(row) for row in rows],
        _("Source of the limit"): [show.plain(read.half(row["limit_source"]) or "–") for row in rows],
    }
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height="content",
        column_config={
            _("Value"): st.column_config.TextColumn(width="medium"),
            _("Basis"): st.column_config.TextColumn(width="large"),
        },
        alt=_("Indicators of the standard with value and limit"),
    )
    tables.show_csv(lambda: spreadsheet_csv.to_csv(found.reset_index()), "standard.csv")


def _unit(row: dict) -> str:
    return "" if row["unit"] in ("yes/no", "level", "1") else row["unit"]


def _limit(row: dict) -> str:
    read = reader()
    low, high = (
        None if pd.isna(row[name]) else read.amount(row[name], _unit(row)) for name in ("minimum", "maximum")
    )
    if low and high:
        return low if low == high else f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else "–"


def _basis(row: dict) -> str:
    """Origin of a value: its parts, or the source entered."""
    read = reader()
    if row["origin"] == "stored":
        return show.plain(read.half(row["source"]) or _("entered"))
    if row["origin"] != "computed":
        return _("Enter the value below.")
    if pd.isna(row["whole"]):
        return _("From the stages of the synergies.")
    return _(
        "From the flows: {part} over {whole}",
        part=read.amount(row["part"], row["part_unit"]),
        whole=read.amount(row["whole"], row["whole_unit"]),
    )


def _enter(found: pd.DataFrame, year: int) -> None:
    """Let the facilitator enter a limit from the document, or a value."""
    read = reader()
    titles = dict(zip(found.index, read.names(found), strict=True))
    is_empty = bool((found["status"] == "no limit").all())
    with st.expander(_("Enter a limit or a value"), icon=":material/edit:", expanded=is_empty):
        chosen = pick.from_list(
            _("Indicator"), titles, key="entered_indicator", default=next(iter(titles)), width=520
        )
        row = found.loc[chosen]
        unit = read.unit(_unit(row.to_dict())) or row["unit"]
        low, high, value = st.columns(3)
        number = lambda place, label, name: place.number_input(  # noqa: E731
            f"{label} [{unit}]",
            value=None if pd.isna(row[name]) else float(row[name]),
            key=f"{name}-{chosen}-{year}",
            help=_("1 for yes, 0 for no.") if row["unit"] == "yes/no" else None,
        )
        minimum, maximum = number(low, _("Minimum"), "minimum"), number(high, _("Maximum"), "maximum")
        entered = number(value, _("Value in {year}", year=str(year)), "value")
        is_limit_changed = (minimum, maximum) != _limits(row)
        source = _source(f"{chosen}-{year}")
        is_verified = not is_limit_changed or st.checkbox(
            _("The limit was read in this document, on this page"), key=f"verified-{chosen}-{year}"
        )
        who = signing.signed_button(
            _("Save"),
            key="save_indicator",
            is_ready=bool(source) and is_verified,
            icon=":material/check:",
        )
        if who:
            _save(str(chosen), row, year, (minimum, maximum, entered), source, who)


def _source(key: str) -> str:
    """Let the facilitator enter document and page, or a record; empty without a document."""
    place, narrow = st.columns([4, 1])
    document = place.text_input(
        _("Document or record"),
        key=f"source-{key}",
        max_chars=280,
        placeholder=_("A limit or value needs its source."),
    ).strip()
    page = narrow.text_input(_("Page number"), key=f"page-{key}", max_chars=15).strip()
    return _("{document}, p. {page}", document=document, page=page) if document and page else document


def _limits(row: pd.Series) -> tuple[float | None, float | None]:
    """Minimum and maximum as stored."""
    low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("minimum", "maximum"))
    return low, high


def _save(
    chosen: str,
    row: pd.Series,
    year: int,
    numbers: tuple[float | None, float | None, float | None],
    source: str,
    who: str,
) -> None:
    minimum, maximum, entered = numbers
    about = {"park_id": park_id(), "indicator_id": chosen, "source": source, "who": who}
    if (minimum, maximum) != _limits(row):
        institution.record_limit(cursor(), minimum=minimum, maximum=maximum, **about)
    if entered is not None and entered != row["value"]:
        institution.record_value(cursor(), year=year, value=entered, **about)
    editing.saved()
