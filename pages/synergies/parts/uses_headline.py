"""Headlines of the uses page: number of published uses, and their prevailing maturity."""

from collections.abc import Mapping

import pandas as pd

from isdata.data import contracts
from isdata.data.i18n import N_
from isdata.symbiosis.matching import published_uses
from pages.common.language import _, ngettext, reader


def maturities(direction: str, uses: pd.DataFrame) -> dict[str, int]:
    """Number of published uses or substitutes by maturity, most mature first; each use counts once.

    Parameters
    ----------
    direction : {"for", "instead"}
    uses : DataFrame
        As returned by `published_uses.uses_of_resource`."""
    counts = uses.drop_duplicates(published_uses.one_of(direction))["maturity"].value_counts()
    return {name: int(counts[name]) for name in contracts.choices("maturity") if name in counts}


def of_resource(direction: str, name: str, uses: pd.DataFrame, own: Mapping[str, str]) -> str:
    """Title with the number of published uses or substitutes of a resource; empty without any.

    Parameters
    ----------
    direction : {"for", "instead"}
    name : str
        Of the resource.
    uses : DataFrame
        As of `published_uses.uses_of_resource`.
    own : mapping
        Names of the resources by id.
    """
    counts, read = maturities(direction, uses), reader()
    if not counts:
        return ""
    count = sum(counts.values())
    found = (
        ngettext("{name}: {count} published use", "{name}: {count} published uses", count, name=name)
        if direction == "for"
        else ngettext(
            "{name}: {count} published substitute", "{name}: {count} published substitutes", count, name=name
        )
    )
    best = next(iter(counts))
    if count == 1 and direction == "instead":
        other = published_uses.in_sentence(own.get(uses[published_uses.DIRECTIONS[direction][1]].iloc[0], ""))
        return read.noted(
            _("{a}: {b}", a=found, b=other), published_uses.in_sentence(read.choice("maturity", best))
        )
    words = {"uses": found, "maturity": published_uses.in_sentence(read.choice("maturity", best))}
    if counts[best] == count:
        return _("{uses}, all {maturity}", **words)
    return _("{uses}, {count} of them {maturity}", count=read.number(counts[best]), **words)


def in_park(streams: pd.DataFrame, direction: str, *, is_published: bool = False) -> str:
    """Declared yearly supply or demand of a resource in the park and its companies; empty if none is known or units differ.

    Parameters
    ----------
    streams : DataFrame
        Disclosed streams of the resource, as from `matching.streams.declared`.
    direction : {"for", "instead"}
    is_published : bool
        True for a published case, whose companies declared nothing.
    """
    side = "supply" if direction == "for" else "demand"
    rows = streams[(streams["direction"] == side) & (streams["period"] == "year") & (streams["quantity"] > 0)]
    if rows.empty or rows["unit"].nunique() != 1:
        return ""
    read = reader()
    amount = read.quantity(float(rows["quantity"].sum()), str(rows["unit"].iloc[0]))
    firms = read.listed(dict.fromkeys(filter(None, read.names(rows, "company"))))
    name = published_uses.in_sentence(next(iter(read.names(rows, "name")))) if len(rows) == 1 else ""
    if is_published:
        words = N_("Published supply: {amount} per year, from {companies}")
        if direction != "for":
            words = N_("Published demand: {amount} per year, from {companies}")
        return _(words, amount=amount, companies=firms)
    if name and direction == "for":  # only part of what the company has, such as its rest beyond contracts
        words = N_("Declared supply, {name}: {amount} per year, from {companies}")
        return _(words, name=name, amount=amount, companies=firms)
    if name:
        words = N_("Declared demand, {name}: {amount} per year, from {companies}")
        return _(words, name=name, amount=amount, companies=firms)
    if direction == "for":
        return _("Declared supply: {amount} per year, from {companies}", amount=amount, companies=firms)
    return _("Declared demand: {amount} per year, from {companies}", amount=amount, companies=firms)


def of_plant(name: str, streams: pd.DataFrame) -> str:
    """Title with the numbers of resources that a plant type buys and discharges; empty without any.

    Parameters
    ----------
    name : str
        Of the plant type.
    streams : DataFrame
        As returned by `plant_types.streams_of_plant_type`.
    """
    if streams.empty:
        return ""
    counts = streams.drop_duplicates(["direction", "resource_id"])["direction"].value_counts()
    sides = {
        "demand": lambda count: ngettext("buys {count} resource", "buys {count} resources", count),
        "supply": lambda count: ngettext(
            "discharges {count} resource", "discharges {count} resources", count
        ),
    }
    # A side without published data is not a side without streams.
    known = [words(int(counts[side])) for side, words in sides.items() if side in counts]
    return _("{name}: typically {streams}", name=name, streams=reader().clauses(known))
