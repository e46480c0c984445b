"""One company: its feasible matches in the order of the page “Matches”, blocked ones, and its synergies."""

from typing import Literal, NamedTuple

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts.results import Matches
from isdata.engines.sankey.lettering import kept_amounts
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import match_tables, presentation, streams
from pages.common import (
    charts,
    exchange_rows,
    match_order,
    navigation,
    park_facts,
    park_matches,
    pick,
    role,
    screen,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import room
from pages.common.show import escaped

SHOWN, _BLOCKED = 6, 4  # number of bars and blocked matches
_LINKED, _LINKED_LOW, _LOW = 10, 5, 800  # number of links to synergies; in a window below this height [px]
_FEW = 3  # matches that leave room below them when presented
FILLED = 402  # height of the presented bars, with space for the notes and the blocked match below [px]
# Height of a presented bar at most, of a blocked match in two lines, and of a synergy at least; of one line less of a
# blocked match, and its type. [px]
_BAR, _TWO_LINES, _ROW = 88, 120, 100
_LINE, _TYPE = 54, 29
# Height above and below the synergies of a working page, and of one of them. [px]
_ABOVE, _LISTED = 385, 53


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
    seen = {*shown["supply_site_id"].dropna().unique(), *shown["demand_site_id"].dropna().unique()}
    rows = rows[rows["is_sme"].eq(True)] if is_small else rows
    if not role.viewer().sees_all:  # companies not named in the matches are not offered
        rows = rows[rows["site_id"].isin(seen)]
    if rows.empty:
        return None
    names = dict(zip(rows["company_id"], reader().names(rows), strict=True))
    sites = rows.groupby("company_id")["site_id"].agg(tuple)
    key = "role_small_company" if is_small else "role_company"
    chosen = pick.from_dropdown(
        _("Company"),
        names,
        key=key,
        default=_with_most_matches(rows, shown),
        width=168 if screen.is_phone() else 320,
        label_visibility="collapsed",
    )
    return Company(chosen, names[chosen], sites[chosen])


def _with_most_matches(rows: pd.DataFrame, shown: Matches) -> str | None:
    """Company of the sites with the most feasible matches, else with blocked ones, the first of equal ones; None without any."""
    sites = pd.concat([shown["supply_site_id"], shown["demand_site_id"]])
    blocked = 1 / (1 + len(sites))  # all blocked matches together count less than a feasible one
    weight = pd.concat([(shown["blocked"] == 0) + blocked] * 2)
    counts = rows["site_id"].map(weight.groupby(sites).sum()).groupby(rows["company_id"], sort=False).sum()
    return str(counts.idxmax()) if counts.max() > 0 else None


def figures(company: Company) -> list[tuple[str, int, str, str]]:
    """Label, number, definition and note of the key figures of a company."""
    found, linked = of_company(company), _synergies(company)
    is_feasible, sees_all = found["blocked"] == 0, role.viewer().sees_all
    own = ask(streams.declared, park_id=park_id(), viewer=role.viewer())
    own = own[own["site_id"].isin(company.sites)]
    return [
        (
            _("Feasible matches"),
            int(is_feasible.sum()),
            _("Matches of its supplies and demands that meet all conditions."),
            # A guest's board lacks undisclosed synergies.
            _("{number} not on the board yet", number=_new_count(found[is_feasible])) if sees_all else "",
        ),
        (
            _("Blocked matches"),
            int((~is_feasible).sum()),
            _("Matches of its supplies and demands that fail a condition."),
            _remedies(found),
        ),
        (
            _("Supplies and demands"),
            len(own),
            _("Recorded for the company, open to exchange."),
            reader().listed(_counts(own["direction"])),
        ),
        (
            _("Synergies") if sees_all else _("Disclosed synergies"),
            len(linked),
            _("Synergies at any stage in which it is a partner."),
            _("{number} in operation", number=reader().number(int((linked["stage"] == "operation").sum()))),
        ),
    ]


def _counts(directions: pd.Series) -> list[str]:
    """Numbers of supplies and of demands, of each that there is."""
    supplies, demands = (int((directions == each).sum()) for each in ("supply", "demand"))
    words = [
        ngettext("{count} supply", "{count} supplies", supplies) if supplies else "",
        ngettext("{count} demand", "{count} demands", demands) if demands else "",
    ]
    return list(filter(None, words))


def _new_count(feasible: Matches) -> str:
    """Number of feasible matches that are neither operating nor on the board."""
    marked = match_order.listed(feasible, "score")
    return reader().number(int((~(marked["is_running"] | marked["is_on_board"])).sum()))


def largest_new(company: Company) -> str:
    """Partner and gain of the most profitable match that neither operates nor is on the board."""
    found = of_company(company)
    marked = match_order.listed(found[found["blocked"] == 0], "gain")
    is_known = marked["is_running"] | marked["is_on_board"]
    new = marked[~is_known & (marked["value"] > 0)]
    if new.empty:
        return ""
    best = new.sort_values("value", ascending=False, kind="stable").iloc[0].to_dict()
    side = "demand" if best["supply_site_id"] in company.sites else "supply"
    gain = reader().money(best["value"], park_facts.currency())
    if screen.is_phone():  # the headline has two lines; the bars name the partner
        return _("largest new gain: {amount} per year", amount=gain)
    partner = presentation.company(best, side, reader())
    return _("largest new gain: {amount} per year with {company}", amount=gain, company=partner)


def all_known(company: Company) -> Literal["operation", "part", "board", ""]:
    """Where all feasible matches are: in operation, there in part, or there or on the board, which a guest sees in part
    only; empty otherwise.
    """
    found = of_company(company)
    marked = match_order.listed(found[found["blocked"] == 0], "score")
    if len(marked) and marked["is_running"].all():
        is_part = any(map(presentation.runs_in_part, marked.to_dict("records")))
        return "part" if is_part else "operation"
    is_known = marked["is_running"] | marked["is_on_board"]
    return "board" if len(marked) and is_known.all() and role.may_change() else ""


def _remedies(found: Matches) -> str:
    """Number of blocked matches whose remedy this reader may see."""
    remedies = _held_back(found)
    count = 0 if remedies.empty else int(remedies.iloc[:, 1].map(_is_known).sum())
    return _("{number} with a known remedy", number=reader().number(count)) if count else ""


def show_blocked(company: Company) -> None:
    """List the best blocked matches of a company, with their remedies."""
    found = of_company(company)
    blocked = _held_back(found)
    words = blocked.head(_BLOCKED)
    if words.empty:
        return
    st.subheader(_("Blocked matches and what would unlock them"), anchor=False)
    if part := charts.first_of(_BLOCKED, len(blocked)):
        st.caption(part)
    # Not a grid: its lines break within amounts and before Chinese commas.
    st.table(
        words.iloc[:, :2].map(lambda text: escaped(kept_amounts(text)) if isinstance(text, str) else "–"),
        border="horizontal",
        hide_index=True,
        alt=_("Blocked matches of the company with what would unlock them"),
    )


def _held_back(found: pd.DataFrame) -> pd.DataFrame:
    """Blocked matches as text, from `match_tables.blocked_matches`, beginning with those whose remedy this reader may see."""
    words = match_tables.blocked_matches(found[found["blocked"] > 0], reader())
    if words.empty:
        return words
    is_known = words.iloc[:, 1].map(_is_known).astype(bool)
    return pd.concat([words[is_known], words[~is_known]])


def _is_known(remedy: object) -> bool:
    return isinstance(remedy, str) and remedy not in ("", "–")


def show_best_blocked(company: Company) -> None:
    """Show when presenting the best blocked matches and their remedies: one, and more where few bars leave room."""
    found = of_company(company)
    shown = _best_blocked(found).iloc[:, :2]
    total = reader().number(int((found["blocked"] > 0).sum()))
    with st.container(key="best_blocked"):
        for number, (match, remedy) in enumerate(shown.itertuples(index=False), 1):
            st.markdown(
                _blocked_words(number, total, escaped(match), escaped(remedy) if _is_known(remedy) else "")
            )


def _blocked_words(number: int, total: str, match: str, remedy: str) -> str:
    """A blocked match and its remedy, as Markdown."""
    return _(
        "**Blocked ({number} of {total}):** {match} – {remedy}",
        number=number,
        total=total,
        match=match,
        remedy=remedy or _("no known remedy"),
    )


def _best_blocked(found: pd.DataFrame) -> pd.DataFrame:
    """Blocked matches for which the presented bars leave room, as from `_held_back`."""
    bars = min(SHOWN, int((found["blocked"] == 0).sum()))
    return _held_back(found).head(1 + max(0, int((FILLED - bars * _BAR) // _TWO_LINES)))


def running(company: Company) -> pd.DataFrame:
    """Synergies of a company whose feasible matches are all in operation, those with an amount first; otherwise none."""
    found = _synergies(company).sort_values("quantity", key=pd.isna, kind="stable")
    return found if all_known(company) in ("operation", "part") else found.iloc[:0]


def show_running(found: pd.DataFrame, title: str) -> None:
    """Show synergies from `running`, instead of bars of equal scores, below the headline of a presented view."""
    st.subheader(exchange_rows.dated(_("Synergies")), anchor=False)
    most = None if screen.is_phone() else max(1, int((screen.height() - _ABOVE) // _LISTED))
    exchange_rows.show(found, key="own", title=title, above=room.TILES + room.HEADING, most=most)


def list_synergies(company: Company, title: str) -> None:
    """Show when presented synergies of a company where few matches leave room, below the headline `title`."""
    known, found = _synergies(company), of_company(company)
    if known.empty or len(found) > _FEW:
        return
    bars = _BAR * int((found["blocked"] == 0).sum())
    words = (_blocked_words(1, "1", *map(str, each)) for each in _best_blocked(found).iloc[:, :2].to_numpy())
    blocked = sum(_TWO_LINES - _LINE * (room.lines_of(each, _TYPE) == 1) for each in words)
    above = room.TILES + 2 * room.HEADING + room.NOTE + bars + blocked
    most = max(1, int((room.below(title) - above) // _ROW))
    st.subheader(exchange_rows.dated(_("Synergies")), anchor=False)
    exchange_rows.show(known.head(most), key="own", title=title, above=above)


def link_synergies(company: Company) -> None:
    """Show links to the synergies of a company."""
    found = _synergies(company)
    if found.empty:
        return
    read = reader()
    st.subheader(_("Synergies"), anchor=False)
    most = _LINKED_LOW if screen.height() < _LOW else _LINKED
    for row in found.head(most).to_dict("records"):
        name = escaped(read.name(row["name_en"], row["name_zh"]))
        navigation.link(
            "synergy",
            f"{name} · {read.choice('stage', row['stage'])}",
            icon=":material/account_tree:",
            synergy=row["synergy_id"],
        )
    if part := charts.first_of(most, len(found)):
        st.caption(part)


def of_company(company: Company) -> Matches:
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
