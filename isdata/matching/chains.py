"""What a supply becomes by treatment: chains of up to three steps, each with its cost and what is left of the amount."""

import numpy as np
import pandas as pd

from isdata.matching.streams import compared

MOST_STEPS = 3


def expanded(
    supplies: pd.DataFrame,
    treatments: pd.DataFrame,
    resources: pd.DataFrame,
    *,
    currency: str,
    steps: int = MOST_STEPS,
    wanted: set[str] | None = None,
) -> pd.DataFrame:
    """Return supplies followed by what treatment makes of them, no resource made twice on one way.

    Parameters
    ----------
    supplies : DataFrame
        As from `streams.prepared`.
    treatments, resources : DataFrame
        As from `match_treatments.sql` and `match_resources.sql`.
    currency : str
        Currency of the costs; steps told in another one have no known cost.
    steps : int
        Most steps of a way.
    wanted : set of str, optional
        Resources worth making; ways that end in none of them are left out.

    Returns
    -------
    DataFrame
        `supplies` with steps (tuple of treatment ids, empty for the supply itself), factor (common units that
        come out of one that goes in), treatment_cost [currency/common unit of what comes out], investment
        [currency] and given_unit: the common unit of what goes in.
    """
    start = supplies.assign(
        steps=[() for _ in range(len(supplies))],
        factor=1.0,
        treatment_cost=0.0,
        investment=0.0,
        given_unit=supplies["common_unit"],
    )
    ways, front = [start], start
    for _ in range(steps):
        front = _next(front, treatments, resources, currency)
        if front.empty:
            break
        ways.append(front)
    together = pd.concat(ways, ignore_index=True) if len(ways) > 1 else start.reset_index(drop=True)
    if wanted is None:
        return together
    is_kept = (together["steps"].map(len) == 0) | together["resource_id"].isin(wanted)
    return together.loc[is_kept].reset_index(drop=True)


def _next(
    front: pd.DataFrame, treatments: pd.DataFrame, resources: pd.DataFrame, currency: str
) -> pd.DataFrame:
    steps = treatments.rename(
        columns={
            "cost": "step_cost",
            "currency": "step_currency",
            "investment": "step_investment",
        }
    )[
        [
            "treatment_id", "input_id", "output_id", "output_ratio", "step_cost", "step_currency",
            "step_investment", "temperature_minimum", "output_temperature",
        ]
    ]  # fmt: skip
    made = front.merge(steps, left_on="resource_id", right_on="input_id")
    is_warm = ~(made["temperature"] < made["temperature_minimum"])
    is_new = [
        step not in done and output not in made_before
        for step, done, output, made_before in zip(
            made["treatment_id"],
            made["steps"],
            made["output_id"],
            made.get("way", pd.Series([()] * len(made))),
            strict=True,
        )
    ]
    made = made.loc[is_warm & np.array(is_new, dtype=bool)]
    if made.empty:
        return made
    return _become(made, resources, currency)


def _become(made: pd.DataFrame, resources: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Return the supplies as what the step makes of them."""
    output = made[["output_id"]].merge(resources, left_on="output_id", right_on="resource_id", how="left")
    output.index = made.index
    into = _common_units(made, resources.set_index("resource_id"))
    slope = made["output_ratio"] * into["out"] / into["in"]
    step_cost = (made["step_cost"] / into["in"]).where(made["step_currency"] == currency)
    before = made["way"] if "way" in made else pd.Series([()] * len(made), index=made.index)
    return made.assign(
        way=[(*way, one) for way, one in zip(before, made["resource_id"], strict=True)],
        steps=[(*steps, one) for steps, one in zip(made["steps"], made["treatment_id"], strict=True)],
        factor=made["factor"] * slope,
        treatment_cost=(made["treatment_cost"] + step_cost) / slope,
        investment=made["investment"] + made["step_investment"].fillna(0.0),
        amount=made["amount"] * slope,
        least=made["least"] * slope,
        cost=(made["cost"] - step_cost) / slope,
        price=np.nan,
        resource_id=made["output_id"],
        resource_en=output["name_en"],
        resource_zh=output["name_zh"],
        resource_class=output["resource_class"],
        kind=output["kind"],
        topic=output["topic"],
        usual_unit=output["usual_unit"],
        common_unit=into["unit"],
        ewc_code=output["ewc_code"],
        gbt_code=output["gbt_code"],
        is_hazardous=output["is_hazardous"].astype(bool),
        needs_permit=False,  # told of what goes in
        state=None,
        forms=0,
        temperature=made["output_temperature"],
        pressure=np.nan,
    ).drop(
        columns=[
            "treatment_id", "input_id", "output_id", "output_ratio", "step_cost", "step_currency",
            "step_investment", "temperature_minimum", "output_temperature",
        ]
    )  # fmt: skip


def _common_units(made: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the common units of what comes out, and how many of them one usual unit is, in and out."""
    rows = [
        (*compared(known.loc[one]), *compared(known.loc[other]))
        for one, other in zip(made["input_id"], made["output_id"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["in_unit", "in", "unit", "out"], index=made.index)
