"""Gaps to targets and limits, and the cheapest measures and synergies that close each of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store, units
from isdata.data.contracts.results import Measures
from isdata.data.disclosure import Viewer
from isdata.decisions import planning
from isdata.decisions.planning import rounding
from isdata.decisions.planning.limits import Aim, Floor, Limits, Portfolio
from isdata.decisions.planning.model import Model
from isdata.decisions.planning.service import Request
from isdata.decisions.planning.synergies import open_synergies, together
from isdata.energy.measures import Terms, disclosed
from isdata.institution.computing import PER, computed
from isdata.institution.conformity import conformity, standards
from isdata.institution.scorecard import scorecard
from isdata.park import flows
from isdata.park.flows.amounts import PER_ROW, conversion

PATIENCE = 3.0  # of one gap [s]
OWN = "own"  # the park's own targets, beside the standards
# What the park's own indicators measure, where it follows from the data or adds up over measures and synergies.
_OWN_MEASURES = {
    "waste_reused": "solid_waste_used",
    "energy_intensity": "energy_intensity",
    "water_intensity": "water_intensity",
    "waste_landfilled": "solid_waste_landfilled",
    "co2_saved": "co2_saved",
    "jobs_secured": "jobs",
    "private_investment": "private_investment",
    "network_saving": "energy_saved",
    "chain_links": "new_links",
}
# What is decided already: it counts before anything is chosen.
DECIDED_MEASURES, DECIDED_STAGES = ("decided",), ("implementation",)


@dataclass(frozen=True)
class Gap:
    """A gap as a sum that measures and synergies have to reach.

    Attributes
    ----------
    need : float
        Amount that is missing. [unit/yr]
    unit : str
        Of the amount.
    effects : Series, index measure or synergy
        Amount that each contributes.
    """

    need: float
    unit: str
    effects: pd.Series = field(repr=False)


@dataclass(frozen=True)
class Closed:
    """Actions that close a gap.

    Attributes
    ----------
    gap : Gap, optional
        None where no stored measure or synergy can affect the indicator.
    plan : Portfolio, optional
        Cheapest set that closes it; not feasible where all together do not suffice.
    reach : float
        Share of the gap that all together close. [-]
    decided : float
        Share that is decided already. [-]
    """

    gap: Gap | None
    plan: Portfolio | None = None
    reach: float = 0.0
    decided: float = 0.0

    def disclosed(self, is_named: pd.Series, rounded: Callable[[Portfolio], Portfolio]) -> "Closed":
        """The same with rounded figures of the plan, and contributions of named measures and synergies only."""
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
    """Gaps of a standard, or of the park's own targets, and how each is closed.

    Attributes
    ----------
    gaps : DataFrame, index indicator_id
        Those that can be closed first: name_en, name_zh, unit, value, limit [unit], gap [unit], due (year of the target, where there is one).
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


