"""Three views of a park's flows, each as links and nodes of a Sankey diagram."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from isdata.data import units
from isdata.data.contracts.results import Links
from isdata.park.flows.links import OUTSIDE, UNNAMED

LOOKS = ("chain", "network", "company")

# Roles of nodes; the first part of their ids.
COMPANY, GROUP, RESOURCE, ORIGIN, FATE, OTHERS = "company", "group", "resource", "origin", "fate", "others"

# Nodes of a company's view: its stock change, and its unaccounted amount.
STOCK, RESIDUAL = "stock", "residual"

SAME, GAIN, LOSS = "same", "gain", "loss"
UNCHANGED = 0.02  # relative change of a link below which it counts as unchanged

NODE_COLUMNS = ["node", "role", "ref", "name_en", "name_zh", "side"]
LINK_COLUMNS = [
    "source", "target", "group", "value", "spread", "least", "most", "before", "before_least", "before_most", "is_measured",
    "is_banded", "volume", "resource_id", "resource_en", "resource_zh", "kind", "resource_class", "change", "links",
]  # fmt: skip


@dataclass(frozen=True)
class View:
    """Links and nodes of a Sankey diagram.

    Attributes
    ----------
    links : DataFrame
        source, target (nodes), group (for its colour: resource class or change), value, spread,
        least, most (the same as value unless is_banded), before, before_least, before_most (the same of the
        state of comparison; 0 without comparison) [unit/yr], is_measured, is_banded (some of the
        amount is known as a range only, and value is within least and most), volume (of water recorded by
        volume in a diagram of several kinds in tonnes, otherwise nan) [m³/yr], resource_id (empty for several), resource_en, resource_zh, kind, resource_class, change ("", "same", "gain", "loss"), links (tuple
        of the flow links behind it).
    nodes : DataFrame
        node, role, ref (id of the company, group or resource; number of those folded), name_en, name_zh,
        side ("give", "take" or ""). One row per node.
    left_out : DataFrame
        Flow links that cannot be converted to the unit; columns as of the flow links.
    unit : str
    """

    links: Links
    nodes: pd.DataFrame
    left_out: pd.DataFrame
    unit: str

    @property
    def total(self) -> float:
        """Largest throughput of any layer: the larger of supply and use. [unit/yr]"""
        links = self.links
        first = links.loc[~links["source"].isin(links["target"]), "value"].sum()
        return float(max(first, links["value"].max() if len(links) else 0.0))


def view(
    converted: Links,
    look: str,
    *,
    company_id: str = "",
    by_group: bool = False,
    open_group: str = "",
) -> View:
    """One view of flows.

    Parameters
    ----------
    converted : DataFrame
        Flow links in one unit, as `amounts.in_one_unit` returns them; `before` [unit/yr] if they are
        compared.
    look : str
        "chain" (provider → resource → receiver), "network" (companies, loops included) or "company"
        (inputs and outputs of one company).
    company_id : str
        For "company".
    by_group : bool
        Whether to show groups of companies instead of companies, except those of `open_group`.
    """
    is_compared = "before" in converted
    if not is_compared:
        converted = uncompared(converted)
    is_convertible = converted["conversion"] != ""
    shown = converted[is_convertible & ~((converted["value"] <= 0) & ~(converted["before"] > 0))]
    shown = shown.assign(volume=np.nan if is_compared else _volume(shown))
    if by_group:
        shown = _grouped(shown, open_group)
    steps = {"chain": _chain, "network": _network, "company": _company}[look](shown, company_id)
    links = summed(steps)
    return View(
        links=links,
        nodes=_nodes(steps, links),
        left_out=converted[~is_convertible],
        unit=str(converted["unit_shown"].iloc[0]) if len(converted) else "",
    )


def _volume(shown: pd.DataFrame) -> pd.Series:
    """Amounts of water as recorded by volume, if other kinds are shown with it; nan for other known amounts. [m³/yr]"""
    is_water = (shown["kind"] == "water") & (shown["conversion"] == "density")
    is_stated = is_water & (shown["kind"].nunique() > 1) & (shown["unit_shown"] == "t")
    factor = shown["unit"].where(is_stated, "m³").map(lambda unit: units.factor(unit, "m³"))
    return (shown["quantity"] * factor).where(is_stated).where(shown["is_measured"], 0.0)


def uncompared(links: pd.DataFrame) -> pd.DataFrame:
    """Return links without amounts of comparison."""
    return links.assign(before=0.0, before_least=0.0, before_most=0.0)


def _grouped(shown: pd.DataFrame, open_group: str) -> pd.DataFrame:
    """Replace each company of a group by the group."""
    for end in ("provider", "receiver"):
        group = shown[f"{end}_group"]
        is_closed = group.notna() & (group != open_group) & ~shown[f"{end}_outside"]
        halves = group.astype(object).fillna("").str.partition(" / ", expand=False)
        english, chinese = halves.str[0], halves.str[2]
        shown = shown.assign(
            **{
                f"{end}_id": shown[f"{end}_id"].where(
                    ~is_closed, GROUP + ":" + group.astype(object).fillna("")
                ),
                f"{end}_en": shown[f"{end}_en"].where(~is_closed, english),
                f"{end}_zh": shown[f"{end}_zh"].where(~is_closed, chinese.where(chinese != "", english)),
            }
        )
    return shown


def _chain(shown: pd.DataFrame, _company_id: str) -> pd.DataFrame:
    what = _resource(shown)
    return pd.concat(
        [
            _step(shown, _ends(shown, "provider", side="give"), what),
            _step(shown, what, _ends(shown, "receiver", side="take")),
        ],
        ignore_index=True,
    )


def _network(shown: pd.DataFrame, _company_id: str) -> pd.DataFrame:
    return _step(shown, _ends(shown, "provider"), _ends(shown, "receiver"))


def _company(shown: pd.DataFrame, company_id: str) -> pd.DataFrame:
    comes = shown[(shown["receiver_id"] == company_id) & (shown["provider_id"] != company_id)]
    goes = shown[(shown["provider_id"] == company_id) & (shown["receiver_id"] != company_id)]
    steps = [
        _step(comes, _ends(comes, "provider", side="give"), _resource(comes, side="give")),
        _step(comes, _resource(comes, side="give"), _ends(comes, "receiver")),
        _step(goes, _ends(goes, "provider"), _resource(goes, side="take")),
        _step(goes, _resource(goes, side="take"), _ends(goes, "receiver", side="take")),
    ]
    return pd.concat(steps, ignore_index=True)


def _ends(shown: pd.DataFrame, end: str, *, side: str = "") -> pd.DataFrame:
    """Node at one end of each link: a company, a group, an origin, or a destination."""
    places, ids = pd.factorize(shown[f"{end}_id"].astype(object))  # fewer than links
    ids = pd.Series(ids, dtype=object)
    is_group = ids.str.startswith(f"{GROUP}:")
    beyond = ORIGIN if end == "provider" else FATE
    roles = np.where(ids == OUTSIDE, beyond, np.where(is_group, GROUP, COMPANY))
    refs = ids.where(~is_group, ids.str.removeprefix(f"{GROUP}:")).to_numpy()
    role, ref = (pd.Series(each[places], index=shown.index, dtype=object) for each in (roles, refs))
    outside = "" if end == "provider" else shown["destination"].astype(object)
    return _node(shown, role, ref.where(role != beyond, outside), end, side)


def _resource(shown: pd.DataFrame, *, side: str = "") -> pd.DataFrame:
    role = pd.Series(RESOURCE, index=shown.index, dtype=object)
    return _node(shown, role, shown["resource_id"].astype(object), "resource", side)


def _node(shown: pd.DataFrame, role: pd.Series, ref: pd.Series, names: str, side: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "node": role + ":" + ref + (f":{side}" if side else ""),
            "role": role,
            "ref": ref,
            "name_en": shown[f"{names}_en"],
            "name_zh": shown[f"{names}_zh"],
            "side": side,
        }
    )


def _step(shown: pd.DataFrame, source: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    ends = [frame.add_prefix(f"{end}_") for end, frame in (("source", source), ("target", target))]
    kept = shown[
        ["value", "spread", "least", "most", "before", "before_least", "before_most", "is_measured", "is_banded",
         "volume", "resource_id", "resource_en", "resource_zh", "kind", "resource_class"]
    ]  # fmt: skip
    return pd.concat(
        [
            kept,
            *ends,
            source["node"].rename("source"),
            target["node"].rename("target"),
            shown["link"].map(lambda link: (link,)).rename("links"),
        ],
        axis=1,
    )


def summed(steps: pd.DataFrame) -> pd.DataFrame:
    """One link per source, target, resource and whether it was measured; the largest first."""
    keys = ["source", "target", "resource_id", "is_measured"]
    steps = steps.assign(variance=steps["spread"] ** 2)
    together = steps.groupby(keys, as_index=False, sort=False, dropna=False)
    # Several columns at once, because one after the other pandas takes four times as long.
    found = together[["value", "variance", "least", "most", "before", "before_least", "before_most"]].sum()
    names = ["resource_en", "resource_zh", "kind", "resource_class"]
    found[names] = together[names].first()[names]
    found["is_banded"] = together["is_banded"].any()["is_banded"]
    classes = together["resource_class"].nunique()["resource_class"]
    found["resource_class"] = found["resource_class"].where(classes == 1, "other")
    groups = together.ngroup()
    found["volume"] = np.bincount(groups, steps["volume"], minlength=len(found))  # nan if one of them is
    found["links"] = _joined(steps["links"], groups)
    found = found.assign(spread=np.sqrt(found["variance"]), group=found["resource_class"], change="")
    return found.sort_values("value", ascending=False, kind="stable", ignore_index=True)[LINK_COLUMNS]


def _joined(parts: pd.Series, groups: pd.Series) -> list[tuple[str, ...]]:
    """Tuples of each group joined, in the order of the groups' numbers; pandas would add them one by one."""
    joined: dict[int, list[str]] = {}
    for number, part in zip(groups, parts, strict=True):
        joined.setdefault(number, []).extend(part)
    return [tuple(joined[number]) for number in sorted(joined)]


