"""Number of technologies that fit a park."""

from isdata.institution.technologies import Technologies
from isdata.institution.technology_partners import are_joined, are_used
from pages.common.language import ngettext, reader
from pages.institution.parts import technology_receivers


def words(found: Technologies) -> str:
    """Number of technologies that fit the park, and of those with supplier and receiver; empty without any."""
    fitting, joined = counts(found)
    if not fitting:
        return ""
    offers = found.offers.drop_duplicates("treatment_id")
    receivers = technology_receivers.taking(found)
    used = offers.loc[are_used(offers, receivers), "input_id"]
    if len(used) == fitting:
        return ngettext(
            "{count} technology fits this park; its input is used already by {companies}",
            "{count} technologies fit this park; their inputs are used already by {companies}",
            fitting,
            companies=reader().listed(dict.fromkeys(receivers[each] for each in used)),
        )
    if not joined:
        return ngettext(
            "{count} technology fits this park, without a receiver there",
            "{count} technologies fit this park, none with a receiver there",
            fitting,
        )
    return ngettext(
        "{count} technology fits this park; with supplier and receiver: {joined}",
        "{count} technologies fit this park; with supplier and receiver: {joined}",
        fitting,
        joined=reader().number(joined),
    )


def counts(found: Technologies) -> tuple[int, int]:
    """Number of technologies that fit the park, and of those with supplier and receiver there."""
    offers = found.offers.drop_duplicates("treatment_id")
    return int((offers["score"] > 0).sum()), int(are_joined(offers).sum())
