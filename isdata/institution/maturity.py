"""Self-assessed maturity of a park by area and of its energy management over the years; timeline of policies and events."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_
from isdata.errors import NotFoundError
from isdata.institution.conformity import as_indicators, elements, standards

STANDARD = "energy_maturity"
PARK = "park_maturity"  # areas of the park: the seven tasks and three further ones
_NUMBER = r"^\d+\.? "  # of a task; the further areas have none
# Levels worded by this product, after the maturity stages of ISO 50005.
LEVELS: Mapping[int, str] = {
    1: N_("1 Started: done case by case, by individuals"),
    2: N_("2 Planned: responsibility and procedure are documented"),
    3: N_("3 Working: done regularly, with figures as evidence"),
    4: N_("4 Improving: results are reviewed and lead to better targets"),
}
# Evidence for the level of an element; only examples, because each park keeps its own documents.
EVIDENCE: Mapping[str, str] = {
    "commitment": N_("Energy policy signed by the management"),
    "team": N_("Appointment of the energy team, with tasks and time"),
    "review": N_("Energy review with a list of the significant uses"),
    "indicators": N_("Baselines and indicators with their calculation"),
    "targets": N_("Approved targets and action plan with dates"),
    "competence": N_("Training records and certificates"),
    "documents": N_("List of the documents in force and their versions"),
    "operation": N_("Operating instructions with set points"),
    "procurement": N_("Purchase or design specification with energy criteria"),
    "measurement": N_("Meter readings and their monthly evaluation"),
    "audit": N_("Audit report and minutes of the management review"),
    "improvement": N_("List of deviations with actions and dates"),
    "layout": N_("Zoning plan with corridors and free plots"),
    "structure": N_("List of missing links used in settlement"),
    "chains": N_("Register of by-products with receivers"),
    "resources": N_("Targets for energy, water and land per value added"),
    "pollutants": N_("Operating records of the central treatment plants"),
    "infrastructure": N_("Plan of shared utilities, renewable energy and water reuse"),
    "administration": N_("Procedures in force and yearly report of the administration"),
    "symbiosis": N_("Board of synergies with owners and dates"),
    "companies": N_("Attendance lists and declarations of companies"),
    "employment": N_("Training plan and jobs recorded for each synergy"),
}


def evidence_example(indicator_id: str) -> str:
    """Message with an example of evidence for an element (an indicator of the standard)."""
    return EVIDENCE[indicator_id.partition(":")[2]]


def profile(con: duckdb.DuckDBPyConnection, *, park_id: str, standard_id: str = STANDARD) -> pd.DataFrame:
    """Levels of each element by year; `standard_id` is `STANDARD` or `PARK`.

    Returns
    -------
    DataFrame, index indicator_id
        group_en, group_zh, name_en, name_zh, target (level), evidence (of the newest year), and one column per assessed
        year.
    """
    rows = elements(standard_id)
    stored = store.ask(con, "indicator_values", park_id=park_id)
    stored = stored[stored["indicator_id"].isin(rows.index) & (stored["value_kind"] == "reached")]
    levels = stored.pivot(index="indicator_id", columns="year", values="value").reindex(rows.index)
    newest = stored.sort_values("year").groupby("indicator_id").tail(1).set_index("indicator_id")["source"]
    limits = store.ask(con, "indicator_limits", park_id=park_id).set_index("indicator_id")["minimum"]
    about = rows[["group_en", "group_zh", "name_en", "name_zh"]].replace(_NUMBER, "", regex=True)
    return about.assign(target=limits.reindex(rows.index), evidence=newest.reindex(rows.index)).join(levels)


def whole_profile(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Levels of the areas of the park by year, with the mean level of its energy management as the last row.

    Returns
    -------
    DataFrame, index indicator_id
        As `profile` with `PARK`; the row `STANDARD` has no target and no evidence. [1–4]
    """
    areas, energy = (profile(con, park_id=park_id, standard_id=name) for name in (PARK, STANDARD))
    known = years(energy)
    if not known:
        return areas
    names = standards().loc[[STANDARD], ["name_en", "name_zh"]]
    mean = names.join(energy[known].mean().to_frame(STANDARD).T)
    mean = mean.assign(target=float("nan"), evidence=None)
    found = pd.concat([areas.astype({"evidence": object}), mean])
    about = ["group_en", "group_zh", "name_en", "name_zh", "target", "evidence"]
    return found[[*about, *sorted(years(found))]].rename_axis("indicator_id")


def elements_of(found: pd.DataFrame) -> pd.DataFrame:
    """Elements of a profile, without the mean level of the energy management."""
    return found.drop(index=STANDARD, errors="ignore")


def years(found: pd.DataFrame) -> list[int]:
    """Years of a profile."""
    return [name for name in found.columns if isinstance(name, int)]


def record(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    year: int,
    levels: Mapping[str, int],
    evidence: Mapping[str, str],
    who: str,
) -> int:
    """Store the self-assessment of a year in one change; return the new data version.

    Parameters
    ----------
    levels : mapping
        Level 1 to 4 by element; elements without one stay unknown.
    evidence : mapping
        Evidence of the level, by element.

    Raises
    ------
    NotFoundError
        An element does not belong to `STANDARD` or `PARK`.
    ProblemsError
        A value breaks the rules of the contracts.
    """
    known = [*elements(STANDARD).index, *elements(PARK).index]
    for name in levels:
        if name not in known:
            raise NotFoundError(thing=N_("indicator"), name=name, known=", ".join(known))
    values = pd.DataFrame(
        [
            {
                "indicator_id": name,
                "park_id": park_id,
                "year": year,
                "value_kind": "reached",
                "value": float(level),
                "source": evidence.get(name) or None,
            }
            for name, level in levels.items()
        ]
    )
    rows = {"indicator": as_indicators(list(levels)), "indicator_value": values}
    return store.write(con, rows, who=who, reason="The management assessed itself.")


def timeline(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Policies, milestones and events of a park, the newest first; columns as in `park_timeline.sql`."""
    return store.ask(con, "park_timeline", park_id=park_id)


def change(found: pd.DataFrame) -> float | None:
    """Mean change of the levels from the last year but one to the newest year; None for a single year.

    Elements without a level in one of the two years are left out.

    Parameters
    ----------
    found : DataFrame
        As from `profile`.
    """
    *_others, before, newest = [None, None, *years(found)]
    return None if before is None else float((found[newest] - found[before]).mean())
