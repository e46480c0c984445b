"""Data quality of each company, and its energy intensity."""

import pandas as pd
import streamlit as st

from isdata.data.naming import sectors
from isdata.engines.reconciliation import ReconciliationError
from isdata.output.figures import balance_scores as figure
from isdata.output.figures.sankey_texts import group_name
from isdata.park import flows
from isdata.park.flows import intensity
from pages.common import cards, charts, pick, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table
from pages.park.parts import balance_source

METERS = 8  # number of meters proposed for the whole park


def quality(
    park_id: str, year: int, declared: pd.DataFrame, companies: dict[str, str], names: dict[str, str]
) -> None:
    """Show the most informative meters of the park, and the data quality of each company."""
    _next_meters(park_id, year, declared, names)
    _scores(declared, companies, names)


def _next_meters(park_id: str, year: int, declared: pd.DataFrame, names: dict[str, str]) -> None:
    """List the values for which a meter is most informative."""
    read = reader()
    try:
        found = ask(flows.next_meters, park_id=park_id, year=year, viewer=role.viewer()).head(METERS)
    except ReconciliationError:
        return
    if found.empty:
        return
    st.subheader(_("Recommended meters"), anchor=False)
    show.computed(
        _(
            "A meter reading also improves other values through the balances. Meters that determine "
            "unknown flows come first, then those that reduce uncertainty most."
        )
    )
    rows = declared.set_index("flow_id").loc[found["flow_id"]].reset_index()
    _meter_bars(found, balance_source.figure_names(rows, names))
    narrowed, others = _("Mean reduction of uncertainty (%)"), _("Other values improved")
    now, then = _("Uncertainty today (%)"), _("Uncertainty with a meter (%)")
    table = {
        _("Recommended meter"): balance_source.figure_names(rows, names),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Unknown flows determined"): found["worked_out"].where(found["worked_out"] > 0).to_numpy(),
        narrowed: (found["narrowed"] * 100).to_numpy(),
        others: found["others"].to_numpy(),
        now: (found["now"] * 100).to_numpy(),
        then: (found["then"] * 100).to_numpy(),
    }
    balance_source.table(
        table,
        rows,
        height=38 + 35 * len(rows),
        key="balance_meters",
        alt=_("Most informative metering points"),
        digits={narrowed: 1, now: 1, then: 1},
        explained={others: _("Number of values whose uncertainty falls by at least 10%.")},
    )


def _meter_bars(found: pd.DataFrame, labels: list[str]) -> None:
    """Draw the reduction of the park's uncertainty of a kind by each meter."""
    read = reader()
    words = []
    for narrowed, unknown in zip(found["narrowed"], found["worked_out"], strict=True):
        falls = _("uncertainty −{share}", share=read.percent(narrowed, digits=1))
        determines = ngettext("{count} unknown flow determined", "{count} unknown flows determined", unknown)
        words.append(f"{determines} · {falls}" if unknown else falls)
    bars = {"name": labels, "amount": found["narrowed"].to_numpy(), "words": words}
    charts.bars(bars, room=1.5, alt=_("Reduction of uncertainty by each recommended meter"))


def _scores(declared: pd.DataFrame, companies: dict[str, str], names: dict[str, str]) -> None:
    """List each company's score, and its most effective improvement."""
    read = reader()
    scores = flows.quality(declared)
    st.subheader(_("By company"), anchor=False)
    show.computed(
        _("Meters and invoices score highest, estimates and sector defaults lowest, weighted by amount.")
    )
    rows = declared.set_index("flow_id").loc[scores["improve_id"]].reset_index()
    score, after, metered = _("Score (%)"), _("Score with a meter (%)"), _("Metered or invoiced (%)")
    table = {
        _("Company"): scores["company_id"].map(companies),
        score: (scores["score"] * 100).to_numpy(),
        _("Improve first"): balance_source.figure_names(rows, names),
        _("Current basis"): [read.choice("basis", basis) for basis in rows["basis"]],
        after: ((scores["score"] + scores["gain"]) * 100).to_numpy(),
        metered: (scores["measured"] * 100).to_numpy(),
        _("Never measured"): scores["unmeasured"],
        _("Uncertainty assumed"): scores["assumed"],
    }
    balance_source.table(
        table,
        rows,
        height=38 + 35 * len(rows),
        key="balance_quality",
        alt=_("Best improvement of each company's data"),
        bars=[score, after],
        digits={metered: 0},
    )


