"""Charts of the feasibility sheet."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output.figures import synergy_sheet


@pytest.mark.parametrize(
    ("amounts", "words", "chinese"),
    [
        ([0.0, 200.0, 200.0], "Avoided disposal", "避免的处置费"),
        ([0.0, -200.0, -200.0], "Lost sale", "减少的销售额"),
        ([0.0, -50.0, 200.0], "Avoided disposal or lost sale", "避免的处置费或减少的销售额"),
    ],
)
def test_what_a_by_product_earned_before_is_no_avoided_disposal(
    amounts: list[float], words: str, chinese: str
) -> None:
    years = pd.DataFrame(
        {
            "year": [0, 1, 2],
            "avoided_disposal": amounts,
            "investment": [-100.0, 0.0, 0.0],
            "discounted": [-100.0, 0.0, 90.0],
        }
    )

    for language, expected in (("en", words), ("zh", chinese)):
        chart = synergy_sheet.by_year(years, i18n.reader(language), "CNY")
        assert chart is not None
        assert expected in chart.to_dict(validate=False)["layer"][0]["encoding"]["color"]["scale"]["domain"]
