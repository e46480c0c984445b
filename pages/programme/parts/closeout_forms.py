"""Lessons and recommendations, and the hand-over check, edited in place."""

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_
from isdata.output import committee
from isdata.programme.closeout import handover, lessons
from pages.common import cards, editing, navigation
from pages.common.controls import park_id
from pages.common.data import cursor
from pages.common.language import _, defined, reader
from pages.common.signing import signed_button


def lessons_form(known: pd.DataFrame) -> None:
    """Let the facilitator write down lessons and recommendations, as from `lessons.lessons`."""
    read = reader()
    name = "name_zh" if read.language == "zh" else "name_en"
    st.subheader(_("Lessons and recommendations"), anchor=False)
    now = editing.edited(
        "lesson",
        known,
        {
            "lesson_kind": editing.column("lesson", "lesson_kind", default="lesson"),
            name: editing.column("lesson", name, label=_("Wording"), width="large"),
            "owner": editing.column("lesson", "owner"),
        },
        key=f"lessons_{editing.turn('lessons')}_{read.language}",
        may_grow=True,
        height="content",
        alt=_("Lessons learnt, and recommendations with who is responsible"),
    )
    who = editing.who()
    editing.offer_to_store(
        who,
        key="lessons",
        reason=N_("Lessons and recommendations edited"),
        store=lambda why: lessons.save(cursor(), park_id=park_id(), rows=now, who=who, reason=why),
    )


def handover_form(steps: pd.DataFrame) -> None:
    """Let the facilitator mark which steps, as from `handover.steps`, the administration can do alone."""
    read = reader()
    st.subheader(_("Hand-over check"), anchor=False)
    if steps.empty:
        st.info(
            _("No mission was started in this park yet, so there is no step to hand over."),
            icon=":material/flag:",
        )
        return
    left = handover.open_steps(steps)
    cards.metric(
        _("Steps without help"), f"{len(steps) - len(left)} / {len(steps)}", defined("hand-over check")
    )
    shown = steps.assign(
        mission=read.names(steps, "mission"),
        step=read.names(steps),
        does=[read.half(role) for role in steps["role"]],
        teaches=[committee.exercise_title(name, read) or "–" for name in steps["exercise"]],
    )
    text = st.column_config.TextColumn
    now = editing.edited(
        "mission_step",
        shown,
        {
            "is_independent": editing.column("mission_step", "is_independent"),
            "step": text(_("Step"), width="medium"),
            "teaches": text(_("Exercise"), width="medium"),
            "does": text(_("Role")),
            "mission": text(_("Mission"), width="medium"),
        },
        key=f"handover_{editing.turn('handover')}_{read.language}",
        fixed=("step", "teaches", "does", "mission"),
        height="content",
        alt=_("Steps of all missions: tick those that the administration can carry out without help"),
    )
    who = signed_button(_("Save the check"), key="handover_save", field="handover_who")
    if who:
        with editing.worded():
            handover.save(cursor(), rows=now, who=who)
            st.rerun()
    navigation.link("training", _("To the exercises"), icon=":material/school:")
