"""Editor of one story: its names, and the order, titles and notes of its views."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import form, navigation
from pages.common.data import cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.language import _, reader

_TEXTS = ("title", "note")
_NAMES = ("name_en", "name_zh")


def edit(park_id: str, story_id: str, saved: list[SavedView], about: Mapping) -> None:
    """Let the facilitator edit a story; rows are removed by selecting them."""
    scope = f"story_{story_id}_{saving.save_count(story_id)}"
    rows = _edited(saved, scope)
    values = form.fields("story", _NAMES, scope=scope, values=dict(about), columns=2)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature()
        saves = st.button(_("Save"), key="story_save", type="primary", icon=":material/save:")
        removes = st.button(_("Delete this story"), key="story_remove", icon=":material/delete:")
    stored = {"park_id": park_id, "story_id": story_id, "who": who}
    if signing.is_signed(removes, who, key="story_remove"):
        with saving.show_problems():
            stories.remove(cursor(), **stored)
            saving.saved(_("Story deleted."))
    elif signing.is_signed(saves, who, key="story_save"):
        with saving.stored():
            stories.save(cursor(), views=_views(saved, rows), **stored, **values)
            saving.next_turn(story_id)


def _edited(saved: list[SavedView], scope: str) -> pd.DataFrame:
    """Show the editable views and return them; the index is their position in the saved story."""
    own = reader().language
    languages = [own, *({"en", "zh"} - {own})]
    texts = [f"{text}_{language}" for language in languages for text in _TEXTS]
    names = {entry.name: _(entry.title) for entry in navigation.ENTRIES}
    columns = {"place": range(1, len(saved) + 1), "page": [names.get(view.page, view.page) for view in saved]}
    columns |= {name: [getattr(view, name) for view in saved] for name in texts}
    config = {name: edited_table.column("story_view", name) | {"required": False} for name in texts}
    table = pd.DataFrame(columns).astype(dict.fromkeys(texts, "string"))
    return st.data_editor(
        table,
        column_config={
            "place": st.column_config.NumberColumn(_("Place"), min_value=1, step=1, width=70),
            "page": st.column_config.TextColumn(_("Page"), disabled=True, width=120),
            **config,
        },
        hide_index=True,
        placeholder="",
        num_rows="delete",
        key=f"{scope}_views",
        alt=_("Views of the story in their order"),
    )


def _views(saved: list[SavedView], rows: pd.DataFrame) -> list[SavedView]:
    """Edited views in the order of their positions."""
    ordered = rows.sort_values("place", kind="stable")
    texts = [f"{text}_{language}" for text in _TEXTS for language in ("en", "zh")]
    return [
        SavedView(saved[place].page, saved[place].query, **{name: _text(row[name]) for name in texts})
        for place, row in ordered.to_dict("index").items()
    ]


def _text(value: object) -> str | None:
    return None if pd.isna(value) or not str(value).strip() else str(value).strip()
