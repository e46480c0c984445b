"""Scenario shown by a page: chosen by the address, shown in a banner, created from the current controls."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data import money, store
from isdata.data.disclosure import FACILITATOR, GUEST, Undisclosed, Viewer
from isdata.data.i18n import N_, both
from isdata.decisions import planning
from isdata.decisions.planning import Aim, Limits
from isdata.energy import measures
from isdata.energy.measures import DisclosedMeasures, Terms
from isdata.scenarios import Scenario
from pages.common import address, controls, navigation, role, show
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader

TODAY = "today"  # id of the present state in the comparison
USUAL_RATE = "8"  # discount rate unless chosen [%]
# Controls whose settings are stored in a saved scenario, with their values if unset.
_HELD = {
    "rate": USUAL_RATE,
    "price": "1",
    "electricity": "1",
    "growth": False,
    "horizon": "life",
    "years": "1",
    "unspent": "kept",
    "cap": "none",
    "floor": "0",
    "plan_hurdle": "none",
    "aim": "npv",
    "plan_taken": [],
    "plan_dropped": [],
    "loss": "0",
    "tax": "0",
    "inflation": "0",
}


def shown(park_id: str) -> Scenario | None:
    """Scenario requested by the address, shown in a banner; None for the present state."""
    _take_over(park_id)
    asked = st.query_params.get("scenario")  # may remain although the scenario was just left
    name = _chosen(park_id)
    if name is None:
        if asked and asked not in _known(park_id, role.viewer()):
            address.missing("scenario")
            st.warning(_not_shown(asked), icon=":material/link_off:")
        return None
    found = ask(scenarios.scenario, park_id=park_id, scenario_id=name, viewer=role.viewer())
    _banner(found)
    return found


def _not_shown(asked: str) -> str:
    """Text on a requested scenario that is not available; users who may not read all scenarios see no reason."""
    if role.viewer().sees_all:
        name = show.escaped(asked)
        return _("Scenario “{name}” does not exist or was removed. The current state is shown.", name=name)
    return _("The scenario in the address does not exist or is undisclosed. The current state is shown.")


def _chosen(park_id: str) -> str | None:
    """Id of the scenario in the address, or of the one shown on the previous page; None if it is withheld.

    After a presentation, which uses the guest view, the facilitator returns to a scenario withheld in it.
    """
    viewer = role.viewer()
    kept = _known(park_id, FACILITATOR if role.may_enter() else viewer)
    name = address.remembered("scenario", kept, None)
    address.keep("scenario")
    return name if name in _known(park_id, viewer) else None


def _known(park_id: str, viewer: Viewer) -> list[str]:
    """Ids of the scenarios of a park that a viewer may read."""
    return ask(scenarios.scenarios, park_id=park_id, viewer=viewer)["scenario_id"].tolist()


def show_present_state(park_id: str) -> None:
    """Show on a page without scenarios that it presents the current state if the address requests one, which is kept."""
    name = _chosen(park_id)
    if name is None:
        return
    found = ask(scenarios.scenario, park_id=park_id, scenario_id=name, viewer=role.viewer())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            _("This page shows the current state, not scenario “{name}”.", name=show.escaped(title(found))),
            width="content",
        )
        st.button(
            _("Back to today"), key="leave_scenario", icon=":material/undo:", on_click=_leave, type="tertiary"
        )


def disclosed_measures(park_id: str, scenario: Scenario | None) -> DisclosedMeasures:
    """Measures of a park for this reader, as stored or as changed by the scenario."""
    return ask(
        scenarios.disclosed_measures, park_id=park_id, scenario_id=id_of(scenario), viewer=role.viewer()
    )


def id_of(scenario: Scenario | None) -> str | None:
    """Id of a scenario; None for the present state."""
    return None if scenario is None else scenario.scenario_id


def benefits(park_id: str, scenario: Scenario | None) -> Undisclosed[pd.DataFrame]:
    """Benefits other than energy of measures, including those of companies arriving in the scenario."""
    joining = () if scenario is None else tuple(scenario.named("company_arrives", "company_id"))
    return ask(measures.benefits, park_id=park_id, joining=joining)


def title(scenario: Scenario | None) -> str:
    """Name of a scenario, "Today" for none."""
    return _("Today") if scenario is None else reader().name(scenario.name_en, scenario.name_zh)


def words(scenario: Scenario, currency: str, *, is_short: bool = False) -> list[str]:
    """Texts of the changes of a scenario as Markdown, with names only if visible to this reader.

    `is_short`: with budgets of several years in one phrase
    """
    read, rows = reader(), scenario.changes
    yearly = scenario.of("budget").dropna(subset="year").sort_values("year")
    together = ""
    if is_short and len(yearly) > 1:
        amounts = [read.money(float(budget), currency, is_padded=False) for budget in yearly["budget"]]
        together = _("yearly budgets {amounts}", amounts=" + ".join(amounts))
        rows = rows.drop(index=yearly.index)
    lines = [show.escaped(scenarios.change_words(row, read, currency)) for row in rows.to_dict("records")]
    lines = [together, *lines] if together else lines
    return [*lines, *setting_words(scenario, currency)] or [_("no changes")]


def setting_words(scenario: Scenario, currency: str) -> list[str]:
    """Texts of the settings of a scenario besides its changes, such as a discount rate, as Markdown."""
    lines = []
    if scenario.discount_rate is not None:
        lines.append(_("discount rate {rate}", rate=reader().rate(scenario.discount_rate)))
    if scenario.factor_region_id is not None:
        lines.append(_("CO2 factors of {region}", region=show.escaped(_region(scenario.factor_region_id))))
    return lines + [show.escaped(line) for line in scenarios.plan_words(scenario, reader(), currency)]


def _region(region_id: str) -> str:
    """Name of a region."""
    known = ask(store.ask, name="region_names").set_index("region_id")
    if region_id not in known.index:
        return region_id
    return reader().name(known.loc[region_id, "name_en"], known.loc[region_id, "name_zh"])


def remarks(scenario: Scenario, currency: str) -> None:
    """Show changes of a scenario without effect, with the reason."""
    found = ask(scenarios.changes_without_effect, park_id=scenario.park_id, scenario_id=scenario.scenario_id)
    if found.empty:
        return
    rows = scenario.changes.set_index("change_id")
    words = [
        "- "
        + _(
            "{a}: {b}",
            a=show.escaped(scenarios.change_words(rows.loc[name].to_dict(), reader(), currency)),
            b=_(scenarios.REMARKS[remark]),
        )
        for name, remark in zip(found["change_id"], found["remark"], strict=True)
    ]
    st.markdown("\n".join(words))


def presented_line(scenario: Scenario | None) -> str:
    """Changes of a scenario in one line, as Markdown; empty without one."""
    if scenario is None:
        return ""
    currency = ask(money.currency_of, park_id=scenario.park_id)
    changes = reader().clauses(words(scenario, currency, is_short=True))
    return f"**{_('Scenario “{name}”', name=show.escaped(title(scenario)))}** · {changes}"


def not_presented_words(scenario_id: str, park_id: str) -> str:
    """Sentence that a scenario is not presented; empty if guests may read it."""
    words = _("Not presented, because it concerns undisclosed measures, synergies or lifetimes.")
    return "" if scenario_id in _known(park_id, GUEST) else words


def _banner(scenario: Scenario) -> None:
    currency = ask(money.currency_of, park_id=scenario.park_id)
    if controls.is_projected():  # one line, since the picture below needs the height
        st.markdown(f":blue[:material/alt_route:] {presented_line(scenario)}")
        remarks(scenario, currency)
        return
    is_new = st.session_state.get("scenario_new") == scenario.scenario_id
    name = show.escaped(title(scenario))
    changes = reader().clauses(words(scenario, currency))
    heading = _("Scenario “{name}” is saved", name=name) if is_new else _("Scenario “{name}”", name=name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            changes,
            title=heading,
            icon=":material/check:" if is_new else ":material/alt_route:",
        )
        navigation.link("scenarios", _("Compare"), icon=":material/compare_arrows:", park=scenario.park_id)
        st.button(
            _("Back to today"), key="leave_scenario", icon=":material/undo:", on_click=_leave, width="content"
        )
    if closed := not_presented_words(scenario.scenario_id, scenario.park_id):
        st.caption(closed)
    remarks(scenario, currency)


def compare(saved: str, park_id: str) -> bool:
    """Add a newly saved scenario to the comparison and return True; if it is full, the user chooses which to replace."""
    known = ask(scenarios.scenarios, park_id=park_id, viewer=role.viewer())
    options = [TODAY, *known["scenario_id"]]
    before = known[known["scenario_id"] != saved]  # what is compared first begins with it now
    chosen, first = st.session_state.get("compare"), compared_first(before)
    st.session_state.compare = scenarios.also_compared(chosen, saved, options, first, planning.MOST)
    return saved in st.session_state.compare


def compared_first(known: pd.DataFrame) -> list[str]:
    """Ids compared initially: the present state, and the first scenarios."""
    return [TODAY, *scenarios.compared_first(known, planning.MOST - 1)]


def _leave() -> None:
    st.session_state.scenario = None
    st.session_state.pop("scenario_new", None)


def _take_over(park_id: str) -> None:
    """Show a newly saved scenario, whose settings no longer come from the controls."""
    saved = st.session_state.pop("scenario_saved", None)
    if saved is not None:
        compare(saved, park_id)
        st.session_state.scenario_new = saved  # its banner is shown as long as it is selected
        reset_settings()
        st.session_state.scenario = saved


def reset_settings() -> None:
    """Reset the controls whose settings are stored in a scenario to their initial values."""
    carriers = address.written_values("price_")  # prices of individual energy carriers
    st.session_state.update(_HELD | dict.fromkeys(carriers, "1"))


def save_as(
    park_id: str,
    scenario: Scenario | None,
    given: Terms,
    found: DisclosedMeasures,
    limits: Limits,
    aim: Aim,
    scope: str,
) -> None:
    """Let a facilitator save the present settings and the plan as a named scenario.

    Parameters
    ----------
    park_id : str
        The park.
    scenario : Scenario or None
        Scenario shown; its changes are included.
    given : Terms
        Terms of the controls, without the prices of the scenario.
    found : DisclosedMeasures
        Measures from which the plan chooses.
    limits, aim : Limits, Aim
        Limits and aim of the plan, including those of the scenario.
    scope : str
        Scope of the measures.
    """
    if not role.may_change():
        return
    with (
        st.container(key="save_scenario", width="content"),
        st.popover(_("Save as scenario"), icon=":material/save_as:", width="content"),
    ):
        name = st.text_input(_("Name (visible to everyone)"), key="scenario_name")
        who = signing.signature(is_in_popover=True)
        is_asked = st.button(_("Save"), key="scenario_save", type="primary", icon=":material/save:")
        if is_asked and not name.strip():
            st.warning(_("Enter a scenario name."), icon=":material/label:")
            return
        if not signing.is_signed(is_asked, who, key="scenario_save"):
            return
        values = planning.kept_values(scenario, given, limits, aim, scope=scope, currency=found.currency)
        with saving.stored():
            st.session_state.scenario_saved = scenarios.save(
                cursor(),
                park_id=park_id,
                values={f"name_{reader().language}": name.strip(), **values},
                changes=planning.kept_changes(scenario, given, limits, found.stored),
                who=who,
                reason=both(N_("Saved from page settings")),
            )
