"""Members and target: whether the network is on its way, and its members side by side."""

import pandas as pd
import streamlit as st

from isdata import measures
from isdata.figures import members as figure
from pages.common import controls, energy, role, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

read, is_large = reader(), controls.is_projected()
networks = ask(measures.networks, park_id=park_id())
if networks.empty:
    show.nothing(
        _(
            "No energy efficiency network is recorded for this park. Fill in the sheets “Energy networks”, "
            "“Network members” and “Network targets” of the workbook template."
        )
    )
members = ask(measures.members, park_id=park_id())
targets = ask(measures.targets, park_id=park_id())
register = ask(measures.register, park_id=park_id(), factor_from=None)

if register.measures.empty:
    show.nothing(
        _(
            "The network has {members} members, but no measure is recorded yet, so there is no result to compare "
            "with its target.",
            members=read.number(len(members)),
        )
    )

for network in networks.to_dict("records"):
    own = members[members["network_id"] == network["network_id"]]
    if len(networks) > 1:
        st.header(show.plain(read.name(network["name_en"], network["name_zh"])), anchor=False)
    progress = measures.progress(register, targets, pd.Series(network))
    reached = progress["result_share"].max()
    with st.grid(4, min_column_width=165):
        energy.card(
            _("Members"),
            read.number(len(own)),
            _("baseline of {year}", year=str(network["baseline_year"])),
        )
        energy.card(
            _("Baseline"),
            read.amount(network["baseline_energy"], "MWh"),
            _("energy used by all members a year"),
        )
        energy.card(
            _("Joint target"),
            read.percent(network["target_saving"], digits=1),
            _("by {year}", year=str(network["target_year"]))
            if pd.notna(network["target_year"])
            else _("no year set"),
        )
        energy.card(
            _("Best year so far"), read.percent(reached, digits=1), _("of the baseline, by measures in use")
        )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("On the way to the target"), anchor=False)
        st.altair_chart(
            figure.path(progress, read, is_large=is_large),
            alt=_("Energy saved in each year against the target path"),
        )
        st.caption(
            _(
                "A measure counts from its year until the end of its life, and only when it is implemented or verified. "
                "These are the savings planned by measure, not metered ones."
            )
        )
    with right:
        st.subheader(_("Members side by side"), anchor=False)
        table = measures.comparison(
            register,
            own,
            pd.Series(network),
            named=None if role.sees_all() else list(own.loc[own["visibility"] == "public", "company_id"]),
        )
        known = table[table["result"].notna()]
        if len(known) < 3 and not role.sees_all():
            st.info(_("Members are compared from three up."), icon=":material/visibility_off:")
        elif known.empty:
            st.info(_("No member has a baseline yet."), icon=":material/info:")
        else:
            marks = {
                _("German networks: about {share} in 5 years", share=read.percent(0.10)): 0.10,
                _("Taicang, 2021 to 2023: {share}", share=read.percent(0.123, digits=1)): 0.123,
            }
            st.altair_chart(
                figure.comparison(known, read, marks=marks, is_large=is_large),
                alt=_(
                    "Share of its own baseline that each member saves, most first, with two other networks as lines"
                ),
            )
            st.caption(
                _(
                    "The black tick is the member's share of the joint target. Sources of the lines: leen.de (learning "
                    "networks) and energypartnership.cn (Taicang, 2021 to 2023, against a target of 5 %)."
                )
            )
    behind = int((known["result"] < known["target"]).sum())
    if behind:
        st.markdown(
            ngettext(
                "{count} member is still behind its share of the target.",
                "{count} members are still behind their share of the target.",
                behind,
            )
        )