def gaps(
    con: duckdb.DuckDBPyConnection, *, park_id: str, standard_id: str, year: int, viewer: Viewer
) -> pd.DataFrame:
    """Indicators whose value misses the limit of a standard, or the next target of the park.

    An unknown value is no gap. Columns as `Closing.gaps`, and measure: what it measures.
    """
    columns = ["name_en", "name_zh", "unit", "value", "limit", "gap", "due", "measure"]
    if standard_id == OWN:
        found = scorecard(con, park_id=park_id)
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
        Of the values of a standard.
    objective : str
        "cost" for the least investment, "npv" for the most value; see `planning.Aim`.
    """
    terms = terms or Terms()
    found = gaps(con, park_id=park_id, standard_id=standard_id, year=year, viewer=viewer)
    request = Request(park_id, "ahead", terms, Limits(), Aim(objective, discount_rate=terms.discount_rate))
    register, relations = request.stored(con)
    offered = open_synergies(con, park_id=park_id, discount_rate=terms.discount_rate)
    things = together(register, relations, terms, offered)
    effects = _effects(con, park_id, register.measures, things.measures)
    derived = computed(con, park_id=park_id, year=year, viewer=viewer)
    status = pd.concat([register.measures["status"], offered.rows["status"]]).reindex(things.measures.index)
    is_decided = status.isin([*DECIDED_MEASURES, *DECIDED_STAGES])
    closed, floors = {}, []
    for name, row in found.iterrows():
        gap = _as_sum(str(row["measure"]), row, derived, effects)
        closed[str(name)] = one = _closed(gap, things, request.aim, is_decided)
        if one.gap is not None and one.status == "closed":
            floors.append(Floor(str(name), dict(one.gap.effects), one.gap.need))
    whole = None
    if floors:
        whole = Model(things, Limits(floors=tuple(floors)), request.aim).solve(patience=2 * PATIENCE)
    order = {"closed": 0, "short": 1, "none": 2}
    found = found.loc[sorted(found.index, key=lambda name: order[closed[str(name)].status])]
    names = pd.concat([register.measures.assign(is_synergy=False), offered.rows.assign(is_synergy=True)])
    names = names.loc[things.measures.index]
    rounded = partial(rounding.plan, names=names, viewer=viewer)
    shown = disclosed(names, viewer=viewer)
    return Closing(
        found.drop(columns="measure"),
        {name: one.disclosed(shown["is_named"], rounded) for name, one in closed.items()},
        None if whole is None else rounded(whole),
        shown[["name_en", "name_zh", "company_en", "company_zh", "is_synergy"]],
        things.currency,
    )


def _closed(gap: Gap | None, things: planning.Candidates, aim: Aim, is_decided: pd.Series) -> Closed:
    if gap is None or not (gap.effects > 0).any():
        return Closed(None)
    floor = Floor("gap", dict(gap.effects), gap.need)
    plan = Model(things, Limits(floors=(floor,)), aim).solve(patience=PATIENCE)
    most = float(gap.effects.clip(lower=0).sum())
    done = float(gap.effects[is_decided].sum())
    return Closed(gap, plan, min(1.0, most / gap.need), float(np.clip(done / gap.need, 0.0, 1.0)))


def _effects(
    con: duckdb.DuckDBPyConnection, park_id: str, measures: Measures, things: pd.DataFrame
) -> pd.DataFrame:
    """Contribution of each measure and synergy: tce, co2 [t], water [m³], waste [t], heat [GJ], waste_water [m³], jobs, links,
    money [10,000 of the currency] and energy of measures [MWh], a year.
    """
    rows = store.ask(con, "synergy_effects", park_id=park_id).set_index("synergy_id")
    amount = {unit: _in(rows, unit) for unit in ("t", "GJ", "m³")}
    kinds = rows["resource_class"]
    is_residue = (rows["kind"] == "material") & kinds.isin(["waste", "by_product"])
    is_heat = kinds.isin(["heat", "steam"])
    synergies = pd.DataFrame(
        {
            # Heat from a neighbour takes the place of energy that is bought.
            "tce": (amount["GJ"] * units.factor("GJ", "tce")).where(is_heat, 0.0),
            "co2": rows["co2_saved"],
            "water": rows["water_saved"],
            "waste": amount["t"].where(is_residue, 0.0),
            "heat": amount["GJ"].where(is_heat, 0.0),
            "waste_water": amount["m³"].where(rows["kind"] == "water", 0.0),
            "jobs": rows["jobs"],
            "links": 1.0,
            "money": rows["investment"] / PER,
            "energy": 0.0,
        }
    )
    own = pd.DataFrame(
        {
            "tce": measures["energy_saving"] * units.factor("MWh", "tce"),
            "co2": measures["co2_saving"],
            "energy": measures["energy_saving"],
        }
    )
    return pd.concat([own, synergies]).reindex(things.index).astype(float).fillna(0.0)


def _in(rows: pd.DataFrame, unit: str) -> pd.Series:
    empty = dict.fromkeys(PER_ROW)
    return pd.Series(
        [row["quantity"] * conversion({**empty, **row}, unit)[0] for row in rows.to_dict("records")],
        index=rows.index,
        dtype=float,
    ).fillna(0.0)


def _as_sum(measure: str, row: pd.Series, derived: pd.DataFrame, effects: pd.DataFrame) -> Gap | None:
    """A gap as the amount that is missing, with what each measure and synergy contributes to it.

    The denominators of shares and intensities are those that follow from the data, and stay as they are.
    """
    gap, limit = float(row["gap"]), float(row["limit"])
    simple = {
        "co2_saved": ("co2", "t/yr"),
        "jobs": ("jobs", "jobs"),
        "private_investment": ("money", str(row["unit"])),
        "energy_saved": ("energy", "MWh/yr"),
        "new_links": ("links", "projects"),
        "solid_waste_landfilled": ("waste", "t/yr"),
    }
    if measure in simple:
        name, unit = simple[measure]
        return Gap(gap, unit, effects[name])
    shares = {
        "solid_waste_used": "waste",
        "waste_heat_used": "heat",
        "waste_water_used": "waste_water",
        "solid_waste_disposed": "waste",
    }
    intensities = {"energy_intensity": "tce", "water_intensity": "water", "solid_waste_intensity": "waste"}
    if measure not in derived.index or math.isnan(float(derived.loc[measure, "whole"])):
        return None
    whole, unit = float(derived.loc[measure, "whole"]), str(derived.loc[measure, "part_unit"])
    if measure in shares:
        return Gap(gap / 100 * whole, unit, effects[shares[measure]])
    if measure in intensities and intensities[measure] != "waste":
        return Gap(gap * whole / PER, unit, effects[intensities[measure]])
    if measure == "co2_per_energy":
        # (C - c·x) / (E - e·x) <= L holds where (c - L e)·x >= C - L E.
        return Gap(gap * whole, unit, effects["co2"] - limit * effects["tce"])
    return None


def overview(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Values, unknowns and gaps of every standard in one year.

    Returns
    -------
    DataFrame, index standard_id
        name_en, name_zh, edition, indicators, values (indicators with a value), met, missed, no_value, no_limit. The last row is the
        park's own targets (`OWN`), of their newest values.
    """
    rows = []
    derived = computed(con, park_id=park_id, year=year, viewer=viewer)
    for name, about in standards().iterrows():
        found = conformity(
            con, park_id=park_id, standard_id=str(name), year=year, viewer=viewer, known=derived
        )
        counts = found["status"].value_counts()
        rows.append(
            {
                "standard_id": name,
                **{key: about[key] for key in ("name_en", "name_zh", "edition")},
                "indicators": len(found),
                "values": int(found["value"].notna().sum()),
                **{
                    key.replace(" ", "_"): int(counts.get(key, 0))
                    for key in ("met", "missed", "no value", "no limit")
                },
            }
        )
    own = scorecard(con, park_id=park_id)
    if len(own):
        goal, value = own["target"].notna(), own["value"].notna()
        rows.append(
            {
                "standard_id": OWN,
                "name_en": "Own targets and success contract",
                "name_zh": "自定目标与成效约定",
                "edition": None,
                "indicators": len(own),
                "values": int(value.sum()),
                "met": int((own["gap"] == 0).sum()),
                "missed": int((own["gap"] > 0).sum()),
                "no_value": int((goal & ~value).sum()),
                "no_limit": int((~goal).sum()),
            }
        )
    return pd.DataFrame(rows).set_index("standard_id")


def years(con: duckdb.DuckDBPyConnection, *, park_id: str) -> list[int]:
    """Years of which flows are stored, the newest first."""
    return [int(year) for year in flows.years(con, park_id=park_id)["year"]]
