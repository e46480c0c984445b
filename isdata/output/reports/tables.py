"""Tables of a report in the reader's language, each from one table of figures."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy import measures
from isdata.energy.measures import presentation as wording
from isdata.output.figures.frame import MoneyAxis, money_axis
from isdata.output.reports import presentation
from isdata.output.reports.blocks import DECIMAL, MONEY, RATE, SCALED, Column, Table, tabulated
from isdata.output.reports.financing import Financing
from isdata.output.reports.project import CASES, STEP, Project
from isdata.output.reports.subject import Subject

Words = Callable[[float], str]


def _money(reader: Reader) -> Words:
    """Amount of money in a table whose heading names the currency."""
    return lambda value: reader.number(value)


def _aligned(amounts: Iterable[float], reader: Reader) -> Words:
    """Aligned numbers: all with the decimals that give a typical one three significant figures."""
    known = np.abs(np.array(list(amounts), dtype=float))
    known = known[np.isfinite(known) & (known > 0)]
    digits = max(0, 2 - int(np.floor(np.log10(np.median(known))))) if known.size else 0
    return lambda value: reader.number(value, digits=digits if value else 0)


def _scale(amounts: pd.DataFrame | pd.Series, currency: str, reader: Reader) -> MoneyAxis:
    """Money step of a table, with the unit for its headings, so that typical amounts are at least 1."""
    known = amounts.to_numpy(dtype=float).ravel()
    known = np.abs(known[np.isfinite(known) & (known != 0)])
    return money_axis(float(np.median(known)) if known.size else 0.0, currency, reader)


def _scaled(title: str, amounts: Iterable[float], axis: MoneyAxis, reader: Reader) -> Column:
    """Money column in the step of its table."""
    shown = [amount / axis.step for amount in amounts]
    return Column(title, shown, _aligned(shown, reader), SCALED)


def cash_flow(project: Project, reader: Reader) -> Table:
    """Payments and receipts in each year."""
    text, rows = reader.text, project.shown
    axis = _scale(rows[["paid", "received", "net", "cumulative", "discounted"]], project.currency, reader)
    titles = {
        "paid": text(N_("Paid")),
        "received": text(N_("Received")),
        "net": text(N_("Net")),
        "cumulative": text(N_("Cumulative")),
        "discounted": text(N_("Cumulative, discounted")),
    }
    year = Column(text(N_("Year")), [str(int(one)) for one in rows["year"]], width=0.5)
    columns = [_scaled(title, rows[name], axis, reader) for name, title in titles.items()]
    # The unit is stated once: in every head it would cut the last column.
    caption = text(N_("Cash flow [{unit}]; year 0 is the year of investment"), unit=axis.title)
    if presentation.investment_reduction(project):
        caption = text(
            N_("Cash flow [{unit}]; year 0 is the year of investment, less {what}"),
            unit=axis.title,
            what=presentation.spared_words(project, reader),
        )
    return Table(caption, [year, *columns])


# Lines of the cases below the investment when presented.
_OF_HALL = "annual_saving", "payback", "npv", "irr"


def cases(project: Project, reader: Reader) -> Table:
    """Worst, likely and best case side by side; when presented, only the figures of its cards."""
    rows = project.cases.assign(spared=project.cases["net_investment"] - project.cases["investment"])
    titles = _case_titles(project, reader)
    if reader.is_large:
        # The payback refers to the net investment.
        paid = "net_investment" if "net_investment" in titles else "investment"
        titles = {name: titles[name] for name in (paid, *_OF_HALL)}
    money = [
        name for name in titles if name in ("investment", "spared", "net_investment", "annual_saving", "npv")
    ]
    axis = _scale(rows[money], project.currency, reader)
    rows[money] = rows[money] / axis.step
    formats = dict.fromkeys(money, SCALED) | {"irr": RATE}
    amounts = {name: _aligned(rows[name], reader) for name in money}

    def shown(row: pd.Series, name: str) -> str:
        if name == "irr":
            return presentation.rate(row["irr"], row["irr_status"], reader)
        return amounts[name](row[name]) if name in money else wording.words(row[name], reader)

    columns = [
        Column(
            reader.text(presentation.CASES[case]),
            [float(rows.loc[case, name]) for name in titles],
            [shown(rows.loc[case], name) for name in titles],
            [formats.get(name, DECIMAL) for name in titles],
        )
        for case in CASES
    ]
    lines = [reader.text(title, unit=axis.title, **more) for title, more in titles.values()]
    return tabulated(reader, (N_("Figure"), lines, 1.4), *columns)


def _case_titles(project: Project, reader: Reader) -> dict[str, tuple[str, dict[str, str]]]:
    """Message and details of each line of `cases`, by column."""
    spared = {}
    if presentation.investment_reduction(project):
        less = {"what": presentation.spared_words(project, reader)}
        spared = {
            "spared": (N_("less {what} [{unit}]"), less),
            "net_investment": (N_("Net investment [{unit}]"), {}),
        }
    is_synergy = presentation.draws_assumptions(project)
    saving = N_("Gain per year [{unit}]") if is_synergy else N_("Annual saving [{unit}]")
    return {
        "investment": (N_("Investment [{unit}]"), {}),
        **spared,
        "annual_saving": (saving, {}),
        "payback": (N_("Payback [yr]"), {}),
        "discounted_payback": (N_("Discounted payback [yr]"), {}),
        "npv": (N_("NPV [{unit}]"), {}),
        "irr": (N_("Internal rate of return"), {}),
    }


def sensitivities(project: Project, reader: Reader) -> Table:
    """Effect of each input on NPV."""
    text, rows, share = reader.text, project.sensitivities, reader.percent(STEP)
    axis = _scale(rows[["low", "high"]], project.currency, reader)

    def change(value):
        return ("+" if value > 0 else "") + reader.percent(value)

    return tabulated(
        reader,
        (N_("Input"), [presentation.input_name(name, reader) for name in rows["input"]], 1.2),
        *(
            _scaled(text(title, share=share, unit=axis.title), rows[name], axis, reader)
            for name, title in (("low", N_("−{share} [{unit}]")), ("high", N_("+{share} [{unit}]")))
        ),
        Column(text(N_("Break-even change")), rows["break_even"].tolist(), change, RATE),
        caption=text(N_("NPV when a single input changes")),
    )


def chances(project: Project, reader: Reader) -> Table:
    """Results of the simulation for NPV and payback."""
    text, total = reader.text, project.simulation.total
    shares = {10: N_("Low case"), 50: N_("Median"), 90: N_("High case")}
    axis = _scale(pd.Series([total[f"npv_p{share}"] for share in shares]), project.currency, reader)
    titles = [text(N_("NPV [{unit}]"), unit=axis.title), text(N_("Payback [yr]"))]
    columns = [
        Column(
            text(title),
            [npv := float(total[f"npv_p{share}"]) / axis.step, float(total[f"payback_p{share}"])],
            [reader.number(npv), wording.words(total[f"payback_p{share}"], reader)],
            [SCALED, DECIMAL],
        )
        for share, title in shares.items()
    ]
    caption = text(
        N_("Of {count} simulations 10% lie below the low, 50% below the median and 90% below the high case"),
        count=reader.number(len(project.simulation.npv), significant=9),
    )
    return tabulated(reader, (N_("Figure"), titles, 1.4), *columns, caption=caption)


def debt(financing: Financing, project: Project, reader: Reader) -> Table:
    """Schedule of the loan, with the cover ratio of each year."""
    text, rows = reader.text, financing.schedule
    axis = _scale(rows[["opening", "debt_service", "cash_available"]], project.currency, reader)
    unit = axis.title
    titles = {
        "opening": text(N_("Opening balance [{unit}]"), unit=unit),
        "interest": text(N_("Interest [{unit}]"), unit=unit),
        "repayment": text(N_("Repayment [{unit}]"), unit=unit),
        "debt_service": text(N_("Debt service [{unit}]"), unit=unit),
        "cash_available": text(N_("Available for debt service [{unit}]"), unit=unit),
    }
    year = Column(text(N_("Year")), [str(one) for one in rows["year"]], width=0.5)
    alike = _aligned(rows["debt_service"] / axis.step, reader)  # the sum of interest and repayment
    columns = [
        Column(title, (rows[name] / axis.step).tolist(), alike, SCALED) for name, title in titles.items()
    ]
    ratio = Column(
        text(N_("Cover ratio")),
        rows["dscr"].tolist(),
        lambda value: reader.number(value, digits=2),
        DECIMAL,
        0.7,
    )
    return Table(text(N_("Debt service, nominal")), [year, *columns, ratio])


def carriers(project: Project, reader: Reader) -> Table | None:
    """Savings by resource, with price and CO2 factor; None if nothing is known."""
    if project.register.savings.empty:
        return None
    text, rows = reader.text, measures.by_carrier(project.register)
    records, others = rows.to_dict("records"), _besides_carriers(project, float(rows["money"].sum()))
    saved = text(N_("Annual saving [{unit}]"), unit=reader.currency(project.currency))
    blank = [""] * len(others)
    return tabulated(
        reader,
        (N_("Resource"), [*reader.names(rows, "resource"), *map(text, others)]),
        (N_("Saved per year"), [*(reader.amount(row["saved"], row["unit"]) for row in records), *blank]),
        Column(saved, [*rows["money"].tolist(), *others.values()], _money(reader)),
        (N_("Price"), [*(wording.listed_price_words(row, reader) for row in records), *blank], 1.3),
        (N_("CO2 factor"), [*(wording.co2_factor_words(row, reader) for row in records), *blank], 1.6),
        caption=text(N_("Saved resources with price and CO2 factor")),
    )


def _besides_carriers(project: Project, of_carriers: float) -> dict[str, float]:
    """Rows that lead from the savings by resource to the annual saving; empty if it is equal or incomplete. [currency/yr]"""
    total, known = float(project.totals["annual_saving"]), project.appraised
    rest = float((known["annual_saving"] - known["energy_money"]).sum())
    if abs(rest) < 1 or abs(of_carriers + rest - total) >= 1:  # the latter if a measure has no price
        return {}
    return {N_("Other savings less running costs"): rest, N_("Annual saving, total"): total}


def each_measure(subject: Subject, project: Project, reader: Reader) -> Table:
    """Measures, shortest payback first; names and money only if disclosed."""
    text, unit = reader.text, reader.currency(project.currency)
    rows = measures.disclosed(project.appraised, viewer=subject.viewer)
    rows = rows.sort_values("payback", kind="stable", na_position="last")

    def paybacks(value):
        return wording.words(value, reader)

    money = [
        Column(text(N_("Investment [{unit}]"), unit=unit), rows["investment"].tolist(), _money(reader)),
        Column(text(N_("Annual saving [{unit}]"), unit=unit), rows["annual_saving"].tolist(), _money(reader)),
    ]
    years = rows["delay"].astype(int) + 1
    # The year of a measure discloses its cost if the budget of a year covers only a few.
    when = (
        [Column(text(N_("Year of the plan")), years.tolist(), str, MONEY, 0.6)] if years.gt(1).any() else []
    )
    return tabulated(
        reader,
        (N_("Measure"), [wording.measure_words(row, reader) for row in rows.to_dict("records")], 2.2),
        (N_("Company"), reader.names(rows, "company", nameless=text(N_("undisclosed"))), 1.6),
        *([*when, *money] if subject.viewer.sees_all else []),
        Column(text(N_("Payback [yr]")), rows["payback"].tolist(), paybacks, DECIMAL, 0.8),
        Column(text(N_("Lifetime [yr]")), rows["lifetime"].tolist(), reader.number, MONEY, 0.6),
        Column(text(N_("CO2 saved [t/yr]")), rows["co2_saving"].tolist(), reader.number, MONEY, 0.8),
    )


def risks(subject: Subject, reader: Reader) -> Table | None:
    """Open risks, most severe first; None if none is stored."""
    rows = subject.risks
    if rows.empty:
        return None
    text, records = reader.text, rows.to_dict("records")
    owners = [presentation.one_language(row["owner"], reader) for row in records]
    return tabulated(
        reader,
        (N_("Risk"), reader.names(rows), 2.0),
        (N_("Likelihood × impact"), [f"{row['likelihood']} × {row['impact']}" for row in records], 0.9),
        (N_("Mitigation"), reader.names(rows, "mitigation"), 2.0),
        (N_("Owner"), owners),
        caption=text(N_("Open risks; likelihood and impact from 1 to 5")),
    )
