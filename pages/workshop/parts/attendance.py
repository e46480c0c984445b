"""Participation of companies in a session: from invitation to interview, and of small and medium-sized ones."""

from isdata.data import store
from isdata.output.reports import minutes
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.participation import Participation, participation
from pages.common import cards, data
from pages.common.language import _, ngettext, reader


def smes_of(park: str) -> dict[str, bool]:
    """True by company of a park if it is small or medium-sized, as far as known."""
    companies = data.ask(store.ask, name="park_company_sites", park_id=park).dropna(subset=["is_sme"])
    return dict(zip(companies["company_id"], companies["is_sme"].astype(bool), strict=True))


def interviewed(day: Day, park: str) -> list[str]:
    """Companies of a park interviewed on the day or later."""
    since = str(day.about.get("date", ""))
    if not since:
        return []
    return list(data.ask(store.ask, name="interviewed_companies", park_id=park, since=since)["company_id"])


def show(day: Day) -> None:
    """Show companies by step reached, and the participation of small and medium-sized ones."""
    park, read = str(day.about.get("park_id", "")), reader()
    came = participation(day, smes=smes_of(park), interviewed=interviewed(day, park))
    definitions = {
        "invited": _("Companies that were invited, as listed when the workshop was opened."),
        "present": _("Companies that took part by phone or paper form."),
        "interested": _("Companies that expressed interest or agreed to an interview."),
        "interviewed": _(
            "Companies present with an interview on the day or later, as recorded under Visits."
        ),
    }
    notes = _notes(came)
    with cards.row(len(definitions) + 1, brief="attendance"):
        for step, definition in definitions.items():
            count = len(getattr(came, step))
            cards.metric(read.choice("interest", step), read.number(count), definition, notes[step])
        cards.metric(
            _("Participation of SMEs"),
            read.percent(came.smes_present / came.smes_invited) if came.smes_invited else "–",
            _("Small and medium-sized companies that took part, of those that were invited."),
            minutes.sme_counts(came, read) if came.smes_invited else None,
        )


def _notes(came: Participation) -> dict[str, str | None]:
    """Reference of the number of companies of each step."""
    read, invited = reader(), len(came.invited)
    present = ngettext("of {count} company present", "of {count} companies present", len(came.present))
    others = len(came.present - came.invited)
    of_invited = _("{count} of those invited", count=read.number(len(came.present & came.invited)))
    uninvited = ngettext("{count} uninvited", "{count} uninvited", others) if others else ""
    return {
        "invited": ngettext("of which {count} SME", "of which {count} SMEs", came.smes_invited),
        "present": read.listed(filter(None, [of_invited, uninvited])) if invited else None,
        "interested": present,
        "interviewed": present,
    }
