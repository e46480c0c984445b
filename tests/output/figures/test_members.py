"""A network on the way to its target, as its legend explains it."""

import pandas as pd

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
    assert shapes["Saved by measures"] == "square"
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
        "Saved by measures",
        "Below the target",
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

    assert drawn["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["Below the target", "Target path"]


def test_members_below_their_share_of_the_target_have_a_colour_of_their_own_and_all_state_their_share() -> (
    None
):
    table = pd.DataFrame(
        {
            "company_en": ["Ash", "Birch"],
            "company_zh": ["白蜡", "白桦"],
            "result": [0.08, 0.05],
            "target": [0.07, 0.07],
        }
    )

    drawn = members.comparison(table, reader("en"), marks={"Others: 10%": 0.1}, due=2027).to_dict()

    rows = [row for row in data_of(drawn) if "result_words" in row]
    assert [(row["name"], row["result_words"], row["kind"]) for row in rows] == [
        ("Ash", "8.0%", "Share of the joint target reached"),
        ("Birch", "5.0%", "Not reached"),
    ]
    assert "Share of the joint target by 2027 7.0%" in str(drawn)
    labels = [layer for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    # Inside the bar from its beginning, or behind one that is too short.
    assert [layer["encoding"]["x"].get("field") for layer in labels] == [None, "result"]
