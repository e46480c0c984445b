"""Assumptions of a synergy, with the resulting money and amounts."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

PROVIDER, RECEIVER, TREATER, OPEN = "provider", "receiver", "treater", "open"
# Costs and savings per unit of the amount, in the order of the total.
GAINS = ("avoided_disposal", "avoided_purchase")
COSTS = ("handling", "treatment", "quality_risk", "transport")
EFFECTS = ("water", "virgin", "landfill")
# Emissions that are deducted from the avoided CO2, and the assumptions whose product they are.
EMITTED = {
    "co2_of_treatment": ("treatment_electricity", "co2_electricity"),
    "co2_of_transport": ("co2_transport", "distance"),
}
_KG = 1000.0  # kilograms per tonne


@dataclass(frozen=True)
class Case:
    """Assumptions of a synergy; NaN where unknown.

    Attributes
    ----------
    volume : float or sequence
        Amount per year, or by year from year 1; the last one continues. [unit/yr]
    unit : str
        Unit of the volume.
    lifetime : int
        Expected years of operation. [yr]
    avoided_disposal, avoided_purchase : float
        Saving of the provider per unit, and cost for the receiver of one unit of the replaced resource.
        [currency/unit]
    substitution : float
        Units of the replaced resource per unit. [-]
    handling, treatment, quality_risk, transport : float
        Per unit: handling, treatment, an allowance for lower quality, transport. [currency/unit]
    running : float
        Other running cost. [currency/yr]
    annual_saving : float
        Total annual gain of all partners, if stated as a total instead of its parts; NaN to count the parts.
        [currency/yr]
    distance : float
        [km]
    mode : str
        Mode of transport.
    investment : mapping of party to float
        One-time cost of provider, receiver and treater; "open" is not yet allocated. [currency]
    price : float, optional
        Agreed price, paid by the receiver to the provider; by default the price of equal NPV for both.
        [currency/unit]
    co2 : float
        CO2 saved per unit, if stated as a total instead of its parts; NaN to count the parts. [t/unit]
    co2_avoided : float
        CO2 of the resource that one unit replaces, and of its disposal. [t/unit]
    treatment_electricity, co2_electricity : float
        Electricity for the treatment of one unit [kWh/unit], and its CO2 [kg/kWh].
    co2_transport : float
        CO2 of moving one unit over one km. [kg/(unit·km)]
    water, virgin, landfill : float
        Savings per unit: fresh water [m³/unit], virgin material [t/unit], landfill [t/unit].
    jobs : float
        Jobs created or secured.
    uncertainty : mapping of str to float
        Half of the central 95 % range, by the names above and "investment"; others vary by the product's own
        assumption. [%]
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
    co2: float = math.nan
    co2_avoided: float = math.nan
    treatment_electricity: float = math.nan
    co2_electricity: float = math.nan
    co2_transport: float = math.nan
    water: float = 0.0
    virgin: float = 0.0
    landfill: float = 0.0
    jobs: float = 0.0
    uncertainty: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Return True if the annual gain is stated as a total."""
        return not math.isnan(self.annual_saving)

    @property
    def volumes(self) -> np.ndarray:
        """Amount by year, from year 1 to the end of the life. [unit/yr]"""
        stated = np.atleast_1d(np.asarray(self.volume, dtype=float))
        return np.concatenate([stated, np.full(max(0, self.lifetime - len(stated)), stated[-1])])[
            : self.lifetime
        ]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Costs that are unknown and therefore left out."""
        counted = ("annual_saving",) if self.is_whole else (*GAINS, "substitution", *COSTS, "running")
        amount = () if self.is_whole else ("volume",) * bool(np.isnan(self.volumes).any())
        money = tuple(name for name in counted if math.isnan(getattr(self, name)))
        return amount + money + (() if self.has_investment else ("investment",))

    @property
    def co2_left_out(self) -> tuple[str, ...]:
        """Unknown emissions that are not deducted from the avoided CO2."""
        if not math.isnan(self.co2) or math.isnan(self.co2_avoided):
            return ()
        return tuple(name for name in EMITTED if np.isnan(tonnes(self)[name]).any())

    @property
    def has_investment(self) -> bool:
        """Return True if any investment is stated, even zero."""
        stated = self.investment.values()
        return not stated or not all(math.isnan(amount) for amount in stated)

    @property
    def has_gain(self) -> bool:
        """Return True if the gain is known: the total, or one of its parts with the amount."""
        is_stated = any(not math.isnan(getattr(self, name)) for name in GAINS)
        return self.is_whole or (is_stated and not np.isnan(self.volumes).any())


