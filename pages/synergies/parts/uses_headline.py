"""Titles of the presented page of uses: how many are published, and how mature most of them are."""

import pandas as pd

from isdata.data import contracts
from pages.common.language import _, ngettext, reader


def maturities(uses: pd.DataFrame) -> dict[str, int]:
    """Number of published uses by maturity, the most mature first; whatever a use replaces, it counts once.

    Parameters
    ----------
    uses : DataFrame
        As of `published_uses.of`.
    """
    counts = uses.drop_duplicates(["process", "maturity"])["maturity"].value_counts()
    return {name: int(counts[name]) for name in contracts.choices("maturity") if name in counts}


def of_resource(asked: str, name: str, uses: pd.DataFrame) -> str:
    """Number of published uses of a resource, or of what could replace it; empty without any.

    Parameters
    ----------
    asked : {"for", "instead"}
    name : str
        Of the resource.
    uses : DataFrame
        As of `published_uses.of`.
    """
    counts, read = maturities(uses), reader()
    if not counts:
        return ""
    count = sum(counts.values())
    found = (
        ngettext("{name}: {count} published use", "{name}: {count} published uses", count, name=name)
        if asked == "for"
        else ngettext(
            "{name}: {count} published substitute", "{name}: {count} published substitutes", count, name=name
        )
    )
    best = next(iter(counts))
    return read.noted(found, _("{a}: {b}", a=read.choice("maturity", best), b=read.number(counts[best])))


def of_plant(name: str, streams: pd.DataFrame) -> str:
    """Number of resources that a plant type buys and discharges; empty without any.

    Parameters
    ----------
    name : str
        Of the plant type.
    streams : DataFrame
        As of `plant_types.of`.
    """
    if streams.empty:
        return ""
    counts = streams.drop_duplicates(["direction", "resource_id"])["direction"].value_counts()
    return _(
        "{name}: typically buys {bought} resources and discharges {discharged}",
        name=name,
        bought=reader().number(int(counts.get("demand", 0))),
        discharged=reader().number(int(counts.get("supply", 0))),
    )
