"""How good the figures of each company are, and how much energy it needs for what it earns."""

import pandas as pd
import streamlit as st

from isdata import flows
from isdata.figures import balance_scores as figure
from isdata.figures.sankey_words import group_name
from isdata.flows import intensity
from pages.common import balance_source, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_table


def quality(declared: pd.DataFrame, companies: dict[str, str], names: dict[str, str]) -> None:
    """Show how good each company's figures are and what would improve them most."""
    read = reader()
    scores = flows.quality(declared)
    st.caption(
        _(
            "Meters and invoices score best, estimates and sector defaults least; a figure counts for its amount and as one of its kind. Pale: what one better figure would add."
        )
    )
    left, right = st.columns([0.45, 0.55], gap="large")
    with left:
        st.altair_chart(
            figure.quality_bars(scores, companies, read), alt=_("Score of each company's figures")
        )
    rows = declared.set_index("flow_id").loc[scores["improve_id"]].reset_index()
    table = {
        _("Company"): scores["company_id"].map(companies),
        _("Score"): [read.percent(score) for score in scores["score"]],
        _("Metered or invoiced"): [read.percent(share) for share in scores["measured"]],
        _("Never measured"): scores["unmeasured"],
        _("± assumed"): scores["assumed"],
        _("Measure this first"): balance_source.figure_names(rows, names),
        _("Now by"): [read.choice("basis", basis) for basis in rows["basis"]],
        _("Adds"): [f"+{read.percent(gain)}" for gain in scores["gain"]],
    }
    with right:
        chosen = show_table(
            table,
            key="balance_quality",
            on_select="rerun",
            selection_mode="single-row",
            height=min(620, 40 + 36 * len(scores)),
            alt=_("What would improve each company's figures most"),
        )
        st.caption(_("Click a row for the source of the figure to measure first."))
        for position in chosen[:1]:
            balance_source.source(str(rows["flow_id"].iloc[position]))


def intensities(
    park_id: str, declared: pd.DataFrame, places: pd.DataFrame, companies: dict[str, str], currency: str
) -> None:
    """Show energy per value added by company, group, sector and park."""
    read = reader()
    found = flows.intensities(declared, places)
    if not found["intensity"].notna().any():
        st.info(_("No company has both its energy and its value added recorded."), icon=":material/info:")
        return
    park = intensity.of_park(found)
    years = ", ".join(str(int(year)) for year in sorted(set(places["price_year"].dropna())))
    with st.container(horizontal=True):
        st.metric(
            _("Park, tce per 10,000 {currency}", currency=currency),
            read.number(park),
            border=True,
            help=_(
                "Energy used by all companies with a known value added, over the sum of it; money of {years}. Power counts with 3.6 GJ/MWh, without the losses of power stations.",
                years=years,
            ),
        )
        low, high = (found["intensity"].quantile(share) for share in (0.25, 0.75))
        st.metric(_("Middle half of the companies"), f"{read.number(low)} – {read.number(high)}", border=True)
    limits = ask(intensity.bands, park_id=park_id)
    _told_bands(found, limits)
    left, right = st.columns(2, gap="large")
    with left:
        st.altair_chart(
            figure.intensity_bars(found, companies, park, limits, read),
            alt=_("Energy per value added by company, the park as a line"),
        )
    with right:
        by = st.segmented_control(
            _("By"),
            ["company_group", "sector"],
            format_func=lambda column: read.column("company", column),
            default="company_group",
            required=True,
            key="intensity_by",
        )
        sums = intensity.grouped(found, by)
        table = {
            read.column("company", by): [group_name(str(name), read) for name in sums[by]],
            _("Companies"): sums["companies"],
            _("Energy used (tce)"): sums["energy"].round(0),
            _("tce per 10,000 {currency}", currency=currency): sums["intensity"].round(3),
        }
        show_table(table, alt=_("Energy per value added by group or sector"))


def _told_bands(found: pd.DataFrame, limits: pd.DataFrame) -> None:
    """Tell how many companies lie in each benchmark band, and where the bands come from."""
    if limits.empty:
        st.caption(
            _("The park sets no benchmark bands; they are thresholds of the indicator energy_intensity_band.")
        )
        return
    read = reader()
    counts = intensity.in_band(found, limits).value_counts()
    with st.container(horizontal=True):
        for place, row in enumerate(limits.to_dict("records")):
            st.metric(
                show.plain(read.name(row["name_en"], row["name_zh"])),
                ngettext("{count} company", "{count} companies", int(counts.get(place, 0))),
                _range(row),
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
    sources = sorted(set(limits["source"].dropna()))
    if limits["is_illustrative"].any():
        sources.append(_("illustrative, invented for the sample"))
    told = "; ".join(sources) or _("no source given")
    st.caption(_("Benchmark bands: {source}", source=show.plain(told)))


def _range(row: dict) -> str:
    """The limits of a band as the reader writes them."""
    read = reader()
    low = read.number(row["minimum"]) if row["minimum"] == row["minimum"] else ""
    high = read.number(row["maximum"]) if row["maximum"] == row["maximum"] else ""
    if not low:
        return _("up to {high}", high=high)
    return f"{low} – {high}" if high else _("above {low}", low=low)
