"""Charts of a report, each with its underlying numbers."""

import numpy as np

from isdata.data.i18n import N_, Reader
from isdata.engines import finance
from isdata.output.figures import cash_flow, financing, uncertainty_charts
from isdata.output.figures.frame import money_axis
from isdata.output.reports import presentation, tables
from isdata.output.reports.blocks import RATE, Chart, Column, Table, tabulated
from isdata.output.reports.financing import LEAST_COVER, Financing
from isdata.output.reports.project import Project


def cash_curve(project: Project, reader: Reader) -> Chart:
    """Cumulative cash flow, undiscounted and discounted."""
    sums = project.totals
    whole = tables.cash_flow(project, reader)
    return Chart(
        _title_of_curve(project, reader),
        cash_flow.curve(
            project.shown,
            reader,
            project.currency,
            paybacks=(float(sums["payback"]), float(sums["discounted_payback"])),
        ),
        Table("", [whole.columns[0], *whole.columns[-2:]]),
        "line",
        reader.text(N_("Cumulative cash flow: starts below zero with the investment and rises with each year's saving")),
    )  # fmt: skip


def _title_of_curve(project: Project, reader: Reader) -> str:
    """Discount rate of the cumulative cash flow, and its last year if later ones are withheld."""
    rate, years = reader.percent(project.terms.discount_rate), project.shown_years
    if years is None:
        return reader.text(N_("Cumulative cash flow, discount rate {rate}"), rate=rate)
    message = N_("Cumulative cash flow until year {year}, discount rate {rate}")
    return reader.text(message, rate=rate, year=str(years - 1))


def value_profile(project: Project, reader: Reader) -> Chart | None:
    """Net present value by discount rate; None if it would disclose withheld years."""
    if project.shown_years is not None:
        return None
    flow, irr = project.yearly["net"].to_numpy(dtype=float), float(project.totals["irr"])
    last = min(1.0, max(0.2, 1.3 * irr)) if np.isfinite(irr) else 0.4
    rates, values = finance.npv_profile(flow, last, points=21)
    marks = {reader.text(N_("Discount rate")): project.terms.discount_rate}
    if np.isfinite(irr):
        marks[reader.text(N_("IRR"))] = irr
    unit = project.currency
    return Chart(
        reader.text(N_("NPV by discount rate")),
        cash_flow.profile(rates, values, reader, unit, marks=marks),
        tabulated(
            reader,
            (N_("Discount rate"), [reader.percent(rate, digits=1) for rate in rates]),
            Column(
                reader.text(N_("NPV [{unit}]"), unit=reader.currency(unit)), values.tolist(), reader.number
            ),
        ),
        "line",
        reader.text(N_("NPV falls with the discount rate and crosses zero at the internal rate of return")),
    )


def outcomes(project: Project, reader: Reader) -> Chart:
    """Distribution of simulated NPV."""
    drawn, total = project.simulation.npv, project.simulation.total
    axis = money_axis(float(np.abs(drawn).max()), project.currency, reader)
    counts, edges = np.histogram(drawn, bins=20, range=tuple(np.quantile(drawn, [0.005, 0.995])))
    limits = [float(total[f"npv_p{share}"]) for share in (10, 50, 90)]
    return Chart(
        reader.text(N_("Distribution of simulated NPV")),
        uncertainty_charts.spread(
            drawn / axis.step,
            reader,
            title=reader.text(N_("NPV [{unit}]"), unit=axis.title),
            percentiles=[value / axis.step for value in limits],
            words=[reader.money(value, project.currency) for value in limits],
        ),
        _frequencies(edges[:-1], counts / len(drawn), project.currency, reader),
        "column",
        reader.text(N_("Distribution of simulated NPV, with the middle 80% marked")),
    )


def _frequencies(edges: np.ndarray, shares: np.ndarray, currency: str, reader: Reader) -> Table:
    title = reader.text(N_("NPV from [{unit}]"), unit=reader.currency(currency))
    words = [reader.percent(share, digits=1) for share in shares]
    return tabulated(
        reader,
        Column(title, [reader.number(edge) for edge in edges]),
        Column(reader.text(N_("Share of simulations")), shares.tolist(), words, RATE),
    )


def swings(project: Project, reader: Reader) -> Chart:
    """Effect of each input on NPV."""
    rows = project.sensitivities.assign(
        name=[presentation.input_name(name, reader) for name in project.sensitivities["input"]]
    )
    whole = tables.sensitivities(project, reader)
    return Chart(
        reader.text(N_("Effect of each input on NPV")),
        financing.swings(
            rows, reader, project.currency, npv=float(project.totals["npv"])
        ),
        Table("", whole.columns[:3]),
        "bar",
        reader.text(N_("NPV with each input lower and higher, largest effect on top")),
    )  # fmt: skip


def cover(financed: Financing, project: Project, reader: Reader) -> Chart:
    """Cash available in each year and debt service."""
    whole = tables.debt(financed, project, reader)
    return Chart(
        reader.text(N_("Debt service and cash available for it, nominal")),
        financing.cover(financed.schedule, reader, project.currency, least=LEAST_COVER),
        Table("", [whole.columns[0], *whole.columns[4:6]]),  # debt service, and cash available for it
        "column",
        reader.text(N_("Interest and repayment per year (bars) and cash available for debt service (line)")),
    )
