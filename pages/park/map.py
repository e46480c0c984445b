"""Map: the park plan with its sites and the synergies between them."""

import pandas as pd
import streamlit as st

from isdata import contracts, parkmap, synergies
from isdata.figures import parkmap as figure
from isdata.figures import parkmap_words
from pages.common import address, controls, role, show, synergy
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

PHONE = (360, 420)
DESK = (980, 640)
HALL = (1500, 800)

parks = [controls.park_id()]
names_all = role.sees_all()
plan = ask(parkmap.plan, parks=parks, names_all=names_all)
sites = ask(parkmap.sites, parks=parks, names_all=names_all)
known = ask(synergies.synergies, parks=parks, names_all=names_all)
partners = ask(synergies.partners, parks=parks, names_all=names_all)

located = sites.dropna(subset=["longitude", "latitude"])
if located.empty and plan.empty:
    show.nothing(
        _("No site of this park has a position and no plan is drawn, so there is no map."),
        remedy=_("Add latitude and longitude in the table “Sites”, or a plan in “Plan features”"),
    )


def pick() -> None:
    """Remember what was clicked on the map."""
    objects = st.session_state.map["selection"]["objects"]
    clicked = next((found[0] for found in objects.values() if found), {})
    st.session_state.map_synergy = clicked.get("synergy_id")
    st.session_state.map_site = clicked.get("site_id")


def pick_row() -> None:
    """Remember which row of the list was chosen."""
    rows = st.session_state.map_list["selection"]["rows"]
    st.session_state.map_synergy = st.session_state.map_shown[rows[0]] if rows else None
    st.session_state.map_site = None


def legend(entries: list[tuple[str, str]], sign: str) -> str:
    """Return a line of coloured signs with their words."""
    return "  ".join(
        f':color[{sign}]{{foreground="{colour}"}} {show.plain(word)}' for colour, word in entries
    )


@st.fragment
def view() -> None:
    """Draw the map, the record beside it and the list below; a click redraws only these."""
    read = reader()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {"material": _("Materials"), "energy": _("Energy"), "water": _("Water")}
        address.remembered("moved", kinds, "material")
        kind = st.segmented_control(
            _("Circles measure"), list(kinds), format_func=kinds.__getitem__, required=True,
            key="moved", persist_state="session",
        )  # fmt: skip
        address.keep("moved")
        stages = [stage for stage in contracts.choices("stage") if stage in set(known["stage"])]
        stage = st.pills(
            _("Stages"), stages, format_func=lambda value: read.choice("stage", value),
            selection_mode="multi", key="map_stage", persist_state="session",
        )  # fmt: skip
        with st.popover(_("More filters"), icon=":material/filter_alt:"):
            topic = st.pills(
                read.column("synergy", "topic"), sorted(set(known["topic"])),
                format_func=lambda value: read.choice("topic", value),
                selection_mode="multi", key="map_topic", persist_state="session",
            )  # fmt: skip
            synergy_kind = st.pills(
                read.column("synergy", "synergy_kind"), sorted(set(known["synergy_kind"])),
                format_func=lambda value: read.choice("synergy_kind", value),
                selection_mode="multi", key="map_kind", persist_state="session",
            )  # fmt: skip
            resources = known.dropna(subset="resource_id").set_index("resource_id")[
                ["resource_en", "resource_zh"]
            ]
            resource_names = {key: read.name(*row) for key, row in resources.drop_duplicates().T.items()}
            resource = st.multiselect(
                read.column("synergy", "resource_id"), sorted(resource_names, key=resource_names.__getitem__),
                format_func=lambda value: resource_names.get(value, value),
                key="map_resource", persist_state="session",
            )  # fmt: skip
    shown = synergies.chosen(known, stage=stage, topic=topic, synergy_kind=synergy_kind, resource_id=resource)
    drawn = parkmap.arcs(shown, synergies.pairs(partners), sites)
    picked = st.session_state.get("map_synergy")
    picked = picked if picked in set(shown["synergy_id"]) else None

    is_phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    is_hall = controls.is_projected()
    width, height = PHONE if is_phone else HALL if is_hall else DESK
    left, right = st.columns([0.72, 0.28], gap="medium")
    with left:
        st.pydeck_chart(
            figure.park_map(
                plan, parkmap_words.describe_sites(sites, read),
                parkmap_words.describe_arcs(drawn, shown, sites, read), read,
                kind=kind or "material", picked=picked, width=width, height=height, scale=1.5 if is_hall else 1.0,
            ),
            height=height, key="map", on_select=pick,
            alt=ngettext("Map of the park with {count} synergy", "Map of the park with {count} synergies", len(shown)),
        )  # fmt: skip
        stage_words = [
            (colour, f"{word} ({count})") for colour, word, count in parkmap_words.stage_legend(shown, read)
        ]
        st.caption(legend(stage_words, "━━"))
        st.caption(legend(parkmap_words.plan_legend(plan, read), "■"))
    with right:
        if picked:
            synergy.show_record(
                shown.set_index("synergy_id", drop=False).loc[picked].to_dict(),
                partners.loc[partners["synergy_id"] == picked],
                sees_money=names_all,
            )
        else:
            st.info(
                _("Click a synergy on the map or in the list to see its record."), icon=":material/touch_app:"
            )
    st.session_state.map_shown = list(shown["synergy_id"])
    st.dataframe(
        pd.DataFrame(
            {
                _("Synergy"): [parkmap_words.synergy_name(row, read) for row in shown.to_dict("records")],
                read.column("synergy", "stage"): [read.choice("stage", value) for value in shown["stage"]],
                read.column("synergy", "topic"): [read.choice("topic", value) for value in shown["topic"]],
                read.column("synergy", "quantity"): [
                    parkmap_words.synergy_amount(row, read) for row in shown.to_dict("records")
                ],
                read.column("synergy", "owner"): shown["owner"].to_list(),
                read.column("synergy", "due_date"): [read.date(day) for day in shown["due_date"]],
            }
        ),
        hide_index=True, key="map_list", on_select=pick_row, selection_mode="single-row",
        alt=_("The synergies shown on the map"),
    )  # fmt: skip


view()
