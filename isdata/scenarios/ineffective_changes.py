"""Changes of a scenario without effect, because their object no longer exists or another change overrides
them."""

import pandas as pd

from isdata.data.i18n import N_
from isdata.energy.measures import Register
from isdata.energy.measures.register import ACHIEVED, AHEAD
from isdata.scenarios.changes import MEASURE_KINDS, Scenario

REMARKS = {
    "leaves": N_("no effect: its company leaves in this scenario"),
    "gone": N_("no effect: the measure was rejected; restore its status or remove this change"),
    "both": N_("no effect: another change rejects the same measure"),
    "done": N_("no effect: the measure is already implemented"),
    "achieved": N_("no effect on measures still to be implemented: this one is implemented already"),
    "ended": N_("counts as operating although it was abandoned on the board"),
    "runs": N_(
        "no effect on the current state: already in operation; its saving is now included in the totals"
    ),
    "unvalued": N_("not in the financial totals: its saving is not recorded"),
    "unused": N_("no effect: no measure saves this resource"),
    "no_measures": N_("no effect: the company has no recorded measures"),
}


def remarks(
    register: Register, scenario: Scenario, known: pd.DataFrame, partners: pd.DataFrame
) -> pd.DataFrame:
    """Remarks on single changes; parameters as for `applied`.

    Returns
    -------
    DataFrame
        change_id, remark (one of REMARKS); effective changes are left out.
    """
    finder = _Finder(register, scenario, known, partners)
    found = [(str(row["change_id"]), finder.remark(row)) for row in scenario.changes.to_dict("records")]
    return pd.DataFrame([pair for pair in found if pair[1]], columns=["change_id", "remark"])


def of_implemented(kind: str, status: str) -> str:
    """Remark on a change of a measure with this status; empty if it is not implemented yet."""
    if kind not in MEASURE_KINDS or status not in ACHIEVED:
        return ""
    return "done" if kind == "measure_taken" else "achieved"


class _Finder:
    """Stored data for checking the changes of a scenario."""

    def __init__(
        self, register: Register, scenario: Scenario, known: pd.DataFrame, partners: pd.DataFrame
    ) -> None:
        self.rows = register.measures
        self.resources = set(register.savings["resource_id"])
        self.leaving = set(scenario.named("company_leaves", "company_id"))
        self.dropped = set(scenario.named("measure_dropped", "measure_id"))
        self.stranded = set(partners.loc[partners["company_id"].isin(self.leaving), "synergy_id"])
        self.synergies = known.drop_duplicates("synergy_id").set_index("synergy_id")

    def remark(self, row: dict) -> str:
        """Remark on a change, empty if there is none."""
        kind = row["change_kind"]
        if kind in MEASURE_KINDS:
            return self._measure(kind, row["measure_id"])
        if kind == "synergy_on":
            return self._synergy(row["synergy_id"])
        if (
            kind == "price"
            and isinstance(row["resource_id"], str)
            and row["resource_id"] not in self.resources
        ):
            return "unused"
        if kind == "company_arrives" and row["company_id"] not in set(self.rows["company_id"]):
            return "no_measures"
        return ""

    def _measure(self, kind: str, name: str) -> str:
        if name not in self.rows.index:
            return "gone"
        status = self.rows.loc[name, "status"]
        if self.rows.loc[name, "company_id"] in self.leaving:
            return "leaves"
        if kind != "measure_dropped" and name in self.dropped:
            return "both"
        if remark := of_implemented(kind, status):
            return remark
        # A change that includes a dropped measure again is effective: the scenario intends it.
        return "" if kind == "measure_taken" or status in AHEAD else "gone"

    def _synergy(self, name: str) -> str:
        if name in self.stranded:
            return "leaves"
        row = self.synergies.loc[name]
        if row["stage"] == "ended":
            return "ended"
        if row["stage"] == "operation":
            return "runs"
        return "unvalued" if pd.isna(row["annual_saving"]) or pd.isna(row["investment"]) else ""
