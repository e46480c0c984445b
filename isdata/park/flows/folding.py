"""Grouping of small flows into "other", so that a picture stays readable; totals are kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Links
from isdata.park.flows.links import UNNAMED
from isdata.park.flows.ranking import Ranks, grouped, ranks
from isdata.park.flows.views import (
    FATE,
    GAIN,
    LOSS,
    ORIGIN,
    OTHERS,
    RESIDUAL,
    RESOURCE,
    STOCK,
    View,
    summed,
)

MUCH = 0.25  # largest share of the total that one group of folded nodes should have
SMALL = 14  # nodes of a diagram up to which resources are named by size, and in a network, …
FATES = 5  # … besides one destination, one for each of so many companies, to leave room for companies
MORE = 2  # number by which named resources exceed named companies in a diagram of few nodes
PREFERRED = 4.0  # weight of by-products, waste and heat in the choice of the largest

NEVER_FOLDED = (ORIGIN, STOCK, RESIDUAL)  # also destinations, except in diagrams of few nodes


def fold(view: View, *, share: float = 0.0, most: int = 1000) -> View:
    """View with small nodes and small links folded.

    Nodes of one role, side and class below the share of the total, and all but the largest, become one
    "others" node. Amounts that were never measured do not count as small. Small links of different resources
    between the same two nodes become one link.

    Parameters
    ----------
    share : float
        Flows below this share of the total are grouped. [-]
    most : int
        Maximum number of remaining nodes of one role and side.
    """
    return folded(view, small_nodes(view, share=share, most=most), share=share)


def small_nodes(
    view: View,
    *,
    share: float,
    most: int,
    limit: int | None = None,
    stretch: int = 0,
    kept: Collection[str] = (),
) -> dict[str, str]:
    """Nodes to fold, each with the node that represents it.

    A single node is not folded, since nothing would be gained. Resources are folded by class, so that colours
    keep their meaning; in a diagram of few nodes, all but the largest together. Residuals have a larger
    weight.

    Parameters
    ----------
    view : View
    share, most : float, int
        As in `fold`.
    limit : int, optional
        Maximum number of nodes of the whole diagram, as far as folding can reach it.
    stretch : int
        Number of nodes by which `most` may be exceeded if an "others" node would be a large part of the
        diagram.
    kept : collection of str
        Nodes that are not folded.
    """
    passing = Passing.of(view, kept)
    every = len(set(passing.class_of.values()))
    if limit is not None:
        return _limited(view, passing, share, most, limit)
    ranked = passing.ranked(view, share, (*NEVER_FOLDED, FATE), PREFERRED)
    small: dict[str, str] = {}
    for more in range(most, most + stretch + 1, 4):
        small = grouped(ranked, more, {}, passing.class_of, classes=every, kept=passing.kept)
        if _largest(passing, small) <= MUCH * passing.total:
            break
    return small


def _limited(view: View, passing: "Passing", share: float, most: int, limit: int) -> dict[str, str]:
    """Nodes to fold so that at most so many remain in all, as far as folding can reach it."""
    is_small, is_network = limit <= SMALL, bool((view.nodes["side"] == "").any())
    every = len(set(passing.class_of.values()))
    # In a small diagram the largest resources are named, of whichever class.
    ranked = passing.ranked(view, share, NEVER_FOLDED, 1.0 if is_small else PREFERRED)
    small: dict[str, str] = {}
    for classes, resources, fewer in _trials(every, most, is_small=is_small):
        few = {RESOURCE: resources}
        if is_small and is_network:
            few[FATE] = 1 + fewer // FATES
        small = grouped(ranked, fewer, few, passing.class_of, classes=classes, kept=passing.kept)
        if len(view.nodes) - len(small) + len(set(small.values())) <= limit:
            break
    return small


def _trials(every: int, most: int, *, is_small: bool) -> list[tuple[int, int, int]]:
    """Numbers of classes with a bar of their own, of named resources, and of other named nodes, the most detailed first.

    Mixed classes in one bar, whose ribbons keep their colours, are better than no single resource; companies come last.
    """
    one = [] if is_small else [(every, 1)]
    mixed = [(0, count) for count in range(most, 1 if is_small else 0, -1)]
    steps = [(every, most), *one, *mixed]
    trials = [
        (classes, min(resources, fewer + MORE), fewer)
        for classes, resources in steps
        for fewer in range(most, 0, -1)
    ]
    return list(dict.fromkeys([*trials, (0, MORE, 0)]))


def _largest(passing: "Passing", small: Mapping[str, str]) -> float:
    """Largest throughput of the nodes that others are grouped into. [unit/yr]"""
    return float(passing.through.groupby(pd.Series(small, dtype=object)).sum().max()) if small else 0.0


@dataclass(frozen=True)
class Passing:
    """Data shared by many trials of grouping.

    Attributes
    ----------
    through : Series, index node
        Throughput of each node. [unit/yr]
    total : float
        Total of the view. [unit/yr]
    class_of : mapping
        Class of each node that is a resource.
    unknown : set
        Nodes of links that were never measured.
    kept : set
        Nodes that are not folded.
    """

    through: pd.Series
    total: float
    class_of: Mapping[str, str]
    unknown: set[str]
    kept: set[str]

    @classmethod
    def of(cls, view: View, kept: Collection[str] = ()) -> "Passing":
        """Data of the nodes of a view."""
        unknown = view.links.loc[~view.links["is_measured"], ["source", "target"]]
        unmeasured = set(unknown.to_numpy().ravel())
        return cls(throughput(view), view.total, _classes(view), unmeasured, set(kept))

    def ranked(self, view: View, share: float, roles: tuple[str, ...], preferred: float) -> list[Ranks]:
        """Ranks of all nodes except those of the given roles."""
        foldable = view.nodes[~view.nodes["role"].isin(roles)]
        if FATE in roles:  # in a small diagram unnamed nodes become "others", too
            foldable = foldable[foldable["ref"] != UNNAMED]
        below = set(self.through.index[self.through < share * self.total]) - self.unknown
        return ranks(
            foldable, self.through.to_dict(), self.class_of, below=below, kept=self.kept, preferred=preferred
        )


def beyond(
    view: View,
    passing: Passing,
    share: float,
    most: int,
    roles: tuple[str, ...],
    most_of: Mapping[str, int],
) -> dict[str, str]:
    """Nodes to fold so that a given number per role remains, except of the given roles: one node per role and side."""
    ranked = passing.ranked(view, share, roles, 1.0)
    return grouped(ranked, most, most_of, passing.class_of, classes=0, kept=passing.kept)


def _classes(view: View) -> dict[str, str]:
    """Class of each node that is a resource."""
    ends = [
        view.links[[end, "resource_class"]].set_axis(["node", "class"], axis=1)
        for end in ("source", "target")
    ]
    both = pd.concat(ends).drop_duplicates("node").set_index("node")["class"]
    return both[both.index.str.startswith(f"{RESOURCE}:")].to_dict()


def below_share(view: View, small: Mapping[str, str], share: float) -> set[str]:
    """Folded nodes that are below the share of the total; there was no room for the others."""
    through = throughput(view)
    return set(through.index[through < share * view.total]) & set(small)


def throughput(view: View) -> pd.Series:
    """Throughput of each node: the larger of inputs and outputs. [unit/yr]"""
    return passing(view)["value"]


def passing(view: View) -> pd.DataFrame:
    """Throughput of each node as it may be disclosed.

    Returns
    -------
    DataFrame, index node
        value, least, most [unit/yr]: the larger of inputs and outputs; volume [m³/yr]: the same of water alone, as in
        `View`; into_least, into_most, out_least, out_most [unit/yr], into_volume, out_volume [m³/yr]; is_banded: some
        of it is known as a range only, so value must not be stated.
    """
    amounts, links = ["value", "least", "most", "is_banded"], view.links
    codes, nodes = pd.factorize(pd.concat([links["target"], links["source"]]), sort=True)
    known = {name: links[name].fillna(0.0).to_numpy(float) for name in amounts} | {"volume": links["volume"]}
    into, out = (
        {name: np.bincount(ends, known[name], minlength=len(nodes)) for name in known}
        for ends in np.split(codes, 2)
    )
    table = {name: np.maximum(into[name], out[name]) for name in amounts}
    table["volume"] = np.where(into["value"] >= out["value"], into["volume"], out["volume"])
    for side, sums in (("into", into), ("out", out)):
        table |= {f"{side}_{limit}": sums[limit] for limit in ("least", "most", "volume")}
    return pd.DataFrame(table | {"is_banded": table["is_banded"] > 0}, index=pd.Index(nodes))


def passing_before_and_now(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Throughput of each node in the two states of a comparison, as `passing`.

    The same twice without a comparison.
    """
    change = view.links["change"]
    if not (change != "").any():
        return (now := passing(view)), now
    former = view.links[change != GAIN]
    before = former.assign(value=former["before"], least=former["before_least"], most=former["before_most"])
    return passing(replace(view, links=before)), passing(replace(view, links=view.links[change != LOSS]))


