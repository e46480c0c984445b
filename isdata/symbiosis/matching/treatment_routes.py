"""Treatment ways in words: product, cost, added value and providers of each step."""

from collections.abc import Mapping

import pandas as pd

from isdata.data import units
from isdata.data.i18n import N_, Reader
from isdata.errors import UnitError
from isdata.park.parkmap.geometry import distance as distance_between
from isdata.symbiosis.matching import distance_presentation


def treatment_steps(
    match: Mapping,
    treatments: pd.DataFrame,
    reader: Reader,
    *,
    providers: pd.DataFrame | None = None,
    worth: pd.DataFrame | None = None,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Return the treatment steps of a match, one row each: product, value, cost and providers.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    providers : DataFrame, optional
        As from `match_providers.sql`; without it, the provider of a step is stated by its kind.
    worth : DataFrame, optional
        As from `conversion.prices_in`; without it, no value is stated. The value per unit of the supply is the
        price of the product times the yield of all steps so far; for a last product without a price, the
        present price of the receiver.
    currency : str
        Of the match and of `worth`. For a step in another currency, the cost is in that currency, and the
        added value is unknown.
    """
    known = treatments.set_index("treatment_id")
    rows = [known.loc[step] for step in match["steps"]]
    columns = {
        N_("Treatment"): [reader.name(row["name_en"], row["name_zh"]) for row in rows],
        N_("Output"): [_yield(row, reader) for row in rows],
        N_("Cost"): [
            reader.text(
                N_("{money} per {unit}"),
                money=reader.money(row["cost"], row["currency"]),
                unit=reader.unit(row["input_unit"]),
            )
            for row in rows
        ],
    }
    if worth is not None:
        values = _worths(match, rows, worth)
        added = _added(match, rows, values, currency)
        supplied = reader.unit(rows[0]["input_unit"]) if rows else ""
        stated = lambda value: (  # noqa: E731
            reader.text(N_("{money} per {unit}"), money=reader.money(value, currency), unit=supplied)
            if pd.notna(value)
            else "–"
        )
        columns[N_("Value of what was supplied")] = [stated(value) for value in values]
        columns[N_("Value added by the step")] = [stated(value) for value in added]
    columns[N_("Providers")] = [
        _offered(match, row, providers, reader) or reader.half(row["provider"]) or "–" for row in rows
    ]
    columns[N_("Permit required")] = [
        reader.text(N_("Yes")) if row["needs_permit"] else reader.text(N_("No")) for row in rows
    ]
    return pd.DataFrame({reader.text(title): words for title, words in columns.items()})


def _yield(step: pd.Series, reader: Reader) -> str:
    """Output per unit of input, with both units."""
    output = reader.amount(step["output_ratio"], step["output_unit"], significant=2)
    return reader.text(N_("{output} per {input}"), output=output, input=reader.unit(step["input_unit"]))


def _worths(match: Mapping, rows: list[pd.Series], worth: pd.DataFrame) -> pd.Series:
    """Value of one unit of the supply after each step.

    Without a price the last one at the receiver's present price.
    """
    left = pd.Series([row["output_ratio"] for row in rows], dtype=float).cumprod()
    values = left * pd.Series([row["output_id"] for row in rows]).map(worth["price"])
    if pd.isna(values.iloc[-1]):
        values.iloc[-1] = match["factor"] * match["demand_cost"] * _compared(match, rows)
    return values


def _compared(match: Mapping, rows: list[pd.Series]) -> float:
    """Units in which the supply is compared per unit that enters the first step; NaN where they cannot be converted.

    Energy is compared in GJ and steps are stated in usual units.
    """
    try:
        return units.factor(str(rows[0]["input_unit"]), str(match["given_unit"]))
    except UnitError:
        return float("nan")


def _added(match: Mapping, rows: list[pd.Series], worths: pd.Series, currency: str) -> pd.Series:
    """Value added by each step per unit of the supply: value after it, less value before it, less cost.

    Before the first step its value is what the provider gets for it today: negative if it costs.
    """
    entering = pd.Series([1.0, *(row["output_ratio"] for row in rows[:-1])], dtype=float).cumprod()
    costs = entering * pd.Series(
        [row["cost"] if row["currency"] == currency else float("nan") for row in rows], dtype=float
    )
    before = worths.shift()
    before.iloc[0] = (
        -(match["supply_cost"] + match["treatment_cost"]) * match["factor"] * _compared(match, rows)
    )
    return worths - before - costs


MOST_PROVIDERS = 2  # named for a step; a complete list would be too long to project


def _offered(match: Mapping, step: pd.Series, providers: pd.DataFrame | None, reader: Reader) -> str:
    """Return the providers of a step nearest to the provider of the supply, each with its kind and
    distance."""
    if providers is None or providers.empty:
        return ""
    able = providers.loc[providers["treatment_id"] == step.name]
    ends = (match["supply_longitude"], match["supply_latitude"], able["longitude"], able["latitude"])
    near = able.assign(far=distance_between(*ends)).sort_values(["far", "provider_id"]).head(MOST_PROVIDERS)
    # A provider out of reach is named only if there is none within reach.
    near = near.loc[(near["far"] <= match["reach"]) | (near.index == near.index[0])] if len(near) else near
    return reader.clauses(
        reader.text(
            N_("{name} ({kind}, {distance} away)"),
            name=reader.name(row["name_en"], row["name_zh"]),
            kind=reader.choice("provider_kind", row["provider_kind"]),
            distance=distance_presentation.kilometres(row["far"], reader),
        )
        for row in near.to_dict("records")
    )
