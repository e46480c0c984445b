"""Value of savings and cash flows of measures at given terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Savings
from isdata.energy.measures.register import Register
from isdata.energy.measures.terms import Terms
from isdata.engines import finance

MONEY_OF = "money of "
OTHER = "other_saving"
# Costs and benefits of a measure other than its savings; columns of `Priced.measures`.
_AMOUNTS = ("investment", "subsidy", "avoided_replacement", "running_cost", "salvage")


@dataclass(frozen=True)
class Priced:
    """Measures with their savings in money by resource.

    Attributes
    ----------
    measures : DataFrame, index measure_id
        Columns of the register, and "money of <resource_id>" for each resource [currency/yr]; subsidy
        [currency]; lifetime in whole years [yr]; delay until implementation [yr]; is_known. Investment is
        missing if a price is missing.
    growth : dict of str to float
        Annual change of the price of each such column, and of "other_saving". [1/yr]
    terms : Terms
        Prices and rates of the valuation.
    early : mapping of int to DataFrame, index measure_id
        Additional savings in this number of first years of a measure, until an overlapping one is
        implemented; columns of `growth`. [currency/yr]
    """

    measures: pd.DataFrame
    growth: dict[str, float]
    terms: Terms
    early: Mapping[int, pd.DataFrame] = field(default_factory=dict)

    @property
    def energy_money(self) -> pd.Series:
        """Annual saving of each measure by energy and other resources. [currency/yr]"""
        return self.measures[[name for name in self.growth if name != OTHER]].sum(axis=1)

    @property
    def is_delayed(self) -> bool:
        """Return True if some measures begin later: their combined payback is then that of their cash flow
        from today on."""
        return bool((self.measures.loc[self.measures["is_known"], "delay"] > 0).any())

    def parts(self) -> dict[str, np.ndarray]:
        """Yearly real amounts of the known measures, (measures, years), by their source."""
        known = self.measures[self.measures["is_known"]]
        whole = self._parts(
            known, {name: _filled(known, name) for name in _AMOUNTS}, [*self.growth], self._next_price(known)
        )
        return _added([whole, *self._early_parts(known, [*self.growth])])

    def worth(self) -> dict[str, pd.Series]:
        """Present value of each part of the valued measures, after tax. [currency]

        "investment" with replacements and their residual value, "rest" (subsidy, avoided replacement,
        residual value and running cost), and each column of `growth`. Net present value is their sum: each is
        linear in its amount.
        """
        known = self.measures[self.measures["is_known"]]
        nothing = dict.fromkeys(_AMOUNTS, np.zeros(len(known)))
        rest = {name: _filled(known, name) for name in _AMOUNTS if name != "investment"}
        flows = {
            "investment": self._parts(
                known,
                nothing | {"investment": _filled(known, "investment")},
                [],
                self._next_price(known),
            ),
            "rest": self._parts(known, nothing | rest, [], np.zeros(len(known))),
        }
        for name in self.growth:
            whole = self._parts(known, nothing, [name], np.zeros(len(known)))
            flows[name] = _added([whole, *self._early_parts(known, [name])])
        return {
            name: pd.Series(
                np.asarray(
                    finance.npv(
                        self.terms.discount_rate, sum(parts.values(), start=np.zeros((len(known), 1)))
                    )
                ),
                index=known.index,
            )
            for name, parts in flows.items()
        }

    def resource_worth_from(self) -> np.ndarray:
        """Present value of the resources that each measure saves from its 1st, 2nd, 3rd ... year on.
        [currency]

        Returns
        -------
        array, (measures, years)
            The first column is the total, later ones fall to 0 at the end of its life; after tax.
        """
        carriers = [name for name in self.growth if name != OTHER]
        nothing = dict.fromkeys(_AMOUNTS, np.zeros(len(self.measures)))
        # Each from its own beginning; the delay is discounted below.
        parts = self._parts(self.measures.assign(delay=0), nothing, carriers, np.zeros(len(self.measures)))
        flows = sum(parts.values(), start=np.zeros((len(self.measures), 1)))[:, 1:]
        years = np.arange(1, flows.shape[1] + 1) + self.measures[["delay"]].to_numpy()
        discounted = flows / (1 + self.terms.discount_rate) ** years
        return discounted[:, ::-1].cumsum(axis=1)[:, ::-1]

    def early_worth(self) -> pd.Series:
        """Present value of additional savings in first years; 0 if there are none. [currency]"""
        known = self.measures[self.measures["is_known"]]
        worth = pd.Series(0.0, index=self.measures.index)
        for parts in self._early_parts(known, [*self.growth]):
            flows = sum(parts.values(), start=np.zeros((1, 1)))
            worth[known.index] += np.asarray(finance.npv(self.terms.discount_rate, flows))
        return worth

    def scaled(self, factors: Mapping[str, Any]) -> "Priced":
        """Measures with factors on single columns: one number for all, or one for each measure."""
        rows = self.measures
        early = {
            years: saved.assign(**{name: saved[name] * factors[name] for name in saved if name in factors})
            for years, saved in self.early.items()
        }
        changed = {name: rows[name] * factor for name, factor in factors.items()}
        return replace(self, measures=rows.assign(**changed), early=early)

    def only(self, ids: pd.Index) -> "Priced":
        """Return these measures only, in this order."""
        return replace(self, measures=self.measures.loc[ids])

    def begun(self, years: np.ndarray) -> "Priced":
        """Measures with another year of implementation for each, at the prices of that year.

        Parameters
        ----------
        years : array of int, (measures,)
            [yr]
        """
        waiting = years - self.measures["delay"]
        risen = {
            name: self.measures[name] * (1 + rate) ** waiting for name, rate in self.growth.items() if rate
        }
        return replace(self, measures=self.measures.assign(**risen, delay=years))

    def _next_price(self, known: pd.DataFrame) -> np.ndarray:
        """Cost of replacement units: the investment if no other cost is stated."""
        return known["replacement_cost"].fillna(known["investment"]).to_numpy(dtype=float)

    def _parts(
        self, known: pd.DataFrame, amounts: dict[str, np.ndarray], carriers: list[str], next_price: np.ndarray
    ) -> dict[str, np.ndarray]:
        given: dict[str, Any] = {name: amount for name, amount in amounts.items() if name != "investment"}
        parts = finance.cash_flow_parts(
            amounts["investment"],
            {name: _filled(known, name) for name in carriers},
            lifetime=known["lifetime"].to_numpy(dtype=float),
            horizon=self.terms.horizon,
            price_growth=self.growth,
            degradation=_filled(known, "degradation"),
            replacement_cost=next_price,
            **given,
            **self.terms.options,
        )
        if inflation := self.terms.options.get("inflation", 0.0):
            parts = {
                name: amounts / (1 + inflation) ** np.arange(amounts.shape[1])
                for name, amounts in parts.items()
            }
        delay = known["delay"].to_numpy(dtype=int)
        return {name: _later(amounts, delay) for name, amounts in parts.items()} if delay.any() else parts

    def _early_parts(self, known: pd.DataFrame, carriers: list[str]) -> list[dict[str, np.ndarray]]:
        """Yearly amounts of additional savings in first years, for each number of years."""
        nothing, terms = dict.fromkeys(_AMOUNTS, np.zeros(len(known))), self.terms
        ends = known["lifetime"] if terms.horizon is None else pd.Series(terms.horizon, index=known.index)
        once = replace(self, terms=replace(terms, horizon=None))
        return [
            once._parts(
                known.assign(**saved.loc[known.index], lifetime=ends.clip(upper=years)),
                nothing,
                carriers,
                np.zeros(len(known)),
            )
            for years, saved in self.early.items()
        ]

    def flows(self) -> np.ndarray:
        """Cash flow of every measure, (measures, years); zeros if unknown."""
        known = sum(self.parts().values(), start=np.zeros((1, 1)))
        flows = np.zeros((len(self.measures), known.shape[1]))
        flows[self.measures["is_known"].to_numpy()] = known
        return flows


def price(register: Register, terms: Terms) -> Priced:
    """Measures priced at the terms."""
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
    # A price path begins today, also for a measure that is implemented later.
    risen = {f"{MONEY_OF}{name}": by_resource[name] * (1 + growth[name]) ** delay for name in by_resource}
    return Priced(
        measures.assign(
            **risen,
            investment=measures["investment"].where(is_known),
            lifetime=_whole_years(measures["lifetime"]),
            subsidy=measures["incentive"],
            degradation=_column(measures, "degradation").fillna(terms.degradation),
            salvage=_column(measures, "salvage").fillna(0.0),
            replacement_cost=_column(measures, "replacement_cost"),
            delay=delay,
            is_known=is_known,
        ),
        {f"{MONEY_OF}{name}": rate for name, rate in growth.items()} | {OTHER: 0.0},
        terms,
        _early(register, growth, delay, terms),
    )


def _early(
    register: Register, growth: Mapping[str, float], delay: pd.Series, terms: Terms
) -> dict[int, pd.DataFrame]:
    """Additional savings in the first years, as `Priced.early`."""
    if register.early is None:
        return {}
    tables = {}
    for years in register.early["years"].unique().tolist():
        rows = register.early[register.early["years"] == years]
        saved = _by_resource(rows, register.measures.index, terms)
        columns = {f"{MONEY_OF}{name}": saved[name] * (1 + growth[name]) ** delay for name in saved}
        empty = {f"{MONEY_OF}{name}": 0.0 for name in growth if name not in saved} | {OTHER: 0.0}
        tables[int(years)] = pd.DataFrame(columns, index=saved.index).assign(**empty)
    return tables


def _added(tables: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Sums of yearly amounts by part; shorter series end earlier."""
    length = max(amounts.shape[1] for parts in tables for amounts in parts.values())
    sums: dict[str, np.ndarray] = {}
    for parts in tables:
        for name, amounts in parts.items():
            longer = np.pad(amounts, ((0, 0), (0, length - amounts.shape[1])))
            sums[name] = sums[name] + longer if name in sums else longer
    return sums


