"""Energy, water, land, waste and raw material per value added, by company, sector and park."""

import pandas as pd
import streamlit as st

from isdata.data import spreadsheet_csv, store
from isdata.data.i18n import N_
from isdata.data.naming import sectors
from isdata.institution import efficiency
from isdata.institution.presentation import amount, limit
from isdata.output.figures import labelled_bars
from pages.common import cards, charts, conversions, park_facts, pick, role, screen
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.selection import Line
from pages.common.show import computed
from pages.common.tables import show_csv, show_table
from pages.institution.parts import efficiency_gaps

_BARS = 12  # number of bars in the picture; a single further one is drawn as well
_TITLES = {
    "energy": N_("Energy per value added, {year}"),
    "water": N_("Fresh water per value added, {year}"),
    "waste": N_("Waste and by-products per value added, {year}"),
    "raw_material": N_("Raw material per value added, {year}"),
    "area": N_("Value added per area, {year}"),
}
LEVELS = {"company": N_("Company"), "sector": N_("Sector (ISIC)"), "company_group": N_("Group")}


def show_resources(found: pd.DataFrame, currency: str) -> None:
    """Show the figures of the park, one for each resource."""
    read, whole = reader(), efficiency.grouped(found, "park").iloc[0]
    names = list(efficiency.RESOURCES)
    if screen.is_phone():  # two rows; sorted by area, the headline states that of the least efficient
        names.remove("area")
        st.caption(_("Park as a whole"))  # below a headline on one company
    with cards.row(len(names), brief="efficiency", least=140):
        for name in names:
            unit = efficiency.unit_per(name, currency)
            known = _(
                "{count} of {total} companies with data",
                count=read.number(int(whole[f"{name}_known"])),
                total=read.number(len(found)),
            )
            definition = (
                _("Value added divided by the plot area of the companies; more is better.")
                if name == "area"
                else _(
                    "Total of the companies divided by their value added, for companies with both known; less is better."
                )
            )
            cards.metric(
                _label(name),
                amount(whole[f"{name}_per"], unit, read, is_padded=True),
                definition,
                known,
            )


def _label(name: str) -> str:
    """Name of the figure of a resource; for land the ratio is inverse."""
    return _("Value added per area") if name == "area" else _(efficiency.RESOURCES[name])


def _desired(name: str) -> str:
    """Direction in which the figure of a resource improves."""
    return _("more is better") if name == "area" else _("less is better")


def show_all(line: Line) -> None:
    """Show the figures of the level and year chosen in `line`."""
    years = [str(year) for year in park_facts.years()]
    if not years:
        efficiency_gaps.stop(_("No flows are recorded yet"), table="flow")
    levels = {name: _(words) for name, words in LEVELS.items()}
    resources = {name: _(words) for name, words in efficiency.RESOURCES.items()}
    with line.controls:
        year = int(pick.from_dropdown(_("Year"), years, key="efficiency_year", width=110))
        level = pick.one_of(_("Level of detail"), levels, key="efficiency_level")
        by = pick.from_dropdown(_("Sorted by"), resources, key="efficiency_by", width=200)
    found = ask(efficiency.by_company, park_id=park_id(), year=year, viewer=role.viewer())
    is_known = found[[f"{name}_per" for name in efficiency.RESOURCES]].notna().any(axis=None)
    line.state(park_facts.year_words(year), *([levels[level], resources[by]] if is_known else []))
    if found.empty:
        efficiency_gaps.stop(_("No companies are recorded yet"), table="company")
    if not is_known:
        efficiency_gaps.stop_without_value_added(found)
    currency = park_facts.currency(park_id())
    headline.state(_headline(found, level, by, currency, year), is_on_page=True)
    once(show_resources, found, currency)
    once(_picture, found, level, by, currency, year)
    _table(found, level, by, currency)
    once(_trend, currency)
    once(_benchmarks, found)
    method = _(
        "Value added in {currency} and flows of {year}. Energy and fresh water: what a company takes less what it passes on. "
        "Companies with unknown area or flows, or without value added of this year, do not count; an empty cell is unknown, not zero.",
        currency=currency,
        year=str(year),
    )
    computed(reader().sentences([method, conversions.note(found["stated_currency"].dropna(), currency)]))


