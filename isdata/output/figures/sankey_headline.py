"""Title of a presented Sankey diagram: its largest flow, or the largest change between the two states that it compares."""

from dataclasses import dataclass

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.sankey_caption import selection_name
from isdata.output.figures.sankey_words import LEFT_OVER, node_names, quantity, resource_name
from isdata.park.flows import Choice, Composed
from isdata.park.flows.folding import passing
from isdata.park.flows.views import RESOURCE, UNCHANGED, View

# Each for a picture in which an undisclosed flow may be larger, and for one in which none is.
FLOWS = {
    True: N_("Largest disclosed flow of {selection}: {name}, {amount} in {year}"),
    False: N_("Largest flow of {selection}: {name}, {amount} in {year}"),
}
# Where nothing disclosed changes by as much as counts.
UNCHANGING = {
    True: N_("No disclosed flow changes by {share} or more"),
    False: N_("No flow changes by {share} or more"),
}
CHANGES = {
    True: N_("Largest disclosed change: {name}, from {before} to {now}"),
    False: N_("Largest change: {name}, from {before} to {now}"),
}


@dataclass(frozen=True)
class _Largest:
    """The largest of some flows or changes that are disclosed: what it is called, its amounts in words, and whether an
    undisclosed one may be larger."""

    name: str
    amounts: dict[str, str]
    may_be_exceeded: bool


def headline(composed: Composed, choice: Choice, reader: Reader) -> str:
    """The resource with the largest flow, or where two states are compared the way into or out of one that changes most.

    What is known as a range only is never named, as ranges prove no order; a picture of companies alone has the same answer as
    one with bars of resources. Empty where nothing can be stated.
    """
    largest = (_change if choice.is_compared else _flow)(composed.whole, reader)
    if largest is None:
        return _unchanging(composed.whole, reader) if choice.is_compared else ""
    words = (CHANGES if choice.is_compared else FLOWS)[largest.may_be_exceeded]
    selection = selection_name(choice, composed, reader)
    return reader.text(
        words, selection=selection, name=largest.name, year=str(choice.year), **largest.amounts
    )


def _unchanging(view: View, reader: Reader) -> str:
    """That nothing disclosed changes; nothing where no amount is disclosed."""
    is_disclosed = view.links["is_measured"] & ~view.links["is_banded"]
    if not is_disclosed.any():
        return ""
    return reader.text(UNCHANGING[not is_disclosed.all()], share=reader.percent(UNCHANGED))


def _flow(view: View, reader: Reader) -> _Largest | None:
    """The disclosed resource of which most flows."""
    through = _by_resource(view, reader)
    disclosed = through[~through["is_banded"] & (through["value"] > 0)]
    if disclosed.empty:
        return None
    row = disclosed.loc[disclosed["value"].idxmax()]
    undisclosed = through.loc[through["is_banded"], "most"]
    amount = quantity(row["value"], view.unit, reader)
    return _Largest(row["name"], {"amount": amount}, bool((undisclosed > row["value"]).any()))


def _by_resource(view: View, reader: Reader) -> pd.DataFrame:
    """Name, value, most [unit/yr] and is_banded of each resource; without bars of resources with its way, where it has only one."""
    known, names = view.nodes.loc[view.nodes["role"] == RESOURCE, "node"], node_names(view, reader)
    if len(known):
        return passing(view).reindex(known).assign(name=[names[node] for node in known])
    links = view.links[view.links["is_measured"] & ~view.links["kind"].isin(LEFT_OVER)]
    words = [
        reader.noted(resource_name(link, reader), f"{names[link['source']]} → {names[link['target']]}")
        if is_only
        else resource_name(link, reader)
        for link, is_only in zip(
            links.to_dict("records"), ~links["resource_id"].duplicated(keep=False), strict=True
        )
    ]
    by_resource = links.assign(name=words).groupby("resource_id")
    return by_resource.agg(
        name=("name", "first"), value=("value", "sum"), most=("most", "sum"), is_banded=("is_banded", "any")
    )


def _change(view: View, reader: Reader) -> _Largest | None:
    """The disclosed way into or out of a resource whose amount changes most, if any changes by as much as counts."""
    steps = _steps(view, reader)
    by = (steps["value"] - steps["before"]).abs()
    is_counted = (by > 0) & (by >= UNCHANGED * steps[["value", "before"]].max(axis=1))
    # An amount known in one state only gives no change.
    is_disclosed = is_counted & steps["is_measured"] & ~steps["is_banded"]
    if not is_disclosed.any():
        return None
    largest = by[is_disclosed].idxmax()
    before, now = (quantity(steps.loc[largest, state], view.unit, reader) for state in ("before", "value"))
    may_be_exceeded = (steps.loc[steps["is_banded"], "most"] > by[largest]).any()
    return _Largest(" → ".join(largest), {"before": before, "now": now}, bool(may_be_exceeded))


def _steps(view: View, reader: Reader) -> pd.DataFrame:
    """Amounts of each way into and out of a resource, by the names of its ends, also where a picture has no bars of resources."""
    links = view.links[~view.links["kind"].isin(LEFT_OVER)]
    names = node_names(view, reader)
    source, target = links["source"].map(names), links["target"].map(names)
    if not (view.nodes["role"] == RESOURCE).any():
        resource = pd.Series([resource_name(link, reader) for link in links.to_dict("records")], links.index)
        source, target = pd.concat([source, resource]), pd.concat([resource, target])
        links = pd.concat([links, links])
    by_way = links.assign(source=source, target=target).groupby(["source", "target"])
    return by_way.agg(
        value=("value", "sum"), before=("before", "sum"), most=("most", "sum"),
        is_measured=("is_measured", "all"), is_banded=("is_banded", "any"),
    )  # fmt: skip
