"""Conversion of a user's choice to the links and nodes of a Sankey diagram, step by step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import duckdb
import pandas as pd

from isdata.data import applicable
from isdata.data.contracts.results import Links
from isdata.data.disclosure import Viewer, Withheld, withheld
from isdata.park import parks
from isdata.park.flows.amounts import CO2, densities_used, factors_used, in_one_unit
from isdata.park.flows.comparing import amounts_by_resource, compared, largest_change, links_of_both_states
from isdata.park.flows.flow_selection import FlowSelection, chosen
from isdata.park.flows.folding import below_share, folded, small_nodes
from isdata.park.flows.links import links
from isdata.park.flows.presented_nodes import greyed, small_in_hall
from isdata.park.flows.unaccounted_amounts import stock_change, with_leftover
from isdata.park.flows.views import View, changes, uncompared, view
from isdata.park.flows.what_if import hypothetical_links


@dataclass(frozen=True)
class Composed:
    """A view, with the data of its folded nodes.

    Attributes
    ----------
    view : View
        The view to draw.
    whole : View
        The view before folding.
    full : View
        As `view`, with nothing folded: for tables and files.
    kept : tuple of str
        The nodes in the title of a comparison, which are never folded: the ends of the link that changes
        most.
    small : mapping of str to str
        The folded nodes of `whole`, each with the node that represents it.
    below : frozenset of str
        Folded nodes below the share of the total; there was no room for the others.
    is_illustrative : bool
    sources : int
        Number of stored flows behind it, without those that cannot be drawn.
    reconciled : int
        Number of those with reconciled amounts.
    undisclosed : Withheld
        Companies of the park whose amounts this reader sees as ranges, or not at all.
    factors : DataFrame
        The published factors used for the amounts: resource_en, resource_zh of the flows, and the columns of
        `applicable_values.sql`.
    densities : DataFrame
        The densities used for the amounts: resource_en, resource_zh, density [t/m³].
    """

    view: View
    whole: View
    full: View
    kept: tuple[str, ...] = ()
    small: Mapping[str, str] = field(default_factory=dict)
    below: frozenset[str] = frozenset()
    is_illustrative: bool = False
    sources: int = 0
    reconciled: int = 0
    undisclosed: Withheld = field(default_factory=Withheld)
    factors: pd.DataFrame = field(default_factory=pd.DataFrame)
    densities: pd.DataFrame = field(default_factory=pd.DataFrame)


Sides = tuple[tuple[FlowSelection, Composed], tuple[FlowSelection, Composed]]


def compose(
    con: duckdb.DuckDBPyConnection, *, park_id: str, choice: FlowSelection, viewer: Viewer
) -> Composed:
    """Sankey view of a park's flows for a selection.

    Parameters
    ----------
    park_id : str
    choice : FlowSelection
    viewer : Viewer
        Reader of the diagram.
    """
    return refolded(_unfolded(con, park_id, choice, viewer), choice)


def _unfolded(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: FlowSelection, viewer: Viewer
) -> Composed:
    """All flows of a selection."""
    found, converted_flows = _in_unit(con, park_id, choice, viewer)
    whole = _view(converted_flows, choice)
    if choice.can_balance:
        about = {"company_id": choice.company_id, "year": choice.year, "kind": choice.kind}
        grown = stock_change(con, park_id=park_id, **about, unit=choice.counted_in, viewer=viewer)
        whole = with_leftover(whole, choice.company_id, grown)
    return Composed(
        view=whole,
        whole=whole,
        full=changes(whole) if choice.is_compared else whole,
        kept=_changing(whole.links) if choice.is_compared else (),
        is_illustrative=bool(found["is_illustrative"].any()),
        sources=int(found["flows"].sum() - whole.left_out["flows"].sum()),
        reconciled=int(found["reconciled"].sum()),
        undisclosed=withheld(con, viewer=viewer, parks=[park_id]),
        factors=_factors(con, park_id, converted_flows),
        densities=densities_used(converted_flows),
    )


def refolded(composed: Composed, choice: FlowSelection) -> Composed:
    """The same flows, with nodes folded as another choice requires.

    Parameters
    ----------
    composed : Composed
        Of a choice with different `named`, `most` or `limit` only.
    choice : FlowSelection
    """
    whole = drawable(composed.whole, choice)
    found = _folded(replace(composed, whole=whole), choice, _small(_ranked(whole), choice, composed.kept))
    found = replace(found, whole=composed.whole)
    return replace(found, view=changes(found.view)) if choice.is_compared else found


def with_unfolded(composed: Composed, choice: FlowSelection, nodes: Collection[str]) -> Composed:
    """The same flows, with these nodes not folded, such as those of a loop that is highlighted."""
    return refolded(replace(composed, kept=(*composed.kept, *nodes)), choice)


def drawable(whole: View, choice: FlowSelection) -> View:
    """View without the flows of unknown amount that a choice does not draw."""
    is_known = whole.links["is_measured"]
    if not choice.only_measured or choice.is_compared or is_known.all() or not is_known.any():
        return whole
    links = whole.links[is_known].reset_index(drop=True)
    is_end = whole.nodes["node"].isin({*links["source"], *links["target"]})
    return replace(whole, links=links, nodes=whole.nodes[is_end].reset_index(drop=True))


def refolded_apart(sides: Sides, choice: FlowSelection) -> Sides:
    """Both sides of a comparison, as `compose_apart` returns them, with nodes folded as a choice requires."""
    (first, one), (second, other) = sides
    views = one.whole, other.whole
    keys = ["source", "target", "resource_id", "is_measured"]
    links = pd.concat([view.links for view in views]).sort_values("value", ascending=False, kind="stable")
    nodes = pd.concat([view.nodes for view in views]).drop_duplicates("node", ignore_index=True)
    larger = replace(views[0], links=links.drop_duplicates(keys, ignore_index=True), nodes=nodes)
    small = _small(larger, choice, one.kept, is_half=True)
    return (first, _folded(one, choice, small)), (second, _folded(other, choice, small))


def _ranked(whole: View) -> View:
    """View by the larger of the amounts in two states, so that both are folded alike."""
    return replace(whole, links=whole.links.assign(value=whole.links[["value", "before"]].max(axis=1)))


def _small(
    ranked: View, choice: FlowSelection, kept: Collection[str], *, is_half: bool = False
) -> tuple[dict[str, str], frozenset[str]]:
    """Nodes to fold, each with the node that represents it, and those of them below the share of the
    total."""
    if choice.is_presented:
        small, share = small_in_hall(ranked, is_half=is_half, named=dict(choice.named), kept=kept), 0.0
    else:
        most, limit, share = choice.most, choice.limit, choice.share
        small = small_nodes(ranked, share=share, most=most, limit=limit, stretch=choice.stretch, kept=kept)
    return small, frozenset(below_share(ranked, small, share))


def _folded(
    composed: Composed, choice: FlowSelection, fold: tuple[dict[str, str], frozenset[str]]
) -> Composed:
    """Composed with its small nodes folded, on a projector with unnamed parts in grey."""
    small, below = fold
    drawn = folded(composed.whole, small, share=0.0 if choice.is_presented else choice.share)
    is_grey = choice.is_presented and bool(small)
    return replace(composed, view=greyed(drawn) if is_grey else drawn, small=small, below=below)


def _changing(links: Links) -> tuple[str, ...]:
    """Ends of the link that changes most."""
    return largest_change(amounts_by_resource(links)) or ()


def _factors(con: duckdb.DuckDBPyConnection, park_id: str, in_unit: Links) -> pd.DataFrame:
    """Published factors used for the amounts of links."""
    used = factors_used(in_unit)
    if used.empty:
        return used
    found = applicable.values(con, park_id=park_id, years=in_unit["year"].unique())
    found = found.drop(columns="data_year").drop_duplicates("value_id")
    return used.merge(found, left_on="factor_id", right_on="value_id")


def _view(in_unit: Links, choice: FlowSelection) -> View:
    return view(
        in_unit,
        choice.look,
        company_id=choice.company_id,
        by_group=choice.by_group,
        open_group=choice.open_group,
    )


def _in_unit(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: FlowSelection, viewer: Viewer
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Flow links of a choice, and the same in one unit, with the amounts of comparison."""
    earlier = [] if choice.before is None or choice.is_what_if else [choice.before]
    years = [*earlier, choice.year]
    found = _links(con, park_id, years, choice, viewer)
    in_unit = in_one_unit(found, choice.counted_in, currency=_currency(con, park_id))
    if choice.is_what_if:
        return found, hypothetical_links(in_unit, choice.without, choice.scaled)
    return found, compared(in_unit, choice.before) if choice.before is not None else in_unit


