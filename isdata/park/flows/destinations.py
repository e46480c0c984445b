"""Destinations of flows: residuals without a receiver, and the reused share."""

import pandas as pd

from isdata.data.contracts.results import Links
from isdata.data.entry.same_flows import USED_AGAIN
from isdata.park.flows.links import OUTSIDE

LEFT_OVER = ("waste", "by_product", "waste_water", "heat")  # classes of residuals of a site
NO_RECEIVER = ("disposal", "treatment", "emission", "unstated")
_ROUNDING = 1e-9  # share of the total that is a rounding error
ENDS = (*USED_AGAIN, "treatment", "disposal", "emission")


def summable(converted: Links) -> pd.DataFrame:
    """Flow links whose amounts may be added up: all except those known as a range only."""
    return converted[~converted["is_banded"]]


# Parts of another flow, and balancing items: they are computed or sampled, but never metered separately.
UNMETERED = (
    "coal_minerals", "dissipated_heat", "effluent_solids", "moisture_loss", "product_water", "vented_gas", "water_vapour",
)  # fmt: skip


def is_loss(flows: pd.DataFrame) -> pd.Series:
    """Return True if no meter can be installed: evaporation, dissipated energy, vented gas, and parts of
    another flow.

    Waste water flows in a pipe, so it can be metered.

    Parameters
    ----------
    flows : DataFrame
        resource_id, destination, resource_class.
    """
    leaves = (flows["destination"] == "emission") & (flows["resource_class"] != "waste_water")
    return leaves | flows["resource_id"].isin(UNMETERED)


_NAMES = (
    "provider_en", "provider_zh", "receiver_en", "receiver_zh", "resource_en", "resource_zh", "kind",
    "resource_class",
)  # fmt: skip


def residuals(converted: Links) -> pd.DataFrame:
    """Residuals without a receiver, the largest amount first.

    Parameters
    ----------
    converted : DataFrame
        Flow links with value [unit/yr] and emitted [t CO2/yr] (unknown without a suitable factor).

    Returns
    -------
    DataFrame
        provider_id, provider_en, provider_zh, receiver_id, receiver_en, receiver_zh (the treating company;
        empty outside the park), resource_id, resource_en, resource_zh, kind, resource_class, destination,
        value, least, most [unit/yr], spread [unit/yr], is_banded (known as a range only), cost (of disposal,
        unknown if not stated) [currency/yr], currency, emitted [t/yr], is_measured, links (tuple). One row
        per provider, receiver, resource and destination.
    """
    ending = converted[
        converted["destination"].isin(NO_RECEIVER)
        & (converted["provider_id"] != OUTSIDE)
        & (converted["conversion"] != "")
    ]
    keys = ["provider_id", "receiver_id", "resource_id", "destination"]
    together = ending.assign(
        paid=-ending["cost"].where(ending["cost"] < 0),
        variance=ending["spread"] ** 2,
        links=ending["link"].map(lambda link: (link,)),
    ).groupby(keys)
    known = together[["paid", "emitted"]].sum(min_count=1)
    found = (
        together.agg(
            **{name: (name, "first") for name in _NAMES},
            **{name: (name, "sum") for name in ("value", "least", "most")},
            is_banded=("is_banded", "any"),
            variance=("variance", "sum"),
            cost=("paid", "sum"),
            currency=("currency", "first"),
            emitted=("emitted", "sum"),
            is_measured=("is_measured", "all"),
            links=("links", "sum"),
        )
        .assign(cost=known["paid"], emitted=known["emitted"])
        .reset_index()
    )
    found = found.assign(spread=found["variance"] ** 0.5).drop(columns="variance")
    return found.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def unused_by_products(residuals: pd.DataFrame) -> tuple[int, float]:
    """Number of wastes and by-products that leave the park unused, and their known amount.

    Together with the reused amount of `shares` this is the total of all residuals. Residuals treated by
    another company of the park are left out: they are counted at the destination of that company's outputs.
    Amounts known as a range only are left out too.

    Parameters
    ----------
    residuals : DataFrame
        As `residuals` returns.

    Returns
    -------
    int, float
        Number of residuals, and their total amount [unit/yr].
    """
    ending = residuals[
        (residuals["receiver_id"] == OUTSIDE)
        & ~residuals["is_banded"]
        & residuals["resource_class"].isin(LEFT_OVER)
    ]
    return len(ending), float(ending.loc[ending["is_measured"], "value"].sum())


def shares(converted: Links) -> pd.DataFrame:
    """Destinations of waste, by-products, waste water and surplus heat: destination, value, share [-].

    Only measured amounts count, at their final destination: residuals treated by another company of the park
    are counted at the destination of that company's outputs. Amounts known as a range only are left out. One
    row per destination of `ENDS`, in their order.
    """
    converted = summable(converted)
    is_passed_on = converted["destination"].isin(NO_RECEIVER) & ~converted["receiver_outside"]
    is_left = converted["resource_class"].isin(LEFT_OVER) & (converted["provider_id"] != OUTSIDE)
    left = converted[is_left & ~is_passed_on]
    value = left.groupby("destination")["value"].sum().reindex(ENDS, fill_value=0.0)
    total = value.sum()
    return pd.DataFrame(
        {"destination": ENDS, "value": value.to_numpy(), "share": value.to_numpy() / total if total else 0.0}
    )


def used_share(used: float, left_over: float) -> float:
    """Share of residuals that is reused. [-]

    Unknown (nan) if there are no residuals, and if no other destination is recorded: then the amount disposed
    of is unknown.

    Parameters
    ----------
    used, left_over : float
        Amount that is reused, recycled or recovered, and total with a known destination. [unit/yr]
    """
    return used / left_over if left_over - used > _ROUNDING * left_over else float("nan")


def secondary_share(converted: Links) -> float:
    r"""Share of the companies' inputs that is secondary, between 0 and 1.

    .. math:: \frac{U}{U + M}

    with U the companies' inputs from one another for reuse, recycling or recovery, and M their inputs from
    outside the park; after the idea of the circular material use rate of Eurostat. Waste for use by a recycler of
    the park counts with what the recycler supplies for reuse, recycling or recovery, so that it counts once.
    Unknown (nan) without inputs. Amounts known as a range only are left out.
    """
    converted = summable(converted)
    taken = converted[~converted["receiver_outside"]]
    used = taken.loc[taken["destination"].isin(USED_AGAIN) & ~taken["provider_outside"], "value"].sum()
    bought = taken.loc[taken["provider_outside"], "value"].sum()
    return float(used / (used + bought)) if used + bought > 0 else float("nan")
