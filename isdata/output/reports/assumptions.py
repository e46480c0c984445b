"""Assumptions of a valuation with their sources."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures import presentation as wording
from isdata.output.reports import presentation
from isdata.output.reports.blocks import Table, tabulated
from isdata.output.reports.financing import INFLATION, Financing
from isdata.output.reports.project import PRICE_SHARE, Project
from isdata.output.reports.subject import Subject

Row = tuple[str, str, str]


def assumptions(
    subject: Subject, project: Project, reader: Reader, financing: Financing | None = None
) -> Table:
    """Assumptions and their sources, with the terms of a loan if there is one."""
    text = reader.text
    rows = [*_general(project, reader)]
    if subject.synergy is None:
        rows += _of_measures(project, reader)
    if financing is not None:
        rows += _of_loan(financing, reader)
    return tabulated(
        reader,
        (N_("Assumption"), [row[0] for row in rows], 1.2),
        (N_("Value"), [row[1] for row in rows]),
        (N_("Source"), [row[2] for row in rows], 1.5),
        caption=text(N_("Assumptions")),
    )


def _general(project: Project, reader: Reader) -> list[Row]:
    text, chosen = reader.text, reader.text(N_("selected for this report"))
    return [
        (text(N_("Real discount rate")), presentation.share(project.terms.discount_rate, reader), chosen),
        (
            text(N_("Required payback")),
            text(N_("{years} years"), years=reader.number(project.hurdle)),
            chosen,
        ),
    ]


def _of_loan(financing: Financing, reader: Reader) -> list[Row]:
    text, loan = reader.text, financing.loan
    chosen = text(N_("selected for this report"))
    aim = text(N_("target of the European Central Bank, and of China's government for 2025"))
    return [
        (text(N_("Nominal interest rate of the loan")), presentation.share(loan.interest, reader), chosen),
        (
            text(N_("Real interest rate of the loan")),
            reader.percent(loan.real_interest, digits=1),
            text(N_("derived from both")),
        ),
        (
            text(N_("Inflation (loan only)")),
            presentation.share(loan.inflation, reader),
            aim if loan.inflation == INFLATION else chosen,
        ),
    ]


def _of_measures(project: Project, reader: Reader) -> list[Row]:
    text, terms = reader.text, project.terms
    ours = text(N_("own assumption"))
    chosen, network = (
        text(N_("selected for this report")),
        text(N_("rule of the network; where it has none, 12% (leen.de)")),
    )
    horizon = (
        text(N_("lifetime of each measure, without replacement"))
        if terms.horizon is None
        else reader.plural(
            "{count} year, with replacements", "{count} years, with replacements", terms.horizon
        )
    )
    return [
        (text(N_("Required rate of return")), presentation.share(terms.hurdle_rate, reader), network),
        (text(N_("Horizon")), horizon, chosen),
        (text(N_("Energy prices")), f"× {reader.number(terms.price_factor)}", chosen),
        *_carriers(project, reader),
        *_taxes(project, reader),
        (text(N_("Real price growth per year")), _growth(project, reader), text(N_("price list"))),
        (text(N_("Uncertainty of investment")), *_spread(project, "uncertainty_investment", "−10% … +30%", reader)),
        (text(N_("Uncertainty of annual saving")), *_spread(project, "uncertainty", "−40% … +10%", reader)),
        (
            text(N_("Uncertainty of energy prices")),
            f"÷ {reader.number(1 + PRICE_SHARE)} … × {reader.number(1 + PRICE_SHARE)}",
            ours,
        ),
        *_correlation(project, reader),
    ]  # fmt: skip


def _correlation(project: Project, reader: Reader) -> list[Row]:
    """Row on the correlation of errors between measures; empty for a single measure."""
    if len(project.register.measures) < 2:
        return []
    label = reader.text(N_("Correlation of errors between measures"))
    chosen = reader.text(N_("selected for this report"))
    return [(label, wording.correlation_share(project.measure_correlation, reader), chosen)]


def _taxes(project: Project, reader: Reader) -> list[Row]:
    """Rows on tax, degradation of savings and inflation, if they are included."""
    text, terms = reader.text, project.terms
    stated = {
        text(N_("Income tax rate")): terms.tax_rate,
        text(N_("Yearly degradation")): terms.degradation,
        text(N_("Inflation")): terms.inflation,
    }
    chosen = text(N_("selected for this report"))
    return [(label, presentation.share(rate, reader), chosen) for label, rate in stated.items() if rate]


def _carriers(project: Project, reader: Reader) -> list[Row]:
    """Rows on price factors of individual energy carriers, if any."""
    changed = {name: factor for name, factor in project.terms.carrier_factors.items() if factor != 1}
    chosen = reader.text(N_("selected for this report"))
    return [
        (presentation.driver(project, name, reader), f"× {reader.number(factor)}", chosen)
        for name, factor in changed.items()
        if (project.register.savings["resource_id"] == name).any()
    ]


def _growth(project: Project, reader: Reader) -> str:
    rows = project.register.savings.drop_duplicates("resource_id").set_index("resource_id")["growth"]
    listed = rows.fillna(0.0) * project.terms.has_growth
    growth = pd.Series(
        {name: project.terms.carrier_growth.get(str(name), rate) for name, rate in listed.items()}
    )
    if growth.empty:
        return reader.percent(0.0)
    low, high = float(growth.min()), float(growth.max())
    return reader.percent(low) if low == high else f"{reader.percent(low)} … {reader.percent(high)}"


def _spread(project: Project, column: str, general: str, reader: Reader) -> tuple[str, str]:
    """Uncertainty of an input, as declared by measures or in general, and its source."""
    declared, ours = project.register.measures[column], reader.text(N_("own assumption"))
    known = declared.dropna() / 100
    if known.empty:
        return general, ours
    low, high = presentation.share(float(known.min()), reader), presentation.share(float(known.max()), reader)
    own = f"± {low}" if low == high else f"± {low} … {high}"
    stored = reader.text(N_("as stored with each measure"))
    if len(known) == len(declared):
        return own, stored
    otherwise = reader.text(N_("where not stored"))
    named = reader.text(N_("{a}: {b}"), a=otherwise, b=ours)
    return reader.clauses([own, general]), reader.clauses([stored, named])
