"""Paper forms typed in by keyboard: who, have or want, what, how much; ten fields at most."""

import streamlit as st

from isdata.programme.workshop import intake
from isdata.programme.workshop.live import Live, new_key
from isdata.programme.workshop.templates import DIRECTION_WORDS, PERIOD_WORDS, SUBJECT_WORDS, VISIBILITY_WORDS
from pages.common.language import _, reader
from pages.workshop.parts.running import Running


def form(now: Running) -> None:
    """Draw the form; Enter sends it, and the next one begins empty."""
    read, live, day = reader(), now.live, now.live.day
    here = {each.of_company: each for each in day.participants.values()}
    companies = now.catalogue.companies(read)
    listed = {each["company_id"]: each["both"] for each in companies}
    names = {key: read.half(name) for key, name in listed.items()}
    names |= {key: read.half(each.company) for key, each in here.items()}
    with st.form("workshop_paper", clear_on_submit=True):
        company = st.selectbox(
            _("Company"), names, format_func=lambda key: names.get(key, key), index=None, key="paper_company",
            accept_new_options=True,
        )  # fmt: skip
        # A row of columns for each three fields, so that the Tab key goes along the rows.
        first, second, third = (st.columns(3) for _row in range(3))
        fields = {
            "direction": first[0].selectbox(
                _("Have or want"), DIRECTION_WORDS, format_func=lambda key: read.text(DIRECTION_WORDS[key]),
                key="paper_direction",
            ),
            "what": first[1].text_input(_("What is it?"), key="paper_what"),
            "quantity": first[2].text_input(_("How much?"), key="paper_quantity"),
            "unit": second[0].selectbox(_("Unit"), intake.UNITS, key="paper_unit"),
            "period": second[1].selectbox(
                _("per"), intake.PERIODS, format_func=lambda key: read.text(PERIOD_WORDS[key]), key="paper_period"
            ),
            "subject": second[2].selectbox(
                _("Kind"), SUBJECT_WORDS, format_func=lambda key: read.text(SUBJECT_WORDS[key]), key="paper_subject"
            ),
            "current_cost": third[0].text_input(_("Cost today, per unit"), key="paper_cost"),
            "form": third[1].text_input(_("Form, such as dust, liquid or bales"), key="paper_form"),
        }  # fmt: skip
        visibility = third[2].selectbox(
            _("Who may see it"), VISIBILITY_WORDS, format_func=lambda key: read.text(VISIBILITY_WORDS[key]),
            index=1, key="paper_visibility",
        )  # fmt: skip
        is_sent = st.form_submit_button(_("Save"), type="primary", key="paper_save")
    if not is_sent:
        return
    taken = intake.take("declare", fields)
    if not company or taken.problems:
        missing = {} if company else {"company": intake.MISSING}
        for message in dict.fromkeys([*missing.values(), *taken.problems.values()]):
            st.error(_(message), icon=":material/error:")
        return
    participant = (
        here[company].participant_id if company in here else _seated(live, company, listed, visibility)
    )
    resource, what = now.catalogue.meaning(taken.body["what"])
    live.console("declare", participant=participant, **taken.body | {"resource_id": resource, "what": what})
    st.rerun()


def _seated(live: Live, company: str, listed: dict[str, str], visibility: str) -> str:
    """Let a company join that has no phone here; return the name that stands for its device."""
    name = f"paper-{new_key()}"
    joined = {
        "company": listed.get(company, company),
        "company_id": company if company in listed else "",
        "language": reader().language,
        "visibility": visibility,
    }
    live.send(name, "join", joined).result(30)
    return name
