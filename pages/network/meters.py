"""Meters: what a site's meters read, what they would have read, and what was saved."""

import streamlit as st

from isdata.energy import monitoring
from isdata.energy.monitoring import table
from isdata.output.figures import meters as figure
from pages.common import cards, controls, role, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.network.parts import meter_views

read, is_large = reader(), controls.is_projected()
meters = ask(monitoring.meters, park_id=park_id())
months = ask(monitoring.months, park_id=park_id())
counted = meters[meters["meter_kind"] == monitoring.CONSUMPTION]
if counted.empty:
    show.nothing(
        _(
            "No meter is recorded for this park. Fill in the sheets “Meters” and “Meter readings” of the workbook "
            "template, or bring in an account of VERIFI."
        )
    )
open_meters = counted if role.sees_all() else counted[counted["visibility"] == "public"]
if len(open_meters) < len(counted):
    st.caption(_("Meters of companies that are not shown in full are left out of this view."))
if open_meters.empty:
    st.info(_("No company shows its meters to everybody."), icon=":material/visibility_off:")
    show.end()

chosen = meter_views.choose(open_meters)
found = monitoring.metered(meters, months, chosen)
unit = str(found.meter["unit"])
meter_views.say_problem(found)

if found.table["saving"].notna().any():
    with st.grid(4, min_column_width=150):
        cards.card(
            _("Saved [{unit}]", unit=unit),
            read.number(found.saving),
            meter_views.plus_minus(found),
        )
        cards.card(_("Share"), read.percent(found.share, digits=1), _("of what would have been used"))
        cards.card(
            _("Baseline") + f" [{unit}]",
            read.number(found.table.loc[found.table["is_baseline"], "reading"].sum()),
            meter_views.period(found),
        )
        cards.card(
            _("IPMVP option"),
            str(found.meter["ipmvp_option"] or "–").upper(),
            meter_views.option_words(found.meter["ipmvp_option"]),
        )

left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(_("Readings against the baseline"), anchor=False)
    st.altair_chart(
        figure.against_baseline(found, read, is_large=is_large),
        alt=_("Monthly readings of the meter, and what its baseline would have been"),
    )
with right:
    if found.table["saving"].notna().any():
        st.subheader(_("Saved in all"), anchor=False)
        st.altair_chart(
            figure.cumulative(found, read, is_large=is_large),
            alt=_("Saved since the baseline, month by month, with its uncertainty"),
        )
        st.caption(
            _("The band holds the true saving in 95 of 100 cases, if the site has changed in nothing else.")
        )

meter_views.statistics(found, meters)
with st.expander(_("Months as a table"), icon=":material/table_rows:"):
    st.dataframe(
        table.months(found, read).style.format(precision=1, na_rep="–", thousands=","),
        hide_index=True,
        placeholder="–",
        alt=_("Readings, baseline and saving by month"),
    )
st.download_button(
    _("Download the months (CSV)"),
    data=lambda: table.csv(found),
    file_name=f"meter-{chosen}.csv",
    icon=":material/download:",
    on_click="ignore",
)
