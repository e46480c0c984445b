"""Default values of a feasibility sheet: from the record, streams, price list, factors and map, or typical
values."""

import math
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import applicable, money, store, units
from isdata.data.disclosure import FACILITATOR
from isdata.errors import N_, UnitError
from isdata.park import parkmap
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment import emissions
from isdata.symbiosis.matching import streams

# Origins of a number, the strongest first.
STORED, CONFIRMED, RECORD, STREAM, PRICE, FACTOR, TREATMENT, MAP, USUALLY, UNKNOWN = (
    "stored", "confirmed", "record", "stream", "price", "factor", "treatment", "map", "usual", "unknown",
)  # fmt: skip
ORIGIN_WORDS = {
    STORED: N_("Entered in this sheet"),
    CONFIRMED: N_("Published factor, confirmed"),
    RECORD: N_("Synergy record"),
    STREAM: N_("Partners' streams"),
    PRICE: N_("Price list"),
    FACTOR: N_("Published factor"),
    TREATMENT: N_("Treatment list"),
    MAP: N_("Map"),
    USUALLY: N_("Own typical value"),
    UNKNOWN: N_("Unknown"),
}
# Assumptions whose default is a published factor.
_FACTORS = ("co2_avoided", "co2_electricity", "co2_transport")
# Assumptions of this product if no other source has a value.
USUAL: Mapping[str, float] = {"lifetime": 10.0, "substitution": 1.0, "discount_rate": 0.08, "hurdle": 3.0}

Sources = dict[str, dict[str, object]]


def collected(con: duckdb.DuckDBPyConnection, declared: Mapping, written: pd.DataFrame) -> Sources:
    """Default values of a synergy by assumption; of several sources the strongest.

    Parameters
    ----------
    declared : mapping
        One row of `synergy_declared.sql`.
    written : DataFrame
        Its stored assumptions, as from `synergy_assumptions.sql`: the mode of transport is taken from them,
        and whether there is treatment.

    Returns
    -------
    dict of str to dict
        value, origin, and if known source, price_year, transport_mode, is_illustrative.
    """
    mode = _mode(declared, written)
    rates = money.stored_rates(con, currency=str(declared["currency"]))
    return (
        _usual(declared, mode, rates)
        | _by_map(con, declared, mode)
        | _of_treatment(con, declared, written)
        | _by_factor(con, declared, mode)
        | _by_price_list(con, declared, rates)
        | _by_streams(con, declared, rates)
        | _by_record(declared)
    )


def _known(origin: str, values: Mapping[str, float], **more: object) -> Sources:
    """Values that are known."""
    return {
        name: {"value": float(value), "origin": origin, **more}
        for name, value in values.items()
        if pd.notna(value)
    }


def origin_of_stored(row: Mapping) -> str:
    """Origin of a stored assumption: a published factor keeps its origin when somebody confirms it."""
    return CONFIRMED if row["assumption"] in _FACTORS and row["basis"] == "published" else STORED


def _by_record(declared: Mapping) -> Sources:
    """Values of the record.

    Annual totals are converted to values per unit. A lifetime of zero counts as missing.
    """
    amount = declared["quantity"] if declared["quantity"] and declared["quantity"] > 0 else math.nan
    source, money = declared["source"], {"price_year": declared["price_year"]}
    plain = {
        "volume": declared["quantity"],
        "lifetime": declared["lifetime"] or math.nan,
        "jobs": declared["jobs"],
    }
    by_unit = {"co2": declared["co2_saved"] / amount, "water": declared["water_saved"] / amount}
    in_money = {"annual_saving": declared["annual_saving"], "investment_open": declared["investment"]}
    return _known(RECORD, plain | by_unit, source=source) | _known(RECORD, in_money, source=source, **money)


def _by_streams(con: duckdb.DuckDBPyConnection, declared: Mapping, rates: pd.DataFrame) -> Sources:
    """Declarations of the partners in streams of the same resource; costs are weighted by amount."""
    is_landfilled = declared["landfilled"] and declared["kind"] == "material" and declared["unit"] == "t"
    found = _known(STREAM, {"landfill": 1.0 if is_landfilled else math.nan})
    costs = store.ask(con, "synergy_stream_costs", synergy=declared["synergy_id"])
    costs["cost"] *= [_rate(each, declared, rates) for each in costs["currency"]]
    for name, side in (("avoided_disposal", "disposal"), ("avoided_purchase", "purchase")):
        own = costs.loc[costs["side"] == side]
        known = own.loc[own["cost"].notna()]
        whole = float(known["quantity"].sum())
        found |= _known(
            STREAM,
            {name: float((known["cost"] * known["quantity"]).sum()) / whole if whole > 0 else math.nan},
            price_year=own["price_year"].max(),
            source=money.converted(known["currency"], rates) or None,
        )
    return found


