"""Synthetic park of any size: copies of the companies of a sample park with other amounts and partners."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store


@dataclass(frozen=True)
class Size:
    """Number of rows of the park, by table."""

    companies: int = 2_000
    flows: int = 50_000
    streams: int = 20_000
    measures: int = 5_000


def enlarge(con: duckdb.DuckDBPyConnection, park_id: str, size: Size, seed: int = 1) -> None:
    """Add copies of the rows of a park until it has the given size, in one change."""
    made = _rows(con, park_id, size, np.random.default_rng(seed))
    store.write(con, made, who="benchmark", reason="large park")


def _rows(
    con: duckdb.DuckDBPyConnection, park_id: str, size: Size, random: np.random.Generator
) -> Mapping[str, pd.DataFrame]:
    sites = con.execute("select * from site where park_id = ?", [park_id]).df()
    companies = con.execute(
        "select * from company where company_id in (select company_id from site where park_id = ?)", [park_id]
    ).df()
    flows = con.execute("select * from flow where park_id = ?", [park_id]).df()
    streams, measures = (
        _of(con.execute(f"select * from {table}").df(), "site_id", sites)  # noqa: S608 - constants
        for table in ("stream", "measure")
    )
    savings = _of(con.execute("select * from measure_saving").df(), "measure_id", measures)
    new_companies, new_sites = _settled(companies, sites, size.companies, random)
    known = np.concatenate([sites["site_id"].to_numpy(object), new_sites["site_id"].to_numpy(object)])

    new_flows = _copies(flows, "flow_id", size.flows, random, amount="quantity")
    for end in ("provider_id", "receiver_id"):
        there = new_flows[end].notna()
        new_flows.loc[there, end] = random.choice(known, int(there.sum()))
    alike = new_flows["provider_id"] == new_flows["receiver_id"]
    new_streams = _copies(streams, "stream_id", size.streams, random, amount="quantity")
    new_streams["site_id"] = random.choice(known, len(new_streams))
    new_measures = _copies(measures, "measure_id", size.measures, random)
    new_measures["site_id"] = random.choice(known, len(new_measures))
    new_measures["stream_id"] = None
    origin = pd.Series(new_measures.pop("origin").to_numpy(), index=new_measures["measure_id"], name="origin")
    new_savings = (
        savings.merge(origin.rename_axis("copy").reset_index(), left_on="measure_id", right_on="origin")
        .assign(measure_id=lambda rows: rows["copy"])
        .drop(columns=["copy", "origin"])
    )
    return {
        "company": new_companies.drop(columns="origin"),
        "site": new_sites,
        "flow": new_flows[~alike].drop(columns="origin"),
        "stream": new_streams.drop(columns="origin"),
        "measure": new_measures,
        "measure_saving": new_savings,
    }


def _of(rows: pd.DataFrame, key: str, known: pd.DataFrame) -> pd.DataFrame:
    return rows[rows[key].isin(known[key])]


def _settled(
    companies: pd.DataFrame, sites: pd.DataFrame, count: int, random: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """New companies, each with a site near an existing one of the park."""
    new_companies = _copies(companies, "company_id", count, random)
    for column in ("name_en", "name_zh"):
        new_companies[column] = [f"{name} {n}" for n, name in enumerate(new_companies[column])]
    new_sites = sites.iloc[random.integers(len(sites), size=len(new_companies))].reset_index(drop=True)
    new_sites["company_id"] = new_companies["company_id"]
    new_sites["site_id"] = [f"LS{n}" for n in range(len(new_sites))]
    for column in ("latitude", "longitude"):
        new_sites[column] = new_sites[column] + random.uniform(-0.05, 0.05, len(new_sites))
    return new_companies, new_sites


def _copies(
    rows: pd.DataFrame, key: str, total: int, random: np.random.Generator, amount: str | None = None
) -> pd.DataFrame:
    """Copies of rows with new keys, column `origin` and varied amounts, up to a total number including the originals."""
    count = max(0, total - len(rows))
    copies = rows.iloc[random.integers(len(rows), size=count)].reset_index(drop=True)
    copies["origin"] = copies[key]
    copies[key] = [f"L{key[0].upper()}{n}" for n in range(count)]
    if amount is not None:
        copies[amount] = copies[amount] * random.lognormal(0.0, 0.7, count)
    return copies
