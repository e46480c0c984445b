"""One company: its feasible matches in the order of the page “Matches”, blocked ones, and its synergies."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts.results import Matches
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import presentation, streams
from pages.common import (
    charts,
    controls,
    match_order,
    navigation,
    park_facts,
    park_matches,
    pick,
    role,
    screen,
    tables,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.show import escaped, info
from pages.institution.parts import match_groups

_SHOWN, _BLOCKED, _LINKED = 6, 4, 6  # number of bars, blocked matches and links to synergies
_FILLED = 438  # height of the presented bars, with space for the notes and the blocked match below [px]
_BAR, _TWO_LINES = 88, 120  # height of a presented bar at most, and of a blocked match in two lines [px]
_LEGEND = 40  # height of the legend above presented bars [px]


class Company(NamedTuple):
    """A company of the park: its id, its name in the reader's language, and its sites."""

    company_id: str
    name: str
    sites: tuple[str, ...]


def choose(*, is_small: bool) -> Company | None:
    """Let the user choose a company; None if none may be named.

    Parameters
    ----------
    is_small : bool
        Offer only small and medium-sized companies.
    """
    rows = ask(store.ask, name="park_company_sites", park_id=park_id())
    shown = park_matches.of_park(park_id(), role.viewer())
    seen = {*shown["supply_site_id"].dropna(), *shown["demand_site_id"].dropna()}
    rows = rows[rows["is_sme"].eq(True)] if is_small else rows
    if not role.viewer().sees_all:  # companies not named in the matches are not offered
        rows = rows[rows["site_id"].isin(seen)]
    if rows.empty:
        return None
    names = dict(zip(rows["company_id"], reader().names(rows), strict=True))
    sites = rows.groupby("company_id")["site_id"].agg(tuple)
    has_match = rows.loc[rows["site_id"].isin(seen), "company_id"]
    first = has_match.iloc[0] if len(has_match) else None
    key = "role_small_company" if is_small else "role_company"
    chosen = pick.from_dropdown(
        _("Company"),
        names,
        key=key,
        default=first,
        width=360 if screen.is_phone() else 320,
        label_visibility="collapsed",
    )
    return Company(chosen, names[chosen], sites[chosen])


def figures(company: Company) -> list[tuple[str, int, str]]:
    """Label, number and definition of the key figures of a company."""
    found = _of(company)
    own = ask(streams.declared, park_id=park_id(), viewer=role.viewer())
    return [
        (
            _("Feasible matches") if role.viewer().sees_all else _("Disclosed feasible matches"),
            int((found["blocked"] == 0).sum()),
            _("Matches of its supplies and demands that meet all conditions."),
        ),
        (
            _("Blocked matches") if role.viewer().sees_all else _("Disclosed blocked matches"),
            int((found["blocked"] > 0).sum()),
            _("Matches of its supplies and demands that fail a condition."),
        ),
        (
            _("Supplies and demands"),
            int(own["site_id"].isin(company.sites).sum()),
            _("Recorded for the company, open to exchange."),
        ),
        (
            _("Synergies") if role.viewer().sees_all else _("Disclosed synergies"),
            len(_synergies(company)),
            _("Synergies at any stage in which it is a partner."),
        ),
    ]


