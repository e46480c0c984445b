"""Comparison of two states of a park's flows, and the link that changes most between them."""

import pandas as pd

from isdata.data.contracts.results import Links
from isdata.park.flows.views import COMPANY, GROUP, RESIDUAL, RESOURCE, STOCK, UNCHANGED


def compared(in_unit: Links, before: int) -> pd.DataFrame:
    """Links with former and present amounts; a link of the earlier year has no present value."""
    was = in_unit["year"] == before
    former = {name: in_unit[name].where(was, 0.0).fillna(0.0) for name in ("value", "least", "most")}
    return in_unit.assign(
        before=former["value"],
        before_least=former["least"],
        before_most=former["most"],
        **{name: in_unit[name].where(~was, 0.0) for name in ("value", "least", "most")},
    )


def links_of_both_states(former: Links, now: Links) -> Links:
    """Links of a view of a former state and of one of the present, with the amounts of both, as input of
    `amounts_by_resource`."""
    return pd.concat([former.assign(before=former["value"], value=0.0), now.assign(before=0.0)])


def amounts_by_resource(links: Links) -> pd.DataFrame:
    """Amounts of each link into and out of a resource, also if a diagram has no bars of resources.

    Parameters
    ----------
    links : DataFrame
        Links of a view in which nothing is folded.

    Returns
    -------
    DataFrame, index (source, target)
        value, before, most [unit/yr], is_measured, is_banded. Source and target are nodes, including that of
        a resource that a diagram does not show.
    """
    links = links[~links["kind"].isin((STOCK, RESIDUAL))]
    if not links["source"].str.startswith(f"{RESOURCE}:").any():
        resource = f"{RESOURCE}:" + links["resource_id"].astype(object).fillna("")
        links = pd.concat([links.assign(target=resource), links.assign(source=resource)])
    return links.groupby(["source", "target"]).agg(
        value=("value", "sum"), before=("before", "sum"), most=("most", "sum"),
        is_measured=("is_measured", "all"), is_banded=("is_banded", "any"),
    )  # fmt: skip


def change_of(amounts: pd.DataFrame) -> pd.Series:
    """Change of each link if it is large enough to count; else 0. [unit/yr]"""
    by = (amounts["value"] - amounts["before"]).abs()
    return by.where(by >= UNCHANGED * amounts[["value", "before"]].max(axis=1), 0.0)


def largest_change(amounts: pd.DataFrame) -> tuple[str, str] | None:
    """Source and target of the disclosed link that changes most; None if no change is large enough to count.

    Parameters
    ----------
    amounts : DataFrame
        As `amounts_by_resource` returns.
    """
    # An amount known in one state only gives no change.
    by = change_of(amounts)[amounts["is_measured"] & ~amounts["is_banded"]]
    largest = by.index[(by > 0) & (by == by.max())]
    # Of equal changes, as for a resource with one provider and one receiver, that of a company; preferably of
    # the receiver.
    return min(largest, key=_preferred, default=None)


def _preferred(ends: tuple[str, str]) -> tuple[bool, bool, tuple[str, str]]:
    """Order of links with equal changes."""
    is_of_company = any(node.startswith((COMPANY, GROUP)) for node in ends)
    return not is_of_company, not ends[0].startswith(RESOURCE), ends
