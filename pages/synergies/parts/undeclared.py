"""Unused by-products of the flows, offered to matching as supplies."""

import pandas as pd
import streamlit as st

from isdata.symbiosis.gaps import by_products
from pages.common import role, tables
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader


def offer(park_id: str) -> None:
    """List undeclared unused by-products, with a button that adds them as supplies; nothing without any."""
    found = ask(by_products.unused, park_id=park_id, viewer=role.viewer())
    if not found.empty:
        _enter(found, park_id)


def offer_below(park_id: str) -> None:
    """Offer them below a list of matches, collapsed; nothing without any."""
    found = ask(by_products.unused, park_id=park_id, viewer=role.viewer())
    if not found.empty:
        words = _("Unused by-products that are not declared as supplies: {count}", count=str(len(found)))
        with st.expander(words, icon=":material/add_task:"):
            st.caption(_("The number on “Overview” covers materials only and includes declared by-products."))
            _enter(found, park_id, field="undeclared_who")  # the match above is signed, too


def _enter(found: pd.DataFrame, park_id: str, *, field: str = signing.WHO) -> None:
    read = reader()
    tables.show_rows(
        {
            _("Company"): read.names(found),
            _("Unused by-product"): read.names(found, "resource"),
            _("Amount per year"): [
                read.amount(row["quantity"], row["unit"]) for row in found.to_dict("records")
            ],
        },
        most=250,
        alt=_("By-products that leave the park unused and are not declared as supplies"),
    )
    who = signing.signed_button(
        ngettext("Enter {count} as supply", "Enter {count} as supplies", len(found)),
        key="enter_undeclared",
        field=field,
        icon=":material/add_task:",
    )
    if who:
        with saving.show_problems():
            count = by_products.store_as_supplies(cursor(), park_id=park_id, who=who)
            saving.saved(saving.saved_words(count))
