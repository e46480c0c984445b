"""Answers to every exercise: the model solution for both seeds, and wrong ones with the finding that explains each.

Numbers are worked out by hand from the task, not read from the facts.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Model:
    """Right answers of one exercise.

    Parameters
    ----------
    right : pair of dict
        Answer by field, for seed 0 and seed 1.
    wrong : list of (field, value, finding)
        For seed 0.
    state : pair of str
        SQL that does in the copy what the task asks for; empty where it asks for nothing.
    wrong_states : list of (str, field, finding)
        SQL that does something else, for seed 0.
    """

    right: tuple[dict[str, Any], dict[str, Any]]
    wrong: list[tuple[str, Any, str]]
    state: tuple[str, str] = ("", "")
    wrong_states: list[tuple[str, str, str]] = field(default_factory=list)


MODELS = {
    # 14,400 in − 1,680 water − 9,900 − 650; 18,100 − 2,700 − 12,300 − 820
    "balance": Model(
        ({"kind": "ceramic_waste", "amount": 2170.0}, {"kind": "ceramic_waste", "amount": 2280.0}),
        [
            ("kind", "fired_bricks", "product_wrong"),
            ("kind", "flue_gas", "gas_is_no_solid"),
            ("kind", "kaolin", "input_weighed"),
            ("amount", 2280.0, "copied"),
            ("amount", 3850.0, "forgot_water"),  # 2,170 + 14 % of 12,000
            ("amount", 1834.0, "dried_everything"),  # less 14 % of 2,400
            ("amount", -230.0, "only_kaolin"),  # 2,170 − 2,400
            ("amount", 2820.0, "forgot_sludge"),
            ("amount", 2170000.0, "kilograms"),
            ("amount", -2170.0, "negative"),
            ("amount", 555.0, "wrong"),
            ("amount", None, "missing"),
        ],
    ),
    # Line B: 1,076 until July + 187 × 4; line A: 1,100 until April + 435.2 × 5
    "meters": Model(
        ({"meter": "b", "factor": 4.0, "total": 1824.0}, {"meter": "a", "factor": 5.0, "total": 3276.0}),
        [
            ("meter", "main", "main_is_right"),
            ("meter", "a", "other_line"),
            ("factor", 0.25, "inverse"),
            ("factor", 1.44, "whole_year_ratio"),  # (4,545.5 × 0.99 − 2,676) / 1,263
            ("factor", 5.0, "copied"),
            ("total", 3276.0, "copied"),
            ("total", 1263.0, "as_read"),
            ("total", 5052.0, "all_corrected"),
            ("total", 4545.5, "site_total"),
            ("total", 1824000.0, "kilowatt_hours"),
        ],
    ),
    # 6,000 × 3/7; 8,000 × 3/8
    "blocked_match": Model(
        ({"reason": "carbon", "amount": 2571.0}, {"reason": "carbon", "amount": 3000.0}),
        [
            ("reason", "amount", "not_the_amount"),
            ("reason", "distance", "not_the_distance"),
            ("reason", "permit", "not_the_permit"),
            ("amount", 3000.0, "copied"),
            ("amount", 3333.0, "clean_has_none"),  # 6,000 × 5/9
            ("amount", 4500.0, "added_on_top"),  # 6,000 × 3/4
            ("amount", 3429.0, "the_clean_part"),
            ("amount", 4000.0, "everything"),
            ("amount", 2571000.0, "kilograms"),
        ],
    ),
    # 620,000 / (780 MWh × 680 − 20,000); 1,900,000 / (966 MWh × 680 − 35,000)
    "payback": Model(
        ({"assumption": "hours", "payback": 1.215}, {"assumption": "price", "payback": 3.055}),
        [
            ("assumption", "price", "price_fits"),
            ("assumption", "investment", "investment_is_an_offer"),
            ("assumption", "lifetime", "lifetime_not_in_payback"),
            ("payback", 3.055, "copied"),
            ("payback", 0.71, "suppliers_value"),  # 620,000 / (1,314 × 680 − 20,000)
            ("payback", 1.169, "no_running_cost"),
            ("payback", 0.823, "inverse"),
            ("payback", 14.58, "months"),
        ],
        state=(
            "update measure_saving set modified = 2220 where measure_id = 'TR-PAY-M'",
            "update measure_saving set price = null where measure_id = 'TR-PAY-M'",
        ),
        wrong_states=[
            ("select 1", "measure", "saving_not_corrected"),
            (
                "update measure_saving set modified = 2500 where measure_id = 'TR-PAY-M'",
                "measure",
                "saving_unusual",
            ),
            (
                "update measure_saving set modified = 2220, price = 900 where measure_id = 'TR-PAY-M'",
                "measure",
                "price_not_corrected",
            ),
        ],
    ),
    # Together 180 + 60 − 90 = 150, 75 each, price 60 − 90 − 75; 240 + 70 − 130 = 180, 90 each, price 70 − 130 − 90
    "split_gain": Model(
        ({"price": -105.0, "gain": 225000.0}, {"price": -150.0, "gain": 378000.0}),
        [
            ("price", -150.0, "copied"),
            ("price", 105.0, "wrong_direction"),
            ("price", -15.0, "forgot_disposal"),  # (60 − 90) / 2
            ("price", -60.0, "forgot_effort"),  # (60 − 180) / 2
            ("price", -30.0, "most_the_receiver_pays"),
            ("price", -180.0, "least_the_provider_takes"),
            ("gain", 450000.0, "all_to_one"),
            ("gain", 75.0, "per_tonne"),
            ("gain", 1.0, "wrong"),
        ],
    ),
    # Gas 1,200,000 × 0.002184 = 2,620.8 t; electricity 24,000 × 0.5366 = 12,878.4 t before and × 0.1404 = 3,369.6 t after
    "co2_factor": Model(
        ({"restated": 5990.4, "change": -61.35}, {"restated": 10101.0, "change": -55.27}),
        [
            ("restated", 10101.0, "copied"),
            ("restated", 15499.2, "as_reported"),
            ("restated", 3369.6, "forgot_gas"),
            ("restated", 4055.3, "scaled_gas"),  # 15,499.2 × 0.1404 / 0.5366
            ("restated", 5990400.0, "kilograms"),
            ("change", 61.35, "no_sign"),
            ("change", -158.7, "of_the_new"),
            ("change", -0.6135, "as_share"),
            ("change", -73.84, "factors_only"),
        ],
    ),
}
