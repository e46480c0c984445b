"""Key figures for a company, an SME, the administration, the municipality or an investor."""

import streamlit as st

from pages.common import cards, controls, match_order, navigation, park_facts, role, screen, selection
from pages.common.controls import park_id
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.show import missing_data
from pages.institution.parts import investor, own_match_bars, own_matches, role_figures, role_picture
from pages.institution.parts.role_figures import Figure

VIEWS = {
    "company": _("Company"),
    "sme": _("SME"),
    "administration": _("Administration"),
    "municipality": _("Municipality"),
    "investor": _("Private investor"),
}
FIRST = {
    "company": ("streams", "running", "measures_done"),
    "sme": ("smes", "streams", "requests"),
    "administration": ("late", "requests", "running", "companies"),
    "municipality": ("jobs", "co2", "used", "companies"),
    "investor": ("measures_ahead", "synergies", "running"),
}
QUESTIONS = {
    "company": {
        "matches": _("Who can use my by-products, and who has what I need?"),
        "energy": _("Which measures pay back at companies like mine?"),
        "synergy": _("What is the status of my synergies?"),
        "joint_report": _("What do I state in the joint report?"),
    },
    "sme": {
        "services": _("What does the administration offer me?"),
        "uses": _("What could my by-product be used for?"),
        "matches": _("Which company nearby would accept small amounts?"),
        "sharing": _("What could I use jointly with others?"),
        "problems": _("Which problems do other companies have in common?"),
    },
    "administration": {
        "meetings": _("Which actions are due?"),
        "newcomers": _("Which newcomer meets the limits of the park?"),
        "risks": _("Which risks need a treatment?"),
        "indicators": _("How close are targets and standards?"),
        "joint_report": _("Which companies have submitted the sheet?"),
    },
    "municipality": {
        "regions": _("How do the parks of the region compare?"),
        "indicators": _("How close are targets and standards?"),
        "map": _("Where are sites, synergies and free plots?"),
        "cases": _("What did comparable parks achieve?"),
    },
    "investor": {
        "investors": _("What are the return, the cover ratio and the probability of a loss?"),
        "plan": _("Which measures are best within a budget?"),
        "certainty": _("What drives the value?"),
        "risks": _("Which risks are known, and who owns them?"),
        "board": _("Which synergies are ready to be financed?"),
    },
}


def _headline(company: own_matches.Company, figures: list[tuple[str, int, str, str]]) -> str:
    """Headline on the matches of a company, from `own_matches.figures`, with the largest new gain."""
    feasible, blocked = (count for _label, count, *_rest in figures[:2])
    match once(own_matches.all_known, company):
        case "operation":
            found = ngettext(
                "{company}: {count} feasible match, in operation",
                "{company}: all {count} feasible matches in operation",
                feasible,
                company=company.name,
            )
        case "part":
            found = ngettext(
                "{company}: {count} feasible match, partly in operation",
                "{company}: {count} feasible matches, partly in operation",
                feasible,
                company=company.name,
            )
        case "board":
            found = ngettext(
                "{company}: {count} feasible match, in operation or on the board",
                "{company}: all {count} feasible matches in operation or on the board",
                feasible,
                company=company.name,
            )
        case _:
            found = ngettext(
                "{company}: {count} feasible match",
                "{company}: {count} feasible matches",
                feasible,
                company=company.name,
            )
    if blocked:
        found = reader().listed([found, ngettext("{count} blocked", "{count} blocked", blocked)])
    largest = once(own_matches.largest_new, company) if role.may_change() else ""
    return reader().clauses(filter(None, [found, largest]))


line = selection.line("roles")
chosen = line.view(VIEWS, key="reader_role")
with line.row:
    company = own_matches.choose(is_small=chosen == "sme") if chosen in ("company", "sme") else None
if not company:  # stated by the choices beside the line and by the presentation title
    line.state(VIEWS[chosen], park_facts.name(park_id()))
if company:
    counted = once(own_matches.figures, company)
    headline.state(_headline(company, counted), is_on_page=True)
    shown = [
        Figure(label, reader().number(count), definition, note) for label, count, definition, note in counted
    ]
elif chosen == "investor" and (returns := investor.figures(park_id())):
    shown = [Figure(*each) for each in returns]
else:
    known = role_figures.of_park()
    shown = [known[name] for name in FIRST[chosen] if name in known]
if not company and all(figure.value in ("0", "–") for figure in shown):
    missing_data(_("No data for this park yet. Enter companies, flows and synergies first."))
    navigation.link("data", _("Import data: workbook or folder"), icon=":material/upload:")
else:
    with cards.row(len(shown), brief="roles", least=150):
        for figure in shown:
            cards.metric(*figure)
screen.screen()  # a phone has different widths
running = own_matches.running(company) if company else ()
# The questions are links, which are useless when presented.
left, right = (st.container(), None) if controls.is_projected() else st.columns([3, 2], gap="large")
with left:
    if company and len(running):
        own_matches.show_running(running, _headline(company, counted))
        if not controls.is_projected():
            once(own_matches.show_blocked, company)
    elif company and controls.is_projected():
        once(own_match_bars.show_feasible, company)
        once(own_matches.show_best_blocked, company)
        once(own_matches.list_synergies, company, _headline(company, counted))
    elif company:
        titles = [
            reader().noted(name, reader().number(each[1]))
            for name, each in zip((_("Feasible"), _("Blocked")), counted, strict=False)
        ]
        is_apart = counted[1][1] and not screen.is_high()  # a high window has room for both
        feasible, blocked = st.tabs(titles) if is_apart else [st.container()] * 2
        with feasible:
            once(own_match_bars.show_feasible, company)
            match_order.note_left_out({"park_id": park_id()})
        with blocked:
            once(own_matches.show_blocked, company)
    else:
        role_picture.show(chosen)
if right:
    with right:
        st.subheader(_("Key questions"), anchor=False)
        for page, question in QUESTIONS[chosen].items():
            navigation.link(page, question, icon=":material/arrow_forward:")
        if company and not len(running):  # listed on the left
            own_matches.link_synergies(company)
