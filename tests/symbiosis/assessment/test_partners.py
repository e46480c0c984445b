"""What each of several partners should gain: by hand, and by identities."""

import math
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis import assessment

# Without interest, over one year: a gain of 10 a unit and nothing else.
PLAIN: dict[str, Any] = {"unit": "t", "lifetime": 1, "avoided_disposal": 10.0}


def partners(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["site_id", "role", "quantity", "investment"])


def found(case: assessment.Case, table: pd.DataFrame, rate: float = 0.0) -> assessment.Shares:
    shares = assessment.shares(case, table, discount_rate=rate)
    assert shares is not None
    return shares


def test_two_partners_halve_the_gain() -> None:
    table = partners(("a", "provider", math.nan, 20.0), ("b", "receiver", math.nan, 0.0))
    shares = found(assessment.Case(10, investment={"provider": 20.0}, **PLAIN), table)

    assert shares.split.shares == {"a": 40, "b": 40}  # (100 − 20) / 2
    assert shares.table["gain"].to_dict() == {"a": 60, "b": 40}


def test_two_providers_and_one_receiver_by_hand() -> None:
    """a gives 6, b gives 4, c takes 10, a unit gains 10: v(ac) = 60, v(bc) = 40, v(abc) = 100, else 0.

    c joins first in 2 of 6 orders and adds 0, second after a 60, second after b 40, last 100 in 2: (60 + 40 + 200) / 6.
    """
    table = partners(
        ("a", "provider", 6.0, 0.0), ("b", "provider", 4.0, 0.0), ("c", "receiver", math.nan, 0.0)
    )
    shares = found(assessment.Case(10, **PLAIN), table)

    assert shares.split.shares == pytest.approx({"a": 30, "b": 20, "c": 50})
    assert shares.split.is_stable
    assert shares.table["is_assumed"].to_dict() == {"a": False, "b": False, "c": True}
    # By itself a saves 60 of disposal, b 40 and c nothing: so they pay c 50.
    assert shares.table["paid"].to_dict() == pytest.approx({"a": -30, "b": -20, "c": 50})


def test_receivers_that_can_do_with_one_provider_would_object() -> None:
    """a and b give 10 each, c takes 10: with either a or b everything is carried, so the two are worth the same as three.

    v(ac) = v(bc) = v(abc) = 100: a and b get 100/6 each, c 400/6; a and c together have 500/6, and would make 100.
    """
    table = partners(("a", "provider", 10.0, 0.0), ("b", "provider", 10.0, 0.0), ("c", "receiver", 10.0, 0.0))
    shares = found(assessment.Case(10, **PLAIN), table)

    assert shares.split.shares == pytest.approx({"a": 100 / 6, "b": 100 / 6, "c": 400 / 6})
    assert not shares.split.is_stable
    assert {group for group, _more in shares.split.objecting} == {("a", "c"), ("b", "c")}
    assert shares.split.objecting[0][1] == pytest.approx(100 / 6)


def test_nothing_goes_without_who_treats() -> None:
    table = partners(
        ("a", "provider", 10.0, 0.0), ("t", "treatment", math.nan, 0.0), ("c", "receiver", 10.0, 0.0)
    )

    assert found(assessment.Case(10, **PLAIN), table).split.shares == pytest.approx(
        dict.fromkeys("atc", 100 / 3)
    )


def test_who_invests_more_than_the_others_gets_it_back_before_the_rest_is_shared() -> None:
    """All three are needed: 100 less 30 is shared evenly, and who paid the 30 has it on top."""
    table = partners(
        ("a", "provider", 10.0, 0.0), ("t", "operator", math.nan, 30.0), ("c", "receiver", 10.0, 0.0)
    )
    shares = found(assessment.Case(10, investment={"treater": 30.0}, **PLAIN), table)

    assert shares.table["gain"].to_dict() == pytest.approx({"a": 70 / 3, "t": 30 + 70 / 3, "c": 70 / 3})
    assert shares.common == 0


def test_an_investment_that_is_nobodys_part_is_paid_out_of_the_gain() -> None:
    table = partners(
        ("a", "provider", 5.0, math.nan), ("b", "provider", 5.0, math.nan), ("c", "receiver", 10.0, math.nan)
    )
    shares = found(assessment.Case(10, investment={"open": 60.0}, **PLAIN), table)

    assert (shares.common, shares.together) == (60, 40)
    assert shares.table["paid"].sum() == pytest.approx(-60)  # into the part that is not allocated
    # Two of them alone gain 50 and would pay 60: only the three together make anything.
    assert shares.split.shares == pytest.approx(dict.fromkeys("abc", 40 / 3))


def test_the_investment_of_a_side_is_shared_by_the_amounts() -> None:
    table = partners(
        ("a", "provider", 6.0, math.nan), ("b", "provider", 4.0, math.nan), ("c", "receiver", 10.0, math.nan)
    )
    shares = found(assessment.Case(10, investment={"provider": 50.0}, **PLAIN), table)

    assert shares.table["investment"].to_dict() == pytest.approx({"a": 30, "b": 20, "c": 0})


