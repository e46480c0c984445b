"""Companies present by name; a name is left out where it would give away whose an anonymous entry is."""

from collections.abc import Collection

from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.park_rows import agreed_to_be_named

_FEWEST_NAMED = 3  # smallest number of undisclosed companies that may be named: fewer could be identified


def is_open(day: Day, company: str) -> bool:
    """Return True if all devices of a company show everything."""
    return all(each.visibility == "full" for each in day.devices_of(company))


def unnamed(day: Day, among: Collection[str] | None = None) -> list[str]:
    """Companies present that may not be named: all that are undisclosed, if they are few.

    A company that agreed to be named in an opportunity may be named.

    Parameters
    ----------
    among : collection of str, optional
        Companies whose entries are shown together, such as those of a table; all by default.
    """
    private = [
        company
        for company in day.companies()
        if among is None or company in among
        if not is_open(day, company)
        and not any(agreed_to_be_named(day, each, company) for each in day.opportunities.values())
    ]
    return private if len(private) < _FEWEST_NAMED else []


def named(day: Day, among: Collection[str] | None = None) -> list[str]:
    """Bilingual names of the companies present that may be named, in the order in which they joined; as `unnamed`."""
    hidden = set(unnamed(day, among))
    return [
        day.devices_of(company)[-1].company
        for company in day.companies()
        if company not in hidden and (among is None or company in among)
    ]
