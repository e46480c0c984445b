"""Cover of a presentation until its first view is drawn: park, story and views."""

import html
from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output.figures import style
from isdata.programme import stories
from pages.common import charts, controls, park_facts
from pages.common.data import ask
from pages.common.language import _, names
from pages.common.presenting.views import Presented

_MOST = 8  # number of views named
_STYLE = f"""<style>
/* What the working page showed goes at once, not when the new page is complete: it may name undisclosed companies. */
[data-testid=stMain]:has(.opening) * {{visibility: hidden !important}}
.stApp .stMain :is(.opening, .opening *) {{visibility: visible !important}}
.opening {{position: fixed; inset: 0; z-index: 99980; background: {style.PAPER}; color: {style.INK}; display: flex;
  flex-direction: column; justify-content: center; padding: 0 9vw; line-height: 1.45}}
.opening :is(h2, p, ol) {{margin: 0; padding: 0}}
.stApp .stMain .opening h2 {{font-size: 2.6rem; font-weight: 600; line-height: 1.2; padding: 0.2rem 0 1.4rem}}
.opening .park {{font-size: 1.3rem; color: {style.ACCENT}; font-weight: 600}}
.opening ol {{list-style: none; font-size: 1.15rem; columns: 2; column-gap: 3rem; max-width: 60rem}}
.opening li {{break-inside: avoid; padding: 0.15rem 0}}
.opening li b {{display: inline-block; min-width: 1.8rem; color: {style.ACCENT}}}
.opening .wait {{margin-top: 1.8rem; color: {style.MUTED}}}
.opening .wait::before {{content: ""; display: block; width: 14rem; height: 0.3rem; margin-bottom: 0.5rem;
  background: linear-gradient(90deg, {style.RULE} 35%, {style.ACCENT} 50%, {style.RULE} 65%) 0 / 300%;
  animation: opening-wait 1.6s linear infinite}}
@keyframes opening-wait {{from {{background-position: 100%}} to {{background-position: 0}}}}
@media (prefers-reduced-motion: reduce) {{.opening .wait::before {{animation: none}}}}
@media (max-width: 640px) {{.opening ol {{columns: 1}} .stApp .stMain .opening h2 {{font-size: 1.7rem}}}}
</style>"""


def cover(presented: Presented, park_id: str | None) -> DeltaGenerator | None:
    """Cover the page at the start of a presentation; return the container of the cover."""
    # Created without a cover too, so that following elements keep their position and no former title remains.
    place = st.empty()
    if not st.session_state.get(controls.ENTERS):
        return None
    place.html(_STYLE + _drawn(presented, park_id))
    return place


@contextmanager
def uncover(place: DeltaGenerator | None) -> Generator[None]:
    """Remove the cover once the view in this context is drawn.

    An interrupted run leaves it in place. So does a run without the window size: the browser then reports it, and the view
    is drawn again.
    """
    try:
        yield
    except Exception:  # the page ends early and shows the reason
        _uncover(place)
        raise
    if charts.window():
        _uncover(place)


def _uncover(place: DeltaGenerator | None) -> None:
    if place:
        st.session_state[controls.ENTERS] = False
        place.empty()


def _drawn(presented: Presented, park_id: str | None) -> str:
    """HTML with park, title of the story, coming views and present state."""
    coming = presented.views[presented.place :]
    listed = "".join(
        f"<li><b>{number}</b>{html.escape(view.words)}</li>"
        for number, view in enumerate(coming[:_MOST], presented.place + 1)
    )
    park = park_facts.name(park_id) if park_id else ""
    story = _("Presentation")
    if presented.story_id and park_id:
        story = names(ask(stories.stories, park_id=park_id), "story_id").get(presented.story_id, story)
    preparing = _("Preparing “{title}” …", title=coming[0].words)
    return (
        f'<section class="opening" role="status"><p class="park">{html.escape(park)}</p><h2>{html.escape(story)}</h2>'
        f'<ol>{listed}</ol><p class="wait">{html.escape(preparing)}</p></section>'
    )
