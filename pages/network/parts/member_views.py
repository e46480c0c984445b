"""Parts of the page on members and target: network and year, figures, and results by year."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedNetwork
from pages.common import cards, pick, screen
from pages.common.language import _, defined, ngettext, reader
from pages.common.tables import show_rows
from pages.common.target_path import metered
from pages.network.parts import member_comparison


def choose_network(networks: pd.DataFrame) -> pd.Series:
    """Let the user choose a network if there are several; return its row."""
    table = networks.set_index("network_id", drop=False)
    if len(table) == 1:
        return table.iloc[0]
    names = {
        str(row["network_id"]): reader().name(row["name_en"], row["name_zh"]) for _i, row in table.iterrows()
    }
    chosen = pick.from_dropdown(_("Network"), names, key="member_network")
    return table.loc[chosen]


def years(own: DisclosedNetwork) -> list[str]:
    """Years from the baseline to the target of a network, or to its last measure."""
    return [str(year) for year in own.progress["year"]]


def choose_year(years: list[str]) -> int:
    """Let the user choose the year of the comparison; by default the last one that has begun."""
    begun = [year for year in years if int(year) <= dt.date.today().year]
    latest = (begun or years)[-1]
    return int(pick.on_slider(_("Year"), years, key="year_of_result", default=latest, width=420))


def headline(own: DisclosedNetwork, year: int) -> str:
    """Result of a year against the target of that year; empty if withheld."""
    now, read = own.progress.set_index("year").loc[year], reader()
    if pd.isna(now["result_share"]):
        return ""
    about = {"share": read.percent(now["result_share"], digits=1), "year": str(year)}
    saved = (
        _("Energy saving of {share} expected in {year}", **about)
        if is_expected(year)
        else _("Energy saving of {share} in {year}", **about)
    )
    return read.clauses([saved, _against(now["result_share"], now["target_share"])])


def is_expected(year: int) -> bool:
    """Return True if a year has not ended yet."""
    return year >= dt.date.today().year


def figures(own: DisclosedNetwork, year: int) -> None:
    """Show members, baseline, joint target, and the result of a year against the target of that year."""
    read, network = reader(), own.network
    now = own.progress.set_index("year").loc[year]
    with cards.row(4, brief="members"):
        cards.metric(
            _("Members"),
            read.number(len(own)),
            defined("member"),
            _behind(own, year),
        )
        cards.metric(
            _("Baseline of {year}", year=str(network["baseline_year"])),
            read.amount(network["baseline_energy"] / 1000, "GWh/yr", significant=4),
            defined("baseline"),
            _("energy use of all members"),
        )
        cards.metric(
            _("Joint target"),
            read.percent(network["target_saving"], digits=1),
            defined("target"),
            _path_to_target(network, now["target_share"], year),
        )
        cards.metric(
            _("Expected result of {year}", year=str(year))
            if is_expected(year)
            else _("Result of {year}", year=str(year)),
            read.percent(now["result_share"], digits=1),
            defined("result"),
            _("withheld")
            if pd.isna(now["result_share"])
            else _against(now["result_share"], now["target_share"], is_short=True),
        )


def _path_to_target(network: pd.Series, share: float, year: int) -> str:
    """Year of the joint target, and the target of an earlier year with a share of its own."""
    if pd.isna(network["target_year"]):
        return _("no year stated")
    due = _("by {year}", year=str(network["target_year"]))
    if pd.isna(share) or round(share, 3) == round(network["target_saving"], 3):
        return due
    earlier = _("{share} in {year}", share=reader().percent(share, digits=1), year=str(year))
    return reader().clauses([due, earlier])


def _behind(own: DisclosedNetwork, year: int) -> str:
    """Text on the members below their share of the target in a year; empty if they are not compared."""
    table = own.comparison(year)
    if table is None or not table["result"].any():
        return ""
    count, due = member_comparison.behind_count(table), own.network["target_year"]
    if pd.isna(due):
        return ngettext(
            "{count} below its share of the joint target",
            "{count} below their share of the joint target",
            count,
        )
    return ngettext(
        "{count} below its share of the target of {year}",
        "{count} below their share of the target of {year}",
        count,
        year=str(due),
    )


def _against(result: float, target: float, *, is_short: bool = False) -> str:
    """Text on whether a year's target was reached, with the shortfall; `is_short`: beside the target itself."""
    read = reader()
    if pd.isna(target):
        return _("no target for this year")
    aim = read.percent(target, digits=1)
    if round(result, 3) >= round(target, 3):
        return _("target {share} reached", share=aim)
    if is_short:
        return _("{points} percentage points below", points=read.number(100 * (target - result), digits=1))
    return _(
        "{points} percentage points below that year's target of {share}",
        share=aim,
        points=read.number(100 * (target - result), digits=1),
    )


def _saved(rows: pd.DataFrame, metered: pd.DataFrame | None) -> dict[str, list[str]]:
    """Energy saved and metered in each year; on a phone the unit is in the cells, because headings lack space."""
    read = reader()
    amounts = {"saved": rows["result"]}
    if metered is not None and len(metered):
        amounts["metered"] = rows["year"].map(metered.set_index("year")["saving"].astype(float))
    if screen.is_phone():
        names = {"saved": _("Saved"), "metered": _("Metered")}
        return {
            names[key]: [read.amount(each / 1000, "GWh") for each in cells] for key, cells in amounts.items()
        }
    names = {"saved": _("Saved [GWh/yr]"), "metered": _("Metered [GWh/yr]")}
    return {
        names[key]: [read.number(each / 1000, significant=3) for each in cells]
        for key, cells in amounts.items()
    }


def by_year(own: DisclosedNetwork) -> None:
    """Show target and result of each year as a table, the latest first."""
    read, progress, found = reader(), own.progress, metered(own)
    st.subheader(_("Target and result by year"), anchor=False)
    rows = progress[(progress["target"] > 0) | (progress["result"] > 0)][::-1]
    compared = (
        _("Result compared with target")  # a phone has no space for the unit
        if screen.is_phone()
        else _("Result compared with target [percentage points]")
    )
    apart = [
        "–" if pd.isna(result - target) else f"{100 * (result - target):+.1f}"
        for result, target in zip(rows["result_share"], rows["target_share"], strict=True)
    ]
    cells = {
        _("Year"): rows["year"].astype(str),
        _("Target"): [read.percent(share, digits=1) for share in rows["target_share"]],
        _("Result"): [read.percent(share, digits=1) for share in rows["result_share"]],
        compared: apart,
        **_saved(rows, found),
    }
    if screen.is_phone():  # energy visible beside the shares
        cells[compared] = cells.pop(compared)
    column = st.column_config.TextColumn
    show_rows(
        cells,
        column_config={
            name: column(
                alignment=None if place == 0 else "right",
                help=_("Percentage points of the baseline.") if name == compared else None,
            )
            for place, name in enumerate(cells)
        },
        alt=_("Target and result of each year"),
    )
