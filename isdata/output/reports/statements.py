"""Sentences and key figures of reports."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.engines import uncertainty
from isdata.output.reports import partner_terms, presentation, synergy_co2
from isdata.output.reports.blocks import DECIMAL, MONEY, RATE, Figure, Figures, Note
from isdata.output.reports.financing import LEAST_COVER, Financing
from isdata.output.reports.project import Project
from isdata.output.reports.subject import Subject
from isdata.symbiosis.assessment import simulation

# Glossary terms of the key figures.
_TERMS = {
    "investment": "investment",
    "annual_saving": "annual saving",
    "annual_gain": "gain per year",
    "payback": "payback",
    "npv": "NPV",
    "irr": "IRR",
}


def key_figures(project: Project, reader: Reader) -> Figures:
    """Key figures of a project: investment, saving, payback."""
    text, sums = reader.text, project.totals
    rate = reader.percent(project.terms.discount_rate)
    discounted = presentation.years(float(sums["discounted_payback"]), reader)

    def figure(label: str, name: str, value: str, note: str, number_format: str = MONEY) -> Figure:
        return Figure(text(label), value, _TERMS[name], note, float(sums[name]), number_format)

    def money(label: str, name: str, note: str) -> Figure:
        return figure(label, name, reader.money(sums[name], project.currency), note)

    payback = presentation.years(float(sums["payback"]), reader)
    irr = presentation.rate(sums["irr"], sums["irr_status"], reader)
    return Figures(
        [
            money(N_("Investment"), "investment", _to_be_paid(project, reader)),
            money(*_saving_label(project, reader)),
            figure(N_("Payback"), "payback", payback, text(N_("discounted payback {years}"), years=discounted), DECIMAL),
            money(N_("Net present value"), "npv", text(N_("discounted at {rate}"), rate=rate)),
            figure(N_("Internal rate of return"), "irr", irr, text(N_("per year, real")), RATE),
        ]
    )  # fmt: skip


def _saving_label(project: Project, reader: Reader) -> tuple[str, str, str]:
    """Label, name and note of the yearly saving; for a synergy the average over its lifetime."""
    if not presentation.draws_assumptions(project):
        return N_("Annual saving"), "annual_saving", ""
    average, first = (
        reader.money(project.totals[name], project.currency) for name in ("annual_gain", "annual_saving")
    )
    message = N_("average over the lifetime; {first} in the first year")
    if average == first:
        message = N_("average over the lifetime")
    return N_("Gain per year"), "annual_gain", reader.text(message, first=first)


def _to_be_paid(project: Project, reader: Reader) -> str:
    """Part of the investment to be paid, if not all of it."""
    if not presentation.investment_reduction(project):
        return ""
    return reader.text(
        N_("less {spared} of {what}: net investment {paid}"),
        spared=reader.money(presentation.investment_reduction(project), project.currency),
        what=presentation.spared_words(project, reader),
        paid=reader.money(project.totals["net_investment"], project.currency),
    )


def no_money(subject: Subject, reader: Reader) -> Note:
    """Reason why a report has no financial figures, with the information that is available."""
    if subject.synergy is not None and not subject.viewer.sees_all:
        return Note(reader.text(N_("Costs and prices are shown to the facilitator only.")))
    if subject.synergy is not None and subject.sheet is not None:
        currency, gain = str(subject.synergy["currency"]), subject.sheet.appraisal["annual_gain"]
        if pd.isna(gain):
            return Note(reader.text(N_("The gain is unknown. Enter it to value the synergy.")))
        known = reader.text(
            N_("Gain per year, average over the lifetime: {money}."), money=reader.money(gain, currency)
        )
        return Note(
            f"{known} {partner_terms.maximum_investment(subject.sheet, subject.assumptions, currency, reader)}".strip()
        )
    return Note(reader.text(N_("No measures match this selection.")))


def loan_words(financing: Financing, project: Project, reader: Reader) -> str:
    """Sentences on the loan and its results."""
    text, loan = reader.text, financing.loan
    kind = {"annuity": N_("annuity payments"), "linear": N_("equal principal payments")}[loan.repayment]
    message = (
        N_("Loan of {amount} ({share} of the net investment) at {interest} over {term} years, with {kind}.")
        if not loan.grace
        else N_(
            "Loan of {amount} ({share} of the net investment) at {interest} over {term} years, with {kind} "
            "after {grace} years of grace."
        )
    )
    details = {"grace": reader.number(loan.grace)} if loan.grace else {}
    first = text(
        message,
        amount=reader.money(financing.principal, project.currency),
        share=reader.percent(loan.share),
        interest=presentation.share(loan.interest, reader),
        term=reader.number(loan.term),
        kind=text(kind),
        **details,
    )
    return f"{first} {_cover_words(financing, reader)}"


def _cover_words(financing: Financing, reader: Reader) -> str:
    """Sentence on the cover of debt service by the cash flow."""
    return reader.text(
        N_(
            "The cover ratio is at least {minimum}, {average} on average and {life} over the life of the "
            "loan. Probability of a year below {least}: {chance}; of a shortfall year: {short}."
        ),
        minimum=reader.number(financing.minimum, digits=2),
        average=reader.number(financing.average, digits=2),
        life=reader.number(financing.llcr, digits=2),
        least=reader.number(LEAST_COVER, digits=1),
        chance=reader.percent(financing.chance_below),
        short=reader.percent(financing.chance_short),
    )


def real_and_nominal(financing: Financing, reader: Reader) -> str:
    """Real and nominal figures, and the conversion between them."""
    loan = financing.loan
    return reader.text(
        N_(
            "Interest is nominal: {interest} per year, or {real} real at {inflation} inflation. Cash "
            "flows are real, at prices of the price year, and converted to nominal for the loan. NPV and "
            "internal rate of return are real and before the loan."
        ),
        interest=presentation.share(loan.interest, reader),
        inflation=presentation.share(loan.inflation, reader),
        real=reader.percent(loan.real_interest, digits=1),
    )


def owners(financing: Financing, reader: Reader) -> str:
    """Sentence on the return on equity after debt service."""
    status = financing.equity_irr_status
    if status != "one":
        return reader.text(
            N_("Return on equity (IRR): {rate}."),
            rate=presentation.rate(financing.equity_irr, status, reader),
        )
    return reader.text(
        N_("Return on equity (IRR): {rate} nominal, {real} real."),
        rate=reader.percent(financing.equity_irr, digits=1),
        real=reader.percent(financing.equity_irr_real, digits=1),
    )


def largest_loan(financing: Financing, reader: Reader) -> str:
    """Sentence on the largest loan with the cover ratio required by lenders in every year."""
    return reader.text(
        N_(
            "On these terms, a loan of up to {share} of the net investment keeps the cover ratio at {least} "
            "or above in every year."
        ),
        share=reader.percent(financing.most_share),
        least=reader.number(LEAST_COVER, digits=1),
    )


def later_years(shown_years: int | None, reader: Reader) -> str:
    """Sentence that the cash flow after the first years is withheld; empty for None (all years shown)."""
    if shown_years is None:
        return ""
    return reader.text(
        N_("The NPV includes the years after year {year}, withheld to protect single companies."),
        year=str(shown_years - 1),
    )


def verdict(project: Project, reader: Reader) -> str:
    """Verdict in one sentence."""
    sums = project.totals
    if sums["npv"] <= 0:
        message = N_("Not profitable at {rate}: NPV {npv}.")
    elif project.cases.loc["worst", "npv"] > 0:
        message = N_("Profitable at {rate}: NPV {npv}, positive even in the worst case.")
    else:
        message = N_("Profitable at {rate}: NPV {npv}, but negative in the worst case ({worst}).")
    worst = reader.money(project.cases.loc["worst", "npv"], project.currency)
    details = {"worst": worst} if "{worst}" in message else {}
    return reader.text(
        message,
        rate=presentation.share(project.terms.discount_rate, reader),
        npv=reader.money(sums["npv"], project.currency),
        **details,
    )


def other_effects(subject: Subject, project: Project | None, reader: Reader) -> list[str]:
    """Non-monetary effects, and a sentence on their uncertainty."""
    return [
        *effects(subject, project, reader),
        *benefits(subject, project, reader),
        *co2_uncertainty(subject, reader),
    ]


def effects(subject: Subject, project: Project | None, reader: Reader) -> list[str]:
    """Quantified non-monetary effects, each with its unit."""
    text = reader.text
    sentences = []
    if project is not None and subject.synergy is None:
        sums = project.totals
        sentences.append(
            text(N_("Energy saved: {amount} per year"), amount=reader.amount(sums["energy_saving"], "MWh"))
        )
        sentences.append(
            text(N_("CO2 saved: {amount} per year"), amount=reader.amount(sums["co2_saving"], "t"))
        )
        rows = project.register.savings
        for (_resource, unit), row in rows[rows["kind"] != "energy"].groupby(["resource_id", "unit"]):
            name = reader.name(row["resource_en"].iloc[0], row["resource_zh"].iloc[0])
            amount = reader.amount(row["saved"].sum(), str(unit))
            sentences.append(text(N_("{name} saved: {amount} per year"), name=name, amount=amount))
    if subject.synergy is not None:
        sentences += _of_synergy(subject, reader)
    return sentences


def _of_synergy(subject: Subject, reader: Reader) -> list[str]:
    brought, jobs = _brought(subject)
    has_assumptions = len(subject.assumptions) > 0
    sure = {
        name: presentation.estimate(subject.assumptions, name, reader) if has_assumptions else ""
        for name in brought
    }
    units = {"co2": "t", "water": "m³", "virgin": "t", "landfill": "t"}
    messages = {
        "co2": N_("CO2 saved: {amount}"),
        "water": N_("Water saved: {amount}"),
        "virgin": N_("Virgin material saved: {amount}"),
        "landfill": N_("Landfill avoided: {amount}"),
    }
    sentences = {
        name: reader.text(
            messages[name], amount=presentation.over_years(amounts, units[name], reader, aside=sure[name])
        )
        for name, amounts in brought.items()
        if not amounts.iloc[1:].isna().any() and amounts.any()
    }
    if "co2" in sentences and subject.sheet is not None:
        sentences["co2"] = synergy_co2.saved(subject.sheet, reader)
    words = list(sentences.values())
    if not pd.isna(jobs) and jobs:
        words.append(reader.text(N_("Jobs: {amount}"), amount=reader.amount(jobs, "")))
    return words


def co2_uncertainty(subject: Subject, reader: Reader) -> list[str]:
    """Sentences on the range of the CO2 saved by a synergy, and on parts not deducted."""
    if subject.sheet is None or subject.case is None:
        return []
    spread = simulation.co2(subject.case, draws=uncertainty.DRAWS)
    return [
        one
        for one in (synergy_co2.bounds(spread, reader), synergy_co2.left_out(subject.sheet, reader))
        if one
    ]


def _brought(subject: Subject) -> tuple[dict[str, pd.Series], float]:
    """Annual non-monetary effects of a synergy and its jobs, from its sheet, or for guests from its record."""
    row = subject.synergy or {}
    if subject.sheet is None or subject.case is None:
        yearly = {"co2": row["co2_saved"], "water": row["water_saved"]}
        return {name: pd.Series([0.0, amount], dtype=float) for name, amount in yearly.items()}, row["jobs"]
    years = subject.sheet.years
    return {name: years[name] for name in ("co2", "water", "virgin", "landfill")}, subject.case.jobs


def benefits(subject: Subject, project: Project | None, reader: Reader) -> list[str]:
    """Qualitative benefits, each with its measure or their number; for the facilitator."""
    if project is None or not subject.viewer.sees_all:
        return []
    measures: dict[str, list[str]] = {}
    for row in project.register.measures.to_dict("records"):
        if benefit := reader.name(row["benefit_en"], row["benefit_zh"]):
            measures.setdefault(benefit, []).append(reader.name(row["name_en"], row["name_zh"]))
    sentences = []
    for benefit, names in sorted(measures.items(), key=lambda found: -len(found[1]))[:8]:
        often = reader.plural("{count} measure", "{count} measures", len(names))
        sentences.append(reader.noted(benefit, names[0] if len(names) == 1 else often))
    return sentences
