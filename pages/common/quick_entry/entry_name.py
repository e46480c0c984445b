"""Name of a quick entry: the words as written, where the recognised resource is called otherwise, such as a grade of it."""

import re

import streamlit as st

from isdata.data import store
from pages.common import navigation, role, show
from pages.common.data import ask
from pages.common.language import _, reader

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def keep(phrase: str, resource: str | None, mark: str) -> dict[str, str]:
    """State that the resource is called otherwise, and let the user keep the words as the name of the entry.

    Returns the name by column of the stream; empty if the resource has this name, or the words are not kept.

    Parameters
    ----------
    phrase : str
        Words that name the resource.
    resource : str, optional
        Chosen resource.
    mark : str
        Suffix of the field keys.
    """
    known = ask(store.ask, name="resource_names").set_index("resource_id")
    if not phrase or resource not in known.index:
        return {}
    called = [str(known.loc[resource, name]) for name in ("name_en", "name_zh")]
    if phrase.casefold() in (name.casefold() for name in called):
        return {}
    name = reader().name(*called)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_kept = st.checkbox(
            _(
                "“{phrase}” is recognised as “{name}”. Keep “{phrase}” as the name of this entry",
                phrase=show.escaped(phrase),
                name=show.escaped(name),
            ),
            key=f"declare_name_{mark}_{resource}",
            help=_("Matching uses the recognised resource; the name is shown with the entry."),
        )
        if role.may_change():
            navigation.link("tables", _("Add a new resource"), icon=":material/add:", edit_table="resource")
    return {f"name_{'zh' if _CHINESE.search(phrase) else 'en'}": phrase} if is_kept else {}
