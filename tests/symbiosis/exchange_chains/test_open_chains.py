"""Open chains of a tiny park, checked by hand."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.symbiosis.exchange_chains import chain_presentation, open_chains

# A gives 1,000 t of scrap, for which it pays 50 a tonne. Sorting (20 a tonne, 0.8 t left) and briquetting (30 a tonne, 0.9 t
# left) make 720 t of briquettes for B, which buys at 400. B gives 500 t of sand, for which it pays 100; C takes 300 t and
# buys at 60. Transport costs 5 a tonne of briquettes and 10 a tonne of sand.
TREATMENTS = pd.DataFrame(
    {
        "treatment_id": ["sort", "briquette"],
        "name_en": ["Sort", "Briquette"],
        "name_zh": ["分选", "压块"],
        "input_unit": "t",
        "output_id": ["sorted", "briquettes"],
        "output_unit": "t",
        "output_ratio": [0.8, 0.9],
        "cost": [20.0, 30.0],
    }
)
PRICED = pd.DataFrame({"price": [150.0]}, index=["sorted"])
UNPRICED = pd.DataFrame({"price": []}, dtype=float)
_TREATED = (20 + 0.8 * 30) / 0.72  # per tonne of briquettes


def link(supply: str, demand: str, resource: str, **figures: object) -> dict[str, object]:
    sides = {
        f"{side}_{name}": value
        for side, site in (("supply", supply), ("demand", demand))
        for name, value in {
            "site_id": site, "company_en": site, "company_zh": site, "stream_id": f"{site}-{resource}-{side}",
            "kind": "material", "resource_en": resource, "resource_zh": resource,
        }.items()
    }  # fmt: skip
    plain = {"steps": (), "factor": 1.0, "treatment_cost": 0.0, "investment": 0.0, "similarity": 1.0}
    about = {"blocked": 0, "is_hidden": False, "unit": "t", "given_unit": "t"}
    return sides | plain | about | figures


MATCHES = pd.DataFrame(
    [
        link(
            "A", "B", "scrap", steps=("sort", "briquette"), factor=0.72, treatment_cost=_TREATED, quantity=720.0,
            supply_amount=720.0, demand_amount=900.0, supply_cost=50 / 0.72 - _TREATED, demand_cost=400.0,
            investment=9000.0, value=720 * (50 / 0.72 - _TREATED + 400 - 5),
        ),
        link(
            "B", "C", "sand", quantity=300.0, supply_amount=500.0, demand_amount=300.0, supply_cost=100.0,
            demand_cost=60.0, value=300 * (100 + 60 - 10.0),
        ),
        link("C", "A", "dust", quantity=1.0, supply_amount=1.0, demand_amount=1.0, supply_cost=0.0, demand_cost=0.0,
             value=0.0),
    ]
)  # fmt: skip


def test_a_chain_adds_the_gains_of_its_matches_and_names_what_limits_it() -> None:
    """290,400 - 0 of briquettes: 720 x 395 + 50,000 - 44,000; sand 300 x 150."""
    found = open_chains.open_chains(MATCHES, shortest=3, longest=3)

    best = found.iloc[0]
    assert best["companies_en"] == ("A", "B", "C")
    assert best["gain"] == pytest.approx(284_400 + 6_000 + 45_000)
    assert (best["investment"], best["treatments"]) == (9000, 2)
    assert (best["limiting"], best["passed"], best["is_demand_limiting"]) == (1, 0.6, True)
    assert list(found["companies_en"]) == [("A", "B", "C"), ("C", "A", "B"), ("B", "C", "A")]
    assert (
        chain_presentation.limiting(best.to_dict(), i18n.reader("en"))
        == "sand: 60% is used; the demand limits"
    )


def test_the_length_of_chains_is_limited_and_no_company_comes_twice() -> None:
    two = open_chains.open_chains(MATCHES, shortest=2, longest=2)
    longer = open_chains.open_chains(MATCHES, shortest=2, longest=5)

    assert list(two["companies_en"]) == [("A", "B")]  # the others have no treatment in between
    assert longer["companies"].max() == 3
    hidden = MATCHES.assign(is_hidden=[False, True, False])
    assert list(open_chains.open_chains(hidden, shortest=3, longest=3)["companies_en"]) == [("C", "A", "B")]


def test_the_value_added_of_each_step_is_what_leaves_less_what_enters_less_its_costs() -> None:
    """Scrap enters at -50,000; 800 t sorted are worth 120,000; 720 t of briquettes replace purchases of 288,000."""
    table = open_chains.steps(MATCHES.iloc[:2], TREATMENTS, PRICED)

    assert list(table["treatments"]) == [("sort",), ("briquette",), ()]
    assert table["amount_in"].tolist() == pytest.approx([1000, 800, 300])
    assert table["amount_out"].tolist() == pytest.approx([800, 720, 300])
    assert table["value_in"].tolist() == pytest.approx([-50_000, 120_000, -30_000])
    assert table["value_out"].tolist() == pytest.approx([120_000, 288_000, 18_000])
    assert table["treatment_cost"].tolist() == pytest.approx([20_000, 24_000, 0])
    assert table["transport_cost"].tolist() == pytest.approx([0, 3600, 3000])
    assert table["value_added"].tolist() == pytest.approx([150_000, 140_400, 45_000])
    assert table["value_added"].sum() == pytest.approx(MATCHES["value"].iloc[:2].sum())


def test_steps_around_a_product_without_a_price_are_stated_together() -> None:
    table = open_chains.steps(MATCHES.iloc[:1], TREATMENTS, UNPRICED)

    assert list(table["treatments"]) == [("sort", "briquette")]
    assert table["value_added"].tolist() == pytest.approx([290_400])