def _links(
    con: duckdb.DuckDBPyConnection, park_id: str, years: list[int], choice: FlowSelection, viewer: Viewer
) -> pd.DataFrame:
    """Flow links of a choice in some years."""
    found = links(
        con,
        park_id=park_id,
        years=years,
        viewer=viewer,
        reconciled=choice.is_reconciled,
        running=choice.running,
        joining=choice.joining,
    )
    return chosen(found, choice)


def compose_apart(
    con: duckdb.DuckDBPyConnection, *, park_id: str, choice: FlowSelection, viewer: Viewer
) -> Sides:
    """Return both sides of a comparison separately, the earlier first, with the same nodes folded.

    More nodes are folded than in one diagram.
    """
    today = replace(choice, before=None, without=(), scaled=(), running=(), joining=())
    if choice.is_what_if:
        sides = (
            (today, _unfolded(con, park_id, today, viewer)),
            (choice, _hypothetical(con, park_id, choice, viewer)),
        )
    else:
        years = sorted({choice.before or choice.year, choice.year})
        first, second = (replace(today, year=year) for year in (years[0], years[-1]))
        sides = (
            (first, _unfolded(con, park_id, first, viewer)),
            (second, _unfolded(con, park_id, second, viewer)),
        )
    (first, one), (second, other) = sides
    kept = _changing(links_of_both_states(one.whole.links, other.whole.links))
    return refolded_apart(((first, replace(one, kept=kept)), (second, replace(other, kept=kept))), choice)


