"""A company with several sites is one participant of a shared supply."""

from typing import Any

import duckdb

from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis.matching.discharges import discharges
from isdata.symbiosis.matching.receivers import receivers
from isdata.symbiosis.matching.shared_supply import companies_of_options

WHERE: dict[str, Any] = {"park_id": "tiny", "viewer": FACILITATOR}


def test_two_sites_of_a_company_share_as_one(pairs: duckdb.DuckDBPyConnection) -> None:
    """The foundry wants 1,000 GJ and pays 40 each; with the laundry's site, 10,000 GJ for 760,000 a year."""
    pairs.execute("""insert into shared_option (option_id, name_en, name_zh, resource_id, unit, option_kind, fixed_cost,
            unit_cost, reference_quantity, scale_exponent, currency, price_year, source)
        values ('warm', 'Hot water', '热水', 'hot_water', 'GJ', 'utility', 1, 1, 1, 1, 'CNY', 2024, 'test'),
            ('burn', 'Kiln', '焚烧', 'waste_solvent', 't', 'treatment', 1, 1, 1, 1, 'CNY', 2024, 'test')""")
    pairs.execute("""insert into stream
        (stream_id, site_id, direction, resource_id, quantity, unit, period, current_cost, currency)
        values ('W', 'FO', 'demand', 'hot_water', 1000, 'GJ', 'year', 40, 'CNY'),
            ('T', 'LA', 'supply', 'waste_solvent', 5, 't', 'year', 100, 'CNY'),
            ('U', 'FO', 'supply', 'waste_solvent', 7, 't', 'year', 100, 'CNY')""")
    options = {"currency": "CNY", "with_typical": False}
    apart = companies_of_options(pairs, **WHERE, **options)
    pairs.execute("update site set company_id = 'FO', name_en = 'Laundry works' where site_id = 'LA'")

    warm = receivers(pairs, resource_id="hot_water", unit="GJ", **WHERE)
    burnt = discharges(pairs, resources=("waste_solvent",), unit="t", **WHERE)

    assert (apart["warm"], apart["burn"]) == (2, 3)
    together = companies_of_options(pairs, **WHERE, **options)
    assert (together["warm"], together["burn"]) == (1, 2)
    assert warm[["company_en", "amount", "today"]].to_dict("index") == {
        "LA": {"company_en": "Firm FO", "amount": 10_000, "today": 760_000}
    }
    assert burnt["amount"].to_dict() == {"PA": 45, "FO": 12}
