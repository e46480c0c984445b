"""Measures of an energy network, scaled to the published totals.

Yearly saving = Σ (baseline - modified) · price + other saving - running cost. The saving of each category
is scaled to its target, the investment to its total, and the avoided CO2 to the published tonnes by
shifting savings between gas and steam within process heat, where this changes no share.
"""

import random
from dataclasses import dataclass

from sample_data.generate.rows import REFERENCE, Row, draft, number, read, resources

NETWORK = "CD-N1"
# Rounding step of a saving, in the carrier's usual unit.
STEP = {
    "electricity": 0.1,
    "natural_gas": 100.0,
    "steam": 1.0,
    "coal": 1.0,
    "diesel": 0.1,
    "fresh_water": 100.0,
}
UNCERTAINTY = {"low": (10, 12), "medium": (15, 18), "high": (20, 25)}
TUNED = "process_heat"


@dataclass
class Measure:
    """One measure while its amounts are being determined; money in CNY, `saved` in usual units."""

    draft: dict[str, str]
    saved: dict[str, float]

    def money(self, prices: dict[str, float]) -> float:
        """Return the yearly money saving. [CNY/yr]"""
        energy = sum(amount * self.price(carrier, prices) for carrier, amount in self.saved.items())
        return energy + 1000 * (number(self.draft["other_saving"]) - number(self.draft["running_cost"]))

    def price(self, carrier: str, prices: dict[str, float]) -> float:
        """Return the marginal price of a carrier; the measure's own price if it has one."""
        return number(self.draft["price"]) or prices[carrier]


def co2_factors(region: str) -> dict[str, float]:
    """Return the CO2 factor of each carrier; that of the region if there is one. [t per usual unit]"""
    found: dict[str, float] = {}
    for wanted in ("", "CN", region):
        for row in read(REFERENCE / "factor.csv"):
            if row["factor_kind"] == "co2" and row["region_id"] == wanted:
                found[row["resource_id"]] = number(row["value"])
    return found


def co2(measures: list[Measure], factors: dict[str, float]) -> float:
    """Return the CO2 saved by measures. [t/yr]"""
    return sum(
        amount * factors.get(carrier, 0.0)
        for measure in measures
        for carrier, amount in measure.saved.items()
    )


def measures(park: str) -> list[Measure]:
    """Return the measures of a park with their energy savings."""
    targets = {row["name"]: float(row["value"]) for row in draft(park, "measure_targets")}
    prices = {row["resource"]: number(row["price"]) for row in draft(park, "prices")}
    factors = co2_factors(draft(park, "park")[0]["region_id"])
    rows = draft(park, "measures")
    found = [Measure(row, carriers_saved(row, number(row["saving"]) * 1000, prices)) for row in rows]
    for category in dict.fromkeys(row["category"] for row in rows):
        _scale(found, category, targets[category], prices)
    _tune(found, targets["co2"], prices, factors)
    for measure in found:
        measure.saved = {carrier: rounded(amount, carrier) for carrier, amount in measure.saved.items()}
    last = next(m for m in found if m.draft["category"] == TUNED and list(m.saved) == ["steam"])
    gap = targets["co2"] - co2(found, factors)
    last.saved["steam"] = rounded(last.saved["steam"] + gap / factors["steam"], "steam")
    return found


def carriers_saved(row: dict[str, str], net: float, prices: dict[str, float]) -> dict[str, float]:
    """Return the carrier savings that correspond to a money saving; additional use of a carrier is negative."""
    is_fixed = row["rule"] == "fixed"
    gross = net if is_fixed else net + 1000 * (number(row["running_cost"]) - number(row["other_saving"]))
    extra, _, more = row["extra"].partition(":")
    gross /= 1 - number(more)
    shares = dict(part.split(":") for part in row["carriers"].split(";")) if ":" in row["carriers"] else {}
    carriers = {carrier: float(share) for carrier, share in shares.items()} or {row["carriers"]: 1.0}
    saved = {
        carrier: gross * share / (number(row["price"]) or prices[carrier])
        for carrier, share in carriers.items()
    }
    if extra:
        saved[extra] = -gross * number(more) / prices[extra]
    return saved


def _scale(found: list[Measure], category: str, target: float, prices: dict[str, float]) -> None:
    """Scale the savings of a category to its target, except fixed ones."""
    mine = [measure for measure in found if measure.draft["category"] == category]
    fixed = sum(measure.money(prices) for measure in mine if measure.draft["rule"] == "fixed")
    moving = [measure for measure in mine if measure.draft["rule"] != "fixed"]
    factor = (target - fixed) / sum(measure.money(prices) for measure in moving)
    for measure in moving:
        measure.saved = carriers_saved(measure.draft, measure.money(prices) * factor, prices)


