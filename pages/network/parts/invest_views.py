"""Views of the investors page, built from the same blocks as the reports."""

import streamlit as st

from isdata.output.reports import (
    LEAST_COVER,
    Financing,
    Project,
    Subject,
    charts,
    presentation,
    statements,
    synergy_tables,
    tables,
    valuation_parts,
)
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Table
from pages.common import cards, controls, screen, show
from pages.common import charts as page_charts
from pages.common.language import _, defined, reader
from pages.common.presenting.room import HEADING, NOTE, TILES
from pages.network.parts import payback_words, report_view

_IN_HALL = 4  # number of figures in a presentation
Card = tuple[str, str, str, str]  # label, figure, definition, note


def figures(about: Subject, project: Project | None) -> None:
    """Show the key figures of a project below its name; if there is no money, the reason."""
    read = reader()
    if project is None:
        report_view.blocks([Paragraph(presentation.about(about, read)), statements.no_money(about, read)])
        return
    if controls.is_projected():
        _row(_of_project(project)[:_IN_HALL], "investing")
        return
    if about.choice.kind in ("measure", "synergy"):  # the selection line names a network or plan
        st.markdown(f"**{show.escaped(presentation.about(about, read))}**")
    _row(_of_project(project), "investing")


def _net(project: Project) -> str:
    """Net investment at the start of the cash flow, on a phone only where it differs; the table of cases states what is
    deducted."""
    whole, paid = (float(project.totals[name]) for name in ("investment", "net_investment"))
    if screen.is_phone() and round(whole - paid, 2) <= 0:
        return ""
    return payback_words.deduction(whole, paid, project.currency, reader().money)


def notes(about: Subject, project: Project | None, *, has_loan: bool) -> None:
    """Show the scope of the figures; those of a loan are nominal."""
    if project is None:
        return
    read = reader()
    is_presented = controls.is_projected()  # the selection line states the rest
    basis = presentation.price_basis(project, read)
    scope = (
        _("Loan, debt service and cash available: nominal. All other amounts in {basis}.", basis=basis)
        if has_loan
        else _("All amounts in {basis}.", basis=basis)
    )
    lines = [] if is_presented else [scope]
    unknown = project.totals["unknown"]
    if unknown:
        lines.append(_("Excluded because a price is missing: {count}.", count=read.number(unknown)))
    if lines:
        report_view.blocks([Note(read.sentences(lines))])
    if is_presented:
        return
    for sentence in valuation_parts.exclusions(about, read):
        st.info(sentence, icon=":material/rule:")


def _row(shown: list[Card], brief: str) -> None:
    with cards.row(len(shown), brief=brief):
        for card in shown:
            cards.metric(*card)


def _of_project(project: Project) -> list[Card]:
    """Key figures, and the probabilities of meeting hurdle and positive NPV."""
    read, total = reader(), project.simulation.total
    basis = presentation.price_basis(project, read)
    notes = {"investment": _net(project), "annual saving": basis}
    shown = [
        (
            one.label,
            one.words,
            defined(one.term),
            notes.get(one.term) or one.note,
        )
        for one in statements.key_figures(project, read).figures
    ]
    in_time = _(
        "payback within {years} years: {chance}",
        chance=read.chance(total["chance_hurdle"]),
        years=read.number(project.hurdle),
    )
    chance = read.chance(total["chance_gain"])
    return [*shown, (_("Probability of NPV > 0"), chance, defined("probability of a gain"), in_time)]


def _of_loan(financing: Financing) -> list[Card]:
    """Debt cover of a loan as key figures."""
    read = reader()
    over_life = _("over the loan's life {ratio}", ratio=read.number(financing.llcr, digits=2))
    below = _(
        "{chance} probability of a ratio below {least}",
        chance=read.percent(financing.chance_below),
        least=read.number(LEAST_COVER, digits=1),
    )
    return [
        (
            _("Cover ratio, lowest year"),
            read.number(financing.minimum, digits=2),
            defined("cover ratio"),
            over_life,
        ),
        (
            _("Probability of a shortfall year"),
            read.percent(financing.chance_short),
            _("Probability that the cash flow of at least one year is below its debt service."),
            below,
        ),
    ]


