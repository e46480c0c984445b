"""Title of a presented Sankey diagram: its largest flow, or the largest change between two compared states."""

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.sankey_caption import selection_name
from isdata.output.figures.sankey_quantities import passing_amount, quantity, recorded
from isdata.output.figures.sankey_texts import (
    LEFT_OVER,
    NOT_BEYOND,
    node_names,
    resource_name,
)
from isdata.park.flows import Composed, FlowSelection
from isdata.park.flows.comparing import amounts_by_resource, change_of, largest_change
from isdata.park.flows.folding import passing
from isdata.park.flows.views import FATE, RESOURCE, UNCHANGED, View
from isdata.symbiosis.matching.published_uses import in_sentence

# Each message in two versions: an undisclosed flow may be larger, or none is.
FLOWS = {
    True: N_("{name}: {amount} ({year}); undisclosed flows may be larger"),
    False: N_("Largest flow of {selection}: {name}, {amount} ({year})"),
}
# Used if an undisclosed flow is certainly larger, which the picture shows: it comes first.
EXCEEDED = N_("{undisclosed}: {range}; {name}: {amount} ({year})")
# Used if no disclosed change reaches the threshold.
UNCHANGING = {
    True: N_("No disclosed flow changes by {share} or more"),
    False: N_("No flow changes by {share} or more"),
}
CHANGES = {
    True: N_("Largest disclosed change: {name}, {step}"),
    False: N_("Largest change: {name}, {step}"),
}
STEP = N_("from {before} to {now}")


@dataclass(frozen=True)
class _Largest:
    """Largest disclosed flow or change: its name, its amounts as text, and whether an undisclosed one may be larger."""

    name: str
    amounts: dict[str, str]
    may_be_exceeded: bool


def headline(
    composed: Composed, choice: FlowSelection, reader: Reader, picked: str = "", year: str = ""
) -> str:
    """Resource with the largest flow, or the path into or out of a resource with the largest change in a comparison.

    For a picked resource, the headline is the amount that leaves the park. In a picture without bars of resources, the
    largest flow is from a provider to a receiver. An amount known only as a range is named if it is certainly larger.
    Empty if nothing can be stated.
    `year`: the year in words, if it is approximate.
    """
    year = year or str(choice.year)
    if not choice.is_compared and (leaving := _leaving(composed.whole, picked, year, reader)):
        return leaving
    largest = (_change if choice.is_compared else _flow)(composed.whole, reader)
    if largest is None:
        return _unchanging(composed.whole, reader) if choice.is_compared else ""
    words = (CHANGES if choice.is_compared else FLOWS)[largest.may_be_exceeded]
    selection, name = selection_name(choice, composed, reader), largest.name
    if "range" in largest.amounts:
        words, name = EXCEEDED, in_sentence(name)
    return reader.text(words, selection=selection, name=name, year=year, **largest.amounts)


def _unchanging(view: View, reader: Reader) -> str:
    """Statement that nothing disclosed changes; empty if no amount is disclosed."""
    is_disclosed = view.links["is_measured"] & ~view.links["is_banded"]
    if not is_disclosed.any():
        return ""
    return reader.text(UNCHANGING[not is_disclosed.all()], share=reader.percent(UNCHANGED))


def _flow(view: View, reader: Reader) -> _Largest | None:
    """Disclosed resource with the largest flow."""
    through = _by_resource(view)
    disclosed = through[~through["is_banded"] & (through["value"] > 0)]
    if disclosed.empty:
        return None
    row = disclosed.loc[disclosed["value"].idxmax()]
    undisclosed = through[through["is_banded"]]
    amounts = {"amount": passing_amount(row.to_dict(), view.unit, reader)}
    exceeding = undisclosed[undisclosed["least"] > row["value"]]
    if len(exceeding):
        largest = exceeding.loc[exceeding["least"].idxmax()]
        amounts |= {
            "undisclosed": _resource_or_path(view, largest, reader),
            "range": passing_amount(largest.to_dict(), view.unit, reader),
        }
    name = _resource_or_path(view, row, reader)
    return _Largest(name, amounts, bool((undisclosed["most"] > row["value"]).any()))


def _by_resource(view: View) -> pd.DataFrame:
    """Node, value, least, most [unit/yr] and is_banded of each resource; without bars of resources, of each of its paths, with the
    position of its first link."""
    known = view.nodes.loc[view.nodes["role"] == RESOURCE, "node"]
    if len(known):
        return passing(view).reindex(known).assign(node=known.to_numpy())
    links = view.links.assign(link=range(len(view.links)))
    links = links[links["is_measured"] & ~links["kind"].isin(LEFT_OVER)]
    by_way = links.groupby(["source", "target", "resource_id"], dropna=False)
    return by_way.agg(
        link=("link", "first"),
        value=("value", "sum"),
        volume=("volume", "sum"),
        least=("least", "sum"),
        most=("most", "sum"),
        is_banded=("is_banded", "any"),
    )


def _resource_or_path(view: View, row: pd.Series, reader: Reader) -> str:
    """Name of a row of `_by_resource`."""
    if "node" in row:
        return node_names(view, reader, [row["node"]])[row["node"]]
    link = view.links.iloc[row["link"]]
    ends = [link["source"], link["target"]]
    names = node_names(view, reader, ends)
    return reader.listed([resource_name(link.to_dict(), reader), " → ".join(names[end] for end in ends)])


def _leaving(view: View, picked: str, year: str, reader: Reader) -> str:
    """Amount of a picked resource that leaves the park; empty if undisclosed, zero or not applicable."""
    links = view.links
    out = links[(links["source"] == picked) & picked.startswith(f"{RESOURCE}:")]
    if out.empty or out["is_banded"].any() or not out["is_measured"].all():
        return ""
    beyond = view.nodes.loc[(view.nodes["role"] == FATE) & ~view.nodes["ref"].isin(NOT_BEYOND), "node"]
    leaving = out[out["target"].isin(beyond)]
    if not leaving["value"].sum() > 0:
        return ""
    return reader.text(
        N_("{leaving} of {amount} {name} left the park in {year}"),
        amount=_sum(out, view.unit, reader),
        name=in_sentence(node_names(view, reader, [picked])[picked]),
        leaving=_sum(leaving, view.unit, reader),
        year=year,
    )


def _sum(links: pd.DataFrame, unit: str, reader: Reader) -> str:
    return quantity(*recorded(links["value"].sum(), links["volume"].sum(), unit), reader)


def _change(view: View, reader: Reader) -> _Largest | None:
    """Disclosed path into or out of a resource with the largest change, if any reaches the threshold."""
    amounts = amounts_by_resource(view.links)
    if (largest := largest_change(amounts)) is None:
        return None
    before, now = (quantity(amounts.loc[largest, state], view.unit, reader) for state in ("before", "value"))
    step = reader.text(STEP, before=before, now=now).replace(" ", "\N{NO-BREAK SPACE}")
    is_exceeded = amounts.loc[amounts["is_banded"], "most"] > change_of(amounts)[largest]
    names = _with_resources(view, reader)
    return _Largest(" → ".join(names[node] for node in largest), {"step": step}, bool(is_exceeded.any()))


def _with_resources(view: View, reader: Reader) -> dict[Hashable, str]:
    """Names of the nodes and, also where a picture has no bars of them, of the resources."""
    links = view.links.drop_duplicates("resource_id").to_dict("records")
    resources = {f"{RESOURCE}:{link['resource_id']}": resource_name(link, reader) for link in links}
    return resources | node_names(view, reader)
