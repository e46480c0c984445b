"""What the pages of the energy network share: the measures in view, the terms to look at them, and their table."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata import measures, scenarios
from isdata.measures import Register, Terms, table
from isdata.measures import words as wording
from isdata.scenarios import Scenario
from pages.common import address, role, scenario, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

SCOPES = ("achieved", "ahead", "all")
RATES = [str(percent) for percent in range(31)]
PRICES = ["0.5", "0.75", "1", "1.25", "1.5", "1.75", "2", "2.5", "3"]
HORIZONS = ["life", "5", "10", "15", "20", "30"]
UNITS = ("MWh", "GJ", "tce")
ELECTRICITY = "electricity"


def stored(park_id: str, shown: Scenario | None = None) -> Register:
    """Return a park's measures, as the scenario makes them; or say that there are none and end the page."""
    found = scenario.register(park_id, shown)
    if found.measures.empty:
        show.nothing(
            _(
                "No efficiency measures are recorded for this park. Fill in the sheets “Measures” and “Saved energy” "
                "of the workbook template, or add a measure by form."
            )
        )
    return found


def choose_scope(register: Register, *, key: str = "scope", first: str = "achieved") -> Register:
    """Let the reader choose how far the measures must have come; return those measures.

    `first` is what stands there at first, if there are such measures; `key` names the choice, also in the address.
    """
    words = {
        "achieved": _("Implemented"),
        "ahead": _("Still ahead"),
        "all": _("All but dropped"),
    }
    present = {scope: measures.in_scope(register, scope) for scope in SCOPES}
    options = [scope for scope in SCOPES if len(present[scope].measures)] or ["all"]
    address.remembered(key, options, first if first in options else options[0])
    st.segmented_control(
        _("Measures"),
        options,
        format_func=words.__getitem__,
        required=True,
        key=key,
        persist_state="session",
        help=_(
            "Only implemented and verified measures count as reached; ideas, plans and decisions lie ahead."
        ),
    )
    address.keep(key)
    return present[st.session_state[key]]


def choose_terms(
    register: Register, hurdle_rate: float, *, has_horizon: bool = True, shown: Scenario | None = None
) -> Terms:
    """Let the reader choose discount rate, price levels and, where it counts, the horizon.

    A discount rate that the scenario sets is not asked for; its prices count on top of the ones chosen here.
    """
    read = reader()
    if shown is None or shown.discount_rate is None:
        address.remembered("rate", RATES, "8")
        st.select_slider(
            _("Discount rate"),
            RATES,
            format_func=lambda rate: read.percent(int(rate) / 100),
            key="rate",
            persist_state="session",
            help=_("Real: money and prices are those of the price year, without inflation."),
        )
        address.keep("rate")
        rate = int(st.session_state.rate) / 100
    else:
        rate = shown.discount_rate
    _choose_price(
        "price",
        _("Energy prices"),
        _("Factor on the prices of all energy carriers; water and other savings stay as they are."),
    )
    factors = {}
    if (register.savings["resource_id"] == ELECTRICITY).any():
        _choose_price(
            ELECTRICITY,
            _("Electricity price"),
            _("Factor on the price of electricity alone, on top of that on all energy."),
        )
        factors = {ELECTRICITY: float(st.session_state[ELECTRICITY])}
    horizon = _choose_horizon() if has_horizon else "life"
    return Terms(
        discount_rate=rate,
        horizon=None if horizon == "life" else int(horizon),
        price_factor=float(st.session_state.price),
        carrier_factors=factors,
        hurdle_rate=hurdle_rate,
    )


def _choose_price(key: str, label: str, explanation: str) -> None:
    address.remembered(key, PRICES, "1")
    st.select_slider(
        label,
        PRICES,
        format_func=lambda price: f"× {reader().number(float(price))}",
        key=key,
        persist_state="session",
        help=explanation,
    )
    address.keep(key)


def in_scenario(given: Terms, register: Register, shown: Scenario | None) -> Terms:
    """Return the terms chosen, with those of the scenario."""
    return given if shown is None else scenarios.terms(shown, given, register)


def _choose_horizon() -> str:
    address.remembered("horizon", HORIZONS, "life")
    st.selectbox(
        _("Horizon"),
        HORIZONS,
        format_func=lambda years: (
            _("Each measure's own life")
            if years == "life"
            else ngettext("{count} year", "{count} years", int(years))
        ),
        key="horizon",
        persist_state="session",
        help=_(
            "With a horizon, measures are bought again at the end of their lives until its last year; what is not "
            "worn out by then counts as rest value."
        ),
    )
    address.keep("horizon")
    return st.session_state.horizon


def choose_unit() -> str:
    """Let the reader choose the unit of energy."""
    address.remembered("unit", UNITS, "MWh")
    st.segmented_control(_("Energy in"), UNITS, required=True, key="unit", persist_state="session")
    address.keep("unit")
    return st.session_state.unit


