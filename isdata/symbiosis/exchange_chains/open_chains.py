"""Open chains of exchanges: a company's supply, its treatment, the receiver, what that one supplies in turn, and so on."""

from collections.abc import Iterator, Mapping

import pandas as pd

from isdata.data import units
from isdata.data.contracts.results import Matches
from isdata.errors import UnitError

SHORTEST, LONGEST = 2, 5  # companies in a chain
MOST_CHAINS = 100
# Matches considered, those with the largest gain: the number of chains grows with a power of it.
_MOST_MATCHES = 300
COLUMNS = (
    "matches", "companies_en", "companies_zh", "resources_en", "resources_zh", "companies", "treatments", "gain",
    "investment", "limiting", "passed", "is_demand_limiting",
)  # fmt: skip
STEP_COLUMNS = (
    "exchange", "treatments", "amount_in", "unit_in", "amount_out", "unit_out", "value_in", "value_out",
    "treatment_cost", "transport_cost", "value_added",
)  # fmt: skip


def open_chains(matches: Matches, *, shortest: int = 3, longest: int = 4) -> pd.DataFrame:
    """Chains of feasible matches, each of which begins where the previous one ends, by total gain.

    A chain passes each company once. A chain of two companies counts with a treatment between them only. Chains that a
    longer one within `longest` contains are listed as well.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`. Undisclosed companies are in no chain: a chain would disclose them.
        Services are left out.
    shortest, longest : int
        Number of companies in a chain.

    Returns
    -------
    DataFrame
        matches (tuple of index labels of `matches`), companies_en, companies_zh (tuples, one more than matches),
        resources_en, resources_zh (tuples: what each supplies to the next), companies and treatments (numbers), gain
        [currency/yr] and investment [currency] (sums over the matches; gain missing if that of one is unknown),
        limiting (place in the chain of the match that passes on the smallest share of its supply), passed (that
        share) [-], is_demand_limiting (whether the demand of its receiver limits it); the largest gain first, at most
        `MOST_CHAINS`.
    """
    is_open = (matches["blocked"] == 0) & ~matches["is_hidden"].astype(bool)
    is_product = matches["supply_kind"] != "service"
    free = matches.loc[is_open & is_product & (matches["supply_site_id"] != matches["demand_site_id"])]
    free = free.sort_values("value", ascending=False, na_position="last", kind="stable").head(_MOST_MATCHES)
    best = free.drop_duplicates(["supply_site_id", "demand_site_id", "supply_stream_id"])
    rows = dict(zip(best.index, best.to_dict("records"), strict=True))
    found = [_chain(path, rows) for path in _paths(rows, shortest, longest)]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    order = table.sort_values(
        ["gain", "companies"], ascending=[False, True], na_position="last", kind="stable"
    )
    return order.head(MOST_CHAINS).reset_index(drop=True)


def _paths(rows: Mapping[int, Mapping], shortest: int, longest: int) -> Iterator[tuple[int, ...]]:
    """Matches of each chain, in the order of the chain."""
    after: dict[str, list[int]] = {}
    for label, row in rows.items():
        after.setdefault(str(row["supply_site_id"]), []).append(label)
    front: list[tuple[int, ...]] = [(label,) for label in rows]
    while front:
        longer = []
        for path in front:
            sites = [rows[path[0]]["supply_site_id"], *(rows[label]["demand_site_id"] for label in path)]
            has_treatment = any(len(rows[label]["steps"]) for label in path)
            if len(sites) >= shortest and (len(sites) > SHORTEST or has_treatment):
                yield path
            if len(sites) < longest:
                following = after.get(str(sites[-1]), [])
                longer += [
                    (*path, label) for label in following if rows[label]["demand_site_id"] not in sites
                ]
        front = longer


def _chain(path: tuple[int, ...], rows: Mapping[int, Mapping]) -> dict[str, object]:
    """One row of `open_chains`."""
    links = [rows[label] for label in path]
    shares = [min(1.0, row["quantity"] / row["supply_amount"]) for row in links]
    limiting = min(range(len(links)), key=shares.__getitem__)
    tight = links[limiting]
    named = {
        f"{name}_{language}": tuple(values)
        for language in ("en", "zh")
        for name, values in {
            "companies": [
                links[0][f"supply_company_{language}"],
                *(row[f"demand_company_{language}"] for row in links),
            ],
            "resources": [row[f"supply_resource_{language}"] for row in links],
        }.items()
    }
    return named | {
        "matches": path,
        "companies": len(path) + 1,
        "treatments": sum(len(row["steps"]) for row in links),
        "gain": sum(float(row["value"]) for row in links),
        "investment": sum(float(row["investment"]) for row in links if pd.notna(row["investment"])),
        "limiting": limiting,
        "passed": shares[limiting],
        "is_demand_limiting": tight["demand_amount"] <= tight["quantity"] * (1 + 1e-9),
    }


