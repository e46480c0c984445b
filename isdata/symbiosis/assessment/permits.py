"""Permits that a synergy has, needs or is likely to need."""

import functools
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import disclosure
from isdata.data.disclosure import Viewer

RULES = Path(__file__).with_name("permit_rules.csv")
EUROPEAN_UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


@functools.cache
def rules() -> pd.DataFrame:
    """Rules for likely permits: law_of, classes, kinds, ewc_begins (lists separated by semicolons; empty for
    any), is_hazardous, crosses ("region" or "country"), has_treatment; names, authority and source.
    """
    return pd.read_csv(RULES, dtype=str, keep_default_na=False)


def permits(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Permits recorded for a synergy; columns as in `synergy_permits.sql`."""
    return disclosure.in_full(con, "synergy_permits", viewer, synergy=synergy)


def likely_permits(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Permits that a synergy is likely to need and that are not recorded yet.

    They follow from hazard, waste code, class, borders crossed and treatment by `permit_rules.csv`; no legal advice:
    each is to be confirmed with the authority.

    Returns
    -------
    DataFrame
        rule_id, name_en, name_zh, authority_en, authority_zh, source.
    """
    found = disclosure.in_full(con, "synergy_hazard", viewer, synergy=synergy)
    if found.empty:
        return rules().iloc[:0]
    about = found.iloc[0].to_dict()
    known = permits(con, synergy=synergy, viewer=viewer)
    is_known = rules()["name_en"].isin(known["name_en"]) | rules()["name_zh"].isin(known["name_zh"])
    is_meant = pd.Series(
        [rule_applies(rule, about) for rule in rules().to_dict("records")], index=rules().index
    )
    columns = ["rule_id", "name_en", "name_zh", "authority_en", "authority_zh", "source"]
    return rules().loc[is_meant & ~is_known, columns].reset_index(drop=True)


def rule_applies(rule: Mapping[str, str], about: Mapping) -> bool:
    """Return True if a rule applies to a synergy.

    Parameters
    ----------
    rule : mapping
        One row of `rules`.
    about : mapping
        One row of `synergy_hazard.sql`.

    Examples
    --------
    >>> about = {"countries": ["DK"], "regions": ["DK-85"], "resource_class": "steam", "kind": "energy",
    ...          "ewc_code": None, "is_hazardous": False, "has_treatment": False}
    >>> [rule["rule_id"] for rule in rules().to_dict("records") if rule_applies(rule, about)]
    ['eu-pressure']
    """
    countries = set(about["countries"])
    is_there = rule["law_of"] in countries or (rule["law_of"] == "EU" and bool(countries & EUROPEAN_UNION))
    code = str(about["ewc_code"] or "").replace(" ", "")
    crossed = {"region": len(about["regions"]) > 1, "country": len(countries) > 1}
    return bool(
        is_there
        and _among(about["resource_class"], rule["classes"])
        and _among(about["kind"], rule["kinds"])
        and (not rule["ewc_begins"] or code.startswith(tuple(rule["ewc_begins"].split(";"))))
        and rule["is_hazardous"] in ("", "yes" if about["is_hazardous"] else "no")
        and crossed.get(rule["crosses"], True)
        and (rule["has_treatment"] != "yes" or about["has_treatment"])
    )


def _among(value: object, listed: str) -> bool:
    return not listed or value in listed.split(";")
