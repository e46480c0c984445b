"""Energy of the parks of a region: use, energy per value added, and CO2."""

import pandas as pd
import streamlit as st

from isdata.institution import efficiency, region_energy
from isdata.institution.presentation import amount
from isdata.output.figures import labelled_bars
from pages.common import cards, charts, role
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.show import computed, end_of_presented, info
from pages.common.tables import show_table

_SHOWN = 12  # bars


def of_parks(parks: pd.DataFrame) -> pd.DataFrame:
    """Energy of the parks, as from `region_energy.of_parks`."""
    return ask(region_energy.of_parks, parks=parks[["park_id", "year"]], viewer=role.viewer())


def show(parks: pd.DataFrame) -> None:
    """Show the energy of the region and of its parks; `parks` as from `regions.parks_of_region`."""
    found = of_parks(parks)
    if found.empty or found["energy"].isna().all():
        info(_("No energy flows of these parks are recorded."))
        return
    whole, names = region_energy.together(found), pd.Series(reader().names(parks), index=found.index)
    _figures(found, whole)
    _bars(found, names, whole)
    end_of_presented()
    _table(found, names)
    computed(
        _(
            "Energy: what companies take in less what they pass on, in the year of the latest flows of each park, in tonnes of coal equivalent. "
            "Per value added: sum over sum of the companies of which both are known, with the stored value added. CO2: of energy carriers from outside the park."
        )
    )


def _figures(found: pd.DataFrame, whole: pd.Series) -> None:
    read = reader()
    known = _(
        "{count} of {total} parks",
        count=read.number(int(found["energy"].notna().sum())),
        total=read.number(len(found)),
    )
    unit = efficiency.unit_per("energy", str(whole["currency"]))
    with cards.row(3):
        cards.metric(
            _("Energy"),
            read.quantity(float(whole["energy"]), "tce/yr"),
            _("Energy use of the companies of all parks."),
            known,
        )
        cards.metric(
            _("Energy per value added"),
            "–" if pd.isna(whole["energy_per"]) else amount(whole["energy_per"], unit, read, is_padded=True),
            _("Energy of all parks over their value added, for companies of which both are known."),
            _("less is better"),
        )
        cards.metric(
            _("CO2 of purchased energy"),
            read.quantity(float(whole["co2"]), "t/yr") if pd.notna(whole["co2"]) else "–",
            _("CO2 of the energy carriers that enter the parks from outside."),
        )


def _bars(found: pd.DataFrame, names: pd.Series, whole: pd.Series) -> None:
    """Draw the energy per value added of each park of the currency of the region, the highest first."""
    if pd.isna(whole["energy_per"]):
        return
    read, unit = reader(), efficiency.unit_per("energy", str(whole["currency"]))
    rows = found[found["energy_per"].notna()].sort_values("energy_per", ascending=False)
    first = rows.head(_SHOWN)
    words = [amount(value, "", read, is_padded=True) for value in first["energy_per"]]
    title = _(
        "Energy per value added: {value} in {park}, the highest", value=words[0], park=names[first.index[0]]
    )
    st.subheader(
        f"{title} [{read.unit(unit)}]" if len(first) > 1 else _("Energy per value added"), anchor=False
    )
    charts.bars(
        {"name": names[first.index].tolist(), "amount": first["energy_per"].to_numpy(), "words": words},
        limit=(
            _("Region: {amount}", amount=amount(whole["energy_per"], "", read, is_padded=True)),
            float(whole["energy_per"]),
        ),
        alt=_("Energy per value added of each park"),
        total=len(rows),
        looks=labelled_bars.Looks(row=40),
    )


def _table(found: pd.DataFrame, names: pd.Series) -> None:
    read, rows = reader(), found.to_dict("records")
    show_table(
        {
            _("Park"): names.tolist(),
            _("Year"): ["–" if pd.isna(row["year"]) else str(int(row["year"])) for row in rows],
            _("Energy [tce/yr]"): found["energy"].tolist(),
            _("Energy per value added"): [
                amount(row["energy_per"], efficiency.unit_per("energy", row["currency"]), read)
                for row in rows
            ],
            _("Value added"): [
                "–" if pd.isna(row["value_added"]) else read.money(row["value_added"], row["currency"])
                for row in rows
            ],
            _("Companies with known energy and value added"): [
                _(
                    "{count} of {total} companies",
                    count=read.number(row["known"]),
                    total=read.number(row["companies"]),
                )
                for row in rows
            ],
            _("CO2 of purchased energy [t/yr]"): found["co2"].tolist(),
            _("Metered energy"): [
                "–" if pd.isna(row["metered"]) else read.percent(row["metered"] / 100) for row in rows
            ],
        },
        height="content",
        alt=_("Energy of the parks of the region"),
    )
