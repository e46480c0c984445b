"""What-if controls: companies that leave, or another amount of one flow; the result is shown in the diagram."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.i18n import N_, Reader
from isdata.output.figures import sankey_texts as words
from isdata.output.figures.sankey_notes import supposed
from isdata.park import flows
from isdata.park.flows.what_if import FACTORS, AdjustableFlows, adjustable_flows
from isdata.scenarios import Scenario
from pages.common import address, controls, data, navigation, number_field, pick, role, show
from pages.common.language import _, reader
from pages.common.once import once

GONE, SCALED = "flow_without", "flow_scaled"


@dataclass(frozen=True)
class Scene:
    """Assumptions of a scenario on flows: leaving companies, operating synergies with their share, and new companies."""

    without: tuple[str, ...] = ()
    running: tuple[tuple[str, float], ...] = ()
    joining: tuple[str, ...] = ()


TODAY = Scene()


def scene(shown: Scenario | None) -> Scene:
    """Assumptions of the shown scenario about flows, limited to companies visible to this user."""
    if shown is None:
        return TODAY
    found = data.ask(
        scenarios.park_state, park_id=shown.park_id, scenario_id=shown.scenario_id, viewer=role.viewer()
    ).started
    runs = found.dropna(subset="synergy_id")
    return Scene(
        without=tuple(_open(shown.of("company_leaves"))),
        running=tuple(zip(runs["synergy_id"], runs["share"].astype(float), strict=True)),
        joining=tuple(_open(shown.of("company_arrives"))),
    )


def stated(composed: flows.Composed, choice: flows.FlowSelection, scene: Scene) -> str:
    """Text of the picture's assumptions for the line above it; empty if a presented scenario states them already."""
    if not choice.is_what_if:
        return ""
    is_of_scenario = not choice.scaled and set(choice.without) <= set(scene.without)
    return "" if is_of_scenario and controls.is_projected() else supposed(choice, composed, reader())


def _open(changes: pd.DataFrame) -> pd.Series:
    """Companies of changes that are visible to this reader."""
    return changes.loc[changes["is_open"].astype(bool), "company_id"].dropna()


def chosen() -> tuple[flows.Scaled, ...]:
    """Flow with a changed amount, as named by the address."""
    return tuple(replace(one, factor=1.0) for one in flows.scaled_from(address.remembered_text(SCALED)))


def ask(
    known: dict[str, str], total: int, names: dict[str, str]
) -> tuple[tuple[str, ...], tuple[flows.Scaled, ...]]:
    """Let the user set what-if assumptions.

    Parameters
    ----------
    known, total : dict, int
        Names of the offered flows, and their total number, as returned by `known`.
    names : dict
        Names of companies by id.

    Returns
    -------
    tuple
        Leaving companies, and flows with a factor; both empty for the present state.
    """
    gone = pick.some_of(_("Without these companies"), names, key=GONE)
    scaled = _scaled(known)
    if total > len(known):
        st.caption(
            _(
                "The {shown} largest flows of {total} are on offer.",
                shown=reader().number(len(known)),
                total=reader().number(total),
            )
        )
    if gone or scaled:
        st.button(_("Back to today"), icon=":material/undo:", on_click=_forget, key="flow_today")
    once(_offer_stored, controls.park_id())
    return tuple(gone), scaled


def _offer_stored(park_id: str) -> None:
    """Offer the stored scenarios of the park, unless one is shown already."""
    known = data.ask(scenarios.scenarios, park_id=park_id, viewer=role.viewer())
    if known.empty or st.session_state.get("scenario"):
        return
    st.markdown(_("Or a saved scenario:"))
    for row in known.to_dict("records"):
        navigation.link(
            "flows",
            show.escaped(reader().name(row["name_en"], row["name_zh"])),
            icon=":material/alt_route:",
            scenario=row["scenario_id"],
            park=park_id,
        )


def _scaled(known: dict[str, str]) -> tuple[flows.Scaled, ...]:
    """Let the user scale one flow, stored in the address as one text."""
    former = flows.scaled_from(address.remembered_text(SCALED))
    now = flows.text_of(former[0]) if former else ""
    key = now.rpartition("~")[0]
    if st.session_state.get("flow_scaled_shown") != now:  # comes from the address, not from the controls
        st.session_state["flow_scaled_link"] = key if key in known else None
        st.session_state["flow_scaled_factor"] = former[0].factor if former else 0.5
    link = pick.choice_input(_("This flow"), known, key="flow_scaled_link", empty=_("Choose a flow"))
    least, most = FACTORS
    factor = number_field.chosen(
        _("times"),
        key="flow_scaled_factor",
        default=0.5,
        minimum=least,
        maximum=most,
        disabled=link is None,
    )
    chosen = flows.scaled_from(f"{link}~{factor:g}") if link in known else ()
    st.session_state[SCALED] = flows.text_of(chosen[0]) if chosen else ""
    st.session_state["flow_scaled_shown"] = st.session_state[SCALED]
    address.keep(SCALED)
    return chosen


def known(park_id: str, kind: str, year: str, scaled: tuple[flows.Scaled, ...]) -> tuple[dict[str, str], int]:
    """Names of the largest flows of a kind ("all" for any) and year, and their number, without undisclosed companies."""
    found = data.ask(
        adjustable_flows,
        park_id=park_id,
        year=int(year),
        kind="" if kind == "all" else kind,
        scaled=scaled,
        viewer=role.viewer(),
    )
    return data.derive(_names, found, reader(), _("outside")), found.total


def _names(found: AdjustableFlows, read: Reader, outside: str) -> dict[str, str]:
    """Names of flows: provider, receiver and resource."""
    ends = [f"{end}_{column}" for end in ("provider", "receiver") for column in ("id", "en", "zh")]
    what = ["kind", "resource_id", "resource_class", "resource_en", "resource_zh"]
    rows = found.rows[[*ends, *what]]
    return {
        f"{row['provider_id']}~{row['receiver_id']}~{row['resource_id']}": (
            read.text(
                N_("{a}: {b}"),
                a=f"{read.name(row['provider_en'], row['provider_zh']) or outside} → "
                f"{read.name(row['receiver_en'], row['receiver_zh']) or outside}",
                b=words.resource_name(row, read),
            )
        )
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    }


def _forget() -> None:
    st.session_state[GONE] = []
    st.session_state[SCALED] = ""
