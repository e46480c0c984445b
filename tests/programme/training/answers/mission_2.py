"""Answers to the exercises of mission 2."""

from tests.programme.training.answers.model import Model


def _interview(energy: str, sand: str, idea: str, confirmed: str = "date '2025-06-02'") -> str:
    """SQL that stores an interview with three answers: topic, words, resource, quantity, unit, ±, investment and lifetime."""
    answers = ", ".join(
        f"('TR-INT-I-{place}', 'TR-INT-I', {row})" for place, row in enumerate((energy, sand, idea))
    )
    return (
        f"insert into interview (interview_id, site_id, confirmed_on) values ('TR-INT-I', 'TR-INT-S', {confirmed}); "
        "insert into interview_answer (answer_id, interview_id, topic, words, resource_id, quantity, unit, uncertainty, investment, "
        f"lifetime) values {answers}; "
        "insert into stream (stream_id, site_id, direction, resource_id, quantity, unit, period) "
        "select answer_id, 'TR-INT-S', 'supply', resource_id, quantity, unit, 'year' from interview_answer "
        "where answer_id = 'TR-INT-I-1'"
    )


_ENERGY = "'energy', null, 'electricity', 9600, 'MWh', 15, null, null"
_SAND = "'by_product', null, 'spent_foundry_sand', 2160, 't', null, null, null"
_IDEA = "'measure', 'Insulated ladles', 'electricity', 400, 'MWh', null, 350000, 8"
_OTHER = _interview(
    "'energy', null, 'electricity', 7200, 'MWh', 20, null, null",
    "'by_product', null, 'spent_foundry_sand', 2760, 't', null, null, null",
    "'measure', 'Insulated ladles', 'electricity', 610, 'MWh', null, 520000, 10",
)


def _decided(
    votes: str,
    *,
    owner: str = "'Park office'",
    due: str = "date '2025-06-30'",
    attendance: str = "'nine'",
    closed: str = "date '2025-05-21'",
) -> str:
    """SQL that stores a decision with its votes, an action, and the end of the minutes."""
    return (
        "insert into decision (decision_id, park_id, event_id, name_en, votes_for, votes_against, abstentions) "
        f"values ('TR-CON-D', 'chengdu', 'TR-CON-E', 'Heat by day and night', {votes}); "
        "insert into action (action_id, park_id, event_id, name_en, owner, due_date, status) "
        f"values ('TR-CON-A', 'chengdu', 'TR-CON-E', 'Draft the agreement', {owner}, {due}, 'open'); "
        f"update event set attendance = {attendance}, minutes = 'Carried', closed_on = {closed} where event_id = 'TR-CON-E'"
    )


MODELS = {
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
    # 45 t × 48 weeks = 2,160 t; 60 t × 46 weeks = 2,760 t
    "interview": Model(
        ({}, {}),
        [],
        state=(_interview(_ENERGY, _SAND, _IDEA), _OTHER),
        wrong_states=[
            ("select 1", "sand", "no_interview"),
            ("select 1", "confirmed", "not_confirmed"),
            (_interview(_ENERGY.replace("'energy'", "'product'"), _SAND, _IDEA), "energy", "other_station"),
            (_interview(_ENERGY.replace("15", "null"), _SAND, _IDEA), "energy", "not_read"),
            (_interview(_ENERGY.replace("'MWh'", "'kWh'"), _SAND, _IDEA), "energy", "energy_amount"),
            (_OTHER, "energy", "copied"),
            (_OTHER, "sand", "copied"),
            (
                _interview(_ENERGY, _SAND.replace("spent_foundry_sand", "silica_sand"), _IDEA),
                "sand",
                "other_resource",
            ),
            (_interview(_ENERGY, _SAND.replace("2160", "45"), _IDEA), "sand", "sand_of_a_week"),
            (_interview(_ENERGY, _SAND.replace("2160", "2340"), _IDEA), "sand", "all_weeks"),
            (_interview(_ENERGY, _SAND.replace("2160", "2000"), _IDEA), "sand", "sand_amount"),
            (_interview(_ENERGY, _SAND, _IDEA.replace("350000", "null")), "idea", "idea_without_money"),
            (_interview(_ENERGY, _SAND, _IDEA.replace("400", "9600")), "idea", "idea_amount"),
            (_OTHER, "idea", "copied"),
            (
                _interview(_ENERGY.replace("null, 'e", "'for Star Motors', 'e"), _SAND, _IDEA),
                "confirmed",
                "secret_written",
            ),
            (_interview(_ENERGY, _SAND, _IDEA, confirmed="null"), "confirmed", "not_confirmed"),
            (
                _interview(_ENERGY, _SAND, _IDEA)
                + "; update interview_answer set quantity = 2100 where answer_id = 'TR-INT-I-1'",
                "confirmed",
                "changed_since",
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
    # C: 4 in favour, 2 against, 1 abstains of the seven without an interest; B: 5, 2 and 0
    "conflict": Model(
        ({"proposal": "c"}, {"proposal": "b"}),
        [
            ("proposal", "a", "only_a_majority"),
            ("proposal", "b", "copied"),
            ("proposal", "none", "abstentions_counted"),
        ],
        state=(_decided("4, 2, 1"), _decided("5, 2, 0")),
        wrong_states=[
            ("select 1", "votes", "no_decision"),
            (_decided("null, null, null"), "votes", "no_votes"),
            (_decided("6, 2, 1"), "votes", "parties_voted"),
            (_decided("4, 3, 0"), "votes", "other_proposal"),
            (_decided("4, 2, 0"), "votes", "abstention_lost"),
            (_decided("5, 2, 0"), "votes", "copied"),
            (_decided("7, 1, 1"), "votes", "other_votes"),
            ("select 1", "action", "no_action"),
            (_decided("4, 2, 1", owner="null"), "action", "no_owner"),
            (_decided("4, 2, 1", due="null"), "action", "no_due_date"),
            (_decided("4, 2, 1", due="date '2025-05-20'"), "action", "due_before"),
            (_decided("4, 2, 1", attendance="null"), "minutes", "no_attendance"),
            (_decided("4, 2, 1", closed="null"), "minutes", "not_closed"),
        ],
        of_seed_1=[("select 1", {"proposal": "a"}, "proposal", "not_even_a_majority")],
    ),
}
