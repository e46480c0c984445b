"""A blind match is stated in full once both firms agreed, and no other one is."""

import datetime as dt

import pandas as pd

from isdata.data import store
from isdata.data.disclosure import GUEST
from isdata.symbiosis.matching import introductions
from tests.symbiosis.conftest import Found
from tests.symbiosis.matching import park

DAY = dt.date(2024, 5, 17)


def test_a_blind_match_is_shown_in_full_once_both_firms_agreed_until_one_takes_it_back(
    found: Found, pairs
) -> None:
    pair = {"supply_id": "THIN", "demand_id": "SOLV"}

    introductions.introduce(pairs, **pair, provider=DAY, receiver=None, who="office")
    assert ("THIN", "SOLV") not in found(viewer=GUEST).index

    introductions.introduce(pairs, **pair, provider=DAY, receiver=DAY, who="office")
    named = found(viewer=GUEST)
    assert introductions.agreed(pairs, **pair) == (DAY, DAY)
    assert named.loc[("THIN", "SOLV"), "supply_company_en"] == "Firm PA"
    assert pd.isna(named.loc[("THIN", "SOLV"), "gain"])  # money stays with the facilitator
    assert not named["is_hidden"].any()  # the blind one is gone

    introductions.introduce(pairs, **pair, provider=None, receiver=DAY, who="office")
    assert found(viewer=GUEST)["is_hidden"].sum() == 1


def test_an_agreement_opens_no_other_match_of_the_firm(found: Found, pairs) -> None:
    rows = park.frames(
        {"stream_id": "AGGR", "site_id": "CH", "resource_id": "regenerated_solvent", "quantity": 30.0}
    )
    store.write(pairs, {"stream": rows["stream"]}, who="test", reason="for tests")
    introductions.introduce(
        pairs, supply_id="THIN", demand_id="SOLV", provider=DAY, receiver=DAY, who="office"
    )

    table = found(viewer=GUEST)

    others = table.loc[table["demand_stream_id"] == "AGGR", "supply_company_en"]
    assert len(others)
    assert others.isna().all()
