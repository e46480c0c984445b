"""Subject of a report: a set of measures, a single one, or a synergy."""

from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.decisions.planning import Aim, Limits
from isdata.energy.measures import Register
from isdata.scenarios import Scenario
from isdata.symbiosis import assessment, synergies
from isdata.symbiosis.assessment.case import Case

Kind = Literal["economic", "all", "plan", "measure", "synergy"]
KINDS: tuple[Kind, ...] = ("economic", "all", "plan", "measure", "synergy")


@dataclass(frozen=True)
class Choice:
    """Subject of a report: a set of measures, a plan, one measure or one synergy.

    Attributes
    ----------
    kind : str
        "economic": measures with a rate of return above the hurdle; "all": all in the scope; "plan": the most valuable set
        within the limits; "measure" or "synergy": a single one.
    name : str
        Id of the measure or synergy.
    limits, aim : Limits, Aim
        Limits and aim of the plan, including those of the scenario; without a budget, all profitable measures.
    scope : "achieved", "ahead" or "all"
        Scope of the measures; see `measures.in_scope`.
    scenario : str, optional
        Id of the scenario applied to the measures; by default the present state.
    """

    kind: Kind = "all"
    name: str = ""
    limits: Limits = field(default_factory=Limits)
    aim: Aim = field(default_factory=Aim)
    scope: str = "ahead"
    scenario: str | None = None

    @property
    def budget(self) -> float | None:
        """Total budget of the plan over all years; None without a limit. [currency]"""
        return sum(self.limits.by_year) if self.limits.by_year else self.limits.budget

    @property
    def file_name(self) -> str:
        """Part of a file name: subject and scenario.

        Examples
        --------
        >>> Choice("plan", scenario="CD-SC01").file_name
        'plan-CD-SC01'
        >>> Choice("measure", name="CD-M220").file_name
        'CD-M220'
        """
        return "-".join(filter(None, [self.name or self.kind, self.scenario]))


@dataclass(frozen=True)
class Subject:
    """Subject of a report, without its cash flow.

    Attributes
    ----------
    choice : Choice
    park : dict
        Columns of `park_summary.sql`.
    register : Register or None
        Measures of the subject without overlaps; in a plan by years with their delay. None if there is no measure, and for
        a synergy.
    case : Case or None
        Assumptions of a synergy, for the facilitator.
    considered : int
        Number of measures from which it was chosen.
    partners : DataFrame
        name_en, name_zh, role, sector; names are missing if undisclosed.
    synergy, network : dict or None
    scenario : Scenario or None
        None for the present state.
    sheet : assessment.Sheet or None
        Sheet of a synergy at its assumed discount rate, without simulations; for the facilitator.
    shares : assessment.Shares or None
        Fair gain of each partner of a synergy; for the facilitator.
    risks : DataFrame
        Open risks of a synergy, columns of `synergy_risks.sql`; empty for measures and guests.
    assumptions, permits, likely_permits, axes : DataFrame
        Records of a synergy, as in `assessment.Dossier` (assumptions, permits and readiness); empty otherwise and for
        guests.
    excluded : int
        Number of included pairs of measures that exclude each other although both are implemented.
    left_out : int
        Number of chosen measures left out because more valuable ones exclude them.
    shown_years : int, optional
        Number of rows of the cash flow that the viewer may read, see `measures.disclosed_years`; by default all.
    data_version : int
        Data version of the database.
    viewer : Viewer
        Who reads it.
    undisclosed : int
        Number of companies of the park that guests do not see by name, if the viewer sees all; otherwise 0.
    scene : synergies.Scene
        Map data of the park.
    """

    choice: Choice
    park: dict[str, Any]
    network: dict[str, Any] | None
    data_version: int
    viewer: Viewer
    scene: synergies.Scene
    considered: int
    partners: pd.DataFrame
    risks: pd.DataFrame = field(default_factory=pd.DataFrame)
    register: Register | None = None
    case: Case | None = None
    synergy: dict[str, Any] | None = None
    scenario: Scenario | None = None
    sheet: assessment.Sheet | None = None
    shares: assessment.Shares | None = None
    assumptions: pd.DataFrame = field(default_factory=pd.DataFrame)
    permits: pd.DataFrame = field(default_factory=pd.DataFrame)
    likely_permits: pd.DataFrame = field(default_factory=pd.DataFrame)
    axes: pd.DataFrame = field(default_factory=pd.DataFrame)
    excluded: int = 0
    left_out: int = 0
    shown_years: int | None = None
    undisclosed: int = 0

    @property
    def is_illustrative(self) -> bool:
        """True if any of the data are fictitious."""
        rows = [bool(self.park["is_illustrative"])]
        if self.register is not None:
            rows.append(bool(self.register.measures["is_illustrative"].fillna(False).any()))
        if self.synergy is not None:
            rows.append(bool(self.synergy["is_illustrative"]))
        return any(rows)
