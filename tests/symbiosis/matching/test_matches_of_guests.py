"""What a guest sees of matches of undisclosed companies."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data.disclosure import GUEST
from isdata.data.i18n import LANGUAGES, reader
from isdata.symbiosis import matching
from isdata.symbiosis.matching import anonymise, match_tables, presentation
from tests.symbiosis.conftest import Found

SAND, HEAT, SOLVENT = ("SAND", "AGGR"), ("HEAT", "WASH"), ("THIN", "SOLV")


SECRET = ["Firm PA", "企业PA", "PA", "THIN", "waste_solvent", "Waste solvent", "废溶剂"]


def test_a_guest_is_shown_class_band_and_distance_of_an_undisclosed_firm(found: Found) -> None:
    table = found(viewer=GUEST).reset_index(drop=True)

    text = table.to_csv()
    for word in SECRET:
        assert f",{word}," not in text
    hidden = table.loc[table["is_hidden"]]
    assert len(hidden) == 1
    row = hidden.iloc[0]
    assert row["supply_resource_class"] == "by_product"
    assert (row["supply_band_least"], row["supply_band_most"]) == (30.0, 100.0)
    assert row["distance"] in anonymise.DISTANCE_BANDS
    for column in (
        "quantity",
        "similarity",
        "level",
        "quantity_fit",
        "trust",
        "gain",
        "value",
        "supply_latitude",
    ):
        assert pd.isna(row[column]), column


def test_the_words_for_a_guest_name_nobody_who_keeps_to_himself(found: Found) -> None:
    table = found(viewer=GUEST)
    for language in LANGUAGES:
        read = reader(language)
        words = match_tables.table(table, {"still": "Still"}, read, shows_parks=True).to_csv()
        words += match_tables.blocked_matches(table, read).to_csv()
        assert ("园区" if language == "zh" else "Parks") in words
        assert not any(word in words for word in ("Firm PA", "企业PA", "Waste solvent", "废溶剂", "Still"))


def test_the_order_of_blind_matches_shows_no_more_than_their_score() -> None:
    """0.62 and 0.58 are stated as 0.6: which of the two comes first must not follow what is not stated."""
    shown = pd.DataFrame(
        {"blocked": [0, 0], "score": [0.6, 0.6], "supply_token": ["b", "a"], "demand_token": ["x", "x"]}
    )

    assert anonymise.ordered(shown)["supply_token"].tolist() == ["a", "b"]
    assert anonymise.ordered(shown.iloc[::-1])["supply_token"].tolist() == ["a", "b"]


def test_a_guest_reads_the_band_of_what_is_kept_and_the_amount_of_what_is_not(found: Found) -> None:
    table = found(viewer=GUEST)
    blind_one = table.loc[table["is_hidden"]].iloc[0].to_dict()

    assert presentation.amount(blind_one, reader("en")) == "30–100 t supplied, 40 t required"
    # On a card each has a line: together they broke within an amount.
    assert presentation.amounts_per_year(blind_one, reader("en")) == [
        "supply 30–100 t per year",
        "demand 40 t per year",
    ]


def test_money_enters_no_score_of_a_guest(found: Found) -> None:
    match = found(viewer=GUEST).loc[SAND]

    assert pd.isna(match["gain"])
    assert pd.isna(match["supply_cost"])
    parts = match[["similarity", "quantity_fit", "time_fit", "trust"]].to_numpy(dtype=float)
    assert match["score"] == pytest.approx(np.prod(parts) ** (1 / 4))


def test_what_only_the_facilitator_may_see_is_no_match_of_a_guest(pairs: duckdb.DuckDBPyConnection) -> None:
    pairs.execute("update company set visibility = 'facilitator' where company_id = 'FO'")

    shown = matching.matches(pairs, park_id="tiny", viewer=GUEST)

    assert len(shown) == 1
    assert "SAND" not in set(shown["supply_stream_id"])


def test_a_way_that_is_kept_is_not_shown_as_direct() -> None:
    """A guest is not informed of the treatment between two firms, of which one is undisclosed."""
    hidden = {"is_hidden": True, "steps": ()}

    assert presentation.steps(hidden, {}, reader("en")) == "not stated"
    assert presentation.steps({**hidden, "is_hidden": False}, {}, reader("en")) == "direct use"
