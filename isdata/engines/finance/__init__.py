"""Financial formulas, for one measure and for millions: pure functions.

Conventions of all functions here:

* A cash flow is a sequence from year 0, as returned by `cash_flows`; payments are negative, receipts
positive, each
  yearly amount at the year's end. In two dimensions a row is a measure and a column a year.
* Rates, prices and flows are either all real or all nominal.
* Rates are shares a year: 0.08 is 8 %.
* Payback: 0.0 is "immediate" (there is nothing to pay back), infinity is "never", NaN means that an input is
missing.
  Infinity is sorted last and cannot enter a sum unnoticed.
* Internal rate of return: a number only if there is exactly one. NaN otherwise, and `irr_status` states the
reason:
  "none" or "several". `irr_roots` lists all; show `mirr` with them.
* A ratio with a zero denominator is undefined: NaN, never 0.

Numbers, arrays and pandas objects are accepted; the result of a Series or DataFrame has its index.
"""

from isdata.engines.finance.appraisal import appraise, net_investment
from isdata.engines.finance.cashflows import cash_flow_parts, cash_flows
from isdata.engines.finance.discounting import (
    annuity,
    crf,
    nominal_rate,
    npv,
    npv_profile,
    present_value_factor,
    real_rate,
)
from isdata.engines.finance.loans import dscr, llcr, loan_schedule
from isdata.engines.finance.paybacks import (
    IMMEDIATE,
    NEVER,
    PAYBACK_EDGES,
    cumulative_payback,
    discounted_payback,
    payback,
    payback_class,
    payback_classes,
)
from isdata.engines.finance.rates import irr, irr_roots, irr_status, mirr
from isdata.engines.finance.ratios import (
    abatement_cost_annual,
    abatement_cost_lifetime,
    conserved_energy_cost,
    profitability_index,
    savings_to_investment,
)

__all__ = [
    "IMMEDIATE",
    "NEVER",
    "PAYBACK_EDGES",
    "abatement_cost_annual",
    "abatement_cost_lifetime",
    "annuity",
    "appraise",
    "cash_flow_parts",
    "cash_flows",
    "conserved_energy_cost",
    "crf",
    "cumulative_payback",
    "discounted_payback",
    "dscr",
    "irr",
    "irr_roots",
    "irr_status",
    "llcr",
    "loan_schedule",
    "mirr",
    "net_investment",
    "nominal_rate",
    "npv",
    "npv_profile",
    "payback",
    "payback_class",
    "payback_classes",
    "present_value_factor",
    "profitability_index",
    "real_rate",
    "savings_to_investment",
]
