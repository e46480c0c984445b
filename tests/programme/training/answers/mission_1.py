"""Answers to the exercises of mission 1."""

from tests.programme.training.answers.model import Model


def _streams(rows: str, site: str) -> str:
    """SQL that stores streams of a site.

    Parameters
    ----------
    rows : str
        One a line: code of the site, direction, resource, quantity, unit and period, with commas.
    site : str
        Beginning of the ids.
    """
    values = ", ".join(
        f"('{site}-T{place}', '{site}{code}-S', '{way}', '{resource}', {amount}, '{unit}', '{period}', 2024)"
        for place, (code, way, resource, amount, unit, period) in enumerate(
            line.strip().split(", ") for line in rows.strip().splitlines()
        )
    )
    return (
        "insert into stream (stream_id, site_id, direction, resource_id, quantity, unit, period, year) "
        f"values {values}"
    )


_PAPERS = """
, supply, steel_scrap, {0}, t, year
, supply, aluminium_chips, {1}, t, year
, supply, wood_waste, {2}, t, month
, supply, used_oil, {3}, t, year
, supply, spent_emulsion, {4}, m³, year
, supply, cardboard_waste, {5}, t, year
, supply, plastic_scrap, {6}, t, year
, supply, waste_heat, {7}, GJ, year
, demand, reclaimed_water, {8}, m³, year
, demand, solvent, {9}, t, year
, demand, pallet_pool, {10}, pcs, year
"""
_CLEAN = (
    _streams(_PAPERS.format(1240, 86, 15, 22, 340, 48, 31, 5200, 9000, 12.5, 2400), "TR-CLN"),
    _streams(_PAPERS.format(980, 64, 22, 31, 410, 37, 26, 6400, 12000, 9.5, 1800), "TR-CLN"),
)


def _clean_but(change: str) -> str:
    """The rows of the papers, one of them wrong."""
    return f"{_CLEAN[0]}; {change}"


_SET = "update stream set {change} where site_id = 'TR-CLN-S' and resource_id = '{resource}'"
_SAID = """
-A, supply, wood_waste, {0}, t, month
-B, demand, wood_waste, {1}, t, year
-C, supply, hot_water, {2}, GJ, year
-D, demand, hot_water, {3}, GJ, year
"""


def _said(*amounts: float, line: str = "", instead: str = "") -> str:
    return _streams(_SAID.format(*amounts).replace(line or "-", instead or "-"), "TR-HAV")


_FIRST = (30, 500, 1200, 900)

MODELS = {
    # 54,000 in − 7,200 water − 2,856 (7 % of 40,800) − 41,600 − 640; 67,500 − 8,400 − 4,128 (8 % of 51,600) − 52,100 − 800
    "balance": Model(
        ({"kind": "brick_waste", "amount": 1704.0}, {"kind": "brick_waste", "amount": 2072.0}),
        [
            ("kind", "fired_bricks", "product_wrong"),
            ("kind", "flue_gas", "gas_is_no_solid"),
            ("kind", "clay", "input_weighed"),
            ("amount", 2072.0, "copied"),
            ("amount", 11760.0, "forgot_both"),
            ("amount", 8904.0, "forgot_water"),
            ("amount", 4560.0, "forgot_ignition"),
            ("amount", 1200.0, "ignition_of_wet"),  # 7 % of 48,000 in place of 2,856
            ("amount", 804.0, "dried_everything"),  # less 15 % of 6,000
            ("amount", -4296.0, "only_clay"),  # 1,704 − 6,000
            ("amount", 2344.0, "forgot_sludge"),
            ("amount", 1704000.0, "kilograms"),
            ("amount", -1704.0, "negative"),
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
    # Eleven rows; the twelve faults of the workbook, and what else may happen to them
    "clean_workbook": Model(
        ({}, {}),
        [],
        state=_CLEAN,
        wrong_states=[
            ("select 1", "rows", "not_imported"),
            (
                _clean_but(_SET.format(change="quantity = 1240000", resource="steel_scrap")),
                "amounts",
                "kilograms",
            ),
            (
                _clean_but(_SET.format(change="period = 'year'", resource="wood_waste")),
                "amounts",
                "month_as_year",
            ),
            (_clean_but(_SET.format(change="quantity = 125", resource="solvent")), "amounts", "comma_lost"),
            (
                _clean_but(_SET.format(change="quantity = 0", resource="pallet_pool")),
                "amounts",
                "pallets_wrong",
            ),
            (
                _clean_but(_SET.format(change="quantity = 49", resource="cardboard_waste")),
                "amounts",
                "other_amount",
            ),
            (_CLEAN[1], "amounts", "copied"),
            (
                _clean_but(_SET.format(change="resource_id = 'hydraulic_oil_waste'", resource="used_oil")),
                "kinds",
                "oil_unknown",
            ),
            (
                _clean_but(_SET.format(change="direction = 'demand'", resource="cardboard_waste")),
                "kinds",
                "cardboard_turned",
            ),
            (
                _clean_but(_SET.format(change="direction = 'demand'", resource="waste_heat")),
                "kinds",
                "heat_turned",
            ),
            (
                _clean_but(_SET.format(change="period = 'day'", resource="spent_emulsion")),
                "places",
                "emulsion_rate",
            ),
            (_clean_but(_SET.format(change="year = 2023", resource="plastic_scrap")), "places", "year_typed"),
            (
                _clean_but(_SET.format(change="site_id = 'CD01-S'", resource="reclaimed_water")),
                "places",
                "water_elsewhere",
            ),
            (
                _clean_but(
                    "insert into stream by name select * replace ('TR-CLN-12' as stream_id) from stream "
                    "where site_id = 'TR-CLN-S' and resource_id = 'steel_scrap'"
                ),
                "rows",
                "entered_twice",
            ),
            (_clean_but("delete from stream where stream_id = 'TR-CLN-T6'"), "rows", "row_missing"),
        ],
    ),
    # 30 × 12 = 360 against 500; 45 × 12 = 540 against 400
    "have_want": Model(
        ({"amount": 360.0}, {"amount": 400.0}),
        [
            ("amount", 400.0, "copied"),
            ("amount", 30.0, "month_as_year"),
            ("amount", 500.0, "larger_side"),
            ("amount", 860.0, "both_added"),
            ("amount", 140.0, "the_rest"),
            ("amount", 1.0, "wrong"),
        ],
        state=(_said(*_FIRST), _said(45, 400, 2100, 1600)),
        wrong_states=[
            ("select 1", "joinery", "not_entered"),
            (_said(*_FIRST, line="-A, supply", instead="-A, demand"), "joinery", "turned_round"),
            (_said(*_FIRST, line="demand, wood_waste", instead="demand, timber"), "boards", "other_resource"),
            (_said(*_FIRST, line="30, t, month", instead="30, t, year"), "joinery", "other_period"),
            (_said(30, 500, 1300, 900), "dyer", "other_amount"),
            (_said(*_FIRST) + "; " + _said(*_FIRST).replace("-T", "-U"), "laundry", "said_twice"),
        ],
    ),
}
