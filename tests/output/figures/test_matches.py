"""The score and the price band of a match as they are drawn."""

import math
from typing import Any

import duckdb
import pytest

from isdata import matching
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import reader
from isdata.output.figures import matches, style


def drawn(floor: float, ceiling: float) -> tuple[list[float], bool]:
    """Return the ends of the price axis, and whether zero is marked; the title explains a sign only below zero."""
    band = {"floor": floor, "ceiling": ceiling, "equal_gain": (floor + ceiling) / 2, "lacking": 0.0}
    made = matches.price_band(band, reader("zh"), "CNY", "t").to_dict()
    axis = made["layer"][0]["encoding"]["x"]
    assert ("负值" in axis["title"]) == (axis["scale"]["domain"][0] < 0)
    low, high = made["layer"][0]["encoding"]["x"]["scale"]["domain"]
    zeros = made["datasets"][made["layer"][1]["data"]["name"]]
    return [low, high], bool(zeros)


def test_a_zero_far_away_does_not_press_the_prices_together() -> None:
    """8,960 to 9,880: a quarter of the width 920 on either side."""
    ends, has_zero = drawn(8960, 9880)

    assert ends == pytest.approx([8730, 10110])
    assert not has_zero


@pytest.mark.parametrize(("floor", "ceiling"), [(-133, 37), (0, 420), (200, 500), (-500, -100)])
def test_a_zero_within_or_near_the_band_is_marked(floor: float, ceiling: float) -> None:
    (low, high), has_zero = drawn(floor, ceiling)

    assert has_zero
    assert low < min(floor, 0)
    assert high > max(ceiling, 0)


def test_the_number_of_a_price_at_zero_is_legible_across_the_zero_line() -> None:
    band = {"floor": 0.0, "ceiling": 420.0, "equal_gain": 210.0, "lacking": 0.0}
    chart: Any = matches.price_band(band, reader("en"), "CNY", "t").to_dict()
    kinds = [layer["mark"]["type"] for layer in chart["layer"]]
    first = kinds.index("text")
    assert first > kinds.index("rule")
    assert chart["layer"][first]["mark"]["stroke"] == style.PAPER


def test_one_price_alone_has_an_axis() -> None:
    (low, high), _has_zero = drawn(0, 0)

    assert low < 0 < high


def test_the_components_shown_multiply_to_the_score(pairs: duckdb.DuckDBPyConnection) -> None:
    found = matching.matches(pairs, park_id="tiny", viewer=FACILITATOR)
    treated = found["steps"].map(len) > 0
    assert treated.any()
    assert (~treated).any()
    for match in found.to_dict("records"):
        made: Any = matches.parts(match, reader("en")).to_dict()
        (rows,) = made["datasets"].values()
        shown = {row["part"]: row["share"] for row in rows}
        factor = shown.pop("Factor for treatment steps", 1.0)
        components = [share for name, share in shown.items() if not name.startswith("–")]
        assert math.prod(components) ** (1 / 5) * factor == pytest.approx(match["score"])


def test_an_unknown_component_shows_what_it_counts() -> None:
    known = {"similarity": 1.0, "time_fit": 0.9, "economics": 0.8, "trust": 0.7}
    match = {**known, "steps": [], "supply_is_typical": False, "demand_is_typical": False}
    made: Any = matches.parts(match, reader("en")).to_dict()
    (rows,) = made["datasets"].values()
    (unknown,) = [row for row in rows if not row["is_known"]]
    assert (unknown["part"], unknown["share"], unknown["words"]) == (
        "Quantity fit",
        0.5,
        "unknown, counts 50%",
    )