def _ranked(found: pd.DataFrame, level: str, by: str) -> pd.DataFrame:
    rows = found if level == "company" else efficiency.grouped(found, level)
    return rows.sort_values(f"{by}_per", ascending=by == "area", na_position="last")


def _names(rows: pd.DataFrame, level: str) -> list[str]:
    """Names of companies, sectors or groups."""
    read = reader()
    if level == "company":
        return read.names(rows)
    if level == "sector":
        return [sectors.code_with_name(str(code), read.language) for code in rows.index]
    return [read.half(str(each)) for each in rows.index]


def _shown_of(shown: int, total: int, level: str, *, is_area: bool) -> str:
    """Sentence on the companies, or sectors or groups, that are drawn."""
    numbers = {"count": reader().number(shown), "total": reader().number(total)}
    if level == "company":
        return (
            _("The {count} lowest of {total} companies; more is better.", **numbers)
            if is_area
            else _("The {count} highest of {total} companies; less is better.", **numbers)
        )
    return (
        _("The {count} lowest of {total}; more is better.", **numbers)
        if is_area
        else _("The {count} highest of {total}; less is better.", **numbers)
    )


def _headline(found: pd.DataFrame, level: str, by: str, currency: str, year: int) -> str:
    """The least efficient company, sector or group beside the park; empty if unknown."""
    read, unit = reader(), efficiency.unit_per(by, currency)
    rows = _ranked(found, level, by)
    rows = rows[rows[f"{by}_per"].notna()].head(1)
    whole = efficiency.grouped(found, "park").iloc[0][f"{by}_per"]
    if rows.empty or pd.isna(whole):
        return ""
    if screen.is_phone():  # two lines; the picture states the resource, and a figure the value of the park
        return _(
            "Least efficient in {year}: {name}, {amount}",
            year=str(year),
            name=_names(rows, level)[0],
            amount=amount(rows[f"{by}_per"].iloc[0], unit, read, is_padded=True),
        )
    return _(
        "{title}: {name} is least efficient with {amount}, park {whole}",
        title=_title(by, year),
        name=_names(rows, level)[0],
        amount=amount(rows[f"{by}_per"].iloc[0], unit, read, is_padded=True),
        whole=amount(whole, unit, read, is_padded=True),
    )


def _picture(found: pd.DataFrame, level: str, by: str, currency: str, year: int) -> None:
    """Draw the chosen resource per value added, with the park's value marked."""
    read, unit = reader(), efficiency.unit_per(by, currency)
    ranked = _ranked(found, level, by)
    rows = ranked[ranked[f"{by}_per"].notna()]
    rows = rows if len(rows) == _BARS + 1 else rows.head(_BARS)
    if rows.empty:
        return
    whole = efficiency.grouped(found, "park").iloc[0][f"{by}_per"]
    shown = {
        "name": _names(rows, level),
        "amount": rows[f"{by}_per"].to_numpy(),
        "words": [_words(each, by, unit) for each in rows[f"{by}_per"]],
    }
    heading = _title(by, year) if by == "area" else f"{_title(by, year)} [{read.unit(unit)}]"
    st.subheader(heading, anchor=False)
    if len(rows) < len(ranked):
        st.caption(_shown_of(len(rows), len(ranked), level, is_area=by == "area"))
    charts.bars(
        shown,
        limit=None if pd.isna(whole) else (_("Park: {amount}", amount=_words(whole, by, unit)), float(whole)),
        looks=labelled_bars.Looks(row=24 if len(rows) <= _BARS else 22),  # all rows above the fold
        alt=_title(by, year),
    )


def _words(value: float, by: str, unit: str) -> str:
    """Label of a bar; money includes its step, other units are in the heading."""
    return amount(value, unit if by == "area" else "", reader(), is_padded=True)


def _title(by: str, year: int) -> str:
    """Title of the picture; for land the ratio is inverse."""
    return _(_TITLES[by], year=str(year))


