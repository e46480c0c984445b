"""One balance of a site: both sides, unmeasured flows, and possible explanations of the imbalance."""

import math
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import contracts, uncertain
from isdata.data.significant_figures import half_up
from isdata.output.figures import balance as figure
from isdata.park import flows
from isdata.park.flows.balance import OPEN, UNKNOWN
from pages.common import cards, screen, show
from pages.common.language import _, defined, ngettext, reader
from pages.common.once import once
from pages.park.parts import balance_source

_WIDTHS, _ON_PHONES = (300, 94, 106, 82, 68), (98, 92, 66, 76, 68)  # widths of the columns of that table [px]
_MOST_ENTERED = 3  # number of unmeasured flows offered for entry
MOST_CHANGE = 1.0  # relative change of a value beyond which it explains nothing [-]


def of_site(
    row: dict[str, Any], title: str, parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]
) -> None:
    """Show the balance of a site with its figures."""
    st.subheader(f"{show.escaped(names[row['site_id']])} · {show.escaped(title)}", anchor=False)
    if row["state"] == OPEN:
        st.markdown(_one_side(row))
        return
    if row["state"] == UNKNOWN:
        _missing(row, parts, names)
    else:
        st.markdown(_(figure.STATES[row["state"]]))
    once(_sides, row)
    _explained(row, parts, names)


def _sides(row: dict[str, Any]) -> None:
    """Show both sides of a balance, the change of stocks, and the imbalance."""
    with cards.row(3):
        sides = {
            "inputs": (_("Inputs"), _("All declared flows into the site in the year.")),
            "outputs": (_("Outputs"), _("All declared flows out of the site in the year.")),
            "growth": (_("Stock increase"), defined("stock change")),
            "residual": (_("Imbalance"), defined("imbalance")),
        }
        for side, (heading, meaning) in sides.items():
            if row[side] or side != "growth":
                cards.metric(heading, *_side(row, side, meaning))


def _side(row: dict[str, Any], side: str, meaning: str) -> tuple[str, str, str | None]:
    """Amount of one side of a balance, its meaning, and the uncertainty for the imbalance only."""
    read, measure = reader(), str(row["measure"])
    if side != "residual":
        return read.amount(_rounded(row, side), measure), meaning, None
    return (
        uncertain.amount(row[side], row["spread"], measure, read),
        meaning,
        f"± {uncertain.width(row['spread'], measure, read)}",
    )


def _rounded(row: dict[str, Any], side: str) -> float:
    """Amount of a side, rounded as the imbalance; the larger side so that the difference shown is the imbalance shown."""
    digits = uncertain.decimals(row["spread"]) if row["spread"] else 0
    shown = {
        name: half_up(float(row[name]), min(digits, 0))
        for name in ("inputs", "outputs", "growth", "residual")
    }
    if row["inputs"] >= row["outputs"]:
        shown["inputs"] = shown["outputs"] + shown["growth"] + shown["residual"]
    else:
        shown["outputs"] = shown["inputs"] - shown["growth"] - shown["residual"]
    return shown[side]


def _one_side(row: dict[str, Any]) -> str:
    """Text on the known side of a balance."""
    read = reader()
    if row["inputs"] > 0:
        amount = read.amount(row["inputs"], row["measure"])
        return _(
            "Only inputs are recorded ({amount}); without outputs no imbalance can be stated.", amount=amount
        )
    if row["outputs"] > 0:
        amount = read.amount(row["outputs"], row["measure"])
        return _(
            "Only outputs are recorded ({amount}); without inputs no imbalance can be stated.", amount=amount
        )
    return _("No amount is recorded.")


def _missing(row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]) -> None:
    """Show the unmeasured flows of a balance, with forms for their amounts."""
    sentence, closing = once(_unmeasured, row, parts, names)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(sentence, width="content")
        for flow_id, amount in closing.items():
            balance_source.offer_amount(flow_id, str(row["balance_id"]), closing=amount)


def _unmeasured(
    row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]
) -> tuple[str, dict[str, dict[str, float | None]]]:
    """Text on the unmeasured flows of a balance, and the closing amounts of the first, by flow_id."""
    read, own = reader(), flows.unmeasured_flows(row, *parts)
    known = parts[0][parts[0]["kind"] == row["kind"]].set_index("flow_id")
    listed = _seen_from(str(row["site_id"]), known.loc[own["flow_id"]].reset_index(), names)
    words = {"flows": show.escaped(read.listed(listed))}
    sentence = _("The known flows balance within their uncertainty; never measured: {flows}.", **words)
    if not _is_within(row):
        sentence = _("Never measured: {flows}.", **words)
        if own["needed"].notna().any():
            closing = uncertain.with_uncertainty(own["needed"].iloc[0], row["spread"], row["measure"], read)
            sentence = read.sentences([sentence, _("{amount} would close the balance.", amount=closing)])
    first = own.head(_MOST_ENTERED).to_dict("records")
    return sentence, {str(each["flow_id"]): _closing(each, known.loc[each["flow_id"]], row) for each in first}


