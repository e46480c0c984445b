"""Overview: what is known about the park at a glance, and where to go next."""

import pandas as pd
import streamlit as st

from isdata import parks
from isdata.figures import overview
from pages.common import navigation, role, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

read = reader()
about = ask(parks.summary, park_id=park_id()).iloc[0]
stages = ask(parks.stages, park_id=park_id())
basis = ask(parks.basis, park_id=park_id())
steps = ask(parks.next_steps, park_id=park_id())
events = ask(parks.events, park_id=park_id())

description = read.name(about["description_en"], about["description_zh"])
if description:
    st.markdown(show.plain(description))

counted = [
    (_("Companies"), about["companies"], ngettext("{count} surveyed in depth", "{count} surveyed in depth", int(about["inventoried"])), None),
    (_("Flows"), about["flows"], _("{share} with an amount", share=read.percent(about["measured_flows"] / max(1, about["flows"]))), None),
    (_("Synergies"), about["synergies"], ngettext("{count} in operation", "{count} in operation", int(about["running"])), None),
    (_("Efficiency measures"), about["measures_done"], ngettext("implemented, {count} ahead", "implemented, {count} ahead", int(about["measures_ahead"])), None),
    (_("Open streams"), about["streams"], _("supplies and demands"), _("Open streams are supplies and demands that have no partner yet.")),
]  # fmt: skip
with st.container(horizontal=True):
    for label, count, detail, explained in counted:
        st.metric(
            label,
            read.number(count),
            detail,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=explained,
        )

left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("How far the synergies have come"))
    if stages.empty:
        st.info(_("No synergies are recorded for this park."), icon=":material/info:")
    else:
        st.altair_chart(
            overview.stages(stages, read), alt=_("Number of synergies in each stage from idea to operation")
        )
        st.page_link(navigation.page("map"), label=_("See them on the map"))
    st.subheader(_("How well the flows are known"))
    if basis.empty:
        st.info(_("No flows are recorded for this park."), icon=":material/info:")
    else:
        st.altair_chart(
            overview.basis(basis, read), alt=_("Share of flows by how their amounts became known")
        )
        st.page_link(navigation.page("flows"), label=_("See the flows"))

with right:
    st.subheader(_("What to do next"))
    if steps.empty:
        st.info(_("No open steps are recorded."), icon=":material/info:")
    else:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Due"): steps["due_date"].map(read.date),
                    _("Step"): [
                        read.name(*names) for names in zip(steps["step_en"], steps["step_zh"], strict=True)
                    ],
                    _("About"): [
                        read.name(*names) for names in zip(steps["about_en"], steps["about_zh"], strict=True)
                    ],
                    # An owner may be a company that did not agree to be named.
                    **({_("Owner"): steps["owner"]} if role.sees_all() else {}),
                }
            ),
            hide_index=True,
            height=318,
            alt=_("Open steps, the earliest due first"),
        )
    st.subheader(_("Events"))
    if events.empty:
        st.info(_("No events are recorded."), icon=":material/info:")
    else:
        st.dataframe(
            pd.DataFrame(
                {
                    _("Date"): events["starts_on"].map(read.date),
                    _("Event"): [
                        read.name(*names) for names in zip(events["name_en"], events["name_zh"], strict=True)
                    ],
                    _("Kind"): [read.choice("event_kind", kind) for kind in events["event_kind"]],
                    _("Companies"): events["participants"],
                }
            ),
            hide_index=True,
            height=248,
            alt=_("Events of the park, the newest first"),
        )

st.subheader(_("Find"))
words = st.text_input(
    _("Part of a name"),
    placeholder=_("A park, company or resource, in English or Chinese; former names are found too"),
    key="find",
    icon=":material/search:",
)
if words.strip():
    found = ask(parks.search, words=words)
    if found.empty:
        st.info(
            _("Nothing has “{words}” in its name.", words=show.plain(words)), icon=":material/search_off:"
        )
    else:
        park_names = {
            park["park_id"]: read.name(park["name_en"], park["name_zh"])
            for park in ask(parks.parks).to_dict("records")
        }
        kinds = {"park": _("Park"), "company": _("Company"), "resource": _("Resource")}
        st.dataframe(
            pd.DataFrame(
                {
                    _("Name"): [
                        read.name(*names) for names in zip(found["name_en"], found["name_zh"], strict=True)
                    ],
                    _("Kind"): found["found"].map(kinds),
                    _("Park"): found["park_id"].map(park_names),
                    _("Also called"): found["also"],
                }
            ),
            hide_index=True,
            alt=_("What was found"),
        )