def _table(found: pd.DataFrame, level: str, by: str, currency: str) -> None:
    read, rows = reader(), _ranked(found, level, by)
    columns = {_(LEVELS[level]): _names(rows, level)}
    if level != "company":
        columns[_("Companies")] = rows["companies"].tolist()
    for name in efficiency.RESOURCES:
        # The denominator of all but one is stated once above the table: in each heading it would cut columns.
        per = rows[f"{name}_per"].astype(float)
        if name == "area":
            amounts, unit = read.in_one_unit((1e4 * per).tolist(), currency)
            columns[f"{_label(name)} [{unit}/{read.unit('ha')}]"] = amounts
            continue
        unit = read.unit(efficiency.AMOUNTS[name].removesuffix("/yr"))
        columns[f"{_label(name)} [{unit}]"] = per.tolist()
    amounts, unit = read.in_one_unit(rows["value_added"].astype(float).tolist(), currency)
    columns[f"{_('Value added')} [{unit}]"] = amounts
    if level == "company":
        columns[_("Unmeasured flows")] = rows["unmeasured"].tolist()
    st.caption(
        _(
            "Energy, water, waste and raw material per 10,000 {currency} of value added",
            currency=read.unit(currency),
        )
    )
    show_table(columns, alt=_("Resources per value added, the least efficient first"))
    show_csv(lambda: spreadsheet_csv.to_csv(rows.reset_index()), "resource_efficiency.csv")


def _trend(currency: str) -> None:
    """Compare the years for which value added is recorded."""
    found = ask(efficiency.trend, park_id=park_id(), viewer=role.viewer()).dropna(axis=1, how="all")
    if len(found) < 2:
        return
    read, years = reader(), [int(each) for each in found.index]
    first, last = found.iloc[0], found.iloc[-1]
    resources = [name for name in efficiency.RESOURCES if name in found]
    units = {name: efficiency.unit_per(name, currency) for name in resources}
    st.subheader(_("Park by year"), anchor=False)
    st.caption(
        _(
            "Each year divided by its own value added; only companies for which every year is known, at prices of each year."
        )
    )
    show_table(
        {
            _("Resource"): [_label(name) for name in resources],
            **{
                str(year): [
                    amount(found.loc[year, name], units[name], read, is_padded=True) for name in resources
                ]
                for year in years
            },
            _("Change"): [read.percent(last[name] / first[name] - 1, digits=1) for name in resources],
            _("Desired"): [_desired(name) for name in resources],
        },
        alt=_("Resources per value added of the park by year"),
        height="content",
    )


def _benchmarks(found: pd.DataFrame) -> None:
    """Compare the park with stored reference values."""
    known = ask(store.ask, name="resource_benchmarks", park_id=park_id())
    whole, read = efficiency.grouped(found, "park").iloc[0], reader()
    of = {"energy_intensity": "energy_per", "water_intensity": "water_per", "land_output": "area_per"}
    st.subheader(_("Reference values"), anchor=False)
    if known.empty:
        st.info(
            _(
                "No reference value is stored. Enter published ones with source under “Newcomers”, “Limits of the park”."
            )
        )
        return
    rows = known.to_dict("records")
    show_table(
        {
            _("Reference"): [_benchmark_name(row) for row in rows],
            _("Value"): [
                amount(row["maximum"], row["unit"], read) if row["is_published"] else limit(row, read)
                for row in rows
            ],
            _("Park"): [amount(whole[of[row["rule"]]], row["unit"], read, is_padded=True) for row in rows],
            _("Companies not meeting it"): [
                efficiency.missing(found[of[row["rule"]]], row["minimum"], row["maximum"]) for row in rows
            ],
            _("Year"): ["–" if pd.isna(row["year"]) else str(int(row["year"])) for row in rows],
            _("Source"): [read.half(row["source"]) or _("entered by the park") for row in rows],
        },
        alt=_("Reference values with the figure of the park and the companies that miss them"),
        height="content",
    )


def _benchmark_name(row: dict) -> str:
    """Name of a reference value; a published one is the mean of the industry of a region."""
    name = reader().name(row["name_en"], row["name_zh"])
    if row["is_published"]:
        return _("Mean of the industry of {region}: fresh water per value added", region=name)
    return name