def test_what_loses_money_has_nothing_to_share() -> None:
    table = partners(("a", "provider", 5.0, 0.0), ("b", "provider", 5.0, 0.0), ("c", "receiver", 10.0, 0.0))
    shares = found(assessment.Case(10, investment={"open": 160.0}, **PLAIN), table)

    assert not shares.pays
    assert shares.together == -60
    assert set(shares.split.shares.values()) == {0}


def test_what_is_not_known_is_not_shared() -> None:
    table = partners(("a", "provider", 5.0, 0.0), ("c", "receiver", 10.0, 0.0))

    assert (
        assessment.shares(
            assessment.Case(10, "t", avoided_disposal=math.nan, avoided_purchase=math.nan),
            table,
            discount_rate=0,
        )
        is None
    )
    assert assessment.shares(assessment.Case(10, **PLAIN), table.head(1), discount_rate=0) is None


AMOUNT = st.integers(1, 50)


@settings(max_examples=25, derandomize=True)
@given(
    given_=st.lists(AMOUNT, min_size=1, max_size=3),
    taken=st.lists(AMOUNT, min_size=1, max_size=3),
    invested=st.integers(0, 300),
    running=st.integers(0, 40),
    years=st.integers(1, 12),
)
def test_what_the_partners_gain_is_what_the_synergy_is_worth(
    given_: list[int], taken: list[int], invested: int, running: int, years: int
) -> None:
    rows = [(f"g{n}", "provider", float(q), math.nan) for n, q in enumerate(given_)]
    rows += [(f"t{n}", "receiver", float(q), math.nan) for n, q in enumerate(taken)]
    case = assessment.Case(
        float(min(sum(given_), sum(taken))), "t", lifetime=years, avoided_disposal=9.0, running=float(running),
        investment={"provider": float(invested)},
    )  # fmt: skip
    shares = found(case, partners(*rows), rate=0.08)
    made = assessment.sheet(case, draws=2)

    # Nobody pays into nothing: what some pay, others get.
    if shares.pays:
        assert shares.table["paid"].sum() == pytest.approx(0, abs=1e-6)
        assert shares.table["npv"].sum() == pytest.approx(float(made.appraisal["npv"]), abs=1e-6)
        assert (shares.table["net"] > -1e-9).all()  # all together gain enough for nobody to lose
    else:
        assert float(made.appraisal["npv"]) <= 1e-6


def test_a_guest_reads_nothing_of_what_partners_pay(joined: duckdb.DuckDBPyConnection) -> None:
    part = pd.DataFrame(
        [{"synergy_id": "SY1", "site_id": "S1", "role": "provider", "quantity": 300.0, "investment": 150.0}]
    )
    store.write(joined, {"synergy_participant": part}, who="t", reason="t")
    seen = {
        viewer: assessment.dossier(joined, synergy="SY1", park="tiny", viewer=viewer, draws=2)
        for viewer in (FACILITATOR, GUEST)
    }

    facilitator, guest = seen[FACILITATOR], seen[GUEST]
    assert facilitator is not None
    assert guest is not None
    assert facilitator.shares is not None
    # Of the 200 of the record 150 are S1's, 50 are open.
    assert facilitator.shares.table["investment"].to_dict() == {"S1": 150, "S2": 0}
    assert facilitator.shares.common == 50
    assert guest.shares is None
    assert len(guest.partners)
    assert guest.partners[["quantity", "investment"]].isna().all(axis=None)


def test_one_rule_says_who_bears_the_running_cost_in_the_price_band_and_in_the_shares() -> None:
    """100 t at 10 avoided and 8 replaced, 300 a year to run: the receiver's, so the band is −10 to 8 − 3."""
    case = assessment.Case(100, "t", lifetime=1, avoided_disposal=10.0, avoided_purchase=8.0, running=300.0)
    made = assessment.sheet(case, discount_rate=0.0, draws=1)
    table = partners(("a", "provider", math.nan, math.nan), ("b", "receiver", math.nan, math.nan))
    shares = found(case, table)

    assert (made.lasting["floor"], made.lasting["ceiling"]) == pytest.approx((-10.0, 5.0))
    # Both ways each gains half of 1,500: the provider pays 2.5 a tonne.
    assert made.price == pytest.approx(-2.5)
    assert made.parties["gain"].tolist() == pytest.approx([750.0, 750.0])
    assert shares.table["gain"].tolist() == pytest.approx([750.0, 750.0])
    assert shares.table["paid"].to_dict() == pytest.approx({"a": -250.0, "b": 250.0})


def test_nobody_pays_back_an_investment_that_is_not_allocated() -> None:
    """Three partners of a synergy that costs 50: no part is known, so no payback is immediate."""
    table = partners(
        ("a", "provider", 10.0, math.nan),
        ("t", "operator", math.nan, math.nan),
        ("c", "receiver", 10.0, math.nan),
    )
    shares = found(assessment.Case(10, investment={"open": 50.0}, **PLAIN), table)

    assert shares.common == 50
    assert shares.table["payback"].isna().all()
