"""One synergy: profitability, readiness, risks and permits."""

from functools import partial

import streamlit as st

from isdata.energy import measures
from isdata.output import reports
from isdata.output.figures.parkmap import presentation
from isdata.output.reports import gain_differences
from isdata.symbiosis import assessment, synergies
from pages.common import (
    address,
    controls,
    empty_view,
    navigation,
    pick,
    report_offer,
    role,
    screen,
    show,
    synergy_record,
)
from pages.common.data import ask
from pages.common.editing import signing
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.synergies.parts import (
    synergy_effort,
    synergy_lists,
    synergy_presented,
    synergy_readiness,
    synergy_sheet,
)

park, viewer, read = controls.park_id(), role.viewer(), reader()
known = ask(synergies.synergies, parks=[park], viewer=viewer)
if known.empty:
    empty_view.stop(_("No synergies are recorded for this park."), table="synergy")
PARTS = {
    "sheet": _("Appraisal"),
    "readiness": _("Readiness"),
    "risks": _("Risks"),
    "permits": _("Permits"),
    "effort": _("Facilitation hours"),
    "record": _("Record"),
}

may_change, is_phone = role.may_change(), screen.is_phone()
named = known[["synergy_id", "name_en", "name_zh", "resource_class", "topic"]].to_dict("records")
names = {row["synergy_id"]: presentation.synergy_name(row, read) for row in named}
stages = dict(zip(known["synergy_id"], known["stage"], strict=True))
# One that this reader may see by name, not the most urgent one of undisclosed companies.
first = next((row["synergy_id"] for row in named if read.name(row["name_en"], row["name_zh"])), None)
line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_of_synergy")
with line:
    chosen = pick.from_dropdown(
        _("Synergy"),
        list(names),
        words=lambda key: f"{names[key]} · {read.choice('stage', stages[key])}",
        key="synergy",
        default=first,
        label_visibility="collapsed",
        width=200 if is_phone else 440,
    )
    if may_change:
        show_parts = (
            partial(pick.from_dropdown, width=140) if is_phone else partial(pick.one_of, width="content")
        )
        show_parts(_("Show"), PARTS, key="part", label_visibility="collapsed")
if asked := address.missing("synergy"):
    # No other one is opened instead, since it could be edited by mistake.
    show.not_found(
        _("Synergy “{name}” does not exist or was removed. Choose a synergy:", name=show.escaped(asked))
    )
    for synergy_id, words in names.items():
        navigation.link(
            "synergy", show.escaped(words), icon=":material/handshake:", synergy=synergy_id, park=park
        )
    show.end()
found = ask(assessment.dossier, synergy=chosen, park=park, viewer=viewer)
if found is None:
    st.info(_("This synergy is not disclosed."), icon=":material/visibility_off:")
    show.end()
name, top = "", st.container()
if may_change:
    synergy_record.show_head(found.facts.to_dict(), found.partners)
# On a phone the buttons are below the results, with their words.
results, foot = st.container(), st.container(horizontal=True)
if may_change:
    with foot if is_phone else line:
        name = signing.signature(width=240, is_short=True)
        asked = found.assumptions.drop_duplicates("assumption").set_index("assumption")["value"]
        report_offer.offer(
            reports.Choice("synergy", name=chosen),
            measures.Terms(discount_rate=float(asked["discount_rate"])),
            hurdle=float(asked["hurdle"]),
        )
screen.screen()  # a phone shows less
if controls.is_projected():
    title = synergy_presented.headline(found.facts.to_dict(), found.partners)
    headline.state(title)
    once(synergy_presented.show_presented, found, title)
    show.end()
with results:
    match st.session_state.get("part") if may_change else "record":
        case "readiness":
            synergy_readiness.show_readiness(found, name)
        case "risks":
            synergy_lists.show_risks(found, name)
        case "permits":
            synergy_lists.show_permits(found, name)
        case "effort":
            synergy_effort.show_effort(found, name)
        case "record":
            synergy_record.show_record(found.facts.to_dict(), found.partners, has_head=may_change)
            sentence = (
                gain_differences.of_appraisal(found.facts.to_dict(), found.sheet, read)
                if may_change and found.sheet
                else ""
            )
            if sentence:
                st.caption(show.escaped(sentence))
        case _:
            synergy_sheet.show_sheet(found, name, top)
