"""Choice of a resource by name or synonym, or recognised from a company's own terms."""

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

_FIRST = 5  # number of possible meanings of typed text, at the top of the list


def choose(
    label: str,
    *,
    key: str,
    first: Sequence[str] = (),
    likely: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """Let the user choose a resource; not for use within a form, since typed text is recognised at once.

    Parameters
    ----------
    label : str
        Label of the control.
    key : str
        Key of the control.
    first : sequence of str
        Ids at the top of the list.
    likely : str, optional
        Id chosen initially.
    width : int or str
        Width [px], or a Streamlit keyword.
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
    return names.id_of_choice(given) if given in offered else None


def _recognise(key: str, widget: str) -> None:
    """Replace typed text by the resource that it most likely means."""
    given = st.session_state[widget]
    known = ask(store.ask, name="resource_names")["resource_id"]
    if given is not None and names.id_of_choice(given) not in set(known):
        st.session_state[key] = naming.most_similar(_suggested(given)), given


def with_synonyms(words: Mapping[str, str]) -> dict[str, str]:
    """Names of resources by id, followed by their synonyms; `names.id_of_choice` gives the id of either."""
    found = ask(names.synonyms, language=reader().language)
    return {**words, **{key: phrase for key, phrase in found.items() if names.id_of_choice(key) in words}}


def unit(resource_id: str | None) -> str:
    """Usual unit of a resource; empty if there is none."""
    units = ask(store.ask, name="resource_names").set_index("resource_id")["unit"].to_dict()
    return units.get(resource_id) or ""


def _offered(first: Sequence[str]) -> dict[str, str]:
    """Names by id, with `first` at the top, followed by synonyms."""
    own = named(ask(store.ask, name="resource_names"), "resource_id")
    ordered = dict.fromkeys([*(key for key in first if key in own), *sorted(own, key=own.__getitem__)])
    return with_synonyms({key: own[key] for key in ordered})


def _meanings(phrase: str) -> list[str]:
    """Ids of the resources that a text may mean, likeliest first; empty if no name is similar."""
    return list(_suggested(phrase)["resource_id"]) if phrase else []


def _suggested(phrase: str) -> pd.DataFrame:
    """Resources that a text may mean, from `naming.suggest`."""
    return naming.suggest(
        phrase, ask(store.ask, name="match_resources"), confirmed=ask(phrases.confirmed), most=_FIRST
    )


def _explain(phrase: str, name: str | None) -> None:
    """Show how typed text was understood."""
    if name is None and _meanings(phrase):
        words = _(
            "“{phrase}” may mean several resources: the list begins with them.", phrase=show.escaped(phrase)
        )
        st.warning(words, icon=":material/help:")
    elif name is None:
        words = _(
            "No resource is similar to “{phrase}”. Choose one from the list.", phrase=show.escaped(phrase)
        )
        st.warning(words, icon=":material/search_off:")
    else:
        words = _(
            "“{phrase}” is recorded as “{name}”. The list begins with other possible meanings.",
            phrase=show.escaped(phrase),
            name=show.escaped(name),
        )
        st.caption(words)
