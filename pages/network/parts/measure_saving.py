"""Amounts saved by a measure: fields for the first resource of a new one, otherwise rows of a table."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.energy.measures import editing
from pages.common import form, popovers, screen
from pages.common.data import ask
from pages.common.language import _, names
from pages.network.parts import measure_draft
from pages.network.parts.measure_draft import SAVED, Draft


def has_fields(draft: Draft) -> bool:
    """Return True if the first resource has fields: that of a new measure, and on a phone the only one."""
    stored = measure_draft.stored_savings(draft)
    return len(stored) <= screen.is_phone()


def first(draft: Draft, columns: tuple[int, ...]) -> dict[str, object]:
    """Show the fields of the first resource; return their values, with the resource's unit for an empty one."""
    stored, known = measure_draft.stored_savings(draft), ask(editing.resources)
    typed = form.fields(
        "measure_saving",
        SAVED,
        scope=f"measure_saved_{draft.scope}",
        values=stored.iloc[0].to_dict() if len(stored) else {},
        options={"resource_id": names(known, "resource_id")},
        columns=columns,
        currency=draft.currency,
        is_first=True,
        defaulted=("unit",),
        keeps=True,
    )
    units = known.set_index("resource_id")["unit"]
    return typed | {"unit": typed["unit"] or units.get(str(typed["resource_id"]))}


def others(draft: Draft, typed: Mapping[str, object]) -> pd.DataFrame:
    """Let the user enter further resources in a table; return all, with the typed first one if it has an entry."""
    has_entry = any(value is not None for value in typed.values())
    own = pd.DataFrame([typed] if has_entry else [], columns=list(SAVED))
    with popovers.lazy_content(_("Further resources"), key="measure_further") as is_drawn:
        rest = measure_draft.savings(draft, own.iloc[:0]) if is_drawn else own.iloc[:0]
    return pd.concat([own, rest], ignore_index=True) if len(rest) else own


def note() -> None:
    """State what the amounts mean."""
    st.caption(
        _(
            "Amount used per year before and after the measure. Without a unit, that of the resource applies; without a price, that of the park."
        )
    )


def is_edited(draft: Draft, typed: Mapping[str, object]) -> bool:
    """Return True if a field of the first resource differs from its stored value."""
    stored = measure_draft.stored_savings(draft)
    before = stored.iloc[0].to_dict() if len(stored) else {}
    return any(_plain(value) != _plain(before.get(name)) for name, value in typed.items())


def _plain(value: object) -> object:
    """Value for comparison: all empty ones are equal."""
    return None if value is None or value == "" or pd.isna(value) else value
