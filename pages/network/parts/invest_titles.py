"""Titles of the presented views of the investors page, stating their main result."""

import pandas as pd

from isdata.output.reports import Financing, Project, Subject, presentation, statements
from pages.common.language import _, ngettext, reader
from pages.network.parts import invest_risks


def of(
    view: str,
    about: Subject,
    project: Project | None,
    financing: Financing | None,
    measures: pd.DataFrame,
) -> str:
    """Title of a view; empty if its money is unknown or undisclosed.

    `measures`: measures of the park or a scope as this reader may see them, index measure_id.
    """
    if project is None:
        return ""
    if view == "loan":
        return _loan(project, financing)
    if view == "risk":
        return _risk(project)
    if view == "dangers":
        return invest_risks.title(about, project, measures)
    if view == "basis":
        return _basis(project)
    return statements.verdict(project, reader())


def _loan(project: Project, financing: Financing | None) -> str:
    read = reader()
    if financing is None:
        return _("Loan: debt service and the cash available for it are withheld")
    if financing.principal <= 0:
        return _("No loan: nothing is borrowed or invested.")
    return _(
        "Cash flow covers the debt service of a loan of {amount} at least {ratio} times",
        amount=read.money(financing.principal, project.currency),
        ratio=read.number(financing.minimum, digits=2),
    )


def _risk(project: Project) -> str:
    """Title with the most influential input and its range of values; with all inputs whose ranges read the same."""
    read = reader()
    ends = [
        tuple(read.money(end, project.currency) for end in sorted((float(row["low"]), float(row["high"]))))
        for row in project.sensitivities.to_dict("records")
    ]
    *more, last = [
        f"“{presentation.input_name(each, read)}”"
        for each, end in zip(project.sensitivities["input"], ends, strict=True)
        if end == ends[0]
    ]
    return ngettext(
        "{inputs} changes the NPV most: {low} to {high} at ±20%",
        "{inputs} change the NPV most: {low} to {high} at ±20%",
        1 + len(more),
        inputs=_("{a} and {b}", a=read.listed(more), b=last) if more else last,
        low=ends[0][0],
        high=ends[0][1],
    )


def _basis(project: Project) -> str:
    read = reader()
    return _(
        "Valued at a discount rate of {rate}, with a required payback of {years} years",
        rate=presentation.share(project.terms.discount_rate, read),
        years=read.number(project.hurdle),
    )