def folded(view: View, small: Mapping[str, str], *, share: float = 0.0) -> View:
    """View with nodes folded into their group, and small links between the same nodes joined."""
    nodes = view.nodes.assign(
        into=view.nodes["node"].map(lambda node: small.get(node, node)),
        resource_class=view.nodes["node"].map(_classes(view)),
    )
    into = nodes.set_index("node")["into"]
    links = view.links.assign(source=view.links["source"].map(into), target=view.links["target"].map(into))
    return replace(view, links=summed(_joined(links, share * view.total)), nodes=_kept(nodes))


def _joined(links: Links, limit: float) -> pd.DataFrame:
    """Join small links between the same ends, if there are several."""
    is_small = (links["value"] < limit) & links["is_measured"]
    together = links[is_small].groupby(["source", "target"])["value"].transform("size") > 1
    chosen = together.index[together]
    links = links.copy()
    links.loc[chosen, ["resource_id", "resource_en", "resource_zh"]] = ["", None, None]
    return links


def _kept(nodes: pd.DataFrame) -> pd.DataFrame:
    """Remaining nodes; `ref` of "others" is their number, or `UNNAMED` if it is undisclosed.

    For "others", has_peers states whether another node of the same role, side and class is shown separately.
    """
    is_folded = nodes["node"] != nodes["into"]
    own = nodes[~is_folded].drop(columns="into")
    others = (
        nodes[is_folded]
        .groupby("into", as_index=False)
        .agg(
            ref=("ref", lambda refs: UNNAMED if UNNAMED in set(refs) else str(len(refs))),
            side=("side", "first"),
            folded=("role", "first"),
        )
    )
    places = own["role"] + ":" + own["side"]
    of_class = set(places + ":" + own["resource_class"].astype(object).fillna(""))
    of_place = set(places) | {into.rpartition(":")[0].removeprefix(f"{OTHERS}:") for into in others["into"]}
    shown = of_class | of_place
    others = others.rename(columns={"into": "node"}).assign(
        role=OTHERS,
        name_en=None,
        name_zh=None,
        has_peers=[into.removeprefix(f"{OTHERS}:") in shown for into in others["into"]],
    )
    return pd.concat([own.drop(columns="resource_class"), others], ignore_index=True)


def members(small: Mapping[str, str], node: str) -> list[str]:
    """Nodes that were folded into an "others" node."""
    return [member for member, into in small.items() if into == node]
