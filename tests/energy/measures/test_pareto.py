"""A front holds exactly what nothing left over beats in money and CO2."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from isdata.energy import measures

POINTS = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3)), max_size=12)


def beats(one: tuple, other: tuple) -> bool:
    """Whether one is at least as good in both and better in one."""
    return one[0] >= other[0] and one[1] >= other[1] and one != other


def peeled(points: list[tuple]) -> list[int]:
    """Return the fronts by their definition: take off what nothing beats, again and again."""
    level, front, left = 0, dict.fromkeys(range(len(points)), 0), set(range(len(points)))
    while left:
        level += 1
        top = {i for i in left if not any(beats(points[j], points[i]) for j in left)}
        front |= dict.fromkeys(top, level)
        left -= top
    return [front[i] for i in range(len(points))]


@given(POINTS)
def test_fronts_are_those_of_the_definition(points: list[tuple]) -> None:
    table = pd.DataFrame(points, columns=["npv", "co2"], dtype=float)

    assert measures.fronts(table["npv"], table["co2"]).tolist() == peeled(points)


def test_the_ten_tonnes_come_before_the_one_though_cost_per_tonne_says_otherwise() -> None:
    """A cost of -100 with 1 t is -100 a tonne, with 10 t only -10 a tonne; the 10 t dominate."""
    assert measures.fronts(pd.Series([100.0, 100.0]), pd.Series([1.0, 10.0])).tolist() == [2, 1]


def test_what_is_not_known_is_on_no_front() -> None:
    front = measures.fronts(pd.Series([1.0, None, 2.0]), pd.Series([1.0, 1.0, None]))

    assert front.isna().tolist() == [False, True, True]
