"""Meters of a site: readings, adjusted baseline and saving."""

import streamlit as st

from isdata.data import uncertain
from isdata.energy import monitoring
from isdata.energy.monitoring import presentation, table
from pages.common import cards, empty_view, fragment, popovers, role, screen, selection, show, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask, derive
from pages.common.file_button import file_button
from pages.common.language import _, defined, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.tables import show_rows
from pages.network.parts import meter_views, network_metered

read = reader()
meters = ask(monitoring.meters, park_id=park_id(), viewer=role.viewer())
months = ask(monitoring.months, park_id=park_id(), viewer=role.viewer())
counted = meters[meters["meter_kind"] == monitoring.CONSUMPTION]
has_undisclosed = undisclosed.count({"park_id": park_id()}) > 0
if counted.empty and not has_undisclosed:
    empty_view.stop(
        _("No meters are recorded for this park"),
        _(
            "Fill in the sheets “Meters” and “Meter readings” of the workbook template, or import a VERIFI account."
        ),
        content=[
            _("Monthly consumption of each meter, beside its baseline"),
            _("Saving against the baseline, adjusted for output and weather"),
        ],
        table="meter",
        related="energy",
    )
if counted.empty:
    network_metered.instead_of_meters(park_id())
    show.end()

line = selection.line("meters")
with line.first:
    chosen = meter_views.choose(counted)
found = derive(monitoring.metered, meters, months, chosen)
unit = read.unit(str(found.meter["unit"]))
line.state(*meter_views.stated(found, unit))
headline.state(presentation.saving_words(found, read), is_on_page=True)
meter_views.note_problem(found)

if found.table["saving"].notna().any():
    with cards.row(4):
        cards.metric(
            _("Saved") if found.is_significant else _("Difference"),
            uncertain.amount(found.saving, found.half_width, str(found.meter["unit"]), read),
            defined("metered saving"),
            meter_views.plus_minus(found),
        )
        cards.metric(
            _("Share"),
            read.percent(found.share, digits=1),
            _("Metered saving over the baseline of the same months, adjusted for output and weather."),
            meter_views.of_adjusted_baseline(found),
        )
        cards.metric(
            _("Baseline"),
            read.amount(
                found.table.loc[found.table["is_baseline"], "reading"].sum(), str(found.meter["unit"])
            ),
            _("Consumption of the months from which the baseline is estimated."),
            meter_views.period(found),
        )
        cards.metric(
            _("Measurement method"),
            meter_views.method(found.meter["ipmvp_option"]),
            defined("IPMVP option"),
            meter_views.option_words(found.meter["ipmvp_option"]),
        )

left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(_("Readings and baseline"), anchor=False)
    once(meter_views.readings, found)
with right:
    if found.table["saving"].notna().any():
        st.subheader(_("Total saving"), anchor=False)
        once(meter_views.total, found)
        show.computed(
            _("The band contains the true saving with 95% confidence, if nothing else changed at the site.")
        )

if has_undisclosed:
    st.caption(_("Meters of companies that are not fully disclosed are excluded."))
show.end_of_presented()


@fragment.independent_fragment  # the rest of the page does not rerun when the browser reports its size
def quality() -> None:
    """Quality of the baseline, in a table that is narrower on a phone."""
    screen.screen()
    meter_views.statistics(found, meters)


quality()
with popovers.lazy_content(_("Monthly table"), key="meter_months", icon=":material/table_rows:") as is_opened:
    if is_opened:
        show_rows(
            table.months(found, read).style.format(precision=1, na_rep="–", thousands=","),
            alt=_("Monthly readings, baseline and saving"),
        )
file_button(_("Download monthly data (CSV)"), lambda: table.csv(found), f"meter-{chosen}.csv")
