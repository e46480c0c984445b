"""Proposed names in quick entry, as chips, if a company or resource is clearly misspelt."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from isdata.data import store
from isdata.data.entry import declaration, near_names
from isdata.data.entry.declaration import Declaration
from pages.common.data import ask, derive
from pages.common.language import _, names


def propose(
    found: Declaration, values: Mapping[str, Any], company: str, sites: Mapping[str, str], mark: str
) -> tuple[str, ...]:
    """Propose names for incomplete fields; return the key names of these fields.

    Parameters
    ----------
    found : Declaration
        Recognised content.
    values : mapping
        Current values of the fields, by column.
    company : str
        Name of a new company.
    sites : mapping of str to str
        Names of the companies by site.
    mark : str
        Suffix of the field keys.
    """
    proposed = []
    near = [site for site in found.near_sites if site in sites]
    if near and not values["site_id"] and not company:
        words = {site: sites[site] for site in near} | {found.company: _("New: {name}", name=found.company)}
        label = _("“{words}”: which company is meant?", words=found.company)
        _chips(label, words, f"declare_near_site_{mark}", f"declare_site_{mark}")
        proposed.append("near_site")
    meant = _resources(found, values["resource_id"])
    if meant:
        label = _("“{words}”: which resource is meant?", words=found.written)
        _chips(label, meant, f"declare_near_resource_{mark}", f"declare_resource_{mark}", found.phrase)
        proposed += ["near_resource"] if values["resource_id"] is None else []
    return tuple(proposed)


def _resources(found: Declaration, chosen: str | None) -> dict[str, str]:
    """Names of possible resources, if none or several are recognised, or a word was not understood."""
    if not found.phrase or not (chosen is None or found.unknown):
        return {}
    known = names(ask(store.ask, name="resource_names"), "resource_id")
    alike = [] if found.proposals.empty else list(found.proposals["resource_id"].head(near_names.MOST))
    spelled = derive(near_names.resources, found.phrase, ask(store.ask, name="match_resources"))
    likely = alike if declaration.is_open(found) else [*spelled, *alike]
    return {key: known[key] for key in dict.fromkeys(likely) if key in known and key != chosen}


def _chips(label: str, words: Mapping[str, str], key: str, field: str, phrase: str | None = None) -> None:
    """Chips that fill a field when chosen; Enter chooses the focused one."""

    def take() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            st.session_state[field] = chosen if phrase is None else (chosen, phrase)

    st.pills(label, list(words), format_func=words.__getitem__, key=key, on_change=take)
