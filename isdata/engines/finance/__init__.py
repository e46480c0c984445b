"""Is a measure worth its money? Pure formulas, for one measure and for millions.

Conventions that hold for every function here:

* A cash flow is a sequence from year 0, as `cash_flows` draws it up; what is paid is negative, what is
  received positive, each yearly amount at the year's end. In two dimensions a row is a measure and a
  column a year.
* Rates, prices and flows are all real, or all nominal: never mixed.
* Rates are shares a year: 0.08 is 8 %.
* Payback: 0.0 says "immediate" (nothing is to be paid back), infinity says "never", NaN says that an
  input is missing. Infinity sorts last and enters no sum by mistake.
* Internal rate of return: a number only where there is exactly one. NaN otherwise, and `irr_status`
  says why: "none" or "several". `irr_roots` lists all; show `mirr` beside.
* A ratio with nothing to divide by is undefined: NaN, never 0.

Numbers, arrays and pandas objects are taken alike; a Series or DataFrame gives back its index.
"""

from isdata.engines.finance.appraisal import appraise, net_investment
from isdata.engines.finance.cashflows import cash_flow_parts, cash_flows
from isdata.engines.finance.discounting import (
    annuity,
    crf,
    nominal_rate,
    npv,
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
    "payback",
    "payback_class",
    "payback_classes",
    "present_value_factor",
    "profitability_index",
    "real_rate",
    "savings_to_investment",
]
