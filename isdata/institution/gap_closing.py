"""Gaps to targets and limits, and the cheapest measures and synergies that close each of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.decisions import planning
from isdata.decisions.planning import rounding
from isdata.decisions.planning.limits import Aim, Floor, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.request import Request
from isdata.energy.measures import Terms, disclosed
from isdata.engines import progress
from isdata.institution import gap_effects
from isdata.institution.computed_indicators import computed
from isdata.institution.conformity import conformity
from isdata.institution.gap_effects import Gap
from isdata.institution.scorecard import scorecard
from isdata.park import flows

PATIENCE = 3.0  # solver time limit for one gap [s]
OWN = "own"  # the park's own targets, offered like a standard
_ORDER = {"closed": 0, "short": 1, "none": 2}  # order of gaps by status
# What the park's own indicators measure, where it follows from the data or adds up over measures and synergies.
_OWN_MEASURES = {
    "waste_reused": "solid_waste_used",
    "energy_intensity": "energy_intensity",
    "water_intensity": "water_intensity",
    "waste_landfilled": "solid_waste_landfilled",
    "water_reused": "waste_water_used",
    "co2_saved": "co2_saved",
    "jobs_secured": "jobs",
    "private_investment": "private_investment",
    "network_saving": "energy_saved",
    "chain_links": "new_links",
}
# Decided measures and synergies count before any others are chosen.
DECIDED_MEASURES, DECIDED_STAGES = ("decided",), ("implementation",)


@dataclass(frozen=True)
class Closed:
    """Actions that close a gap.

    Attributes
    ----------
    gap : Gap, optional
        None where no stored measure or synergy can affect the indicator.
    plan : Portfolio, optional
        Cheapest set of measures and synergies that closes the gap; infeasible if all of them together do not suffice.
    reach : float
        Share of the gap that all measures and synergies together close. [-]
    decided : float
        Share of the gap that decided measures and synergies close. [-]
    """

    gap: Gap | None
    plan: Portfolio | None = None
    reach: float = 0.0
    decided: float = 0.0

    def disclosed(self, is_named: pd.Series, rounded: Callable[[Portfolio], Portfolio]) -> "Closed":
        """Copy with rounded figures of the plan and with contributions of named measures and synergies only."""
        if self.gap is None or self.plan is None:
            return self
        effects = self.gap.effects.where(is_named.reindex(self.gap.effects.index).astype(bool))
        return replace(self, gap=replace(self.gap, effects=effects), plan=rounded(self.plan))

    @property
    def status(self) -> str:
        """Either "none" (nothing affects it), "short" (all together do not suffice) or "closed"."""
        if self.gap is None or self.plan is None:
            return "none"
        return "closed" if self.plan.is_feasible else "short"


@dataclass(frozen=True)
class Closing:
    """Gaps of a standard, or to the park's own targets, and the measures and synergies that close them.

    Attributes
    ----------
    gaps : DataFrame, index indicator_id
        Gaps that can be closed come first. Columns: name_en, name_zh, unit, value, limit [unit], gap [unit], due (year of
        the target, where there is one).
    closed : dict of str to Closed
        By indicator.
    together : Portfolio, optional
        Cheapest set that closes all gaps that can be closed.
    names : DataFrame, index measure_id
        name_en, name_zh, company_en, company_zh, is_synergy of all measures and synergies.
    currency : str
    """

    gaps: pd.DataFrame
    closed: dict[str, Closed]
    together: Portfolio | None
    names: pd.DataFrame
    currency: str

    def planned_value(self, indicator_id: str) -> float | None:
        """Value that decided measures and synergies reach; None if none affects the indicator. [unit of the indicator]"""
        row, one = self.gaps.loc[indicator_id], self.closed[indicator_id]
        if one.gap is None or one.decided <= 0:
            return None
        step = one.decided * float(row["gap"])
        return float(row["value"]) + (step if row["limit"] > row["value"] else -step)


def gaps(
    con: duckdb.DuckDBPyConnection, *, park_id: str, standard_id: str, year: int, viewer: Viewer
) -> pd.DataFrame:
    """Indicators whose value misses the limit of a standard, or the next target of the park.

    An unknown value is not a gap. Columns as `Closing.gaps`, and measure (the measured quantity).
    """
    columns = ["name_en", "name_zh", "unit", "value", "limit", "gap", "due", "measure"]
    if standard_id == OWN:
        found = scorecard(con, park_id=park_id, viewer=viewer)
        if found.empty:
            return pd.DataFrame(columns=columns)
        found = found[found["gap"] > 0]
        return found.assign(
            limit=found["target"],
            due=found["target_year"],
            measure=[_OWN_MEASURES.get(name, "") for name in found.index],
        )[columns]
    found = conformity(con, park_id=park_id, standard_id=standard_id, year=year, viewer=viewer)
    found = found[found["status"] == "missed"]
    limit = found["minimum"].where(found["value"] < found["minimum"], found["maximum"])
    return found.assign(limit=limit, gap=(found["value"] - limit).abs(), due=np.nan)[columns]


def closing(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    standard_id: str,
    year: int,
    viewer: Viewer,
    terms: Terms | None = None,
    objective: str = "cost",
) -> Closing:
    r"""Cheapest measures and synergies that close each gap, and all gaps together.

    .. math:: \min \sum_i I_i x_i \quad \text{s.t.} \quad \sum_i e_{ik} x_i \ge g_k

    with the investment I, the effect e on the amount behind indicator k, and the gap g, subject to the relations of measures
    and the streams that synergies share: `planning.Model` with a floor.

    Parameters
    ----------
    standard_id : str
        A standard, or `OWN`.
    year : int
        Year of the values compared with a standard.
    objective : str
        "cost" for the lowest investment, "npv" for the highest net present value; see `planning.Aim`.
    """
    terms = terms or Terms()
    found = gaps(con, park_id=park_id, standard_id=standard_id, year=year, viewer=viewer)
    request = Request(park_id, "ahead", terms, Limits(), Aim(objective, discount_rate=terms.discount_rate))
    things, names, _synergies = request.with_synergies(con)
    contributions = gap_effects.effects(con, park_id, names[~names["is_synergy"]], things.measures)
    derived = computed(con, park_id=park_id, year=year, viewer=viewer)
    is_decided = names["status"].isin([*DECIDED_MEASURES, *DECIDED_STAGES])
    closed: dict[str, Closed] = {}
    for k, (name, row) in enumerate(found.iterrows()):
        if not progress.report(k / len(found)):
            break
        gap = gap_effects.as_sum(str(row["measure"]), row, derived, contributions)
        closed[str(name)] = _closed(gap, things, request.aim, is_decided)
    whole = _together(closed, things, request.aim)
    rounded = partial(rounding.plan, names=names, viewer=viewer)
    shown = disclosed(names, viewer=viewer)
    return Closing(
        found.loc[sorted(closed, key=lambda name: _ORDER[closed[name].status])].drop(columns="measure"),
        {name: one.disclosed(shown["is_named"], rounded) for name, one in closed.items()},
        None if whole is None else rounded(whole),
        shown[["name_en", "name_zh", "company_en", "company_zh", "is_synergy"]],
        things.currency,
    )


def _together(closed: dict[str, Closed], things: planning.Candidates, aim: Aim) -> planning.Portfolio | None:
    """Plan that closes all gaps that can be closed; None where there is none."""
    floors = tuple(
        Floor(name, dict(one.gap.effects), one.gap.need)
        for name, one in closed.items()
        if one.gap is not None and one.status == "closed"
    )
    return Model(things, Limits(floors=floors), aim).solve(patience=2 * PATIENCE) if floors else None


def _closed(gap: Gap | None, things: planning.Candidates, aim: Aim, is_decided: pd.Series) -> Closed:
    if gap is None or not (gap.effects > 0).any():
        return Closed(None)
    floor = Floor("gap", dict(gap.effects), gap.need)
    plan = Model(things, Limits(floors=(floor,)), aim).solve(patience=PATIENCE)
    most = float(gap.effects.clip(lower=0).sum())
    done = float(gap.effects[is_decided].sum())
    return Closed(gap, plan, min(1.0, most / gap.need), float(np.clip(done / gap.need, 0.0, 1.0)))


def years(con: duckdb.DuckDBPyConnection, *, park_id: str) -> list[int]:
    """Years with stored flows, newest first."""
    return [int(year) for year in flows.years(con, park_id=park_id)["year"]]