def _hypothetical(
    con: duckdb.DuckDBPyConnection, park_id: str, choice: FlowSelection, viewer: Viewer
) -> Composed:
    """The hypothetical state without the present one."""
    found, in_unit = _in_unit(con, park_id, choice, viewer)
    whole = _view(uncompared(in_unit), choice)
    return Composed(
        view=whole,
        whole=whole,
        full=whole,
        is_illustrative=bool(found["is_illustrative"].any()),
        sources=int(found["flows"].sum() - whole.left_out["flows"].sum()),
        reconciled=int(found["reconciled"].sum()),
    )


def _currency(con: duckdb.DuckDBPyConnection, park_id: str) -> str:
    return str(parks.park(con, park_id)["currency"])


def converted(
    con: duckdb.DuckDBPyConnection, *, park_id: str, choice: FlowSelection, viewer: Viewer
) -> Links:
    """Flow links of a choice, in its unit and year, with emitted [t CO2/yr].

    Hypothetical changes are included.
    """
    found = _links(con, park_id, [choice.year], choice, viewer)
    emitted = in_one_unit(found, CO2)["value"]
    in_unit = in_one_unit(found, choice.counted_in, currency=_currency(con, park_id)).assign(emitted=emitted)
    return hypothetical_links(in_unit, choice.without, choice.scaled) if choice.is_what_if else in_unit


def network(con: duckdb.DuckDBPyConnection, *, park_id: str, choice: FlowSelection, viewer: Viewer) -> View:
    """Company network of a choice with nothing folded, regardless of its view."""
    whole = replace(choice, look="network", by_group=False, open_group="", within=(), company_id="")
    in_unit = converted(con, park_id=park_id, choice=whole, viewer=viewer)
    return view(uncompared(in_unit), "network")
