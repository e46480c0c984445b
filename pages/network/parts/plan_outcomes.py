"""Simulated outcomes of the investment plan: selection frequency of measures, and the most robust plan."""

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Robust, service, tables
from isdata.decisions.planning.request import Request
from isdata.decisions.planning.service import Answer
from isdata.energy.measures import presentation
from isdata.output.figures import labelled_bars, style
from pages.common import background, charts, role, show
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows

# Measures selected in a larger share of simulations, or in less than the complement, count as settled. [-]
SURE = 0.98
ROWS = 30
_ROW = 16  # height of a bar, with most of them above the fold [px]


def outcomes(answer: Answer, request: Request, currency: str, correlation: float) -> None:
    """Show the selection frequency of each measure, and the plans over all simulations.

    Parameters
    ----------
    correlation : float
        Correlation of the errors of any two measures. [-]
    """
    about = {"measure_correlation": correlation, "viewer": role.viewer()}
    found = background.ask(service.robust_plan, _("Simulating …"), request=request, **about)
    if found is None or not found.is_feasible:
        return
    read = reader()
    sentence = _(
        "{count} simulations within the uncertainties of investment, savings and energy prices, the same for every plan. "
        "The optimum of each is found, and every plan is tested in all of them. Plans are compared by NPV, whatever the "
        "plan above is optimised for; budgets apply at stated costs.",
        count=read.number(found.simulations),
    )
    near = _(
        "Near-optimal: at most {share} below the optimum of that simulation. Low NPV: 10% of the simulations are below.",
        share=read.percent(planning.NEAR),
    )
    _frequencies(answer, found)
    st.subheader(_("Plans over {count} simulations", count=read.number(found.simulations)), anchor=False)
    show_rows(
        tables.robust(found, read, currency),
        alt=_("Plans with mean, low and median NPV and share of simulations near the optimum"),
    )
    _moved(answer, found)
    show.computed(read.sentences([sentence, presentation.correlation_words(correlation, read), near]))


def _named(answer: Answer, ids: pd.Index) -> dict[str, str]:
    """Distinct label of each measure, even if names are equal or undisclosed."""
    rows = answer.names.loc[ids].to_dict("index")
    words = {name: presentation.measure_words(row, reader()) for name, row in rows.items()}
    seen: dict[str, int] = {}
    for name, text in words.items():
        seen[text] = seen.get(text, 0) + 1
        words[name] = text if seen[text] == 1 else f"{text} {seen[text]}"
    return words


def _moved(answer: Answer, found: Robust) -> None:
    """Difference of the recommended plan from the one for the stated numbers."""
    is_in, was_in = found.chosen["recommended"], found.chosen["stated"]
    if (is_in == was_in).all():
        st.markdown(_("The optimal plan for the stated values is also most often near-optimal."))
        return
    words = _named(answer, found.chosen.index)

    def listed(ids):
        return reader().listed([f"“{show.escaped(words[name])}”" for name in ids])

    more, less = is_in.index[is_in & ~was_in], is_in.index[was_in & ~is_in]
    if len(more):
        st.markdown(_("The most robust plan also includes {measures}.", measures=listed(more)))
    if len(less):
        st.markdown(_("It excludes {measures}.", measures=listed(less)))


def _frequencies(answer: Answer, found: Robust) -> None:
    """Show the selection frequency of each measure, with the most uncertain ones as a chart."""
    st.subheader(_("Selection frequency of measures"), anchor=False)
    settled = _settled(found)
    open_ones = found.frequency[found.frequency.between(1 - SURE, SURE)]
    between = (
        "" if open_ones.empty or len(open_ones) > ROWS else _("The chart shows the measures in between.")
    )
    st.markdown(reader().sentences([settled, between]))
    if open_ones.empty:
        return
    # The most uncertain ones, if there are too many for one chart.
    closest = open_ones[(open_ones - 0.5).abs().sort_values(kind="stable").index[:ROWS]]
    shown = closest.sort_values(ascending=False, kind="stable")
    words = _named(answer, shown.index)
    if len(shown) < len(open_ones):
        show.computed(
            ngettext(
                "The chart shows the {count} closest decision in between.",
                "The chart shows the {count} closest decisions in between.",
                len(shown),
            )
        )
    states = {True: _("in the recommended plan"), False: _("not in the recommended plan")}
    charts.bars(
        {
            "name": [words[name] for name in shown.index],
            "amount": shown.to_numpy(),
            "words": [reader().percent(share) for share in shown],
            "state": [states[bool(is_in)] for is_in in found.chosen.loc[shown.index, "recommended"]],
        },
        alt=_("Share of simulations in which each measure is in the optimal plan; recommended plan coloured"),
        colours=dict(zip(states.values(), (style.ACCENT, style.QUIET), strict=True)),
        looks=labelled_bars.Looks(row=_ROW),
    )


def _settled(found: Robust) -> str:
    """Number of measures selected in almost all simulations, and in almost none."""
    always = int((found.frequency > SURE).sum())
    never = int((found.frequency < 1 - SURE).sum())
    share = reader().percent(SURE)
    nearly_all = ngettext(
        "{count} measure is in the optimal plan in more than {share} of the simulations.",
        "{count} measures are in the optimal plan in more than {share} of the simulations.",
        always,
        share=share,
    )
    hardly = ngettext("{count} is almost never selected.", "{count} are almost never selected.", never)
    return reader().sentences([nearly_all, hardly])
