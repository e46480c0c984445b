"""Risks, permits and non-monetary effects on the investors page; when presented only the effects, in large type."""

import pandas as pd
import streamlit as st

from isdata.energy.measures import DisclosedMeasures
from isdata.output.reports import Project, Subject, statements, synergy_tables, tables, valuation_parts
from isdata.output.reports.blocks import Heading, Note, Paragraph
from pages.common import controls, navigation, role, show
from pages.common.language import _, reader
from pages.common.once import once
from pages.network.parts import energy_benefits, report_view

_FEW = 4  # number of benefits that leave space for further large type
_IN_TITLE = 2  # number of effects in the title of the presented view if there are no benefits


def show_view(about: Subject, project: Project | None, measures: DisclosedMeasures, synergy_id: str) -> None:
    """Show the view: effects when presented; on a working page risks and permits first.

    Parameters
    ----------
    about : Subject
    project : Project or None
    measures : DisclosedMeasures
        Measures as this reader may see them.
    synergy_id : str
        Id of the appraised synergy; empty for measures.
    """
    if controls.is_projected() and project is not None:
        once(_in_hall, about, project, measures.table)
    else:
        _at_desk(about, project, synergy_id)


def _at_desk(about: Subject, project: Project | None, synergy_id: str) -> None:
    """Show risks and permits with links to their pages, and the effects."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Risks"), anchor=False, width="content")
        if role.may_change():
            navigation.link("risks", _("Record risks"), icon=":material/warning:")
    once(_risks, about)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Permits"), anchor=False, width="content")
        if role.may_change():
            asked = {"synergy": synergy_id} if synergy_id else {}
            navigation.link("synergy", _("Record permits of a synergy"), icon=":material/handshake:", **asked)
    once(_others, about, project)


def _risks(about: Subject) -> None:
    read = reader()
    report_view.blocks([tables.risks(about, read) or Note(valuation_parts.no_risks(about, read))])


def _others(about: Subject, project: Project | None) -> None:
    """Show the permits below their heading, readiness, and the effects."""
    read = reader()
    effects = statements.other_effects(about, project, read)
    ready = synergy_tables.readiness(about, read)
    report_view.blocks(
        [
            *synergy_tables.permits(about, read),
            *([Heading(_("Readiness")), *ready] if ready else []),
            Heading(_("Non-monetary effects")),
            Paragraph("", effects) if effects else Note(_("No non-monetary effects are recorded.")),
        ]
    )


def title(about: Subject, project: Project, measures: pd.DataFrame) -> str:
    """Title of the presented view: number of benefits listed, else the quantified effects.

    Parameters
    ----------
    about : Subject
    project : Project
    measures : DataFrame, index measure_id
        Measures as this reader may see them; those of other projects are ignored.
    """
    benefits = energy_benefits.in_words(_of_project(about, project, measures))
    if len(benefits):
        return energy_benefits.title_in_words(benefits)
    effects = statements.effects(about, project, reader())[:_IN_TITLE]
    return " · ".join(effects) if effects else _("No non-monetary effects are recorded.")


def _of_project(about: Subject, project: Project, measures: pd.DataFrame) -> pd.DataFrame:
    """Measures of a project; empty for a synergy."""
    return measures[measures.index.isin(project.register.measures.index) & (about.synergy is None)]


def _in_hall(about: Subject, project: Project, measures: pd.DataFrame) -> None:
    """Show effects not in the title, qualitative benefits, and where risks and permits are recorded."""
    read, measures = reader(), _of_project(about, project, measures)
    effects = [show.escaped(effect) for effect in statements.effects(about, project, read)]
    if len(energy_benefits.in_words(measures)):
        st.markdown(" · ".join(effects))
        energy_benefits.listed(measures)
    elif effects[_IN_TITLE:]:
        with st.container(key="reading"):
            st.markdown("\n".join(f"- {effect}" for effect in effects[_IN_TITLE:]))
    permits = [block.text for block in synergy_tables.permits(about, read) if isinstance(block, Note)]
    lines = [show.escaped(line) for line in (valuation_parts.no_risks(about, read), *permits)]
    if len(energy_benefits.in_words(measures)) < _FEW:
        with st.container(key="reading"):
            st.markdown("\n\n".join(lines))
    else:
        st.caption(read.sentences(lines))
