"""What is small is folded into "other", so that a picture stays readable; nothing gets lost."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from isdata.flows.links import UNNAMED
from isdata.flows.views import FATE, GAIN, LOSS, ORIGIN, OTHERS, RESIDUAL, SAME, STOCK, View, summed

NEVER_FOLDED = (ORIGIN, STOCK, RESIDUAL)  # and what becomes of things, unless few nodes are wanted


def fold(view: View, *, share: float = 0.0, most: int = 1000) -> View:
    """Return the view with small nodes and small links folded.

    Nodes of one role and side below the share of the total, and all but the greatest, become one
    "others" node; what was never measured is not taken for small. Small links of different resources
    between the same two nodes become one link.

    Parameters
    ----------
    share : float
        Fold what is below this share of the total. [-]
    most : int
        Most nodes of one role and side that stay.
    """
    return folded(view, small_nodes(view, share=share, most=most), share=share)


def small_nodes(view: View, *, share: float, most: int, limit: int | None = None) -> set[str]:
    """Return the nodes to fold; one alone is not folded, since nothing would be won.

    Parameters
    ----------
    view : View
    share, most : float, int
        As `fold` takes them.
    limit : int, optional
        Most nodes of the whole picture, as far as folding can reach it.
    """
    if limit is None:
        return _small(view, share, most, (*NEVER_FOLDED, FATE))
    small: set[str] = set()
    for fewer in range(most, 0, -1):
        small = _small(view, share, fewer, NEVER_FOLDED)
        folded_nodes = view.nodes[view.nodes["node"].isin(small)]
        if len(view.nodes) - len(small) + len(folded_nodes.drop_duplicates(["role", "side"])) <= limit:
            break
    return small


def _small(view: View, share: float, most: int, kept: tuple[str, ...]) -> set[str]:
    through = throughput(view)
    unknown = set(view.links.loc[~view.links["is_measured"], ["source", "target"]].to_numpy().ravel())
    small: set[str] = set()
    foldable = view.nodes[~view.nodes["role"].isin(kept)]
    for _role_and_side, nodes in foldable.groupby(["role", "side"]):
        ranked = through.reindex(nodes.loc[nodes["ref"] != UNNAMED, "node"]).sort_values(
            ascending=False, kind="stable"
        )
        below = ranked.index[(ranked < share * view.total) & ~ranked.index.isin(unknown)]
        chosen = set(below) | set(ranked.index[most:])
        if len(chosen) > 1:
            small |= chosen
    return small


def throughput(view: View) -> pd.Series:
    """Return what passes each node: the greater of what goes in and what goes out. [unit/yr]"""
    into = view.links.groupby("target")["value"].sum()
    out = view.links.groupby("source")["value"].sum()
    return pd.concat([into, out], axis=1).max(axis=1)


def folded(view: View, small: Collection[str], *, share: float = 0.0) -> View:
    """Return the view with these nodes folded, and small links between the same nodes joined."""
    nodes = view.nodes.assign(
        into=view.nodes["node"].where(
            ~view.nodes["node"].isin(small), OTHERS + ":" + view.nodes["role"] + ":" + view.nodes["side"]
        )
    )
    into = nodes.set_index("node")["into"]
    links = view.links.assign(source=view.links["source"].map(into), target=view.links["target"].map(into))
    links = summed(_joined(links, share * view.total))
    return replace(view, links=links, nodes=_kept(nodes))


def _joined(links: pd.DataFrame, limit: float) -> pd.DataFrame:
    """Take small links of the same ends together, if there are several."""
    is_small = (links["value"] < limit) & links["is_measured"]
    together = links[is_small].groupby(["source", "target"])["value"].transform("size") > 1
    chosen = together.index[together]
    links = links.copy()
    links.loc[chosen, ["resource_id", "resource_en", "resource_zh"]] = ["", None, None]
    return links


def _kept(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes that are left; of "others", `ref` is how many they are."""
    is_folded = nodes["node"] != nodes["into"]
    others = (
        nodes[is_folded]
        .groupby("into", as_index=False)
        .agg(
            ref=("node", lambda members: str(len(members))), side=("side", "first"), folded=("role", "first")
        )
    )
    others = others.rename(columns={"into": "node"}).assign(role=OTHERS, name_en=None, name_zh=None)
    return pd.concat([nodes[~is_folded].drop(columns="into"), others], ignore_index=True)


def members(view: View, small: Collection[str], node: str) -> list[str]:
    """Return the nodes that were folded into an "others" node."""
    role, _, side = node.removeprefix(f"{OTHERS}:").partition(":")
    nodes = view.nodes
    return nodes.loc[
        nodes["node"].isin(small) & (nodes["role"] == role) & (nodes["side"] == side), "node"
    ].tolist()


def changes(view: View) -> View:
    """Return the view with each link split into what stayed, what was gained and what was lost.

    `value` is what is now and `before` what was; the links of the result carry the part in `value`.
    """
    links = view.links
    parts = [
        links.assign(value=links[["value", "before"]].min(axis=1), change=SAME),
        links.assign(value=(links["value"] - links["before"]).clip(lower=0), change=GAIN),
        links.assign(value=(links["before"] - links["value"]).clip(lower=0), change=LOSS),
    ]
    split = pd.concat(parts, ignore_index=True)
    is_unknown = ~split["is_measured"] & (split["change"] == SAME)
    split = split[(split["value"] > 0) | is_unknown]
    return replace(view, links=split.assign(group=split["change"]).reset_index(drop=True))
