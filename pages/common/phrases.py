"""Meaning of a company's own terms: proposals, choice by a person, and storage."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from isdata.data import naming, store
from isdata.data.contracts.results import Matches
from isdata.data.naming import phrases
from isdata.symbiosis.matching import presentation
from pages.common import pick, role, show, tables
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, ngettext, reader

ASKED_AT_ONCE = 20
# Directions of a phrase, and True if the material is a residue.
_IS_LEFT_OVER = {"have": True, "want": False}


def warm() -> None:
    """Load all resource names with their phonetic forms, so that the first phrase is recognised as fast as later ones."""
    con = cursor()
    known, confirmed = store.ask(con, "match_resources"), phrases.confirmed(con)
    for phrase in ("feitie", "廢鋼輪胎"):  # in Latin letters, and in unknown characters
        naming.suggest(phrase, known, confirmed=confirmed)


def proposals(phrase: str, direction: str | None = None) -> pd.DataFrame:
    """Resources that a phrase may mean, with their names; confirmed ones first.

    Parameters
    ----------
    phrase : str
    direction : str, optional
        "have" or "want".
    """
    known = ask(store.ask, name="match_resources")
    side = _IS_LEFT_OVER.get(direction or "")
    found = naming.suggest(phrase, known, confirmed=ask(phrases.confirmed), is_left_over=side)
    return found.merge(known[["resource_id", "name_en", "name_zh"]], on="resource_id", how="left")


def _show_card(resource_id: str) -> None:
    """Show the catalogue data of a resource: form, usual receivers, products of treatment."""
    known = ask(store.ask, name="match_resources")
    own = names(known, "resource_id")
    about = known.set_index("resource_id", drop=False).loc[resource_id].to_dict()
    facts = presentation.card(about, ask(store.ask, name="match_treatments"), own, reader())
    if not facts:
        return
    with st.container(border=True):
        st.markdown(f"**{show.escaped(own[resource_id])}**")
        st.table(
            pd.DataFrame({"what": list(facts), "text": [show.escaped(text) for text in facts.values()]}),
            border="horizontal",
            hide_header=True,
            hide_index=True,
        )


def _words(found: pd.DataFrame) -> dict[str, str]:
    """Options for a phrase: proposals first, then all others by name."""
    read, every = reader(), names(ask(store.ask, name="match_resources"), "resource_id")
    first = {
        row["resource_id"]: _(
            "{name} · similarity {share}",
            name=every[row["resource_id"]],
            share=read.percent(row["similarity"]),
        )
        for row in found.to_dict("records")
    }
    return first | {
        key: name for key, name in sorted(every.items(), key=lambda one: one[1]) if key not in first
    }


def choose(phrase: str, *, key: str, direction: str | None = None) -> str | None:
    """Let the user choose the resource meant by a phrase; the likeliest is preselected, unless several are equal."""
    found = proposals(phrase, direction)
    words = _words(found)
    return pick.choice_input(
        _("“{phrase}” means", phrase=show.escaped(phrase)),
        words,
        key=key,
        default=naming.most_similar(found),
        empty=_("Choose"),
    )


def confirm(meant: dict[str, str], who: str) -> None:
    """Store the meanings of phrases."""
    phrases.confirm(cursor(), meant, who=who, day=dt.date.today())


def ask_meanings(unknown: Sequence[str]) -> None:
    """Ask for the resources meant by unknown words of a file, with proposals, and store the answers."""
    asked = list(unknown)[:ASKED_AT_ONCE]
    with st.container(border=True):
        st.markdown(_("**Confirm terms: which resource is meant?** Answers are kept for the next import."))
        meant = {phrase: choose(phrase, key=f"means_{phrases.normalised_phrase(phrase)}") for phrase in asked}
        confirmed = {phrase: resource for phrase, resource in meant.items() if resource}
        label = ngettext("Confirm {count} assignment", "Confirm {count} assignments", len(confirmed))
        who = signing.signed_button(
            label, key="confirm_meanings", icon=":material/check:", is_ready=bool(confirmed), primary=False
        )
        if who:
            confirm(confirmed, who)
            saving.saved(_("Assignments kept. The rows of the file are not saved yet."))


def _confirm_one(phrase: str, direction: str | None) -> None:
    """Let the facilitator store the meaning of a phrase."""
    meant = choose(phrase, key=f"means_{phrases.normalised_phrase(phrase)}", direction=direction)
    who = signing.signed_button(
        _("Save"),
        key="remember",
        field="phrase_who",
        is_ready=bool(meant),
        primary=False,
        icon=":material/check:",
        help=_("The import will assign this phrase to this resource."),
    )
    if who and meant:
        confirm({phrase: meant}, who)
        saving.saved()


def show_phrase(matches: Matches) -> str | None:
    """Let the user describe what somebody has or wants, and show possible meanings.

    Returns the resource whose matches follow: the one chosen in the list, or the likeliest.
    """
    phrase = pick.text(
        _("Describe the material"),
        key="phrase",
        placeholder=_("spent machining emulsion"),
        help=_("Chinese or English, a trade name, or a waste code: 12 01 09, HW09, SW17, 900-006-09."),
    )
    if not phrase:
        return None
    direction = pick.at_most_one(
        _("Direction"), {"have": _("Have"), "want": _("Want")}, key="phrase_direction"
    )
    named, meant = proposals(phrase, direction), None
    if named.empty:
        show.info(_("No similar entry in the resource list. Try a more general term."))
    else:
        meant = _show_proposed(named, matches)
        _show_card(meant)
        if named["is_confirmed"].any():
            st.success(
                _("The first entry was confirmed before and is used by the import."), icon=":material/check:"
            )
    if role.may_change():
        _confirm_one(phrase, direction)
    return meant


def of_resource(matches: Matches, resource_id: str) -> pd.DataFrame:
    """Unique matches with a resource as supply or demand."""
    is_of = (matches["supply_resource_id"] == resource_id) | (matches["demand_resource_id"] == resource_id)
    return matches.loc[is_of]


def _show_proposed(named: pd.DataFrame, matches: Matches) -> str:
    """List possible meanings of a phrase with their matches; return the resource chosen."""
    read = reader()
    possible = matches[matches["blocked"] == 0]
    place = tables.choose_row(
        {
            _("Resource"): read.names(named),
            _("Similarity"): 100 * named["similarity"],
            _("Class"): [read.choice("resource_class", each) for each in named["resource_class"]],
            _("List of Waste code"): named["ewc_code"].fillna("–"),
            _("Matching name"): named["spelling"],
            _("Feasible matches"): [len(of_resource(possible, each)) for each in named["resource_id"]],
        },
        list(named["resource_id"]),
        key="meant",
        column_config={_("Similarity"): tables.bar()},
        alt=_("Candidate resources, most similar first"),
    )
    return str(named["resource_id"].iloc[place])
