"""Choice of the baseline model of a meter: mean, or regression on output, degree days and other drivers."""

from itertools import combinations

import numpy as np
import pandas as pd

from isdata.energy.monitoring.regression import Regression, fit

# By ASHRAE Guideline 14 and IPMVP a baseline covers a whole year, so that it includes every season.
FEWEST_MONTHS = 12
# The months of a year cannot distinguish more drivers than this.
MOST_DRIVERS = 3
# Significance level of a driver: probability of a slope like its own by chance.
SIGNIFICANT = 0.1


def choose(consumption: pd.Series, drivers: pd.DataFrame) -> Regression | None:
    """Baseline that explains a meter best without overfitting.

    Candidates are the mean and the lines on one to three drivers. A degree day counts only beyond its base
    temperature, so a line on degree days is the change-point form with the change at that temperature. A line
    is a candidate if all its slopes are positive and significant; among these lines the one with the lowest
    Akaike criterion for small samples is chosen, and the mean if there is none.

    Parameters
    ----------
    consumption : Series, index month
        Of the baseline months. [unit]
    drivers : DataFrame, index month
        One column per driver; those missing in a baseline month are not considered.

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
