"""Numbers of the comparison of scenarios, and their differences."""

import math

import pytest

from pages.network.parts import scenario_table


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language and format of the reader."""
    from isdata.data.i18n import reader

    monkeypatch.setattr(scenario_table, "reader", lambda: reader("en"))


def test_differences_are_those_of_the_numbers_shown() -> None:
    """Beside 34.8 and 28.0, the exact difference of -6.88 read -6.9; one that is not shown is none."""
    row = scenario_table._row("NPV", [34.84, 27.96, 34.76, math.nan], 1)

    assert [(cell.text, cell.change) for cell in row.cells] == [
        ("34.8", ""), ("28.0", "-6.8"), ("34.8", ""), ("–", ""),
    ]  # fmt: skip
    assert [cell.is_better for cell in row.cells] == [None, False, None, None]


def test_a_shorter_payback_is_better_and_small_differences_are_ignored() -> None:
    row = scenario_table._row("Payback", [3.0, 2.5, 3.04], 2, least=0.05, is_burden=True)

    assert [(cell.change, cell.is_better) for cell in row.cells] == [("", None), ("-0.50", True), ("", None)]
