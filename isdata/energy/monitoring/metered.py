"""Savings of a meter against its baseline, monthly and cumulative, with their uncertainty."""

from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, units
from isdata.data.disclosure import Viewer
from isdata.energy.monitoring.baselines import FEWEST_MONTHS, choose
from isdata.energy.monitoring.regression import Regression
from isdata.errors import UnitError

CONSUMPTION = "consumption"
# Confidence of stated ± intervals, as everywhere in the product, and that of Guideline 14. [-]
CONFIDENCE, JUDGED_AT = 0.95, 0.68


def meters(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Meters of a park that are fully disclosed to a viewer; columns as in `meter_of_park.sql`."""
    return disclosure.ask(con, "meter_of_park", viewer, park_id=park_id)


def months(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Monthly readings of a park's meters; columns as in `meter_months.sql`."""
    return disclosure.ask(con, "meter_months", viewer, park_id=park_id)


@dataclass(frozen=True)
class Metered:
    """A meter against its baseline.

    Attributes
    ----------
    meter : Series
        Its row of `meters`.
    table : DataFrame, index month
        reading, predicted, saving, cumulative [unit], half_width [unit] of cumulative at 95 % confidence;
        is_baseline, is_estimated. Saving, cumulative and half_width are missing in the baseline and if a
        driver is missing.
    baseline : Regression or None
        None if there is a problem.
    problem : {"", "no_baseline", "few_months"}
        Reason for a missing baseline.
    known_months : int
        Number of months of the baseline period with readings.
    without_drivers : int
        Number of months after the baseline with unknown drivers.
    """

    meter: pd.Series
    table: pd.DataFrame
    baseline: Regression | None = None
    problem: str = ""
    known_months: int = 0
    without_drivers: int = 0
    drivers: tuple[str, ...] = field(default=())

    @property
    def saving(self) -> float:
        """Saving since the baseline. [unit]"""
        return float(self.table["saving"].sum())

    @property
    def adjusted_baseline(self) -> float:
        """Consumption that the baseline predicts for the months with a saving; 0 without any. [unit]"""
        return float(self.table.loc[self.table["saving"].notna(), "predicted"].sum())

    @property
    def share(self) -> float:
        """Saving relative to the adjusted baseline; missing without months after the baseline. [-]"""
        return self.saving / self.adjusted_baseline if self.adjusted_baseline else float("nan")

    @property
    def half_width(self) -> float:
        """Half the interval of the saving at 95 % confidence. [unit]"""
        known = self.table["half_width"].dropna()
        return float(known.iloc[-1]) if len(known) else float("nan")

    @property
    def is_significant(self) -> bool:
        """Return True if the saving exceeds half its interval at 95 % confidence, so that it is more than
        chance."""
        return abs(self.saving) > self.half_width

    def fractional_uncertainty(self) -> float:
        """Return half the interval at 68 % confidence relative to the saving, the criterion of Guideline 14.
        [-]"""
        counted = self.table.index[self.table["saving"].notna()]
        if self.baseline is None or counted.empty or self.saving == 0:
            return float("nan")
        used = self.table.loc[counted, list(self.baseline.drivers)].to_numpy(dtype=float)
        return self.baseline.half_width(used, JUDGED_AT) / abs(self.saving)


def metered(meters: pd.DataFrame, months: pd.DataFrame, meter_id: str) -> Metered:
    """Consumption meter against its baseline.

    Parameters
    ----------
    meters, months : DataFrame
        As `meters` and `months` return.
    meter_id : str
        A meter of consumption; the drivers of the same site explain it.
    """
    meter = meters.set_index("meter_id", drop=False).loc[meter_id]
    wide = months.pivot(index="month", columns="meter_id", values="quantity")
    own = months[months["meter_id"] == meter_id].set_index("month")
    is_driver = (meters["site_id"] == meter["site_id"]) & (meters["meter_kind"] != CONSUMPTION)
    names = [name for name in meters.loc[is_driver, "meter_id"] if name in wide]
    table = pd.DataFrame({"reading": own["quantity"], "is_estimated": own["is_estimated"].astype(bool)})
    table = table.join(wide[names]).assign(
        predicted=np.nan, saving=np.nan, cumulative=np.nan, half_width=np.nan
    )
    table["is_baseline"] = False
    if pd.isna(meter["baseline_from"]) or pd.isna(meter["baseline_until"]):
        return Metered(meter, table, problem="no_baseline")
    stamps = pd.to_datetime(table.index)
    first, last = pd.Timestamp(meter["baseline_from"]), pd.Timestamp(meter["baseline_until"])
    table["is_baseline"] = (stamps >= first) & (stamps + pd.offsets.MonthEnd(0) <= last)
    base = table[table["is_baseline"]]
    baseline = choose(base["reading"], base[names])
    if baseline is None:
        problem = "few_months" if len(base) < FEWEST_MONTHS else "no_baseline"
        return Metered(meter, table, problem=problem, known_months=len(base))
    return _against(meter, table, baseline, np.asarray(stamps > last), tuple(names))


def _against(
    meter: pd.Series, table: pd.DataFrame, baseline: Regression, is_after: np.ndarray, names: tuple[str, ...]
) -> Metered:
    """Meter with the prediction of its baseline for every month."""
    used = table[list(baseline.drivers)].to_numpy(dtype=float)
    table = table.assign(predicted=baseline.predict(used))
    counted = is_after & table["predicted"].notna().to_numpy()
    saving = (table["predicted"] - table["reading"]).where(counted)
    widths = [baseline.half_width(used[counted][:count], CONFIDENCE) for count in range(1, counted.sum() + 1)]
    table = table.assign(saving=saving, cumulative=saving.cumsum())
    table.loc[counted, "half_width"] = widths
    return Metered(
        meter,
        table,
        baseline,
        known_months=int(table["is_baseline"].sum()),
        without_drivers=int((is_after & ~counted).sum()),
        drivers=names,
    )


def megawatt_hours(meter: pd.Series) -> float:
    """MWh per unit of a meter; missing if its energy content is unknown."""
    try:
        return units.factor(meter["unit"], "MWh")
    except UnitError:
        pass
    try:
        content = float(meter["energy_content"]) * units.factor("GJ", "MWh")
        return content * units.factor(meter["unit"], str(meter["energy_unit"]))
    except (UnitError, TypeError, ValueError):
        return float("nan")
