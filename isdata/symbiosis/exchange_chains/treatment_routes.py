"""Treatment ways in words: product, cost, added value and providers of each step."""

from collections.abc import Mapping

import pandas as pd

from isdata.data import units
from isdata.data.i18n import N_, Reader
from isdata.errors import UnitError
from isdata.park.parkmap.geometry import distance as distance_between
from isdata.symbiosis.exchange_chains import open_chains
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
    """Treatment steps of a match, one row each: product, value, cost and providers.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    providers : DataFrame, optional
        As from `match_providers.sql`; without it, the provider of a step is stated by its kind.
    worth : DataFrame, optional
        As from `conversion.prices_in`; without it, no value is stated. Values are per unit of the supply: listed prices
        between steps, the replaced purchase after the last one. The value added by the last step is net of transport.
    currency : str
        Of the match and of `worth`. For a step in another currency, the cost is in that currency, and the
        added value is unknown.
    """
    rows = _steps_of(match, treatments)
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
        values = step_values(match, treatments, worth, currency)
        unit = str(rows[0]["input_unit"]) if rows else ""
        columns[N_("Value of what was supplied")] = _per_supply(values["value"], unit, currency, reader)
        columns[N_("Value added by the step")] = _per_supply(values["added"], unit, currency, reader)
    columns[N_("Providers")] = [
        _offered(match, row, providers, reader) or reader.half(row["provider"]) or "–" for row in rows
    ]
    columns[N_("Permit required")] = [
        reader.text(N_("Yes")) if row["needs_permit"] else reader.text(N_("No")) for row in rows
    ]
    return pd.DataFrame({reader.text(title): words for title, words in columns.items()})


def _per_supply(values: pd.Series, unit: str, currency: str, reader: Reader) -> list[str]:
    """Values per unit of the supply as text; a dash where they are unknown."""
    return [
        "–"
        if pd.isna(value)
        else reader.text(
            N_("{money} per {unit} supplied"), money=reader.money(value, currency), unit=reader.unit(unit)
        )
        for value in values
    ]


def _yield(step: pd.Series, reader: Reader) -> str:
    """Output per unit of input, with both units."""
    output = reader.amount(step["output_ratio"], step["output_unit"], significant=2)
    return reader.text(N_("{output} per {input}"), output=output, input=reader.unit(step["input_unit"]))


def added_total(
    match: Mapping, treatments: pd.DataFrame, worth: pd.DataFrame, reader: Reader, *, currency: str
) -> str:
    """Sum of the values added by the steps times the amount supplied: the gain of the match; empty if unknown."""
    rows = _steps_of(match, treatments)
    added = step_values(match, treatments, worth, currency)["added"]
    if not added.notna().any():
        return ""
    unit = str(rows[0]["input_unit"])
    supplied = reader.amount(_supplied(match, rows), unit)
    received = reader.amount(match["quantity"], str(match["unit"]))
    total = reader.text(
        N_(
            "Cost: per unit that enters the step. Value added by all steps, less transport: {added} per {unit} supplied"
            " × {amount} = gain of {gain} per year."
        ),
        added=reader.money(added.sum(), currency),
        unit=reader.unit(unit),
        amount=supplied,
        gain=reader.money(match["value"], currency),
    )
    if supplied == received:
        return total
    given = reader.text(N_("{supplied} supplied give {received}."), supplied=supplied, received=received)
    return reader.sentences([given, total])


def step_values(match: Mapping, treatments: pd.DataFrame, worth: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Value after each step of a match and value added by it: value, added [currency per unit of the supply].

    Missing where unknown. A step whose product has no price is valued together with the next one.
    """
    rows = _steps_of(match, treatments)
    values = pd.DataFrame({"value": float("nan"), "added": float("nan")}, index=range(len(rows)))
    supplied, place = _supplied(match, rows), -1
    for step in open_chains.steps(pd.DataFrame([match]), treatments, worth).to_dict("records"):
        place += len(step["treatments"])
        values.loc[place, ["value", "added"]] = step["value_out"] / supplied, step["value_added"] / supplied
    if any(row["currency"] != currency for row in rows):
        values["added"] = float("nan")
    return values


def _steps_of(match: Mapping, treatments: pd.DataFrame) -> list[pd.Series]:
    """Treatments of a match, in their order."""
    known = treatments.set_index("treatment_id")
    return [known.loc[step] for step in match["steps"]]


def _supplied(match: Mapping, rows: list[pd.Series]) -> float:
    """Amount that enters the first step, in its unit; NaN where it cannot be converted.

    Energy is compared in GJ and steps are stated in usual units.
    """
    try:
        each = units.factor(str(match["given_unit"]), str(rows[0]["input_unit"]))
    except UnitError:
        return float("nan")
    return float(match["quantity"] / match["factor"]) * each


MOST_PROVIDERS = 2  # named for a step; a complete list would be too long to project


def _offered(match: Mapping, step: pd.Series, providers: pd.DataFrame | None, reader: Reader) -> str:
    """Providers of a step nearest to the provider of the supply, each with its kind and
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
