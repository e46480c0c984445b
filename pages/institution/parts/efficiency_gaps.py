"""Resource efficiency without the data to relate resources to value added: what is missing."""

from typing import NoReturn

import pandas as pd

from pages.common import empty_view, screen, show
from pages.common.language import _, reader


def stop(title: str, remedy: str = "", *, table: str) -> NoReturn:
    """State what is missing, and end the page; parameters as for `empty_view.stop`."""
    screen.screen()  # a phone has a list of the views
    empty_view.stop(
        title,
        remedy,
        table=table,
        content=[
            _("Energy, fresh water, waste, raw material and area per value added, by company"),
            _("Comparison with the limits of the standards, and the change over the years"),
        ],
        related="water",
    )


def stop_without_value_added(found: pd.DataFrame) -> NoReturn:
    """State why nothing is related to value added, and end the page: it is of other years, or not recorded."""
    years = sorted({int(each) for each in found["price_year"].dropna()})
    if years:
        listed = reader().listed(str(each) for each in years)
        show.info(_("Value added is recorded for {years} only. Choose that year.", years=listed))
        show.end()
    stop(
        _("The value added of the companies is not recorded"),
        _("Enter it in the table “Companies”."),
        table="company",
    )
