"""Loops that companies could close with their supplies and demands."""

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.engines import sankey

COLUMNS = ["sites", "companies_en", "companies_zh", "resources_en", "resources_zh", "score"]


def loops(matches: Matches, *, limit: int = 20) -> pd.DataFrame:
    """Loops that possible matches would close, those with the highest lowest score first.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`. Undisclosed companies are in no loop: a loop would disclose them.
    limit : int
        Maximum number of loops.

    Returns
    -------
    DataFrame
        sites (tuple of ids, the first not repeated), companies_en, companies_zh, resources_en and
        resources_zh (resource that each supplies to the next; tuples of the same length), score: the lowest
        of its matches [-].
    """
    is_open = (matches["blocked"] == 0) & ~matches["is_hidden"].astype(bool)
    free = matches.loc[is_open & (matches["supply_site_id"] != matches["demand_site_id"])]
    best = free.sort_values("score", ascending=False, kind="stable").drop_duplicates(
        ["supply_site_id", "demand_site_id"]
    )
    if best.empty:
        return pd.DataFrame(columns=COLUMNS)
    links = best[["supply_site_id", "demand_site_id", "score"]].set_axis(
        ["source", "target", "value"], axis=1
    )
    found = sankey.loops(links, limit=limit)
    by_pair = best.set_index(["supply_site_id", "demand_site_id"])
    rows = []
    for sites in found["nodes"]:
        steps = by_pair.loc[list(zip(sites, (*sites[1:], sites[0]), strict=True))]
        columns = {
            "companies_en": "supply_company_en",
            "companies_zh": "supply_company_zh",
            "resources_en": "supply_resource_en",
            "resources_zh": "supply_resource_zh",
        }
        rows.append(
            {"sites": tuple(sites), "score": float(steps["score"].min())}
            | {name: tuple(steps[column]) for name, column in columns.items()}
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("score", ascending=False, kind="stable", ignore_index=True)
