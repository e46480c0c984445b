"""Best plan, with synergies: what is worth doing together, what each would choose alone, and where they collide."""

import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Aim, presentation, service, tables
from isdata.decisions.planning.service import Request, Together
from isdata.output.figures import plan as figure
from pages.common import cards, controls, role, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.network.parts import energy, openness


def joint(request: Request, currency: str) -> None:
    """Show the joint plan beside those made apart."""
    found = openness.together(ask(service.with_synergies, request=request), request.limits)
    if not found.synergies:
        st.info(
            _("No synergy of this park is ahead and has both an investment and a yearly saving."),
            icon=":material/info:",
        )
        return
    if not found.joint.plan.is_feasible:
        st.warning(_("No plan keeps these limits together; loosen one of them"), icon=":material/rule:")
        return
    _figures(found, currency)
    st.subheader(_("What planning apart would cost"), anchor=False)
    ways = _ways(found, request.aim, currency)
    st.altair_chart(
        figure.ways(
            ways,
            reader(),
            currency,
            tonnes=request.aim.objective == "co2",
            is_large=controls.is_projected(),
        ),
        alt=_("What each way to decide comes to, and what those who chose it expected"),
    )
    over = found.joint.ways["side_by_side"].over if "side_by_side" in found.joint.ways else 0.0
    if over:
        st.caption(
            _(
                "Each on its own with all the money would spend {money} beyond the budget.",
                money=reader().money(over, currency),
            )
        )
    said = [_("The bar is what comes of it once measures and synergies share streams and money.")]
    if figure.is_disappointed(ways).any():
        said.append(_("The line beyond a bar is what was expected by those who did not see the other."))
    st.caption((" " if reader().language == "en" else "").join(said))
    _collisions(found, currency)
    _list(found, currency)


def _figures(found: Together, currency: str) -> None:
    read, plan = reader(), found.joint.plan
    chosen = found.names.loc[plan.chosen, "is_synergy"]
    words = read.currency(currency)
    with st.grid(4, min_column_width=165):
        cards.card(
            _("Measures"),
            read.number(int((~chosen).sum())),
            _("of {total}", total=read.number(int((~found.names["is_synergy"]).sum()))),
        )
        cards.card(
            _("Synergies"),
            read.number(int(chosen.sum())),
            _("of {total}", total=read.number(found.synergies)),
        )
        cards.card(_("Worth together"), read.short(plan.npv), words)
        cards.card(_("Spent together"), read.short(plan.cost), words)
    st.caption(
        _(
            "Synergies that do not operate yet count as if they succeed, with the money of their feasibility sheet or else "
            "of their record; a budget is for both. Measures ahead take from today's streams."
        )
    )


def _ways(found: Together, aim: Aim, currency: str) -> pd.DataFrame:
    read = reader()
    told = lambda value: read.amount(value, "t") if aim.objective == "co2" else read.short(value)  # noqa: E731

    def note(way: planning.Way) -> str:
        if way.name == "joint" or not way.regret > 0:
            return ""
        return f"−{told(way.regret)}"

    return pd.DataFrame(
        [
            {
                "name": presentation.way_words(way.name, read),
                "promised": way.promised,
                "worth": way.worth,
                "note": note(way),
                "is_best": way.name == "joint",
            }
            for way in found.joint.ways.values()
            if not way.over
        ]
    )


def _collisions(found: Together, currency: str) -> None:
    st.subheader(_("Where they collide"), anchor=False)
    told = presentation.clash_words(
        found.joint, energy.disclosed(found.names), reader(), currency, sees_money=role.sees_all()
    )
    if not told:
        st.info(_("No measure takes from a stream that a synergy stands on."), icon=":material/check_circle:")
    elif found.joint.clashes.empty:
        st.caption(
            _(
                "Within these limits, what each would choose alone does not take the same streams. If all were done:"
            )
        )
    for sentence in told:
        st.markdown(f"- {show.plain(sentence)}")


def _list(found: Together, currency: str) -> None:
    st.subheader(_("What is chosen"), anchor=False)
    st.dataframe(
        tables.joint(
            found.joint, energy.disclosed(found.names), reader(), currency, sees_money=role.sees_all()
        ),
        hide_index=True,
        height=420,
        placeholder="–",
        alt=_("Measures and synergies chosen together, then those that only planning apart would choose"),
    )
