"""How the product's figures are found: each method with its formula and where it comes from."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import store
from isdata.errors import N_


@dataclass(frozen=True)
class Method:
    """One method: what it is called, what it does, its formula in LaTeX, and its source."""

    title: str
    text: str
    formula: str
    source: str


METHODS = [
    Method(
        N_("Static payback"),
        N_(
            "Net investment divided by the saving of the first year. No saving: “never”. No investment: "
            "“immediate”. A group's payback is total investment over total saving; paybacks are never "
            "added."
        ),
        r"T = \frac{I_0}{S_1}, \qquad T_{\text{group}} = \frac{\sum_i I_{0,i}}{\sum_i S_{1,i}}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Discounted payback"),
        N_(
            "Time at which the discounted savings have repaid the investment; “never” if not within the "
            "lifetime."
        ),
        r"\sum_{t \le T} \frac{S_t}{(1+r)^t} \ge I_0, \qquad T = -\frac{\ln(1 - r I_0 / S)}{\ln(1+r)}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Net present value"),
        N_("Present value of a measure: discounted savings over its lifetime less the investment."),
        r"NPV = -I_0 + \sum_{t=1}^{n} \frac{S_t}{(1+r)^t}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Internal rate of return"),
        N_(
            "Discount rate at which the net present value is zero. “None” or “several” is stated where "
            "applicable. Not used for ranking."
        ),
        r"\sum_{t=0}^{n} \frac{C_t}{(1+IRR)^t} = 0",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("CO2 saved"),
        N_(
            "Energy saved per carrier times the emission factor of the region and year. “As claimed” "
            "results are shown beside values recalculated with a named factor."
        ),
        r"\Delta m_{CO_2} = \sum_c \Delta E_c \cdot EF_c(\text{region}, \text{year}, \text{method})",
        "GHG Protocol, Scope 2 Guidance (2015)",
    ),
    Method(
        N_("CO2 saved by a synergy"),
        N_(
            "Emissions avoided by replacement and avoided disposal, less electricity for treatment times "
            "the regional factor, less tonne-kilometres times the transport factor. Unknown parts are not "
            "deducted but listed. Directly stated savings count as stated."
        ),
        r"\Delta m_{CO_2} = q \left( e_{\text{avoided}} - w \cdot EF_{\text{el}} - d \cdot EF_{\text{mode}} \right)",
        "GB/T 51366-2019, E.0.1; UK DESNZ (2025)",
    ),
    Method(
        N_("Simulated outcomes of a synergy"),
        N_(
            "Each assumption varies in a triangular distribution within its uncertainty; all synergies "
            "use the same random numbers. Cost and CO2 share the amount; all other assumptions vary "
            "independently, so correlated prices are not modelled."
        ),
        r"NPV^{(k)} = NPV\left(f_1^{(k)} a_1, \dots, f_n^{(k)} a_n\right), \qquad k = 1 \dots 10\,000",
        "isdata",
    ),
    Method(
        N_("Sankey layout"),
        N_(
            "Loops are opened at the links with the smallest backward amounts, which are drawn as return "
            "ribbons. The order of nodes minimises weighted crossings; for small diagrams it is proven "
            "optimal."
        ),
        r"\min \sum_{(e,f)\ \text{cross}} w_e \, w_f",
        "Sugiyama, Tagawa, Toda (1981), IEEE Trans. SMC 11(2)",
    ),
    Method(
        N_("Balance"),
        N_(
            "Inputs of a site less outputs and stock increase. An imbalance is reported where it exceeds "
            "the declared uncertainties."
        ),
        r"r = \sum_{\text{in}} x - \sum_{\text{out}} x - \Delta s, \qquad \sigma_r = \sqrt{\textstyle\sum \sigma_x^2}",
        "Brunner, Rechberger: Handbook of Material Flow Analysis (2016)",
    ),
    Method(
        N_("Resilience"),
        N_(
            "Amounts exchanged by a company, less the maximum that others can replace, over all exchanged "
            "amounts; separately for materials, energy and water."
        ),
        r"L_f = \frac{\sum_{e \in f} (1 - l_e)\, q_e - \max r}{\sum_e q_e}",
        "isdata",
    ),
    Method(
        N_("Energy units"),
        N_("One tonne of standard coal equivalent is 29.3076 GJ; one megawatt-hour is 3.6 GJ."),
        r"1\ \text{tce} = 29.3076\ \text{GJ}, \qquad 1\ \text{MWh} = 3.6\ \text{GJ}",
        "GB/T 2589-2020",
    ),
]


def factors(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return every factor with what it belongs to; columns as in `factors.sql`."""
    return store.ask(con, "factors")
