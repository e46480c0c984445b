"""The most robust plan over simulations, and the selection frequency of each measure.

In each simulation investment, savings and energy prices differ, the same for all plans. The best plan of each
simulation is found. These plans, and the one for the stated values, are then valued in all simulations.
Budgets apply to stated costs, as budgets are approved; additional costs in a simulation reduce the value of
the measure there.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Relations
from isdata.decisions.planning.candidates import Candidates, candidates
from isdata.decisions.planning.limits import Aim, Limits
from isdata.decisions.planning.model import Model
from isdata.energy import measures
from isdata.energy.measures import Register, Terms
from isdata.engines import finance, progress

# Number of simulations; fewer if limits require branch and bound in each of them.
DRAWS, FEWER = 200, 40
LEAST = 20  # simulations that are completed even if a reader requests a stop
# Largest relative loss of value at which a plan counts as near the best of a simulation. [-]
NEAR = 0.02
# Time limit for the plan of the stated values, which is compared with the simulations' plans. [s]
STATED_PATIENCE = 5.0
RECOMMENDED, STATED, MEAN, CAREFUL = PLANS = ("recommended", "stated", "mean", "careful")


@dataclass(frozen=True)
class Drawn:
    """Values of the measures in each simulation.

    Attributes
    ----------
    npv : array, (measures, draws)
        [currency]
    lost : array, (overlaps, draws)
        Loss of each overlap if both are done in their earliest years. [currency]
    cost : array, (measures, draws)
        Cost to be paid. [currency]
    """

    npv: np.ndarray
    lost: np.ndarray
    cost: np.ndarray

    @property
    def draws(self) -> int:
        """Number of simulations."""
        return self.npv.shape[1]

    def first(self, draws: int) -> "Drawn":
        """The values of the first simulations."""
        return Drawn(self.npv[:, :draws], self.lost[:, :draws], self.cost[:, :draws])


@dataclass(frozen=True)
class Robust:
    """Plans over all simulations.

    Attributes
    ----------
    frequency : Series, index measure_id
        Share of simulations in which the measure is part of the best plan. [-]
    plans : DataFrame, index of PLANS
        measures, cost [currency], co2 [t/yr] as stated; mean, p10, p50 of the net present value [currency];
        near, the share of simulations in which it is at most `NEAR` below the best [-]; regret, mean
        difference to the best plan of each simulation [currency]; over, the probability of exceeding the
        budget [-], missing without one. "recommended" is near the best most often, "stated" is best for the
        stated values, "mean" has the largest mean, "careful" the largest 10th percentile; a plan that is
        several of these is named only once.
    chosen : DataFrame of bool, index measure_id
        Measures of each of PLANS.
    npv : array, (draws,)
        Of the recommended plan. [currency]
    simulations : int
        Number of simulations.
    is_feasible : bool
        Whether any plan keeps the limits; if not, everything else is empty.
    """

    frequency: pd.Series
    plans: pd.DataFrame
    chosen: pd.DataFrame
    npv: np.ndarray
    simulations: int
    is_feasible: bool


def drawn(
    register: Register,
    found: Candidates,
    terms: Terms,
    *,
    measure_correlation: float = 0.0,
    draws: int = DRAWS,
) -> Drawn:
    """Values of candidates in simulations.

    Parameters
    ----------
    register : Register
        The measures.
    found : Candidates
        Candidates computed from them at the same terms.
    terms : Terms
        Prices and rates.
    measure_correlation : float
        Correlation between the errors of any two measures. [-]
    draws : int
        Number of simulations; the random numbers are the same each time.
    """
    samples, table = measures.samples(register, terms, measure_correlation=measure_correlation, draws=draws)
    ids = found.measures.index
    place = pd.Series(np.arange(len(table)), index=table.index).reindex(ids).to_numpy(dtype=int)
    npv, net = samples.npv[place], samples.investment[place]
    own = table.loc[ids]
    planned = own["investment"].to_numpy(dtype=float)[:, np.newaxis]
    stated_net = finance.net_investment(own).to_numpy(dtype=float)[:, np.newaxis]
    price_ratio = np.divide(net + planned - stated_net, planned, out=np.ones_like(net), where=planned != 0)
    fixed, rest = (own[[f"worth_{name}"]].to_numpy(dtype=float) for name in ("investment", "rest"))
    # The rest of the value is that of savings; an overlap takes its share of it, a shared cost its share of
    # the investment.
    saved = npv - price_ratio * fixed - rest
    stated = found.measures[["npv"]].to_numpy(dtype=float) - fixed - rest
    ratio = np.divide(saved, stated, out=np.ones_like(saved), where=np.abs(stated) > 1e-9)
    other = pd.Series(np.arange(len(ids)), index=ids).reindex(found.overlaps["other_id"]).to_numpy(dtype=int)
    return Drawn(
        npv=npv,
        lost=found.overlaps["npv"].to_numpy(dtype=float)[:, np.newaxis]
        * np.where(found.saved[:, np.newaxis] > 0, price_ratio[other], ratio[other]),
        cost=found.measures[["cost"]].to_numpy(dtype=float) + net - stated_net,
    )


def robust(
    found: Candidates,
    simulated: Drawn,
    limits: Limits,
    aim: Aim | None = None,
    *,
    gap: float = 1e-3,
    patience: float = 0.15,
) -> Robust:
    """Plan that is most often optimal, or nearly so, in the simulations.

    Parameters
    ----------
    found : Candidates
        Measures to choose from.
    simulated : Drawn
        Values as `drawn` returns, of the same measures.
    limits : Limits
        At stated costs and tonnes.
    aim : Aim, optional
        Only its discount rate is used; the simulations value money only.
    gap, patience : float
        For each simulation, if limits require branch and bound.
    """
    model = Model(found, limits, replace(aim or Aim(), objective="npv"))
    plain = model.solve(patience=STATED_PATIENCE)
    if not plain.is_feasible:
        none = pd.DataFrame()
        return Robust(pd.Series(dtype=float), none, none, np.empty(0), simulated.draws, False)
    best, simulated = _best_of_each(model, simulated, gap=gap, patience=patience)
    grids = np.stack([grid.ravel() for grid in (model.grid(plain), *best)])
    flat, first = np.unique(grids, axis=0, return_index=True)
    weights = np.stack([model.accounts.weights(taken) for taken in flat])
    worth = _worth(model, flat, weights, simulated)
    scores = _scored(model, flat, weights, worth, simulated, limits)
    order = _order(scores, stated=int(np.flatnonzero(first == 0)[0]))
    ids = found.measures.index
    return Robust(
        frequency=pd.Series(np.mean([grid.any(axis=0) for grid in best], axis=0), index=ids),
        plans=scores.loc[list(order.values())].set_axis(list(order)),
        chosen=pd.DataFrame({name: weights[row] > 0 for name, row in order.items()}, index=ids),
        npv=worth[order[RECOMMENDED]],
        simulations=simulated.draws,
        is_feasible=True,
    )


def _order(scores: pd.DataFrame, *, stated: int) -> dict[str, Any]:
    """Row of each of PLANS among those scored."""
    return {
        RECOMMENDED: scores.sort_values(["near", "mean"], ascending=False).index[0],
        STATED: stated,
        MEAN: scores["mean"].idxmax(),
        CAREFUL: scores["p10"].idxmax(),
    }


def _best_of_each(
    model: Model, simulated: Drawn, *, gap: float, patience: float
) -> tuple[list[np.ndarray], Drawn]:
    """Best plan of each simulation, and the number of simulations completed before `progress` requested a
    stop."""
    found = []
    for k, (npv, lost) in enumerate(zip(simulated.npv.T, simulated.lost.T, strict=True)):
        if not progress.report(k / simulated.draws) and k >= LEAST:
            simulated = simulated.first(k)
            break
        found.append(model.best_for(npv, lost, gap=gap, patience=patience))
    return [grid for grid in found if grid is not None], simulated


def _worth(model: Model, plans: np.ndarray, weights: np.ndarray, simulated: Drawn) -> np.ndarray:
    """Net present value of each plan in each simulation, shape (plans, simulations). [currency]"""
    lost = np.stack([model.accounts.of_pairs(model.accounts.lost_share, taken) for taken in plans])
    return weights @ simulated.npv - lost @ simulated.lost


def _scored(
    model: Model,
    plans: np.ndarray,
    weights: np.ndarray,
    worth: np.ndarray,
    simulated: Drawn,
    limits: Limits,
) -> pd.DataFrame:
    """Measures, cost, CO2, scores and chance of exceeding the budget, one row per plan."""
    own = [model.described(taken) for taken in plans]
    spared = np.stack([model.accounts.of_pairs(model.accounts.spared, taken) for taken in plans])
    return pd.DataFrame(
        {
            "measures": [int(figures.taken.sum()) for figures in own],
            "cost": [figures.cost for figures in own],
            "co2": [figures.co2 for figures in own],
            **_scores(worth),
            "over": _chance_over_budget(weights > 0, simulated.cost, spared.sum(axis=1), limits),
        }
    )


def _scores(worth: np.ndarray) -> dict[str, np.ndarray]:
    """Scores of each plan over all simulations; worth of shape (plans, simulations)."""
    # No plan beats the best of a simulation, but a search may stop slightly below it.
    top = worth.max(axis=0)
    return {
        "mean": worth.mean(axis=1),
        "p10": np.percentile(worth, 10, axis=1),
        "p50": np.percentile(worth, 50, axis=1),
        "near": (worth >= top - NEAR * np.abs(top) - 1e-9).mean(axis=1),
        "regret": (top - worth).mean(axis=1),
    }


def _chance_over_budget(
    chosen: np.ndarray, cost: np.ndarray, saved: np.ndarray, limits: Limits
) -> np.ndarray:
    """Probability of each plan to exceed the budget, (plans,); missing if there is no budget."""
    money = sum(limits.by_year) if limits.by_year else limits.budget
    if money is None:
        return np.full(len(chosen), np.nan)
    return (chosen.astype(float) @ cost - saved[:, np.newaxis] > money * (1 + 1e-9)).mean(axis=1)


def of_register(
    register: Register,
    relations: Relations,
    terms: Terms,
    limits: Limits,
    aim: Aim | None = None,
    *,
    measure_correlation: float = 0.0,
) -> Robust:
    """Robust plan of a register's measures; see `drawn` and `robust`."""
    found = candidates(register, relations, terms)
    is_quick = not limits.by_year and limits.co2_floor is None
    draws = DRAWS if is_quick else FEWER
    samples = drawn(register, found, terms, measure_correlation=measure_correlation, draws=draws)
    return robust(found, samples, limits, aim)
