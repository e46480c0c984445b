"""Which synergies there are, who may see what of them, and what they bring."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis import synergies
from isdata.symbiosis.synergies import sums
from tests.rates import store_rate
from tests.symbiosis.synergies.park import PARKS, known

MONEY = ["investment", "annual_saving"]
DISCLOSED = ["name_en", "name_zh", "resource_id", "quantity", "owner", "next_step_en", "co2_saved", "source"]


def test_the_facilitator_sees_every_synergy_in_full(joined: duckdb.DuckDBPyConnection) -> None:
    seen = known(joined, viewer=FACILITATOR)

    assert set(seen.index) == {"SY1", "SY2", "SY3", "SY4"}
    assert seen["hidden"].sum() == 0
    assert seen.loc["SY2", "quantity"] == 25
    assert seen.loc["SY1", "investment"] == 200


def test_a_partner_that_keeps_to_class_and_band_hides_name_amount_and_words(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    row = known(joined, viewer=GUEST).loc["SY2"]

    assert row[DISCLOSED].isna().all()
    assert row["resource_class"] == "waste"
    assert (row["band_least"], row["band_most"]) == (10, 30)  # 25 t lies between 10 and 30


def test_a_partner_for_the_facilitator_only_hides_the_synergy(joined: duckdb.DuckDBPyConnection) -> None:
    assert "SY4" not in known(joined, viewer=GUEST).index


def test_money_is_shown_to_the_facilitator_only(joined: duckdb.DuckDBPyConnection) -> None:
    assert known(joined, viewer=GUEST)[MONEY].isna().all(axis=None)
    assert known(joined, viewer=FACILITATOR).loc["SY1", MONEY].notna().all()


def test_nothing_of_a_hidden_company_reaches_a_guest(joined: duckdb.DuckDBPyConnection) -> None:
    everything = [
        synergies.synergies(joined, parks=PARKS, viewer=GUEST),
        synergies.partners(joined, parks=PARKS, viewer=GUEST),
        synergies.totals(joined, parks=PARKS, viewer=GUEST),
        synergies.money(joined, parks=PARKS, viewer=GUEST),
        synergies.history(joined, synergy="SY2", viewer=GUEST),
    ]
    text = " ".join(frame.to_csv() for frame in everything)

    assert not [
        word for word in ("Secret Box", "机密包装", "Hidden Hand", "隐名企业", "S3", "S4") if word in text
    ]


def test_what_is_rounded_for_guests_holds_the_true_sum(joined: duckdb.DuckDBPyConnection) -> None:
    """The CO2 of named firms alone is stated as it is; money is kept back by every firm."""
    joined.execute("update synergy set annual_saving = 520, currency = 'CNY'")

    def sums(viewer: Viewer) -> pd.DataFrame:
        co2 = synergies.totals(joined, parks=PARKS, viewer=viewer).set_index("state")
        money = synergies.money(joined, parks=PARKS, viewer=viewer).set_index("state")
        return co2.join(money.drop(columns="synergies"))

    true, seen = sums(FACILITATOR), sums(GUEST)
    for column in ("co2_saved", "annual_saving"):
        assert (true[f"{column}_within"].dropna() == 0).all()
        known = seen[column].notna()
        assert ((seen[column] - true[column]).abs() <= seen[f"{column}_within"])[known].all()
    assert seen["annual_saving"].notna().any()
    assert (seen.loc[seen["annual_saving"].notna(), "annual_saving_within"] > 0).all()
    joined.execute("update company set visibility = 'public'")
    assert (sums(GUEST)["co2_saved_within"] == 0).all()


def test_a_partner_that_agreed_to_be_named_is_named(joined: duckdb.DuckDBPyConnection) -> None:
    agreed = pd.DataFrame([{"synergy_id": "SY2", "site_id": "S3", "role": "receiver", "is_named": True}])
    store.write(joined, {"synergy_participant": agreed}, who="test", reason="agreed")

    assert known(joined, viewer=GUEST).loc["SY2", "name_en"] == "Shared boxes"
    partners = synergies.partners(joined, parks=PARKS, viewer=GUEST)
    assert "Secret Box Ltd" in set(partners["name_en"])


def test_an_earlier_day_shows_the_stage_of_that_day(joined: duckdb.DuckDBPyConnection) -> None:
    before, later = (known(joined, viewer=FACILITATOR, day=dt.date(year, 12, 31)) for year in (2022, 2024))

    assert before.loc["SY1", "stage"] == "idea"
    assert later.loc["SY1", "stage"] == "operation"
    assert "SY3" not in before.index  # recorded in June 2023 only


@pytest.mark.parametrize(
    ("column", "values", "left"),
    [
        ("stage", ["idea"], {"SY2", "SY4"}),
        ("topic", ["minerals"], {"SY1", "SY3"}),
        ("resource_id", ["steam", "fly_ash"], {"SY1", "SY4"}),
        ("stage", [], {"SY1", "SY2", "SY3", "SY4"}),
    ],
)
def test_filters_keep_what_is_wanted(
    joined: duckdb.DuckDBPyConnection, column: str, values: list[str], left: set[str]
) -> None:
    every = synergies.synergies(joined, parks=PARKS, viewer=FACILITATOR)

    assert set(synergies.chosen(every, **{column: values})["synergy_id"]) == left


def test_the_overdue_come_first_and_what_ended_is_never_overdue() -> None:
    rows = pd.DataFrame(
        [
            {"synergy_id": "none", "stage": "idea", "due_date": None},
            {"synergy_id": "later", "stage": "idea", "due_date": dt.date(2025, 5, 1)},
            {"synergy_id": "late", "stage": "idea", "due_date": dt.date(2025, 1, 1)},
            {"synergy_id": "ended", "stage": "ended", "due_date": dt.date(2024, 1, 1)},
        ]
    )

    ordered = synergies.by_urgency(rows, dt.date(2025, 2, 1))

    assert list(ordered["synergy_id"]) == ["late", "ended", "later", "none"]
    assert list(ordered["is_overdue"]) == [True, False, False, False]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([("A", "provider"), ("B", "receiver")], {("A", "B")}),
        ([("A", "provider"), ("B", "provider"), ("C", "receiver")], {("A", "C"), ("B", "C")}),
        ([("A", "provider"), ("T", "treatment"), ("B", "receiver")], {("A", "T"), ("T", "B")}),
        ([("A", "receiver"), ("B", "receiver"), ("O", "operator")], {("O", "A"), ("O", "B")}),
        ([("A", "other"), ("B", "other"), ("C", "other")], {("A", "B"), ("A", "C")}),
        ([("A", "provider")], set()),
    ],
    ids=["exchange", "two give", "treated", "operated", "shared", "alone"],
)
def test_a_synergy_runs_from_who_gives_to_who_takes(
    roles: list[tuple[str, str]], expected: set[tuple[str, str]]
) -> None:
    partners = pd.DataFrame([{"synergy_id": "X", "site_id": site, "role": role} for site, role in roles])

    found = synergies.pairs(partners)

    assert set(zip(found["provider_id"], found["receiver_id"], strict=True)) == expected


def test_only_what_operates_is_achieved(joined: duckdb.DuckDBPyConnection) -> None:
    totals = synergies.totals(joined, parks=PARKS, viewer=FACILITATOR).set_index("state")

    assert totals.loc["achieved", "co2_saved"] == 100
    assert totals.loc["pipeline", "co2_saved"] == 5 + 10 + 1
    # By hand: 5 t at 0.5 and 10 t at 0.4; SY4 states no chance and is left out.
    assert totals.loc["pipeline", "weighted_co2"] == pytest.approx(5 * 0.5 + 10 * 0.4)
    lacking = ["without_chance", "without_gain", "without_co2", "partial_gain"]
    assert totals.loc["pipeline", lacking].to_list() == [1, 2, 0, 0]


def test_money_of_two_currencies_is_not_added_up(joined: duckdb.DuckDBPyConnection) -> None:
    euro = pd.DataFrame([{"synergy_id": "SY4", "investment": 7.0, "currency": "EUR", "price_year": 2020}])
    store.write(joined, {"synergy": euro}, who="test", reason="euro")

    money = synergies.money(joined, parks=PARKS, viewer=FACILITATOR)
    pipeline = money.loc[money["state"] == "pipeline"].set_index("currency")

    assert pipeline.loc["EUR", "investment"] == 7
    assert pipeline.loc["CNY", "investment"] == 80
    assert pipeline.loc["CNY", "weighted_investment"] == pytest.approx(0.4 * 80)


def test_money_in_another_currency_counts_at_its_exchange_rate(joined: duckdb.DuckDBPyConnection) -> None:
    """7 EUR at 7.5 are 52.5 CNY beside the 80 CNY of the others; the gain of 2 EUR in operation is 15 CNY."""
    store_rate(joined, 7.5)
    joined.execute("update synergy set annual_saving = 2, currency = 'EUR' where synergy_id = 'SY1'")
    joined.execute("update synergy set investment = 7, currency = 'EUR' where synergy_id = 'SY4'")
    asked = {"parks": PARKS, "viewer": FACILITATOR}

    money = synergies.money(joined, **asked)
    done = sums.of_state(synergies.totals(joined, **asked), money, state="achieved", currency="CNY")

    assert set(money["currency"]) == {"CNY"}
    assert money.set_index("state").loc["pipeline", "investment"] == pytest.approx(80 + 7 * 7.5)
    assert done.saving == pytest.approx(2 * 7.5)


def test_gains_without_an_exchange_rate_are_counted_with_their_currency(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute("update synergy set annual_saving = 2, currency = 'NOK' where synergy_id = 'SY1'")
    joined.execute("update synergy set investment = 7, currency = 'SEK' where synergy_id = 'SY4'")

    found = [synergies.totals(joined, parks=PARKS, viewer=viewer) for viewer in (FACILITATOR, GUEST)]

    lacking = [totals.set_index("state")[["foreign_gain", "foreign_currencies"]] for totals in found]
    assert lacking[0].loc["achieved"].tolist() == [1, ["NOK"]]
    assert lacking[0].loc["pipeline"].tolist() == [0, []]
    assert lacking[1].loc["achieved"].tolist() == [1, []]  # the currency of a single gain is not disclosed


def test_totals_of_one_state_count_money_of_one_currency(joined: duckdb.DuckDBPyConnection) -> None:
    """SY1 is in operation: CO2 100 t, saving 50 CNY of 2024."""
    totals, money = (
        each(joined, parks=PARKS, viewer=FACILITATOR) for each in (synergies.totals, synergies.money)
    )

    done = sums.of_state(totals, money, state="achieved", currency="CNY")

    assert done == sums.StateTotals(1, 100.0, 50.0, (2024,))
    assert not done.is_range
    assert pd.isna(sums.of_state(totals, money, state="achieved", currency="EUR").saving)
    assert sums.of_state(totals, money, state="ended", currency="CNY") == sums.StateTotals(0, 0.0, 0.0)


def test_of_fewer_than_three_companies_only_what_is_shown_one_by_one_is_summed(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    totals = synergies.totals(joined, parks=PARKS, viewer=GUEST).set_index("state")

    # C1 and C2 agreed to be named with their amounts; money is nobody's to show.
    assert totals.loc["achieved", "co2_saved"] == 100
    assert "achieved" not in set(synergies.money(joined, parks=PARKS, viewer=GUEST)["state"])


def test_a_sum_less_what_is_shown_one_by_one_is_of_three_that_keep_to_themselves(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """On the way are SY3, shown with its 10 t, and SY2 and SY4 of C3 and C4, who are undisclosed: 16 − 10 t would be
    theirs. A third synergy of a third such company hides each of them; a sum that only one of them has stays hidden.
    """

    def pipeline() -> pd.Series:
        return synergies.totals(joined, parks=PARKS, viewer=GUEST).set_index("state").loc["pipeline"]

    assert pipeline()[["co2_saved", "weighted_co2"]].isna().all()

    kept = {"company_id": "C5", "name_en": "Third Hand", "visibility": "class_band"}
    new = {"synergy_id": "SY5", "park_id": "tiny", "name_en": "Third", "synergy_kind": "utility", "topic": "energy",
           "stage": "idea", "co2_saved": 4.0, "jobs": 2.0}  # fmt: skip
    rows = {
        "company": [kept],
        "site": [{"site_id": "S5", "company_id": "C5", "park_id": "tiny"}],
        "synergy": [new],
        "synergy_participant": [
            {"synergy_id": "SY5", "site_id": site, "role": "other"} for site in ("S1", "S2", "S5")
        ],
    }
    store.write(
        joined, {name: pd.DataFrame(table) for name, table in rows.items()}, who="test", reason="a third"
    )

    assert pipeline()["co2_saved"] == 10 + (5 + 1 + 4)
    # In steps of 5 t, the largest of the three: less 1 t is not seen.
    joined.execute("update synergy set co2_saved = null where synergy_id = 'SY3'")
    assert pipeline()["co2_saved"] == 10
    joined.execute("update synergy set co2_saved = 2 where synergy_id = 'SY4'")
    assert pipeline()["co2_saved"] == 10
    assert pd.isna(pipeline()["jobs"])  # of SY5 alone


def test_no_chance_or_property_shows_what_a_hidden_synergy_is(joined: duckdb.DuckDBPyConnection) -> None:
    kept = ["probability", "lifetime", "heating_value", "density", "enthalpy"]

    assert known(joined, viewer=GUEST).loc["SY2", kept].isna().all()
    assert known(joined, viewer=FACILITATOR).loc["SY2", "probability"] == 0.5


def test_the_sector_of_a_hidden_partner_is_shown_where_three_companies_are_in_it(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    def sector() -> object:
        partners = synergies.partners(joined, parks=PARKS, viewer=GUEST)
        return partners.loc[(partners["synergy_id"] == "SY2") & ~partners["is_seen"], "sector"].item()

    joined.execute("update company set sector = '1701' where company_id = 'C3'")
    assert pd.isna(sector())

    joined.execute("update company set sector = '1702' where company_id in ('C1', 'C2')")
    assert sector() == "17"


def test_the_history_shows_stages_and_the_log_who_changed_what(joined: duckdb.DuckDBPyConnection) -> None:
    steps = synergies.history(joined, synergy="SY1", viewer=FACILITATOR)
    changes = synergies.changes(joined, synergy="SY1", viewer=FACILITATOR)

    assert list(steps["stage"]) == ["operation", "idea"]
    assert steps["note"].iloc[0] == "first delivery"
    assert set(changes["changed_by"]) == {"test"}
    assert any("co2_saved" in columns for columns in changes["columns"])
    assert changes["columns"].iloc[-1] == []  # the first change made the row


def test_what_moved_today_comes_first_and_the_others_keep_their_order() -> None:
    """A presented board once showed what was just moved on its last screen."""
    day = dt.date(2025, 2, 1)
    since = ["2024-05-01", "2025-02-01 09:00", None, "2025-02-01 10:00"]
    rows = pd.DataFrame(
        {"synergy_id": list("ABCD"), "since": pd.to_datetime(pd.Series(since), format="mixed")}
    )

    assert synergies.latest_moves_first(rows, day)["synergy_id"].tolist() == ["D", "B", "A", "C"]
    assert synergies.entered_stage_on(rows, day).tolist() == [False, True, False, True]
