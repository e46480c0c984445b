"""Titles of the presented views of the plan, stating their main result."""

import pandas as pd

from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import JointAnswer
from pages.common.language import _, ngettext, reader
from pages.network.parts import disclosed_totals, plan_words

WITHHELD = ("joint", "outcomes")  # views without a picture if the cost of all measures is withheld


def withheld(view: str) -> str:
    """Title of a view that is withheld."""
    return (
        _("The joint plan of measures and synergies is withheld")
        if view == "joint"
        else _("The simulated outcomes of the plan are withheld")
    )


def why_withheld(view: str) -> str:
    """Note on the withheld part of a view and the reason, below the rounded figures of the plan."""
    if view == "joint":
        return _(
            "The figures are those of the plan of measures. Which synergies a joint plan would add is withheld: values of "
            "single companies could be derived from it."
        )
    return _(
        "The figures are those of the plan at the stated values. How often simulations select each measure is withheld: "
        "values of single companies could be derived from it."
    )


def reasons(rows: pd.DataFrame) -> str:
    """Title with the number of selected measures, and the main reason for rejecting the others."""
    read, is_in = reader(), rows["is_chosen"].astype(bool)
    counts = rows.loc[~is_in, "reason"].value_counts()
    selected = ngettext(
        "{selected} of {count} measure selected",
        "{selected} of {count} measures selected",
        len(rows),
        selected=read.number(int(is_in.sum())),
    )
    if counts.empty:
        return selected
    most = _(
        "{count} left out: {reason}",
        count=read.number(int(counts.iloc[0])),
        reason=_(plan_words.REASONS[counts.index[0]]),
    )
    return read.clauses([selected, most])


def joint_plan_title(found: JointAnswer, request: Request, currency: str) -> str:
    """Title with size and value of the joint plan; empty if no plan meets the limits."""
    plan = found.joint.plan
    if not found.synergies or not plan.is_feasible:
        return ""
    is_synergy = found.names.loc[plan.chosen, "is_synergy"].astype(bool)
    brings = _(
        "{measures} and {synergies} together yield an NPV of {npv}",
        measures=ngettext("{count} measure", "{count} measures", int((~is_synergy).sum())),
        synergies=ngettext("{count} synergy", "{count} synergies", int(is_synergy.sum())),
        npv=disclosed_totals.money(plan.npv, currency, plan.steps.get("npv")),
    )
    return reader().clauses([brings, plan_words.stated(request.limits, currency)[0]])
