"""A standard of parks: the park's values compared with the limits, and forms to enter both from documents."""

import datetime as dt

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import institution
from isdata.data import spreadsheet_csv
from isdata.institution import presentation
from isdata.institution.computed_indicators import PER_VALUE_ADDED
from pages.common import cards, controls, number_field, park_facts, pick, role, show, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, ngettext, reader
from pages.common.selection import Line
from pages.common.tables import show_table
from pages.institution.parts import source_table, standard_overview


def compare(line: Line) -> None:
    """Let the user choose a standard and a year in the line, and show value and limit of each indicator."""
    known = institution.standards()
    own, years = names(known.reset_index(), "standard_id"), park_facts.years() or [dt.date.today().year]
    with line.controls:
        standard = pick.from_dropdown(_("Standard"), own, key="standard", width=460)
        year = int(
            pick.from_dropdown(_("Year"), [str(each) for each in years], key="standard_year", width=120)
        )
    line.state(_("All standards") if controls.is_projected() else own[standard], str(year))
    standard_overview.show(year)
    show.end_of_presented()
    st.subheader(show.escaped(own[standard]), anchor=False)
    _indicators(standard, year)
    read, about = reader(), known.loc[standard]
    document = read.listed(read.half(about[name]) for name in ("publisher", "document"))
    source = show.escaped(_("Source: {source}", source=document))
    st.caption(f"{read.name(about['status_en'], about['status_zh'])}  \n{source}")


def _indicators(standard: str, year: int) -> None:
    """Show value and limit of each indicator of a standard, with a form for limits."""
    found = ask(
        institution.conformity, park_id=park_id(), standard_id=standard, year=year, viewer=role.viewer()
    )
    if found.empty:
        return
    _figures(found)
    lacking = int((found["status"] == "no limit").sum())
    if lacking:
        st.info(
            ngettext(
                "{count} limit is to be entered by the park administration: choose its row, then enter the limit from the document.",
                "{count} limits are to be entered by the park administration: choose a row, then enter the limit from the document.",
                lacking,
            ),
            icon=":material/edit_note:",
        )
    _enter(found, _table(found, year), year)
    tables.show_csv(lambda: spreadsheet_csv.to_csv(found.reset_index()), "standard.csv")


def _figures(found: pd.DataFrame) -> None:
    read, counts = reader(), found["status"].value_counts().to_dict()
    counts["no value"] = found["value"].isna().sum()
    definitions = {
        "met": _("The value of the year meets the limit."),
        "missed": _("The value of the year does not meet the limit."),
        "no value": _("No value is known for the year. Unknown does not mean failed."),
        "no limit": _("The limit is not confirmed from a document yet. Choose its row to enter it."),
    }
    with cards.row(len(definitions)):
        for status, definition in definitions.items():
            cards.metric(
                _(institution.STATUSES[status]),
                read.number(int(counts.get(status, 0))),
                definition,
            )


def _table(found: pd.DataFrame, year: int) -> int | None:
    """List the indicators with value and limit; return the position of the chosen row, if any."""
    read, rows = reader(), found.to_dict("records")
    columns = {
        _("Indicator"): read.names(found),
        _("Value"): [_value(row) for row in rows],
        _("Limit"): [_limit(row) for row in rows],
        _("Status"): [_(institution.STATUSES[row["status"]]) for row in rows],
        _("Mandatory"): [_("yes") if row["is_mandatory"] else "–" for row in rows],
        _("Group"): read.names(found, "group"),
        _("Basis"): [_basis(row, year) for row in rows],
        _("Source of the limit"): [read.half(row["limit_source"]) or "–" for row in rows],
    }
    return show_table(
        columns,
        ids=list(found.index),
        key="entered_indicator",
        alt=_("Indicators of the standard with value and limit"),
        most=430,  # keeps the form below visible
        lines=3,
        widths={
            _("Indicator"): 230,
            _("Value"): 110,
            _("Limit"): 110,
            _("Status"): 140,
            _("Mandatory"): 80,
            _("Group"): 130,
            _("Basis"): 260,
            _("Source of the limit"): 200,
        },
    )


_YES_NO = "yes/no"  # the unit of yes/no indicators: 1 or 0


