"""Treatment chains of up to three steps, each with its cost and yield."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data import money
from isdata.data.contracts.results import Streams
from isdata.symbiosis.matching.streams import compared, transport_rates

MOST_STEPS = 3
# Data of a treatment route.
_MADE = [
    "steps", "factor", "treatment_cost", "treatment_electricity", "investment", "lacking_step", "driving_temperature",
]  # fmt: skip
# Largest shortfall in temperature of a supply at which its treatment is still listed with that constraint,
# instead of left out: roughly the temperature lift of one heat pump stage; the product's own limit. [K]
LIFT = 40.0


def expanded(
    supplies: Streams,
    treatments: pd.DataFrame,
    resources: pd.DataFrame,
    *,
    rates: Mapping[str, float],
    steps: int = MOST_STEPS,
    wanted: set[str] | None = None,
) -> pd.DataFrame:
    """Supplies followed by the products of treatment; no resource appears twice along a route.

    Parameters
    ----------
    supplies : DataFrame
        As from `streams.prepared`.
    treatments, resources : DataFrame
        As from `match_treatments.sql` and `match_resources.sql`.
    rates : mapping
        As for `streams.prepared`; steps stated in a currency without a rate have an unknown cost.
    steps : int
        Maximum number of steps of a way.
    wanted : set of str, optional
        Resources that are useful products; routes to any other resource are left out.

    Returns
    -------
    DataFrame
        `supplies` with steps (tuple of treatment ids, empty for the supply itself), factor (common units of
        output per unit of input), treatment_cost [currency/common unit of output], treatment_electricity
        [kWh/common unit of output], investment [currency] and given_unit: the common unit of the input;
        lacking_step [K]: shortfall in temperature of the supply for its only step, which needs at least
        driving_temperature [°C].
    """
    start = supplies.assign(
        steps=[() for _ in range(len(supplies))],
        factor=1.0,
        treatment_cost=0.0,
        treatment_electricity=0.0,
        investment=0.0,
        lacking_step=0.0,
        driving_temperature=np.nan,
        given_unit=supplies["common_unit"],
    ).reset_index(drop=True)
    if treatments.empty or not steps:
        return start
    routes = _routes(start, _steps(treatments, resources, rates), steps)
    if wanted is not None:
        routes = routes.loc[routes["output_id"].isin(wanted)]
    if routes.empty:
        return start
    return pd.concat([start, _products(start, routes, resources, rates)], ignore_index=True)


def _steps(treatments: pd.DataFrame, resources: pd.DataFrame, rates: Mapping[str, float]) -> pd.DataFrame:
    """Steps in common units: output per unit of input, and cost."""
    used = pd.unique(treatments[["input_id", "output_id"]].to_numpy().ravel())
    known = resources.loc[resources["resource_id"].isin(used)]
    units = {row["resource_id"]: compared(row) for row in known.to_dict("records")}
    into, out = (treatments[end].map(units).str for end in ("input_id", "output_id"))
    rate = money.rate_of(treatments["currency"], rates)
    investment = treatments["investment"].astype(float)
    return pd.DataFrame(
        {
            "treatment_id": treatments["treatment_id"],
            "resource_id": treatments["input_id"],
            "output_id": treatments["output_id"],
            "output_unit": out[0],
            "slope": (treatments["output_ratio"] * out[1] / into[1]).astype(float),
            "step_cost": (treatments["cost"] / into[1] * rate).astype(float),
            "step_electricity": (treatments["electricity"] / into[1]).astype(float),
            "step_investment": (investment * rate).where(investment.notna(), 0.0),
            "least_temperature": treatments["temperature_minimum"].astype(float),
            "output_temperature": treatments["output_temperature"].astype(float),
        }
    )


def _routes(start: pd.DataFrame, steps: pd.DataFrame, most: int) -> pd.DataFrame:
    """Routes from supplies by treatment, by the row of the supply; costs per unit of output."""
    front = pd.DataFrame(
        {
            "row": start.index,
            "resource_id": start["resource_id"],
            "temperature": start["temperature"],
            "steps": start["steps"],
            "made": [(resource,) for resource in start["resource_id"].tolist()],
            "factor": 1.0,
            "treatment_cost": 0.0,
            "treatment_electricity": 0.0,
            "investment": 0.0,
            "lacking_step": 0.0,
            "driving_temperature": np.nan,
        }
    )
    routes = [front.iloc[:0].assign(output_id=None, output_unit=None)]
    for step in range(most):
        front = _next(front, steps, LIFT if step == 0 else 0.0)
        if front.empty:
            break
        routes.append(front)
        front = front.loc[front["lacking_step"] == 0].assign(resource_id=front["output_id"])
    return pd.concat(routes, ignore_index=True)


def _next(front: pd.DataFrame, steps: pd.DataFrame, lift: float) -> pd.DataFrame:
    """Ways extended by one step, if its input is too cold by `lift` at most [K]."""
    columns = ["row", "resource_id", "temperature", "made", *_MADE]
    after = front[columns].merge(steps, on="resource_id")
    lacking = (after["least_temperature"] - after["temperature"]).clip(lower=0).fillna(0.0)
    after = after.assign(lacking_step=lacking, driving_temperature=after["least_temperature"])
    is_warm = lacking <= lift
    is_new = [
        output not in made for output, made in zip(after["output_id"].tolist(), after["made"], strict=True)
    ]
    after = after.loc[is_warm & np.array(is_new, dtype=bool)]
    return after.assign(
        steps=[
            (*done, one) for done, one in zip(after["steps"], after["treatment_id"].tolist(), strict=True)
        ],
        made=[(*made, one) for made, one in zip(after["made"], after["output_id"].tolist(), strict=True)],
        factor=after["factor"] * after["slope"],
        **{
            f"treatment_{name}": (after[f"treatment_{name}"] + after[f"step_{name}"]) / after["slope"]
            for name in ("cost", "electricity")
        },
        investment=after["investment"] + after["step_investment"],
        temperature=after["output_temperature"],
    )


def _products(
    start: pd.DataFrame, routes: pd.DataFrame, resources: pd.DataFrame, rates: Mapping[str, float]
) -> pd.DataFrame:
    """Supplies converted to the products of their routes."""
    routes = routes.reset_index(drop=True)
    made = start.iloc[routes["row"]].reset_index(drop=True)
    output = routes[["output_id"]].merge(resources, left_on="output_id", right_on="resource_id", how="left")
    taken = ["resource_id", "resource_class", "kind", "topic", "usual_unit", "ewc_code", "gbt_code"]
    return made.assign(
        **{column: output[column] for column in taken},
        resource_en=output["name_en"],
        resource_zh=output["name_zh"],
        **_supplied(made),
        is_hazardous=output["is_hazardous"].astype(bool),
        needs_permit=False,  # stated for the input
        **{column: routes[column] for column in _MADE},
        amount=made["amount"] * routes["factor"],
        least=made["least"] * routes["factor"],
        cost=made["cost"] / routes["factor"] - routes["treatment_cost"],
        price=np.nan,
        common_unit=routes["output_unit"],
        unit=routes["output_unit"],  # declared for the input
        per_unit=1.0,
        rate=_transport_rates(made, output, routes, rates),
        state=None,
        forms=0,
        temperature=routes["temperature"],
        pressure=np.nan,
    )


def _transport_rates(
    made: pd.DataFrame, output: pd.DataFrame, routes: pd.DataFrame, rates: Mapping[str, float]
) -> pd.Series:
    """Transport cost of each product, carried before or after treatment, whichever costs less.
    [currency/(common unit·km)]"""
    usual = transport_rates(output.assign(transport_mode=None), routes["output_unit"], rates)
    after = made["rate"].where(made["common_unit"] == routes["output_unit"], usual)
    return np.fmin(made["rate"] / routes["factor"], after)


def _supplied(made: pd.DataFrame) -> dict[str, pd.Series]:
    """Names of supplies before treatment: that of the resource where a disclosed supply has none of its own.

    Without it, a supply would be listed under the name of its product.
    """
    is_unnamed = made["name_en"].isna() & made["name_zh"].isna() & ~made["is_hidden"].astype(bool)
    return {
        f"name_{language}": made[f"name_{language}"].mask(is_unnamed, made[f"resource_{language}"])
        for language in ("en", "zh")
    }
