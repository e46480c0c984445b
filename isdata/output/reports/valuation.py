"""Valuation report: planning, data, valuation and conclusions."""

import datetime as dt

from isdata.data.i18n import N_, Reader
from isdata.output.reports import (
    charts,
    maps,
    partner_benefits,
    presentation,
    synergy_tables,
    tables,
    valuation_parts,
)
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import Project
from isdata.output.reports.statements import (
    key_figures,
    later_years,
    loan_words,
    no_money,
    other_effects,
    owners,
    real_and_nominal,
    verdict,
)
from isdata.output.reports.subject import Choice, Subject


def valuation(
    subject: Subject,
    project: Project | None,
    reader: Reader,
    *,
    day: dt.date,
    financing: Financing | None = None,
) -> Report:
    """Valuation report of a subject.

    It follows the phases of EN 17463 (planning, data, valuation, reporting); conformity is not claimed.

    Parameters
    ----------
    subject : Subject
    project : Project or None
        None if costs and savings are unknown or undisclosed; the report then states this.
    reader : Reader
        Language and number format.
    day : date
        Date of creation.
    financing : Financing, optional
        Adds a chapter on the loan.
    """
    blocks: list[Block] = [*_front(subject, project, reader), *_plan(subject, project, reader)]
    if project is not None:
        blocks += [
            *_data(subject, project, reader, financing),
            *_value(project, reader),
            *_partners(subject, project, reader),
            *([] if financing is None else _loan(financing, project, reader)),
        ]
    blocks += _result(subject, project, reader)
    if project is not None and subject.synergy is None:
        blocks += [
            Heading(reader.text(N_("Annex: measures"))),
            tables.each_measure(subject, project, reader),
        ]
        if len(project.appraised) > 1:
            # The energy pages list each measure on its own, with other paybacks.
            net = N_(
                "Values of each measure within this set, after deduction of overlaps: paybacks may be longer than those of the measures on their own."
            )
            blocks.append(Note(reader.text(net)))
    return presentation.report(subject, N_("Valuation report"), blocks, reader, day)


def _front(subject: Subject, project: Project | None, reader: Reader) -> list[Block]:
    blocks: list[Block] = [*presentation.warnings(subject, reader)]
    if project is None:
        return [*blocks, no_money(subject, reader)]
    total = project.simulation.total
    uncertain = reader.text(
        N_(
            "80% range of NPV: {worth}. Probability of a positive NPV {gain}, of payback within "
            "{years} years {hurdle}."
        ),
        worth=presentation.worth_between(project, reader),
        gain=reader.chance(total["chance_gain"]),
        years=reader.number(project.hurdle),
        hurdle=reader.chance(total["chance_hurdle"]),
    )
    standard = N_(
        "Structured along EN 17463 (valuation of energy-related investments): planning, data, "
        "valuation, reporting. No conformity with the standard is claimed."
    )
    return [
        *blocks,
        key_figures(project, reader),
        Paragraph(uncertain),
        Note(presentation.basis(subject, project, reader)),
        Note(reader.text(standard)),
    ]


def _plan(subject: Subject, project: Project | None, reader: Reader) -> list[Block]:
    text = reader.text
    items = [
        text(N_("Subject of valuation: {what}"), what=presentation.about(subject, reader)),
        text(N_("Participants: {who}"), who=reader.listed(presentation.partners(subject, reader)) or "–"),
    ]
    if subject.choice.kind == "plan" and subject.choice.budget is not None and project is not None:
        items.append(
            text(
                N_("Selected from {count} measures: highest NPV within {budget}"),
                count=reader.number(subject.considered),
                budget=_budget(subject.choice, project.currency, reader),
            )
        )
    elif subject.choice.kind == "economic" and project is not None:
        items.append(
            text(
                N_("Selected from {count} measures: internal rate of return above {rate}"),
                count=reader.number(subject.considered),
                rate=reader.percent(project.terms.hurdle_rate),
            )
        )
    items += [
        _seen_from(project, reader),
        text(N_("Compared with: no investment")),
        *presentation.scenario_lines(subject, reader, project),
    ]
    notes = [Note(one, is_warning=True) for one in valuation_parts.exclusions(subject, reader)]
    place = maps.of_synergy(subject, reader) or maps.of_measures(subject, reader)
    return [Heading(text(N_("Planning"))), Paragraph("", items), *notes, *filter(None, [place])]