def steps(links: Matches, treatments: pd.DataFrame, worth: pd.DataFrame) -> pd.DataFrame:
    r"""Steps of a chain with amounts and value added, per year.

    .. math:: A = V_{out} - V_{in} - C_{treatment} - C_{transport}

    What enters an exchange has the value that its provider gets for it today: below zero if it pays for disposal. What
    leaves it has the value of the purchase that it replaces at the receiver. In between, a product has its listed price;
    steps around a product without one are stated together. The value added of all steps of an exchange is its gain.

    Parameters
    ----------
    links : DataFrame
        Matches of the chain in its order.
    treatments : DataFrame
        As from `match_treatments.sql`, with costs in the currency of the matches.
    worth : DataFrame
        As from `conversion.prices_in`.

    Returns
    -------
    DataFrame
        exchange (its place in the chain), treatments (tuple of ids; empty for direct delivery), amount_in [unit_in/yr],
        amount_out [unit_out/yr], value_in, value_out, treatment_cost, transport_cost and value_added [currency/yr].
    """
    known = treatments.set_index("treatment_id")
    rows = [
        {"exchange": place, **step}
        for place, match in enumerate(links.to_dict("records"))
        for step in _exchange(match, known, worth)
    ]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS))


def _exchange(match: Mapping, known: pd.DataFrame, worth: pd.DataFrame) -> list[dict[str, object]]:
    """Steps of one exchange: its treatments, the last with the delivery, or the delivery alone."""
    amount = float(match["quantity"])
    entering = 0.0 - (match["supply_cost"] + match["treatment_cost"]) * amount
    leaving = match["similarity"] * match["demand_cost"] * amount
    transport = match["supply_cost"] * amount + leaving - match["value"]
    made = [known.loc[name] for name in match["steps"]]
    between = _between(match, made, worth)
    shares = _cost_shares(made)
    started = (amount / match["factor"], match["given_unit"], entering)
    found, names, cost = [], [], 0.0
    for place in range(max(1, len(made))):
        is_last = place >= len(made) - 1
        names += [str(made[place].name)] if made else []
        cost += match["treatment_cost"] * amount * shares[place] if made else 0.0
        ended = (amount, match["unit"], leaving) if is_last else between[place]
        if not is_last and pd.isna(ended[2]):
            continue
        carried = transport if is_last else 0.0
        found.append(_step(tuple(names), started, ended, cost, carried))
        started, names, cost = ended, [], 0.0
    return found


def _step(
    names: tuple[str, ...],
    started: tuple[float, str, float],
    ended: tuple[float, str, float],
    cost: float,
    carried: float,
) -> dict[str, object]:
    """One row of `steps`, from amount, unit and value before and after it."""
    return {
        "treatments": names,
        "amount_in": started[0],
        "unit_in": started[1],
        "amount_out": ended[0],
        "unit_out": ended[1],
        "value_in": started[2],
        "value_out": ended[2],
        "treatment_cost": cost,
        "transport_cost": carried,
        "value_added": ended[2] - started[2] - cost - carried,
    }


def _between(match: Mapping, made: list[pd.Series], worth: pd.DataFrame) -> list[tuple[float, str, float]]:
    """Amount, unit and value of the product after each treatment but the last; missing where it has no price."""
    if len(made) < 2:
        return []
    try:
        amount = float(match["quantity"] / match["factor"]) * units.factor(
            str(match["given_unit"]), str(made[0]["input_unit"])
        )
    except UnitError:
        amount = float("nan")
    found = []
    for step in made[:-1]:
        amount *= step["output_ratio"]
        price = worth["price"].get(step["output_id"], float("nan"))
        found.append((amount, str(step["output_unit"]), amount * price))
    return found


def _cost_shares(made: list[pd.Series]) -> list[float]:
    """Share of each treatment in the cost of all, by cost and amount that enters it."""
    entering, costs = 1.0, []
    for step in made:
        costs.append(entering * float(step["cost"]))
        entering *= step["output_ratio"]
    total = sum(costs)
    return [cost / total if total else 1 / len(costs) for cost in costs]
