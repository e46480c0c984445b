"""Title of a presented Sankey diagram: its largest flow."""

from isdata.data.i18n import N_, Reader
from isdata.output.figures.sankey_words import LEFT_OVER, node_amounts, node_names, quantity, resource_name
from isdata.park.flows import Choice, Composed
from isdata.park.flows.folding import passing
from isdata.park.flows.views import RESOURCE, View


def headline(composed: Composed, choice: Choice, reader: Reader) -> str:
    """The resource with the largest flow, or without bars of resources the largest flow between two companies; empty where years are compared."""
    view = composed.view
    known = view.nodes.loc[view.nodes["role"] == RESOURCE, "node"]
    through = passing(view)["value"].reindex(known).dropna()
    if choice.is_compared:
        return ""
    if through.empty:
        name, amount = _largest_link(view, reader)
    else:
        node = through.idxmax()
        name, amount = node_names(view, reader)[node], node_amounts(view, reader)[node]
    if not amount:
        return ""
    words = N_("Largest flow: {name}, {amount} in {year}")
    return reader.text(words, name=name, amount=amount, year=str(choice.year))


def _largest_link(view: View, reader: Reader) -> tuple[str, str]:
    """What the largest flow of a known amount is, from whom to whom, and its amount; empty without one."""
    links = view.links[
        view.links["is_measured"] & ~view.links["is_banded"] & ~view.links["kind"].isin(LEFT_OVER)
    ]
    if links.empty:
        return "", ""
    link, names = links.loc[links["value"].idxmax()].to_dict(), node_names(view, reader)
    way = f"{names[link['source']]} → {names[link['target']]}"
    return reader.noted(resource_name(link, reader), way), quantity(link["value"], view.unit, reader)
