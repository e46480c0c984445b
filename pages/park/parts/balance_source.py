"""Source of a figure: author, link to its flow in the diagram, and correction form."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from duckdb import DuckDBPyConnection

from isdata.data import store
from isdata.data.i18n import N_
from isdata.park import flows
from isdata.park.flows.contents import HEAT
from isdata.park.flows.links import place_in_picture
from isdata.symbiosis.matching.published_uses import in_sentence
from pages.common import form, navigation, popovers, role, screen, show
from pages.common.data import ask
from pages.common.editing import saving, signed_name, signing, undoing
from pages.common.language import _, reader
from pages.common.tables import show_table

_UNDONE = "balance"  # identifier of the undo button
AMOUNT, ORIGIN = ("quantity", "unit", "uncertainty"), ("basis", "source")


def figure_names(rows: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Description of each value: provider → receiver, resource, and substance."""
    read = reader()
    outside = _("outside")
    records = rows.astype(object).where(rows.notna(), None).to_dict("records")
    found = []
    for row in records:
        resource = read.name(row["resource_en"], row["resource_zh"])
        inside = in_sentence(resource)
        what = {"": resource, HEAT: _("temperature of {resource}", resource=inside)}
        substance = row.get("substance") or ""
        about = what.get(substance) or _("{substance} in {resource}", substance=substance, resource=inside)
        found.append(
            _(
                "{a}: {b}",
                a=f"{names.get(row['provider_id'], outside)} → {names.get(row['receiver_id'], outside)}",
                b=about,
            )
        )
    return found


def table(
    columns: Mapping[str, Any],
    rows: pd.DataFrame,
    *,
    widths: Mapping[str, int] | None = None,
    balance_id: str = "",
    **about: Any,
) -> None:
    """Show a table with one figure per row, and below it the source of the chosen row's figure.

    Parameters
    ----------
    columns : mapping of str to list
        Columns by heading.
    rows : DataFrame
        Figures with their flow_id.
    widths : mapping of str to int, optional
        Column widths; by default a phone has its own. [px]
    balance_id : str
        Balance shown beside them, kept after a correction.
    **about : object
        Further arguments of `tables.show_table`.
    """
    first, *others = columns
    flow_ids = rows["flow_id"].astype(str).tolist()
    wide = dict(widths or screen.widths(first=first, others=others))
    chosen = show_table(dict(columns), ids=flow_ids, widths=wide, **about)
    if chosen is not None:
        source(flow_ids[chosen], balance_id)


def source(flow_id: str, balance_id: str = "") -> None:
    """Show author, date and basis of a value; link to the diagram, and allow its correction."""
    row = ask(flows.source, flow_id=flow_id, viewer=role.viewer()).iloc[0].to_dict()
    st.info("  \n".join(_lines(flow_id, row)), icon=":material/person_search:")
    with st.container(horizontal=True, vertical_alignment="center"):
        seen = place_in_picture(row)
        navigation.link("flows", _("Show in the diagram"), icon=":material/account_tree:", **seen)
        with st.popover(_("Correct"), icon=":material/edit:"):
            task = _("Enter the correct value. The previous one stays in the history.")
            reason = N_("corrected after a balance check")
            _correct(flow_id, row, task, reason=reason, balance_id=balance_id)


def offer_amount(flow_id: str, balance_id: str, *, closing: Mapping[str, float | None]) -> None:
    """Offer the form for the amount of an unmeasured flow.

    Parameters
    ----------
    flow_id : str
    balance_id : str
        Balance in which it is missing, kept afterwards.
    closing : mapping of str to float or None
        Default values of the form: quantity that would close the balance [unit of the flow] and its uncertainty [%]; empty
        if unknown.
    """
    with popovers.lazy_content(
        _("Enter this flow"), key=f"enter_{flow_id}", kind=st.popover, icon=":material/edit:"
    ) as is_drawn:
        if not is_drawn:
            return
        row = ask(flows.source, flow_id=flow_id, viewer=role.viewer()).iloc[0].to_dict()
        # The author of the flow without an amount is not the source of the amount.
        new, task = row | {"source": None}, _("Enter the amount of this flow.")
        if closing:
            new |= {**closing, "basis": "balance"}
            task = _(
                "The amount that would close the balance is filled in. Replace it where it is known better."
            )
        reason = N_("entered after a balance check")
        _correct(flow_id, new, task, reason=reason, balance_id=balance_id)


def offer_undo() -> None:
    """Offer to undo the figure entered or corrected last."""
    undoing.offer(_UNDONE, signed_name.known())


def _lines(flow_id: str, row: dict[str, Any]) -> Iterator[str]:
    read, spread = reader(), row["uncertainty"]
    amount = read.amount(row["quantity"], row["unit"])
    yield _("**Value {flow_id}**: {amount}", flow_id=show.escaped(flow_id), amount=amount)
    basis = read.choice("basis", row["basis"] if isinstance(row["basis"], str) else None)
    if pd.isna(spread):
        yield _("Basis: {basis}, no declared uncertainty", basis=basis)
    else:
        yield _("Basis: {basis}, ±{spread}", basis=basis, spread=read.percent(spread / 100, digits=1))
    if isinstance(row["source"], str):
        yield _("Source: {source}", source=show.escaped(read.half(row["source"])))
    if isinstance(row["note"], str):
        yield show.escaped(read.half(row["note"]))
    if isinstance(row["changed_by"], str):
        yield _(
            "Saved by {who} on {day} ({reason})",
            who=show.escaped(row["changed_by"]),
            day=read.date(row["changed_at"]),
            reason=show.escaped(read.reason(row["reason"])),
        )


def _correct(flow_id: str, row: dict[str, Any], task: str, *, reason: str, balance_id: str) -> None:
    """Form to change a figure: value, source and reason; `task` is shown above it."""
    key = f"correct_{flow_id}"
    scope = f"{key}_{saving.save_count(key)}"
    st.markdown(task)
    # Side by side: one below the other, they do not fit a window of 720 px.
    amount, origin = (
        form.fields("flow", names, scope=scope, values=row, columns=len(names)) for names in (AMOUNT, ORIGIN)
    )
    who = signing.signature(f"{key}_who", is_in_popover=True)
    change = partial(_store, balance_id, {"flow": pd.DataFrame([{"flow_id": flow_id, **amount, **origin}])})
    saving.offer_to_store(who, change, key=key, reason=reason, may_ask=False)


def _store(
    balance_id: str, rows: dict[str, pd.DataFrame], con: DuckDBPyConnection, *, who: str, reason: str
) -> None:
    """Store a figure and keep its balance selected, because another one may be the most striking afterwards."""
    if balance_id:
        st.session_state["balance"] = balance_id
    before = store.data_version(con)
    version = store.write(con, rows, who=who, reason=reason)
    undoing.keep(_UNDONE, version if version > before else None)
