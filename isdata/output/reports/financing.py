"""Project with a loan: debt service cover in each year, and return on equity."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.engines import finance
from isdata.engines.finance.loans import Repayment
from isdata.output.reports.project import Project

# Minimum cover ratio commonly required for small industrial projects; the lender's own figure takes precedence. [-]
LEAST_COVER = 1.2
# Inflation targets: European Central Bank 2 % (strategy review of 2021), China's government about 2 % (Government Work
# Report of 2025). The user's own figure takes precedence. [1/yr]
INFLATION = 0.02


@dataclass(frozen=True)
class Loan:
    """Terms of a loan.

    Attributes
    ----------
    share : float
        Share of the net investment of year 0 that the loan pays. [-]
    interest : float
        Nominal interest rate, as quoted by lenders. [1/yr]
    term, grace : int
        Years until full repayment, and initial years without repayment. [yr]
    repayment : "annuity" or "linear"
    inflation : float
        General inflation. Projects are valued in real money; this converts their cash flow to the nominal one that serves
        the loan. 0 only if the interest rate is real. [1/yr]
    """

    share: float = 0.7
    interest: float = 0.045
    term: int = 5
    grace: int = 0
    repayment: Repayment = "annuity"
    inflation: float = INFLATION

    @property
    def real_interest(self) -> float:
        """Interest rate net of inflation. [1/yr]"""
        return float(finance.real_rate(self.interest, self.inflation))

    def schedule(self, principal: float) -> pd.DataFrame:
        """Interest, repayment and debt service by year for a principal, as from `finance.loan_schedule`."""
        return finance.loan_schedule(
            principal, interest=self.interest, term=self.term, grace=self.grace, repayment=self.repayment
        )


@dataclass(frozen=True)
class Financing:
    """Results of a project with a loan; all amounts nominal.

    Attributes
    ----------
    loan : Loan
    principal : float
        Amount of the loan. [currency]
    schedule : DataFrame
        As `finance.loan_schedule`, with cash_available [currency/yr] and dscr [-].
    minimum, average : float
        Debt service cover ratio over the loan's term; missing without a loan. [-]
    llcr : float
        Loan life cover ratio in year 0. [-]
    chance_below, chance_short : float
        Share of the simulations in which the ratio falls below `LEAST_COVER` in some year, and below 1 (the cash flow does
        not cover the debt service). [-]
    most_share : float
        Largest loan share of the investment with a ratio of at least `LEAST_COVER` in every year. [-]
    equity : array
        Cash flow of the owners from year 0. [currency]
    equity_irr, equity_irr_status
        Nominal return on equity. [1/yr]
    equity_irr_real : float
        Real return on equity, for comparison with that of the project. [1/yr]
    """

    loan: Loan
    principal: float
    schedule: pd.DataFrame
    minimum: float
    average: float
    llcr: float
    chance_below: float
    chance_short: float
    most_share: float
    equity: np.ndarray
    equity_irr: float
    equity_irr_status: str
    equity_irr_real: float


def financed(project: Project, loan: Loan) -> Financing:
    """Finance a project with a loan paid out in year 0; the loan's inflation makes its real cash flow nominal."""
    net = project.yearly["net"].to_numpy(dtype=float)
    nominal = net * (1 + loan.inflation) ** np.arange(len(net))
    invested = max(0.0, -float(nominal[0])) if len(nominal) else 0.0
    cash = np.zeros(max(loan.term, len(nominal) - 1))
    cash[: max(0, len(nominal) - 1)] = nominal[1:]
    principal = loan.share * invested
    schedule = loan.schedule(principal)
    service = schedule["debt_service"].to_numpy()
    cover = finance.dscr(cash[: loan.term], service)
    served = cover[~np.isnan(cover)]
    bearable = finance.dscr(cash[: loan.term], loan.schedule(invested)["debt_service"].to_numpy())
    equity = np.concatenate([[principal - invested], cash])
    equity[1 : loan.term + 1] -= service
    equity_irr = float(finance.irr(equity))
    return Financing(
        loan=loan,
        principal=principal,
        schedule=schedule.assign(cash_available=cash[: loan.term], dscr=cover),
        minimum=float(served.min()) if len(served) else np.nan,
        average=float(served.mean()) if len(served) else np.nan,
        llcr=finance.llcr(cash[: loan.term], principal, interest=loan.interest),
        chance_below=_chance_below(project, served, LEAST_COVER),
        chance_short=_chance_below(project, served, 1.0),
        most_share=float(np.clip(np.nanmin(bearable) / LEAST_COVER, 0, 1)) if invested else np.nan,
        equity=equity,
        equity_irr=equity_irr,
        equity_irr_status=str(finance.irr_status(equity)),
        equity_irr_real=float(finance.real_rate(equity_irr, loan.inflation)),
    )


def disclosed_financing(project: Project | None, loan: Loan | None) -> Financing | None:
    """Finance a project with a loan; None without a loan, or if not all years of its term are disclosed."""
    if project is None or loan is None or not project.is_shown_until(loan.term):
        return None
    return financed(project, loan)


def _chance_below(project: Project, cover: np.ndarray, least: float) -> float:
    """Probability that the ratio falls below `least` in some year, if every year varies with the annual saving."""
    planned = float(project.totals["annual_saving"])
    if not len(cover) or planned <= 0:
        return np.nan
    level = project.simulation.annual_saving / planned
    lowest = np.where(level >= 0, level * cover.min(), level * cover.max())
    return float((lowest < least).mean())
