"""Texts on flows with the same ends, resource and year: parallel flows, or duplicate entries."""

from collections.abc import Hashable

import pandas as pd

from isdata.data import store
from isdata.data.entry import same_flows
from pages.common.data import ask
from pages.common.language import _, names, reader

_MOST = 6  # number of groups named


def sentence(flows: pd.DataFrame) -> str:
    """Sentence naming the flows of each group with their amounts; empty if there are none.

    Parameters
    ----------
    flows : DataFrame
        As returned by `isdata.data.entry.same_flows.repeated`.
    """
    if flows.empty:
        return ""
    ends = pd.concat([flows["provider_id"], flows["receiver_id"]]).dropna().unique().tolist()
    sites = names(ask(store.ask, name="site_companies", sites=ends), "site_id")
    resources = names(ask(store.ask, name="resource_names"), "resource_id")
    groups = [
        _(
            "{a}: {b}",
            a=_ends(rows.iloc[0], sites, resources),
            b=reader().listed(map(_amount, rows.to_dict("records"))),
        )
        for _group, rows in list(flows.groupby(same_flows.GROUP, sort=False))[:_MOST]
    ]
    return _(
        "The same provider, receiver, resource and year: {flows}.",
        flows=reader().clauses(groups),
    )


def choices(flows: pd.DataFrame, add: str) -> dict[str, str]:
    """Options for a flow to be stored, by the id of the stored one to replace; `add` is the label for none."""
    stored = flows[flows[same_flows.IS_STORED].astype(bool)].to_dict("records")
    return {row["flow_id"]: _("Replace: {stream}", stream=_quantity(row)) for row in stored} | {
        add: _("Add: both exist")
    }


def _ends(row: pd.Series, sites: dict[str, str], resources: dict[str, str]) -> str:
    """Companies, resource and year of a flow."""
    provider, receiver = (
        _("outside") if pd.isna(row[end]) else sites.get(row[end], row[end])
        for end in ("provider_id", "receiver_id")
    )
    resource = resources.get(row["resource_id"], row["resource_id"])
    return f"{provider} → {receiver} · {resource} · {row['year']}"


def _amount(row: dict[Hashable, object]) -> str:
    """Amount of a flow, and a note if it is stored."""
    amount = _quantity(row)
    return (
        _("stored {amount}", amount=amount) if row[same_flows.IS_STORED] else _("new {amount}", amount=amount)
    )


def _quantity(row: dict) -> str:
    """Amount per year and source of a flow."""
    parts = [_("no amount")]
    if pd.notna(row["quantity"]):
        parts = [
            reader().amount(float(row["quantity"]), f"{row['unit']}/yr" if pd.notna(row["unit"]) else "")
        ]
    parts += [reader().half(row["source"])] if isinstance(row["source"], str) and row["source"] else []
    return " · ".join(parts)
