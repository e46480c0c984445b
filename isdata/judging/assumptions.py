"""What is assumed of a synergy: written down, told elsewhere, usual, or not known; and the case made of it."""

import math
from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata import contracts, parkmap, store, synergies
from isdata.errors import N_, NotFoundError
from isdata.judging.case import GIVER, OPEN, TAKER, TREATER, Case
from isdata.judging.emissions import replaced_co2
from isdata.synergies.matching import streams

# Unit of each assumption; {unit} and {currency} are those of the synergy.
UNITS: Mapping[str, str] = {
    "volume": "{unit}/yr",
    "lifetime": "yr",
    "avoided_disposal": "{currency}/{unit}",
    "avoided_purchase": "{currency}/{unit}",
    "substitution": "1",
    "handling": "{currency}/{unit}",
    "treatment": "{currency}/{unit}",
    "quality_risk": "{currency}/{unit}",
    "distance": "km",
    "transport": "{currency}/({unit}·km)",
    "running": "{currency}/yr",
    "annual_saving": "{currency}/yr",
    "investment_provider": "{currency}",
    "investment_receiver": "{currency}",
    "investment_treatment": "{currency}",
    "investment_open": "{currency}",
    "price": "{currency}/{unit}",
    "co2": "t/{unit}",
    "water": "m³/{unit}",
    "virgin": "t/{unit}",
    "landfill": "t/{unit}",
    "jobs": "1",
    "discount_rate": "1/yr",
    "hurdle": "yr",
}
# Assumptions of this product where nobody says otherwise.
USUAL: Mapping[str, float] = {"lifetime": 10.0, "substitution": 1.0, "discount_rate": 0.08, "hurdle": 3.0}
PARTIES = {GIVER: "provider", TAKER: "receiver", TREATER: "treatment", OPEN: "open"}
# Where a number comes from, the strongest first.
STORED, RECORD, STREAM, PRICE, FACTOR, MAP, USUALLY, UNKNOWN = (
    "stored", "record", "stream", "price", "factor", "map", "usual", "unknown",
)  # fmt: skip
ORIGIN_WORDS = {
    STORED: N_("Written down here"),
    RECORD: N_("Record of the synergy"),
    STREAM: N_("Streams that the partners declared"),
    PRICE: N_("Price list"),
    FACTOR: N_("Published factor of what it replaces, transport and treatment not taken off"),
    MAP: N_("Map, along the roads or straight"),
    USUALLY: N_("Usual, this product's own assumption"),
    UNKNOWN: N_("Not known"),
}
COLUMNS = [
    "assumption", "from_year", "value", "unit", "price_year", "uncertainty", "transport_mode", "basis", "source",
    "is_illustrative", "origin",
]  # fmt: skip
# A gain told as a whole gives way to the parts as soon as one of them is written down.
_PARTS = ("avoided_disposal", "avoided_purchase")