def _by_resource(savings: Savings, ids: pd.Index, terms: Terms) -> pd.DataFrame:
    """Saving of each measure by resource at current prices of the terms. [currency/yr]"""
    factors = savings["resource_id"].map(terms.carrier_factors).fillna(1.0).astype(float)
    factors = factors * np.where(savings["kind"] == "energy", terms.price_factor, 1.0)
    column, names = pd.factorize(savings["resource_id"])
    row = ids.get_indexer(savings["measure_id"])
    money = np.zeros((len(ids), len(names)))
    np.add.at(money, (row[row >= 0], column[row >= 0]), (savings["money"] * factors).fillna(0.0)[row >= 0])
    return pd.DataFrame(money, index=ids, columns=names)


def _later(amounts: np.ndarray, delay: np.ndarray) -> np.ndarray:
    """Yearly amounts, (measures, years), each row delayed by its number of years."""
    moved = np.zeros((len(amounts), amounts.shape[1] + int(delay.max())))
    place = np.arange(amounts.shape[1]) + delay[:, np.newaxis]
    np.put_along_axis(moved, place, np.broadcast_to(amounts, place.shape), axis=1)
    return moved


def _whole_years(lifetime: pd.Series) -> pd.Series:
    """Return lifetimes as used in cash flows: whole years, at least one."""
    return ((lifetime + 0.5) // 1).clip(lower=1)


def _column(measures: pd.DataFrame, name: str) -> pd.Series:
    """Column as floats, missing if the table has no such column."""
    empty = pd.Series(np.nan, index=measures.index)
    return measures[name].astype(float) if name in measures else empty


def _filled(measures: pd.DataFrame, name: str) -> np.ndarray:
    return measures[name].fillna(0).to_numpy(dtype=float)
