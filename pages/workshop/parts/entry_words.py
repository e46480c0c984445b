"""Texts on an entry for the console: class, matching companies, and reasons why it does not count."""

import pandas as pd

from isdata.data import store
from isdata.data.naming import suggest
from isdata.programme.workshop import park_matches, possible_matches, views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.templates import full_amount, subject_of
from pages.common import data, show
from pages.common.language import _, ngettext, reader

MOST_NAMED = 2  # number of matching companies named


def named(entry: Entry) -> str:
    """Company and words of an entry, as Markdown."""
    return show.escaped(entry_text(entry))


def entry_text(entry: Entry) -> str:
    """Company and words of an entry."""
    return _("{a}: {b}", a=reader().half(entry.company_name), b=subject_of(reader(), entry.values))


def entry_description(day: Day, entry: Entry, means: str, before: str = "") -> str:
    """Text on a declaration: author, category, note on what it repeats, and possibly interested companies."""
    read = reader()
    direction = _("Have") if entry.direction == "have" else _("Want")
    withheld = len({other.company for other in views.withheld(day, entry)})
    unknown = _("class unknown")
    status = _status(entry)
    parts = [
        f":red[{status}]" if status else "",
        show.escaped(read.half(entry.company_name)),
        show.escaped(names().get(means, "")) or f":red[{unknown}]",
        before,
        best_matches(day, entry, means),
        ngettext(
            "not shown: {count} company discloses its entry to the facilitator only",
            "not shown: {count} companies disclose their entries to the facilitator only",
            withheld,
        )
        if withheld
        else "",
        ngettext("{count} interested company", "{count} interested companies", len(hands))
        if (hands := day.hands(entry))
        else "",
        show.escaped(entry.note),
    ]
    listed = " · ".join(part for part in parts if part)
    return f"**{direction}** · {with_amount(entry)}  \n{listed}"


def with_amount(entry: Entry) -> str:
    """Words and amount of an entry, as Markdown."""
    read = reader()
    return f"{show.escaped(subject_of(read, entry.values))} {show.escaped(full_amount(read, entry.values))}"


def best_matches(day: Day, entry: Entry, means: str) -> str:
    """Text on matching companies, the first ones by name and amount: those in the hall, then others of the park."""
    read, here = reader(), {}
    for other in views.counterparts(day, entry) if entry.is_live else []:
        here.setdefault(
            other.company, f"{read.half(other.company_name)} {full_amount(read, other.values)}".strip()
        )
    known = data.ask(park_matches.declared, park_id=str(day.about.get("park_id", "")))
    there: dict[str, str] = {}
    for row in park_matches.opposite(day, entry, means, known) if entry.is_live else []:
        amount = (
            {name: row[name] for name in ("quantity", "unit", "period")} if pd.notna(row["quantity"]) else {}
        )
        company = read.name(row["company_en"], row["company_zh"])
        if company not in {read.half(other.company_name) for other in views.counterparts(day, entry)}:
            there.setdefault(company, f"{company} {full_amount(read, amount)}".strip())
    same, near = [], []  # of the same class, which is not confirmed yet; similar
    for each in possible_matches.possible_partners(
        day, entry, _may_mean, data.ask(possible_matches.substitutions)
    ):
        is_same = bool(means) and resource_of(day, each) == means
        words = f"{read.half(each.company_name)} “{read.half(each.values['what'])}” {full_amount(read, each.values)}"
        (same if is_same else near).append(words.strip())
    parts = [
        _("fits here: {companies}", companies=_first(list(here.values()))) if here else "",
        _("declared before in the park: {companies}", companies=_first(list(there.values())))
        if there
        else "",
        _("fits here once the class is confirmed: {companies}", companies=_first(same)) if same else "",
        _("possible, to be clarified: {companies}", companies=_first(near)) if near else "",
    ]
    return " · ".join(part for part in parts if part) or _("no match yet")


def _first(companies: list[str]) -> str:
    """The first companies by name, and the number of the others."""
    rest = len(companies) - MOST_NAMED
    more = [ngettext("{count} more", "{count} more", rest)] if rest > 0 else []
    return show.escaped(reader().listed([*companies[:MOST_NAMED], *more]))


def _status(entry: Entry) -> str:
    """Reason why an entry does not count or awaits the facilitator; empty for an ordinary one."""
    if entry.conflicts:
        return _("Two versions")
    if entry.merged_into is not None:
        return _("Merged")
    return _("Set aside") if entry.status == "hidden" else ""


def resource_of(day: Day, entry: Entry) -> str:
    """Resource of an entry: as confirmed or declared, else the likeliest meaning of its text.

    Of the meanings of a demand, those come first in which another company offers it by the same name: one offers
    gypsum of its desulphurisation, and who wants gypsum would otherwise be understood as wanting natural gypsum.
    """
    meanings = _may_mean(entry)
    if _declared(entry):
        return meanings[0]
    named_alike = [other for other in day.groups.opposite(entry) if other.is_live]
    offered = [
        _declared(other) or (_may_mean(other)[:1] if entry.direction == "want" else [])
        for other in named_alike
    ]
    known = [resource for found in offered for resource in found if resource in meanings]
    return next(iter([*known, *meanings]), "")


def _declared(entry: Entry) -> list[str]:
    """Resource that an entry is confirmed or declared to be, if any."""
    resource = str(entry.values.get("resource_id") or "")
    return [resource] if resource else []


def _may_mean(entry: Entry) -> list[str]:
    """Resources that an entry may mean: the one declared, else those suggested for its text."""
    return _declared(entry) or suggested(str(entry.values["what"]), entry.direction)


def suggested(what: str, direction: str) -> list[str]:
    """Resources that a text may mean, likeliest first."""
    return data.ask(_meanings, what=what, is_left_over=direction == "have")


def _meanings(con, what: str, is_left_over: bool) -> list[str]:
    resources = store.ask(con, "match_resources")
    return list(suggest(what, resources, is_left_over=is_left_over)["resource_id"])


def names() -> dict[str, str]:
    """Name of each resource."""
    found: pd.DataFrame = data.ask(_resources)
    return dict(zip(found["resource_id"], reader().names(found), strict=True))


def _resources(con) -> pd.DataFrame:
    return store.ask(con, "resource_names")
