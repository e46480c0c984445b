"""Metered savings in words."""

import pandas as pd

from isdata.data import uncertain
from isdata.data.i18n import N_, Reader
from isdata.energy.monitoring.metered import Metered


def saving_words(found: Metered, reader: Reader) -> str:
    """Saving at a site since the baseline, with its uncertainty, in one line; empty if unknown."""
    if not found.table["saving"].notna().any():
        return ""
    meter, is_less = found.meter, found.saving >= 0
    if found.is_significant:
        words = N_("{company}: {amount} saved in {period}")
        words = words if is_less else N_("{company}: used {amount} more than the baseline")
    else:
        words = N_("{company}: no significant saving since the baseline, {amount}")
    value = abs(found.saving) if found.is_significant else found.saving
    amount = uncertain.with_uncertainty(value, found.half_width, str(meter["unit"]), reader)
    return reader.text(
        words,
        company=reader.name(meter["company_en"], meter["company_zh"]),
        period=_years(found),
        amount=reader.noted(
            amount.replace(" ± ", "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}"),
            reader.percent(abs(found.share), digits=1),
        ),
    )


def _years(found: Metered) -> str:
    """First and last year of the savings after the baseline."""
    years = pd.to_datetime(found.table.index[found.table["saving"].notna()]).year
    return "–".join(dict.fromkeys([str(years.min()), str(years.max())]))