def _rate(currency: object, declared: Mapping, rates: pd.DataFrame) -> float:
    """Value of one unit of a currency in that of the synergy; NaN if no rate is stored."""
    return 1.0 if currency == declared["currency"] else float(rates["rate"].get(currency, math.nan))


def _by_price_list(con: duckdb.DuckDBPyConnection, declared: Mapping, rates: pd.DataFrame) -> Sources:
    """Listed price of the resource per unit of the synergy, with its publication and
    conversion."""
    listed = applicable.values(con, park_id=declared["park_id"], years=[declared["price_year"]])
    prices = applicable.of_resources(listed, applicable.PRICE)
    if declared["resource_id"] not in prices.index:
        return {}
    row = prices.loc[declared["resource_id"]]
    stated_in = applicable.numerator_unit(row["unit"])
    rate = _rate(stated_in, declared, rates)
    sources = [applicable.origin_in_all(row), money.converted([stated_in], rates)]
    return _known(
        PRICE,
        {
            "avoided_purchase": row["value"]
            * rate
            * _per_unit(declared["unit"], applicable.denominator(row["unit"]))
        },
        price_year=row["year"],
        source="; ".join(filter(None, sources)),
    )


def _per_unit(unit: object, priced_per: str) -> float:
    """Number of price units per unit of the synergy; NaN if they cannot be converted."""
    try:
        return units.factor(str(unit), priced_per)
    except UnitError:
        return math.nan


def _by_factor(con: duckdb.DuckDBPyConnection, declared: Mapping, mode: str | None) -> Sources:
    """CO2 of the energy that one unit replaces, of electricity, and of transport."""
    found = emissions.by_factor(con, declared, mode=mode)
    return {
        name: {"value": value, "origin": FACTOR, "source": source} for name, (value, source) in found.items()
    }


def _of_treatment(con: duckdb.DuckDBPyConnection, declared: Mapping, written: pd.DataFrame) -> Sources:
    """Treatment data of the list, if the synergy has treatment and a single step takes its resource."""
    costs = written.loc[written["assumption"] == "treatment", "value"]
    if not (declared["is_treated"] or (costs > 0).any()):
        return {}
    steps = store.ask(con, "match_treatments")
    steps = steps.loc[steps["input_id"] == declared["resource_id"]]
    if len(steps) != 1 or declared["unit"] != declared["usual_unit"]:
        return {}
    step = steps.iloc[0]
    return _known(
        TREATMENT,
        {"treatment_electricity": step["electricity"]},
        source=f"{step['name_en']} / {step['name_zh']}",
        is_illustrative=bool(step["is_illustrative"]),
    )


def _by_map(con: duckdb.DuckDBPyConnection, declared: Mapping, mode: str | None) -> Sources:
    """Mean distance between providers and receivers over all pairs, by road if known, to 10 m."""
    park = str(declared["park_id"])
    partners = synergies.partners(con, parks=[park], viewer=FACILITATOR)
    pairs = synergies.pairs(partners.loc[partners["synergy_id"] == declared["synergy_id"]])
    apart = parkmap.pair_distances(con, pairs, park=park)
    if apart.empty:
        return {}
    return _known(MAP, {"distance": round(apart["distance"].mean(), 2)}, transport_mode=mode)


def _usual(declared: Mapping, mode: str | None, rates: pd.DataFrame) -> Sources:
    """Typical values for assumptions without another source. Reused water counts as fresh water saved."""
    is_water = declared["kind"] == "water" and declared["unit"] == "m³"
    rate = _known(
        USUALLY,
        {"transport": _transport_cost(declared, mode) * _rate(streams.TRANSPORT_CURRENCY, declared, rates)},
        transport_mode=mode,
        source=money.converted([streams.TRANSPORT_CURRENCY], rates) or None,
    )
    return _known(USUALLY, {**USUAL, **({"water": 1.0} if is_water else {})}) | rate


def _mode(declared: Mapping, written: pd.DataFrame) -> str | None:
    """Mode of transport: as entered, as declared by the provider, or typical of the resource."""
    own = written.loc[written["assumption"].isin(["transport", "distance"]), "transport_mode"].dropna()
    mode = own.iloc[-1] if len(own) else declared["transport_mode"]
    return mode if isinstance(mode, str) and mode != "any" else streams.USUAL_MODE.get(declared["kind"])


def _transport_cost(declared: Mapping, mode: str | None) -> float:
    """Usual cost of moving one unit over one km, if it is known for this unit. [CNY/unit/km]"""
    if streams.COMPARED_IN.get(declared["kind"]) != declared["unit"]:
        return math.nan
    return streams.TRANSPORT.get((declared["kind"], str(mode)), math.nan)
