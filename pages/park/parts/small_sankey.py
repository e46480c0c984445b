"""Sankey diagram of a park's by-products and waste for the overview."""

import streamlit as st

from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import sankey, sankey_fit, sankey_notes, sankey_size
from isdata.park import flows
from pages.common import amounts, charts, navigation, park_facts, role, screen
from pages.common.controls import is_projected
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.common.show import escaped
from pages.park.parts import flow_choice, omitted_flows

# Presets tried in this order: classes of resources, and their kind.
PRESETS = (("material", ("by_product", "waste")), ("water", ()), ("energy", ()), ("material", ()))
# Minimum and maximum height, height on a phone, and height of names [px].
HIGH, HIGHEST, LOW, LABEL = 340, 560, 280, 12
AROUND = 424  # height of the elements above the picture, and of its legend [px]
NOTE = 50  # height of the note above the picture of a small park, which also states its first steps [px]
# Maximum number of nodes of one role and side, and of the whole picture: fewer if names need more space.
AT_DESK, AT_HALL, ON_PHONE, IN_SQUARE = (7, 20), (4, 15), (3, 12), (2, 9)
# Shares of the window: height of the picture, and of one with a sentence below it, by language (Chinese text around it takes
# fewer lines); and height of names.
IN_HALL, WITH_NOTE, LABEL_IN_HALL = {"en": 0.46, "zh": 0.5}, {"en": 0.385, "zh": 0.46}, 0.023
# Further shares of its height: without a story's title or without figures above, and with the whole width, on which a sentence
# takes one line.
UNTITLED, NO_FIGURES, ALONE = 0.035, {"en": 0.2, "zh": 0.14}, {"en": 0.05, "zh": 0.0}
LINE = 0.042  # height of a further line of the sentence
CLOSE, DISTANT = (
    2.0,
    2.4,
)  # minimum height per node of a side, with and without a sentence below, in name heights
SHARE, WHOLE = 0.57, 0.98  # share of the page width, with another element beside it and alone


def show(park_id: str, room: screen.Screen, *, share: float = SHARE, has_figures: bool = True) -> None:
    """Draw the newest year's flows on a share of the page width, with a link to the page with all flows.

    `has_figures`: whether figures are above the picture
    """
    in_hall = IN_SQUARE if charts.is_square() else AT_HALL
    most, limit = ON_PHONE if room.is_narrow else in_hall if is_projected() else AT_DESK
    only_measured = room.is_narrow or is_projected()
    found = _composed(park_id, most=most, limit=limit, only_measured=only_measured)
    if found is None:
        return
    choice, composed = found
    kind, read, year = choice.kind, reader(), park_facts.year_words(choice.year, park_id)
    about = _("{kind} flows, {year}", kind=read.choice("kind", kind), year=year)
    st.subheader(_("By-products and waste, {year}", year=year) if choice.classes else about, anchor=False)
    unmeasured = sankey_notes.count_unmeasured(composed, choice)
    if note := omitted_flows.words(park_id, choice, is_small=True, unmeasured=unmeasured):
        st.caption(note)
    below = _below(composed, choice, is_counted=bool(note))
    format_ = _format(room, share, most, has_above=bool(note), has_figures=has_figures, below=below)
    if room.is_narrow:
        composed, layout = sankey_fit.fit_one(composed, choice, read, format_)
    else:
        least = CLOSE if below else DISTANT
        layout = sankey_size.lay_out(composed.view, read, format_, least=least)
    count = len(composed.view.links)
    st.vega_lite_chart(
        spec=sankey.draw(composed.view, layout, read, format_, is_live=False),
        width="content",
        alt=ngettext("Sankey diagram with {count} flow", "Sankey diagram with {count} flows", count),
    )
    if below:
        st.caption(escaped(below))
    asked = {"flow_preset": flows.FIRST if choice.classes else flows.OWN, "flow_kind": kind}
    navigation.link("flows", _("Show flows"), icon=":material/account_tree:", park=park_id, **asked)


def _below(composed: flows.Composed, choice: flows.FlowSelection, *, is_counted: bool) -> str:
    """Sentences below the picture on what it leaves out; `is_counted`: unmeasured flows are counted above it."""
    notes = [] if is_counted else sankey_notes.unmeasured(composed, choice, reader())
    if is_projected():  # on a page, the flows are only a click away
        notes += sankey_notes.leaving_out(composed, choice, reader())
    return reader().sentences(notes)


def _composed(
    park_id: str, *, most: int, limit: int, only_measured: bool
) -> tuple[flows.FlowSelection, flows.Composed] | None:
    """First preset with flows in the newest year, with a maximum number of nodes per side and in total."""
    years = park_facts.years(park_id)
    found, _companies = ask(flow_choice.offered, park_id=park_id, years=years, viewer=role.viewer())
    # The first picture of a small park shows all entered flows, not a part of them.
    presets = PRESETS[::-1] if flows.has_few_others(found) else PRESETS
    for year in years[:1]:
        for kind, classes in presets:
            choice = flows.FlowSelection(
                year,
                kind=kind,
                classes=classes,
                most=most,
                limit=limit,
                only_measured=only_measured,
                is_reconciled=amounts.are_reconciled(),
            )
            composed = ask(flows.compose, park_id=park_id, choice=choice, viewer=role.viewer())
            if not composed.view.links.empty:
                return choice, composed
    return None


def _format(
    room: screen.Screen, share: float, most: int, *, has_above: bool, has_figures: bool, below: str
) -> sankey_size.Format:
    """Size of the picture on a share of the page width, with or without a note and figures above it, and with the note `below`."""
    high, label = _height(room) - NOTE * has_above, float(LABEL)
    if is_projected() and not room.is_narrow:
        high = _height_in_hall(room, has_notes=bool(below), is_alone=share == WHOLE, has_figures=has_figures)
        if below and reader().language == "zh":  # the share for English includes further lines
            lines = -(-text_width(below, LABEL_IN_HALL * room.height) // (share * room.width))
            high -= LINE * (lines - 1) * room.height
        label = LABEL_IN_HALL * room.height
    width = room.width if room.is_narrow else share * room.width
    return sankey_size.Format(width=width, height=high, label=label, most=most, is_inside=True)


def _height_in_hall(room: screen.Screen, *, has_notes: bool, is_alone: bool, has_figures: bool) -> float:
    """Height of a presented picture. [px]"""
    share = (WITH_NOTE if has_notes else IN_HALL)[reader().language]
    share += ALONE[reader().language] * is_alone + NO_FIGURES[reader().language] * (not has_figures)
    share += UNTITLED * (not headline.is_below_title() and not charts.is_square())
    return share * room.height


def _height(room: screen.Screen) -> float:
    """Height of the picture on a page, so that it ends with the window. [px]"""
    return LOW if room.is_narrow else min(max(HIGH, room.height - AROUND), HIGHEST)
