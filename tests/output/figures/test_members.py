"""A network on the way to its target, as its legend explains it."""

import re
from dataclasses import replace

import pandas as pd
import vl_convert

from isdata.data.i18n import reader
from isdata.output.figures import members, target_path
from tests.output.figures.chart_data import data_of


def test_a_legend_shows_bars_lines_and_meters_in_the_shape_that_they_are_drawn_in() -> None:
    progress = pd.DataFrame(
        {"year": [2020], "result": [10.0], "result_share": [0.1], "target": [9.0], "target_share": [0.09]}
    )
    metered = pd.DataFrame({"year": [2020], "saving": [5.0], "sites": [3]})

    drawn = target_path.path(progress, reader("en"), this_year=2026, metered=metered).to_dict()

    shape = next(layer["encoding"]["shape"] for layer in drawn["layer"] if "shape" in layer["encoding"])
    shapes = dict(zip(shape["scale"]["domain"], shape["scale"]["range"], strict=True))
    assert shapes["Saved"] == "square"
    assert shapes["Metered"] == "diamond"
    assert shapes["Target path"].startswith("M")  # a dash, longer than it is high


def test_bars_state_their_amounts_and_a_year_below_its_target_is_marked() -> None:
    progress = pd.DataFrame(
        {
            "year": [2024, 2025],
            "result": [12_000.0, 10_000.0],
            "result_share": [0.07, 0.066],
            "target": [9_000.0, 11_000.0],
            "target_share": [0.06, 0.07],
        }
    )
    metered = pd.DataFrame({"year": [2024], "saving": [5_000.0], "sites": [3]})

    drawn = target_path.path(progress, reader("en"), this_year=2026, metered=metered).to_dict()

    rows = [row for row in data_of(drawn) if "result_words" in row]
    assert [row["amount"] for row in rows] == ["12.0", "10.0"]
    assert [row["kind"] for row in rows] == [
        "Saved",
        "Below target",
    ]
    assert [row["label"] for row in rows] == ["2024|7.0%|6.0%|3.2%", "2025|6.6%|7.0%|–"]
    assert drawn["layer"][0]["encoding"]["y"]["scale"]["domainMin"] == 0  # it once began at -50


def test_a_kind_of_saving_without_a_bar_is_not_in_the_legend() -> None:
    progress = pd.DataFrame(
        {
            "year": [2024, 2025],
            "result": [None, 10_000.0],
            "result_share": [None, 0.066],
            "target": [9_000.0, 11_000.0],
            "target_share": [0.06, 0.07],
        }
    ).astype({"result": float, "result_share": float})

    drawn = target_path.path(progress, reader("en"), this_year=2026).to_dict()

    assert drawn["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["Below target", "Target path"]


def test_members_state_their_share_and_each_line_begins_at_its_label() -> None:
    """A legend of three lines stood above the bars, without the pale red of members below the target."""
    table = pd.DataFrame(
        {
            "company_en": ["Ash", "Birch"],
            "company_zh": ["白蜡", "白桦"],
            "result": [0.08, 0.05],
            "target": [0.07, 0.07],
        }
    )

    chart = members.comparison(table, reader("en"), marks={"Others: 10%": 0.1}, due=2027)

    rows = [row for row in data_of(chart.to_dict()) if "result_words" in row]
    assert [(row["name"], row["result_words"]) for row in rows] == [("Ash", "8.0%"), ("Birch", "5.0%")]
    drawn = vl_convert.vegalite_to_svg(chart.properties(width=400, height=80).to_json())
    found = re.findall(r"translate\(([-\d.]+),([-\d.]+)[^>]*>([^<]+)<", drawn)
    at = {words: (float(x), float(y)) for x, y, words in found}
    target, others = at["Joint target by 2027: 7.0%"], at["Others: 10%"]
    assert target[0] < others[0]
    assert others[1] < target[1] < at["8.0%"][1]  # the farther right, the higher


def test_an_amount_is_above_the_target_path_also_in_a_year_without_a_target() -> None:
    """The path from 2022 to 2024 crossed the amount of 2023."""
    progress = pd.DataFrame(
        {
            "year": [2022, 2023, 2024],
            "result": [0.0, 1_500.0, 5_600.0],
            "result_share": [0.0, 0.004, 0.014],
            "target": [0.0, None, 4_000.0],
            "target_share": [0.0, None, 0.01],
        }
    )

    drawn = target_path.path(progress, reader("en"), this_year=2026).to_dict()

    assert [row["top"] for row in data_of(drawn) if "result_words" in row] == [0.0, 2.0, 5.6]


def test_an_amount_below_a_rising_path_ends_at_its_point() -> None:
    """The path to 2022 crossed the amount of 2021."""
    progress = pd.DataFrame(
        {
            "year": [2021, 2022],
            "result": [1_000.0, 9_000.0],
            "result_share": [0.01, 0.09],
            "target": [1_500.0, 8_000.0],
            "target_share": [0.015, 0.08],
        }
    )

    drawn = vl_convert.vegalite_to_svg(
        target_path.path(progress, reader("en"), this_year=2026).properties(width=400).to_json()
    )

    found = re.findall(r'<text[^>]*text-anchor="(\w+)"[^>]*>([^<]+)<', drawn)
    assert ("end", "1.0") in found
    assert ("middle", "9.0") in found


def test_a_legend_is_in_one_row_where_it_fits() -> None:
    """Five marks stood in two rows beside free room, or the last word was cut."""
    progress = pd.DataFrame(
        {
            "year": [2024, 2025, 2026],
            "result": [12_000.0, 10_000.0, 10_000.0],
            "result_share": [0.07, 0.066, 0.066],
            "target": [9_000.0, 11_000.0, 12_000.0],
            "target_share": [0.06, 0.07, 0.08],
        }
    )
    metered = pd.DataFrame({"year": [2024], "saving": [5_000.0], "sites": [3]})

    columns = [
        target_path.path(progress, replace(reader("en"), is_large=is_large), this_year=2026, metered=metered)
        .to_dict()["layer"][0]["encoding"]["color"]["legend"]["columns"]["expr"]
        .rpartition(": ")[2]
        for is_large in (False, True)
    ]

    assert columns == ["0", "3"]
