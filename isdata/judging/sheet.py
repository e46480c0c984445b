"""The feasibility sheet of a synergy: year by year, by party, and what it is worth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata import finance, uncertainty
from isdata.judging import futures
from isdata.judging.case import GIVER, OPEN, TAKER, TREATER, Case, yearly
from isdata.judging.prices import price_band
from isdata.judging.split import two_firms


@dataclass(frozen=True)
class Sheet:
    """What comes of a case.

    Attributes
    ----------
    years : DataFrame
        year (0 to the end), volume [unit/yr]; annual_saving where the gain is told as a whole, else
        avoided_disposal, avoided_purchase, handling, treatment, quality_risk, transport, running; investment, net,
        discounted (summed up) [currency/yr], co2 [t/yr], water [m³/yr], virgin [t/yr], landfill [t/yr].
    parties : DataFrame, index "giver" and "taker"
        investment [currency], gain [currency/yr] at the price, payback [yr], npv [currency].
    appraisal : Series
        investment [currency], annual_saving (of the first year) [currency/yr], payback and discounted_payback [yr],
        npv [currency], irr [1/yr], irr_status; missing where a gain or the investment is not known.
    band : Series
        As from `prices.price_band`.
    price : float
        Price used; NaN where neither agreed nor found. [currency/unit]
    simulation : uncertainty.Simulation
        P10, P50 and P90 of payback and npv, the chance to pay back within the hurdle, and what drives them.
    swings : DataFrame
        As from `futures.swings`.
    unknown : tuple of str
        Assumptions that would count in money and are not known; they are left out of the sums.
    """

    years: pd.DataFrame
    parties: pd.DataFrame
    appraisal: pd.Series
    band: pd.Series
    price: float
    simulation: uncertainty.Simulation
    swings: pd.DataFrame
    unknown: tuple[str, ...]


def sheet(case: Case, *, discount_rate: float = 0.08, hurdle: float = 3.0, draws: int = 2_000) -> Sheet:
    """Return the feasibility sheet of a case.

    Parameters
    ----------
    case : Case
    discount_rate : float
        Real. [1/yr]
    hurdle : float
        Payback asked for. [yr]
    draws : int
        Number of drawn futures.

    Returns
    -------
    Sheet

    Examples
    --------
    6,000 t of foundry sand a year in place of landfill at 165 and sand at 95 a tonne, 900,000 invested:

    >>> case = Case(6000, "t", avoided_disposal=165, avoided_purchase=95, treatment=20,
    ...             investment={"taker": 900_000})
    >>> made = sheet(case)
    >>> round(float(made.appraisal["payback"]), 3), made.price, made.parties["gain"].tolist()
    (0.625, -45.0, [720000.0, 720000.0])
    """
    years = yearly(case, discount_rate=discount_rate)
    band = price_band(
        handling=_counted(case.handling),
        avoided_disposal=case.avoided_disposal,
        virgin_price=case.avoided_purchase,
        substitution=_counted(case.substitution, otherwise=1.0),
        adaptation=_counted(case.treatment),
        quality_risk=_counted(case.quality_risk),
        transport=_counted(case.transport),
    ).iloc[0]
    price = float(band["equal_gain"]) if case.price is None else case.price
    return Sheet(
        years=years,
        parties=_parties(case, years, price, discount_rate),
        appraisal=_appraised(years, discount_rate),
        band=band,
        price=price,
        simulation=futures.simulate(case, discount_rate=discount_rate, hurdle=hurdle, draws=draws),
        swings=futures.swings(case, discount_rate=discount_rate),
        unknown=case.unknown,
    )


def _counted(value: float, *, otherwise: float = 0.0) -> float:
    """Return what is counted: a cost that is not known is left out, and named in `Sheet.unknown`."""
    return otherwise if math.isnan(value) else value


def _appraised(years: pd.DataFrame, discount_rate: float) -> pd.Series:
    flow = years["net"].to_numpy(dtype=float)
    is_known = not np.isnan(flow).any()
    return pd.Series(
        {
            "investment": -float(years["investment"].iloc[0]),
            "annual_saving": float(flow[1]) if len(flow) > 1 else np.nan,
            "payback": float(finance.cumulative_payback(flow)),
            "discounted_payback": float(finance.discounted_payback(flow, discount_rate)),
            "npv": float(finance.npv(discount_rate, flow)),
            "irr": float(finance.irr(flow)) if is_known else np.nan,
            "irr_status": str(np.atleast_1d(finance.irr_status(flow))[0]) if is_known else "",
        },
        dtype=object,
    )


def _parties(case: Case, years: pd.DataFrame, price: float, discount_rate: float) -> pd.DataFrame:
    """Return what giver and taker invest and gain; a treater is paid his cost, what is open is halved."""
    volume, running = (
        years.get(name, pd.Series(0.0, years.index)).to_numpy() for name in ("volume", "running")
    )
    half, rest = two_firms(1.0)
    giver = (price + case.avoided_disposal - _counted(case.handling)) * volume + half * running
    if case.is_whole:
        whole = years["annual_saving"].to_numpy()
        giver = half * whole if case.price is None else giver
        flows = {GIVER: giver, TAKER: whole - giver}
    else:
        replaced = case.avoided_purchase * _counted(case.substitution, otherwise=1.0)
        costs = sum(_counted(one) for one in (case.treatment, case.quality_risk, case.transport))
        flows = {GIVER: giver, TAKER: (replaced - costs - price) * volume + rest * running}
    invested = {party: _counted(case.investment.get(party, 0.0)) for party in (GIVER, TAKER, TREATER, OPEN)}
    own = {
        GIVER: invested[GIVER] + half * invested[OPEN],
        TAKER: invested[TAKER] + invested[TREATER] + rest * invested[OPEN],
    }
    is_first = years["year"].to_numpy() == 0
    rows = []
    for party, flow in flows.items():
        paid = own[party] if case.has_investment else np.nan
        net = flow - np.where(is_first, paid, 0.0)
        rows.append(
            {
                "party": party,
                "investment": paid,
                "gain": float(flow[1]) if len(flow) > 1 else np.nan,
                "payback": float(finance.cumulative_payback(net)),
                "npv": float(finance.npv(discount_rate, net)),
            }
        )
    return pd.DataFrame(rows).set_index("party")


def case_of(match: Mapping, *, lifetime: int = 10) -> Case:
    """Return the case of a match, as far as its data tell it; investment is that of its treatment.

    What is not known stays so: the sheet leaves it out and names it.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`, for the facilitator.
    lifetime : int
        [yr]
    """
    known = {name: float(match[name]) for name in ("supply_cost", "demand_cost", "gain", "treatment_cost")}
    saved = float(match["likeness"]) * known["demand_cost"]
    is_material = match["demand_kind"] == "material"
    return Case(
        volume=float(match["quantity"]),
        unit=str(match["unit"]),
        lifetime=lifetime,
        avoided_disposal=known["supply_cost"] + known["treatment_cost"],
        avoided_purchase=saved,
        treatment=known["treatment_cost"],
        transport=known["supply_cost"] + saved - known["gain"],
        distance=float(match["distance"]),
        investment={TREATER: float(match["investment"])} if match["investment"] else {},
        virgin=float(match["likeness"]) if is_material else 0.0,
        landfill=1.0 / float(match["factor"]) if match["supply_current_route"] == "landfill" else 0.0,
    )
