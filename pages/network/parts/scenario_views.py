"""Parts of the scenarios page: scenarios compared, their changes, and measures that differ between plans."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.decisions import planning
from isdata.decisions.planning import Limits, Outcome
from isdata.energy.measures import presentation
from pages.common import address, controls, navigation, pick, popovers, role, scenario, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows
from pages.network.parts import plan_words

TODAY = scenario.TODAY
# Pages that show a scenario, in the order of the navigation.
_SHOWN_ON = ("flows", "board", "energy", "members", "plan", "investors")


def choose(known: pd.DataFrame, titles: dict[str, str]) -> list[str | None]:
    """Let the user choose up to four scenarios including the present state; return their ids, None for the present state.

    A presentation, which uses the guest view, shows those of the facilitator's choice that guests may read, and keeps the
    choice for afterwards.
    """
    if controls.is_projected() and role.may_enter():
        known = ask(scenarios.scenarios, park_id=controls.park_id(), viewer=FACILITATOR)
    options = [TODAY, *known["scenario_id"]]
    first = scenario.compared_first(known)
    if controls.is_projected():
        chosen = address.remembered_many("compare", options, first)[: planning.MOST]
        address.keep("compare", default=first)
        return [None if name == TODAY else name for name in chosen if name in titles]
    chosen = pick.some_of(
        _("Compare"),
        options,
        default=first,
        words=lambda name: titles.get(name, name),
        most=planning.MOST,
        key="compare",
        placeholder=_("Choose up to four"),
        help=_("The first one is the reference."),
    )
    return [None if name == TODAY else name for name in chosen]


def changes(outcomes: list[Outcome], labels: int) -> None:
    """Show the changes of each scenario below its column of results, with links to pages with the scenario.

    Parameters
    ----------
    outcomes : list of Outcome
        Outcomes that are compared.
    labels : int
        Width of the labels before the columns. [px]
    """
    with st.container(horizontal=True, gap=None):
        if not screen.is_phone():
            st.space(labels)
        places = st.container(width="stretch").columns(len(outcomes), gap="small")
    for outcome, place in zip(outcomes, places, strict=True):
        with place:
            st.markdown(f"**{show.escaped(scenario.title(outcome.scenario))}**")
            _changes(outcome)


def show_not_compared(names: list[str | None], titles: dict[str, str]) -> None:
    """List the scenarios not compared, such as a newly saved one, and let the user choose which ones they replace."""
    shown = [TODAY if name is None else name for name in names]
    absent = [name for name in titles if name not in shown]
    if not absent:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="not_compared"):
        st.caption(
            _("Not compared:")
            if len(shown) < planning.MOST
            else _("Not compared, as up to {most} stand side by side:", most=reader().number(planning.MOST)),
            width="content",
        )
        for name in absent:
            _offer(name, shown, titles)


def show_not_presented(titles: dict[str, str]) -> None:
    """List the scenarios that an audience and guests are not shown."""
    disclosed = ask(scenarios.scenarios, park_id=controls.park_id(), viewer=GUEST)["scenario_id"]
    closed = [title for name, title in titles.items() if name not in {TODAY, *disclosed}]
    if closed and role.viewer().sees_all:
        st.caption(
            _(
                "Not presented, because of undisclosed measures, synergies or lifetimes: {names}",
                names=show.escaped(reader().listed(closed)),
            )
        )


def _offer(name: str, shown: list[str], titles: dict[str, str]) -> None:
    """Offer to compare a scenario; if the table is full, it replaces one chosen by the user."""
    title, icon, kind = show.escaped(titles[name]), ":material/compare_arrows:", "tertiary"
    if len(shown) < planning.MOST:
        st.button(title, key=f"compare_{name}", icon=icon, type=kind, on_click=_place, args=([*shown, name],))
        return
    popover = f"compare_in_{name}"
    with popovers.closable_popover(title, key=popover, icon=icon, type=kind):
        st.markdown(_("Compare “{scenario}” instead of:", scenario=title))
        for place, other in enumerate(shown):
            now = [*shown[:place], name, *shown[place + 1 :]]
            key = f"compare_{name}_{other}"
            st.button(
                show.escaped(titles[other]), key=key, width="stretch", on_click=_place, args=(now, popover)
            )


def _place(compared: list[str], popover: str = "") -> None:
    st.session_state.compare = compared
    if popover:
        popovers.close(popover)


def count_words(shown: int, count: int, withheld: int) -> str:
    """Text with the numbers of scenarios shown, existing and withheld."""
    words = (
        ngettext("{count} scenario", "{count} scenarios", count)
        if shown == count
        else ngettext("{shown} of {count} scenario", "{shown} of {count} scenarios", count, shown=shown)
    )
    if not withheld:
        return words
    return _("{shown}, {count} undisclosed", shown=words, count=reader().number(withheld))


def reference_words(names: list[str | None], titles: dict[str, str]) -> str:
    """Text on the reference of the differences, for the selection line; empty if there are none."""
    if len(names) < 2:
        return ""
    if names[0] is None:
        return _("differences from today")
    return _("differences from “{scenario}”", scenario=titles[names[0]])


def rate_words(known: pd.DataFrame, names: list[str | None]) -> str:
    """Note that a compared scenario sets its own discount rate; empty if none does.

    Parameters
    ----------
    known : DataFrame
        As `scenarios.scenarios` returns.
    names : list of str or None
        Compared scenarios, None for the present state."""
    own = known.loc[known["scenario_id"].isin([name for name in names if name]), "discount_rate"]
    return _("own discount rate where a scenario sets one") if own.notna().any() else ""


def with_budget(changes: pd.DataFrame, names: list[str | None]) -> list[str]:
    """Scenarios with their own budget; parameters as for `choose_money`."""
    own = set(changes.loc[changes["change_kind"] == "budget", "scenario_id"])
    return [name for name in names if name is not None and name in own]


def choose_money(changes: pd.DataFrame, names: list[str | None], titles: dict[str, str]) -> str:
    """Let the user choose the budget used for the plans, if a compared scenario sets its own.

    Parameters
    ----------
    changes : DataFrame
        As `scenarios.changes` returns.
    names : list of str or None
        Scenarios that are compared, None for today.
    titles : dict of str to str
        Their names.
    """
    budgeted = with_budget(changes, names)
    if not budgeted:
        return planning.OWN
    options: dict[str, str] = {
        planning.OWN: _("Own budget of each scenario"),
        planning.SAME: _("Budget above for all"),
    }
    options |= {name: _("Budget of “{scenario}” for all", scenario=titles[name]) for name in budgeted}
    return pick.from_dropdown(
        _("Plan budget"),
        options,
        key="compare_money",
        width=340,
        help=_(
            "Own budget: the plan that the plan page shows in the scenario. With the same budget, differences come from "
            "the other changes of the scenarios alone."
        ),
    )


def money_words(money: str, limits: Limits, currency: str, titles: dict[str, str], *, has_own: bool) -> str:
    """Text on the budget used for the plans, for the selection line; parameters as for `planning.compare`."""
    if money not in (planning.SAME, planning.OWN):
        return _("budget of “{scenario}” for all", scenario=titles[money])
    (words,) = plan_words.stated(limits, currency)
    if not has_own:
        return words
    if money == planning.SAME:
        return _("{budget} for all scenarios", budget=words)
    if plan_words.has_budget(limits):
        words = plan_words.money(limits, currency)
    return _("budget of the scenario, otherwise {budget}", budget=words)


def _changes(outcome: Outcome) -> None:
    """Show the changes of a scenario, and a menu of the pages that show it."""
    if outcome.scenario is None:
        st.caption(_("no changes"))
        return
    currency = outcome.currency
    st.markdown("\n".join(f"- {line}" for line in scenario.words(outcome.scenario, currency)))
    scenario.remarks(outcome.scenario, currency)
    with st.popover(_("Open with this scenario"), icon=":material/open_in_new:", type="tertiary"):
        for page in _SHOWN_ON:
            navigation.link(page, scenario=outcome.scenario.scenario_id, park=outcome.scenario.park_id)


def changing_places(outcomes: list[Outcome]) -> None:
    """Show the measures that are in some of the plans but not in others."""
    known = [outcome for outcome in outcomes if outcome.plan.is_feasible]
    if len(known) < 2:
        return
    inside = pd.DataFrame(
        {place: pd.Series(1, index=outcome.plan.chosen) for place, outcome in enumerate(known)}
    )
    moved = inside[inside.isna().any(axis=1)]
    if moved.empty:
        show.info(_("All plans contain the same measures."))
        return
    every = pd.concat([outcome.names for outcome in known])
    shown = every[~every.index.duplicated()].loc[moved.index]
    titles = [f"{place + 1} · {scenario.title(outcome.scenario)}" for place, outcome in enumerate(known)]
    show_rows(
        {
            _("Measure"): [presentation.measure_words(row, reader()) for row in shown.to_dict("records")],
            _("Company"): presentation.company_words(shown, reader()),
        }
        | {
            title: [_("in the plan") if is_in == 1 else "–" for is_in in moved[place]]
            for place, title in enumerate(titles)
        },
        most=420,
        alt=_("Measures in some but not all plans"),
    )
