"""A project with a loan: is there enough every year to serve it, and what is left for the owners?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata import finance
from isdata.finance.loans import Repayment
from isdata.reports.project import Project

# What lenders of small industrial projects commonly ask for at least; their own figure comes first. [-]
LEAST_COVER = 1.2


@dataclass(frozen=True)
class Loan:
    """What is borrowed.

    Attributes
    ----------
    share : float
        Of the net investment of year 0 that the loan pays. [-]
    interest : float
        Nominal. [1/yr]
    term, grace : int
        Years until it is repaid, and the first of them without repayment. [yr]
    repayment : "annuity" or "linear"
    inflation : float
        Rise of all prices, which carries the real cash flow over to the nominal one that serves the loan; 0 where the
        interest is a real one. [1/yr]
    """

    share: float = 0.7
    interest: float = 0.045
    term: int = 5
    grace: int = 0
    repayment: Repayment = "annuity"
    inflation: float = 0.0


@dataclass(frozen=True)
class Financing:
    """What comes of a project with a loan; all money nominal.

    Attributes
    ----------
    loan : Loan
    principal : float
        Amount of the loan. [currency]
    schedule : DataFrame
        As `finance.loan_schedule`, with cash_available [currency/yr] and dscr [-].
    minimum, average : float
        Debt service cover ratio over the years of the loan; missing without a loan. [-]
    llcr : float
        Loan life cover ratio in year 0. [-]
    chance_below : float
        Share of the drawn futures in which the ratio falls below `LEAST_COVER` in some year. [-]
    most_share : float
        Largest share of the investment that a loan could pay with the ratio at `LEAST_COVER` in every year. [-]
    equity : array
        What the owners pay and get from year 0. [currency]
    equity_irr, equity_irr_status
        Of it, nominal. [1/yr]
    """

    loan: Loan
    principal: float
    schedule: pd.DataFrame
    minimum: float
    average: float
    llcr: float
    chance_below: float
    most_share: float
    equity: np.ndarray
    equity_irr: float
    equity_irr_status: str


def financed(project: Project, loan: Loan) -> Financing:
    """Return a project with a loan paid out in year 0."""
    net = project.yearly["net"].to_numpy(dtype=float)
    nominal = net * (1 + loan.inflation) ** np.arange(len(net))
    invested = max(0.0, -float(nominal[0])) if len(nominal) else 0.0
    cash = np.zeros(max(loan.term, len(nominal) - 1))
    cash[: max(0, len(nominal) - 1)] = nominal[1:]
    terms = {
        "interest": loan.interest,
        "term": loan.term,
        "grace": loan.grace,
        "repayment": loan.repayment,
    }
    principal = loan.share * invested
    schedule = finance.loan_schedule(principal, **terms)
    service = schedule["debt_service"].to_numpy()
    cover = finance.dscr(cash[: loan.term], service)
    served = cover[~np.isnan(cover)]
    whole = finance.loan_schedule(invested, **terms)["debt_service"].to_numpy()
    bearable = finance.dscr(cash[: loan.term], whole)
    equity = np.concatenate([[principal - invested], cash])
    equity[1 : loan.term + 1] -= service
    return Financing(
        loan=loan,
        principal=principal,
        schedule=schedule.assign(cash_available=cash[: loan.term], dscr=cover),
        minimum=float(served.min()) if len(served) else np.nan,
        average=float(served.mean()) if len(served) else np.nan,
        llcr=finance.llcr(cash[: loan.term], principal, interest=loan.interest),
        chance_below=_chance_below(project, served),
        most_share=float(np.clip(np.nanmin(bearable) / LEAST_COVER, 0, 1)) if invested else np.nan,
        equity=equity,
        equity_irr=float(finance.irr(equity)),
        equity_irr_status=str(finance.irr_status(equity)),
    )


def _chance_below(project: Project, cover: np.ndarray) -> float:
    """Return how often the ratio falls below what is asked for, when every year moves with the yearly saving."""
    planned = float(project.totals["annual_saving"])
    if not len(cover) or planned <= 0:
        return np.nan
    level = project.simulation.annual_saving / planned
    lowest = np.where(level >= 0, level * cover.min(), level * cover.max())
    return float((lowest < LEAST_COVER).mean())
