"""Grid of the maturity: which level is framed."""

import pandas as pd

from isdata.data.i18n import reader
from isdata.output.figures import maturity, style


def test_a_newest_level_below_its_target_is_framed_in_red() -> None:
    """An earlier one is not, nor is a level at or above its target or without one."""
    found = pd.DataFrame(
        {
            "name_en": ["Audit", "Team", "Review", "Goals"],
            "name_zh": None,
            "target": [3.0, 2.0, 2.0, None],
            2023: [1.0, 1.0, 1.0, 1.0],
            2024: [2.0, 2.0, 3.0, 1.0],
        }
    )

    drawn = maturity.grid(found, reader("en")).to_dict()

    rows = [row for rows in drawn["datasets"].values() for row in rows]
    assert [(row["name"], row["year"]) for row in rows if row["is_below"]] == [("Audit", "2024")]
    (frame,) = [layer for layer in drawn["layer"] if layer.get("transform") == [{"filter": "datum.is_below"}]]
    assert frame["mark"]["stroke"] == style.WARNING
    assert frame["mark"]["fillOpacity"] == 0
