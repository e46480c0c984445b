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
            "Net investment over the saving of the first year. Nothing saved: “never”. Nothing to invest: "
            "“immediate”. The payback of a group is total investment over total saving, never a sum of paybacks."
        ),
        r"T = \frac{I_0}{S_1}, \qquad T_{\text{group}} = \frac{\sum_i I_{0,i}}{\sum_i S_{1,i}}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Discounted payback"),
        N_(
            "The first moment at which the discounted savings have paid the investment; “never” within the lifetime."
        ),
        r"\sum_{t \le T} \frac{S_t}{(1+r)^t} \ge I_0, \qquad T = -\frac{\ln(1 - r I_0 / S)}{\ln(1+r)}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Net present value"),
        N_("What a measure is worth today: its discounted savings over the lifetime less the investment."),
        r"NPV = -I_0 + \sum_{t=1}^{n} \frac{S_t}{(1+r)^t}",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("Internal rate of return"),
        N_(
            "The discount rate at which the net present value is zero. Where there is none, or more than one, the "
            "product says so instead of showing one of them. It is not used for ranking."
        ),
        r"\sum_{t=0}^{n} \frac{C_t}{(1+IRR)^t} = 0",
        "ISO 15686-5:2017",
    ),
    Method(
        N_("CO2 saved"),
        N_(
            "Energy saved by carrier times the emission factor of the region and year. A result “as claimed” is shown "
            "beside the same saving “re-stated” with a named factor."
        ),
        r"\Delta m_{CO_2} = \sum_c \Delta E_c \cdot EF_c(\text{region}, \text{year}, \text{method})",
        "GHG Protocol, Scope 2 Guidance (2015)",
    ),
    Method(
        N_("CO2 saved by a synergy"),
        N_(
            "What is avoided where something is replaced and not disposed of, less the electricity of treatment times the "
            "factor of the region, and less tonnes times kilometres times the factor of what carries it. What is not known is "
            "not taken off, and named. A saving told as a whole counts as it is told."
        ),
        r"\Delta m_{CO_2} = q \left( e_{\text{avoided}} - w \cdot EF_{\text{el}} - d \cdot EF_{\text{mode}} \right)",
        "GB/T 51366-2019, E.0.1; UK DESNZ (2025)",
    ),
    Method(
        N_("Drawn futures of a synergy"),
        N_(
            "Every assumption is drawn from a triangle within its plus or minus, with the same random numbers for every "
            "synergy. Money and CO2 share the amount; all other assumptions are drawn independently of each other: a sheet holds "
            "no price twice, and prices of different resources that rise and fall together are not followed."
        ),
        r"NPV^{(k)} = NPV\left(f_1^{(k)} a_1, \dots, f_n^{(k)} a_n\right), \qquad k = 1 \dots 10\,000",
        "isdata",
    ),
    Method(
        N_("Sankey layout"),
        N_(
            "Loops are opened at the links that send the least amount backwards, and these are drawn as ribbons that "
            "go round. The order of nodes makes the product of crossing amounts small; for small pictures it is "
            "proved to be the smallest."
        ),
        r"\min \sum_{(e,f)\ \text{cross}} w_e \, w_f",
        "Sugiyama, Tagawa, Toda (1981), IEEE Trans. SMC 11(2)",
    ),
    Method(
        N_("Balance"),
        N_(
            "What enters a site less what leaves it and what its stock grew by. A difference that is larger than the "
            "declared ± % of its flows explain is named."
        ),
        r"r = \sum_{\text{in}} x - \sum_{\text{out}} x - \Delta s, \qquad \sigma_r = \sqrt{\textstyle\sum \sigma_x^2}",
        "Brunner, Rechberger: Handbook of Material Flow Analysis (2016)",
    ),
    Method(
        N_("Resilience"),
        N_(
            "What the exchanges of a company carry, less the most that others can take over or give in its place, over what "
            "all exchanges carry; materials, energy and water apart."
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
