"""Changes of opportunities, votes, decisions and open questions by records of the journal."""

from dataclasses import replace

from isdata.programme.workshop.day_state import SCALE, Change, Day, Opportunity, Remark
from isdata.programme.workshop.journal import Record


def _opportunity(day: Day, record: Record) -> Day | None:
    """Create an opportunity, or change the one named."""
    named = record.words("opportunity")
    known = day.opportunities.get(named) if named else Opportunity(record.key, "")
    if known is None:
        return None
    texts = {
        name: record.words(name)
        for name in ("title", "topic", "next_step", "owner", "due")
        if name in record.body
    }
    given = record.body.get("entries", known.entries)
    entries = (
        [name for name in day.entries if name in given] if isinstance(given, (list, tuple)) else known.entries
    )
    changed = replace(known, entries=tuple(entries), **texts)
    return _with_opportunity(day, changed) if changed.title else None


def _adopt(day: Day, record: Record) -> Day | None:
    """Add an opportunity to the board, or remove it."""
    known = day.opportunities.get(record.words("opportunity"))
    is_confirmed = record.body.get("is_confirmed", True)
    if known is None or not isinstance(is_confirmed, bool):
        return None
    return _with_opportunity(day, replace(known, is_confirmed=is_confirmed))


def _vote(day: Day, record: Record) -> Day | None:
    opportunity = day.opportunities.get(record.words("opportunity"))
    effort, benefit = record.whole("effort", SCALE), record.whole("benefit", SCALE)
    if opportunity is None or record.author not in day.participants or effort is None or benefit is None:
        return None
    return _with_opportunity(
        day, replace(opportunity, votes=opportunity.votes | {record.author: (effort, benefit)})
    )


def _consent(day: Day, record: Record) -> Day | None:
    opportunity = day.opportunities.get(record.words("opportunity"))
    agrees = record.body.get("agrees")
    if opportunity is None or record.author not in day.participants or not isinstance(agrees, bool):
        return None
    return _with_opportunity(
        day, replace(opportunity, consents=opportunity.consents | {record.author: agrees})
    )


def _remark(day: Day, record: Record) -> Day | None:
    """Record a decision or an open question; one named without a text is deleted."""
    text, named = record.words("text"), record.words("remark")
    if named in day.remarks and not text:
        return replace(day, remarks={key: each for key, each in day.remarks.items() if key != named})
    is_decision = record.flag("is_decision")
    if is_decision is None or not text:
        return None
    return replace(day, remarks=day.remarks | {record.key: Remark(is_decision, text)})


def _with_opportunity(day: Day, opportunity: Opportunity) -> Day:
    return replace(day, opportunities=day.opportunities | {opportunity.opportunity_id: opportunity})


CHANGES: dict[str, Change] = {
    "opportunity": _opportunity,
    "adopt": _adopt,
    "remark": _remark,
    "vote": _vote,
    "consent": _consent,
}