def _closing(missing: dict[str, Any], flow: pd.Series, row: dict[str, Any]) -> dict[str, float | None]:
    """Amount of a flow that would close a balance, and its uncertainty, both in stated form; empty if unknown.

    A balance of a substance gives no information about the rest of the flow.

    Returns
    -------
    dict
        quantity [unit of the flow], uncertainty (up to the limit of the contract; None where the balance has none) [%]
    """
    slope = flow["slope"]
    if pd.isna(missing["needed"]) or flow.get("substance") or not slope > 0:
        return {}
    amount, spread = missing["needed"] / slope, row["spread"] / slope
    if not spread:
        return {"quantity": float(f"{amount:.3g}"), "uncertainty": None}
    digits = uncertain.decimals(spread)
    amount, spread = round(amount, digits), round(spread, digits)
    most = contracts.tables()["flow"]["uncertainty"].maximum or math.inf
    share = round(100 * spread / abs(amount)) if amount else math.inf
    return {"quantity": amount, "uncertainty": min(share, most)}


def _is_within(row: dict[str, Any]) -> bool:
    """Return True if an imbalance is within its uncertainty, so that no value has to change."""
    return abs(row["residual"]) <= row["spread"]


def _by_relevance(found: pd.DataFrame, *, is_within: bool) -> tuple[pd.DataFrame, int]:
    """Explanations with those last that explain nothing, and their number.

    All values of a site are listed, as needed for their sum.
    """
    is_odd = (found["change"].abs() > MOST_CHANGE) | found["needed"].isna() | is_within
    explains = ~is_odd | (is_odd.all() and not is_within)
    unlikely = found[~explains].assign(needed=math.nan, change=math.nan)
    return pd.concat([found[explains], unlikely]), len(unlikely)


def _explained(row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]) -> None:
    """List the figures that could explain the imbalance, each with a link to its source."""
    is_within = _is_within(row)
    table, rows, unlikely = once(_values, row, parts, names)
    st.markdown(_about_values(reader().unit(row["measure"]), is_within=is_within))
    balance_source.table(
        table,
        rows,
        key="balance_explanation",
        balance_id=str(row["balance_id"]),
        height="content",
        alt=_("Values that could explain the imbalance"),
        digits={_("Change (%)"): 0},
        right=[_("Declared")],
        lines=4 if screen.is_phone() else None,
        widths=dict(zip(table, _ON_PHONES if screen.is_phone() else _WIDTHS, strict=True)),
    )
    if not is_within and unlikely:
        st.caption(
            ngettext(
                "{count} value without a required value would have to more than double or to be negative.",
                "{count} values without a required value would have to more than double or to be negative.",
                unlikely,
            )
        )


def _values(
    row: dict[str, Any], parts: tuple[pd.DataFrame, pd.DataFrame], names: dict[str, str]
) -> tuple[dict[str, Any], pd.DataFrame, int]:
    """Columns of the figures of a balance, their flows, and the number of those that explain nothing."""
    known = parts[0].set_index("flow_id")
    known = known[known["kind"] == row["kind"]]
    found = flows.explanations(row, *parts)
    own, unlikely = _by_relevance(found[found["flow_id"].isin(known.index)], is_within=_is_within(row))
    rows = known.loc[own["flow_id"]].reset_index()
    return _explanations(own, rows, _seen_from(str(row["site_id"]), rows, names)), rows, unlikely


def _explanations(own: pd.DataFrame, rows: pd.DataFrame, described: list[str]) -> dict[str, Any]:
    """Columns of the figures: declared amount, the one that closes the balance, and the change between them."""
    read = reader()
    return {
        _("Figure"): described,
        _("Declared"): [
            uncertain.with_uncertainty(value, spread, "", read)
            for value, spread in zip(own["value"], own["spread"], strict=True)
        ],
        _("Required value"): [
            value if math.isnan(value) or not spread else round(value, uncertain.decimals(spread))
            for value, spread in zip(own["needed"], own["spread"], strict=True)
        ],
        _("Change (%)"): (own["change"] * 100).to_numpy(),
        read.column("flow", "basis"): [read.choice("basis", basis) for basis in rows["basis"]],
    }


def _about_values(unit: str, *, is_within: bool) -> str:
    """Heading of the values of a balance: unit, order, and how to correct one."""
    tick = _("Tick a row for its source or to correct it.")
    if is_within:
        words = _("**Values [{unit}]**: no correction needed.", unit=unit)
    else:
        words = _("**Values [{unit}]**, most probably wrong first.", unit=unit)
    return reader().sentences([words, tick])


def _seen_from(site_id: str, rows: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Description of each value, seen from a site: its resource, and who provides or receives it."""
    read = reader()
    outside = _("outside")
    shown = rows[["resource_en", "resource_zh", "provider_id", "receiver_id"]]
    records = shown.astype(object).where(shown.notna(), None).to_dict("records")
    return [
        f"{read.name(row['resource_en'], row['resource_zh'])} → {names.get(row['receiver_id'], outside)}"
        if row["provider_id"] == site_id
        else f"{read.name(row['resource_en'], row['resource_zh'])} ← {names.get(row['provider_id'], outside)}"
        for row in records
    ]
