"""Answers to the exercises across all missions."""

from tests.programme.training.answers.model import Model


def _contract(*rows: tuple[float, float, float], year: int = 2024, locked: str = "date '2025-01-10'") -> str:
    """SQL that stores a contract; weight, baseline and target of the four indicators in their order."""
    values = ", ".join(
        f"('chengdu-SC1', 'TR-WGT-{place}', {weight}, {baseline}, {target})"
        for place, (weight, baseline, target) in enumerate(rows, 1)
    )
    return (
        "insert into success_contract (contract_id, park_id, baseline_year, locked_on, locked_by) "
        f"values ('chengdu-SC1', 'chengdu', {year}, {locked}, 'Committee'); "
        f"insert into success_weight (contract_id, indicator_id, weight, baseline, target) values {values}"
    )


_LANDFILL, _CARBON, _NEW, _SMALL = (0.25, 44, 54), (0.25, 0.84, 0.7), (0.3, 9, 12), (0.2, 8, 10)
_CONTRACT = _contract(_LANDFILL, _CARBON, _NEW, _SMALL)


def _story(*pages: str, title: str = "'645,000 CNY a year'", note: str = "'Decide on the next one'") -> str:
    """SQL that stores a story with a view of each page."""
    views = ", ".join(f"('TR-ST', {place}, '{page}', {title}, {note})" for place, page in enumerate(pages, 1))
    return (
        "insert into story (story_id, park_id, name_en) values ('TR-ST', 'chengdu', 'Manager'); "
        f"insert into story_view (story_id, place, page, title_en, note_en) values {views}"
    )


_THREE = ("flows", "energy", "board")

_TESTED = "update newcomer set status = '{status}', note = {note} where newcomer_id = 'TR-NEW'"
_WITH_NOTE = _TESTED.format(status="tested", note="'more value added'")

MODELS = {
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
    "weights": Model(
        ({}, {}),
        [],
        state=(_CONTRACT, _contract((0.2, 41, 51), (0.3, 0.97, 0.8), (0.3, 7, 9), (0.2, 12, 15))),
        wrong_states=[
            ("select 1", "weights", "no_contract"),
            (_contract(_LANDFILL, _CARBON, _NEW), "indicators", "indicator_missing"),
            (
                _contract((0.6, 44, 54), (0.1, 0.84, 0.7), (0.2, 9, 12), (0.1, 8, 10)),
                "weights",
                "landfill_decides",
            ),
            (
                _contract((0.1, 44, 54), (0.6, 0.84, 0.7), (0.2, 9, 12), (0.1, 8, 10)),
                "weights",
                "one_decides",
            ),
            (_contract((0.4, 44, 54), _CARBON, (0.15, 9, 12), _SMALL), "weights", "landfill_first"),
            (_contract((0.2, 44, 54), _CARBON, _NEW, _SMALL), "weights", "not_whole"),
            (_contract(_LANDFILL, _CARBON, (0.5, 9, 12), (0, 8, 10)), "weights", "no_weight"),
            (
                _contract((0.25, 38, 54), (0.25, 0.92, 0.7), (0.3, 6, 12), (0.2, 5, 10)),
                "baselines",
                "other_year",
            ),
            (
                _contract((0.25, 41, 54), (0.25, 0.97, 0.7), (0.3, 7, 12), (0.2, 12, 14)),
                "baselines",
                "copied",
            ),
            (_contract((0.25, 50, 54), _CARBON, _NEW, _SMALL), "baselines", "other_baseline"),
            (_contract(_LANDFILL, _CARBON, _NEW, _SMALL, year=2022), "baselines", "year_missing"),
            (_CONTRACT.replace("44, 54", "null, 54"), "baselines", "baseline_missing"),
            (_CONTRACT.replace("44, 54", "44, null"), "targets", "target_missing"),
            (_contract(_LANDFILL, (0.25, 0.84, 0.9), _NEW, _SMALL), "targets", "carbon_upwards"),
            (_contract((0.25, 44, 44), _CARBON, _NEW, _SMALL), "targets", "target_reached"),
            (_contract(_LANDFILL, _CARBON, _NEW, _SMALL, locked="null"), "lock", "not_locked"),
        ],
    ),
    # Seed 0: 40,000 m³ / 5 per 10,000 CNY = 80 million, 6 ha × 12 million = 72 million, 66 million applied for; 120 / 6 = 20 jobs and
    # 900 / 1,050 = 86 % are kept. Seed 1: 104 and 108 million of 112; 120 / 9 = 13.3 jobs of 15, and 400 / 600 = 67 % of 80 % are not.
    "newcomer": Model(
        (
            {"broken": ["land", "water"], "required": 80000000.0},
            {"broken": ["jobs", "waste"], "required": 108000000.0},
        ),
        [
            ("broken", ["jobs", "waste"], "copied"),
            ("broken", ["water"], "one_missed"),
            ("broken", ["energy", "land", "water"], "kept_named"),
            ("broken", ["steam", "water"], "other_limits"),
            ("required", 108000000.0, "copied"),
            ("required", 72000000.0, "one_limit_only"),
            ("required", 8000.0, "ten_thousands"),
            ("required", 152000000.0, "both_added"),
            ("required", 66000000.0, "as_applied"),
        ],
        state=(_WITH_NOTE, _WITH_NOTE),
        wrong_states=[
            ("select 1", "status", "not_set"),
            (_TESTED.format(status="offered", note="null"), "status", "offer_too_early"),
            (_TESTED.format(status="refused", note="'no'"), "status", "turned_away"),
            (_TESTED.format(status="tested", note="' '"), "status", "no_note"),
        ],
    ),
    # In operation: 380,000 + 265,000; 540,000 + 310,000
    "manager_page": Model(
        ({"achieved": 645000.0}, {"achieved": 850000.0}),
        [
            ("achieved", 850000.0, "copied"),
            ("achieved", 1665000.0, "all_counted"),
            ("achieved", 1545000.0, "ideas_counted"),
            ("achieved", 765000.0, "ended_counted"),
            ("achieved", 380000.0, "one_only"),
            ("achieved", 53750.0, "per_month"),
        ],
        state=(_story(*_THREE), _story(*_THREE, title="'每年 85万 元'")),
        wrong_states=[
            ("select 1", "views", "no_story"),
            (_story("flows", "board"), "views", "too_few"),
            (_story(*_THREE, *_THREE), "views", "too_many"),
            (_story("energy", "plan", "board"), "views", "moves_missing"),
            (_story("flows", "map", "board"), "views", "worth_missing"),
            (_story("flows", "energy", "map"), "views", "decision_missing"),
            (_story(*_THREE, title="' '"), "texts", "title_missing"),
            (_story(*_THREE, note="null"), "texts", "note_missing"),
            (_story(*_THREE, title="'Much was saved'"), "number", "number_missing"),
            (_story(*_THREE, title="'850,000 CNY a year'"), "number", "number_of_others"),
        ],
    ),
}
