"""Bars of technologies."""

import math
from collections.abc import Mapping

import pandas as pd
import pytest

from isdata.output.figures import style
from pages.institution.parts import technology_bars, technology_counts


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
