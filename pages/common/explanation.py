"""Help on the current page: contents, use and methods, from docs/pages."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.locations import EXPLANATIONS
from pages.common import navigation
from pages.common.language import _, reader


def offer(place: DeltaGenerator, entry: navigation.Entry) -> None:
    """Offer the explanation of a page beside it."""
    words = _("Explain this page")
    if place.button(_("Help"), icon=":material/help:", help=f"{words} (?)", key="explain"):
        title, text = explanation(entry.name, reader().language)
        st.dialog(title, width="medium", position="right", icon=entry.icon)(_show)(text)


def explanation(page: str, language: str) -> tuple[str, str]:
    """Title and text of the explanation of a page, as Markdown."""
    heading, _blank, text = (EXPLANATIONS / language / f"{page}.md").read_text("utf-8").split("\n", 2)
    return heading.removeprefix("# "), text


def _show(text: str) -> None:
    st.markdown(text.replace("\n## ", "\n#### "))
    with st.container(horizontal=True):
        for section, label in (("methods", _("Methods")), ("words", _("Glossary"))):
            navigation.link("about", label, icon=":material/menu_book:", about=section)
        navigation.link("training")
