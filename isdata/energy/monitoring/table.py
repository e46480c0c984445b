"""Months of a meter as a table for readers, and as a CSV file."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.data.spreadsheet_csv import to_csv
from isdata.energy.monitoring.metered import Metered


def months(found: Metered, reader: Reader) -> pd.DataFrame:
    """Months of a meter in words, the newest first."""
    unit = str(found.meter["unit"])
    table = found.table.iloc[::-1]
    yes, no = reader.text(N_("yes")), reader.text(N_("no"))
    return pd.DataFrame(
        {
            reader.text(N_("Month")): [f"{month:%Y-%m}" for month in pd.to_datetime(table.index)],
            reader.text(N_("Baseline period")): [yes if each else no for each in table["is_baseline"]],
            reader.text(N_("Reading [{unit}]"), unit=reader.unit(unit)): table["reading"].to_numpy(),
            reader.text(N_("Baseline [{unit}]"), unit=reader.unit(unit)): table["predicted"].to_numpy(),
            reader.text(N_("Saved [{unit}]"), unit=reader.unit(unit)): table["saving"].to_numpy(),
            reader.text(N_("Saving since the baseline [{unit}]"), unit=reader.unit(unit)): table[
                "cumulative"
            ].to_numpy(),
            reader.text(N_("± at 95% [{unit}]"), unit=reader.unit(unit)): table["half_width"].to_numpy(),
            reader.text(N_("Estimated")): [yes if each else no for each in table["is_estimated"]],
        }
    )


def csv(found: Metered) -> bytes:
    """Months of a meter as CSV for a spreadsheet: full numbers, units in the heading, drivers too."""
    unit = str(found.meter["unit"])
    names = ["reading", "predicted", "saving", "cumulative", "half_width"]
    table = found.table.reset_index()
    table["month"] = [f"{month:%Y-%m}" for month in pd.to_datetime(table["month"])]
    renamed = table.rename(columns={name: f"{name} [{unit}]" for name in names})
    return to_csv(renamed)
