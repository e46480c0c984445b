"""One-page summary for managers: subject, partners, money, risks, requested decision."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, Reader
from isdata.energy.measures import disclosed
from isdata.energy.measures import presentation as wording
from isdata.output.figures.parkmap.presentation import one_language, synergy_amount
from isdata.output.reports import (
    charts,
    maps,
    partner_benefits,
    partner_terms,
    presentation,
    statements,
    synergy_tables,
    valuation_parts,
)
from isdata.output.reports.blocks import Beside, Block, Heading, Note, Paragraph, Report
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import Project
from isdata.output.reports.statements import key_figures, loan_words, no_money, verdict
from isdata.output.reports.subject import Subject
from isdata.symbiosis.synergies.stage_changes import ENDED, OPERATION


def summary(
    subject: Subject,
    project: Project | None,
    reader: Reader,
    *,
    day: dt.date,
    financing: Financing | None = None,
) -> Report:
    """One-page summary of a subject; parameters as for `valuation`."""
    text = reader.text
    blocks: list[Block] = [
        *presentation.warnings(subject, reader),
        Heading(text(N_("Description"))),
        Paragraph(_what(subject, project, reader)),
        Heading(text(N_("Participants"))),
        Paragraph(
            reader.clauses(presentation.partners(subject, reader, most=6))
            or text(N_("No partners are recorded."))
        ),
        Heading(text(N_("Economics"))),
        *_money(subject, project, reader),
        Heading(text(N_("Risk"))),
        *_risk(subject, project, reader, financing),
        Heading(text(N_("Decision requested"))),
        Paragraph("", _ask(subject, project, reader)),
    ]
    blocks.append(Note(presentation.basis(subject, project, reader)))
    return presentation.report(subject, N_("Management summary"), blocks, reader, day, is_compact=True)


def _what(subject: Subject, project: Project | None, reader: Reader) -> str:
    effects = reader.clauses(statements.effects(subject, project, reader)[:4])
    if subject.synergy is not None:
        return _of_synergy(subject, subject.synergy, effects, reader)
    text, about = reader.text, presentation.about(subject, reader)
    benefits = reader.listed(statements.benefits(subject, project, reader))
    count = reader.number(subject.considered)
    return reader.sentences(
        (
            f"{about}."
            if subject.choice.kind == "measure"
            else text(N_("{what}, selected from {count} considered."), what=about, count=count),
            *valuation_parts.exclusions(subject, reader),
            text(N_("{what}."), what=effects) if effects else "",
            text(N_("Non-energy benefits: {benefits}."), benefits=benefits) if benefits else "",
        )
    )


def _of_synergy(subject: Subject, row: Mapping[str, Any], effects: str, reader: Reader) -> str:
    text = reader.text
    resource = reader.name(row["resource_en"], row["resource_zh"])
    why = one_language(row["ended_reason"], reader)
    facts = [
        reader.choice("synergy_kind", row["synergy_kind"]),
        resource,
        synergy_amount(row, reader),
        text(N_("stage: {stage}"), stage=reader.choice("stage", row["stage"])),
        text(N_("abandoned: {reason}"), reason=why) if why else "",
        effects,
    ]
    sentence = text(N_("{what}."), what=reader.clauses(facts).rstrip(".。"))
    return reader.sentences([sentence, *statements.co2_uncertainty(subject, reader)])


def _money(subject: Subject, project: Project | None, reader: Reader) -> list[Block]:
    found: list[Block] = [no_money(subject, reader) if project is None else key_figures(project, reader)]
    sentences = [
        "" if project is None else verdict(project, reader),
        partner_benefits.prices(subject, project, reader),
    ]
    if any(sentences):
        found.append(Paragraph(reader.sentences(sentences)))
    table = partner_benefits.partners(subject, project, reader)
    if table is not None:
        found.append(table)
    curve = None if project is None else charts.cash_curve(project, reader)
    place = maps.of_synergy(subject, reader, is_small=True)
    if curve is not None and place is not None:
        found.append(Beside(place, curve))
    else:
        found += [one for one in (place, curve) if one is not None]
    return found


def _risk(
    subject: Subject, project: Project | None, reader: Reader, financing: Financing | None
) -> list[Block]:
    items: list[str] = []
    if project is not None:
        items.append(_outcomes(project, reader))
    if project is not None and financing is not None and financing.principal:
        items.append(loan_words(financing, project, reader))
    for row in subject.risks.head(3).to_dict("records"):
        measure = reader.name(row["mitigation_en"], row["mitigation_zh"])
        name = reader.name(row["name_en"], row["name_zh"])
        items.append(f"{name} → {measure}" if measure else name)
    if subject.risks.empty:
        items.append(valuation_parts.no_risks(subject, reader))
    items += synergy_tables.readiness_sentences(subject, reader)
    return [Paragraph("", items)]


def _outcomes(project: Project, reader: Reader) -> str:
    """80% ranges of NPV and payback, with the main drivers."""
    total, tornado = project.simulation.total, project.simulation.tornado
    drivers = (
        reader.listed(presentation.driver(project, name, reader) for name in tornado["driver"].head(2)) or "–"
    )
    worth = presentation.worth_between(project, reader)
    if total["payback_p90"] <= 0:
        return reader.text(
            N_("No investment, pays from the first year; 80% range of NPV {worth}. Main drivers: {drivers}."),
            worth=worth,
            drivers=drivers,
        )
    return reader.text(
        N_("80% range: NPV {worth}, payback {payback}. Main drivers: {drivers}."),
        worth=worth,
        payback=wording.payback_between(total["payback_p10"], total["payback_p90"], reader),
        drivers=drivers,
    )


def _ask(subject: Subject, project: Project | None, reader: Reader) -> list[str]:
    text, sentences = reader.text, []
    if subject.synergy is not None and subject.synergy["stage"] == ENDED:
        return [text(N_("No open items."))]
    if subject.synergy is not None:
        return _next(subject.synergy, reader) + _agree(subject, project, reader) or [
            text(N_("No open items."))
        ]
    if project is None:
        return [text(N_("No open items."))]
    sentences.append(_approval(project, reader))
    if subject.choice.kind != "measure" and subject.viewer.sees_all:
        rows = disclosed(project.appraised, viewer=FACILITATOR).sort_values("npv", ascending=False).head(3)
        names = [wording.measure_words(row, reader) for row in rows.to_dict("records")]
        sentences.append(text(N_("Start with the most valuable: {names}"), names=reader.clauses(names)))
    return sentences


def _approval(project: Project, reader: Reader) -> str:
    """Money to be approved; by year if the plan covers several years."""
    paid = project.net_investment_by_year
    details = {
        "amount": reader.money(project.totals["net_investment"], project.currency),
        "what": presentation.spared_words(project, reader),
    }
    if paid.index.tolist() == [1]:
        message = N_("Approve {amount} (investment less {what}) and appoint a responsible person.")
        return reader.text(message, **details)
    years = [
        reader.text(N_("{money} in year {year}"), money=reader.money(each, project.currency), year=str(year))
        for year, each in paid.items()
    ]
    message = N_("Approve {amount} (investment less {what}), {years}, and appoint a responsible person.")
    return reader.text(message, years=reader.listed(years), **details)


def _next(row: Mapping, reader: Reader) -> list[str]:
    """Next step of a synergy with owner and date."""
    text = reader.text
    step, owner = reader.name(row["next_step_en"], row["next_step_zh"]), one_language(row["owner"], reader)
    return [
        *([text(N_("Next step: {step}"), step=step)] if step else []),
        *([text(N_("Responsible: {owner}"), owner=owner)] if owner else []),
        *(
            [text(N_("Due {day}"), day=reader.date(row["due_date"]))]
            if presentation.filled(row["due_date"])
            else []
        ),
    ]


def _agree(subject: Subject, project: Project | None, reader: Reader) -> list[str]:
    """Open agreements between the partners of a synergy before it can be built; for the facilitator."""
    made, row, text = partner_benefits.sheet(subject, project), subject.synergy or {}, reader.text
    if made is None or row["stage"] == OPERATION:
        return []
    currency, first = str(row["currency"]), partner_terms.first_year(subject.assumptions)
    sentences = []
    if math.isnan(first["price"]) and made.lasting["outcome"] in ("deal", "gate_fee"):
        fair = partner_terms.equal_npv_price(made.price, currency, str(row["unit"] or ""), reader)
        sentences.append(reader.sentences([text(N_("Agree on a price.")), fair]))
    if "investment" in made.unknown:
        sentences.append(text(N_("Determine the investment cost")))
    elif first["investment_open"] > 0:
        message = N_("Agree on the allocation of {investment}")
        sentences.append(text(message, investment=reader.money(first["investment_open"], currency)))
    elif made.appraisal["investment"] > 0:
        message = N_("Finance {investment}, each partner its share")
        sentences.append(text(message, investment=reader.money(made.appraisal["investment"], currency)))
    return sentences
