"""Loans: what is repaid is what was lent, and the cover ratios by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.engines import finance

LOANS = st.fixed_dictionaries(
    {
        "principal": st.floats(1, 1e9),
        "interest": st.floats(0, 0.3),
        "term": st.integers(1, 30),
        "grace": st.integers(0, 5),
        "repayment": st.sampled_from(["annuity", "linear"]),
    }
).filter(lambda loan: loan["grace"] < loan["term"])


@given(LOANS)
def test_repayments_sum_to_the_loan_and_the_service_is_worth_it(loan: dict) -> None:
    made = finance.loan_schedule(**loan)
    principal, rate = loan["principal"], loan["interest"]
    service = np.concatenate([[0.0], made["debt_service"]])

    assert made["repayment"].sum() == pytest.approx(principal)
    assert made["closing"].iloc[-1] == 0
    assert (made["repayment"] >= -1e-9 * principal).all()
    assert (made["repayment"].iloc[: loan["grace"]] == 0).all()
    assert finance.npv(rate, service) == pytest.approx(principal)
    assert made["interest"].tolist() == pytest.approx((made["opening"] * rate).tolist())


@given(LOANS)
def test_equal_service_or_equal_repayments_after_the_grace(loan: dict) -> None:
    made = finance.loan_schedule(**loan).iloc[loan["grace"] :]
    level = made["debt_service"] if loan["repayment"] == "annuity" else made["repayment"]

    assert level.tolist() == pytest.approx([level.iloc[0]] * len(made))


@given(st.floats(1, 1e6), st.floats(0, 0.3), st.integers(1, 30), st.floats(0, 1e6))
def test_an_annuity_covers_its_life_as_every_year(
    principal: float, interest: float, term: int, cash: float
) -> None:
    made = finance.loan_schedule(principal, interest=interest, term=term)
    level = np.full(term, cash)

    cover = finance.dscr(level, made["debt_service"].to_numpy())
    assert cover.tolist() == pytest.approx([finance.llcr(level, principal, interest=interest)] * term)


def test_a_loan_with_grace_by_hand() -> None:
    """1,000 at 5 %, one year of grace, then two equal repayments of 500."""
    made = finance.loan_schedule(1000, interest=0.05, term=3, grace=1, repayment="linear")

    assert made["debt_service"].tolist() == [50.0, 550.0, 525.0]
    assert finance.dscr(np.full(3, 660.0), made["debt_service"].to_numpy()).min() == pytest.approx(1.2)


@pytest.mark.parametrize("wrong", [{"principal": -1}, {"interest": -0.1}, {"term": 0}, {"grace": 3}])
def test_a_loan_that_cannot_be_is_refused(wrong: dict) -> None:
    loan: dict = {"principal": 1.0, "interest": 0.1, "term": 3} | wrong
    with pytest.raises(ValueError, match="a loan needs"):
        finance.loan_schedule(**loan)
