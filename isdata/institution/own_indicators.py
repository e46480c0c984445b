"""Indicators of the seven pillars that any park can record: their values computed from its data, targets and visions."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, money, store, units
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.errors import NotFoundError
from isdata.institution import efficiency
from isdata.institution.computed_indicators import computed
from isdata.institution.social_indicators import small_companies

_TEN_THOUSAND = "10⁴"
_FRAMEWORK = "seven pillars / 七大支柱"
_SOURCE = "computed from the data of the park / 根据园区数据计算"
PRESENT = "present"  # period of indicators of the present state


@cache
def catalogue() -> pd.DataFrame:
    """Indicators of the seven pillars.

    Returns
    -------
    DataFrame, index indicator_id
        pillar, name_en, name_zh, unit (with 10⁴ for 10,000 of the park's currency), is_more_better, period ("flows": of the
        year of the flows; "price_year": only of the year of the value added; `PRESENT`: as of today; empty: to be entered),
        method.
    """
    rows = pd.read_csv(Path(__file__).with_name("own_indicator.csv"), keep_default_na=False)
    return rows.assign(is_more_better=rows["is_more_better"] == "yes").set_index("indicator_id")


def from_data(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, today: dt.date, viewer: Viewer
) -> pd.DataFrame:
    r"""Compute the indicators of the seven pillars from the data of a park.

    Value added is known for one year, so what is related to it is computed for that year only. The median of the days from
    idea to decision, the free plots and the participating companies are those of today.

    Parameters
    ----------
    park_id : str
    year : int
        Of the flows.
    today : date
    viewer : Viewer
        For others than the facilitator, values are missing.

    Returns
    -------
    DataFrame, index indicator_id
        As `catalogue`, with the unit in the currency of the park, year (which the value describes) and value (four
        digits, at least to the whole number) [unit]; missing where the data do not contain it.
    """
    rows = catalogue()
    rows = rows.assign(unit=[_unit(con, park_id, unit) for unit in rows["unit"]])
    known: dict[str, float] = {}
    if viewer.sees_all:
        known = {
            **_of_flows(con, park_id, year, viewer),
            **_per_value_added(con, park_id, year, viewer),
            **_of_today(con, park_id),
        }
    years = [today.year if period == PRESENT else year for period in rows["period"]]
    values = [_four_digits(value) for value in _numbers(known).reindex(rows.index)]
    return rows.assign(year=years, value=values)


def _four_digits(value: float) -> float:
    """Value with four digits, at least to the whole number."""
    return float(round(value)) if abs(value) >= 1_000 else float(f"{value:.4g}")


def _numbers(known: Mapping[str, Any]) -> pd.Series:
    """Values as numbers; NaN where one is missing."""
    return pd.Series(
        {name: np.nan if pd.isna(value) else float(value) for name, value in known.items()}, dtype=float
    )


def _ratio(part: float, whole: float) -> float:
    return 100 * part / whole if whole > 0 else np.nan


def _of_flows(con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer) -> dict[str, float]:
    """Values of the flows of a year."""
    facts = disclosure.in_full(con, "own_indicator_facts", viewer, park_id=park_id, **_scales(con, park_id))
    facts = facts.set_index("year")
    if year not in facts.index:
        return {}
    own = facts.loc[year].astype(float)
    shares = computed(con, park_id=park_id, year=year, viewer=viewer)
    return {
        "chain_links": own["links"],
        "waste_reused": shares.loc["solid_waste_used", "value"],
        "waste_landfilled": shares.loc["solid_waste_disposed", "part"]
        if pd.notna(shares.loc["solid_waste_disposed", "value"])
        else np.nan,
        "treated_centrally": _ratio(own["treated"], own["waste_water"]),
        "hazardous_in_park": _ratio(own["hazardous_inside"], own["hazardous"]),
        "water_reused": shares.loc["waste_water_used", "value"],
        "figures_metered": _ratio(own["metered"], own["records"]),
    }


def _scales(con: duckdb.DuckDBPyConnection, park_id: str) -> dict[str, list]:
    """Units of the flows of a park, with the m³ and the t of each; None where it measures something else."""
    stated = store.ask(con, "flow_units", park_id=park_id)["unit"].tolist()
    return {"units": stated, "volumes": units.scales(stated, "m³"), "masses": units.scales(stated, "t")}


def _per_value_added(
    con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer
) -> dict[str, float]:
    """Values per value added, where it is that of the year."""
    found = efficiency.by_company(con, park_id=park_id, year=year, viewer=viewer)
    if found.empty:
        return {}
    whole = efficiency.grouped(found, "park").iloc[0]
    return {
        "land_output": whole["area_per"],
        "energy_intensity": whole["energy_per"],
        "water_intensity": whole["water_per"],
    }


def _of_today(con: duckdb.DuckDBPyConnection, park_id: str) -> dict[str, float]:
    """Values of the present state."""
    plots = store.ask(con, "park_plot_area", park_id=park_id).iloc[0].astype(float)
    smes = small_companies(store.ask(con, "sme_participation", park_id=park_id))
    days = store.ask(con, "decision_days", park_id=park_id)["days"]
    area = plots.sum(min_count=1)
    return {
        "free_plots": _ratio(plots.fillna(0.0)["free"], area),
        "sme_share": _ratio(float(smes["with_streams"]), float(smes["companies"])),
        "days_to_decision": float(days.median()) if len(days) else np.nan,
    }


def _unit(con: duckdb.DuckDBPyConnection, park_id: str, unit: str) -> str:
    """Unit with the currency of the park."""
    if _TEN_THOUSAND not in unit:
        return unit
    return unit.replace(_TEN_THOUSAND, f"{_TEN_THOUSAND} {money.currency_of(con, park_id=park_id)}")


def record(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    values: pd.DataFrame,
    who: str,
    reason: str = "Values of the park's own indicators were recorded.",
) -> int:
    """Store values, targets or visions of indicators of a park in one change; return the new data version.

    An indicator of the catalogue that is not stored yet is stored with it. Where it is stored in another currency, for
    another park, it is stored a second time with the currency in its id.

    Parameters
    ----------
    values : DataFrame
        indicator_id, year, value_kind ("reached", "target", "vision"), value [unit], source (missing: computed from the
        data).

    Raises
    ------
    NotFoundError
        An indicator is neither stored nor in the catalogue.
    ProblemsError
        A value breaks the rules of the contracts.
    """
    stored = {row[0] for row in con.execute("select indicator_id from indicator").fetchall()}
    ids = {name: stored_id(con, str(name), park_id=park_id) for name in values["indicator_id"].unique()}
    new = [name for name, own in ids.items() if own not in stored]
    if unknown := [name for name in new if name not in catalogue().index]:
        raise NotFoundError(
            thing=N_("indicator"), name=unknown[0], known=", ".join([*stored, *catalogue().index])
        )
    rows = values.assign(
        indicator_id=values["indicator_id"].map(ids),
        park_id=park_id,
        source=values["source"].fillna(_SOURCE) if "source" in values else _SOURCE,
    )
    tables: dict[str, pd.DataFrame] = {"indicator_value": rows}
    if new:
        tables = {"indicator": _definitions(con, new, ids, park_id), **tables}
    return store.write(con, tables, who=who, reason=reason)


def stored_id(con: duckdb.DuckDBPyConnection, indicator_id: str, *, park_id: str) -> str:
    """Id under which a park records an indicator of the catalogue; another one for another currency than the first.

    Ids of other indicators are unchanged.
    """
    if indicator_id not in catalogue().index:
        return indicator_id
    unit = _unit(con, park_id, str(catalogue().loc[indicator_id, "unit"]))
    first = con.execute("select unit from indicator where indicator_id = ?", [indicator_id]).fetchone()
    if first is None or first[0] == unit or _TEN_THOUSAND not in unit:
        return indicator_id
    return f"{indicator_id}_in_{money.currency_of(con, park_id=park_id).lower()}"


def _definitions(
    con: duckdb.DuckDBPyConnection, new: list[str], ids: Mapping[str, str], park_id: str
) -> pd.DataFrame:
    """Rows of the table of indicators."""
    rows = catalogue().loc[new]
    return pd.DataFrame(
        {
            "indicator_id": [ids[name] for name in new],
            **{
                name: rows[name].to_numpy()
                for name in ("name_en", "name_zh", "pillar", "is_more_better", "method")
            },
            "framework": _FRAMEWORK,
            "unit": [_unit(con, park_id, unit) for unit in rows["unit"]],
        }
    )


def with_recorded(found: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """Indicators with computed and recorded values.

    Parameters
    ----------
    found : DataFrame
        As from `from_data`.
    recorded : DataFrame
        As from `scorecard`.

    Returns
    -------
    DataFrame, index indicator_id
        As `found`, with last_year, last (newest recorded value), target_year, target, vision_year, vision [unit] and
        recorded_years (list); the other indicators of the park follow, without a computed value.
    """
    columns = ["year", "value", "target_year", "target", "vision_year", "vision", "years"]
    stored = recorded[columns].rename(
        columns={"year": "last_year", "value": "last", "years": "recorded_years"}
    )
    own = [_recorded_as(name, unit, recorded) for name, unit in found["unit"].items()]
    known = found.join(stored.reindex(own).set_axis(found.index))
    about = ["pillar", "name_en", "name_zh", "unit", "is_more_better", "method"]
    others = recorded.loc[~recorded.index.isin(own), about].join(stored)
    rows = pd.concat([known, others.assign(period="", year=None, value=np.nan)]) if len(others) else known
    return rows.rename_axis("indicator_id")


def _recorded_as(indicator_id: str, unit: str, recorded: pd.DataFrame) -> str:
    """Id under which an indicator of the catalogue is recorded: the one with this unit."""
    ids = [name for name in recorded.index if str(name).partition("_in_")[0] == indicator_id]
    return next((str(name) for name in ids if recorded.loc[name, "unit"] == unit), indicator_id)


def unrecorded(rows: pd.DataFrame) -> pd.DataFrame:
    """Computed values of a year that has no recorded value, as rows for `record`; `rows` as from `with_recorded`."""
    is_known = [
        isinstance(row["recorded_years"], list) and row["year"] in row["recorded_years"]
        for row in rows.to_dict("records")
    ]
    new = rows[rows["value"].notna() & ~pd.Series(is_known, index=rows.index)]
    return new.reset_index()[["indicator_id", "year", "value"]].assign(value_kind="reached", source=None)
