"""Bars of technologies."""

import math
from collections.abc import Mapping

import pandas as pd
import pytest

from isdata.output.figures import style
from pages.institution.parts import technology_bars, technology_counts, technology_view


@pytest.mark.parametrize(
    ("outputs", "npv", "colours"),
    [
        ([1, 1], 5.0, {"New matches": style.ACCENT}),
        ([1, 1], -5.0, {"both in the park, without a payback": style.WARNING}),
        ([1, 1], math.nan, {"supplier and receiver in the park": style.ACCENT}),
        ([0, 0], math.nan, {"supplier only": style.PALETTE[1]}),
        (
            [0, 1],
            math.nan,
            {"supplier and receiver in the park": style.ACCENT, "supplier only": style.PALETTE[1]},
        ),
    ],
)
def test_technologies_have_the_colours_of_their_state_in_every_park(
    monkeypatch: pytest.MonkeyPatch, outputs: list[int], npv: float, colours: dict[str, str]
) -> None:
    """Where all were of one state, their bars had another colour than elsewhere, and no legend."""
    drawn: list[tuple[pd.DataFrame, Mapping[str, str]]] = []
    monkeypatch.setattr(technology_bars.charts, "bars", lambda rows, **given: drawn.append((rows, given)))
    monkeypatch.setattr(technology_bars.park_facts, "currency", lambda: "CNY")
    rows = pd.DataFrame({"inputs": 1, "outputs": outputs, "npv": npv, "gain": 2.0, "score": 0.5}).assign(
        is_on_board=False
    )

    technology_bars.draw(rows, ["a", "b"], ["", ""])

    ((bars, given),) = drawn
    assert given["colours"] == colours
    assert set(bars["state"]) == set(colours)


def test_an_input_used_in_the_park_does_not_lack_a_receiver() -> None:
    """The headline stated that none has a receiver, above a bar that named one."""
    words = technology_counts._used_already(4, ["polymer"], {"polymer": "Seaweed Plastics"})

    assert words == (
        "4 technologies fit this park; the input of 1 is used already, the others have no receiver here"
    )
    assert technology_counts._used_already(1, ["polymer"], {"polymer": "Seaweed Plastics"}).endswith(
        "used already by Seaweed Plastics"
    )


@pytest.mark.parametrize(
    ("gains", "words"),
    [
        ([-1.0, -2.0], "none pays back"),
        ([-1.0, -2.0, math.nan], "2 without a payback, 1 unknown"),
        ([-1.0, 3.0, math.nan], ""),
        ([math.nan], ""),
    ],
)
def test_that_none_pays_back_is_not_claimed_of_unknown_gains(gains: list[float], words: str) -> None:
    assert technology_counts._none_paying(pd.Series(gains)) == words


def test_a_loss_stands_beside_the_gain_that_the_board_records() -> None:
    """The picture stated a loss for a synergy whose gain of 980 k CNY the board counts."""
    row = {"is_on_board": True, "gain": -133_000.0, "recorded": 980_000.0}

    assert technology_bars._on_board(row, "CNY", by_gain=False) == "board: +980 k CNY"
    same = {**row, "gain": 980_000.0}
    assert [technology_bars._on_board(same, "CNY", by_gain=each) for each in (False, True)] == [
        "on the board",
        "",
    ]


@pytest.mark.parametrize(
    ("exchanged", "unit", "words"),
    [
        (28_080.0, "GJ", "28,080 GJ per year"),
        (math.nan, "GJ", "500 t per year supplied"),
        (40.0, "m²", "40 m²"),
    ],
)
def test_an_amount_beside_a_gain_has_its_period(exchanged: float, unit: str, words: str) -> None:
    """A bar stated 28,080 GJ, without a heading of its amounts; an area is a stock and has no period."""
    row = {
        "exchanged": exchanged,
        "exchanged_unit": unit,
        "quantity": 500.0,
        "unit": "t",
        "input_unit": "t",
        "capacity": math.nan,
    }

    assert technology_view._amount(row, has_period=True) == words
