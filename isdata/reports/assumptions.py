"""What a valuation assumes, and who says so."""

from isdata.i18n import N_, Reader
from isdata.reports import words
from isdata.reports.blocks import Column, Table
from isdata.reports.project import PRICE_SHARE, Project


def assumptions(project: Project, reader: Reader) -> Table:
    """Return what is assumed, and who says so."""
    text, terms = reader.text, project.terms
    ours = text(N_("this product's own assumption"))
    chosen, network = text(N_("chosen for this report")), text(N_("the network's rule, else 12 % (leen.de)"))
    horizon = (
        text(N_("each measure's own life, without replacement"))
        if terms.horizon is None
        else reader.plural("{count} year, with replacement", "{count} years, with replacement", terms.horizon)
    )
    rows = [
        (text(N_("Discount rate, real")), words.share(terms.discount_rate, reader), chosen),
        (text(N_("Rate of return asked for")), words.share(terms.hurdle_rate, reader), network),
        (text(N_("Payback asked for")), text(N_("{years} years"), years=reader.number(project.hurdle)), chosen),
        (text(N_("Horizon")), horizon, chosen),
        (text(N_("Energy prices")), f"× {reader.number(terms.price_factor)}", chosen),
        (text(N_("Prices rise a year, beyond inflation")), _growth(project, reader), text(N_("the price list"))),
        (text(N_("Investment may differ by")), *_spread(project, "uncertainty_investment", "−10 % … +30 %", reader)),
        (text(N_("Yearly saving may differ by")), *_spread(project, "uncertainty", "−40 % … +10 %", reader)),
        (
            text(N_("Energy prices may differ by")),
            f"÷ {reader.number(1 + PRICE_SHARE)} … × {reader.number(1 + PRICE_SHARE)}",
            ours,
        ),
    ]  # fmt: skip
    return Table(
        text(N_("Assumptions")),
        [
            Column(text(N_("Assumption")), [row[0] for row in rows], width=1.2),
            Column(text(N_("Value")), [row[1] for row in rows]),
            Column(text(N_("Source")), [row[2] for row in rows], width=1.5),
        ],
    )


def _growth(project: Project, reader: Reader) -> str:
    growth = project.register.savings["growth"].dropna()
    if not project.terms.has_growth or growth.empty:
        return reader.percent(0.0)
    low, high = float(growth.min()), float(growth.max())
    return reader.percent(low) if low == high else f"{reader.percent(low)} … {reader.percent(high)}"


def _spread(project: Project, column: str, general: str, reader: Reader) -> tuple[str, str]:
    """Return how far an input may be off, as measures declare it or in general, and who says so."""
    declared, ours = project.register.measures[column], reader.text(N_("this product's own assumption"))
    known = declared.dropna() / 100
    if known.empty:
        return general, ours
    low, high = words.share(float(known.min()), reader), words.share(float(known.max()), reader)
    own = f"± {low}" if low == high else f"± {low} … {high}"
    stored = reader.text(N_("stored with each measure"))
    if len(known) == len(declared):
        return own, stored
    otherwise = reader.text(N_("where none is stored"))
    return f"{own}; {general}", f"{stored}; {otherwise}: {ours}"