def _budget(choice: Choice, currency: str, reader: Reader) -> str:
    """Budget of a plan, by year if it has yearly budgets."""
    if not choice.limits.by_year:
        return reader.money(choice.budget, currency, is_padded=False)
    return reader.listed(
        reader.text(N_("{money} in year {year}"), money=reader.money(each, currency), year=str(year))
        for year, each in enumerate(choice.limits.by_year, start=1)
    )


def _seen_from(project: Project | None, reader: Reader) -> str:
    if project is None or not project.terms.tax_rate:
        return reader.text(N_("Perspective: all participants together, before tax and loans"))
    return reader.text(
        N_("Perspective: all participants together, after {rate} income tax, before loans"),
        rate=presentation.share(project.terms.tax_rate, reader),
    )


def _data(subject: Subject, project: Project, reader: Reader, financing: Financing | None) -> list[Block]:
    return [Heading(reader.text(N_("Data"))), *valuation_parts.basis(subject, project, reader, financing)]


def _value(project: Project, reader: Reader) -> list[Block]:
    text, profile = reader.text, charts.value_profile(project, reader)
    later = later_years(project.shown_years, reader)
    return [
        Heading(text(N_("Valuation"))),
        Heading(text(N_("Worst, likely and best")), 2),
        tables.cases(project, reader),
        valuation_parts.case_note(project, reader),
        charts.outcomes(project, reader),
        *valuation_parts.chances(project, reader),
        Heading(text(N_("Cash flow")), 2),
        charts.cash_curve(project, reader),
        tables.cash_flow(project, reader),
        *([Note(later)] if later else []),
        Heading(text(N_("Sensitivity")), 2),
        charts.swings(project, reader),
        tables.sensitivities(project, reader),
        *([profile] if profile else []),
    ]


def _partners(subject: Subject, project: Project | None, reader: Reader) -> list[Block]:
    """Price range in which a synergy benefits both partners, and payments and gains of each partner."""
    table, note = (
        partner_benefits.partners(subject, project, reader),
        partner_benefits.note(subject, project, reader),
    )
    prices = partner_benefits.prices(subject, project, reader)
    if table is None and not prices:
        return []
    return [
        Heading(reader.text(N_("Costs and gain by partner"))),
        *([Paragraph(prices)] if prices else []),
        *([table] if table is not None else []),
        *([note] if table is not None and note is not None else []),
    ]


def _loan(financing: Financing, project: Project, reader: Reader) -> list[Block]:
    text = reader.text
    return [
        Heading(text(N_("With a loan"))),
        Paragraph(loan_words(financing, project, reader)),
        Paragraph(f"{owners(financing, reader)} {real_and_nominal(financing, reader)}"),
        charts.cover(financing, project, reader),
        tables.debt(financing, project, reader),
        Note(
            text(
                N_(
                    "Debt service cover ratio: cash available in a year over interest and repayment (E. "
                    "R. Yescombe, Principles of Project Finance). In each simulation, all years vary with "
                    "the annual saving."
                )
            )
        ),
    ]


def _result(subject: Subject, project: Project | None, reader: Reader) -> list[Block]:
    text = reader.text
    effects = other_effects(subject, project, reader)
    risks = tables.risks(subject, reader)
    blocks: list[Block] = [Heading(text(N_("Reporting")))]
    if project is not None:
        blocks.append(Paragraph(verdict(project, reader)))
    blocks += [
        Heading(text(N_("Non-monetary effects")), 2),
        Paragraph("", effects) if effects else Note(text(N_("No non-monetary effects are recorded."))),
        Heading(text(N_("Risks")), 2),
        risks or Note(valuation_parts.no_risks(subject, reader)),
    ]
    if subject.synergy is not None:
        blocks += [Heading(text(N_("Permits")), 2), *synergy_tables.permits(subject, reader)]
        ready = synergy_tables.readiness(subject, reader)
        blocks += [Heading(text(N_("Readiness")), 2), *ready] if ready else []
    if project is not None:
        blocks += [
            Heading(text(N_("Limitations of this valuation")), 2),
            Paragraph(
                "",
                valuation_parts.limits(project, reader),
            ),
        ]  # fmt: skip
    return blocks