def assumptions(con: duckdb.DuckDBPyConnection, *, synergy: str) -> pd.DataFrame:
    """Return every number that the sheet of a synergy rests on, with where it comes from; for the facilitator.

    Parameters
    ----------
    synergy : str
        Its id.

    Returns
    -------
    DataFrame
        One row per assumption, and one more for each later year in which it changes: assumption, from_year,
        value [unit] (NaN where not known), unit, price_year, uncertainty [%], transport_mode, basis, source,
        is_illustrative, origin (one of ORIGIN_WORDS). What was written down in another unit than asked for is not
        used, and its origin is "unknown".

    Raises
    ------
    NotFoundError
        There is no such synergy.
    """
    found = store.ask(con, "synergy_declared", synergy=synergy)
    if found.empty:
        raise NotFoundError(thing=N_("synergy"), name=synergy, known="–")
    declared = found.iloc[0].to_dict()
    written = store.ask(con, "synergy_assumptions", synergy=synergy)
    units = units_of(declared)
    written = written.loc[written["unit"] == written["assumption"].map(units)]
    told = _by_factor(con, declared) | _told(declared) | _on_the_map(con, declared)
    if set(_PARTS) & set(written["assumption"]):
        told.pop("annual_saving", None)
    told |= _rest_of_investment(told, written)
    rows = []
    for name in contracts.choices("assumption"):
        own = written.loc[written["assumption"] == name].to_dict("records")
        first = {"assumption": name, "from_year": 1, "unit": units[name]}
        if not own or own[0]["from_year"] > 1:
            rows.append(first | told.get(name, {"value": math.nan, "origin": UNKNOWN}))
        rows += [{**row, "origin": STORED} for row in own]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rest_of_investment(told: Mapping[str, dict], written: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Return what is left of the investment of the record once parts of it are written down."""
    parts = written.loc[
        written["assumption"].str.startswith("investment_") & (written["from_year"] == 1), "value"
    ]
    if parts.empty or "investment_open" not in told:
        return {}
    whole = told["investment_open"]
    return {"investment_open": {**whole, "value": max(0.0, float(whole["value"]) - float(parts.sum()))}}


def units_of(declared: Mapping) -> dict[str, str]:
    """Return the unit of each assumption of a synergy, from its own unit and currency."""
    unit = declared["unit"] if isinstance(declared["unit"], str) else "1"
    return {name: text.format(unit=unit, currency=declared["currency"]) for name, text in UNITS.items()}


def _told(declared: Mapping) -> dict[str, dict[str, object]]:
    """Return what the record, the partners' streams and the price list say."""
    year, amount = declared["price_year"], declared["quantity"]
    per_unit = (lambda name: declared[name] / amount) if amount and amount > 0 else (lambda _name: math.nan)
    is_material = declared["kind"] == "material" and declared["unit"] == "t"
    mode = _mode(declared)
    purchase = ("purchase_cost", STREAM) if pd.notna(declared["purchase_cost"]) else ("resource_price", PRICE)
    found: list[tuple[str, float, str, Mapping[str, object]]] = [
        ("volume", amount, RECORD, {}),
        # A life of nothing is none.
        ("lifetime", declared["lifetime"] or math.nan, RECORD, {}),
        ("annual_saving", declared["annual_saving"], RECORD, {"price_year": year}),
        ("investment_open", declared["investment"], RECORD, {"price_year": year}),
        (
            "avoided_disposal", declared["disposal_cost"], STREAM,
            {"price_year": declared["disposal_price_year"], "source": declared["disposal_converted"]},
        ),
        (
            "avoided_purchase", declared[purchase[0]], purchase[1],
            {
                "price_year": declared["purchase_price_year" if purchase[1] == STREAM else "resource_price_year"],
                "source": declared["purchase_converted"] if purchase[1] == STREAM else _priced_by(declared),
            },
        ),
        (
            "transport", _rate(declared, mode), USUALLY,
            {"transport_mode": mode, "source": declared["transport_converted"]},
        ),
        ("co2", per_unit("co2_saved"), RECORD, {}),
        ("water", per_unit("water_saved"), RECORD, {}),
        ("jobs", declared["jobs"], RECORD, {}),
        ("landfill", 1.0 if is_material and declared["landfilled"] else math.nan, STREAM, {}),
    ]  # fmt: skip
    known = {
        name: {
            "value": float(value),
            "origin": origin,
            "source": declared["source"] if origin == RECORD else None,
        }
        | dict(more)
        for name, value, origin, more in found
        if pd.notna(value)
    }
    usual = dict(USUAL)
    if declared["kind"] == "water" and declared["unit"] == "m³":
        usual["water"] = 1.0  # what is used again is not drawn
    return {name: {"value": value, "origin": USUALLY} for name, value in usual.items()} | known


def _mode(declared: Mapping) -> str | None:
    told = declared["transport_mode"]
    return told if isinstance(told, str) and told != "any" else streams.USUAL_MODE.get(declared["kind"])


def _rate(declared: Mapping, mode: str | None) -> float:
    """Return the usual cost of moving one unit over one km, where the unit is the one it is known for."""
    if streams.COMPARED_IN.get(declared["kind"]) != declared["unit"] or pd.isna(declared["transport_rate"]):
        return math.nan
    return streams.TRANSPORT.get((declared["kind"], str(mode)), math.nan) * declared["transport_rate"]


def _priced_by(declared: Mapping) -> str | None:
    """Return where a price is published, and how it was converted."""
    told = [declared[f"resource_price_{name}"] for name in ("source", "converted")]
    return "; ".join(text for text in told if isinstance(text, str)) or None


def _by_factor(con: duckdb.DuckDBPyConnection, declared: Mapping) -> dict[str, dict[str, object]]:
    """Return the CO2 of what one unit replaces, where a published factor tells it."""
    value, factor = replaced_co2(con, declared)
    return {} if math.isnan(value) else {"co2": {"value": value, "origin": FACTOR, "source": factor}}


def _on_the_map(con: duckdb.DuckDBPyConnection, declared: Mapping) -> dict[str, dict[str, object]]:
    """Return how far apart givers and takers lie: the mean over the pairs, along the roads where there are any."""
    park = str(declared["park_id"])
    partners = synergies.partners(con, parks=[park], names_all=True)
    pairs = synergies.pairs(partners.loc[partners["synergy_id"] == declared["synergy_id"]])
    apart = parkmap.ways(con, pairs, park=park)
    if apart.empty or apart["distance"].isna().all():
        return {}
    return {
        "distance": {
            "value": float(apart["distance"].mean()),
            "origin": MAP,
            "transport_mode": _mode(declared),
        }
    }


def case_of_synergy(told: pd.DataFrame, *, unit: str) -> Case:
    """Return the case that assumptions describe.

    Parameters
    ----------
    told : DataFrame
        As from `assumptions`, perhaps with other values.
    unit : str
        Of the volume.
    """
    first = told.loc[told["from_year"] == 1].set_index("assumption")
    value = first["value"].astype(float).to_dict()
    lifetime = max(1, round(value["lifetime"]))
    way = value["transport"] * value["distance"]
    spreads = first["uncertainty"].astype(float)
    invested = {party: value[f"investment_{role}"] for party, role in PARTIES.items()}
    return Case(
        volume=_by_year(told.loc[told["assumption"] == "volume"], lifetime),
        unit=unit,
        lifetime=lifetime,
        **{
            name: value[name]
            for name in (
                "avoided_disposal", "avoided_purchase", "substitution", "handling", "treatment", "quality_risk",
                "running", "annual_saving", "distance", "co2", "water", "virgin", "landfill", "jobs",
            )
        },
        transport=way,
        mode=_text(first.loc["transport", "transport_mode"]) or _text(first.loc["distance", "transport_mode"]),
        investment=invested,
        price=None if math.isnan(value["price"]) else value["price"],
        uncertainty=spreads.dropna().to_dict() | _of_investment(spreads, value),
    )  # fmt: skip


def _by_year(volumes: pd.DataFrame, lifetime: int) -> tuple[float, ...]:
    """Return the amount of each year, the last one told going on. [unit/yr]"""
    told = volumes.set_index("from_year")["value"].astype(float)
    return tuple(told.reindex(range(1, lifetime + 1)).ffill())


def _of_investment(spreads: pd.Series, value: Mapping[str, float]) -> dict[str, float]:
    """Return the uncertainty of all investment together: the largest that is told of a part."""
    told = [spreads[name] for name in value if name.startswith("investment_") and not math.isnan(value[name])]
    known = [share for share in told if not math.isnan(share)]
    return {"investment": max(known)} if known else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def write_down(
    con: duckdb.DuckDBPyConnection, *, synergy: str, rows: pd.DataFrame, who: str, reason: str
) -> int:
    """Store assumptions of a synergy; one without a value is forgotten. Return the data version after it.

    Parameters
    ----------
    rows : DataFrame
        Columns of the table “Synergy assumptions”, without the id of the synergy; the unit is that asked for.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    units = units_of(store.ask(con, "synergy_declared", synergy=synergy).iloc[0].to_dict())
    filled = rows.assign(synergy_id=synergy, unit=rows["assumption"].map(units))
    known = store.ask(con, "synergy_assumptions", synergy=synergy)
    stored = set(zip(known["assumption"], known["from_year"], strict=True))
    version = store.data_version(con)
    kept = filled.loc[filled["value"].notna()]
    if len(kept):
        version = store.write(con, {"synergy_assumption": kept}, who=who, reason=reason)
    gone = [
        f"{synergy} · {row['assumption']} · {row['from_year']}"
        for row in filled.loc[filled["value"].isna()].to_dict("records")
        if (row["assumption"], row["from_year"]) in stored
    ]
    if gone:
        version = store.remove(con, "synergy_assumption", gone, who=who, reason=reason)
    return version
