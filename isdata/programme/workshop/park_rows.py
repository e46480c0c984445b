"""Rows that a workshop adds to a park file: confirmed companies, streams and synergies, working time, and attendance."""

from typing import Any

from isdata.data import contracts, i18n
from isdata.data.i18n import N_
from isdata.programme.workshop import park_effort, park_streams
from isdata.programme.workshop.amounts import annual
from isdata.programme.workshop.day_state import Day, Opportunity
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.park_references import (
    SOURCE,
    VISIBLE_AS,
    Park,
    Rows,
    company_id,
    derived_id,
    in_own_language,
    is_illustrative,
    site_id,
)
from isdata.programme.workshop.participation import participation

_UTILITIES = ("water", "steam", "cold", "compressed_air", "power")
_ATTENDANCE = "attendance"
# Without numbers, so that closing a session a second time does not overwrite later changes.
_PRESENT = N_("Companies as recorded with this event")
_MINUTES = N_("As in the minutes made on the page “Workshop”")


def required_rows(day: Day, known: Park) -> dict[str, Rows]:
    """Rows that the park file should contain for a day, by the key of their item, in storage order.

    A new company is stored with its first confirmed entry. Attendance is stored while the session is closed; while it is
    open, stored attendance is kept.
    """
    entries = {
        f"entry:{each.entry_id}": each
        for each in day.entries.values()
        if each.is_live and each.confirmed is not None and each.confirmed["values"].get("resource_id")
        if park_streams.choice_of(each)[0] != "leave"
    }
    confirmed = [each for each in day.opportunities.values() if each.is_confirmed]
    involved = [each.company for each in entries.values()]
    involved += [company for each in confirmed for company in partners(day, each)]
    rows: dict[str, Rows] = {}
    for company in dict.fromkeys(involved):
        if company not in known.sites:
            rows[f"company:{company}"] = _company(day, company)
    for name, entry in entries.items():
        rows[name] = {"stream": [park_streams.stream(day, entry, known)]}
    for each in confirmed:
        rows[f"opportunity:{each.opportunity_id}"] = _synergy(day, each, known)
    rows |= park_effort.rows(day)
    if not day.is_open:
        rows[_ATTENDANCE] = _attendance(day, known, set(involved))
    elif day.stored.get(_ATTENDANCE):
        rows[_ATTENDANCE] = day.stored[_ATTENDANCE] or {}
    return rows


def partners(day: Day, opportunity: Opportunity) -> dict[str, str]:
    """Role of each company of an opportunity: those that declared its entries, and those that expressed interest in them."""
    found: dict[str, str] = {}
    for entry in (day.entries[name] for name in opportunity.entries):
        if entry.is_live:
            mine, theirs = ("provider", "receiver") if entry.direction == "have" else ("receiver", "provider")
            found |= {entry.company: mine} | {
                hand: theirs for hand in day.hands(entry) if found.get(hand) is None and hand != entry.company
            }
    return found


def _company(day: Day, company: str) -> Rows:
    devices = day.devices_of(company)
    name = devices[0].company if devices else company
    visibility = devices[0].visibility if devices else "facilitator"
    entered = [each.is_sme for each in devices if each.is_sme is not None]
    identity = company_id(day, company)
    row = {
        "company_id": identity,
        **in_own_language("name", name),
        "visibility": VISIBLE_AS[visibility],
        "is_sme": entered[-1] if entered else None,
        "interest": "present",
        "source": i18n.both(SOURCE),
        "is_illustrative": is_illustrative(day),
    }
    site = {
        "site_id": f"{identity}-S",
        "company_id": identity,
        "park_id": day.about["park_id"],
        "source": i18n.both(SOURCE),
        "is_illustrative": is_illustrative(day),
    }
    return {"company": [row], "site": [site]}


