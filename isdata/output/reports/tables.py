"""Tables of a report: each from one table of figures, in the reader's words."""

from collections.abc import Callable

from isdata.data.i18n import N_, Reader
from isdata.energy import measures
from isdata.energy.measures import presentation as wording
from isdata.output.reports import presentation
from isdata.output.reports.blocks import DECIMAL, MONEY, RATE, Column, Table, text_table
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import CASES, STEP, Project
from isdata.output.reports.subject import Subject

Words = Callable[[float], str]


def _money(reader: Reader) -> Words:
    """Amount of money in a table whose heading names the currency."""
    return lambda value: reader.number(value)


def cash_flow(project: Project, reader: Reader) -> Table:
    """Payments and receipts in each year."""
    unit, text = reader.currency(project.currency), reader.text
    titles = {
        "paid": text(N_("Paid [{unit}]"), unit=unit),
        "received": text(N_("Received [{unit}]"), unit=unit),
        "net": text(N_("Net [{unit}]"), unit=unit),
        "cumulative": text(N_("Cumulative [{unit}]"), unit=unit),
        "discounted": text(N_("Cumulative, discounted [{unit}]"), unit=unit),
    }
    rows = project.yearly
    year = Column(text(N_("Year")), [str(int(one)) for one in rows["year"]], width=0.5)
    columns = [Column(title, rows[name].tolist(), _money(reader)) for name, title in titles.items()]
    caption = text(N_("Cash flow; year 0 is the year of investment"))
    if presentation.spared(project):
        caption = text(
            N_("Cash flow; year 0 is the year of investment, less {what}"),
            what=presentation.spared_words(project, reader),
        )
    return Table(caption, [year, *columns])


def cases(project: Project, reader: Reader) -> Table:
    """Return worst, likely and best case side by side."""
    unit, text = reader.currency(project.currency), reader.text
    rows = project.cases.assign(spared=project.cases["net_investment"] - project.cases["investment"])
    money = _money(reader)
    paid = {}
    if presentation.spared(project):
        less = text(N_("less {what} [{unit}]"), what=presentation.spared_words(project, reader), unit=unit)
        paid["spared"] = (less, money, MONEY)
        paid["net_investment"] = (text(N_("Payable [{unit}]"), unit=unit), money, MONEY)
    years: Words = lambda value: wording.words(value, reader)  # noqa: E731
    is_synergy = presentation.draws_assumptions(project)
    saving = N_("Gain per year [{unit}]") if is_synergy else N_("Annual saving [{unit}]")
    lines = {
        "investment": (text(N_("Investment [{unit}]"), unit=unit), money, MONEY),
        **paid,
        "annual_saving": (text(saving, unit=unit), money, MONEY),
        "payback": (text(N_("Payback [yr]")), years, DECIMAL),
        "discounted_payback": (text(N_("Discounted payback [yr]")), years, DECIMAL),
        "npv": (text(N_("NPV [{unit}]"), unit=unit), money, MONEY),
        "irr": (text(N_("Internal rate of return")), reader.percent, RATE),
    }

    def said(case: str, name: str) -> str:
        if name == "irr":
            return presentation.rate(rows.loc[case, "irr"], rows.loc[case, "irr_status"], reader)
        return lines[name][1](rows.loc[case, name])

    columns = [
        Column(
            text(presentation.CASES[case]),
            [float(rows.loc[case, name]) for name in lines],
            [said(case, name) for name in lines],
            [line[2] for line in lines.values()],
        )
        for case in CASES
    ]
    first = Column(text(N_("Figure")), [line[0] for line in lines.values()], width=1.4)
    return Table("", [first, *columns])


def sensitivities(project: Project, reader: Reader) -> Table:
    """Effect of each input on NPV."""
    unit, text, rows = project.currency, reader.text, project.sensitivities
    share = reader.percent(STEP)
    return Table(
        text(N_("NPV when a single input changes")),
        [
            Column(
                text(N_("Input")), [presentation.entered(name, reader) for name in rows["input"]], width=1.2
            ),
            Column(
                text(N_("−{share} [{unit}]"), share=share, unit=unit),
                rows["low"].tolist(),
                _money(reader),
            ),
            Column(
                text(N_("+{share} [{unit}]"), share=share, unit=unit),
                rows["high"].tolist(),
                _money(reader),
            ),
            Column(
                text(N_("Break-even change")),
                rows["break_even"].tolist(),
                lambda value: ("+" if value > 0 else "") + reader.percent(value),
                RATE,
            ),
        ],
    )


def chances(project: Project, reader: Reader) -> Table:
    """Results of the simulation for NPV and payback."""
    text, total, unit = reader.text, project.simulation.total, reader.currency(project.currency)
    titles = [text(N_("NPV [{unit}]"), unit=unit), text(N_("Payback [yr]"))]
    columns = [
        Column(
            f"P{share}",
            [float(total[f"npv_p{share}"]), float(total[f"payback_p{share}"])],
            [
                reader.number(total[f"npv_p{share}"]),
                wording.words(total[f"payback_p{share}"], reader),
            ],
            [MONEY, DECIMAL],
        )
        for share in (10, 50, 90)
    ]
    return Table(
        text(
            N_("Percentiles from {count} simulations: 10, 50 and 90% lie below"),
            count=reader.number(len(project.simulation.npv), significant=9),
        ),
        [Column(text(N_("Figure")), titles, width=1.4), *columns],
    )