def _nodes(steps: pd.DataFrame, links: Links) -> pd.DataFrame:
    ends = [
        steps[[f"{end}_{name}" for name in NODE_COLUMNS]].set_axis(NODE_COLUMNS, axis=1)
        for end in ("source", "target")
    ]
    every = pd.concat(ends).drop_duplicates("node")
    is_used = every["node"].isin(links["source"]) | every["node"].isin(links["target"])
    return every[is_used].reset_index(drop=True)


def changes(view: View) -> View:
    """View with each link split into unchanged, gained and lost parts.

    `value` is the present amount and `before` the former one. The links of the result have their part in
    `value`, their share of the present range in `least` and `most`, and of the former one in `before`,
    `before_least` and `before_most`, so that those of a node add up to both states. If the two differ by less
    than `UNCHANGED`, all counts as unchanged.
    """
    links = view.links
    gained = links["value"] - links["before"]
    gained = gained.where(gained.abs() >= UNCHANGED * links[["value", "before"]].max(axis=1), 0.0)
    gain, loss = gained.clip(lower=0), -gained.clip(upper=0)
    is_new, is_gone = links["before"] <= 0, links["value"] <= 0
    # For a link that is new or gone, the whole range; a change of a link in both states has no range.
    more = {name: links[name].where(is_new, gain) for name in ("least", "most")}
    less = {name: links[name].where(is_gone, loss) for name in ("before", "before_least", "before_most")}
    nothing = 0.0 * gain
    parts = [
        links.assign(
            value=links["value"] - gain,
            change=SAME,
            **{name: links[name] - part for name, part in (more | less).items()},
        ),
        links.assign(value=gain, change=GAIN, **more, **dict.fromkeys(less, nothing)),
        links.assign(value=loss, change=LOSS, **less, **dict.fromkeys(more, nothing)),
    ]
    split = pd.concat(parts, ignore_index=True)
    is_unknown = ~split["is_measured"] & (split["change"] == SAME)
    split = split[(split["value"] > 0) | is_unknown]
    return replace(view, links=split.assign(group=split["change"]).reset_index(drop=True))


def is_company(role: str, ref: str) -> bool:
    """Return True if a node is one company whose view can be opened."""
    return role == COMPANY and ref not in (OUTSIDE, UNNAMED)
