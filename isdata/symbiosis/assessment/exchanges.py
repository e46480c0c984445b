"""Network of operating or agreed exchanges: amounts from providers to receivers, and indispensable other
companies."""

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, money, store, units
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.park import flows
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import streams

RUNNING, AGREED = "running", "agreed"
STATES = {"operation": RUNNING, "implementation": AGREED}
UNITS = ("t", "GJ", "m³")  # amounts of material, energy and water are never added up
_NEEDED = ("treatment", "operator")
_KEPT = [
    "synergy_id", "name_en", "name_zh", "state", "provider_id", "receiver_id", "provider", "receiver", "needed", "resource_id",
]  # fmt: skip


def exchanges(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Amounts from providers to receivers in synergies that operate or are agreed.

    Operating exchanges are stated by their flows of the latest year. A synergy without flows has its amount divided
    evenly among its providers and receivers; an amount that is treated on the way counts once. If a partner only agreed
    to be named, the shares of several providers or receivers are undisclosed: the whole amount is one row without them. Money and CO2 of a synergy are divided in proportion to the amounts, or evenly
    if one is unknown.

    Parameters
    ----------
    viewer : Viewer
        Reader of the network.

    Returns
    -------
    DataFrame
        synergy_id, name_en, name_zh, state ("running" for operating, "agreed" for synergies being
        implemented), provider_id, receiver_id (sites), provider, receiver (companies; missing for several with
        undisclosed shares), needed (tuple of
        treating or operating companies, without which the exchange is impossible), resource_id, unit ("t",
        "GJ", "m³", or the own one of a service), amount [unit/yr] (NaN if unknown), saving [park's
        currency/yr], co2 [t/yr].
    """
    listed = disclosure.ask(con, "synergy_exchanges", viewer, park_id=park_id)
    board = synergies.synergies(con, parks=[park_id], viewer=viewer).set_index("synergy_id")
    listed = listed.assign(**{name: listed["synergy_id"].map(board[name]) for name in ("name_en", "name_zh")})
    partners = synergies.partners(con, parks=[park_id], viewer=FACILITATOR)
    rows = pd.concat([_carried(listed), _divided(listed, partners)], ignore_index=True)
    rows = rows.assign(state=rows["stage"].map(STATES))
    company = partners.dropna(subset="site_id").drop_duplicates("site_id").set_index("site_id")["company_id"]
    needed = partners.loc[partners["role"].isin(_NEEDED)].groupby("synergy_id")["company_id"].agg(frozenset)
    ends = {side: _companies(con, rows[f"{side}_id"], company) for side in ("provider", "receiver")}
    rows = rows.assign(**ends)
    rows["needed"] = [
        tuple(sorted(needed.get(row["synergy_id"], frozenset()) - {row["provider"], row["receiver"]}))
        for row in rows.to_dict("records")
    ]
    rates = money.rates(con, money.currency_of(con, park_id))
    saving = rows["annual_saving"] * money.rate_of(rows["currency"], rates)
    amounts = _in_common_units(con, rows)
    part = _parts(amounts.assign(synergy_id=rows["synergy_id"]))
    return rows[_KEPT].assign(
        unit=amounts["unit"], amount=amounts["amount"], saving=saving * part, co2=rows["co2_saved"] * part
    )


def _carried(synergies: pd.DataFrame) -> pd.DataFrame:
    rows = synergies.loc[synergies["flow_id"].notna()]
    return rows.assign(
        resource_id=rows["flow_resource_id"], amount=rows["flow_quantity"], amount_unit=rows["flow_unit"]
    )


def _divided(synergies: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """Synergies without flows, one row for each provider and receiver; a single one where their shares are hidden."""
    found = []
    for row in synergies.loc[synergies["flow_id"].isna()].to_dict("records"):
        ends = _ends(partners.loc[partners["synergy_id"] == row["synergy_id"]])
        if row["is_split_hidden"] and ends:
            ends = [(_only(provider for provider, _ in ends), _only(receiver for _, receiver in ends))]
        for provider, receiver in ends:
            amount = row["quantity"] / len(ends)
            found.append(
                {**row, "provider_id": provider, "receiver_id": receiver, "amount": amount, "amount_unit": row["unit"]}
            )  # fmt: skip
    return pd.DataFrame(found, columns=[*synergies.columns, "amount", "amount_unit"])


def _only(sites: Iterable[str | None]) -> str | None:
    """The site if all are the same; else None."""
    found = set(sites)
    return found.pop() if len(found) == 1 else None


def _ends(group: pd.DataFrame) -> list[tuple[str | None, str | None]]:
    """Pairs of provider and receiver; if one side is empty, the treating or operating company replaces it."""
    sites = {role: list(rows["site_id"]) for role, rows in group.groupby("role", sort=False)}
    middle = [site for role in (*_NEEDED, "other") for site in sites.get(role, [])]
    providers, receivers = sites.get("provider") or middle, sites.get("receiver") or middle
    return [(provider, receiver) for provider in providers for receiver in receivers if provider != receiver]


def _companies(con: duckdb.DuckDBPyConnection, sites: pd.Series, known: pd.Series) -> pd.Series:
    missing = sorted(set(sites.dropna()) - set(known.index))
    found = store.ask(con, "site_companies", sites=missing).set_index("site_id")["company_id"]
    return sites.map(pd.concat([known, found]))


def _in_common_units(con: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> pd.DataFrame:
    """Return unit and amount of each row: material in t, energy in GJ, water in m³, services in their own."""
    resources = store.ask(con, "match_resources").drop_duplicates("resource_id")
    about = resources.set_index("resource_id").to_dict("index")
    empty = dict.fromkeys(flows.amounts.PER_ROW)

    def common(row: Mapping) -> tuple[str, float]:
        """Unit of comparison, and the number of these units in one unit of the row."""
        resource = about.get(row["resource_id"], {})
        target = streams.COMPARED_IN.get(str(resource.get("kind")), "")
        if target:
            slope = flows.amounts.conversion({**empty, **resource, "unit": row["amount_unit"]}, target)[0]
            if not np.isnan(slope):
                return target, slope
        return row["amount_unit"], 1.0

    columns = ["resource_id", "amount_unit"]
    slope = units.by_case(rows, columns, lambda row: common(row)[1]).astype(float)
    return pd.DataFrame(
        {
            "unit": units.by_case(rows, columns, lambda row: common(row)[0]),
            "amount": rows["amount"].astype(float) * slope,
        }
    )


def _parts(rows: pd.DataFrame) -> pd.Series:
    """Each exchange's share of its synergy: by amount if all are known in one unit, else even. [-]"""
    grouped = rows.groupby("synergy_id")
    total, count = grouped["amount"].transform("sum"), grouped["amount"].transform("size")
    is_known = (grouped["unit"].transform("nunique") == 1) & (grouped["amount"].transform("count") == count)
    return (rows["amount"] / total).where(is_known & (total > 0), 1.0 / count)
