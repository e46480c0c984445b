"""Who wants what could be supplied to several firms together, in sample parks."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.data.store import answers
from isdata.symbiosis import gaps, matching
from isdata.symbiosis.heat import pinch_analysis
from isdata.symbiosis.matching import streams
from isdata.symbiosis.matching.discharges import discharging_sites
from isdata.symbiosis.matching.receivers import demands_for, receivers, site_distances, within_reach


@pytest.mark.parametrize(
    ("park", "with_typical"),
    [("chengdu", False), ("kalundborg", False), ("kalundborg", True)],
)
def test_every_option_of_a_park_shows_its_receivers(
    parks: duckdb.DuckDBPyConnection, park: str, with_typical: bool
) -> None:
    options = store.ask(parks, "shared_options")["resource_id"]
    counted = demands_for(
        parks, park_id=park, resources=tuple(options), viewer=FACILITATOR, with_typical=with_typical
    )
    is_wanted = options.isin(counted["resource_id"])
    for resource in [*options[is_wanted], *options[~is_wanted].iloc[:3]]:  # and a few that nobody wants
        found = receivers(
            parks, park_id=park, resource_id=resource, viewer=FACILITATOR, with_typical=with_typical
        )

        assert len(found) == (counted["resource_id"] == resource).sum()
        assert (found["amount"] > 0).all()


@pytest.mark.parametrize("viewer", [FACILITATOR, GUEST], ids=lambda viewer: viewer.role)
@pytest.mark.parametrize("with_typical", [False, True])
def test_demands_and_discharges_of_one_option_are_the_same_alone(
    parks: duckdb.DuckDBPyConnection, viewer: Viewer, with_typical: bool
) -> None:
    named: dict[str, Any] = {"park_id": "chengdu", "viewer": viewer, "with_typical": with_typical}
    options = store.ask(parks, "shared_options")
    resources = tuple(sorted(set(options["resources"].explode().dropna())))

    def asked(*names: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        return (
            demands_for(parks, resources=names, **named),
            discharging_sites(parks, resources=names, **named),
        )

    together = asked(*resources)
    with answers.of_state(("park", 1)):  # what one option has read serves the others, for the same viewer
        other: dict[str, Any] = {**named, "viewer": GUEST if viewer == FACILITATOR else FACILITATOR}
        demands_for(parks, resources=resources, **other)
        discharging_sites(parks, resources=resources, **other)
        kept = [asked(name) for name in resources]
    for name, *alone in zip(resources, *zip(*kept, strict=True), strict=True):
        for every, some in zip(together, alone, strict=True):
            expected = every[every["resource_id"] == name].reset_index(drop=True)
            pd.testing.assert_frame_equal(some, expected, check_exact=True)


@pytest.mark.parametrize("with_typical", [False, True])
def test_streams_of_some_resources_are_those_of_the_whole_list(
    parks: duckdb.DuckDBPyConnection, with_typical: bool
) -> None:
    asked: dict[str, Any] = {"park_id": "chengdu", "viewer": FACILITATOR, "with_typical": with_typical}
    every = streams.declared(parks, **asked).set_index("stream_id")
    some = streams.declared(parks, **asked, resources=["waste_heat", "used_oil"]).set_index("stream_id")

    wanted = every.loc[every["resource_id"].isin(["waste_heat", "used_oil"])].index
    assert 0 < len(wanted) < len(every)
    assert list(some.index) == list(wanted)


def test_no_stream_at_all_is_prepared_as_numbers(parks: duckdb.DuckDBPyConnection) -> None:
    some = streams.declared(parks, park_id="chengdu", viewer=FACILITATOR)
    nothing = streams.prepared(some.iloc[:0], rates={"CNY": 1.0})

    shown = ["amount", "least", "cost", "price", "reach", "rate", "trust", "forms", *streams.MONTHS]
    assert all(np.issubdtype(nothing[name].dtype, np.number) for name in shown)
    assert pinch_analysis.from_streams(nothing).empty


def test_a_park_without_streams_has_no_newcomer_and_nothing_left(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("delete from stream")
    none = matching.matches(tiny, park_id="tiny", viewer=FACILITATOR)
    left = gaps.unmatched(tiny, none, park_id="tiny", viewer=FACILITATOR)

    assert gaps.newcomers(tiny, left, park_id="tiny").empty
    assert gaps.residuals(left, none).empty


def test_amounts_are_shown_in_the_unit_of_the_option(parks: duckdb.DuckDBPyConnection) -> None:
    """Steam of 2.685 GJ a tonne: what is compared in GJ is stated in tonnes where the option counts tonnes."""
    same: dict[str, Any] = {
        "park_id": "chengdu",
        "resource_id": "steam",
        "viewer": FACILITATOR,
        "with_typical": True,
    }
    energy, mass = (receivers(parks, unit=unit, **same)["amount"] for unit in ("GJ", "t"))

    assert len(mass)
    assert (energy / mass).tolist() == pytest.approx([2.685] * len(mass))
    hourly = receivers(parks, unit="h", **same)["amount"]
    assert len(hourly) == len(mass)
    assert hourly.isna().all()


def test_what_is_counted_in_money_is_what_is_paid(parks: duckdb.DuckDBPyConnection) -> None:
    found = receivers(
        parks,
        park_id="chengdu",
        resource_id="joint_purchasing",
        unit="CNY",
        viewer=FACILITATOR,
        with_typical=True,
    )

    assert len(found) > 2
    assert found["today"].tolist() == found["amount"].tolist()


def test_demands_of_one_site_in_units_that_cannot_be_converted_have_no_sum(
    pairs: duckdb.DuckDBPyConnection,
) -> None:
    """1,200 t and 50 m³ were stated as 1,250 t."""
    more = pairs.execute("select * from stream where stream_id = 'AGGR'").df()
    more = more.assign(stream_id="MORE", quantity=50.0, unit="m³")[
        ["stream_id", "site_id", "direction", "resource_id", "quantity", "unit", "period"]
    ]
    store.write(pairs, {"stream": more}, who="test", reason="for tests")
    about: dict[str, Any] = {"park_id": "tiny", "resource_id": "spent_foundry_sand", "viewer": FACILITATOR}

    found = receivers(pairs, **about)

    assert list(found.index) == ["BL"]
    assert found["amount"].isna().all()


def test_who_lies_too_far_is_left_out(parks: duckdb.DuckDBPyConnection) -> None:
    found = receivers(parks, park_id="chengdu", resource_id="steam", viewer=FACILITATOR, with_typical=True)
    distances = site_distances(parks, park_id="chengdu", sites=tuple(found.index))

    near = within_reach(distances, found["amount"], 3.0)

    assert distances.equals(distances.T)
    assert 2 <= len(near) < len(found)
    assert distances.loc[near, near].max(axis=None) <= 3.0
    assert within_reach(distances, found["amount"], 50.0) == list(found.index)
