"""What is not closed yet: newcomers by several measures, residuals, and loops."""

import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import reader
from isdata.symbiosis import gaps, matching
from isdata.symbiosis.gaps import gap_presentation, loops
from isdata.symbiosis.gaps.newcomers import ranked_by
from tests.symbiosis.conftest import Found


def links(*pairs: tuple, hidden: str = "", blocked: str = "") -> pd.DataFrame:
    rows = [
        {
            "supply_site_id": one,
            "demand_site_id": other,
            "score": score,
            "value": float("nan"),  # money is not what decides
            "blocked": int(one == blocked),
            "is_hidden": one == hidden,
            "supply_company_en": f"Firm {one}",
            "supply_company_zh": f"企业{one}",
            "supply_resource_en": f"{one}'s",
            "supply_resource_zh": f"{one}的",
        }
        for one, other, score in pairs
    ]
    return pd.DataFrame(rows)


PAIRS = (("A", "B", 0.9), ("B", "C", 0.5), ("C", "A", 0.7), ("B", "A", 0.4), ("C", "D", 0.9))


def test_loops_come_with_what_each_firm_hands_on_and_the_weakest_link() -> None:
    found = loops.loops(links(*PAIRS))

    assert found["sites"].tolist() == [("A", "B", "C"), ("A", "B")]
    assert found["score"].tolist() == [0.5, 0.4]
    assert found["resources_en"].iloc[0] == ("A's", "B's", "C's")


@pytest.mark.parametrize("what", ["hidden", "blocked"])
def test_no_loop_goes_by_a_hidden_firm_or_a_match_that_is_held_back(what: str) -> None:
    assert loops.loops(links(*PAIRS, **{what: "B"})).empty
    assert loops.loops(links(*PAIRS).iloc[:0]).empty


def test_innovation_counts_what_is_not_exchanged_yet_and_what_treatment_makes_of_it(
    found: Found, pairs
) -> None:
    """Waste solvent can be distilled: two kinds for a receiver, one for who gives hot water."""
    table = found({"stream_id": "SOLV", "direction": "supply"}, {"stream_id": "HEAT", "temperature": 20.0})
    best = gaps.newcomers(
        pairs, gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), park_id="tiny"
    ).set_index(["does", "resource_id"])

    assert best.loc[("takes", "waste_solvent"), "innovation"] == 2
    assert best.loc[("gives", "hot_water"), "innovation"] == 1

    pairs.execute("""insert into flow (flow_id, park_id, provider_id, receiver_id, resource_id, year, unit)
        values ('F', 'tiny', 'PA', 'CH', 'waste_solvent', 2024, 't')""")
    again = gaps.newcomers(
        pairs, gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), park_id="tiny"
    ).set_index(["does", "resource_id"])
    assert again.loc[("takes", "waste_solvent"), "innovation"] == 1


def test_newcomers_are_ranked_by_one_measure_too(found: Found, pairs) -> None:
    """Solvent weighs less than sand, but brings two new kinds; what a measure says nothing of comes last."""
    table = found({"stream_id": "SOLV", "direction": "supply"}, {"stream_id": "HEAT", "temperature": 20.0})
    best = gaps.newcomers(
        pairs, gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), park_id="tiny"
    )

    by_tonnes, by_new = ranked_by(best, "tonnes"), ranked_by(best, "innovation")
    tonnes = by_tonnes["tonnes"].where(by_tonnes["tonnes"] > 0).dropna()

    assert tonnes.is_monotonic_decreasing
    assert tonnes.index.tolist() == list(range(len(tonnes)))
    assert (by_new.loc[0, "does"], by_new.loc[0, "resource_id"]) == ("takes", "waste_solvent")
    stated_of = gap_presentation.newcomers(by_new, reader("en"), "CNY")
    assert stated_of["New resource types"].iloc[0] == "2 (rank 1)"


def test_tonnes_of_newcomers_are_tonnes_only(found: Found, pairs) -> None:
    """500 m³ of a product were stated as 500 t."""
    table = found({"stream_id": "SOLV", "direction": "supply", "quantity": 500.0, "unit": "m³"})
    best = gaps.newcomers(
        pairs, gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), park_id="tiny"
    ).set_index(["does", "resource_id"])

    assert pd.isna(best.loc[("takes", "regenerated_solvent"), "tonnes"])


def test_residuals_show_what_holds_the_likest_demand_back(found: Found, pairs) -> None:
    table = found({"stream_id": "SAND", "state": "paste"}, {"stream_id": "SOLV", "direction": "supply"})

    left = gaps.residuals(gaps.unmatched(pairs, table, park_id="tiny", viewer=FACILITATOR), table).set_index(
        "stream_id"
    )

    assert left.index.tolist() == ["SOLV", "THIN", "SAND"]  # 296,000, 85,500 and 60,000 a year
    assert [constraint.name for constraint in matching.violated(left.loc["SAND", "held"])] == ["state"]
    assert left.loc["THIN", "held"] == 0


def test_a_guest_reads_of_no_residual_of_an_undisclosed_firm(found: Found, pairs) -> None:
    table = found({"stream_id": "SOLV", "direction": "supply"}, viewer=GUEST)

    left = gaps.residuals(gaps.unmatched(pairs, table, park_id="tiny", viewer=GUEST), table)

    assert len(left)
    assert "Firm PA" not in left.to_csv()
    assert left["cost"].isna().all()
