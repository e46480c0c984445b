"""What a way by treatment shows: each step with its yield, cost and worth, and who offers it."""

import pandas as pd
import pytest

from isdata.data import applicable, store
from isdata.data.i18n import reader
from isdata.symbiosis.exchange_chains import treatment_routes
from isdata.symbiosis.matching import conversion
from tests.symbiosis.conftest import Found

SOLVENT = ("THIN", "SOLV")


def test_a_way_shows_yield_and_cost_the_nearest_providers_and_its_worth_after_each_step(
    found: Found, pairs
) -> None:
    match = found().loc[SOLVENT].to_dict() | {"reach": 200.0}  # the provider lies at 31.0 N, 120.03 E
    bare = treatment_routes.treatment_steps(match, store.ask(pairs, "match_treatments"), reader("en"))
    assert bare.iloc[0].tolist() == ["Still", "0.80 t per t", "1,000 CNY per t", "–", "No"]
    pairs.execute("""insert into provider (provider_id, name_en, provider_kind, latitude, longitude) values
        ('FAR', 'Far still', 'recycler', 32, 120.03), ('NEAR', 'Near still', 'waste_handler', 31.09, 120.03),
        ('LOST', 'Still somewhere', 'incubator', null, null)""")
    pairs.execute("insert into provider_treatment select provider_id, 'still' from provider")
    pairs.execute("""insert into price (price_id, resource_id, region_id, price_year, price, currency, unit)
        select 'P' || p, 'regenerated_solvent', 'CN', 2020 + p, p * 1000, 'CNY', 't' from range(1, 5) t(p)""")
    providers = store.ask(pairs, "match_providers")
    worth = conversion.prices_in(applicable.values(pairs, park_id="tiny"), {"CNY": 1.0})
    steps = treatment_routes.treatment_steps(
        match, store.ask(pairs, "match_treatments"), reader("en"), providers=providers, worth=worth
    ).iloc[0]

    assert (
        steps["Providers"]
        == "Near still (Licensed waste handler, 10 km away); Far still (Recycler, 111 km away)"
    )
    assert worth.loc["regenerated_solvent", "price"] == 4000  # the newest, of 2024
    # The purchase that it replaces, whatever the listed price of the product.
    assert steps["Value of what was supplied"] == reader("en").money(0.8 * 7400, "CNY") + " per t supplied"
    near = treatment_routes.treatment_steps(
        {**match, "reach": 50.0},
        store.ask(pairs, "match_treatments"),
        reader("en"),
        providers=providers,
        worth=worth[:0],
    ).iloc[0]
    assert near["Providers"] == "Near still (Licensed waste handler, 10 km away)"


def test_the_values_added_by_the_steps_of_a_match_are_its_gain(found: Found, pairs) -> None:
    """A listed price of 4,000 CNY/t for what replaces a purchase at 7,400 CNY/t leaves the gain as it is."""
    matches = found()
    pairs.execute("""insert into price (price_id, resource_id, region_id, price_year, price, currency, unit)
        values ('P', 'regenerated_solvent', 'CN', 2024, 4000, 'CNY', 't')""")
    worth = conversion.prices_in(applicable.values(pairs, park_id="tiny"), {"CNY": 1.0})
    treatments = store.ask(pairs, "match_treatments")
    treated = matches[(matches["steps"].map(len) > 0) & matches["value"].notna()].to_dict("records")
    assert treated
    for match in treated:
        added = treatment_routes.step_values(match, treatments, worth, "CNY")["added"].sum()
        # All treatments of this park take in what they are supplied with by the tonne.
        assert added * match["quantity"] / match["factor"] == pytest.approx(match["value"])
    assert treatment_routes.added_total(
        matches.loc[SOLVENT].to_dict(), treatments, worth, reader("en"), currency="CNY"
    ).startswith(
        "45 t supplied give 36 t. Cost: per unit that enters the step. Value added by all steps, less"
    )


def test_energy_compared_in_gj_has_a_value_per_unit_that_the_step_takes_in() -> None:
    """Waste heat at no cost, lifted for 216 CNY/MWh (60 CNY/GJ): 1.2 GJ for each GJ, replacing heat at 80 CNY/GJ."""
    pump = pd.DataFrame(
        [
            {
                "treatment_id": "pump", "name_en": "Heat pump", "name_zh": "热泵", "input_unit": "MWh",
                "output_id": "hot_water", "output_unit": "MWh", "output_ratio": 1.2, "cost": 216.0, "currency": "CNY",
                "provider": None, "needs_permit": False,
            }
        ]
    )  # fmt: skip
    match = {
        "steps": ("pump",), "factor": 1.2, "given_unit": "GJ", "demand_cost": 80.0, "supply_cost": -50.0,
        "treatment_cost": 50.0, "similarity": 1.0, "quantity": 120.0, "value": 3_000.0, "unit": "GJ",
    }  # fmt: skip
    worth = pd.DataFrame({"price": [], "stated_in": []})
    (step,) = treatment_routes.treatment_steps(match, pump, reader("en"), worth=worth).to_dict("records")

    assert step["Value of what was supplied"] == "346 CNY per MWh supplied"  # 1.2 x 80 x 3.6
    assert step["Value added by the step"] == "108 CNY per MWh supplied"  # 3,000 CNY from 100 GJ supplied
    assert treatment_routes.added_total(match, pump, worth, reader("en"), currency="CNY") == (
        "27.8 MWh supplied give 120 GJ. Cost: per unit that enters the step. "
        "Value added by all steps, less transport: 108 CNY per MWh supplied"
        " × 27.8 MWh = gain of 3,000 CNY per year."
    )
