"""Companies to interview first, with the reasons."""

from dataclasses import dataclass

from isdata.programme.workshop import views
from isdata.programme.workshop.day_state import Day

PLACES = 6  # number of interviews after a conference of about 25 companies


@dataclass(frozen=True)
class Candidate:
    """A company, and the reasons for an interview with it.

    Parameters
    ----------
    company, name : str
        Id and name.
    asked : bool
        True if it stated that it would welcome an interview.
    fits : int
        Number of other companies with the opposite of one of its entries.
    hands : int
        Number of companies that expressed interest in its entries, plus number of entries for which it raised its own.
    entries : int
        Number of its entries that count.
    """

    company: str
    name: str
    asked: bool
    fits: int
    hands: int
    entries: int


def candidates(day: Day) -> list[Candidate]:
    """Companies in recommended order of interviews: those that requested one, then by matches and expressions of interest, then by entries.

    Companies that declined, and those without any information, are left out.
    """
    found = [_candidate(day, company) for company in day.companies()]
    wanted = [each for each in found if each and (each.asked or each.fits or each.hands or each.entries)]
    return sorted(
        wanted, key=lambda each: (not each.asked, -(each.fits + each.hands), -each.entries, each.name)
    )


def _candidate(day: Day, company: str) -> Candidate | None:
    devices = day.devices_of(company)
    answers = [each.wants_interview for each in devices if each.wants_interview is not None]
    if answers and not answers[-1]:
        return None
    own = [entry for entry in day.entries.values() if entry.company == company and entry.is_live]
    fits = {other.company for entry in own for other in views.counterparts(day, entry)}
    raised = sum(
        company in day.hands(entry)
        for entry in day.entries.values()
        if entry.is_live and entry.company != company
    )
    received = {hand for entry in own for hand in day.hands(entry)} - {company}
    return Candidate(company, devices[-1].company, bool(answers), len(fits), len(received) + raised, len(own))
