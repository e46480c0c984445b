"""What is assumed of a synergy, and the amounts of money and matter that follow from it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

GIVER, TAKER, TREATER, OPEN = "giver", "taker", "treater", "open"
# What one unit of the amount costs or saves, in the order a reader adds it up.
GAINS = ("avoided_disposal", "avoided_purchase")
COSTS = ("handling", "treatment", "quality_risk", "transport")
EFFECTS = ("co2", "water", "virgin", "landfill")


@dataclass(frozen=True)
class Case:
    """What is assumed of a synergy; NaN where it is not known.

    Attributes
    ----------
    volume : float or sequence
        Amount a year, or by year from year 1; the last one goes on. [unit/yr]
    unit : str
        Of the volume.
    lifetime : int
        Years it is expected to run. [yr]
    avoided_disposal, avoided_purchase : float
        What the giver saves for one unit, and what one unit of what is replaced costs the taker. [currency/unit]
    substitution : float
        How much of what is replaced one unit stands for. [-]
    handling, treatment, quality_risk, transport : float
        For one unit: handing over, treatment, an allowance for worse quality, the way. [currency/unit]
    running : float
        The rest of the running cost. [currency/yr]
    annual_saving : float
        What all gain together a year, where it is told as a whole: then it counts in place of the parts; NaN to
        count the parts. [currency/yr]
    distance : float
        [km]
    mode : str
        What carries it.
    investment : mapping of party to float
        One-time cost of giver, taker and treater; "open" is not shared out yet. [currency]
    price : float, optional
        Agreed price, paid by the taker to the giver; by default the one that is worth the same to both.
        [currency/unit]
    co2, water, virgin, landfill : float
        Saved for one unit: CO2 [t/unit], fresh water [m³/unit], virgin material [t/unit], landfill [t/unit].
    jobs : float
        Created or secured.
    uncertainty : mapping of str to float
        Half of the middle 95 %, by the names above and "investment"; what is not named varies by the product's
        own assumption. [%]
    """

    volume: float | tuple[float, ...]
    unit: str
    lifetime: int = 10
    avoided_disposal: float = 0.0
    avoided_purchase: float = 0.0
    substitution: float = 1.0
    handling: float = 0.0
    treatment: float = 0.0
    quality_risk: float = 0.0
    transport: float = 0.0
    running: float = 0.0
    annual_saving: float = math.nan
    distance: float = math.nan
    mode: str = ""
    investment: Mapping[str, float] = field(default_factory=dict)
    price: float | None = None
    co2: float = 0.0
    water: float = 0.0
    virgin: float = 0.0
    landfill: float = 0.0
    jobs: float = 0.0
    uncertainty: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether the yearly gain is told as a whole."""
        return not math.isnan(self.annual_saving)

    @property
    def volumes(self) -> np.ndarray:
        """Amount by year, from year 1 to the end of the life. [unit/yr]"""
        told = np.atleast_1d(np.asarray(self.volume, dtype=float))
        return np.concatenate([told, np.full(max(0, self.lifetime - len(told)), told[-1])])[: self.lifetime]

    @property
    def unknown(self) -> tuple[str, ...]:
        """What would count in money and is not known, so that it is left out."""
        counted = ("annual_saving",) if self.is_whole else (*GAINS, "substitution", *COSTS, "running")
        amount = () if self.is_whole else ("volume",) * bool(np.isnan(self.volumes).any())
        money = tuple(name for name in counted if math.isnan(getattr(self, name)))
        return amount + money + (() if self.has_investment else ("investment",))

    @property
    def has_investment(self) -> bool:
        """Whether any investment is told, be it nothing."""
        told = self.investment.values()
        return not told or not all(math.isnan(amount) for amount in told)

    @property
    def has_gain(self) -> bool:
        """Whether it is known what is gained: the whole, or one of its parts with the amount."""
        is_told = any(not math.isnan(getattr(self, name)) for name in GAINS)
        return self.is_whole or (is_told and not np.isnan(self.volumes).any())


def counted(value: float, *, otherwise: float = 0.0) -> float:
    """Return what is counted: a cost that is not known is left out, and named in `Case.unknown`."""
    return otherwise if math.isnan(value) else value


def money(case: Case, factors: Mapping[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """Return the amounts of money by year, 0 to the end of the life; costs are below zero. [currency/yr]

    Parameters
    ----------
    case : Case
    factors : mapping of str to array, (draws, 1), optional
        Factor on each assumption; by default 1.

    Returns
    -------
    dict of str to array, (years,) or (draws, years)
        annual_saving for a gain told as a whole, else avoided_disposal, avoided_purchase, handling, treatment,
        quality_risk, transport and running; then investment. What is not known is left out; without any gain that
        one is NaN, without any investment year 0 is.
    """
    drawn = factors or {}

    def told(name: str) -> np.ndarray | float:
        value = getattr(case, name)
        return 0.0 if math.isnan(value) else value * drawn.get(name, 1.0)

    runs = np.concatenate([[0.0], np.ones(case.lifetime)])
    volume = np.concatenate([[0.0], case.volumes]) * drawn.get("volume", 1.0)
    replaced = 1.0 if math.isnan(case.substitution) else told("substitution")
    if case.is_whole:
        rows = {"annual_saving": told("annual_saving") * _profile(case)}
    else:
        rows = {
            "avoided_disposal": told("avoided_disposal") * volume,
            "avoided_purchase": told("avoided_purchase") * replaced * volume,
            **{name: -told(name) * volume for name in COSTS},
            "running": -told("running") * runs,
        }
        if not case.has_gain:
            rows |= {name: np.full(case.lifetime + 1, np.nan) * runs for name in GAINS}
    invested = np.nansum([*case.investment.values(), 0.0]) if case.has_investment else np.nan
    rows["investment"] = np.where(runs > 0, 0.0, -(invested * drawn.get("investment", 1.0)))
    return rows


def _profile(case: Case) -> np.ndarray:
    """Return the share of the first year's amount in each year, year 0 first; even where no amount is known."""
    volumes = case.volumes
    if np.isnan(volumes).any() or not volumes[0] > 0:
        volumes = np.ones(case.lifetime)
    return np.concatenate([[0.0], volumes / volumes[0]])


def yearly(case: Case, *, discount_rate: float) -> pd.DataFrame:
    """Return the sheet's rows, year 0 to the end of the life; columns as in `sheet.Sheet.years`."""
    amounts = money(case)
    net = sum(amounts.values(), start=np.zeros(case.lifetime + 1))
    year = np.arange(case.lifetime + 1)
    volume = np.concatenate([[0.0], case.volumes])
    return pd.DataFrame(
        {
            "year": year,
            "volume": volume,
            **amounts,
            "net": net,
            "discounted": np.cumsum(net / (1 + discount_rate) ** year),
            **{name: getattr(case, name) * volume for name in EFFECTS},
        }
    )
