"""Costs of companies alone and together as bars."""

import re

import pandas as pd
import vl_convert

from isdata.data.i18n import reader
from isdata.output.figures import sharing


def test_every_bar_has_its_amount_behind_it() -> None:
    """The labels were lost when the column that places them was."""
    firms = pd.DataFrame(
        {"company": ["Foundry", "Forge"], "alone": [4e5, 2e5], "share": [3e5, 1e5], "saving": [1e5, 1e5]}
    )
    for kind in ("alone", "share", "saving"):
        firms[f"{kind}_words"] = [f"{amount / 1e3:.0f} k CNY" for amount in firms[kind]]
    chart = sharing.costs(firms, reader("en"), "CNY").properties(width=700)

    drawn = vl_convert.vegalite_to_svg(chart.to_json())

    places = {words: float(x) for x, words in re.findall(r"translate\(([-\d.]+),[^>]*>([^<]+)<", drawn)}
    amounts = [places[f"{amount} k CNY"] for amount in (400, 300, 200, 100)]
    assert amounts == sorted(amounts, reverse=True)
    assert len(set(amounts)) == 4
