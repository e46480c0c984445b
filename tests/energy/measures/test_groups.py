"""Sums by company and by network are parts of the whole."""

import pytest

from isdata.energy import measures
from isdata.energy.measures import Register, Terms


@pytest.mark.parametrize("column", ["category", "company_id"])
def test_groups_add_up_to_the_whole(register: Register, column: str) -> None:
    appraised = measures.appraise(register, Terms())
    table = measures.by_group(appraised, column)
    sums = measures.totals(register, Terms(), appraised)

    assert table["annual_saving"].sum() == pytest.approx(sums["annual_saving"])
    assert table["investment"].sum() == pytest.approx(sums["investment"])
    assert table["cumulative_share"].iloc[-1] == pytest.approx(1.0)


def test_by_network_leaves_out_what_is_in_none(register: Register) -> None:
    """100 MWh at 800 and 10 at 680; all else is in no network."""
    rows = measures.appraise(register, Terms())
    network = rows.index.to_series().map({"three": "N1", "habit": "N2"})
    table = measures.by_group(rows.assign(network_id=network), "network_id").set_index("network_id")

    assert table["annual_saving"].to_dict() == pytest.approx({"N1": 80_000, "N2": 6_800})
