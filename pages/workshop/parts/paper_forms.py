"""Entry of paper forms by keyboard: company, direction, resource, amount; at most ten fields."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from isdata.programme.workshop import intake
from isdata.programme.workshop.declarations import Participant
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.templates import DIRECTION_WORDS, PERIOD_WORDS, SUBJECT_WORDS, VISIBILITY_WORDS
from pages.common import browser_effects, park_facts
from pages.common.editing import saving
from pages.common.language import _, reader
from pages.workshop.parts.running import Running


def form(now: Running) -> None:
    """Draw the form; Enter submits it, and the next one is empty with the focus in its first field."""
    # Each form has its own field keys: the next one is empty, and a refused one keeps its input.
    number = saving.save_count("paper")
    read, day = reader(), now.live.day
    here = {each.of_company: each for each in day.participants.values()}
    companies = now.catalogue.companies(read)
    listed = {each["company_id"]: each["both"] for each in companies}
    names = {key: read.half(name) for key, name in listed.items()}
    names |= {key: read.half(each.company) for key, each in here.items()}
    with st.form("workshop_paper"):
        company, fields, visibility = _fields(number, names, park_facts.currency(str(day.about["park_id"])))
        is_sent = st.form_submit_button(_("Save"), type="primary", key="paper_save")
    # The focus returns to the first field for the next form.
    browser_effects.focus_first_field(f"paper_company_{number}", key="paper_first_field")
    if is_sent and _keep(now, company, fields, visibility, here, listed):
        saving.next_turn("paper")
        st.rerun()


def _fields(number: int, names: Mapping[str, str], currency: str) -> tuple[str | None, dict[str, Any], str]:
    """Company, fields of an entry, and its visibility."""
    read = reader()
    # One row of columns per three fields, so that the Tab key moves along the rows.
    first, second, third, fourth = *(st.columns(3) for _row in range(3)), st.columns([2, 1])
    company = first[0].selectbox(
        _("Company"), names, format_func=lambda key: names.get(key, key), index=None, key=f"paper_company_{number}",
        accept_new_options=True, placeholder=_("Choose or type a name"),
    )  # fmt: skip
    fields = {
        "direction": first[1].selectbox(
            _("Have or want"), DIRECTION_WORDS, format_func=lambda key: read.text(DIRECTION_WORDS[key]),
            key=f"paper_direction_{number}", placeholder=_("Choose"),
        ),
        "what": first[2].text_input(_("What is it?"), key=f"paper_what_{number}"),
        "quantity": second[0].text_input(_("How much?"), key=f"paper_quantity_{number}"),
        "unit": second[1].selectbox(_("Unit"), intake.UNITS, format_func=read.unit, key=f"paper_unit_{number}", placeholder=_("Choose")),
        "period": second[2].selectbox(
            _("per"), intake.PERIODS, format_func=lambda key: read.text(PERIOD_WORDS[key]), key=f"paper_period_{number}", placeholder=_("Choose")
        ),
        "subject": third[0].selectbox(
            _("Kind"), SUBJECT_WORDS, format_func=lambda key: read.text(SUBJECT_WORDS[key]), key=f"paper_subject_{number}", placeholder=_("Choose")
        ),
        "current_cost": third[1].text_input(_("Cost today per unit ({currency})", currency=currency), key=f"paper_cost_{number}"),
        "form": third[2].text_input(_("Form, such as dust, liquid or bales"), key=f"paper_form_{number}"),
    }  # fmt: skip
    visibility = fourth[0].selectbox(
        _("Visibility"), VISIBILITY_WORDS, format_func=lambda key: read.text(VISIBILITY_WORDS[key]),
        index=1, key=f"paper_visibility_{number}", placeholder=_("Choose"),
    )  # fmt: skip
    return company, fields, visibility


def _keep(
    now: Running,
    company: str | None,
    fields: dict[str, Any],
    visibility: str,
    here: dict[str, Participant],
    listed: dict[str, str],
) -> bool:
    """Store an entry in the journal; if refused, show what is missing or wrong and return False."""
    taken = intake.parse_submission("declare", fields)
    if not company or taken.problems:
        missing = {} if company else {"company": intake.MISSING}
        for message in dict.fromkeys([*missing.values(), *taken.problems.values()]):
            st.error(_(message), icon=":material/error:")
        return False
    participant = (
        here[company].participant_id if company in here else _seated(now.live, company, listed, visibility)
    )
    resource, what = now.catalogue.meaning(taken.body["what"])
    now.live.console(
        "declare", participant=participant, **taken.body | {"resource_id": resource, "what": what}
    )
    return True


def _seated(live: Live, company: str, listed: dict[str, str], visibility: str) -> str:
    """Add a company without a phone; return the name used for its device."""
    name = f"paper-{new_key()}"
    joined = {
        "company": listed.get(company, company),
        "company_id": company if company in listed else "",
        "language": reader().language,
        "visibility": visibility,
    }
    live.send(name, "join", joined).result(30)
    return name
