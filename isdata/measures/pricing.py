"""What do measures save in money, at which terms, and which cash flow is that?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from isdata import finance
from isdata.measures.register import HURDLE_RATE, Register

MONEY_OF = "money of "
OTHER = "other_saving"


@dataclass(frozen=True)
class Terms:
    """At what prices and rates, and how far ahead.

    Attributes
    ----------
    discount_rate : float
        Real. [1/yr]
    horizon : int, optional
        Last year for all measures, which are replaced at the end of their lives until then; by default each
        measure ends with its own life. [yr]
    price_factor : float
        On the price of every energy carrier. [-]
    carrier_factors : mapping of str to float
        On the price of single carriers by resource_id, on top of `price_factor`. [-]
    has_growth : bool
        Whether prices change by the price list's own yearly growth.
    hurdle_rate : float
        Internal rate of return above which a measure counts as economic. [1/yr]
    """

    discount_rate: float = 0.08
    horizon: int | None = None
    price_factor: float = 1.0
    carrier_factors: Mapping[str, float] = field(default_factory=dict)
    has_growth: bool = False
    hurdle_rate: float = HURDLE_RATE


@dataclass(frozen=True)
class Priced:
    """Measures with their savings in money, apart by resource.

    Attributes
    ----------
    measures : DataFrame, index measure_id
        Columns of the register, and "money of <resource_id>" for each resource [currency/yr]; subsidy [currency];
        lifetime in whole years [yr]; is_known. Investment is missing where a price is.
    growth : dict of str to float
        Yearly change of the price of each such column, and of "other_saving". [1/yr]
    terms : Terms
        What it is priced at.
    """

    measures: pd.DataFrame
    growth: dict[str, float]
    terms: Terms

    @property
    def energy_money(self) -> pd.Series:
        """What each measure saves a year by resources. [currency/yr]"""
        return self.measures[[name for name in self.growth if name != OTHER]].sum(axis=1)

    def parts(self) -> dict[str, np.ndarray]:
        """Return the yearly amounts of the measures that are known, (measures, years), by what they come from."""
        known = self.measures[self.measures["is_known"]]
        numbers: dict[str, Any] = {
            name: _filled(known, name) for name in ("running_cost", "subsidy", "avoided_replacement")
        }
        return finance.cash_flow_parts(
            known["investment"].to_numpy(dtype=float),
            {name: _filled(known, name) for name in self.growth},
            lifetime=known["lifetime"].to_numpy(dtype=float),
            horizon=self.terms.horizon,
            price_growth=self.growth,
            **numbers,
        )

    def flows(self) -> np.ndarray:
        """Return the cash flow of every measure, (measures, years); zeros where it is not known."""
        known = sum(self.parts().values(), start=np.zeros((1, 1)))
        flows = np.zeros((len(self.measures), known.shape[1]))
        flows[self.measures["is_known"].to_numpy()] = known
        return flows


def price(register: Register, terms: Terms) -> Priced:
    """Return the measures priced at the terms."""
    savings, measures = register.savings, register.measures
    own_factor = savings["resource_id"].map(lambda name: terms.carrier_factors.get(name, 1.0)).astype(float)
    factor = own_factor * np.where(savings["kind"] == "energy", terms.price_factor, 1.0)
    wide = savings.assign(money=savings["money"] * factor).pivot_table(
        index="measure_id", columns="resource_id", values="money", aggfunc="sum", dropna=False
    )
    first = savings.drop_duplicates("resource_id").set_index("resource_id")["growth"]
    unknown = savings.loc[savings["money"].isna(), "measure_id"]
    is_known = ~measures.index.isin(unknown) & measures["investment"].notna()
    return Priced(
        measures.join(wide.reindex(measures.index).fillna(0.0).add_prefix(MONEY_OF)).assign(
            investment=measures["investment"].where(is_known),
            lifetime=_whole_years(measures["lifetime"]),
            subsidy=measures["incentive"],
            is_known=is_known,
        ),
        {f"{MONEY_OF}{name}": float(rate) * terms.has_growth for name, rate in first.items()} | {OTHER: 0.0},
        terms,
    )


def _whole_years(lifetime: pd.Series) -> pd.Series:
    """Return lives as cash flows count them: whole years, at least one."""
    return ((lifetime + 0.5) // 1).clip(lower=1)


def _filled(measures: pd.DataFrame, name: str) -> np.ndarray:
    return measures[name].fillna(0).to_numpy(dtype=float)
