"""Flows of materials, energy and water between the companies."""

import streamlit as st

from isdata.output.figures import sankey_headline
from isdata.park import flows, parks
from pages.common import amounts, controls, empty_view, fragment, park_facts, role, scenario, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, names, reader
from pages.common.presenting import headline
from pages.park.parts import (
    flow_arrange,
    flow_choice,
    flow_loops,
    flow_path,
    flow_picture,
    flow_proof,
    flow_room,
    flow_state,
    flow_tables,
    flow_what_if,
    omitted_flows,
)

park_id = controls.park_id()
years = [str(year) for year in park_facts.years()]
if not years:
    empty_view.stop(
        _("No flows are recorded for this park"),
        _("Enter provider, receiver, resource, year and amount of each flow."),
        table="flow",
    )
about = park_facts.about() | ask(parks.summary, park_id=park_id).iloc[0].to_dict()
shown = scenario.shown(park_id)
scene = flow_what_if.scene(shown)
found, companies = ask(
    flow_choice.offered, park_id=park_id, years=[int(year) for year in years], viewer=role.viewer()
)
named = names(companies, "company_id")


@fragment.independent_fragment
def look() -> None:
    """Controls and the resulting picture; only this part reruns after a click."""
    flow_state.state().room = screen.screen(is_hall=controls.is_projected())
    newest = int(years[0])
    flow_loops.open_on(park_id, newest)
    chosen, state = flow_choice.choose(park_id, years, found, named, about["currency"], scene)
    choice = flow_path.narrowed(park_id, chosen)
    if screen.is_size_unknown():
        # A picture for a default screen would be cut on a phone, and drawn again on every other.
        state(False)
        headline.reserve()
        flow_picture.waiting()
        return
    composed = ask(flows.compose, park_id=park_id, choice=choice, viewer=role.viewer())
    state(bool((composed.view.links["volume"] > 0).any()))
    _show(composed, choice, newest)


def _notes_above(composed: flows.Composed, choice: flows.FlowSelection) -> tuple[str, str, str]:
    """Show the notes above the picture; return them with the line of the scenario, as they take up space."""
    if omitted := omitted_flows.words(park_id, choice):
        st.caption(omitted)
    if supposed := flow_what_if.stated(composed, choice, scene):
        st.markdown(f":material/alt_route: {_('What if: {supposed}.', supposed=show.escaped(supposed))}")
    return scenario.presented_line(shown), omitted, supposed


def _show(composed: flows.Composed, choice: flows.FlowSelection, newest: int) -> None:
    """Show the flows of a choice: path, title, picture and, on a working page, tables."""
    if choice.look == "network" and (loop := flow_loops.lit()):
        composed = derive(flows.with_unfolded, composed, choice, loop)
    park = reader().name(about["name_en"], about["name_zh"])
    steps, picked = flow_path.path(composed, choice, park, named)
    # The path of a ribbon is below the picture, which would otherwise move under the pointer after a click.
    is_below = picked is not None and len(steps) == 2
    with st.container():  # in a separate container, so that a step does not move the table
        flow_path.draw([] if is_below else steps)
    title = derive(
        sankey_headline.headline,
        composed,
        choice,
        reader(),
        st.session_state.get("flow_picked", ""),
        park_facts.year_words(choice.year, park_id),
    )
    headline.state(title, is_on_page=True)
    if composed.view.links.empty:
        flow_picture.nothing()
        return
    format_ = flow_room.format_(title, _notes_above(composed, choice), composed, choice, about)
    composed, parts = flow_picture.draw(park_id, composed, choice, format_)
    with st.container():
        flow_path.draw(steps if is_below else [])
    flow_loops.line(park_id, newest)
    line = flow_picture.offer(parts, composed, choice, about, format_)
    if len(parts) == 1:
        with line:
            flow_arrange.arrange(park_id, choice, parts[0].view, parts[0].layout)
    if controls.is_projected():  # no tables when presented
        return
    place = line.empty()
    amounts.note(park_id, choice.year)
    flow_tables.tables(composed, choice, picked, park_id, about["currency"])
    if len(parts) == 1:
        flow_proof.show(place, parts[0], flow_choice.picture(park_id, choice))


look()
