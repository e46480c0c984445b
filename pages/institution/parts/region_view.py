"""Parks of a region by an indicator, exchanges between them, and their challenges."""

import datetime as dt
from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import regions
from isdata.output.figures import labelled_bars
from isdata.output.reports import Report
from isdata.output.reports.region import region_report
from pages.common import charts, empty_view, park_facts, pick, role, screen
from pages.common.data import ask, cursor
from pages.common.language import _, reader
from pages.common.selection import Line
from pages.common.show import info
from pages.common.synergy_record import job_words
from pages.common.tables import show_rows, show_table
from pages.institution.parts import region_energy, region_figures, region_potential

_SHOWN = 12  # bars
_FEW = 5  # bars, which are taller
_TABLE = 90  # height of a table with one row [px]
# Indicators drawn with the chosen one, if they differ between the parks.
_BESIDE = ("co2_saved", "used_share", "running", "jobs", "synergies")
# Distance beyond which freight and permits have to be checked first; an assumption of this product [km]
_FAR = 300.0


class _Indicator(NamedTuple):
    """An indicator of parks: name, and True if it is a share or a number of jobs."""

    name: str
    is_share: bool = False
    is_jobs: bool = False

    def words(self, value: float) -> str:
        """Text of a value, or a dash if unknown."""
        if pd.isna(value):
            return "–"
        if self.is_jobs:
            return job_words(value) or reader().number(value)
        return reader().percent(value, digits=1) if self.is_share else reader().number(value)


def _indicators() -> dict[str, _Indicator]:
    return {
        "used_share": _Indicator(_("Solid waste utilisation rate"), is_share=True),
        "co2_saved": _Indicator(_("CO2 saved [t/yr]")),
        "running": _Indicator(_("Synergies in operation")),
        "synergies": _Indicator(_("Synergies")),
        "measures_done": _Indicator(_("Measures done")),
        "jobs": _Indicator(_("Jobs created or secured"), is_jobs=True),
        "companies": _Indicator(_("Companies")),
        "smes": _Indicator(_("SMEs")),
        "open_actions": _Indicator(_("Open actions")),
    }


def report(parks: pd.DataFrame, challenges: pd.DataFrame, region_id: str, region: str) -> Report:
    """Report on the region, with results and potential of its parks and the exchanges between them."""
    return region_report(
        region,
        parks,
        challenges,
        potential=region_potential.of_parks(parks),
        energy=region_energy.of_parks(parks),
        exchanges=ask(regions.potentials, region_id=region_id, viewer=role.viewer()).assign(
            currency=park_facts.currency()
        ),
        data_version=store.data_version(cursor()),
        day=dt.date.today(),
        read=reader(),
    )


def compare(parks: pd.DataFrame, region: str, line: Line) -> None:
    """Show the parks by the indicator chosen in the line, and all indicators as a table."""
    known = _indicators()
    with line.controls:
        chosen = pick.from_dropdown(
            _("Compare by"),
            {name: one.name for name, one in known.items()},
            key="region_indicator",
            default=next((name for name in known if parks[name].notna().any()), None),
            width=320,
        )
    one = known[chosen]
    line.state(region, one.name)
    ordered = parks.sort_values(chosen, ascending=False, na_position="last", kind="stable")
    first, answer = ordered.head(_SHOWN), _lead(ordered, one, chosen)
    st.subheader(answer, anchor=False)
    if len(parks) == 1 and park_facts.is_published():  # a published case has nothing to compare
        empty_view.offer_contents("savings", above=_TABLE)
        _table(ordered, known)
        return
    region_figures.show(parks)
    drawn = [chosen] if screen.is_phone() else [chosen, *_beside(parks, chosen)]
    if len(parks) == 1:  # nothing to compare
        drawn = []
    for pair in (drawn[at : at + 2] for at in range(0, len(drawn), 2)):
        for place, name in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with place:
                _bars(first, known[name], name, len(ordered))
    _table(ordered, known)


def _beside(parks: pd.DataFrame, chosen: str) -> list[str]:
    """Indicators drawn with the chosen one: three that differ between a few parks, else one or none."""
    found = [name for name in _BESIDE if name != chosen and parks[name].nunique() > 1]
    return found[: 3 if len(parks) <= _FEW and len(found) >= 3 else 1]


def _table(ordered: pd.DataFrame, known: dict[str, _Indicator]) -> None:
    """List the parks with all their indicators."""
    read = reader()
    about = {
        _("Region"): read.names(ordered, "region"),
        _("Year"): [
            park_facts.year_words(int(year), str(park)) if pd.notna(year) else "–"
            for year, park in zip(ordered["year"], ordered["park_id"], strict=True)
        ],
    }
    values = {
        each.name: [each.words(value) for value in ordered[name]] if each.is_share else ordered[name].tolist()
        for name, each in known.items()
    }
    # Beside the region, names of parks would be broken on a phone.
    columns = values | about if screen.is_phone() else about | values
    show_table(
        {_("Park"): read.names(ordered)} | columns,
        alt=_("Parks of the region with their indicators"),
        explained={known["jobs"].name: _("Jobs created or secured by synergies in operation, as recorded.")},
    )


