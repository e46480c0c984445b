"""Possible receivers of what a park disposes of: matches before published uses, and none where there is neither."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.park import flows
from isdata.symbiosis import matching
from isdata.symbiosis.gaps import possible_receivers
from isdata.symbiosis.matching.anonymise import HELD_BACK


def test_a_match_whose_obstacle_is_withheld_states_no_reason() -> None:
    """“blocked by” stood without a reason where the other company is not disclosed."""
    residual = pd.DataFrame({"provider_id": ["C1"], "resource_id": ["ash"]})
    match = {"company_id": "C1", "resource_id": "ash", "blocked": HELD_BACK, "is_hidden": True}

    (words,) = possible_receivers.words(residual, pd.DataFrame([match]), set(), reader("en"))

    assert words == "A condition is not met; ask the facilitator for details."


def test_a_residual_names_its_feasible_match_else_its_obstacle_else_a_use(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    choice = flows.FlowSelection(year=2024, kind="material", unit="t")
    links = flows.converted(parks, park_id="chengdu", choice=choice, viewer=FACILITATOR)
    found = flows.residuals(links)
    matches = matching.matches(parks, park_id="chengdu", viewer=FACILITATOR, steps=2)
    streams = store.ask(parks, "stream_companies", park_id="chengdu")

    best = possible_receivers.best_matches(matches, streams)
    words = possible_receivers.words(found, best, {"mixed_waste"}, reader("en"))

    by = dict(zip(found["provider_id"] + " " + found["resource_id"], words, strict=True))
    assert "feasible: " in str(by["CD03 spent_foundry_sand"])
    assert by["CD28 mixed_waste"] == "published use"
    assert by["CD10 moisture_loss"] is None
    assert not best.duplicated(possible_receivers.KEYS).any()
    # A blocked match is best only where no feasible one exists.
    free = matches.loc[matches["blocked"] == 0, "supply_stream_id"]
    assert not best.loc[best["blocked"] > 0, "supply_stream_id"].isin(free).any()
    # “None” would be stated of companies whose matches this reader does not see.
    hidden = flows.residuals(flows.converted(parks, park_id="chengdu", choice=choice, viewer=GUEST))
    words = possible_receivers.words(hidden, best.iloc[:0], set(), reader("en"))
    assert {word for name, word in zip(hidden["provider_id"], words, strict=True) if name == "*"} == {
        "withheld"
    }
