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
    carrier_growth : mapping of str to float
        Yearly change of the price of single carriers, in the place of the price list's. [1/yr]
    hurdle_rate : float
        Internal rate of return above which a measure counts as economic. [1/yr]
    """

    discount_rate: float = 0.08
    horizon: int | None = None
    price_factor: float = 1.0
    carrier_factors: Mapping[str, float] = field(default_factory=dict)
    has_growth: bool = False
    carrier_growth: Mapping[str, float] = field(default_factory=dict)
    hurdle_rate: float = HURDLE_RATE


@dataclass(frozen=True)
class Priced:
    """Measures with their savings in money, apart by resource.

    Attributes
    ----------
    measures : DataFrame, index measure_id
        Columns of the register, and "money of <resource_id>" for each resource [currency/yr]; subsidy [currency];
        lifetime in whole years [yr]; delay, after which it is done [yr]; is_known. Investment is missing where a
        price is.
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
        parts = finance.cash_flow_parts(
            known["investment"].to_numpy(dtype=float),
            {name: _filled(known, name) for name in self.growth},
            lifetime=known["lifetime"].to_numpy(dtype=float),
            horizon=self.terms.horizon,
            price_growth=self.growth,
            **numbers,
        )
        delay = known["delay"].to_numpy(dtype=int)
        return {name: _later(amounts, delay) for name, amounts in parts.items()} if delay.any() else parts

    def flows(self) -> np.ndarray:
        """Return the cash flow of every measure, (measures, years); zeros where it is not known."""
        known = sum(self.parts().values(), start=np.zeros((1, 1)))
        flows = np.zeros((len(self.measures), known.shape[1]))
        flows[self.measures["is_known"].to_numpy()] = known
        return flows


def price(register: Register, terms: Terms) -> Priced:
    """Return the measures priced at the terms."""
    savings, measures = register.savings, register.measures
    first = savings.drop_duplicates("resource_id").set_index("resource_id")["growth"]
    growth = {
        str(name): terms.carrier_growth.get(str(name), float(rate) * terms.has_growth)
        for name, rate in first.items()
    }
    unknown = savings.loc[savings["money"].isna(), "measure_id"]
    is_known = ~measures.index.isin(unknown) & measures["investment"].notna()
    delay = (measures["delay"] if "delay" in measures else pd.Series(0, index=measures.index)).astype(int)
    by_resource = _by_resource(savings, measures.index, terms)
    # A path of prices begins today, also for a measure that is done later.
    risen = {
        f"{MONEY_OF}{name}": by_resource[name] * (1 + growth[name]) ** delay
        if growth[name]
        else by_resource[name]
        for name in by_resource
    }
    return Priced(
        measures.assign(
            **risen,
            investment=measures["investment"].where(is_known),
            lifetime=_whole_years(measures["lifetime"]),
            subsidy=measures["incentive"],
            delay=delay,
            is_known=is_known,
        ),
        {f"{MONEY_OF}{name}": rate for name, rate in growth.items()} | {OTHER: 0.0},
        terms,
    )


def _by_resource(savings: pd.DataFrame, ids: pd.Index, terms: Terms) -> pd.DataFrame:
    """Return what each measure saves of each resource at the terms' prices of today. [currency/yr]"""
    factors = savings["resource_id"].map(terms.carrier_factors).fillna(1.0).astype(float)
    factors = factors * np.where(savings["kind"] == "energy", terms.price_factor, 1.0)
    column, names = pd.factorize(savings["resource_id"])
    row = ids.get_indexer(savings["measure_id"])
    money = np.zeros((len(ids), len(names)))
    np.add.at(money, (row[row >= 0], column[row >= 0]), (savings["money"] * factors).fillna(0.0)[row >= 0])
    return pd.DataFrame(money, index=ids, columns=names)


def _later(amounts: np.ndarray, delay: np.ndarray) -> np.ndarray:
    """Return the yearly amounts, (measures, years), each row begun so many years later."""
    moved = np.zeros((len(amounts), amounts.shape[1] + int(delay.max())))
    place = np.arange(amounts.shape[1]) + delay[:, np.newaxis]
    np.put_along_axis(moved, place, np.broadcast_to(amounts, place.shape), axis=1)
    return moved


def _whole_years(lifetime: pd.Series) -> pd.Series:
    """Return lives as cash flows count them: whole years, at least one."""
    return ((lifetime + 0.5) // 1).clip(lower=1)


def _filled(measures: pd.DataFrame, name: str) -> np.ndarray:
    return measures[name].fillna(0).to_numpy(dtype=float)