def _tune(found: list[Measure], target: float, prices: dict[str, float], factors: dict[str, float]) -> None:
    """Shift savings between gas and steam within process heat until the CO2 target is reached."""
    mine = [measure for measure in found if measure.draft["category"] == TUNED]
    gas = [measure for measure in mine if measure.draft["carriers"] == "natural_gas"]
    steam = [measure for measure in mine if measure.draft["carriers"] == "steam"]
    rate = {id(group): co2(group, factors) / _money(group, prices) for group in (gas, steam)}
    moved = (target - co2(found, factors)) / (rate[id(steam)] - rate[id(gas)])
    for group, change in ((gas, -moved), (steam, moved)):
        factor = 1 + change / _money(group, prices)
        for measure in group:
            measure.saved = carriers_saved(measure.draft, measure.money(prices) * factor, prices)


def _money(group: list[Measure], prices: dict[str, float]) -> float:
    return sum(measure.money(prices) for measure in group)


def rounded(amount: float, carrier: str) -> float:
    """Return a saving rounded as usual in reports. [usual unit]"""
    return round(round(amount / STEP[carrier]) * STEP[carrier], 1)


def investments(found: list[Measure], park: str) -> list[float]:
    """Return the investment of each measure, scaled to the target total. [CNY]"""
    prices = {row["resource"]: number(row["price"]) for row in draft(park, "prices")}
    total = next(float(row["value"]) for row in draft(park, "measure_targets") if row["name"] == "investment")
    given = [
        number(measure.draft["investment"]) * 1000
        if measure.draft["investment"]
        else round(measure.money(prices) * 3, 2)
        if measure.draft["rule"] == "exact"
        else None
        for measure in found
    ]
    wanted = [number(measure.draft["payback"]) * measure.money(prices) for measure in found]
    free = sum(want for want, known in zip(wanted, given, strict=True) if known is None)
    factor = (total - sum(known for known in given if known is not None)) / free
    return [
        round(want * factor, -2) if known is None else known
        for want, known in zip(wanted, given, strict=True)
    ]


def tables(park: str, seed: str) -> dict[str, list[Row]]:
    """Return the rows of `measure` and `measure_saving`."""
    chance = random.Random(f"{seed} {park} measures")
    found = measures(park)
    rows: dict[str, list[Row]] = {"measure": [], "measure_saving": []}
    for order, (measure, money) in enumerate(zip(found, investments(found, park), strict=True), start=1):
        code, row = f"CD-M{order:03d}", measure.draft
        status = "verified" if int(row["year"]) < 2023 else "implemented"
        rows["measure"].append(measure_row(code, NETWORK, row, status, money, chance))
        rows["measure_saving"] += [
            saving_row(code, row, carrier, amount) for carrier, amount in measure.saved.items()
        ]
    return rows


def saving_row(code: str, row: dict[str, str], carrier: str, amount: float) -> Row:
    """Return the row of `measure_saving` for one carrier; additional use has a baseline of zero."""
    before = rounded(amount / number(row["share"]), carrier) if amount > 0 else 0.0
    return {
        "measure_id": code,
        "resource_id": carrier,
        "baseline": before,
        "modified": round(before - amount, 1),
        "unit": resources()[carrier]["unit"],
        "price": row["price"],
    }


def measure_row(
    code: str, network: str, row: dict[str, str], status: str, investment: float, chance: random.Random
) -> Row:
    """Return the row of `measure` for a measure."""
    spent, saved = UNCERTAINTY[row["effort"]]
    as_drafted = (
        "name_en", "name_zh", "category", "year", "lifetime", "effort", "stream_id", "stream_change", "benefit_en",
        "benefit_zh",
    )  # fmt: skip
    in_thousands = ("incentive", "avoided_replacement", "running_cost", "other_saving")
    return {
        "measure_id": code,
        "network_id": network,
        "site_id": f"{row['site']}-S",
        **{name: row[name] for name in as_drafted},
        "status": status,
        **_parts(investment, chance),
        **{name: number(row[name]) * 1000 for name in in_thousands},
        "currency": "CNY",
        "price_year": 2024,
        "owner": "Energy manager / 能源经理",
        "uncertainty_investment": spent,
        "uncertainty": saved,
        "is_illustrative": True,
    }


def _parts(investment: float, chance: random.Random) -> Row:
    """Return an investment split into its parts."""
    engineering = round(investment * chance.uniform(0.05, 0.12), -2)
    labour = round(investment * chance.uniform(0.15, 0.28), -2)
    other = round(investment * chance.uniform(0, 0.04), -2)
    return {
        "investment": investment,
        "investment_engineering": engineering,
        "investment_material": round(investment - engineering - labour - other, 2),
        "investment_labour": labour,
        "investment_other": other,
    }
