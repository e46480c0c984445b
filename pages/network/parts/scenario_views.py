"""The parts of the scenarios page: which are compared, their figures side by side, and what changes places."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from isdata.decisions import planning
from isdata.decisions.planning import Outcome
from isdata.energy.measures import presentation as wording
from isdata.output.figures import scenarios as figure
from pages.common import cards, controls, navigation, pick, role, scenario, show
from pages.common.language import _, defined, reader
from pages.network.parts import energy, openness, plan_words
from pages.network.parts.energy_summary import irr_words

TODAY = "today"
_TITLE = 90  # pixels
# Pages where a scenario is looked at, in the order of the navigation.
_SHOWN_ON = ("flows", "board", "energy", "members", "plan", "investors")


def choose(known: list[str], titles: dict[str, str]) -> list[str | None]:
    """Let the reader choose up to four, today among them; return their ids, None for today."""
    options = [TODAY, *known]
    chosen = pick.some_of(
        _("Compare"),
        options,
        default=options[: planning.MOST],
        words=lambda name: titles.get(name, name),
        max_selections=planning.MOST,
        key="compare",
        placeholder=_("Choose up to four"),
        help=_("The first one is the reference."),
    )
    return [None if name == TODAY else name for name in chosen]


def add(saved: str) -> None:
    """Compare a scenario that was just saved, in place of the last one where there are as many as can be compared."""
    chosen = st.session_state.get("compare")
    if chosen is not None and saved not in chosen:
        st.session_state.compare = [*chosen[: planning.MOST - 1], saved]


def side_by_side(outcomes: list[Outcome]) -> None:
    """Show what comes of each scenario, the others as differences from the first, and what it changes."""
    for outcome, place in zip(outcomes, st.columns(len(outcomes), gap="medium"), strict=True):
        with place:
            # Names of one line and of three leave the figures below in line.
            with st.container(height=_TITLE, border=False, vertical_alignment="bottom"):
                st.markdown(f"**{show.plain(scenario.title(outcome.scenario))}**")
            if _may_show(outcome):
                _figures(outcome, None if outcome is outcomes[0] else outcomes[0])
            else:
                openness.say_few()
            _changes(outcome)


def choose_money(changes: pd.DataFrame, names: list[str | None], titles: dict[str, str]) -> str:
    """Let the reader choose whose budget the plans spend, where a scenario that is compared sets its own.

    Parameters
    ----------
    changes : DataFrame
        As `scenarios.changes` returns.
    names : list of str or None
        Scenarios that are compared, None for today.
    titles : dict of str to str
        Their names.
    """
    own = set(changes.loc[changes["change_kind"] == "budget", "scenario_id"])
    budgeted = [name for name in names if name is not None and name in own]
    if not budgeted:
        return planning.SAME
    options: dict[str, str] = {
        planning.SAME: _("Budget above for all"),
        planning.OWN: _("Own budget of each scenario"),
    }
    options |= {name: _("Budget of “{scenario}” for all", scenario=titles[name]) for name in budgeted}
    return pick.from_list(
        _("Plan budget"),
        options,
        key="compare_money",
        width=340,
        help=_("With the same budget, differences come from the changes of the scenarios alone."),
    )


def _may_show(outcome: Outcome) -> bool:
    """Whether this user may see the totals of a scenario."""
    name = None if outcome.scenario is None else outcome.scenario.scenario_id
    return openness.may_show(openness.counted(outcome.outlook, scenario=name))


def _changes(outcome: Outcome) -> None:
    """Show what a scenario changes, and the way to the pages that show it."""
    if outcome.scenario is None:
        st.caption(_("The park as currently stored."))
        return
    currency = outcome.register.currency
    st.caption("\n".join(f"- {line}" for line in scenario.words(outcome.scenario, currency)))
    scenario.remarks(outcome.scenario, currency)
    st.caption(_("Show it on:"))
    with st.container(horizontal=True, gap="small"):
        for page in _SHOWN_ON:
            navigation.link(page, scenario=outcome.scenario.scenario_id, park=outcome.scenario.park_id)


def _figures(outcome: Outcome, first: Outcome | None) -> None:
    """Show the figures of a scenario, with their differences from the first."""
    read, sums, plan = reader(), outcome.outlook.package, outcome.plan
    base = sums if first is None else first.outlook.package
    grid = st.grid(2, min_column_width=130)

    def metric(
        label: str,
        value: str,
        change: float,
        words: Callable[[float], str],
        term: str,
        *,
        is_burden: bool = False,
    ) -> None:
        # What reads as nothing is no change.
        has_change = first is not None and np.isfinite(change) and words(abs(change)) != words(0.0)
        cards.metric(
            label,
            value,
            defined(term),
            f"{'+' if change > 0 else ''}{words(change)}" if has_change else None,
            colour="inverse" if is_burden else "normal",
            place=grid,
        )

    change = (
        sums[["payback", "npv", "irr", "co2_saving"]] - base[["payback", "npv", "irr", "co2_saving"]]
    ).astype(float)
    # As many digits as the difference has, or 2.7 would become 2.8 by 0.01.
    years = lambda value: read.number(value, digits=2)  # noqa: E731
    money = lambda value: read.money_number(value, outcome.register.currency)  # noqa: E731
    payback = energy.years_words(sums["payback"], digits=2)
    metric(_("Payback [yr]"), payback, change["payback"], years, "payback", is_burden=True)
    metric(_("Net present value"), money(sums["npv"]), change["npv"], money, "NPV")
    metric(_("Rate of return"), irr_words(sums), change["irr"], read.percent, "IRR")
    tonnes = read.number(sums["co2_saving"])
    metric(_("CO2 saved [t/yr]"), tonnes, change["co2_saving"], read.number, "CO2 saved")
    if not plan.is_feasible:
        cards.metric(
            _("Investment plan"),
            "–",
            defined("investment plan"),
            _("no plan meets the limits"),
            colour="off",
            place=grid,
        )
        return
    before = plan if first is None or not first.plan.is_feasible else first.plan
    metric(_("Investment plan"), money(plan.npv), plan.npv - before.npv, money, "investment plan")
    tonnes = read.number(plan.co2)
    metric(_("Investment plan, CO2 [t/yr]"), tonnes, plan.co2 - before.co2, read.number, "CO2 saved")
    st.caption(_plan_words(outcome))


def _plan_words(outcome: Outcome) -> str:
    read, plan = reader(), outcome.plan
    currency = outcome.register.currency
    words = _(
        "{count} of {total} measures for {cost} of {budget}.",
        count=read.number(len(plan.chosen)),
        total=read.number(len(plan.measures)),
        cost=read.money(plan.cost, currency),
        budget=plan_words.money(outcome.limits, currency),
    )
    if plan.gap > planning.EXACT:
        proof = _("At most {share} below the optimum.", share=read.percent(plan.gap, digits=2))
        return read.sentences([words, proof])
    return words


def chart(outcomes: list[Outcome]) -> None:
    """Show money and CO2 of the best plans as bars."""
    known = [outcome for outcome in outcomes if outcome.plan.is_feasible]
    if len(known) < 2 or not all(_may_show(outcome) for outcome in known):
        return
    rows = pd.DataFrame(
        {
            "name": [scenario.title(outcome.scenario) for outcome in known],
            "npv": [outcome.plan.npv for outcome in known],
            "co2": [outcome.plan.co2 for outcome in known],
        }
    )
    st.subheader(_("Results of the optimal plan"), anchor=False)
    money, tonnes = st.columns(2, gap="large")
    large = controls.is_projected()
    with money:
        st.altair_chart(
            figure.money(rows, reader(), known[0].register.currency, is_large=large),
            alt=_("NPV of the optimal plan in each scenario"),
        )
    with tonnes:
        st.altair_chart(
            figure.tonnes(rows, reader(), is_large=large),
            alt=_("CO2 saved by the optimal plan in each scenario"),
        )


def changing_places(outcomes: list[Outcome]) -> None:
    """Show the measures that are in some of the plans and not in others."""
    known = [outcome for outcome in outcomes if outcome.plan.is_feasible]
    if len(known) < 2:
        return
    inside = pd.DataFrame(
        {place: pd.Series(1, index=outcome.plan.chosen) for place, outcome in enumerate(known)}
    )
    moved = inside[inside.isna().any(axis=1)]
    st.subheader(_("Measures that differ between plans"), anchor=False)
    if moved.empty:
        st.info(_("All plans contain the same measures."), icon=":material/info:")
        return
    every = pd.concat([outcome.register.measures for outcome in known])
    shown = energy.disclosed(every[~every.index.duplicated()]).loc[moved.index]
    titles = [f"{place + 1} · {scenario.title(outcome.scenario)}" for place, outcome in enumerate(known)]
    st.dataframe(
        pd.DataFrame(
            {
                _("Measure"): [wording.measure_words(row, reader()) for row in shown.to_dict("records")],
                _("Company"): reader().names(shown, "company", nameless=_("undisclosed")),
            }
            | {
                title: [_("in the plan") if is_in == 1 else "–" for is_in in moved[place]]
                for place, title in enumerate(titles)
            }
        ),
        hide_index=True,
        height=min(420, 38 + 35 * len(moved)),
        alt=_("Measures in some but not all plans"),
    )
    if not role.sees_all():
        st.caption(_("Companies are named where they agreed."))