def view(
    name: str, about: Subject, project: Project | None, financing: Financing | None, room: float
) -> None:
    """Show one view without controls.

    Parameters
    ----------
    room : float
        Height when presented, see `presenting.room`. [px]
    """
    read = reader()
    if project is None:
        found = synergy_tables.assumption_table(about, read) if name == "basis" else None
        report_view.blocks([] if found is None else [found])
    elif name == "basis":
        report_view.blocks(
            [
                *valuation_parts.basis(about, project, read, financing),
                Note(presentation.sources(about, read)),
                Heading(_("Limitations of this valuation")),
                Paragraph("", valuation_parts.limits(project, read)),
            ]
        )
    elif name == "loan":
        _loan(project, financing, room)
    elif name == "risk":
        _beside(*_risk(project), height=room - HEADING)
    else:
        height = room - TILES - HEADING - NOTE * bool(project.shown_years)
        with st.container(key="cases"):
            if controls.is_projected():
                st.html(_high_rows(tables.cases(project, page_charts.reader()).rows, height))
            for left, right in _value(project):
                _beside(left, right, height=height)


def _high_rows(count: int, height: float) -> str:
    """Style in HTML with which a presented table is as high as the picture beside it. [px]"""
    each = 100 * height / (count + 1) / page_charts.lines()
    return f"<i hidden></i><style>.st-key-cases tr {{height: {each:.2f}vh}}</style>"


def basis_in_hall(about: Subject, project: Project, financing: Financing | None, room: float) -> None:
    """Show as many assumptions of a valuation as fit the window; the arrow keys show the others."""
    found = valuation_parts.basis(about, project, reader(), financing)
    report_view.in_pages(next(block for block in found if isinstance(block, Table)), room, key="assumptions")


def _risk(project: Project) -> tuple[list[Block], list[Block]]:
    """Simulated outcomes and their drivers; a presentation has space for the pictures only."""
    read, large = reader(), page_charts.reader()
    if large.is_large:
        return [charts.outcomes(project, large)], [charts.swings(project, large)]
    return (
        [charts.outcomes(project, large), *valuation_parts.chances(project, read)],
        [charts.swings(project, large), tables.sensitivities(project, read)],
    )


def _value(project: Project) -> list[tuple[list[Block], list[Block]]]:
    """Rows of blocks side by side: cash flow and value in three cases; on a working page also as table and by discount rate."""
    read, large = reader(), page_charts.reader()
    cases = [Heading(_("Worst, likely and best")), tables.cases(project, large)]
    if large.is_large:
        later = statements.later_years(project.shown_years, read)
        return [([charts.cash_curve(project, large), *([Note(later)] if later else [])], cases)]
    cases.append(valuation_parts.case_note(project, read))
    profile, later = charts.value_profile(project, large), statements.later_years(project.shown_years, read)
    # A low window ends between the rows, not within a picture.
    return [
        ([charts.cash_curve(project, large)], cases),
        (
            [tables.cash_flow(project, read), *([Note(later)] if later else [])],
            [profile] if profile else [],
        ),
    ]


def _beside(left: list[Block], right: list[Block], *, height: float | None = None) -> None:
    """Show blocks side by side; `height`: of each picture when presented [px]."""
    for place, blocks in zip(st.columns(2, gap="large"), (left, right), strict=True):
        with place:
            report_view.blocks(blocks, height=height)


def _loan(project: Project, financing: Financing | None, room: float) -> None:
    """Show the cost of the loan and its cover by the cash flow; when presented the picture with one sentence."""
    read = reader()
    if financing is None or financing.principal <= 0:
        show.info(_("No loan: nothing is borrowed or invested."))
        return
    picture = charts.cover(financing, project, page_charts.reader())
    if controls.is_projected():
        report_view.blocks([picture], height=room - HEADING - NOTE)
        report_view.blocks([Note(statements.owners(financing, read))])
        return
    left, right = st.columns(2, gap="large")
    with left:
        report_view.blocks([picture])
    with right:
        _row(_of_loan(financing), "loan")
        report_view.blocks(
            [
                Paragraph(statements.owners(financing, read)),
                Paragraph(statements.loan_words(financing, project, read)),
                Note(statements.largest_loan(financing, read)),
                Note(statements.real_and_nominal(financing, read)),
            ]
        )
    report_view.blocks([tables.debt(financing, project, read)])  # its seven columns need the whole width