def _synergy(day: Day, opportunity: Opportunity, known: Park) -> Rows:
    identity = derived_id(day, "opportunity", opportunity.opportunity_id)
    entries = [day.entries[name] for name in opportunity.entries if day.entries[name].is_live]
    first = next((entry for entry in entries if entry.values.get("resource_id")), None)
    about = known.resources.get(first.values["resource_id"], {}) if first else {}
    unit = about.get("unit")
    quantity = exchanged(entries, str(unit)) if unit else None
    date = str(day.about.get("date", "")) or None
    row = {
        "synergy_id": identity,
        "park_id": day.about["park_id"],
        **in_own_language("name", opportunity.title),
        "synergy_kind": _kind(first, str(about.get("resource_class"))),
        **_topics(opportunity, about.get("topic")),
        "stage": "idea",
        "origin": "conference",
        "resource_id": first.values["resource_id"] if first else None,
        "quantity": quantity,
        "unit": unit if quantity is not None else None,
        "owner": opportunity.owner or None,
        **in_own_language("next_step", opportunity.next_step),
        "due_date": opportunity.due or None,
        "started_on": date,
        "source": i18n.both(SOURCE),
        "is_illustrative": is_illustrative(day),
    }
    step = {"synergy_id": identity, "entered_on": date, "stage": "idea", "note": i18n.both(SOURCE)}
    participants = _participants(day, opportunity, known)
    return {"synergy": [row], "synergy_stage": [step], "synergy_participant": participants}


def _topics(opportunity: Opportunity, of_resource: object) -> dict[str, str | None]:
    """Topic of an opportunity: one of the list, or that of its resource in addition to the participants' own text."""
    if opportunity.topic in contracts.choices("topic"):
        return {"topic": opportunity.topic, "own_topic": None}
    topic = of_resource if isinstance(of_resource, str) else "other"
    return {"topic": topic, "own_topic": opportunity.topic or None}


def _participants(day: Day, opportunity: Opportunity, known: Park) -> list[dict[str, Any]]:
    """Companies of an opportunity as participants of its synergy."""
    return [
        {
            "synergy_id": derived_id(day, "opportunity", opportunity.opportunity_id),
            "site_id": site_id(day, company, known),
            "role": role,
            "is_named": agreed_to_be_named(day, opportunity, company),
        }
        for company, role in partners(day, opportunity).items()
    ]


def agreed_to_be_named(day: Day, opportunity: Opportunity, company: str) -> bool:
    """Return True if a company agreed to be named to the other side, in the minutes and on the board."""
    return naming_answer(day, opportunity, company) is True


def naming_answer(day: Day, opportunity: Opportunity, company: str) -> bool | None:
    """Answer of a company whether it may be named: True if no device declines; None without an answer."""
    answers = [
        opportunity.consents[each.participant_id]
        for each in day.devices_of(company)
        if each.participant_id in opportunity.consents
    ]
    return all(answers) if answers else None


def exchanged(entries: list[Entry], unit: str) -> float | None:
    """Amount that entries could exchange per year: the smaller of supply and demand; None unless both are known."""
    sides = []
    for direction in ("have", "want"):
        amounts = [annual(entry.values, unit) for entry in entries if entry.direction == direction]
        known = [amount for amount in amounts if amount is not None]
        if not known:
            return None
        sides.append(sum(known))
    return min(sides)


def _kind(entry: Entry | None, resource_class: str) -> str:
    if entry is not None and entry.subject != "material":
        return "service"
    return "utility" if resource_class in _UTILITIES else "by_product"


def _attendance(day: Day, known: Park, stored: set[str]) -> Rows:
    """The event, and the companies invited or present, as far as they are in the park file."""
    identity, came = derived_id(day, "event"), participation(day)
    here = {
        company_id(day, company): "interested" if company in came.interested else "present"
        for company in day.companies()
        if company in known.sites or company in stored
    }
    away = {company: "invited" for company in sorted(came.invited - came.present) if company in known.sites}
    taking_part = [
        {"event_id": identity, "company_id": company, "interest": interest}
        for company, interest in (here | away).items()
    ]
    event = {
        "event_id": identity,
        "park_id": day.about["park_id"],
        "event_kind": "conference",
        **in_own_language("name", str(day.about.get("name", ""))),
        "starts_on": day.about.get("date") or None,
        "ends_on": day.about.get("date") or None,
        "agenda": str(day.about.get("agenda", "")).strip() or None,
        "attendance": i18n.both(_PRESENT),
        "minutes": i18n.both(_MINUTES),
        "source": i18n.both(SOURCE),
        "is_illustrative": is_illustrative(day),
    }
    return {"event": [event]} | ({"event_participant": taking_part} if taking_part else {})
