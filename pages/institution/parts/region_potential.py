"""Results of the parks of a region beside what is possible: matches, unused by-products and planned measures."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedMeasures
from isdata.institution import potential, regions
from isdata.output.figures import labelled_bars
from isdata.park import flows
from isdata.symbiosis.assessment import on_board
from pages.common import charts, park_facts, park_matches, role, scenario, screen
from pages.common.data import ask, derive
from pages.common.language import _, reader
from pages.common.show import info, table
from pages.common.tables import show_table

_ROW = 38  # height of a bar [px]


class _Potential(NamedTuple):
    """Unused potential of a park; missing if unknown or not disclosed.

    Attributes
    ----------
    matches : int
        Feasible matches not on the board.
    gain : float
        Their gain. [currency/yr]
    unused : float
        Unused by-products. [t/yr]
    measures : int
        Planned measures.
    co2 : float
        Their CO2 saving. [t/yr]
    """

    matches: float = float("nan")
    gain: float = float("nan")
    unused: float = float("nan")
    measures: float = float("nan")
    co2: float = float("nan")


def show(parks: pd.DataFrame) -> None:
    """Show results and potential of each park and in total; `parks` as from `regions.parks_of_region`."""
    if parks.empty:
        info(_("No park of this region is recorded here."))
        return
    found = of_parks(parks)
    _pictures(parks, found)
    names = [*reader().names(parks), _("All parks")]
    unused = {_("Unused by-products [t/yr]"): _with_sum(found["unused"])}
    running = {_("Synergies in operation"): _with_sum(parks["running"])}
    columns = {
        _("Park"): names,
        _("Solid waste utilisation rate"): _shares(parks),
        # A phone has room for two columns if the second is narrow.
        **(running | unused if screen.is_phone() else unused | running),
        _("Matches not on the board"): _with_sum(found["matches"]),
        _("Gain of these matches per year"): _gains(parks, found["gain"]),
        _("Measures done"): _with_sum(parks["measures_done"]),
        _("Planned measures"): _with_sum(found["measures"]),
        _("CO2 saved by planned measures [t/yr]"): _with_sum(found["co2"]),
    }
    words = _("Results and potential of the parks of the region")
    if screen.is_phone():
        show_table(columns, height="content", alt=words)
    else:  # with headings of several lines, all columns fit
        table(pd.DataFrame(columns).map(_words), alt=words)
    st.caption(
        _(
            "Matches within each park; each supply and demand is used once, largest gains first. Planned "
            "measures are counted individually; overlaps are not deducted. A dash means unknown, not "
            "zero; totals include known values only."
        )
    )


def _pictures(parks: pd.DataFrame, found: pd.DataFrame) -> None:
    """Draw the known potentials of several parks: gain of matches in one currency, unused by-products, and CO2 of measures."""
    shown = {
        "gain": (_("Gain of feasible matches per year"), _gains(parks, found["gain"])),
        "unused": (_("Unused by-products [t/yr]"), found["unused"].map(_words)),
        "co2": (_("CO2 saved by planned measures [t/yr]"), found["co2"].map(_words)),
    }
    if found["currency"].nunique() > 1:
        del shown["gain"]
    drawn = [name for name in shown if found[name].notna().any()]
    if len(parks) < 2 or not drawn:
        return
    for place, name in zip(st.columns(len(drawn), gap="medium"), drawn, strict=True):
        title, words = shown[name]
        bars = {"name": reader().names(parks), "amount": found[name].to_numpy(), "words": words[: len(parks)]}
        with place:
            st.subheader(title, anchor=False)
            charts.bars(bars, alt=title, looks=labelled_bars.Looks(row=_ROW))


def _words(value: float | str) -> str:
    """Text of a cell: words as they are, a number in the reader's notation, a dash if unknown."""
    if isinstance(value, str):
        return value
    return "–" if pd.isna(value) else reader().number(value)


def of_parks(parks: pd.DataFrame) -> pd.DataFrame:
    """Potential of each park, in their order: the fields of `_Potential`, and the currency of the gain."""
    found = pd.DataFrame(
        [_of_park(row) for row in parks.to_dict("records")], columns=list(_Potential._fields)
    )
    return found.assign(currency=[park_facts.currency(str(park)) for park in parks["park_id"]])


def _of_park(park: Mapping) -> _Potential:
    """Potential of one park."""
    park_id, viewer = str(park["park_id"]), role.viewer()
    known = _Potential(unused=_unused(park))
    if park["streams"]:
        connected = ask(on_board.pairs, viewer=viewer)
        matches = derive(potential.unused_matches, park_matches.of_park(park_id, viewer), connected)
        known = known._replace(matches=float(len(matches)), gain=potential.joint_gain(matches))
    stored = scenario.disclosed_measures(park_id, None)
    if len(stored):
        ahead = derive(DisclosedMeasures.in_scope, stored, "ahead")
        saved = ahead.co2_saving
        known = known._replace(
            measures=float(len(ahead)), co2=float("nan") if saved is None else saved if len(ahead) else 0.0
        )
    return known


def _unused(park: Mapping) -> float:
    """Unused by-products of the latest year of a park; NaN without flows. [t/yr]"""
    if pd.isna(park["year"]):
        return float("nan")
    choice = flows.FlowSelection(year=int(park["year"]), kind="material", unit="t")
    found = ask(flows.converted, park_id=park["park_id"], choice=choice, viewer=role.viewer())
    return flows.unused_by_products(derive(flows.residuals, found))[1]


def _with_sum(values: pd.Series) -> list[float]:
    """Values of the parks, and their sum; NaN if none is known."""
    known = values.astype("float64")
    return [*known, known.sum(min_count=1)]


def _shares(parks: pd.DataFrame) -> list[str]:
    """Share of reused waste of each park and of all."""
    shares = [*parks["used_share"], regions.totals(parks).used_share]
    return [reader().percent(share) if pd.notna(share) else "–" for share in shares]


def _gains(parks: pd.DataFrame, gains: pd.Series) -> list[str]:
    """Gains in the currency of each park, and their sum if all are in one."""
    read = reader()
    currencies = [park_facts.currency(str(park)) for park in parks["park_id"]]
    words = [
        read.money(gain, currency) if pd.notna(gain) else "–"
        for gain, currency in zip(gains, currencies, strict=True)
    ]
    paid_in = {
        currency for gain, currency in zip(gains, currencies, strict=True) if pd.notna(gain) and gain != 0
    }
    return [*words, read.money(float(gains.sum()), paid_in.pop()) if len(paid_in) == 1 else "–"]
