"""A resource chosen from the list, by its name or synonym, or recognised from a company's own words."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from isdata.data import naming, store
from isdata.data.entry import names
from isdata.data.naming import phrases
from pages.common import pick, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.language import names as named

_FIRST = 5  # resources that typed words may mean, at the top of the list


def choose(
    label: str,
    *,
    key: str,
    first: Sequence[str] = (),
    likely: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """Let the reader choose a resource; not within a form, as typed words are recognised at once.

    Parameters
    ----------
    label : str
        What is chosen.
    key : str
        Of the control.
    first : sequence of str
        Ids at the top of the list.
    likely : str, optional
        Id that is chosen at first.
    width : int or str
        [px] or as Streamlit words it.
    """
    chosen, phrase = st.session_state.get(key, (likely, ""))
    offered = _offered([*(_meanings(phrase) if phrase else ()), *first])
    widget = pick.widget_key(key, [phrase])
    given = st.selectbox(
        label,
        list(offered),
        index=None if chosen is None else list(offered).index(chosen),
        format_func=lambda value: offered.get(value, value),
        accept_new_options=True,
        placeholder=_("Choose, or type your own words"),
        help=_("Resources are found by their names and synonyms; other words are recognised after Enter."),
        key=widget,
        on_change=_recognise,
        args=(key, widget),
        width=width,
    )
    if phrase:
        _explain(phrase, offered.get(given or ""))
    return names.meant(given) if given in offered else None


def _recognise(key: str, widget: str) -> None:
    """Take typed words for the resource that they most likely mean."""
    given = st.session_state[widget]
    known = ask(store.ask, name="resource_names")["resource_id"]
    if given is not None and names.meant(given) not in set(known):
        st.session_state[key] = naming.likeliest(_suggested(given)), given


def with_synonyms(words: Mapping[str, str]) -> dict[str, str]:
    """Names of resources by id, followed by their synonyms; `names.meant` gives the id of either."""
    found = ask(names.synonyms, language=reader().language)
    return {**words, **{key: phrase for key, phrase in found.items() if names.meant(key) in words}}


def unit(resource_id: str | None) -> str:
    """Usual unit of a resource; empty where there is none."""
    units = ask(store.ask, name="resource_names").set_index("resource_id")["unit"].to_dict()
    return units.get(resource_id) or ""


def _offered(first: Sequence[str]) -> dict[str, str]:
    """Names by id, `first` ahead of the others, then those by synonym."""
    own = named(ask(store.ask, name="resource_names"), "resource_id")
    ordered = dict.fromkeys([*(key for key in first if key in own), *sorted(own, key=own.__getitem__)])
    return with_synonyms({key: own[key] for key in ordered})


def _meanings(phrase: str) -> list[str]:
    """Ids of the resources that words may mean, the likeliest first; none where no name is like them."""
    return list(_suggested(phrase)["resource_id"]) if phrase else []


def _suggested(phrase: str) -> pd.DataFrame:
    """Resources that words may mean, as from `naming.suggest`."""
    return naming.suggest(
        phrase, ask(store.ask, name="match_resources"), confirmed=ask(phrases.confirmed), most=_FIRST
    )


def _explain(phrase: str, name: str | None) -> None:
    """State how typed words were understood."""
    if name is None and _meanings(phrase):
        words = _(
            "“{phrase}” may mean several resources: the list begins with them.", phrase=show.plain(phrase)
        )
        st.warning(words, icon=":material/help:")
    elif name is None:
        words = _(
            "No resource is similar to “{phrase}”. Choose one from the list.", phrase=show.plain(phrase)
        )
        st.warning(words, icon=":material/search_off:")
    else:
        words = _(
            "“{phrase}” is recorded as “{name}”. The list begins with other possible meanings.",
            phrase=show.plain(phrase),
            name=show.plain(name),
        )
        st.caption(words)
