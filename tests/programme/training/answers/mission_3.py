"""Answers to the exercises of mission 3."""

from tests.programme.training.answers.model import Model

_TPL = ("A", "B", "C")


def _board(amount: int, companies: tuple[str, ...] = _TPL) -> str:
    """SQL that puts the treatment plant on the board."""
    partners = ", ".join(f"('TR-TPL-SY', 'TR-TPL-{code}-S', 'receiver')" for code in companies)
    return (
        "insert into synergy (synergy_id, park_id, name_en, synergy_kind, topic, stage, quantity, unit) "
        f"values ('TR-TPL-SY', 'chengdu', 'Plant', 'utility', 'shared_services', 'idea', {amount}, 'm³'); "
        f"insert into synergy_participant (synergy_id, site_id, role) values {partners}"
    )


_DECIDE = "update synergy set stage = '{stage}', ended_reason = {reason} where synergy_id = 'TR-PIP'"
_OF_SYNERGY = ("synergy_participant", "synergy_stage", "synergy")
_BUILD = _DECIDE.format(stage="implementation", reason="null")
_END = _DECIDE.format(stage="ended", reason="'npv below zero'")

MODELS = {
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
        of_seed_1=[("select 1", {"assumption": "hours"}, "assumption", "hours_fit")],
    ),
    # Seed 0, budget 1,000,000: heat recovery 210,000 × 8.5595 − 700,000 and insulation 75,000 × 9.8181 − 300,000. Seed 1, budget
    # 1,200,000: compressed air 130,000 × 5.7466 − 300,000, insulation 100,000 × 9.8181 − 360,000 and controls 190,000 × 6.7101 − 500,000
    "portfolio": Model(
        ({"chosen": ["m3", "m5"], "value": 1533856.0}, {"chosen": ["m4", "m5", "m6"], "value": 1843787.0}),
        [
            ("chosen", ["m4", "m5", "m6"], "copied"),
            ("chosen", ["m3", "m5", "m6"], "over_budget"),
            ("chosen", ["m1", "m2", "m4", "m6"], "naive_choice"),
            ("chosen", ["m1", "m2"], "below_naive"),
            ("chosen", ["m2", "m3"], "not_the_best"),
            ("chosen", [], "missing"),
            ("value", 1843787.0, "copied"),
            ("value", 1191500.0, "naive_value"),
            ("value", 2533850.0, "no_investment"),
            ("value", 3650000.0, "not_discounted"),
            ("value", 285000.0, "one_year"),
            ("value", 1533.9, "thousands"),
        ],
    ),
    # 6 t/h × 5,400 h = 32,400 t, 29,160 t arrive: × 190 − 32,400 × 70 − 250,000; × 8.5595 − 9,600,000.
    # 4 t/h × 2,200 h = 8,800 t, 8,184 t arrive: × 180 − 8,800 × 90 − 400,000; × 8.5595 − 9,000,000
    "steam_pipe": Model(
        ({"gain": 3022400.0, "npv": 16270169.0}, {"gain": 281120.0, "npv": -6593760.0}),
        [
            ("gain", 281120.0, "copied"),
            ("gain", 3386000.0, "own_hours"),  # 3,272,400 × 6,000 / 5,400 − 250,000
            ("gain", 3638000.0, "no_loss"),
            ("gain", 5290400.0, "free_steam"),
            ("gain", 3272400.0, "no_operation"),
            ("npv", -6593760.0, "copied"),
            ("npv", 25870169.0, "gain_only"),
            ("npv", 17470169.0, "pipe_only"),
            ("npv", 35736000.0, "undiscounted"),
            ("npv", -16270169.0, "wrong_sign"),
        ],
        state=(_BUILD, _END),
        wrong_states=[
            ("select 1", "stage", "undecided"),
            (_END, "stage", "gain_given_up"),
            (_DECIDE.format(stage="operation", reason="null"), "stage", "already_running"),
            (
                "; ".join(f"delete from {table} where synergy_id = 'TR-PIP'" for table in _OF_SYNERGY),
                "stage",
                "gone",
            ),
        ],
        of_seed_1=[
            (_BUILD, {}, "stage", "built_at_a_loss"),
            (_DECIDE.format(stage="ended", reason="null"), {}, "stage", "no_reason"),
        ],
    ),
    # C(q) = 600,000 + 120 q^0.8: 100,000 m³ cost 1,800,000; alone 931,135, 1,058,013 and 1,289,219; 450,000 + 150 q^0.8 for the other.
    # Share: 931,135 / 3 + (1,289,219 − 1,058,013) / 6 + (1,502,110 − 1,289,219) / 6 + (1,800,000 − 1,603,814) / 3
    "treatment_plant": Model(
        ({"together": 1800000.0, "price": 22.489}, {"together": 2243161.0, "price": 20.922}),
        [
            ("together", 2243161.0, "copied"),
            ("together", 3278368.0, "sum_of_alone"),
            ("together", 1200000.0, "no_fixed"),
            ("price", 20.922, "copied"),
            ("price", 18.0, "one_price"),
            ("price", 30.0, "equal_parts"),
            ("price", 46.557, "price_alone"),
            ("price", 25.562, "by_cost_alone"),  # 1,800,000 × 931,135 / 3,278,368 / 20,000
            ("price", 9.809, "last_to_join"),
            ("price", 449790.0, "per_year"),
        ],
        state=(_board(100000), _board(125000)),
        wrong_states=[
            ("select 1", "board", "not_on_board"),
            (_board(50000, ("A", "B")), "board", "company_missing"),
            (_board(90000), "board", "other_amount"),
        ],
        of_seed_1=[
            (_board(125000), {"together": 2325000.0}, "together", "no_scale")
        ],  # 450,000 + 15 × 125,000
    ),
}
