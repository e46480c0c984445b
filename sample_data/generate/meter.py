"""Monthly readings of the inventoried companies, computed from output and weather, less the savings of measures.

The use in a month of the baseline year consists of shares of the year's use for base load, output and degree days.
A measure saves from the middle of its year. Degree days are those of a mild basin with random yearly variation.
"""

import calendar
import datetime as dt
import random
from collections import defaultdict

from sample_data.generate.rows import Row, draft, number, resources, significant

YEARS = range(2020, 2025)
BASELINE = 2020
# Shares of the baseline year's use: base load, proportional to output, and proportional to degree days.
SHARES = {"electricity": (0.38, 0.5, 0.12), "natural_gas": (0.2, 0.5, 0.3), "steam": (0.2, 0.5, 0.3)}
# Degree days of each month relative to the base temperature. [K·d]
HEATING = (380, 290, 180, 55, 0, 0, 0, 0, 0, 25, 150, 325)
COOLING = (0, 0, 0, 4, 30, 90, 145, 135, 32, 0, 0, 0)
# Names of the degree-day meters, and their base temperatures. [°C]
DEGREES = {
    "heating_degree_days": ("HDD", ("Heating degree days", "采暖度日数"), 18),
    "cooling_degree_days": ("CDD", ("Cooling degree days", "制冷度日数"), 22),
}
# Output of each month relative to the mean: New Year's holiday, low in summer, high in autumn.
SEASON = (0.97, 0.72, 1.06, 1.04, 1.0, 1.02, 0.94, 0.9, 1.06, 1.05, 1.12, 1.12)
DONE = ("implemented", "verified")
GROWTH = 1.015
SCATTER = {"output": 0.05, "weather": 0.12, "reading": 0.022}


def tables(park: str, seed: str, measures: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows of `meter` and `meter_reading`.

    Parameters
    ----------
    park, seed : str
        The park, and the seed of its random numbers.
    measures : dict of str to list of rows
        Rows of `measure` and `measure_saving`, whose savings reduce the readings.
    """
    chance = random.Random(f"{seed} meters {park}")
    weather = {
        kind: [usual * chance.gauss(1, SCATTER["weather"]) for _ in YEARS for usual in normal]
        for kind, normal in (("heating_degree_days", HEATING), ("cooling_degree_days", COOLING))
    }
    saved = _saved(measures)
    rows: dict[str, list[Row]] = {"meter": [], "meter_reading": []}
    taken = {row["id"]: row for row in draft(park, "companies")}
    raised: dict[str, float] = {}
    for row in draft(park, "network_member"):
        # The readings begin with the baseline year of the first network.
        raised.setdefault(row["site_id"], number(row["raised"]))
    for row in draft(park, "meters"):
        site = f"{row['company']}-S"
        output = _made(number(row["monthly"]), chance)
        _add(rows, f"{site}-OUT", site, (row["output_en"], row["output_zh"]), "output", row["unit"], output)
        for kind, (short, name, base) in DEGREES.items():
            _add(rows, f"{site}-{short}", site, name, kind, "K·d", weather[kind], base=base)
        for carrier in ("electricity", row["carrier"]):
            year = number(taken[row["company"]][carrier]) * raised[site]
            kind = "cooling_degree_days" if carrier == "electricity" else "heating_degree_days"
            used = _used(year, SHARES[carrier], output, weather[kind], chance)
            readings = [
                max(0.0, amount - less) for amount, less in zip(used, saved[site, carrier], strict=True)
            ]
            known = resources()[carrier]
            name = f"{known['name_en']}, whole site", f"{known['name_zh']}（全厂）"
            _add(
                rows, f"{site}-{carrier.upper()[:2]}", site, name, "consumption", known["unit"], readings,
                resource=carrier,
            )  # fmt: skip
    return rows


def _made(monthly: float, chance: random.Random) -> list[float]:
    """Return the output of each month, given the monthly mean."""
    return [
        monthly * SEASON[month % 12] * GROWTH ** (month / 12) * chance.gauss(1, SCATTER["output"])
        for month in range(12 * len(YEARS))
    ]


def _used(
    year: float,
    shares: tuple[float, float, float],
    output: list[float],
    degrees: list[float],
    chance: random.Random,
) -> list[float]:
    """Return the use of each month without measures."""
    rest, by_output, by_weather = shares
    mean_output, mean_degrees = sum(output[:12]) / 12, sum(degrees[:12]) / 12
    return [
        year / 12
        * (rest + by_output * made / mean_output + by_weather * warm / mean_degrees)
        * chance.gauss(1, SCATTER["reading"])
        for made, warm in zip(output, degrees, strict=True)
    ]  # fmt: skip


def _saved(measures: dict[str, list[Row]]) -> dict[tuple[str, str], list[float]]:
    """Return the savings of each site and carrier in each month."""
    about = {row["measure_id"]: row for row in measures["measure"]}
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 12 * len(YEARS))
    for row in measures["measure_saving"]:
        measure = about[row["measure_id"]]
        if measure["status"] not in DONE:
            continue
        start = (int(str(measure["year"])) - YEARS[0]) * 12 + 6
        amount = (float(str(row["baseline"])) - float(str(row["modified"]))) / 12
        for month in range(max(start, 0), 12 * len(YEARS)):
            found[str(measure["site_id"]), str(row["resource_id"])][month] += amount
    return found


def _add(
    rows: dict[str, list[Row]], meter_id: str, site: str, name: tuple[str, str], kind: str, unit: str,
    amounts: list[float], *, resource: str | None = None, base: float | None = None,
) -> None:  # fmt: skip
    """Add a meter, with names in English and Chinese and its monthly readings."""
    is_consumption = kind == "consumption"
    rows["meter"].append(
        {
            "meter_id": meter_id,
            "site_id": site,
            "name_en": name[0],
            "name_zh": name[1],
            "meter_kind": kind,
            "resource_id": resource,
            "unit": unit,
            "base_temperature": base,
            "ipmvp_option": "c" if is_consumption else None,
            "baseline_from": f"{BASELINE}-01-01" if is_consumption else None,
            "baseline_until": f"{BASELINE}-12-31" if is_consumption else None,
            "is_illustrative": True,
        }
    )
    for month, amount in enumerate(amounts):
        year, first = YEARS[0] + month // 12, month % 12 + 1
        rows["meter_reading"].append(
            {
                "meter_id": meter_id,
                "ends_on": dt.date(year, first, calendar.monthrange(year, first)[1]),
                "starts_on": dt.date(year, first, 1),
                "quantity": significant(amount, 5),
            }
        )
