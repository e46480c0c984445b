"""Probable risks of a synergy, from its data."""

import functools
from pathlib import Path

import pandas as pd

from isdata.symbiosis.assessment.dossier import Dossier

RULES = Path(__file__).with_name("risk_rules.csv")
_COLUMNS = ["name_en", "name_zh", "likelihood", "impact", "mitigation_en", "mitigation_zh"]


@functools.cache
def rules() -> pd.DataFrame:
    """Rules for likely risks: rule_id, when, likelihood and impact [1 to 5], names and mitigation."""
    return pd.read_csv(RULES, dtype={"likelihood": int, "impact": int})


def likely_risks(dossier: Dossier) -> pd.DataFrame:
    """Risks that a synergy is likely to have and that are not recorded yet.

    Likelihood and impact are this product's own assumption, to be reviewed with the partners.

    Parameters
    ----------
    dossier : Dossier
        With the data for the facilitator.

    Returns
    -------
    DataFrame
        name_en, name_zh, likelihood, impact, mitigation_en, mitigation_zh.
    """
    roles, known = dossier.partners["role"], dossier.risks
    is_open = ~dossier.permits["status"].isin(["granted", "not_needed"])
    holds = {
        "one_provider": (roles == "provider").sum() == 1,
        "one_receiver": (roles == "receiver").sum() == 1,
        "matter": dossier.facts["kind"] == "material",
        "loses": dossier.sheet is not None and dossier.sheet.simulation.total["npv_p10"] < 0,
        "permits": bool(len(dossier.likely_permits) or is_open.any()),
        "apart": bool(dossier.axes["is_apart"].fillna(False).any()),
    }
    is_known = rules()["name_en"].isin(known["name_en"]) | rules()["name_zh"].isin(known["name_zh"])
    return rules().loc[rules()["when"].map(holds).astype(bool) & ~is_known, _COLUMNS].reset_index(drop=True)
