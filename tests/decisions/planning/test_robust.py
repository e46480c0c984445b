"""The robust plan: two measures by hand, the best of each simulation against every set, and the sample."""

import itertools
import shutil

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata import cli
from isdata.data.disclosure import FACILITATOR
from isdata.decisions import planning
from isdata.decisions.planning import Drawn, Limits, Model
from isdata.energy import measures
from isdata.energy.measures import Terms
from tests.decisions.planning.things import things

# Money for one of two. In three simulations of four the bold one is best by far, in one it loses nearly all.
TWO = things({"bold": (10.0, 20.0, 1.0, "X"), "calm": (10.0, 18.0, 1.0, "X")})
FOUR = Drawn(
    npv=np.array([[30.0, 30.0, 30.0, -50.0], [18.0, 18.0, 18.0, 18.0]]),
    lost=np.zeros((0, 4)),
    cost=np.array([[9.0, 10.0, 11.0, 12.0], [10.0, 10.0, 10.0, 10.0]]),
)


def test_each_plan_is_carried_through_all_simulations() -> None:
    found = planning.robust(TWO, FOUR, Limits(budget=10.0))

    assert found.frequency.to_dict() == {"bold": 0.75, "calm": 0.25}
    assert found.chosen.loc["bold"].to_dict() == {
        "recommended": True, "stated": True, "mean": False, "careful": False,
    }  # fmt: skip
    plans = found.plans
    # (30 · 3 - 50) / 4 = 10 against 18; the best of each simulation is worth 30, 30, 30 and 18.
    assert plans["mean"].to_dict() == {"recommended": 10.0, "stated": 10.0, "mean": 18.0, "careful": 18.0}
    assert plans.loc["recommended", ["near", "regret", "over"]].tolist() == [0.75, 17.0, 0.5]
    assert plans.loc["mean", ["near", "regret", "over"]].tolist() == [0.25, 9.0, 0.0]
    assert found.npv.tolist() == [30.0, 30.0, 30.0, -50.0]


def test_where_nothing_fits_nothing_is_recommended() -> None:
    assert not planning.robust(TWO, FOUR, Limits(budget=5.0, taken=frozenset(["calm"]))).is_feasible


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(-20, 60), st.integers(-20, 60)), min_size=2, max_size=6
    ),
    st.integers(0, 80),
    st.integers(0, 20),
    st.sampled_from([None, 1.0]),
    st.integers(1, 2),
)
def test_the_best_of_a_future_is_the_best_of_all_sets(rows, budget, lost, floor, years) -> None:
    names = [f"M{number}" for number in range(len(rows))]
    found = things(
        {name: (float(cost), float(npv), 1.0, "X") for name, (cost, npv, _) in zip(names, rows, strict=True)},
        overlaps=((names[0], names[1], 3.0, 0.0),),
    )
    other = np.array([row[2] for row in rows], dtype=float)
    limits = Limits(by_year=(budget / 2, budget / 2)) if years > 1 else Limits(budget=budget, co2_floor=floor)
    grid = Model(found, limits, planning.Aim(discount_rate=0.0)).best_for(other, np.array([float(lost)]))

    def worth(chosen: tuple[str, ...]) -> float:
        both = names[0] in chosen and names[1] in chosen
        return sum(other[names.index(name)] for name in chosen) - lost * both

    possible = [
        worth(chosen)
        for size in range(len(names) + 1)
        for chosen in itertools.combinations(names, size)
        if found.measures.loc[list(chosen), "cost"].sum() <= budget
        and (floor is None or years > 1 or size >= 1)
    ]
    if grid is None:
        assert possible == []
    else:
        chosen = tuple(name for name, is_chosen in zip(names, grid.max(axis=0), strict=True) if is_chosen)
        assert worth(chosen) == pytest.approx(max(possible))


@pytest.fixture(scope="module")
def sample(all_parks: duckdb.DuckDBPyConnection):
    register = measures.in_scope(measures.register(all_parks, park_id="chengdu", viewer=FACILITATOR), "ahead")
    return register, measures.relations(all_parks, park_id="chengdu")


def test_drawn_values_are_those_that_how_sure_shows(sample) -> None:
    register, relations = sample
    found = planning.candidates(register, relations, Terms())
    simulations = planning.drawn(register, found, Terms(), draws=400)
    shown = measures.simulate(register, Terms(), hurdle=3.0, draws=400).measures["chance_gain"]

    assert (simulations.npv > 0).mean(axis=1) == pytest.approx(shown.reindex(found.measures.index).to_numpy())
    assert np.median(simulations.npv, axis=1) == pytest.approx(found.measures["npv"].to_numpy(), rel=0.05)
    # An overlap takes the same share of the savings' worth in each simulation; CD-M208 has no running cost.
    (row,) = np.flatnonzero((found.overlaps["other_id"] == "CD-M208") & (found.saved == 0))
    place = list(found.measures.index).index("CD-M208")
    assert simulations.lost[row] / (simulations.npv[place] + simulations.cost[place]) == pytest.approx(0.1)


def test_the_same_simulations_come_each_time_and_the_recommended_plan_is_near_the_best_most_often(
    sample,
) -> None:
    register, relations = sample
    first, again = (planning.of_register(register, relations, Terms(), Limits(budget=13e6)) for _ in range(2))

    pd.testing.assert_frame_equal(first.plans, again.plans)
    assert first.simulations == 200
    assert first.plans["near"].idxmax() == "recommended"
    assert first.plans["mean"].max() == first.plans.loc["mean", "mean"]
    assert first.plans["p10"].max() == first.plans.loc["careful", "p10"]
    assert (first.plans["regret"] >= 0).all()
    assert first.frequency["CD-M208"] < 0.1  # it loses money as stated


def test_the_command_shows_how_often_each_measure_is_chosen(samples_file, tmp_path, capsys) -> None:
    path, out = shutil.copy(samples_file, tmp_path), tmp_path / "robust.csv"
    asked = ["plan", str(path), "--park", "chengdu", "--budget", "13000000", "--robust", "--out", str(out)]

    assert cli.run(asked) == 0
    rows = pd.read_csv(out).set_index("measure_id")
    assert rows["frequency"].between(0, 1).all()
    assert rows["is_recommended"].sum() > 5
    assert "200 simulations" in capsys.readouterr().out