def disclosed(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with names where this reader may see them."""
    return measures.disclosed(appraised, sees_all=role.sees_all())


def may_sum(appraised: pd.DataFrame) -> bool:
    """Return whether this reader may see sums over these measures."""
    return measures.may_sum(appraised, sees_all=role.sees_all())


def by_category(appraised: pd.DataFrame) -> pd.DataFrame:
    """Return the sums by category that this reader may see."""
    groups = measures.open_groups(appraised, "category", sees_all=role.sees_all())
    return measures.by_category(appraised.assign(category=groups))


def measure_table(appraised: pd.DataFrame, currency: str, unit: str) -> None:
    """Show the measures as a table that sorts by number and reads in words, with a download."""
    read = reader()
    sees_money = role.sees_all()
    shown = table.measures(appraised, read, currency, unit, sees_money=sees_money)
    st.dataframe(
        shown,
        hide_index=True,
        height=min(560, 38 + 35 * max(1, len(appraised))),
        column_config={_("Measure"): st.column_config.Column(width="medium", pinned=True)},
        placeholder=_("unknown"),
        key="measures_table",
        alt=_("Measures, the shortest payback first and those that never pay back last"),
    )
    if not sees_money:
        st.caption(
            _(
                "Money of single measures is shown to the facilitator only; companies are named where they agreed to it."
            )
        )
        return
    st.download_button(
        _("Download as CSV"),
        data=lambda: table.csv(appraised, currency),
        file_name="measures.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def card(label: str, value: str, note: str, explanation: str | None = None) -> None:
    """Show one figure with what belongs to it."""
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, help=explanation)


def resource_words(register: Register, resource_id: str) -> str:
    """Return the name of a resource that measures save."""
    known = register.savings[register.savings["resource_id"] == resource_id]
    if known.empty:
        return resource_id
    return reader().name(known["resource_en"].iloc[0], known["resource_zh"].iloc[0])


def relations_table(register: Register, relations: pd.DataFrame) -> None:
    """Show which measures need, exclude or overlap each other, and which of these are not kept."""
    read = reader()
    known = relations[
        relations["measure_id"].isin(register.measures.index)
        & relations["other_id"].isin(register.measures.index)
    ]
    if known.empty:
        st.info(_("No relations between measures are recorded."), icon=":material/info:")
        return
    shown = disclosed(register.measures)
    name = lambda measure_id: wording.measure_words(shown.loc[measure_id].to_dict(), read)  # noqa: E731
    st.dataframe(
        pd.DataFrame(
            {
                _("Measure"): [name(measure_id) for measure_id in known["measure_id"]],
                _("Relation"): [read.choice("measure_relation", relation) for relation in known["relation"]],
                _("Other measure"): [name(measure_id) for measure_id in known["other_id"]],
                _("Lost of the other's saving"): [
                    read.percent(share) if relation == "overlaps" else ""
                    for share, relation in zip(known["overlap"], known["relation"], strict=True)
                ],
            }
        ),
        hide_index=True,
        alt=_("Measures that need, exclude or overlap each other"),
    )
    found = measures.conflicts(relations, register.measures.index)
    for measure_id, other_id in found.excluded:
        st.warning(
            _(
                "“{one}” and “{other}” exclude each other.",
                one=show.plain(name(measure_id)),
                other=show.plain(name(other_id)),
            )
        )


def certainty_table(register: Register, results: pd.DataFrame) -> None:
    """Show P10, P50, P90 of payback and the chances of each measure, the least sure first."""
    shown = disclosed(register.measures).join(results).sort_values("chance_hurdle")
    st.dataframe(
        table.certainty(shown, reader()),
        hide_index=True,
        height=min(420, 38 + 35 * max(1, len(shown))),
        placeholder=_("unknown"),
        alt=_("Payback of each measure in the 10th, 50th and 90th percentile, and its chances"),
    )


def payback_words(years: float) -> str:
    """Return a payback time with its unit."""
    read = reader()
    words = wording.words(years, read)
    return _("{years} years", years=words) if 0 < years < float("inf") else words


def restated_table(park_id: str, scope: str) -> None:
    """Show the CO2 saved with the factors of the park's own region and of each wider one."""
    read = reader()
    rows = ask(measures.restated, park_id=park_id, scope=scope)
    st.dataframe(
        pd.DataFrame(
            {
                _("Electricity factor of"): [
                    read.name(*names) for names in zip(rows["name_en"], rows["name_zh"], strict=True)
                ],
                _("CO2 saved [t/yr]"): [read.number(value, significant=5) for value in rows["co2_saving"]],
                _("CO2 factor"): [factor_words(row) for row in rows.to_dict("records")],
                _("Factor id"): rows["factor_id"].fillna("–"),
            }
        ),
        hide_index=True,
        alt=_("CO2 saved, re-stated with the factors of each region the park lies in"),
    )


def factor_words(row: Mapping) -> str:
    """Return a CO2 factor with its unit, year and method."""
    if pd.isna(row["factor"]):
        return _("no factor stored")
    year = "" if pd.isna(row["factor_year"]) else str(int(row["factor_year"]))
    parts = [
        reader().amount(row["factor"], row["factor_unit"], significant=4),
        year,
        row["factor_method"] or "",
    ]
    return " · ".join(part for part in parts if part)


def price_words(row: Mapping) -> str:
    """Return a listed price with its unit and year."""
    if pd.isna(row["price"]):
        return _("no price stored")
    return f"{reader().amount(row['price'], row['price_currency'])}/{row['price_unit']} · {int(row['price_year'])}"
