"""Typical streams of plant types: published purchases and by-products per tonne of product."""

from collections.abc import Mapping
from decimal import Decimal

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader
from isdata.park import flows


def streams_of_plant_type(con: duckdb.DuckDBPyConnection, plant: str) -> pd.DataFrame:
    """Published flows of one plant type, supplies first; rows of `plant_flows.sql`."""
    known = store.ask(con, "plant_flows")
    return known.loc[known["plant"] == plant].reset_index(drop=True)


_DIVISION = 2  # number of digits of an ISIC division


def plants(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Plant types with published flows, as English / Chinese."""
    return list(store.ask(con, "plant_flows")["plant"].unique())


def usual(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> str | None:
    """Plant type with most published flows in the sectors of a park: of the class of a company, or else of
    its division.

    None if the viewer sees no company of such a division.
    """
    own = flows.places(con, park_id=park_id, viewer=viewer)["sector"].dropna()
    known = store.ask(con, "plant_flows")
    rows = known.groupby("plant").agg(
        sector=("sector", "first"), sides=("direction", "nunique"), streams=("resource_id", "nunique")
    )
    rows = rows.assign(
        is_class=rows["sector"].isin(own),
        is_division=rows["sector"].str[:_DIVISION].isin(own.str[:_DIVISION]),
    )
    order = ["is_class", "sides", "streams"]
    found = rows[rows["is_division"]].sort_values(order, ascending=False, kind="stable")
    return None if found.empty else str(found.index[0])


def table(streams: pd.DataFrame, names: Mapping[str, str], reader: Reader) -> pd.DataFrame:
    """Flows of plants in words, one row each, without empty columns.

    Parameters
    ----------
    streams : DataFrame
        Rows of `plant_flows.sql`.
    names : mapping
        Names of the resources by id.
    reader : Reader
    """
    words = reader.text
    ranges = zip(streams["quantity_minimum"], streams["quantity_maximum"], streams["unit"], strict=True)
    amounts = [_amount(low, high, unit, reader) for low, high, unit in ranges]
    shown = pd.DataFrame(
        {
            words(N_("Supply or demand")): [
                reader.choice("direction", each) for each in streams["direction"]
            ],
            words(N_("Resource")): streams["resource_id"].map(names),
            words(N_("Typical amount")): amounts,
            words(N_("Per tonne of")): [
                reader.half(product) if amount else ""
                for product, amount in zip(streams["product"], amounts, strict=True)
            ],
            words(N_("Temperature")): [
                f"{reader.number(each)} °C" if pd.notna(each) else "" for each in streams["temperature"]
            ],
            words(N_("Source")): streams["source"],
        }
    )
    return shown.loc[:, (shown != "").any()] if len(shown) else shown


def _amount(low: float, high: float, unit: str, reader: Reader) -> str:
    """Published range with its unit; empty where the source gives no amount."""
    if pd.isna(high):
        return ""
    if pd.isna(low):
        return f"≤ {reader.joined(_published(high, reader), unit)}"
    if low == high:
        return reader.joined(_published(high, reader), unit)
    return reader.joined(f"{_published(low, reader)}–{_published(high, reader)}", unit)


def _published(value: float, reader: Reader) -> str:
    """A number with exactly the decimals of the source."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return reader.number(value, digits=max(0, -int(exponent)))
