"""Feasibility sheet of a synergy: by year and by party, with its appraisal."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.engines import finance, uncertainty
from isdata.symbiosis.assessment import simulation
from isdata.symbiosis.assessment.case import TREATER, Case, known_or_zero, yearly
from isdata.symbiosis.assessment.parties import (
    annual_gains,
    equivalent_annual_amount,
    investment_recovery_band,
    parties,
)
from isdata.symbiosis.assessment.prices import price_band


@dataclass(frozen=True)
class Sheet:
    """Results of a case.

    Attributes
    ----------
    years : DataFrame
        year (0 to the end), volume [unit/yr]; annual_saving if the gain is stated as a total, else
        avoided_disposal, avoided_purchase, handling, treatment, quality_risk, transport, running; investment,
        net, discounted (summed up) [currency/yr], co2 [t/yr] and, if it is not stated as a total, its parts
        as from `case.tonnes`; water [m³/yr], virgin [t/yr], landfill [t/yr].
    parties : DataFrame, index "provider" and "receiver"
        investment [currency], gain [currency/yr] at the price, the average over the life, payback [yr], npv [currency].
    appraisal : Series
        investment [currency], annual_gain (average over the life, discounted: total of the partners' gains)
        and annual_saving (of the first year) [currency/yr], payback and discounted_payback [yr], npv
        [currency], irr [1/yr], irr_status; missing if a gain or the investment is unknown.
    band : Series
        As from `prices.price_band`: for the result of a year, before investments.
    lasting : Series
        The same including investment and running cost of each; as from `parties.investment_recovery_band`.
    price : float
        Price used: the agreed one, else that of equal NPV, else that of equal gain; NaN if there is none.
        [currency/unit]
    most : Series
        Maximum investment: "life", for a non-negative NPV, and "hurdle", for payback in time; missing if no
        gain is known. [currency]
    simulation : uncertainty.Simulation
        P10, P50 and P90 of payback and npv, the probability of payback within the hurdle, and the main
        drivers.
    co2 : Series
        P10, P50 and P90 of the CO2 saved in the first year; missing if it is unknown. [t/yr]
    swings : DataFrame
        As from `simulation.swings`.
    unknown : tuple of str
        Unknown monetary assumptions; they are left out of the sums.
    has_partial_gain : bool
        Whether some of them are parts of the gain, so that the gain is incomplete.
    co2_left_out : tuple of str
        Those of "co2_of_treatment" and "co2_of_transport" that are unknown, and not deducted from the CO2
        saved.
    """

    years: pd.DataFrame
    parties: pd.DataFrame
    appraisal: pd.Series
    band: pd.Series
    lasting: pd.Series
    price: float
    most: pd.Series
    simulation: uncertainty.Simulation
    co2: pd.Series
    swings: pd.DataFrame
    unknown: tuple[str, ...]
    co2_left_out: tuple[str, ...]

    @property
    def has_partial_gain(self) -> bool:
        return any(name != "investment" for name in self.unknown)


def sheet(
    case: Case, *, discount_rate: float = 0.08, hurdle: float = 3.0, draws: int = uncertainty.DRAWS
) -> Sheet:
    """Feasibility sheet of a case.

    Parameters
    ----------
    case : Case
    discount_rate : float
        Real. [1/yr]
    hurdle : float
        Required payback. [yr]
    draws : int
        Number of simulations.

    Returns
    -------
    Sheet

    Examples
    --------
    6,000 t of foundry sand a year in place of landfill at 165 and sand at 95 a tonne, 900,000 invested:

    >>> case = Case(6000, "t", avoided_disposal=165, avoided_purchase=95, treatment=20,
    ...             investment={"receiver": 900_000})
    >>> made = sheet(case)
    >>> round(float(made.appraisal["payback"]), 3), float(made.band["equal_gain"]), round(made.price, 2)
    (0.625, -45.0, -56.18)
    """
    years = yearly(case, discount_rate=discount_rate)
    band = price_band(
        handling=known_or_zero(case.handling),
        avoided_disposal=case.avoided_disposal,
        virgin_price=case.avoided_purchase,
        substitution=known_or_zero(case.substitution, otherwise=1.0),
        adaptation=known_or_zero(case.treatment),
        quality_risk=known_or_zero(case.quality_risk),
        transport=known_or_zero(case.transport),
    ).iloc[0]
    lasting = investment_recovery_band(case, band, discount_rate=discount_rate)
    fair = (lasting if lasting["outcome"] else band)["equal_gain"]
    price = float(fair) if case.price is None else case.price
    return Sheet(
        years=years,
        parties=parties(case, years, price, discount_rate=discount_rate),
        appraisal=_appraised(years, discount_rate),
        band=band,
        lasting=lasting,
        price=price,
        most=_most(years, discount_rate, hurdle),
        simulation=simulation.simulate(case, discount_rate=discount_rate, hurdle=hurdle, draws=draws),
        co2=simulation.co2(case, draws=draws),
        swings=simulation.swings(case, discount_rate=discount_rate),
        unknown=case.unknown,
        co2_left_out=case.co2_left_out,
    )


def brief(case: Case) -> tuple[float, float]:
    """Payback [yr] and yearly CO2 at full operation, that of the last year [t/yr], both as on the sheet."""
    years = yearly(case, discount_rate=0.0)
    return float(finance.cumulative_payback(years["net"].to_numpy(dtype=float))), float(years["co2"].iloc[-1])


def _most(years: pd.DataFrame, discount_rate: float, hurdle: float) -> pd.Series:
    """Maximum investment for a non-negative NPV over the life, and for payback in time.
    [currency]"""
    gain = annual_gains(years)
    part = np.clip(hurdle - np.arange(len(gain)) + 1, 0.0, 1.0)
    found = {"life": float(finance.npv(discount_rate, gain)), "hurdle": float((part * gain).sum())}
    return pd.Series({name: max(0.0, value) if value == value else value for name, value in found.items()})


def _appraised(years: pd.DataFrame, discount_rate: float) -> pd.Series:
    flow = years["net"].to_numpy(dtype=float)
    is_known = not np.isnan(flow).any()
    return pd.Series(
        {
            "investment": -float(years["investment"].iloc[0]),
            "annual_gain": equivalent_annual_amount(annual_gains(years), discount_rate),
            "annual_saving": float(flow[1]) if len(flow) > 1 else np.nan,
            "payback": float(finance.cumulative_payback(flow)),
            "discounted_payback": float(finance.discounted_payback(flow, discount_rate)),
            "npv": float(finance.npv(discount_rate, flow)),
            "irr": float(finance.irr(flow)) if is_known else np.nan,
            "irr_status": str(np.atleast_1d(finance.irr_status(flow))[0]) if is_known else "",
        },
        dtype=object,
    )


def case_of(match: Mapping, *, lifetime: int = 10) -> Case:
    """Case of a match, as far as its data allow; the investment is that of its treatment.

    Unknown values remain unknown: the sheet leaves them out and lists them.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`, for the facilitator.
    lifetime : int
        [yr]
    """
    known = {name: float(match[name]) for name in ("supply_cost", "demand_cost", "gain", "treatment_cost")}
    saved = float(match["similarity"]) * known["demand_cost"]
    is_material = match["demand_kind"] == "material"
    return Case(
        volume=float(match["quantity"]),
        unit=str(match["unit"]),
        lifetime=lifetime,
        avoided_disposal=known["supply_cost"] + known["treatment_cost"],
        avoided_purchase=saved,
        treatment=known["treatment_cost"],
        treatment_electricity=float(match["treatment_electricity"]),
        transport=known["supply_cost"] + saved - known["gain"],
        distance=float(match["distance"]),
        investment={TREATER: float(match["investment"])} if match["investment"] else {},
        virgin=float(match["similarity"]) if is_material else 0.0,
        landfill=1.0 / float(match["factor"]) if match["supply_current_route"] == "landfill" else 0.0,
    )
