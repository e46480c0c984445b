"""Form of a scenario with its changes: new, changed or removed."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.i18n import N_, both
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures
from pages.common import editing, form, pick, role
from pages.common.data import ask, cursor
from pages.common.language import _, reader
from pages.network.parts import scenario_changes, scenario_views

NEW = ""
WRITTEN, REMOVED = N_("Entered in the form"), N_("Deleted in the form")
_NAMES = ("name_en", "name_zh")
_MORE = ("factor_region_id", "note", "source")
_RATES = ("tax_rate", "inflation", "degradation")
_PLAN = ("scope", "horizon", "objective", "co2_price", "co2_floor", "longest_payback", "carries_over")


def edit(park_id: str, known: pd.DataFrame, titles: dict[str, str], found: DisclosedMeasures) -> None:
    """Show the form, to facilitators only."""
    st.subheader(_("Edit scenario"), anchor=False)
    if not role.may_change():
        st.info(
            _("Editing scenarios requires the facilitator view. Choose it under “View”."),
            icon=":material/lock:",
        )
        return
    chosen = pick.from_list(
        _("Scenario"),
        [NEW, *known["scenario_id"]],
        words=lambda name: _("New scenario") if name == NEW else titles.get(name, name),
        key="scenario_chosen",
    )
    rows = known[known["scenario_id"] == chosen].to_dict("records")
    values = _values(park_id, chosen, rows[0] if rows else {}, found.currency)
    changes = scenario_changes.changes(park_id, chosen, found)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = editing.who()
        store = st.button(_("Save"), type="primary", icon=":material/save:", key="scenario_store")
        remove = bool(rows) and st.button(
            _("Delete this scenario"), icon=":material/delete:", key="scenario_remove"
        )
    stores = editing.is_signed(store, who, key="scenario_store")
    removes = editing.is_signed(remove, who, key="scenario_remove")
    if not (stores or removes):
        return
    with editing.worded():
        about = {"park_id": park_id, "who": who, "reason": both(REMOVED if removes else WRITTEN)}
        if removes:
            scenarios.remove(cursor(), scenario_id=chosen, **about)
            st.toast(_("Scenario deleted."), icon=":material/check:")
        else:
            name = chosen or None
            saved = scenarios.save(cursor(), scenario_id=name, values=values, changes=changes, **about)
            st.session_state.scenario_chosen = saved
            scenario_views.add(saved)
            st.toast(_("Scenario saved and added to the comparison."), icon=":material/check:")
        scenario_changes.forget(chosen)
        st.rerun()


def _values(park_id: str, chosen: str, stored: dict[Any, Any], currency: str) -> dict[str, object]:
    """Let the reader fill what a scenario holds beside its changes; rates are asked in per cent."""
    scope = f"scenario_{chosen}"
    values = form.fields("scenario", _NAMES, scope=scope, values=stored, columns=2)
    rate, *others = st.columns(1 + len(_MORE))
    with rate:
        values["discount_rate"] = scenario_changes.percent(
            "scenario", "discount_rate", scope=scope, value=stored.get("discount_rate")
        )
    regions = {"factor_region_id": _regions(park_id)}
    for place, name in zip(others, _MORE, strict=True):
        with place:
            values[name] = form.field(
                "scenario", name, scope=scope, value=stored.get(name), options=regions.get(name)
            )
    with st.expander(_("Plan constraints"), icon=":material/rule:"):
        values |= form.fields("scenario", _PLAN, scope=scope, values=stored, currency=currency)
        for place, name in zip(st.columns(len(_RATES)), _RATES, strict=True):
            with place:
                values[name] = scenario_changes.percent("scenario", name, scope=scope, value=stored.get(name))
    values["currency"] = currency if values["co2_price"] is not None else None
    values["is_illustrative"] = stored.get("is_illustrative")
    return values


def _regions(park_id: str) -> dict[str, str]:
    """Return the regions that a park lies in, by id."""
    rows = ask(measures.regions, park_id=park_id).to_dict("records")
    return {row["region_id"]: reader().name(row["name_en"], row["name_zh"]) for row in rows}
