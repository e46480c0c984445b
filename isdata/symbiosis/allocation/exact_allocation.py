"""Optimal physical allocation of supplies to demands over a set of candidates, exact."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_array, hstack, vstack

from isdata.engines import solver
from isdata.symbiosis.allocation.network import Network, best_flow

GAP = 1e-6  # relative gap at which branch and bound may stop [-]
PATIENCE = 10.0  # time limit of the search; its best result is stated with its bound [s]
_TINY = 1e-9


@dataclass(frozen=True)
class Allocation:
    """The best allocation.

    Attributes
    ----------
    quantities : Series
        Amount that each candidate carries, with the index of the candidates. [unit wanted/yr]
    value : float
        Total gain, net of fixed costs. [currency/yr]
    bound : float
        Upper bound of the value of any allocation; equal to `value` up to the gap. [currency/yr]
    supplies, demands : DataFrame
        By stream: amount, used [own unit/yr], marginal_value: gain from one more unit, with the used
        candidates fixed [currency/own unit].
    blends : DataFrame
        demand, substance, marginal_value: gain from allowing one more unit of the substance [currency/unit].
    """

    quantities: pd.Series
    value: float
    bound: float
    supplies: pd.DataFrame
    demands: pd.DataFrame
    blends: pd.DataFrame


def allocate(candidates: pd.DataFrame, *, blends: pd.DataFrame | None = None) -> Allocation:
    r"""Allocation with the largest total gain: amount of each candidate.

    .. math::

       \max \sum_a g_a q_a - \sum_p f_p z_p \quad \text{s.t.} \quad
       \sum_{a \in i} q_a / c_a \le s_i, \; \sum_{a \in j} q_a \le d_j, \;
       \sum_{a \in j} (h_{ak} - l_{jk})\, q_a \le 0, \; m_p z_p \le \sum_{a \in p} q_a \le u_p z_p, \; z_p \in \{0, 1\}

    The allocation is a minimum-cost flow if every candidate passes on all that it takes and has no further
    constraint. Otherwise it is a linear program if no candidate has a least amount or a fixed cost, and
    branch and bound if any has. The marginal values are then those of the linear program with the used
    candidates fixed.

    Parameters
    ----------
    candidates : DataFrame
        supply, demand (ids), supply_amount s [unit given/yr], demand_amount d [unit wanted/yr], factor c
        (units wanted per unit given), gain g [currency/unit wanted], least m [unit wanted/yr], fixed f
        [currency/yr], and most [unit wanted/yr] if something else limits the candidate. If candidates need
        the same plant or pipe, plant: its id; their least, fixed and plant_most (its capacity, if stated)
        then apply once to all of them together.
    blends : DataFrame, optional
        candidate (index in `candidates`), substance, excess: share of the substance in the supply less the
        maximum that the demand allows; the mixture of all supplies of the demand must keep the limit.
        Substances that were not measured in a supply count as exactly at the limit.

    Returns
    -------
    Allocation

    Examples
    --------
    One supply of 10 serves the demand that gains more first:

    >>> ways = pd.DataFrame({"supply": ["s", "s"], "demand": ["a", "b"], "supply_amount": 10.0,
    ...     "demand_amount": [6.0, 8.0], "factor": 1.0, "gain": [3.0, 5.0], "least": 0.0, "fixed": 0.0})
    >>> best = allocate(ways)
    >>> best.quantities.tolist(), best.value, best.supplies["marginal_value"].tolist()
    ([2.0, 8.0], 46.0, [3.0])
    """
    if candidates.empty:
        nothing = pd.DataFrame(columns=["amount", "used", "marginal_value"], dtype=float)
        return Allocation(
            pd.Series(dtype=float), 0.0, 0.0, nothing, nothing, _blend_table(candidates, blends)[0]
        )
    problem = _Problem(candidates, blends)
    return problem.flowed() if problem.is_pure else problem.solved()


def by_program(candidates: pd.DataFrame, *, blends: pd.DataFrame | None = None) -> Allocation:
    """Best allocation by a linear or mixed-integer program, also for a pure network.

    As `allocate`.
    """
    return _Problem(candidates, blends).solved()


def in_order(candidates: pd.DataFrame) -> float:
    """Gain when the candidates are agreed one after the other, each as large as possible.

    The order is that of the rows. Blending limits are ignored.

    Parameters
    ----------
    candidates : DataFrame
        As for `allocate`.
    """
    given = dict(zip(candidates["supply"], candidates["supply_amount"], strict=True))
    wanted = dict(zip(candidates["demand"], candidates["demand_amount"], strict=True))
    total = 0.0
    for row in candidates.to_dict("records"):
        now = {**row, "supply_amount": given[row["supply"]], "demand_amount": wanted[row["demand"]]}
        amount = alone(now)
        if amount > 0:
            total += row["gain"] * amount - row["fixed"]
            given[row["supply"]] -= amount / row["factor"]
            wanted[row["demand"]] -= amount
    return total


def alone(row: Mapping) -> float:
    """Amount of one candidate without competitors; zero if it has no gain.

    Parameters
    ----------
    row : mapping
        One row as in `allocate`.
    """
    amount = min(row["supply_amount"] * row["factor"], row["demand_amount"], row.get("most", np.inf))
    return amount if amount >= row["least"] and row["gain"] * amount > row["fixed"] else 0.0


class _Problem:
    """The program of one allocation."""

    def __init__(self, candidates: pd.DataFrame, blends: pd.DataFrame | None) -> None:
        self.table = candidates
        self.count = len(candidates)
        self.gain = candidates["gain"].to_numpy(dtype=float)
        factor = candidates["factor"].to_numpy(dtype=float)
        self.plant, self.plants = _plants(candidates)
        is_plain = (self.plants["fixed"] == 0.0) & (self.plants["least"] == 0.0)
        self.is_pure = bool(
            is_plain.all() and self.plants["most"].isna().all() and (factor == 1.0).all()
        ) and (blends is None or blends.empty)
        self.supply, self.supplies = _limits(candidates, "supply")
        self.demand, self.demands = _limits(candidates, "demand")
        self.blends, excess = _blend_table(candidates, blends)
        places, given, wanted = np.arange(self.count), self.supplies["amount"], self.demands["amount"]
        into = csr_array((1 / factor, (self.supply, places)), (len(given), self.count))
        out = csr_array((np.ones(self.count), (self.demand, places)), (len(wanted), self.count))
        self.rows = csr_array(vstack([into, out, excess]))
        self.ends = np.concatenate([given, wanted, np.zeros(len(self.blends))])
        self.most = np.minimum(given.to_numpy()[self.supply] * factor, wanted.to_numpy()[self.demand])
        # Limits that equal those of supply and demand are omitted: they would split the marginal values.
        self.own_most = np.full(self.count, np.inf)
        if "most" in candidates:
            self.own_most = candidates["most"].fillna(np.inf).to_numpy(dtype=float)
        self.most = np.minimum(self.most, self.own_most)
        carried = np.bincount(self.plant, self.most, len(self.plants))
        self.plants = self.plants.assign(
            is_capped=self.plants["most"] < carried, most=np.fmin(self.plants["most"], carried)
        )

    def flowed(self) -> Allocation:
        """Best allocation as a network flow."""
        found = best_flow(
            Network(
                self.supply,
                self.demand,
                self.supplies["amount"].to_numpy(),
                self.demands["amount"].to_numpy(),
                self.gain,
                self.own_most,
            )
        )
        value = float(self.gain @ found.quantities)
        sides = np.split(self.rows @ found.quantities, [len(self.supplies)])
        return Allocation(
            pd.Series(found.quantities, index=self.table.index),
            value,
            max(value, found.bound),
            self.supplies.assign(used=sides[0], marginal_value=found.supply_worth),
            self.demands.assign(used=sides[1], marginal_value=found.demand_worth),
            self.blends.assign(marginal_value=0.0),
        )

    def solved(self) -> Allocation:
        """Best allocation by a linear program, after branch and bound has chosen its plants."""
        chosen = self.plants.loc[(self.plants["least"] > 0) | (self.plants["fixed"] > 0)]
        used, bound = self._chosen(chosen) if len(chosen) else (chosen.index, np.nan)
        idle = chosen.index.difference(used)
        high = np.where(np.isin(self.plant, idle), 0.0, self.own_most)
        settled = self.plants.loc[used]
        least = np.minimum(settled["least"], settled["most"]).to_numpy()
        capped = self.plants.loc[self.plants["is_capped"]]
        rows = csr_array(vstack([self.rows, -self._summed(used), self._summed(capped.index)]))
        ends = np.concatenate([self.ends, -least, capped["most"]])
        bounds = np.column_stack([np.zeros(self.count), high])
        found = linprog(-self.gain, rows, ends, bounds=bounds, method="highs")
        quantities = np.where(found.x > _TINY * max(1.0, self.most.max()), found.x, 0.0)
        value = float(self.gain @ quantities - settled["fixed"].sum())
        return self._described(quantities, value, value if np.isnan(bound) else max(bound, value), found)

    def _summed(self, plants: pd.Index) -> csr_array:
        """Rows that sum the amounts carried by each of some plants."""
        place = pd.Series(range(len(plants)), index=plants).reindex(self.plant)
        of_one = np.flatnonzero(place.notna())
        at = place.to_numpy()[of_one].astype(int)
        return csr_array((np.ones(len(of_one)), (at, of_one)), (len(plants), self.count))

    def _chosen(self, plants: pd.DataFrame) -> tuple[pd.Index, float]:
        """Plants with a minimum amount or fixed cost that are used, and the proven bound."""
        count = len(plants)
        none = csr_array((len(self.ends), count))
        carried, most = self._summed(plants.index), plants["most"].to_numpy()
        upper = hstack([carried, csr_array(np.diag(-most))])
        lower = hstack([-carried, csr_array(np.diag(plants["least"].to_numpy()))])
        rows = vstack([hstack([self.rows, none]), upper, lower])
        ends = np.concatenate([self.ends, np.zeros(2 * count)])
        is_enough = (plants["least"] <= plants["most"]).to_numpy(dtype=float)
        found, bound = solver.best_mix(
            np.concatenate([self.gain, -plants["fixed"].to_numpy()]),
            csr_array(rows),
            ends,
            np.concatenate([self.most, is_enough]),
            np.arange(self.count + count) >= self.count,
            gap=GAP,
            patience=PATIENCE,
        )
        # The empty allocation is feasible: it is the result if the search ends without one.
        is_used = np.zeros(count, dtype=bool) if found is None else found[self.count :] > 0.5
        return plants.index[is_used], bound

    def _described(
        self, quantities: np.ndarray, value: float, bound: float, found: OptimizeResult
    ) -> Allocation:
        prices = -np.asarray(found.ineqlin.marginals)
        sides = len(self.supplies), len(self.demands)
        ends = np.cumsum([*sides, len(self.blends)])
        given, wanted, blended, _plants_own = np.split(np.maximum(0.0, prices), ends)
        moved = self.rows @ quantities
        supplies = self.supplies.assign(used=moved[: sides[0]], marginal_value=given)
        demands = self.demands.assign(used=moved[sides[0] : sum(sides)], marginal_value=wanted)
        return Allocation(
            pd.Series(quantities, index=self.table.index),
            value,
            bound,
            supplies,
            demands,
            self.blends.assign(marginal_value=blended),
        )


def _limits(candidates: pd.DataFrame, side: str) -> tuple[np.ndarray, pd.DataFrame]:
    """Number of each candidate's stream of a side, and the streams with their amounts."""
    codes, names = pd.factorize(candidates[side])
    amounts = candidates.groupby(codes)[f"{side}_amount"].first().to_numpy(dtype=float)
    return codes, pd.DataFrame({"amount": amounts}, index=pd.Index(names, name=side))


def _plants(candidates: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Number of each candidate's plant, and the plants with least, fixed and most.

    One plant each by default.
    """
    codes = pd.factorize(candidates.get("plant", candidates.index))[0]
    plants = candidates.assign(most=candidates.get("plant_most", np.nan), plant=codes)
    first = plants.drop_duplicates("plant").set_index("plant")
    return codes, first[["least", "fixed", "most"]].astype(float)


def _blend_table(candidates: pd.DataFrame, blends: pd.DataFrame | None) -> tuple[pd.DataFrame, csr_array]:
    """Blending limits, and the excess of each candidate in each of them."""
    if blends is None or blends.empty:
        return pd.DataFrame({"demand": [], "substance": []}), csr_array((0, len(candidates)))
    place = pd.Series(range(len(candidates)), index=candidates.index)
    table = blends.assign(demand=blends["candidate"].map(candidates["demand"]))
    codes, names = pd.factorize(pd.MultiIndex.from_frame(table[["demand", "substance"]]))
    at = place.reindex(table["candidate"]).to_numpy()
    excess = csr_array((table["excess"].to_numpy(dtype=float), (codes, at)), (len(names), len(candidates)))
    return pd.DataFrame(list(names), columns=["demand", "substance"]), excess
