"""Parts of a valuation shared by the report and the investors page."""

from isdata.data.i18n import N_, Reader
from isdata.energy.measures import presentation as wording
from isdata.output.reports import presentation, synergy_tables, tables
from isdata.output.reports.assumptions import assumptions
from isdata.output.reports.blocks import Block, Note
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import Project
from isdata.output.reports.subject import Subject


def exclusions(subject: Subject, reader: Reader) -> list[str]:
    """Number of measures excluded by others, and of pairs that exclude each other but are both counted."""
    sentences = []
    if subject.left_out:
        sentences.append(
            reader.plural(
                "{count} measure is not counted: it excludes a more valuable one counted here.",
                "{count} measures are not counted: they exclude more valuable ones counted here.",
                subject.left_out,
            )
        )
    if subject.excluded:
        sentences.append(
            reader.plural(
                "{count} pair of mutually exclusive measures is recorded as implemented; both are counted.",
                "{count} pairs of mutually exclusive measures are recorded as implemented; both are counted.",
                subject.excluded,
            )
        )
    return sentences


def basis(
    subject: Subject, project: Project, reader: Reader, financing: Financing | None = None
) -> list[Block]:
    """Basis of a valuation: assumptions, prices and factors, each with its source."""
    found = [
        assumptions(subject, project, reader, financing),
        synergy_tables.assumption_table(subject, reader),
        tables.carriers(project, reader),
    ]
    missing = synergy_tables.unknown(subject, reader)
    return [
        *(one for one in found if one is not None),
        *([Note(missing, is_warning=True)] if missing else []),
    ]


def chances(project: Project, reader: Reader) -> list[Block]:
    """Results of the simulation, with the main value drivers."""
    drivers = project.simulation.tornado.head(3)
    listed = reader.listed(
        reader.noted(presentation.driver(project, row["driver"], reader), reader.number(row["npv"], digits=2))
        for row in drivers.to_dict("records")
    )
    drivers_words = reader.text(
        N_(
            "Main value drivers (standardised effect on NPV: 0 = none, ±1 = only this input matters): {drivers}"
        ),
        drivers=listed or "–",
    )
    alone = reader.text(N_("Assumptions vary independently; correlated prices are not modelled."))
    if not presentation.draws_assumptions(project):
        alone = wording.correlation_words(project.measure_correlation, reader)
    is_single = not presentation.draws_assumptions(project) and len(project.register.measures) < 2
    notes = [drivers_words] if is_single else [drivers_words, alone]
    return [tables.chances(project, reader), *(Note(note) for note in notes)]


def case_note(project: Project, reader: Reader) -> Note:
    """Explanation of worst and best case, and of rates of return that are no number."""
    text = reader.text
    lines = [text(N_("All inputs at their unfavourable or favourable end at once: rarer than each alone."))]
    if project.cases["irr_status"].isin(["none", "several"]).any():
        lines.append(text(N_("Rates of return are “several” or “none” where not unique.")))
    return Note(reader.sentences(lines))


def limits(project: Project, reader: Reader) -> list[str]:
    """Limits of a valuation."""
    text = reader.text
    return [
        text(N_("Planned savings, not metered; from the year after the investment.")),
        text(N_("Payback ignores later gains; the decision criterion is NPV.")),
        text(N_("NPV and rates of return are before loans."))
        if project.terms.tax_rate
        else text(N_("NPV and rates of return are before taxes and loans.")),
    ]


def no_risks(subject: Subject, reader: Reader) -> str:
    """Note why no risk is listed."""
    if subject.synergy is None:
        return reader.text(
            N_("Risks are recorded for the programme and for synergies, not for single measures.")
        )
    if not subject.viewer.sees_all:
        return reader.text(N_("Risks are shown to the facilitator only."))
    return reader.text(N_("No open risks are recorded."))