def debt(financing: Financing, project: Project, reader: Reader) -> Table:
    """Return the schedule of the loan, with the cover of each year."""
    unit, text, rows = reader.currency(project.currency), reader.text, financing.schedule
    titles = {
        "opening": text(N_("Opening balance [{unit}]"), unit=unit),
        "interest": text(N_("Interest [{unit}]"), unit=unit),
        "repayment": text(N_("Repayment [{unit}]"), unit=unit),
        "debt_service": text(N_("Debt service [{unit}]"), unit=unit),
        "cash_available": text(N_("Available for debt service [{unit}]"), unit=unit),
    }
    year = Column(text(N_("Year")), [str(one) for one in rows["year"]], width=0.5)
    columns = [Column(title, rows[name].tolist(), _money(reader)) for name, title in titles.items()]
    ratio = Column(
        text(N_("Cover ratio")),
        rows["dscr"].tolist(),
        lambda value: reader.number(value, digits=2),
        DECIMAL,
        0.7,
    )
    return Table(text(N_("Debt service, nominal")), [year, *columns, ratio])


def carriers(project: Project, reader: Reader) -> Table | None:
    """Savings by resource, with price and CO2 factor; None where nothing is known."""
    if project.register.savings.empty:
        return None
    text, rows = reader.text, measures.by_carrier(project.register)
    records = rows.to_dict("records")
    return Table(
        text(N_("Saved resources with price and CO2 factor")),
        [
            Column(
                text(N_("Resource")), [reader.name(row["resource_en"], row["resource_zh"]) for row in records]
            ),
            Column(text(N_("Saved per year")), [reader.amount(row["saved"], row["unit"]) for row in records]),
            Column(
                text(N_("Cost savings per year [{unit}]"), unit=reader.currency(project.currency)),
                rows["money"].tolist(),
                _money(reader),
            ),
            Column(
                text(N_("Price")), [wording.listed_price_words(row, reader) for row in records], width=1.3
            ),
            Column(
                text(N_("CO2 factor")), [wording.co2_factor_words(row, reader) for row in records], width=1.6
            ),
        ],
    )


def each_measure(subject: Subject, project: Project, reader: Reader) -> Table:
    """Return the measures, the shortest payback first; names and money only where they may be shown."""
    text, unit = reader.text, reader.currency(project.currency)
    rows = measures.disclosed(project.appraised, viewer=subject.viewer)
    rows = rows.sort_values("payback", kind="stable", na_position="last")
    records = rows.to_dict("records")
    unnamed = text(N_("undisclosed"))
    who = [
        Column(text(N_("Measure")), [wording.measure_words(row, reader) for row in records], width=2.2),
        Column(
            text(N_("Company")),
            [reader.name(row["company_en"], row["company_zh"]) or unnamed for row in records],
            width=1.6,
        ),
    ]
    money = [
        Column(text(N_("Investment [{unit}]"), unit=unit), rows["investment"].tolist(), _money(reader)),
        Column(text(N_("Annual saving [{unit}]"), unit=unit), rows["annual_saving"].tolist(), _money(reader)),
    ]
    rest = [
        Column(
            text(N_("Payback [yr]")),
            rows["payback"].tolist(),
            lambda value: wording.words(value, reader),
            DECIMAL,
            0.8,
        ),
        Column(text(N_("Lifetime [yr]")), rows["lifetime"].tolist(), reader.number, MONEY, 0.6),
        Column(text(N_("CO2 saved [t/yr]")), rows["co2_saving"].tolist(), reader.number, MONEY, 0.8),
    ]
    years = rows["delay"].astype(int) + 1
    # When a measure is done discloses what it costs, where the budget of a year holds few.
    when = (
        [Column(text(N_("Year of the plan")), years.tolist(), str, MONEY, 0.6)] if years.gt(1).any() else []
    )
    return Table("", [*who, *([*when, *money] if subject.viewer.sees_all else []), *rest])


def risks(subject: Subject, reader: Reader) -> Table | None:
    """Return the open risks, the gravest first; None where none is stored."""
    rows = subject.risks
    if rows.empty:
        return None
    text, records = reader.text, rows.to_dict("records")
    owners = [presentation.one_language(row["owner"], reader) for row in records]
    return text_table(
        reader,
        (N_("Risk"), [reader.name(row["name_en"], row["name_zh"]) for row in records], 2.0),
        (N_("Likelihood × impact"), [f"{row['likelihood']} × {row['impact']}" for row in records], 0.9),
        (N_("Mitigation"), [reader.name(row["mitigation_en"], row["mitigation_zh"]) for row in records], 2.0),
        (N_("Owner"), owners),
        caption=text(N_("Open risks; likelihood and impact from 1 to 5")),
    )
