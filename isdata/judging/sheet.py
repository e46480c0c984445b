"""The feasibility sheet of a synergy: year by year, by party, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from isdata import finance, uncertainty
from isdata.judging.prices import price_band
from isdata.judging.split import two_firms

GIVER, TAKER, TREATER = "giver", "taker", "treater"


@dataclass(frozen=True)
class Case:
    """What is assumed of a synergy.

    Attributes
    ----------
    volume : float or sequence
        Amount a year, or by year from year 1; the last one goes on. [unit/yr]
    unit : str
        Of the volume.
    lifetime : int
        Years it is expected to run. [yr]
    avoided_disposal, avoided_purchase, handling, treatment, transport, running : float
        For one unit: what the giver saves, what the taker saves, what handing over, treatment, the way and the
        rest of the running cost. [currency/unit], running [currency/yr]
    distance : float
        [km]
    mode : str
        What carries it.
    investment : mapping of party to float
        One-time cost of giver, taker and treater. [currency]
    price : float, optional
        Agreed price, paid by the taker to the giver; by default the one that gives both equal gains.
        [currency/unit]
    co2, water, virgin, landfill : float
        Saved for one unit: CO2 [t/unit], fresh water [m³/unit], virgin material [t/unit], landfill [t/unit].
    jobs : float
        Created or secured.
    uncertainty : float, optional
        Of volume and unit costs together, the middle 95 %. [%]
    """

    volume: float | tuple[float, ...]
    unit: str
    lifetime: int = 10
    avoided_disposal: float = 0.0
    avoided_purchase: float = 0.0
    handling: float = 0.0
    treatment: float = 0.0
    transport: float = 0.0
    running: float = 0.0
    distance: float = float("nan")
    mode: str = ""
    investment: Mapping[str, float] = field(default_factory=dict)
    price: float | None = None
    co2: float = 0.0
    water: float = 0.0
    virgin: float = 0.0
    landfill: float = 0.0
    jobs: float = 0.0
    uncertainty: float | None = None


@dataclass(frozen=True)
class Sheet:
    """What comes of a case.

    Attributes
    ----------
    years : DataFrame
        year (0 to the end), volume [unit/yr], avoided_disposal, avoided_purchase, handling, treatment,
        transport, running, investment, net, discounted (summed up) [currency/yr], co2 [t/yr], water [m³/yr],
        virgin [t/yr], landfill [t/yr].
    parties : DataFrame, index "giver" and "taker"
        investment [currency], gain [currency/yr] at the price, payback [yr], npv [currency].
    appraisal : Series
        As from `finance.appraise`: payback and discounted_payback [yr], npv [currency], irr [1/yr], irr_status …
    band : Series
        As from `prices.price_band`.
    price : float
        Price used. [currency/unit]
    simulation : uncertainty.Simulation
        P10, P50 and P90 of payback and npv, the chance to pay back within the hurdle, and what drives them.
    """

    years: pd.DataFrame
    parties: pd.DataFrame
    appraisal: pd.Series
    band: pd.Series
    price: float
    simulation: uncertainty.Simulation


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
        handling=case.handling,
        avoided_disposal=case.avoided_disposal,
        virgin_price=case.avoided_purchase,
        adaptation=case.treatment,
        transport=case.transport,
    ).iloc[0]
    price = float(band["equal_gain"]) if case.price is None else case.price
    measure = pd.DataFrame(
        {
            "measure_id": ["synergy"],
            "investment": [sum(case.investment.values())],
            "annual_saving": [_level(years["net"].iloc[1:], discount_rate)],
            "lifetime": [case.lifetime],
            "uncertainty": [np.nan if case.uncertainty is None else case.uncertainty],
        }
    )
    return Sheet(
        years=years,
        parties=_parties(case, years, price, discount_rate),
        appraisal=_appraised(years["net"].to_numpy(), measure, discount_rate),
        band=band,
        price=price,
        simulation=uncertainty.simulate(measure, discount_rate=discount_rate, hurdle=hurdle, draws=draws),
    )


def yearly(case: Case, *, discount_rate: float) -> pd.DataFrame:
    """Return the sheet's rows, year 0 to the end of the life; columns as in `Sheet.years`."""
    told = np.atleast_1d(np.asarray(case.volume, dtype=float))
    run = np.concatenate([told, np.full(max(0, case.lifetime - len(told)), told[-1])])[: case.lifetime]
    volume = np.concatenate([[0.0], run])
    is_running = np.arange(case.lifetime + 1) > 0
    amounts = {
        "avoided_disposal": case.avoided_disposal * volume,
        "avoided_purchase": case.avoided_purchase * volume,
        "handling": -case.handling * volume,
        "treatment": -case.treatment * volume,
        "transport": -case.transport * volume,
        "running": -case.running * is_running,
        "investment": -sum(case.investment.values()) * ~is_running,
    }
    net = sum(amounts.values(), start=np.zeros(case.lifetime + 1))
    year = np.arange(case.lifetime + 1)
    return pd.DataFrame(
        {
            "year": year,
            "volume": volume,
            **amounts,
            "net": net,
            "discounted": np.cumsum(net / (1 + discount_rate) ** year),
            "co2": case.co2 * volume,
            "water": case.water * volume,
            "virgin": case.virgin * volume,
            "landfill": case.landfill * volume,
        }
    )


