"""Choice of the baseline model of a meter: mean, or regression on output, degree days and other drivers."""

from itertools import combinations

import numpy as np
import pandas as pd

from isdata.energy.monitoring.regression import Regression, fit

# By ASHRAE Guideline 14 and IPMVP a baseline holds a whole year, so that every season is in it.
FEWEST_MONTHS = 12
# More drivers than these are more than a year of months can distinguish.
MOST_DRIVERS = 3
# A driver counts where its slope would come out by chance in fewer than one case in ten.
SIGNIFICANT = 0.1


def choose(consumption: pd.Series, drivers: pd.DataFrame) -> Regression | None:
    """Return the baseline that explains a meter best without saying too much.

    Forms are the mean and the lines on one to three drivers. A degree day counts only beyond its base temperature,
    so a line on degree days is the change-point form with the change at that temperature. A line is taken where all
    its slopes are positive and significant; among such lines the one with the lowest criterion of Akaike for small
    samples counts, the mean where there is none.

    Parameters
    ----------
    consumption : Series, index month
        Of the baseline months. [unit]
    drivers : DataFrame, index month
        One column a driver; those missing in a baseline month are not considered.

    Returns
    -------
    Regression or None
        None with fewer than twelve months.
    """
    if len(consumption) < FEWEST_MONTHS:
        return None
    known = drivers.reindex(consumption.index).dropna(axis=1)
    readings = consumption.to_numpy(dtype=float)
    sets = [names for size in range(MOST_DRIVERS + 1) for names in combinations(known.columns, size)]
    fitted = [fit(readings, known[list(names)].to_numpy(dtype=float), names) for names in sets]
    sound = [each for each in fitted if each is not None and _is_sound(each)]
    return min(sound, key=lambda each: each.criterion, default=None)


def _is_sound(regression: Regression) -> bool:
    slopes, chances = regression.coefficients[1:], regression.p_values[1:]
    return bool(np.all(slopes > 0) and np.all(chances < SIGNIFICANT))
