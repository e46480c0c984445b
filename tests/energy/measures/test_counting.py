"""Sums with overlaps taken off, beside the sums of each measure alone."""

import pandas as pd
import pytest

from isdata.energy import measures
from isdata.energy.measures import Register, Terms

RELATIONS = pd.DataFrame(
    {"measure_id": ["habit"], "other_id": ["three"], "relation": ["overlaps"], "overlap": [0.25]}
)


def test_a_package_saves_less_by_the_declared_overlap(register: Register) -> None:
    chosen = register.only(pd.Index(["habit", "three"]))
    found = measures.outlook(chosen, RELATIONS, Terms(), is_package=True)
    lost = 0.25 * found.priced.energy_money["three"]

    assert lost > 0
    assert found.sums["annual_saving"] == pytest.approx(found.alone["annual_saving"] - lost)
    assert found.counted_appraised["annual_saving"].sum() == pytest.approx(found.sums["annual_saving"])
    assert found.appraised["annual_saving"].sum() == pytest.approx(found.alone["annual_saving"])


def test_each_alone_is_the_plain_sum(register: Register) -> None:
    found = measures.outlook(register, RELATIONS, Terms(), is_package=False)

    assert found.sums is found.alone
    assert found.counted is register


@pytest.mark.parametrize(("ids", "shown"), [(["habit", "three"], True), (["three"], False)])
def test_only_measures_done_together_overlap(ids: list[str], shown: bool) -> None:
    assert measures.has_overlaps(RELATIONS, pd.Index(ids)) is shown
