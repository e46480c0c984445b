"""Measures of a park's newest energy network, as drafted, without scaling to a published total."""

import random

from sample_data.generate.measure import carriers_saved, measure_row, rounded, saving_row
from sample_data.generate.rows import Row, draft, number


def tables(park: str, seed: str) -> dict[str, list[Row]]:
    """Return the rows of `measure` and `measure_saving`."""
    chance = random.Random(f"{seed} {park} measures ahead")
    prices = {row["resource"]: number(row["price"]) for row in draft(park, "prices")}
    network = draft(park, "network")[-1]["network_id"]
    rows: dict[str, list[Row]] = {"measure": [], "measure_saving": []}
    for row in draft(park, "measures_ahead"):
        code, money = row["measure_id"], number(row["investment"]) * 1000
        rows["measure"].append(measure_row(code, network, row, row["status"], money, chance))
        for carrier, amount in carriers_saved(row, number(row["saving"]) * 1000, prices).items():
            rows["measure_saving"].append(saving_row(code, row, carrier, rounded(amount, carrier)))
    return rows