def _lead(ordered: pd.DataFrame, one: _Indicator, chosen: str) -> str:
    """Sentence on the result: best park, and number of parks without data."""
    unknown = int(ordered[chosen].isna().sum())
    if unknown == len(ordered):
        return _("{indicator}: unknown for all parks", indicator=one.name)
    first = ordered.iloc[0]
    is_of_year = one.is_share and pd.notna(first["year"])  # counts refer to the present
    about = {
        "indicator": _(
            "{indicator}, {year}",
            indicator=one.name,
            year=park_facts.year_words(int(first["year"]), str(first["park_id"])),
        )
        if is_of_year
        else one.name,
        "park": reader().name(first["name_en"], first["name_zh"]),
        "value": one.words(first[chosen]),
    }
    if len(ordered) == 1:
        return _("{indicator}: {value} in {park}, the only park recorded here", **about)
    words = _("{indicator}: {value} in {park}, the highest", **about)
    if not unknown:
        return words
    return reader().clauses([words, reader().plural("{count} unknown", "{count} unknown", unknown)])


def _bars(rows: pd.DataFrame, one: _Indicator, name: str, total: int) -> None:
    """Draw an indicator of the parks, below its name."""
    words = [one.words(value) for value in rows[name]]
    bars = {"name": reader().names(rows), "amount": rows[name].to_numpy(), "words": words}
    st.subheader(one.name, anchor=False)
    row = 42 if len(rows) <= _FEW else 26
    charts.bars(bars, alt=one.name, total=total, looks=labelled_bars.Looks(row=row))


def potentials(region: str) -> None:
    """Show the best feasible exchanges between parks."""
    read = reader()
    found = ask(regions.potentials, region_id=region, viewer=role.viewer()).head(100)
    if found.empty:
        info(_("No feasible exchange between parks of this region."))
        return
    is_loss = (found["value"] < 0) & role.may_change()
    if (~is_loss).any():
        _gainful(found[~is_loss])
    else:
        info(_("No feasible exchange between parks of this region pays back."))
    if is_loss.any():
        count = read.plural(
            "{count} feasible exchange with a loss",
            "{count} feasible exchanges with a loss",
            int(is_loss.sum()),
        )
        with st.expander(count):
            show_rows(_exchanges(found[is_loss]), alt=_("Loss-making exchanges between parks"))


def _gainful(found: pd.DataFrame) -> None:
    """Show the exchanges with a gain or with an unknown gain."""
    read, table = reader(), _exchanges(found)
    amounts, distances = table[_("Amount per year")].tolist(), table[_("Distance")].tolist()
    _exchange_bars(table, amounts, distances, found)
    far = int((found["distance"] > _FAR).sum())
    if far:
        note = read.plural(
            "{count} exchange spans more than {far}: check freight and, for waste that crosses a province border, approval or notification first.",
            "{count} exchanges span more than {far}: check freight and, for waste that crosses a province border, approval or notification first.",
            far,
            far=read.amount(_FAR, "km"),
        )
        st.warning(note, icon=":material/local_shipping:")
    show_rows(table, alt=_("Possible exchanges between parks"))


def _exchanges(found: pd.DataFrame) -> pd.DataFrame:
    """Exchanges as a table; with gains only for readers who may see them."""
    read, currency = reader(), park_facts.currency()
    gains = [read.money(value, currency) if pd.notna(value) else "–" for value in found["value"]]
    return pd.DataFrame(
        {
            _("Resource"): read.names(found, "supply_resource"),
            _("From"): read.names(found, "supply_park"),
            _("To"): read.names(found, "demand_park"),
            _("Amount per year"): [
                read.amount(row["quantity"], f"{row['unit']}/yr") for row in found.to_dict("records")
            ],
            _("Distance"): [read.amount(value, "km") for value in found["distance"]],
            **({_("Gain per year"): gains} if role.may_change() else {}),
            _("Score"): [read.percent(value) for value in found["score"]],
        }
    )


def _exchange_bars(
    table: pd.DataFrame, amounts: list[str], distances: list[str], found: pd.DataFrame
) -> None:
    """Draw the best exchanges, with parks, amount and distance: by gain, or by score for readers without money."""
    has_money = role.may_change() and bool((found["value"] > 0).any())
    resources, shares = table[_("Resource")], table[_("Gain per year") if has_money else _("Score")]
    ways = [f"{one} → {other}" for one, other in zip(table[_("From")], table[_("To")], strict=True)]
    about = zip(shares, ways, amounts, distances, strict=True)
    best = pd.DataFrame(
        {
            # A phone has two lines; the amount would cut the second.
            "name": resources + " · " + shares if screen.is_phone() else resources,
            "amount": found["value"].fillna(0.0).to_numpy() if has_money else 100 * found["score"].to_numpy(),
            "words": [" · ".join(parts) for parts in about],
            "short": ways,
        }
    )
    title = (
        _("Best exchanges between parks, by gain per year")
        if has_money
        else _("Best exchanges between parks, by score")
    )
    st.subheader(title, anchor=False)
    alt = _("Feasible exchanges between parks, the best first")
    charts.bars(best.drop_duplicates("name").head(_SHOWN), room=2.6, alt=alt, looks=screen.bar_looks(36))
