"""Uncertainty of payback and NPV, and the energy prices that drive them."""

from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.energy.measures.appraisal import totals
from isdata.energy.measures.pricing import MONEY_OF, OTHER, Priced, price
from isdata.energy.measures.register import Register
from isdata.energy.measures.terms import Terms
from isdata.engines import finance, uncertainty


def simulate(
    register: Register,
    terms: Terms,
    *,
    hurdle: float,
    price_share: float = 0.3,
    price_correlation: float = 0.5,
    measure_correlation: float = 0.0,
    draws: int = uncertainty.DRAWS,
) -> uncertainty.Simulation:
    """Uncertainty of payback and NPV.

    Parameters
    ----------
    register : Register
        The measures; the uncertainty that a measure declares replaces the general spread of
        `uncertainty.Assumptions`.
    terms : Terms
        Prices, discount rate, horizon and taxes. Payback is that before tax.
    hurdle : float
        Required payback. [yr]
    price_share : float
        Uncertainty of energy prices: the central 95 % range is from 1 / (1 + share) to 1 + share times the
        stored price. [-]
    price_correlation : float
        Correlation between the prices of any two carriers. [-]
    measure_correlation : float
        Correlation between the errors of any two measures; at 0 they partly cancel out in the sum. [-]
    draws : int
        Number of draws.

    Returns
    -------
    Simulation
        Drivers of the tornado are "investment", "saving", and the resource_id of each carrier.
    """
    table, assumptions = _uncertain(register, terms, price_share, price_correlation, measure_correlation)
    before_tax = price(register, replace(terms, tax_rate=0.0))
    result = uncertainty.simulate(
        table.reset_index(),
        assumptions,
        discount_rate=terms.discount_rate,
        hurdle=hurdle,
        yearly=_yearly(before_tax) if before_tax.is_delayed else None,
        draws=draws,
    )
    tornado = result.tornado.assign(driver=result.tornado["driver"].str.removeprefix(MONEY_OF))
    return replace(result, measures=result.measures.set_axis(register.measures.index), tornado=tornado)


def samples(
    register: Register,
    terms: Terms,
    *,
    price_share: float = 0.3,
    price_correlation: float = 0.5,
    measure_correlation: float = 0.0,
    draws: int = uncertainty.DRAWS,
) -> tuple[uncertainty.Samples, pd.DataFrame]:
    """Simulations of the single measures, the same that `simulate` summarises.

    Parameters
    ----------
    register, terms, price_share, price_correlation, measure_correlation, draws
        As for `simulate`.

    Returns
    -------
    (uncertainty.Samples, DataFrame)
        The simulations, and their measures, index measure_id, as priced, with the present values of their
        parts.
    """
    table, assumptions = _uncertain(register, terms, price_share, price_correlation, measure_correlation)
    drawn = uncertainty.draw(table.reset_index(), assumptions, discount_rate=terms.discount_rate, draws=draws)
    return drawn, table.set_axis(register.measures.index)


def _uncertain(
    register: Register,
    terms: Terms,
    price_share: float,
    price_correlation: float,
    measure_correlation: float,
) -> tuple[pd.DataFrame, uncertainty.Assumptions]:
    """Measures with the present values of their parts, and their uncertainties."""
    priced = price(register, terms)
    is_paid = (register.savings["kind"] == "energy") & (register.savings["money"].fillna(0) != 0)
    energy = set(register.savings.loc[is_paid, "resource_id"])
    certain = uncertainty.Spread(1.0, 1.0)
    spread = uncertainty.Spread.within(price_share, "lognormal") if price_share > 0 else certain
    prices = {
        name: spread if name.removeprefix(MONEY_OF) in energy and name != OTHER else certain
        for name in priced.growth
    }
    worth = {
        f"worth_{name}" if name in ("investment", "rest") else f"worth of {name}": amounts
        for name, amounts in priced.worth().items()
    }
    return priced.measures.assign(**worth), uncertainty.Assumptions(
        prices=prices, price_correlation=price_correlation, measure_correlation=measure_correlation
    )


def _yearly(priced: Priced) -> dict[str, np.ndarray]:
    """Yearly amounts of all measures by uncertain part, (measures, years); zeros if unknown."""
    parts = priced.parts()
    length = next(iter(parts.values())).shape[1]
    rest = sum(
        (
            amounts
            for name, amounts in parts.items()
            if name not in ("investment", "terminal", *priced.growth)
        ),
        start=np.zeros((1, length)),
    )
    drawn = {"investment": parts["investment"], "rest": rest}
    drawn |= {name: parts[name] for name in priced.growth if name in parts}
    known = priced.measures["is_known"].to_numpy()
    whole = {name: np.zeros((len(known), length)) for name in drawn}
    for name, amounts in drawn.items():
        whole[name][known] = amounts
    return whole


def price_paths(register: Register, terms: Terms, factors: np.ndarray) -> pd.DataFrame:
    """NPV of all measures by price factor, of one carrier or of all.

    Parameters
    ----------
    register : Register
        The measures.
    terms : Terms
        Other prices and rates.
    factors : array
        Factors on the price.

    Returns
    -------
    DataFrame
        resource_id ("all" for every carrier together), factor [-], annual_saving [currency/yr], npv [currency],
        payback [yr].
    """
    priced = price(register, terms)
    sums = totals(register, terms)
    # Present value of a carrier's savings; the net present value is linear in its price.
    worth = {name: float(amounts.sum()) for name, amounts in priced.worth().items()}
    known = priced.measures[priced.measures["is_known"]]
    flows = {name: amounts.sum(axis=0) for name, amounts in priced.parts().items()}
    flow = sum(flows.values(), start=np.zeros(1))
    is_energy = register.savings["kind"] == "energy"
    carriers = [f"{MONEY_OF}{name}" for name in register.savings.loc[is_energy, "resource_id"].unique()]
    energy = [name for name in carriers if name in worth]
    paths = []
    for carrier in ("all", *energy):
        moved = energy if carrier == "all" else [carrier]
        money = sum(float(known[name].sum()) for name in moved)
        saving = sums["annual_saving"] + (factors - 1) * money
        yearly = sum((flows[name] for name in moved), start=np.zeros(1))
        path = {
            "resource_id": carrier.removeprefix(MONEY_OF),
            "factor": factors,
            "annual_saving": saving,
            "npv": sums["npv"] + (factors - 1) * sum(worth[name] for name in moved),
            "payback": finance.cumulative_payback(flow + (factors[:, np.newaxis] - 1) * yearly)
            if priced.is_delayed
            else finance.payback(np.full(len(factors), float(sums["net_investment"])), saving),
        }
        paths.append(pd.DataFrame(path))
    return pd.concat(paths, ignore_index=True)
