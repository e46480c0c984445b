"""Metered savings: meter readings against a baseline adjusted for output and weather.

The saving of a month is the baseline's prediction less the reading (IPMVP, options A to D; ASHRAE Guideline
14).
"""

from isdata.energy.monitoring.acceptance import Limit, figures, limits
from isdata.energy.monitoring.baselines import FEWEST_MONTHS, choose
from isdata.energy.monitoring.metered import CONSUMPTION, Metered, megawatt_hours, metered, meters, months
from isdata.energy.monitoring.network import by_year, of_network, sites_of, years_of_network
from isdata.energy.monitoring.regression import Regression, fit

__all__ = [
    "CONSUMPTION",
    "FEWEST_MONTHS",
    "Limit",
    "Metered",
    "Regression",
    "by_year",
    "choose",
    "figures",
    "fit",
    "limits",
    "megawatt_hours",
    "metered",
    "meters",
    "months",
    "of_network",
    "sites_of",
    "years_of_network",
]
