"""Form to create, change or remove a scenario with its changes."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.i18n import N_, both
from isdata.energy.measures import DisclosedMeasures
from isdata.park import parks
from isdata.scenarios import Scenario
from pages.common import form, pick, scenario
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, reader
from pages.network.parts import scenario_changes

NEW = ""
WRITTEN, REMOVED = N_("Entered in the form"), N_("Deleted in the form")
_NAMES = ("name_en", "name_zh")
_MORE = ("factor_region_id", "note", "source")
_RATES = ("tax_rate", "inflation", "degradation")
_PLAN = ("scope", "horizon", "objective", "co2_price", "co2_floor", "longest_payback", "carries_over")
# Settings of a scenario besides its changes.
_SET = ("discount_rate", "factor_region_id", *_RATES, *_PLAN)


def edit(park_id: str, known: pd.DataFrame, titles: dict[str, str], found: DisclosedMeasures) -> None:
    """Show the form to users who may change scenarios."""
    chosen = pick.from_dropdown(
        _("Scenario"),
        [NEW, *known["scenario_id"]],
        words=lambda name: _("New scenario") if name == NEW else titles.get(name, name),
        key="scenario_chosen",
    )
    rows = known[known["scenario_id"] == chosen].to_dict("records")
    values = _values(park_id, chosen, rows[0] if rows else {}, found.currency)
    set_here: dict[str, Any] = {name: values[name] for name in _SET}
    draft = Scenario(chosen, park_id, None, None, changes=pd.DataFrame(), **set_here)
    settings = scenario.setting_words(draft, found.currency)
    _store(park_id, chosen, values, *scenario_changes.changes(park_id, chosen, found, settings))


def _store(
    park_id: str, chosen: str, values: dict[str, object], changes: pd.DataFrame, is_begun: bool
) -> None:
    """Offer to save the scenario, or to delete a stored one; `is_begun`: a further change is incomplete."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature()
        store = st.button(_("Save"), type="primary", icon=":material/save:", key="scenario_store")
        remove = chosen != NEW and st.button(
            _("Delete this scenario"), icon=":material/delete:", key="scenario_remove"
        )
    about: dict[str, Any] = {"park_id": park_id, "who": who}
    if store and is_begun:
        st.error(_("The change above is incomplete. Fill in its fields, or empty them, and save again."))
    elif signing.is_signed(store, who, key="scenario_store"):
        with saving.show_problems():
            saved = scenarios.save(
                cursor(),
                scenario_id=chosen or None,
                values=values,
                changes=changes,
                reason=both(WRITTEN),
                **about,
            )
            st.session_state.scenario_chosen = saved
            is_compared = scenario.compare(saved, park_id)
            scenario_changes.discard(chosen)
            words = (
                _("Scenario saved and added to the comparison.")
                if is_compared
                else _("Scenario saved. Choose above the table which one it replaces in the comparison.")
            )
            saving.saved(reader().sentences([words, scenario.not_presented_words(saved, park_id)]))
    elif signing.is_signed(remove, who, key="scenario_remove"):
        with saving.show_problems():
            scenarios.remove(cursor(), scenario_id=chosen, reason=both(REMOVED), **about)
            scenario_changes.discard(chosen)
            saving.saved(_("Scenario deleted."))


def _values(park_id: str, chosen: str, stored: dict[Any, Any], currency: str) -> dict[str, object]:
    """Show the fields of a scenario besides its changes; rates are entered in per cent."""
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
        is_kept = stored.get("carries_over")
        # Unspent money is carried over by default: an unchanged checkbox adds no change.
        shown = stored | {"carries_over": pd.isna(is_kept) or is_kept}
        values |= form.fields("scenario", _PLAN, scope=scope, values=shown, currency=currency)
        if values["carries_over"] and pd.isna(is_kept):
            values["carries_over"] = None
        for place, name in zip(st.columns(len(_RATES)), _RATES, strict=True):
            with place:
                values[name] = scenario_changes.percent("scenario", name, scope=scope, value=stored.get(name))
    values["currency"] = currency if values["co2_price"] is not None else None
    values["is_illustrative"] = stored.get("is_illustrative")
    return values


def _regions(park_id: str) -> dict[str, str]:
    """Regions that contain a park, by id."""
    return names(ask(parks.regions_of_park, park_id=park_id), "region_id")