def intensities(
    park_id: str, declared: pd.DataFrame, places: pd.DataFrame, companies: dict[str, str], currency: str
) -> None:
    """Show energy per value added by company, group, sector and park."""
    read = reader()
    found = flows.intensities(declared, places)
    if not found["intensity"].notna().any():
        show.info(_("No company has both energy use and value added of this year recorded."))
        return
    park = intensity.of_park(found)
    money = read.unit(currency)
    limits = ask(intensity.bands, park_id=park_id)
    with st.container(horizontal=True):
        _park(park, found, places, money)
        _companies_by_band(found, limits)
    _show_source(limits)
    left, right = st.columns(2, gap="large")
    with left:
        charts.draw(
            figure.intensity_bars(found, companies, park, limits, money, read),
            alt=_("Energy per value added by company, with the park average as a line"),
        )
    with right:
        _by_group(found, money)


def _by_group(found: pd.DataFrame, money: str) -> None:
    """List energy per value added by group or sector, as chosen by the user."""
    read = reader()
    by = pick.one_of(
        _("Group by"),
        {column: read.column("company", column) for column in ("company_group", "sector")},
        key="intensity_by",
    )
    sums = intensity.grouped(found, by)
    used, ratio = _("Energy used (tce)"), _("tce per 10,000 {currency}", currency=money)
    table = {
        read.column("company", by): [
            sectors.code_with_name(str(name), read.language)
            if by == "sector"
            else group_name(str(name), read)
            for name in sums[by]
        ],
        _("Companies"): sums["companies"],
        used: sums["energy"].round(0),
        ratio: sums["intensity"],
    }
    show_table(
        table,
        alt=_("Energy per value added by group or sector"),
        digits={ratio: 3},
        height=38 + 35 * len(sums),
    )


def _park(park: float, found: pd.DataFrame, places: pd.DataFrame, money: str) -> None:
    """Show the energy per value added of the whole park, and its interquartile range."""
    read = reader()
    years = read.listed(
        str(int(year)) for year in sorted(set(places.loc[places["value_added"].notna(), "price_year"]))
    )
    cards.metric(
        _("Park, tce per 10,000 {currency}", currency=money),
        read.number(park, digits=3),
        _(
            "Total energy use over total value added, for companies with both known; {years} prices. "
            "Electricity at 3.6 GJ/MWh, without generation losses.",
            years=years,
        ),
    )
    low, high = (read.number(found["intensity"].quantile(share), digits=3) for share in (0.25, 0.75))
    cards.metric(
        _("Middle 50% of companies"),
        low if low == high else read.span(low, high),
        _("Energy intensity between the lower and the upper quartile of the companies."),
    )


def _companies_by_band(found: pd.DataFrame, limits: pd.DataFrame) -> None:
    """Show the number of companies between the park's own thresholds."""
    if limits.empty:
        return
    read = reader()
    counts = intensity.in_band(found, limits).value_counts()
    for place, row in enumerate(limits.to_dict("records")):
        cards.metric(
            show.escaped(read.name(row["name_en"], row["name_zh"])),
            ngettext("{count} company", "{count} companies", int(counts.get(place, 0))),
            _("Companies whose energy intensity lies in this range of the park's own thresholds."),
            _range(row),
        )


def _show_source(limits: pd.DataFrame) -> None:
    """Show the source of the park's own thresholds."""
    if limits.empty:
        st.info(
            _("The park has set no thresholds. Add them as limits of the indicator energy_intensity_band.")
        )
        return
    sources = sorted({reader().half(source) for source in limits["source"].dropna()})
    if limits["is_illustrative"].any():
        sources.append(_("illustrative, fictitious"))
    words = reader().clauses(sources) or _("source not stated")
    show.computed(
        _("The park's own thresholds: {source}. Dashed line: park average.", source=show.escaped(words))
    )


def _range(row: dict) -> str:
    """Text of the limits of a band."""
    read = reader()
    low = read.number(row["minimum"]) if row["minimum"] == row["minimum"] else ""
    high = read.number(row["maximum"]) if row["maximum"] == row["maximum"] else ""
    if not low:
        return _("up to {high}", high=high)
    return read.span(low, high) if high else _("above {low}", low=low)