def _value(row: dict) -> str:
    """Text of a value; an en dash if unknown."""
    if row["unit"] == _YES_NO and pd.notna(row["value"]):
        return _("yes") if row["value"] >= 1 else _("no")
    return presentation.amount(row["value"], row["unit"], reader())


def _limit(row: dict) -> str:
    """Text of a limit, or that it has to be entered."""
    if row["status"] == "no limit":
        return _("to be entered")
    if row["unit"] == _YES_NO and pd.notna(row["minimum"]):
        return _("yes") if row["minimum"] >= 1 else "–"
    return presentation.limit(row, reader())


def _basis(row: dict, year: int) -> str:
    """Origin of a value: its parts, or the source entered; the reason where it cannot be computed."""
    read = reader()
    if row["origin"] == "stored":
        return read.half(row["source"]) or _("entered")
    if row["origin"] != "computed":
        if row["measure"] in PER_VALUE_ADDED:
            return _("No company states the amount and the value added of {year}.", year=str(year))
        return _("Not entered yet")
    if pd.isna(row["whole"]):
        return _("From the stages of the synergies.")
    return _(
        "From the flows: {part} over {whole}",
        part=presentation.amount(row["part"], row["part_unit"], read),
        whole=presentation.amount(row["whole"], row["whole_unit"], read),
    )


def _enter(found: pd.DataFrame, place: int | None, year: int) -> None:
    """Let the facilitator enter the limit (from the document) or the value of the indicator in a table row."""
    if place is None:
        st.caption(_("Choose a row to see the table of its value, or to enter its limit or value."))
        return
    row = found.iloc[place]
    key = f"{row.name}-{year}"
    with st.container(border=True):
        title = _("Enter a limit or a value: {indicator}", indicator=reader().names(found)[place])
        st.markdown(f"**{show.escaped(title)}**")
        _sources(row)
        minimum, maximum, entered = _numbers(row, key, year)
        is_limit_changed = (minimum, maximum) != _limits(row)
        source = _source(key)
        is_verified = not is_limit_changed or st.checkbox(
            _("The limit was read in this document, on this page"), key=f"verified-{key}"
        )
        who = signing.signed_button(
            _("Save"),
            key="save_indicator",
            is_ready=bool(source) and is_verified,
            icon=":material/check:",
        )
        if who:
            _save(str(row.name), row, year, (minimum, maximum, entered), source, who)


def _sources(row: pd.Series) -> None:
    """Link to the source tables of the value, or to the table in which it is recorded."""
    with st.container(horizontal=True, gap="small"):
        if row["origin"] == "computed":
            for table in source_table.of_measure(row["measure"]):
                source_table.link(table)
        elif row["origin"] == "stored":
            source_table.link("indicator_value", reader().name(row["name_en"], row["name_zh"]))


def _numbers(row: pd.Series, key: str, year: int) -> tuple[float | None, float | None, float | None]:
    """Let the facilitator enter minimum, maximum and value; yes/no indicators are entered as yes or no."""
    in_year = _("Value in {year}", year=str(year))
    known = [None if pd.isna(row[name]) else float(row[name]) for name in ("minimum", "maximum", "value")]
    if row["unit"] == _YES_NO:
        answers = {1.0: _("yes"), 0.0: _("no")}
        is_required = st.checkbox(_("The standard requires it"), value=known[0] == 1.0, key=f"minimum-{key}")
        entered = st.segmented_control(
            in_year, list(answers), default=known[2], format_func=answers.__getitem__, key=f"value-{key}"
        )
        return (1.0 if is_required else None), known[1], entered
    unit = reader().unit(row["unit"]) or row["unit"]
    labels = (_("Minimum"), _("Maximum"), in_year)
    low, high, value = (
        _number(place, f"{label} [{unit}]", at, unit=row["unit"], key=f"{name}-{key}")
        for place, label, at, name in zip(
            st.columns(3), labels, known, ("minimum", "maximum", "value"), strict=True
        )
    )
    return low, high, value


def _number(place: DeltaGenerator, label: str, value: float | None, *, unit: str, key: str) -> float | None:
    with place:
        return number_field.enter_number(label, value=value, unit=unit, key=key)


def _source(key: str) -> str:
    """Let the facilitator enter document and page, or a record, as source; empty without a document."""
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
    saving.saved()
