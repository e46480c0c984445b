"""Titles of the presented views of the investors' page: what each of them answers."""

from isdata.output.reports import Financing, Project, Subject, presentation, statements
from pages.common.language import _, reader


def of(view: str, about: Subject, project: Project | None, financing: Financing | None) -> str:
    """Title of a view; empty where its money is not known, or nobody may see it."""
    if project is None:
        return ""
    if view == "loan":
        return _loan(project, financing)
    if view == "risk":
        return _risk(project)
    if view == "dangers":
        return _effects(about, project)
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
    """The input that changes the value most, and between which values."""
    read, first = reader(), project.sensitivities.iloc[0]
    low, high = sorted((float(first["low"]), float(first["high"])))
    return _(
        "“{input}” changes the NPV most: {low} to {high} at ±20%",
        input=presentation.entered(first["input"], read),
        low=read.money(low, project.currency),
        high=read.money(high, project.currency),
    )


def _effects(about: Subject, project: Project) -> str:
    """The first effects beside the money."""
    effects = statements.effects(about, project, reader())[:2]
    return " · ".join(effects) if effects else _("No non-monetary effects are recorded.")


def _basis(project: Project) -> str:
    read = reader()
    return _(
        "Valued at a discount rate of {rate}, with a required payback of {years} years",
        rate=presentation.share(project.terms.discount_rate, read),
        years=read.number(project.hurdle),
    )
