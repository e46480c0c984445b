"""Calculation methods: formula, units, source, and the functions that implement them."""

from dataclasses import dataclass

from isdata.errors import N_


@dataclass(frozen=True)
class Method:
    """A calculation method.

    Attributes
    ----------
    title, text : str
        Messages: name of the method; description of the calculation and its conventions.
    formula : str
        In LaTeX.
    units : str
        Message: units of the symbols of the formula.
    source : str
        Standard or publication; "isdata" for definitions of this product.
    functions : tuple of str
        Functions that implement it, as module and name.
    """

    title: str
    text: str
    formula: str
    units: str
    source: str
    functions: tuple[str, ...]


METHODS = [
    Method(
        N_("Static payback"),
        N_(
            "Net investment divided by the saving of the first year. No saving: “never”. No investment: “immediate”. A group's payback is total investment over total saving; paybacks are never added. Where the savings differ from year to year, as those of synergies do, it is the time in which they add up to the investment."
        ),
        r"T = \frac{I_0}{S_1}, \qquad T_{1 \dots n} = \frac{\sum_i I_{0,i}}{\sum_i S_{1,i}}",
        N_("T, T₁…ₙ (of n measures) [yr] · I₀ (investment) [CNY] · S₁ (saving of year 1) [CNY/yr]"),
        "ISO 15686-5:2017",
        ("isdata.engines.finance.payback", "isdata.engines.finance.appraise"),
    ),
    Method(
        N_("Discounted payback"),
        N_(
            "Time at which the discounted savings have repaid the investment; “never” if not within the lifetime."
        ),
        r"\sum_{t \le T} \frac{S_t}{(1+r)^t} \ge I_0, \qquad T = -\frac{\ln(1 - r I_0 / S)}{\ln(1+r)}",
        N_("T [yr] · I₀ [CNY] · S [CNY/yr] · r [1/yr]"),
        "ISO 15686-5:2017",
        ("isdata.engines.finance.discounted_payback",),
    ),
    Method(
        N_("Net present value"),
        N_("Present value of a measure: discounted savings over its lifetime less the investment."),
        r"NPV = -I_0 + \sum_{t=1}^{n} \frac{S_t}{(1+r)^t}",
        N_("NPV, I₀ [CNY] · S [CNY/yr] · r [1/yr] · n [yr]"),
        "ISO 15686-5:2017",
        ("isdata.engines.finance.npv", "isdata.engines.finance.present_value_factor"),
    ),
    Method(
        N_("Internal rate of return"),
        N_(
            "Discount rate at which the net present value is zero. “None” or “several” is stated where applicable. Not used for ranking."
        ),
        r"\sum_{t=0}^{n} \frac{C_t}{(1+IRR)^t} = 0",
        N_("C [CNY/yr] · IRR [1/yr]"),
        "ISO 15686-5:2017",
        ("isdata.engines.finance.irr", "isdata.engines.finance.irr_status"),
    ),
    Method(
        N_("CO2 saved"),
        N_(
            "Energy saved per carrier times the emission factor of the region and year. “As claimed” results are shown beside values recalculated with a named factor."
        ),
        r"\Delta m_{CO_2} = \sum_c \Delta E_c \cdot EF_c",
        N_(
            "Δm [t/yr] · ΔE (energy saved of carrier c) [MWh/yr] · EF (its factor by region, year and method) [t/MWh]"
        ),
        "GHG Protocol, Scope 2 Guidance (2015)",
        ("isdata.energy.measures.valuing.valued",),
    ),
    Method(
        N_("CO2 saved by a synergy"),
        N_(
            "Emissions avoided by replacement and avoided disposal, less electricity for treatment times the regional factor, less tonne-kilometres times the transport factor. Unknown parts are not deducted but listed. Directly stated savings count as stated."
        ),
        r"\Delta m_{CO_2} = q \left( e - w \cdot EF_1 - d \cdot EF_2 \right)",
        N_(
            "Δm, q (amount) [t/yr] · e (avoided) [t/t] · w (electricity) [MWh/t] · EF₁ (electricity) [t/MWh] · d [km] · EF₂ (transport) [t/t·km]"
        ),
        "GB/T 51366-2019, E.0.1; UK DESNZ (2025)",
        ("isdata.symbiosis.assessment.emissions.by_factor",),
    ),
    Method(
        N_("Simulated outcomes of a synergy"),
        N_(
            "Each assumption varies in a triangular distribution within its uncertainty; all synergies use the same random numbers. Cost and CO2 share the amount; all other assumptions vary independently, so correlated prices are not modelled."
        ),
        r"NPV^{(k)} = NPV\left(f_1^{(k)} a_1, \dots, f_n^{(k)} a_n\right), \qquad k = 1 \dots 10\,000",
        N_("NPV [CNY] · f [-] · a [unit of the assumption]"),
        "isdata",
        ("isdata.engines.uncertainty.simulate",),
    ),
    Method(
        N_("Sankey layout"),
        N_(
            "Loops are opened at the links with the smallest backward amounts, which are drawn as return ribbons. The order of nodes minimises weighted crossings; for small diagrams it is proven optimal."
        ),
        r"\min \sum_{(e,f) \in X} w_e \, w_f",
        N_("w (amount of a link) [unit of the diagram] · X: pairs of links that cross"),
        "Sugiyama, Tagawa, Toda (1981), IEEE Trans. SMC 11(2)",
        ("isdata.engines.sankey.layout",),
    ),
    Method(
        N_("Balance"),
        N_(
            "Inputs of a site less outputs and stock increase. An imbalance is reported where it exceeds the declared uncertainties."
        ),
        r"r = \sum x^{+} - \sum x^{-} - \Delta s, \qquad \sigma_r = \sqrt{\textstyle\sum \sigma_x^2}",
        N_("r, x⁺ (inputs), x⁻ (outputs), Δs (stock increase), σ (uncertainty) [t/yr, GJ/yr or m³/yr]"),
        "Brunner, Rechberger: Handbook of Material Flow Analysis (2016)",
        ("isdata.park.flows.balance.balances",),
    ),
    Method(
        N_("Resilience"),
        N_(
            "Amounts exchanged by a company, less the maximum that others can replace, over all exchanged amounts; separately for materials, energy and water."
        ),
        r"L_f = \frac{\sum_{e \in f} (1 - l_e)\, q_e - \max r}{\sum_e q_e}",
        N_("L, l [-] · q, r [t/yr, GJ/yr or m³/yr]"),
        "isdata",
        ("isdata.decisions.resilience.loss",),
    ),
    Method(
        N_("Energy units"),
        N_("One tonne of standard coal equivalent is 29.3076 GJ; one megawatt-hour is 3.6 GJ."),
        r"1\ \text{tce} = 29.3076\ \text{GJ}, \qquad 1\ \text{MWh} = 3.6\ \text{GJ}",
        "",
        "GB/T 2589-2020",
        ("isdata.data.units.convert",),
    ),
    Method(
        N_("Data reconciliation"),
        N_(
            "Smallest adjustment of the measured values, weighted by their uncertainty, with which all balances close and no amount is negative. The χ² test checks all values together; the largest normalised adjustment names the value that contradicts the balances most."
        ),
        r"\min_x \sum_j \frac{(x_j - y_j)^2}{\sigma_j^2}, \qquad A x = 0,\; x \ge l",
        N_("x, y, σ, l [unit of the flow]"),
        "Narasimhan, Jordache: Data Reconciliation and Gross Error Detection (2000)",
        ("isdata.engines.reconciliation.reconcile", "isdata.park.flows.reconciling.reconcile"),
    ),
    Method(
        N_("Match score"),
        N_(
            "A match must meet every condition: licence, state, form, composition, temperature, pressure, amounts, availability, distance and operating hours. The score is the geometric mean of similarity, amounts, common time, economics and data quality, times 0.93 for each treatment step. Unknown components count 0.5; guests see the score without economics."
        ),
        r"s = 0.93^{n} \, \sqrt[5]{a \cdot \frac{\min(q_s, q_d)}{\max(q_s, q_d)} \cdot o \cdot \frac{1}{1 + e^{-4 g / u}} \cdot b}",
        N_(
            "s, a (similarity), o (common time), b (data quality), n (treatment steps) [-] · q (supply, demand) [t/yr] · g (gain), u (turnover) [CNY/t]"
        ),
        "isdata",
        ("isdata.symbiosis.matching.ranking.rank",),
    ),
    Method(
        N_("Optimal allocation"),
        N_(
            "Exchanges with the highest total gain when each stream is used once, within minimum amounts, blending limits and common operating hours. Solved exactly; shadow prices give the value of one more unit of a scarce stream."
        ),
        r"\max \sum_{ij} g_{ij} q_{ij} - F_{ij} z_{ij}, \qquad \sum_j q_{ij} \le s_i,\; \sum_i q_{ij} \le d_j,\; q_{ij} \le M z_{ij}",
        N_("q, s, d [t/yr] · g [CNY/t] · F [CNY/yr] · z [0 or 1]"),
        "HiGHS; OR-Tools",
        ("isdata.symbiosis.allocation.exact_allocation.allocate",),
    ),
    Method(
        N_("Heat cascade"),
        N_(
            "Hot streams are shifted down and cold streams up by half the minimum temperature difference. Surplus heat of each temperature interval is passed to the next one below; the largest deficit is the heating that remains. Computed for each operating state of the year and added up."
        ),
        r"\Delta H_i = \left(\sum CP^{+} - \sum CP^{-}\right) \Delta T_i, \qquad Q_H = -\min_k \sum_{i \le k} \Delta H_i",
        N_("Q (heating), ΔH [kW] · CP⁺ (hot), CP⁻ (cold streams) [kW/K] · ΔT [K]"),
        "Linnhoff, Flower (1978), AIChE Journal 24; Kemp: Pinch Analysis and Process Integration (2007)",
        ("isdata.symbiosis.heat.pinch_analysis.cascade", "isdata.symbiosis.heat.heat_year.over_year"),
    ),
    Method(
        N_("Price range"),
        N_(
            "The provider accepts a price above its handling cost less the avoided disposal cost; the receiver pays up to the replaced purchase less adaptation, quality allowance and transport. Agreement is possible where the second is not below the first; the equal price is the middle."
        ),
        r"p_{\min} = c_1 - c_2, \qquad p_{\max} = \rho\, c_3 - c_4 - c_5",
        N_(
            "p, c₁ (handling), c₂ (disposal), c₃ (purchase), c₄ (adaptation and quality allowance), c₅ (transport) [CNY/t] · ρ (replaced amount per unit) [-]"
        ),
        "isdata",
        ("isdata.symbiosis.assessment.prices.price_band",),
    ),
    Method(
        N_("Fair shares (Shapley value)"),
        N_(
            "Average contribution of a company to the joint gain over all orders of joining. Exact up to twelve companies, beyond that from 20,000 sampled orders. A company whose value is below its gain alone receives its gain alone, and the others give up equal amounts, as long as the joint gain suffices. It is checked whether a group would do better on its own."
        ),
        r"\varphi_i = \sum_{S \not\ni i} \frac{|S|!\,(n-|S|-1)!}{n!}\,[v(S \cup i) - v(S)]",
        N_("φ, v [CNY/yr]"),
        "Shapley (1953), A value for n-person games",
        ("isdata.symbiosis.assessment.split.shapley", "isdata.symbiosis.assessment.sharing.shared"),
    ),
    Method(
        N_("Shared plant"),
        N_(
            "Annual cost of a jointly run plant: fixed cost, running cost with economies of scale, and the annuity of the investment, which scales with the amount to its own power. Payback: investment less that of the own plants it replaces, over the yearly saving before capital cost. Pollutant removed: amount times content times removal efficiency."
        ),
        r"C(q) = F + c\,Q\,(q/Q)^{s} + a\,I\,(q/Q)^{e}, \qquad T = \frac{I(q) - \sum_i I(q_i)}{\sum_i R_i - R(q)}",
        N_(
            "C, F (fixed), R (running cost) [CNY/yr] · c [CNY/unit] · q, Q (reference amount) [unit/yr] · I [CNY] · a [1/yr] · s, e [-] · T [yr]"
        ),
        "isdata",
        ("isdata.symbiosis.assessment.sharing.Option", "isdata.symbiosis.assessment.sharing.shared"),
    ),
    Method(
        N_("Value added in a chain"),
        N_(
            "Output value of a step less its input value and the costs of treatment and transport. A supply is valued at the provider's current revenue, negative if it pays for disposal; a delivery at the purchase it replaces; intermediate products at list prices. The steps of a match add up to its gain, the matches of a chain to the gain of the chain. The limiting step passes on the smallest share of its supply."
        ),
        r"A = V_{out} - V_{in} - C_{treatment} - C_{transport}",
        N_("A, V, C [CNY/yr]"),
        "isdata",
        (
            "isdata.symbiosis.exchange_chains.open_chains.open_chains",
            "isdata.symbiosis.exchange_chains.open_chains.steps",
        ),
    ),
    Method(
        N_("Investment plan"),
        N_(
            "The set of measures and synergies with the highest net present value within the budgets, found exactly. Overlaps and shared costs of pairs, requirements, exclusions, limits per company and a minimum of CO2 are part of the model."
        ),
        r"\begin{gathered} \max \sum_i v_i x_i - \sum_{ij} \Delta_{ij} y_{ij}, \qquad \sum_i I_i x_i \le B \\ x_i \le x_j,\; x_i + x_j \le 1,\; y_{ij} \ge x_i + x_j - 1 \end{gathered}",
        N_("v, Δ, I, B [CNY] · x, y [0 or 1]"),
        "HiGHS",
        ("isdata.decisions.planning.choose", "isdata.decisions.planning.plan_jointly"),
    ),
    Method(
        N_("Uncertainty of payback and net present value"),
        N_(
            "Investment, saving and prices vary within their declared uncertainty in 10,000 simulations with the same random numbers in every scenario. Results are percentiles, probabilities and the standardised effect of each input, its coefficient in a rank regression on all inputs. Prices vary together."
        ),
        r"P_{q}: \; \Pr(NPV \le P_q) = q, \qquad \Pr(T \le T^{*})",
        N_("P [CNY] · T, T* (required payback) [yr]"),
        "JCGM 101:2008",
        ("isdata.engines.uncertainty.simulate", "isdata.energy.measures.simulation.simulate"),
    ),
    Method(
        N_("Metered saving"),
        N_(
            "Baseline at the output and weather of the month less the reading. The baseline is a regression on up to three drivers; its uncertainty accounts for autocorrelation."
        ),
        r"S = \sum_m \left(\hat\beta_0 + \sum_k \hat\beta_k d_{k,m} - y_m\right)",
        N_("S, y [MWh] · d [unit of the driver]"),
        "IPMVP Core Concepts; ASHRAE Guideline 14",
        ("isdata.energy.monitoring.metered.metered", "isdata.energy.monitoring.baselines.choose"),
    ),
    Method(
        N_("Debt service cover ratio"),
        N_(
            "Cash flow of a year over interest and repayment of that year; below 1 the loan cannot be served."
        ),
        r"DSCR_t = \frac{CF_t}{Z_t + R_t}",
        N_("DSCR [-] · CF (cash flow), Z (interest), R (repayment) [CNY/yr]"),
        "isdata",
        ("isdata.engines.finance.dscr", "isdata.engines.finance.loan_schedule"),
    ),
    Method(
        N_("Secondary share of inputs"),
        N_("Reuse, recycling and recovery between companies over their total inputs."),
        r"s = \frac{\sum (q_1 + q_2 + q_3)}{\sum q_0}",
        N_("s [-] · q₁ (reuse), q₂ (recycling), q₃ (recovery), q₀ (inputs) [t/yr]"),
        "isdata",
        ("isdata.park.flows.destinations.secondary_share",),
    ),
    Method(
        N_("Energy per value added"),
        N_("Energy use divided by value added, for companies with both known; electricity at 3.6 GJ/MWh."),
        r"e = \frac{\sum E}{\sum VA}",
        N_("e [tce per 10,000 CNY] · E (energy) [tce/yr] · VA (value added) [CNY/yr]"),
        "GB/T 2589-2020",
        ("isdata.park.flows.intensity.intensities",),
    ),
    Method(
        N_("Progress of a pillar"),
        N_(
            "Mean over the indicators of the pillar of the share of the way from the first recorded value to the next target of the park, from 0 to 1; a value that meets the target counts as 1. An indicator with a single value that does not meet its target, or without a target, has no progress and is left out; it is never counted as 0."
        ),
        r"P = \frac{1}{n} \sum_{i=1}^{n} \min\left(1, \max\left(0, \frac{x_i - b_i}{z_i - b_i}\right)\right)",
        N_(
            "P [-] · n (indicators with a progress) [-] · x (latest value), b (first recorded value), z (next target) [unit of the indicator]"
        ),
        "isdata",
        ("isdata.institution.scorecard.pillars", "isdata.institution.scorecard.scorecard"),
    ),
]
