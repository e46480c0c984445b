"""Overview: what is known about the park at a glance, and where to go next."""

import datetime as dt

import streamlit as st

from isdata.output.figures import overview
from isdata.park import parks
from pages.common import navigation, role, scenario, scenario_standing, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.park.parts import agenda, left_over

read = reader()
about = ask(parks.summary, park_id=park_id()).iloc[0]
stages = ask(parks.stages, park_id=park_id())
basis = ask(parks.basis, park_id=park_id())
steps = ask(parks.next_steps, park_id=park_id(), names_all=role.sees_all())
events = ask(parks.events, park_id=park_id(), names_all=role.sees_all())

scenario_standing.standing(scenario.shown(park_id()))
description = read.name(about["description_en"], about["description_zh"])
if description:
    st.markdown(show.plain(description))

counted = [
    (_("Companies"), about["companies"], ngettext("{count} surveyed in detail", "{count} surveyed in detail", int(about["inventoried"])), None),
    (_("Flows"), about["flows"], _("{share} with a known amount", share=read.percent(about["measured_flows"] / max(1, about["flows"]))), None),
    (_("Synergies"), about["synergies"], ngettext("{count} in operation", "{count} in operation", int(about["running"])), None),
    (_("Efficiency measures"), about["measures_done"] + about["measures_ahead"], _("{done} implemented, {ahead} planned", done=read.number(about["measures_done"]), ahead=read.number(about["measures_ahead"])), None),
    (_("Unmatched streams"), about["streams"], _("supply and demand"), _("Supplies and demands without a partner.")),
]  # fmt: skip
if any(count for _label, count, _detail, _explained in counted):
    cards = st.grid(5, min_column_width=150)
    for label, count, detail, explained in counted:
        cards.metric(
            label,
            read.number(count),
            detail if count else _("none yet"),
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=explained,
            height="stretch",
        )
else:
    show.next_steps()
with st.container(gap="xxsmall"):
    left_over.link(park_id())
    if about["streams"]:
        navigation.link(
            "matches",
            ngettext(
                "{count} unmatched stream: see feasible matches",
                "{count} unmatched streams: see feasible matches",
                int(about["streams"]),
            ),
            icon=":material/join_inner:",
        )

left, right = st.columns(2, gap="large")
with left:
    if not stages.empty:
        st.subheader(_("Synergies by stage"))
        st.altair_chart(
            overview.stages(stages, read), alt=_("Number of synergies in each stage from idea to operation")
        )
        navigation.link("map", _("Show on the map"))
    if not basis.empty:
        st.subheader(_("Data quality"))
        st.altair_chart(overview.basis(basis, read), alt=_("Share of flows by data basis"))
        navigation.link("flows", _("Show flows"))

with right:
    if not steps.empty:
        st.subheader(_("Next steps"))
        agenda.steps(steps, dt.date.today())
    if not events.empty:
        st.subheader(_("Events"))
        agenda.events(events)
