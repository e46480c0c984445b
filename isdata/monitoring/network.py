"""What the meters of a network's members show together, month by month, beside the way to its target."""

import pandas as pd

from isdata.monitoring.metered import CONSUMPTION, megawatt_hours, metered

# Meters within the boundary of one measure are part of what the site's meter shows.
_PART_OF_SITE = ("a", "b")


def of_network(meters: pd.DataFrame, months: pd.DataFrame, network_id: str) -> pd.DataFrame:
    """Return what a network's meters of whole sites have saved, by month.

    Parameters
    ----------
    meters, months : DataFrame
        As `meters` and `months` return.
    network_id : str
        The network.

    Returns
    -------
    DataFrame
        month, saving [MWh], last_year [MWh/yr]: the sum of the twelve months up to it, missing before there are
        twelve; meters and sites that count in it. Energy only; months in which one of the counting meters has no
        reading carry what the others show.
    """
    own = meters[
        (meters["network_id"] == network_id)
        & (meters["meter_kind"] == CONSUMPTION)
        & (meters["kind"] == "energy")
        & ~meters["ipmvp_option"].isin(_PART_OF_SITE)
    ]
    parts = []
    for meter_id in own["meter_id"]:
        found = metered(meters, months, meter_id)
        factor = megawatt_hours(found.meter)
        saving = (found.table["saving"] * factor).dropna()
        if len(saving):
            parts.append(
                pd.DataFrame(
                    {
                        "month": saving.index,
                        "saving": saving.to_numpy(),
                        "meter": meter_id,
                        "site": found.meter["site_id"],
                    }
                )
            )
    if not parts:
        return pd.DataFrame(columns=["month", "saving", "last_year", "meters", "sites"])
    table = (
        pd.concat(parts)
        .groupby("month")
        .agg(saving=("saving", "sum"), meters=("meter", "nunique"), sites=("site", "nunique"))
    )
    whole = table.reindex(pd.date_range(table.index.min(), table.index.max(), freq="MS"))
    last_year = whole["saving"].rolling(12).sum().reindex(table.index)
    return table.assign(last_year=last_year).reset_index()[
        ["month", "saving", "last_year", "meters", "sites"]
    ]
