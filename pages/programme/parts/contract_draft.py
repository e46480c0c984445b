"""Draft of a success contract: its weights and targets, its lock, and a new version by a decision."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.programme.missions import success
from pages.common import pick, popovers
from pages.common.controls import park_id
from pages.common.data import ask, changed_rows, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, names, reader


def edit(contract: dict[str, Any], found: pd.DataFrame) -> None:
    """Let the facilitator edit and lock a draft with its indicators from `success.status`."""
    indicators = names(ask(store.ask, name="indicator_names"), "indicator_id")
    chosen = edited_table.choice_column("success_weight", "indicator_id", indicators, width="large")
    shown = edited_table.columns("success_weight", success.WEIGHTS, indicator_id=chosen)
    year = st.number_input(
        reader().column("success_contract", "baseline_year"),
        1900,
        2100,
        int(contract["baseline_year"]) if pd.notna(contract["baseline_year"]) else dt.date.today().year - 1,
        key="contract_year",
        width=160,
    )
    now = edited_table.edited(
        "success_weight",
        found[list(success.WEIGHTS)],
        shown,
        key=f"weights_{contract['contract_id']}_{reader().language}",
        may_grow=True,
        alt=_("Indicators with weight, baseline and target; the weights add up to 1"),
    )
    total = float(now["weight"].fillna(0).sum())
    st.markdown(_("Sum of the weights: {total}", total=reader().number(total, digits=2)))
    chosen = now[now["indicator_id"].notna()]
    warn_heavy(
        chosen.assign(**{f"name_{each}": chosen["indicator_id"].map(indicators) for each in ("en", "zh")})
    )
    _offer_to_lock(str(contract["contract_id"]), now, int(year))


def _offer_to_lock(name: str, now: pd.DataFrame, year: int) -> None:
    """Let the facilitator save the weights of a draft, and lock it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        committee = st.text_input(_("Locked by (names)"), key="contract_names")
        who = signing.signature("contract_who")
        is_saved = st.button(_("Save the draft"), key="contract_save")
        is_locked = st.button(
            _("Lock the contract"), key="contract_lock", type="primary", icon=":material/lock:"
        )
    for is_asked, key in ((is_saved, "contract_save"), (is_locked, "contract_lock")):
        if signing.is_signed(is_asked, who, key=key, who="contract_who"):
            with saving.show_problems():
                success.save(cursor(), contract_id=name, weights=now, baseline_year=year, who=who)
                if key == "contract_lock":
                    success.lock(cursor(), contract_id=name, day=dt.date.today(), names=committee, who=who)
                    saving.saved()
                saving.saved(saving.saved_words(*changed_rows()))


def renew() -> None:
    """Start a new version with the decision that allows it."""
    with popovers.closable_popover(
        _("Change the contract by a decision"), key="contract_renewal", icon=":material/lock_open:"
    ):
        taken = names(ask(store.ask, name="park_decisions", park_id=park_id()), "decision_id")
        decision = pick.choice_input(_("Decision"), taken, key="contract_decision")
        who = signed_button(
            _("Begin a new version"),
            key="contract_renew",
            is_ready=bool(decision),
            primary=False,
            is_in_popover=True,
        )
        if who and decision:
            with saving.stored():
                success.draft(cursor(), park_id=park_id(), who=who, decision_id=decision)
                popovers.close("contract_renewal")


def warn_heavy(found: pd.DataFrame) -> None:
    heavy = success.heavy(found)
    if len(heavy):
        st.warning(
            _(
                "{name} has more than half of the weight and determines the result. A high weight of landfill diversion limits a programme to bulk solid waste.",
                name=reader().names(heavy)[0],
            ),
            icon=":material/balance:",
        )