def show_feasible(company: Company) -> None:
    """Draw the feasible matches of a company in the order of the page “Matches”, with gain and amounts."""
    read, order = reader(), "gain" if role.may_change() else "score"
    found = _of(company)
    found = match_order.listed(found[found["blocked"] == 0], order)
    has_money = role.may_change() and found["value"].notna().any()
    by = _("by gain per year") if has_money else _("by score")
    title = _("Feasible matches of {company}", company=escaped(company.name))
    st.subheader(title if found.empty else reader().noted(title, by), anchor=False)
    if found.empty:
        info(_("No feasible match yet. Blocked ones and their remedies are listed below."))
        return
    if has_money:
        found = found.sort_values("value", key=pd.isna, kind="stable")  # unknown gains last
    rows = found.head(_SHOWN).to_dict("records")
    groups = match_groups.groups()
    rows.sort(
        key=lambda row: (
            list(groups).index(match_groups.group(row)),
            -match_groups.amount(row, has_money=has_money),
        )
    )
    bars = {
        "name": [_name(row, company) for row in rows],
        "amount": [match_groups.amount(row, has_money=has_money) for row in rows],
        "state": [groups[match_groups.group(row)][0] for row in rows],
        "words": [
            _in_hall(row, company) if controls.is_projected() else _words(row, company, has_money=has_money)
            for row in rows
        ],
        "short": [_words(row, company, has_money=has_money, is_short=True) for row in rows],
    }
    table = pd.DataFrame(bars)
    if has_money:
        basis = _("Bars show the gain per year.")
    else:
        leaves_out = _("Bars show the score, which leaves out prices.")
        basis = leaves_out if order == "score" else _("Bars show the score.")
    first = _("The first {shown} of {total}.", shown=_SHOWN, total=read.number(len(found)))
    alternatives = (
        _("Matches of one supply or demand are alternatives.") if len(set(bars["name"])) < len(rows) else ""
    )
    has_co2 = controls.is_projected() and any(row["co2"] > 0 for row in rows)
    notes = [
        basis,
        _("CO2 is stated where a saving is known.") if has_co2 else "",
        "" if controls.is_projected() else alternatives,  # below, because the line has no space for it
        first if len(found) > _SHOWN else "",
    ]
    st.caption(read.sentences(notes))
    charts.bars(
        table.assign(name=match_groups.apart(table["name"])),
        alt=_("Feasible matches of the company, in the order of the page “Matches”"),
        room=2.5 if controls.is_projected() else 3.3,
        colours={label: colour for label, colour in groups.values() if label in set(bars["state"])},
        looks=replace(screen.bar_looks(), filled=_FILLED - _LEGEND),
    )
    below = [alternatives, match_order.left_out({"park_id": park_id()})] if controls.is_projected() else []
    if any(below):
        st.caption(read.sentences(below))


def show_blocked(company: Company) -> None:
    """List the best blocked matches of a company, with their remedies."""
    found = _of(company)
    blocked = _held_back(found)
    words = blocked.head(_BLOCKED)
    if words.empty:
        return
    st.subheader(_("Blocked matches and what would unlock them"), anchor=False)
    if len(blocked) > _BLOCKED:
        total = reader().number(len(blocked))
        st.caption(_("The first {shown} of {total}.", shown=_BLOCKED, total=total))
    tables.show_rows(
        words.iloc[:, :2],
        alt=_("Blocked matches of the company with what would unlock them"),
        lines=5 if screen.is_phone() else 3,
        most=640,
        column_config=tables.texts(
            {_("Match"): 160, _("What would unlock it"): 170}
            if screen.is_phone()
            else {_("Match"): 330, _("What would unlock it"): 380}
        ),
    )


def _held_back(found: pd.DataFrame) -> pd.DataFrame:
    """Blocked matches as text, from `presentation.blocked_matches`, beginning with those whose remedy this reader may see."""
    words = presentation.blocked_matches(found[found["blocked"] > 0], reader())
    if words.empty:
        return words
    is_known = words.iloc[:, 1].map(_is_known).astype(bool)
    return pd.concat([words[is_known], words[~is_known]])


def _is_known(remedy: object) -> bool:
    return isinstance(remedy, str) and remedy not in ("", "–")


