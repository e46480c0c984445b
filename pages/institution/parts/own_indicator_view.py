"""Recording of the park's own indicators: values computed from its data, targets and visions."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.institution import own_indicators, presentation
from isdata.institution.presentation import PILLARS
from pages.common import number_field, park_facts, pick, role, show
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.selection import Line
from pages.common.show import computed, escaped
from pages.common.tables import show_table


def show_form(line: Line) -> None:
    """Show the indicators of the seven pillars with computed and recorded values, and forms to record them."""
    today = dt.date.today()
    years = [str(year) for year in park_facts.years()] or [str(today.year)]
    with line.controls:
        year = int(pick.from_dropdown(_("Year"), years, key="own_indicator_year", width=120))
    line.state(str(year))
    viewer = role.viewer()
    found = ask(own_indicators.from_data, park_id=park_id(), year=year, today=today, viewer=viewer)
    recorded = ask(institution.scorecard, park_id=park_id(), viewer=viewer)
    rows = own_indicators.with_recorded(found, recorded)
    _computed_values(rows)
    place = _table(rows)
    if place is None:
        st.caption(_("Choose a row to enter a value, a target or a vision."))
    else:
        _enter(rows.iloc[place], today.year)
    computed(
        _(
            "Per value added: companies with a known value added of the year. Waste water and hazardous waste: without what a company generates from what it receives. "
            "Free plots, participating SMEs and days to a decision: as of today. Solar power is not in the data and is entered."
        )
    )


def _computed_values(rows: pd.DataFrame) -> None:
    """Offer to record the computed values that are not recorded yet."""
    new = own_indicators.unrecorded(rows)
    known = int(rows["value"].notna().sum())
    if not known:
        show.info(_("Nothing can be computed from the data of this year. Values can be entered below."))
        return
    if new.empty:
        st.caption(_("All computed values of this year are recorded."))
        return
    label = ngettext(
        "Record {count} computed value",
        "Record {count} computed values",
        len(new),
    )
    if who := signing.signed_button(label, key="record_computed", icon=":material/playlist_add_check:"):
        own_indicators.record(cursor(), park_id=park_id(), values=new, who=who)
        saving.saved()


def _table(rows: pd.DataFrame) -> int | None:
    """List the indicators; return the position of the chosen row, if any."""
    read, records = reader(), rows.to_dict("records")
    return show_table(
        {
            _("Indicator"): read.names(rows),
            _("Computed"): [_dated(row["value"], row["year"], row["unit"]) for row in records],
            _("Latest recorded"): [_dated(row["last"], row["last_year"], row["unit"]) for row in records],
            _("Target"): [_dated(row["target"], row["target_year"], row["unit"]) for row in records],
            _("Vision"): [_dated(row["vision"], row["vision_year"], row["unit"]) for row in records],
            _("Pillar"): [
                _(PILLARS[int(row["pillar"])]) if pd.notna(row["pillar"]) else "–" for row in records
            ],
            _("Definition"): [read.half(row["method"]) or "–" for row in records],
        },
        ids=list(rows.index),
        key="own_indicator",
        alt=_("Indicators with computed and recorded values, targets and visions"),
        most=540,
        widths={_("Indicator"): 250, _("Definition"): 420},
    )


def _dated(value: float, year: float | None, unit: str) -> str:
    """Amount with its year; a dash if unknown."""
    read = reader()
    return presentation.dated(presentation.amount(value, unit, read), year, read)


def _enter(row: pd.Series, this_year: int) -> None:
    """Let the facilitator enter value, target and vision of an indicator, each with its year."""
    with st.container(border=True):
        title = _(
            "Enter a value, a target or a vision: {indicator}",
            indicator=reader().name(row["name_en"], row["name_zh"]),
        )
        st.markdown(f"**{escaped(title)}**")
        values = _entered(row, this_year)
        source = st.text_input(
            _("Document or record"),
            key=f"own-source-{row.name}",
            max_chars=280,
            placeholder=_("A value needs its source."),
        ).strip()
        is_ready = bool(len(values) and source)
        who = signing.signed_button(
            _("Save"), key="save_own_indicator", is_ready=is_ready, icon=":material/check:"
        )
    if who:
        values = values.assign(indicator_id=row.name, source=source)
        own_indicators.record(cursor(), park_id=park_id(), values=values, who=who)
        saving.saved()


def _entered(row: pd.Series, this_year: int) -> pd.DataFrame:
    """Fields for value, target and vision with their years, side by side; value_kind, year and value of those that are new."""
    unit = reader().unit(row["unit"]) or row["unit"]
    kinds = {
        "reached": (_("Value"), this_year, None, this_year),
        "target": (_("Target"), row["target_year"], row["target"], this_year + 2),
        "vision": (_("Vision"), row["vision_year"], row["vision"], this_year + 5),
    }
    found = []
    for place, (kind, (label, known_year, known, first)) in zip(st.columns(3), kinds.items(), strict=True):
        with place:
            value = number_field.enter_number(
                f"{label} [{unit}]",
                key=f"own-{kind}-{row.name}",
                value=None if known is None or pd.isna(known) else float(known),
                unit=row["unit"],
            )
            year = _enter_year(f"own-{kind}-year-{row.name}", known_year, first)
        is_same = known is not None and value == known and year == known_year
        if value is not None and year is not None and not is_same:
            found.append((kind, year, value))
    return pd.DataFrame(found, columns=["value_kind", "year", "value"])


def _enter_year(key: str, known: float | None, first: int) -> int | None:
    """Let the facilitator enter the year of a value; at first the stored year, if known, else `first`."""
    year = number_field.enter_number(
        _("Year"),
        key=key,
        value=float(first) if known is None or pd.isna(known) else float(known),
        minimum=1900,
        maximum=2100,
        is_whole=True,
    )
    return None if year is None else int(year)
