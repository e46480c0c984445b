"""Competences of the administration: matrix of posts with gaps, training plan, levels, posts and evidence of exercises."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import competences
from isdata.output.figures import competences as figure
from isdata.programme.training import exercises
from isdata.programme.training.records import PracticeCopy
from isdata.programme.training.results import Attempt
from pages.common import charts, phone_tables, pick, role
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, platform_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, names, ngettext, reader
from pages.common.selection import Line
from pages.common.show import computed, escaped, info
from pages.common.tables import show_table


def show(line: Line, held: Sequence[PracticeCopy], shown: Sequence[Attempt]) -> None:
    """Show the matrix and, in tabs, the training plan and what it is based on.

    Parameters
    ----------
    line : Line
    held, shown : sequence
        Practice copies, and results of their trainees as returned by `results.attempts`.
    """
    about = {"park_id": park_id(), "viewer": role.viewer()}
    levels, planned = ask(competences.matrix, **about), ask(competences.plan, **about)
    posts = names(ask(competences.posts, **about), "post_id")
    line.state(*_stated(levels, planned))
    if levels.empty:
        info(
            _(
                "No level is recorded in this park yet. Enter the posts of the administration, then their levels."
            )
        )
    else:
        _matrix(levels, planned)
    without = [name for post, name in posts.items() if post not in set(levels["post_id"])]
    if without:
        info(
            _(
                "Posts without levels: {posts}. Enter the levels that they need under “Levels of posts”.",
                posts=escaped(reader().listed(without)),
            )
        )
    plan, level, proof, post, listed = st.tabs(
        [_("Training plan"), _("Levels of posts"), _("Evidence"), _("Posts"), _("List of competences")],
        default=None if posts else _("Posts"),
    )
    with plan:
        _plan(planned, levels, posts)
    with level:
        _levels(levels, posts)
    with proof:
        _evidence(levels, posts, held, shown)
    with post:
        _posts()
    with listed:
        _list()


def _stated(levels: pd.DataFrame, planned: pd.DataFrame) -> list[str]:
    """Number of gaps, of those without a training, and of levels not assessed."""
    if levels.empty:
        return [_("no level recorded yet")]
    read, count = reader(), int(levels["gap"].fillna(0).gt(0).sum())
    left, unknown = len(competences.unplanned(levels, planned)), int(levels["gap"].isna().sum())
    late = len(competences.overdue(planned, dt.date.today()))
    return [
        ngettext("{count} gap", "{count} gaps", count),
        _("{count} without a planned training", count=read.number(left)) if left else "",
        ngettext("{count} training overdue", "{count} trainings overdue", late) if late else "",
        _("{count} not assessed", count=read.number(unknown)) if unknown else "",
    ]


def _matrix(levels: pd.DataFrame, planned: pd.DataFrame) -> None:
    """Draw competence × post, and state the levels."""
    st.subheader(_("Current / required level by competence and post"), anchor=False)
    left = competences.unplanned(levels, planned).index
    if len(left):
        st.caption(_("Framed: gap without a planned training"))
    charts.draw(
        figure.grid(levels, left, charts.reader()),
        alt=_(
            "Current and required level of each competence by post; gaps without a planned training are framed"
        ),
    )
    words = reader().clauses(_(each) for each in competences.LEVELS.values())
    computed(
        _(
            "Levels: {levels}. Framed cells are gaps without a planned training; “–” is not assessed; an empty cell is not required.",
            levels=words,
        )
    )


def _plan(planned: pd.DataFrame, levels: pd.DataFrame, posts: dict[str, str]) -> None:
    """Let the office edit the training plan, below the gaps that it does not address yet."""
    read, own = reader(), names(ask(competences.listed), "competence_id")
    left = competences.unplanned(levels, planned)
    if len(left):
        pairs = zip(read.names(left, "post"), read.names(left), strict=True)
        st.markdown(
            _(
                "Gaps without a planned training: {gaps}.",
                gaps=read.clauses(read.noted(name, post) for post, name in pairs),
            )
        )
    if late := _overdue(planned, posts, own):
        st.markdown(f":red[:material/schedule:] {late}")
    titles = {name: each.title[read.language] for name, each in exercises.known().items()}
    name = f"name_{read.language}"
    platform_table.edit(
        "training_measure",
        planned,
        {
            "post_id": edited_table.choice_column("training_measure", "post_id", posts, width=150),
            "competence_id": edited_table.choice_column("training_measure", "competence_id", own, width=170),
            name: edited_table.column("training_measure", name, label=_("Course"), width=190, pinned=False),
            "exercise": edited_table.choice_column("training_measure", "exercise", titles, width=365),
            "due_on": edited_table.column("training_measure", "due_on"),
            "training_status": edited_table.column("training_measure", "training_status", default="planned"),
            "done_on": edited_table.column("training_measure", "done_on"),
        },
        reason=N_("Training plan edited"),
        alt=_("Trainings by post and competence, open ones first"),
        row_height=phone_tables.WRAPS,
    )


def _overdue(planned: pd.DataFrame, posts: dict[str, str], own: dict[str, str]) -> str:
    """Names the open trainings after their due date; empty for none."""
    read = reader()
    trainings = [
        f"{read.noted(own[row['competence_id']], posts[row['post_id']])}, {read.date(row['due_on'])}"
        for row in competences.overdue(planned, dt.date.today()).to_dict("records")
    ]
    return _("Overdue: {trainings}.", trainings=read.clauses(trainings)) if trainings else ""


def _levels(levels: pd.DataFrame, posts: dict[str, str]) -> None:
    """Let the office edit required and current levels."""
    if not posts:
        st.caption(_("Enter the posts first."))
        return
    own = names(ask(competences.listed), "competence_id")
    now = edited_table.edited(
        "post_competence",
        levels,
        {
            "post_id": edited_table.choice_column("post_competence", "post_id", posts, width=200),
            "competence_id": edited_table.choice_column("post_competence", "competence_id", own, width=260),
            **edited_table.columns(
                "post_competence", ("required_level", "current_level", "assessed_on", "evidence")
            ),
        },
        key=f"levels_{saving.save_count('competence_levels')}_{reader().language}",
        may_grow=True,
        height="auto",
        alt=_("Required and current level by post and competence"),
    )
    saving.offer_to_store(
        signing.signature("levels_who", is_short=True),
        partial(competences.save_levels, rows=now, before=levels),
        key="competence_levels",
        reason=N_("Levels of competences edited"),
    )


def _evidence(
    levels: pd.DataFrame, posts: dict[str, str], held: Sequence[PracticeCopy], shown: Sequence[Attempt]
) -> None:
    """Show document and exercises behind each level, and let the office link a trainee to a post."""
    known, read = exercises.known(), reader()
    groups = {name: each.competence for name, each in known.items()}
    passed = competences.evidence(levels, shown, groups)
    has_any = [
        bool(own) or isinstance(text, str) for own, text in zip(passed, levels["evidence"], strict=True)
    ]
    if any(has_any):
        rows = levels[has_any]
        found = [own for own, is_shown in zip(passed, has_any, strict=True) if is_shown]
        show_table(
            {
                _("Post"): read.names(rows, "post"),
                _("Competence"): read.names(rows),
                _("Evidence"): [read.half(text) or "–" for text in rows["evidence"]],
                _("Exercises passed"): [_passed(own) or "–" for own in found],
            },
            alt=_("Evidence of the levels: documents, and exercises passed in the linked practice copy"),
        )
    else:
        st.caption(
            _("No evidence yet. Enter documents under “Levels of posts”, or link the results of a trainee.")
        )
    _link(posts, held)


def _passed(own: Sequence[Attempt]) -> str:
    """Trainee and exercises passed."""
    read, known = reader(), exercises.known()
    titles = read.clauses(known[each.exercise].title[read.language] for each in own)
    return read.noted(titles, own[0].trainee) if own else ""


def _link(posts: dict[str, str], held: Sequence[PracticeCopy]) -> None:
    """Let the office link the practice copy of a trainee as evidence of the competences of a post."""
    if not posts or not held:
        return
    trainees = {copy.code: copy.trainee for copy in held}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        post = pick.choice_input(_("Post"), posts, key="evidence_post", width=280)
        code = pick.choice_input(_("Trainee"), trainees, key="evidence_trainee", width=220)
        who = signed_button(
            _("Link the results"),
            key="evidence_link",
            is_ready=bool(post and code),
            primary=False,
            field="evidence_who",
        )
    if who and post and code:
        with saving.stored():
            reason = both(N_("Results of exercises linked as evidence"))
            competences.link(cursor(), post_id=post, code=code, who=who, reason=reason)


def _posts() -> None:
    """Let the office edit the posts of the administration."""
    name = f"name_{reader().language}"
    platform_table.edit(
        "post",
        ask(competences.posts, park_id=park_id(), viewer=role.viewer()),
        {
            name: edited_table.column("post", name, label=_("Post"), width=320, pinned=False),
            "person": edited_table.column("post", "person", width=200),
        },
        reason=N_("Posts of the administration edited"),
        alt=_("Posts of the administration; the person may be empty"),
        park_id=park_id(),
    )


def _list() -> None:
    """Let the office edit the list of competences, which all parks share."""
    language = reader().language
    platform_table.edit(
        "competence",
        ask(competences.listed),
        {
            "sequence": edited_table.column("competence", "sequence", width=60),
            f"name_{language}": edited_table.column(
                "competence", f"name_{language}", label=_("Competence"), width=260, pinned=False
            ),
            f"meaning_{language}": edited_table.column("competence", f"meaning_{language}", width=420),
            "exercise_group": edited_table.column("competence", "exercise_group", width=190),
        },
        reason=N_("List of competences edited"),
        alt=_("Competences that an administration needs for an eco-industrial park, for all parks"),
    )