def show_best_blocked(company: Company) -> None:
    """Show when presenting the best blocked matches and their remedies: one, and more where few bars leave room."""
    found = _of(company)
    held = _held_back(found)
    if held.empty or not _is_known(held.iloc[0, 1]):
        return
    bars = min(_SHOWN, int((found["blocked"] == 0).sum()))
    held = held.head(1 + max(0, int((_FILLED - bars * _BAR) // _TWO_LINES)))
    for match, remedy in held.iloc[:, :2].itertuples(index=False):
        if _is_known(remedy):
            st.markdown(_("**Blocked:** {match} – {remedy}", match=escaped(match), remedy=escaped(remedy)))


def link_synergies(company: Company) -> None:
    """Show links to the synergies of a company."""
    found = _synergies(company)
    if found.empty:
        return
    read = reader()
    st.subheader(_("Synergies"), anchor=False)
    for row in found.head(_LINKED).to_dict("records"):
        name = escaped(read.name(row["name_en"], row["name_zh"]))
        navigation.link(
            "synergy",
            f"{name} · {read.choice('stage', row['stage'])}",
            icon=":material/account_tree:",
            synergy=row["synergy_id"],
        )
    if len(found) > _LINKED:
        st.caption(_("The first {shown} of {total}.", shown=_LINKED, total=read.number(len(found))))


def _of(company: Company) -> Matches:
    """Matches of a company, as provider or receiver."""
    found = park_matches.of_park(park_id(), role.viewer())
    own = found["supply_site_id"].isin(company.sites) | found["demand_site_id"].isin(company.sites)
    return found[own].reset_index(drop=True)


def _synergies(company: Company) -> pd.DataFrame:
    """Named synergies with a company as partner, as visible to this reader."""
    known, partners = (
        ask(of, parks=(park_id(),), viewer=role.viewer()) for of in (synergies.synergies, synergies.partners)
    )
    own = partners.loc[partners["company_id"] == company.company_id, "synergy_id"]
    named = known["name_en"].notna() | known["name_zh"].notna()
    return known[known["synergy_id"].isin(own) & named]


def _side(row: dict, company: Company) -> str:
    """Side of a match of the company."""
    return "supply" if row["supply_site_id"] in company.sites else "demand"


def _name(row: dict, company: Company) -> str:
    """Text of what the company provides or needs in a match; on a phone an arrow at the partner shows the direction."""
    side = _side(row, company)
    resource = presentation.resource(row, side, reader())
    if screen.is_phone():
        return resource
    if side == "supply":
        return _("Provides: {resource}", resource=resource)
    return _("Needs: {resource}", resource=resource)


def _in_hall(row: dict, company: Company) -> str:
    """Score shown by the bar, amount per year, CO2 saved if known, and partner of a match."""
    read = reader()
    parts = [
        read.percent(row["score"]),
        match_groups.mark(row),
        _("amount not disclosed") if row["is_hidden"] else presentation.amount_per_year(row, read),
        _("{amount} CO2 saved", amount=read.amount(float(f"{row['co2']:.2g}"), "t"))
        if row["co2"] > 0
        else "",
    ]
    side = _side(row, company)
    partner = presentation.company(row, "demand" if side == "supply" else "supply", read)
    return f"{' · '.join(filter(None, parts))} {'→' if side == 'supply' else '←'} {partner}"


def _words(row: dict, company: Company, *, has_money: bool, is_short: bool = False) -> str:
    """Gain or score, amount and partner of a match; on a phone with an arrow at the partner."""
    read, side = reader(), _side(row, company)
    other = "demand" if side == "supply" else "supply"
    partner = presentation.company(row, other, read)
    shown = read.percent(row["score"])
    if has_money:
        gain = row["value"]
        shown = read.money(gain, park_facts.currency()) if pd.notna(gain) else _("gain unknown")
    shown = " · ".join(filter(None, [shown, match_groups.mark(row)]))
    if is_short:
        amount = "" if row["is_hidden"] else presentation.amount(row, read)
        return f"{' · '.join(filter(None, [shown, amount]))} {'→' if side == 'supply' else '←'} {partner}"
    way = _("to {company}", company=partner) if side == "supply" else _("from {company}", company=partner)
    return " · ".join(filter(None, [shown, presentation.amount(row, read), way]))
