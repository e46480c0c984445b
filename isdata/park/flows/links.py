"""Flows of a park with the stored rows behind them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from isdata.data import applicable, disclosure, money, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader

UNNAMED = "*"  # id of all companies that are not named to this reader
OUTSIDE = ""  # id of the world outside the park


def years(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Years of a park's flows, the newest first: year, flows."""
    return store.ask(con, "flow_years", park_id=park_id)


def year_words(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, reader: Reader) -> str:
    """Year in words: that it is approximate, where the sources of the flows state it so."""
    found = store.ask(con, "flow_approximate_years", park_id=park_id)
    return reader.text(N_("about {year}"), year=str(year)) if year in set(found["year"]) else str(year)


def links(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    years: Sequence[int],
    viewer: Viewer,
    reconciled: bool = False,
    running: Sequence[tuple[str, float]] = (),
    joining: Sequence[str] = (),
) -> pd.DataFrame:
    """Park's flows, summed per year, provider, receiver, resource, use and unit.

    Parameters
    ----------
    park_id : str
    years : sequence of int
    viewer : Viewer
        Reader of the flows.
    reconciled : bool
        Whether to use reconciled amounts instead of declared ones, if stored.
    running : sequence of (str, float)
        Synergies whose amounts are to be included, and the share of each [-]; not stored, marked by
        is_supposed.
    joining : sequence of str
        Companies of other parks whose flows are to be included, from and to the outside; marked likewise.

    Returns
    -------
    DataFrame
        Columns as in `flow_links.sql`, costs converted as by `money.rates`; provider_id and receiver_id are
        `OUTSIDE` for the world outside, and `UNNAMED` for undisclosed companies.
    """
    applied = applicable.values(con, park_id=park_id, years=years)
    applied = applied[applied["value_kind"] != applicable.PRICE]
    rates = money.rates(con, money.currency_of(con, park_id))
    found = disclosure.ask(
        con,
        "flow_links",
        viewer,
        park_id=park_id,
        years=list(years),
        reconciled=reconciled,
        supposed=_supposed(con, park_id, years, running, joining),
        joining=list(joining),
        factor_years=applied["data_year"].tolist(),
        factor_ids=applied["value_id"].tolist(),
        currencies=list(rates),
        rates=list(rates.values()),
    )
    ends = {end: found[end].astype(object).fillna(OUTSIDE) for end in ("provider_id", "receiver_id")}
    return found.assign(**ends)


def _supposed(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    years: Sequence[int],
    running: Sequence[tuple[str, float]],
    joining: Sequence[str],
) -> list[dict[Hashable, Any]]:
    """Flows in addition to those stored, as rows of `supposed_flows.sql`."""
    if not running and not joining:
        return []
    found = store.ask(
        con,
        "supposed_flows",
        park_id=park_id,
        years=list(years),
        synergies=[name for name, _ in running],
        shares=[share for _, share in running],
        joining=list(joining),
    )
    return found.astype(object).where(found.notna(), None).to_dict("records")


def rows(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    links: Sequence[str],
    viewer: Viewer,
    reconciled: bool = False,
) -> pd.DataFrame:
    """Stored flows behind links, named by their `link`; columns as in `flow_rows.sql`."""
    return disclosure.ask(con, "flow_rows", viewer, park_id=park_id, links=list(links), reconciled=reconciled)


def companies(found: pd.DataFrame) -> pd.DataFrame:
    """Named companies inside the park with flow links, by their number of links.

    Returns
    -------
    DataFrame
        company_id, name_en, name_zh, company_group, links.
    """
    ends = [
        found.loc[~found[f"{end}_outside"], [f"{end}_id", f"{end}_en", f"{end}_zh", f"{end}_group"]].set_axis(
            ["company_id", "name_en", "name_zh", "company_group"], axis=1
        )
        for end in ("provider", "receiver")
    ]
    both = pd.concat(ends)
    both = both[~both["company_id"].isin([OUTSIDE, UNNAMED])]
    counted = both.groupby("company_id", as_index=False).agg(
        name_en=("name_en", "first"),
        name_zh=("name_zh", "first"),
        company_group=("company_group", "first"),
        links=("name_en", "size"),
    )
    return counted.sort_values(["links", "company_id"], ascending=[False, True], ignore_index=True)


def source(con: duckdb.DuckDBPyConnection, *, flow_id: str, viewer: Viewer) -> pd.DataFrame:
    """Source of a flow's value, and author of its last change; columns as in `flow_source.sql`."""
    return disclosure.in_full(con, "flow_source", viewer, flow_id=flow_id)


def place_in_picture(row: Mapping[str, object]) -> dict[str, str]:
    """Parameters of the flows page's address that select a flow in the company network.

    Parameters
    ----------
    row : mapping
        As from `source`.
    """
    ends = {end: row[f"{end}_company"] for end in ("provider", "receiver")}
    give = f"company:{ends['provider']}" if isinstance(ends["provider"], str) else "origin:"
    take = (
        f"company:{ends['receiver']}" if isinstance(ends["receiver"], str) else f"fate:{row['destination']}"
    )
    return {
        "flow_look": "network",
        "flow_kind": str(row["kind"]),
        "flow_year": str(row["year"]),
        "flow_companies": ",".join(sorted({end for end in ends.values() if isinstance(end, str)})),
        "flow_classes": str(row["resource_class"]),
        "flow_share": "0",
        "flow_picked": f"{give}~{take}~{row['resource_id']}",
    }