def _level(flow: pd.Series, discount_rate: float) -> float:
    """Return the even yearly amount that is worth as much as a flow of years 1 to n."""
    worth = float(finance.npv(discount_rate, np.concatenate([[0.0], flow.to_numpy(dtype=float)])))
    return worth * float(finance.crf(discount_rate, len(flow)))


def _appraised(flow: np.ndarray, measure: pd.DataFrame, discount_rate: float) -> pd.Series:
    """Return paybacks, value and rate of a flow that may differ from year to year."""
    row = finance.appraise(measure, discount_rate=discount_rate).iloc[0].copy()
    row["annual_saving"] = float(flow[1]) if len(flow) > 1 else np.nan
    row["payback"] = float(finance.cumulative_payback(flow))
    row["npv"] = float(finance.npv(discount_rate, flow))
    row["irr"] = float(finance.irr(flow))
    row["irr_status"] = str(np.atleast_1d(finance.irr_status(flow))[0])
    return row


def _parties(case: Case, years: pd.DataFrame, price: float, discount_rate: float) -> pd.DataFrame:
    """Return what giver and taker invest and gain; a treater is paid his cost."""
    giver = price + case.avoided_disposal - case.handling
    taker = case.avoided_purchase - case.treatment - case.transport - price
    volume = years["volume"].to_numpy()
    running = years["running"].to_numpy()
    half_running, rest = two_firms(1.0)
    invested = {GIVER: case.investment.get(GIVER, 0.0), TAKER: case.investment.get(TAKER, 0.0)}
    invested[TAKER] += case.investment.get(TREATER, 0.0)
    flows = {
        GIVER: giver * volume + half_running * running,
        TAKER: taker * volume + rest * running,
    }
    rows = []
    for party, flow in flows.items():
        whole = flow - invested[party] * (years["year"].to_numpy() == 0)
        rows.append(
            {
                "party": party,
                "investment": invested[party],
                "gain": float(flow[1]) if len(flow) > 1 else np.nan,
                "payback": float(finance.cumulative_payback(whole)),
                "npv": float(finance.npv(discount_rate, whole)),
            }
        )
    return pd.DataFrame(rows).set_index("party")


def case_of(match: Mapping, *, lifetime: int = 10) -> Case:
    """Return the case of a match, as far as its data tell it; investment is that of its treatment.

    Parameters
    ----------
    match : mapping
        One row of `matching.matches`, for the facilitator.
    lifetime : int
        [yr]
    """
    known = {name: float(match[name]) for name in ("supply_cost", "demand_cost", "gain", "treatment_cost")}
    known = {name: 0.0 if np.isnan(value) else value for name, value in known.items()}
    saved = float(match["likeness"]) * known["demand_cost"]
    is_material = match["demand_kind"] == "material"
    return Case(
        volume=float(match["quantity"]),
        unit=str(match["unit"]),
        lifetime=lifetime,
        avoided_disposal=known["supply_cost"] + known["treatment_cost"],
        avoided_purchase=saved,
        treatment=known["treatment_cost"],
        transport=known["supply_cost"] + saved - known["gain"] if not np.isnan(match["gain"]) else 0.0,
        distance=float(match["distance"]),
        investment={TREATER: float(match["investment"])} if match["investment"] else {},
        virgin=float(match["likeness"]) if is_material else 0.0,
        landfill=1.0 / float(match["factor"]) if match["supply_current_route"] == "landfill" else 0.0,
    )