def known_or_zero(value: float, *, otherwise: float = 0.0) -> float:
    """Value used in sums: an unknown cost counts as zero and is listed in `Case.unknown`."""
    return otherwise if math.isnan(value) else value


def money(case: Case, factors: Mapping[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """Amounts of money by year, from 0 to the end of the lifetime; costs are negative. [currency/yr]

    Parameters
    ----------
    case : Case
    factors : mapping of str to array, (draws, 1), optional
        Factor on each assumption; 1 by default.

    Returns
    -------
    dict of str to array, (years,) or (draws, years)
        annual_saving for a gain stated as a total, else avoided_disposal, avoided_purchase, handling,
        treatment, quality_risk, transport and running; then investment. Unknown values are left out; without
        any gain, the gain is NaN, without any investment, year 0 is.
    """
    drawn = factors or {}

    def stated(name: str) -> np.ndarray | float:
        value = getattr(case, name)
        return 0.0 if math.isnan(value) else value * drawn.get(name, 1.0)

    runs = np.concatenate([[0.0], np.ones(case.lifetime)])
    volume = np.concatenate([[0.0], case.volumes]) * drawn.get("volume", 1.0)
    replaced = 1.0 if math.isnan(case.substitution) else stated("substitution")
    if case.is_whole:
        rows = {"annual_saving": stated("annual_saving") * _profile(case)}
    else:
        rows = {
            "avoided_disposal": stated("avoided_disposal") * volume,
            "avoided_purchase": stated("avoided_purchase") * replaced * volume,
            **{name: 0.0 - stated(name) * volume for name in COSTS},
            "running": 0.0 - stated("running") * runs,
        }
        if not case.has_gain:
            rows |= {name: np.full(case.lifetime + 1, np.nan) * runs for name in GAINS}
    invested = np.nansum([*case.investment.values(), 0.0]) if case.has_investment else np.nan
    rows["investment"] = np.where(runs > 0, 0.0, 0.0 - invested * drawn.get("investment", 1.0))
    return rows


def _profile(case: Case) -> np.ndarray:
    """Ratio of each year's amount to the first year's, year 0 first.

    It is known even if no amount is.
    """
    volumes = case.volumes
    if np.isnan(volumes).any() or not volumes[0] > 0:
        volumes = np.ones(case.lifetime)
    return np.concatenate([[0.0], volumes / volumes[0]])


def tonnes(case: Case, factors: Mapping[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """CO2 by year, from 0 to the end of the lifetime; emissions are negative. [t/yr]

    Parameters
    ----------
    case : Case
    factors : mapping of str to array, (draws, 1), optional
        Factor on each assumption; 1 by default.

    Returns
    -------
    dict of str to array, (years,) or (draws, years)
        co2_avoided, co2_of_treatment and co2_of_transport, NaN if unknown, missing if CO2 is stated as a
        total; and co2: the total, or the avoided less the known emissions.
    """
    drawn = factors or {}
    volume = np.concatenate([[0.0], case.volumes]) * drawn.get("volume", 1.0)

    def stated(*names: str) -> np.ndarray | float:
        values = [getattr(case, name) for name in names]
        # Zero times an unknown value is zero.
        return (
            0.0
            if 0.0 in values
            else math.prod(value * drawn.get(name, 1.0) for name, value in zip(names, values, strict=True))
        )

    if not math.isnan(case.co2):
        return {"co2": stated("co2") * volume}
    parts = {"co2_avoided": stated("co2_avoided") * volume}
    parts |= {name: 0.0 - stated(*of) * volume / _KG for name, of in EMITTED.items()}
    emitted = sum((np.nan_to_num(parts[name]) for name in EMITTED), start=np.zeros(case.lifetime + 1))
    return parts | {"co2": parts["co2_avoided"] + emitted}


def yearly(case: Case, *, discount_rate: float) -> pd.DataFrame:
    """Sheet's rows, year 0 to the end of the life; columns as in `sheet.Sheet.years`."""
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
            **tonnes(case),
            **{name: getattr(case, name) * volume for name in EFFECTS},
        }
    )
