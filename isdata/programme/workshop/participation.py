"""Participation of companies from invitation to interview, and number of small and medium-sized ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from isdata.programme.workshop.day_state import Day


@dataclass(frozen=True)
class Participation:
    """Companies by step reached; uninvited companies that came count as present.

    Parameters
    ----------
    invited, present, interested, interviewed : frozenset of str
        Stored companies by id, others by name in lower case.
    smes_invited, smes_present : int
        Number of small and medium-sized companies invited, and of those of them present.
    smes_stated : int
        Number of those invited that are small or medium-sized by their own statement, not by the park file.
    """

    invited: frozenset[str]
    present: frozenset[str]
    interested: frozenset[str]
    interviewed: frozenset[str]
    smes_invited: int
    smes_present: int
    smes_stated: int


def participation(
    day: Day, *, smes: Mapping[str, bool] | None = None, interviewed: Collection[str] = ()
) -> Participation:
    """Companies by step reached.

    Parameters
    ----------
    smes : mapping, optional
        True if a stored company is small or medium-sized, as far as known; statements from phones take precedence.
    interviewed : collection of str
        Stored companies interviewed on the day or later.
    """
    present = frozenset(day.companies())
    invited = frozenset(map(str, day.about.get("invited", [])))
    small = {company for company, is_sme in _sizes(day, smes).items() if is_sme}
    return Participation(
        invited,
        present,
        interested(day),
        present & frozenset(interviewed),
        len(invited & small),
        len(invited & small & present),
        len({company for company in invited & small if not (smes or {}).get(company)}),
    )


def sizes_present(day: Day, smes: Mapping[str, bool] | None = None) -> dict[str, bool]:
    """True for each company present that is small or medium-sized, as far as known; arguments as for `participation`."""
    known = _sizes(day, smes)
    return {company: known[company] for company in day.companies() if company in known}


def _sizes(day: Day, smes: Mapping[str, bool] | None) -> dict[str, bool]:
    stated = {each.of_company: each.is_sme for each in day.participants.values() if each.is_sme is not None}
    return {**(smes or {}), **stated}


def interested(day: Day) -> frozenset[str]:
    "Companies that expressed interest or agreed to an interview."
    raised = {company for entry in day.entries.values() for company in day.hands(entry)}
    asked = {each.of_company for each in day.participants.values() if each.wants_interview}
    return frozenset(raised | asked)
