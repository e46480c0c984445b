"""Start a mission from a template, and create own templates."""

from collections.abc import Mapping

import streamlit as st

from isdata.programme.missions import programme
from pages.common import day_field, pick, popovers
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.editing import saving
from pages.common.editing.signing import signed_button
from pages.common.language import _
from pages.programme.parts import mission_steps

KEY = "mission_start_opened"  # key of the popover with the form


def start(templates: Mapping[str, str]) -> None:
    """Let the facilitator start a mission of the park."""
    template = pick.choice_input(
        _("Template"), templates, key="form_mission_template", default=next(iter(templates), None), width=520
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = day_field.enter(_("First day"), key="mission_first", width=160)
        people = st.text_input(_("People"), key="mission_people", placeholder=_("Names or offices"))
    who = signed_button(
        _("Start the mission"),
        key="mission_start",
        is_ready=bool(template),
        field="mission_start_who",
        is_in_popover=True,
    )
    if who and template:
        with saving.stored():
            made = programme.start(
                cursor(),
                park_id=park_id(),
                template_id=template,
                starts_on=first,
                people=people.strip(),
                who=who,
            )
            st.session_state["mission"] = made
            popovers.close(KEY)


def show_templates(templates: Mapping[str, str]) -> None:
    """Let the administration edit the steps of a template, and create its own."""
    template = pick.from_dropdown(_("Template"), templates, key="mission_template", width=520)
    mission_steps.show_steps(template, is_template=True)
    st.subheader(_("Write a template of your own"), anchor=False)
    _write_template(templates)


def _write_template(templates: Mapping[str, str]) -> None:
    """Let the administration create a template as a copy of another one."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name_en = st.text_input(_("Name (English)"), key="template_en")
        name_zh = st.text_input(_("Name (Chinese)"), key="template_zh")
        copy_of = pick.choice_input(
            _("With the steps of"), templates, key="form_template_of", default=next(iter(templates), None)
        )
    is_named = bool(name_en.strip() or name_zh.strip())
    who = signed_button(
        _("Write the template"),
        key="template_make",
        is_ready=is_named and bool(copy_of),
        primary=False,
        field="template_who",
    )
    if who and copy_of:
        with saving.stored():
            made = programme.write_template(
                cursor(),
                copy_of=copy_of,
                name_en=name_en.strip() or None,
                name_zh=name_zh.strip() or None,
                who=who,
            )
            st.session_state["mission_template"] = made
