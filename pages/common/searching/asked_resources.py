"""Resources in a question such as “Who could use our foundry sand?”: their matches and published uses."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from isdata.data import naming
from isdata.symbiosis.matching import published_uses
from pages.common import navigation, phrases, show
from pages.common.data import ask
from pages.common.language import _, reader

# Minimum similarity of words without a question, and of words in a question.
_LEAST, _LEAST_ASKED = 0.8, 0.6
_MOST = 3
_SHARE = 0.75  # minimum share of the best similarity; less similar ones are dropped


def list_of_question(words: str, close: Callable[[], None]) -> bool:
    """List the resources in a question, with links to their matches and uses.

    Returns True if there are any.

    Parameters
    ----------
    words : str
        Typed text, which is no name.
    close : callable
        Closes the search once one is chosen.
    """
    asked = naming.question(words)
    return asked is not None and _list(asked.phrase, _LEAST_ASKED, asked, close)


def list_of_words(words: str, close: Callable[[], None]) -> bool:
    """As `list_of_question`, for a description of a resource in own words."""
    return _list(words, _LEAST, None, close)


def _list(phrase: str, least: float, asked: naming.Question | None, close: Callable[[], None]) -> bool:
    # Somebody who looks for a user has the resource as a residue; a wanted resource may be a residue elsewhere too.
    found = phrases.proposals(phrase, "have" if asked and asked.is_left_over else None)
    near = (
        found[found["similarity"] >= max(least, _SHARE * found["similarity"].max())] if len(found) else found
    )
    for hit in near.head(_MOST).to_dict("records"):
        _offer(hit, asked, close)
    return not near.empty


def _offer(hit: dict[str, Any], asked: naming.Question | None, close: Callable[[], None]) -> None:
    """Offer the matches of a resource, and its published uses if there are any."""
    key, name = hit["resource_id"], reader().name(hit["name_en"], hit["name_zh"])
    query = st.query_params.to_dict()
    is_open = {entry.name for entry in navigation.open_entries()}.__contains__
    if is_open("matches") and st.button(
        _("**{resource}** · Matches in the park", resource=show.escaped(name)),
        key=f"asked_{key}",
        type="tertiary",
        icon=":material/handshake:",
    ):
        close()
        direction = {"phrase_direction": "have" if asked.is_left_over else "want"} if asked else {}
        st.switch_page(
            navigation.page("matches"),
            query_params=query | {"view": "phrase", "phrase": name, "meant": key} | direction,
        )
    has_uses = is_open("uses") and key in ask(published_uses.counts, direction="for").index
    if has_uses and st.button(
        _("**{resource}** · Published uses", resource=show.escaped(name)),
        key=f"asked_uses_{key}",
        type="tertiary",
        icon=":material/recycling:",
    ):
        close()
        st.switch_page(navigation.page("uses"), query_params=query | {"asked": "for", "use_for": key})
