"""Forms over the board to edit the facts and partners of a synergy."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_
from isdata.park import parkmap, parks
from isdata.symbiosis import synergies
from pages.common import form, pick, role
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, unsaved
from pages.common.language import _, reader
from pages.synergies.parts import stage_moves

FACTS = (
    "name_en", "name_zh", "synergy_kind", "topic", "own_topic", "origin", "resource_id", "quantity", "unit", "co2_saved",
    "water_saved", "jobs", "investment", "annual_saving", "is_partial_gain", "lifetime", "currency", "price_year", "source",
)  # fmt: skip


def resources() -> dict[str, str]:
    """Ids of all resources by name, sorted by name."""
    read = reader()
    names = {
        row["resource_id"]: read.name(row["name_en"], row["name_zh"])
        for row in ask(synergies.resources).to_dict("records")
    }
    return dict(sorted(names.items(), key=lambda item: item[1]))


def sites(park: str) -> dict[str, str]:
    """Ids of possible partner sites by name: those of the park first, then those of other parks with their park."""
    read = reader()
    called = {
        row["park_id"]: read.name(row["name_en"], row["name_zh"])
        for row in ask(parks.parks).to_dict("records")
    }
    known = ask(parkmap.sites, parks=list(called), viewer=FACILITATOR).to_dict("records")
    names = {row["site_id"]: read.name(row["name_en"], row["name_zh"]) for row in known}
    own = {row["site_id"]: names[row["site_id"]] for row in known if row["park_id"] == park}
    others = {
        row["site_id"]: read.noted(names[row["site_id"]], called[row["park_id"]])
        for row in known
        if row["park_id"] != park
    }
    return own | others


def choose_partners(park: str, scope: str) -> list[tuple[str, str]]:
    """Let the facilitator choose the partners of a new synergy; return unique sites with their roles."""
    known, roles = sites(park), {}
    asked = {
        "provider": _("Provider"),
        "receiver": _("Receiver"),
        "other": _("Other participants"),
    }
    for part, label in asked.items():
        chosen = st.multiselect(
            label, list(known), format_func=known.__getitem__, placeholder=_("Choose"),
            key=pick.widget_key(f"form_{scope}_{part}", known.values()),
        )  # fmt: skip
        roles |= dict.fromkeys(chosen, part)
    return list(roles.items())


def facts_form(row: Mapping, name: str) -> None:
    """Let the facilitator edit the facts of a synergy; stage and next step have separate forms."""
    synergy_id = str(row["synergy_id"])
    stored = ask(synergies.stored, synergy=synergy_id, viewer=role.viewer()).iloc[0]
    now = stored.astype(object).where(stored.notna(), None).to_dict()
    turn = f"facts_{synergy_id}"
    seen = stage_moves.draft(turn, now)
    values = form.fields(
        "synergy",
        FACTS,
        scope=f"{turn}_{saving.save_count(turn)}",
        values=seen,
        options={"resource_id": resources()},
        columns=2,
        keeps=True,
    )
    is_edited = unsaved.differ(values, seen)
    stage_moves.note_draft(turn, is_edited=is_edited)
    reason = st.text_input(
        _("Reason"),
        value=_(corrected := N_("Basic data corrected")),
        key=f"{turn}_reason",
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        is_asked = st.button(_("Save"), type="primary", key=f"{turn}_save")
        unsaved.offer_to_discard(turn, is_edited=is_edited)
    if is_asked and stage_moves.may_store(name):
        with saving.stored():
            synergies.change(
                cursor(),
                synergy=synergy_id,
                values=values,
                who=name,
                reason=saving.stored_reason(reason, corrected),
                previous=seen,
            )
            saving.next_turn(turn)


def partners_form(row: Mapping, partners: pd.DataFrame, name: str) -> None:
    """Let the facilitator edit the partners, their roles, and their consent to be named in this synergy."""
    table, synergy_id = "synergy_participant", str(row["synergy_id"])
    names = sites(str(row["park_id"]))
    now = edited_table.edited(
        table,
        partners[["site_id", "role", "is_named"]].assign(is_named=partners["is_named"].astype(bool)),
        {
            "site_id": edited_table.choice_column(table, "site_id", names, label=_("Partner"), help=None),
            "role": edited_table.column(table, "role"),
            "is_named": edited_table.column(table, "is_named", required=False, default=False),
        },
        key=f"who_{synergy_id}_{saving.save_count('board_partners')}_{reader().language}",
        may_grow=True,
        height="auto",
        alt=_(
            "Companies with restricted visibility are shown by name to guests once they agree. Until all "
            "partners are disclosed, guests see only category and range."
        ),
    )
    saving.offer_to_store(
        name,
        partial(synergies.set_partners, synergy=synergy_id, partners=now),
        key="board_partners",
        reason=N_("Partners changed"),
        may_ask=False,
    )
