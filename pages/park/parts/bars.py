"""Bars of the overview: synergies by stage, and flows by the basis of their data."""

import pandas as pd

from isdata.output.figures import overview
from pages.common import charts
from pages.common.language import _


def stages(counted: pd.DataFrame) -> None:
    """Draw the number of synergies in each stage; as `parks.stages` returns."""
    charts.draw(
        overview.stages(counted, charts.reader()),
        alt=_("Number of synergies in each stage from idea to operation"),
    )


def basis(shares: pd.DataFrame) -> None:
    """Draw the share of flows by the basis of their data; as `parks.basis` returns."""
    charts.draw(overview.basis(shares, charts.reader()), alt=_("Share of flows by data basis"))
