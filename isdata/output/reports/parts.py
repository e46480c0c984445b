"""Parts of a valuation that the report and the page of investors share."""

from isdata.data.i18n import N_, Reader
from isdata.output.reports import presentation, records, tables
from isdata.output.reports.assumptions import assumptions
from isdata.output.reports.blocks import Block, Note
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import Project
from isdata.output.reports.subject import Subject


def exclusions(subject: Subject, reader: Reader) -> list[str]:
    """Return how many measures are left out because others exclude them, and how many that exclude each other are not."""
    said = []
    if subject.left_out:
        said.append(
            reader.plural(
                "{count} measure is left out: it cannot be done beside one that is counted here and worth more.",
                "{count} measures are left out: they cannot be done beside those that are counted here and worth more.",
                subject.left_out,
            )
        )
    if subject.excluded:
        said.append(
            reader.plural(
                "{count} pair of measures that exclude each other is recorded as done; both are counted here.",
                "{count} pairs of measures that exclude each other are recorded as done; both are counted here.",
                subject.excluded,
            )
        )
    return said


def basis(
    subject: Subject, project: Project, reader: Reader, financing: Financing | None = None
) -> list[Block]:
    """Return what a valuation rests on: assumptions, prices and factors, each with its source."""
    found = [
        assumptions(subject, project, reader, financing),
        records.told(subject, reader),
        tables.carriers(project, reader),
    ]
    missing = records.unknown(subject, reader)
    return [
        *(one for one in found if one is not None),
        *([Note(missing, is_warning=True)] if missing else []),
    ]


def chances(project: Project, reader: Reader) -> list[Block]:
    """Return what the drawn futures say, and what the value hangs on in them."""
    drivers = project.simulation.tornado.head(3)
    told = ", ".join(
        f"{presentation.driver(project, row['driver'], reader)} ({reader.number(row['npv'], digits=2)})"
        for row in drivers.to_dict("records")
    )
    hangs = reader.text(N_("What the value hangs on (rank correlation): {drivers}"), drivers=told or "–")
    alone = reader.text(
        N_(
            "Each assumption is drawn independently of the others, so prices that rise and fall together are not followed."
        )
    )
    notes = [hangs, alone] if presentation.draws_assumptions(project) else [hangs]
    return [tables.chances(project, reader), *(Note(note) for note in notes)]


def case_note(reader: Reader) -> Note:
    """Return how worst and best case are to be read."""
    return Note(
        reader.text(
            N_(
                "Worst and best: every input at its unfavourable or favourable end at once, which is rarer than "
                "either alone. Rates of return are “several” or “none” where no single number is true."
            )
        )
    )


def limits(project: Project, reader: Reader) -> list[str]:
    """Return what a valuation does not say."""
    text = reader.text
    return [
        text(N_("Savings are those planned, not metered; they begin in the year after the investment.")),
        text(N_("Payback says nothing of what comes after it; the net present value decides.")),
        text(N_("Loans are left out of net present value and rate of return."))
        if project.terms.tax_rate
        else text(N_("Taxes and loans are left out of net present value and rate of return.")),
    ]


def no_risks(subject: Subject, reader: Reader) -> str:
    """Return why no risk is listed."""
    if not subject.sees_all:
        return reader.text(N_("Risks are shown to the facilitator only."))
    return reader.text(N_("No open risk is recorded."))
