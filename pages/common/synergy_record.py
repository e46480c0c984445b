"""Record of one synergy (partners, next step, facts), shown beside the map, on the board and on its own page."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment import proposing
from pages.common import park_facts, show, synergy_totals
from pages.common.language import _, ngettext, reader


def show_head(synergy: Mapping, partners: pd.DataFrame) -> None:
    """Show stage, partners and amount of a synergy in a line."""
    firms = reader().clauses(_by_role(partners))
    with st.container(key="small_head"):  # small on a phone, like the selection line
        parts = [stage_badge(synergy), firms, show.escaped(dated_amount(synergy)), overdue_words(synergy)]
        st.markdown(" · ".join(filter(None, parts)), width="content")


def show_record(
    synergy: Mapping,
    partners: pd.DataFrame,
    *,
    distance: str = "",
    has_head: bool = False,
) -> None:
    """Show the stored facts of a synergy.

    Parameters
    ----------
    synergy : mapping
        One row of `synergies.synergies`.
    partners : DataFrame
        Rows of `synergies.partners` of the synergy.
    distance : str
        Distance between the partners, as text.
    has_head : bool
        True if `show_head` is shown above.
    """
    read, kind = reader(), kind_words(synergy)
    if has_head:
        st.markdown(kind)
    else:
        st.subheader(show.escaped(presentation.synergy_name(synergy, read)), anchor=False)
        st.markdown(f"{stage_badge(synergy)} · {kind}")
        st.markdown(
            "\n".join(f"- {_partner(partner)}" for partner in partners.to_dict("records"))
            or _("No partners are recorded.")
        )
    show_next_step(synergy)
    if distance:
        st.caption(show.escaped(distance))
    st.table(_facts(synergy), border="horizontal", hide_header=True, hide_index=True)
    show.fictitious(synergy)


def is_expected(synergy: Mapping) -> bool:
    """Return True if a synergy has a probability and does not operate yet."""
    return pd.notna(synergy["probability"]) and synergy["stage"] not in ("operation", "ended")


def job_words(jobs: float | None) -> str:
    """Number of jobs with unit; empty if unknown or zero."""
    if pd.isna(jobs) or jobs == 0:
        return ""
    return ngettext("{amount} job", "{amount} jobs", 1 if jobs == 1 else 2, amount=reader().number(jobs))


def kind_words(synergy: Mapping) -> str:
    """Topic and kind of a synergy; a service is its own topic."""
    topic = presentation.topic_words(synergy["topic"], reader())
    kind = reader().choice("synergy_kind", synergy["synergy_kind"])
    is_same = (synergy["topic"], synergy["synergy_kind"]) == ("shared_services", "service")
    return show.escaped(kind if is_same else f"{topic} · {kind}")


def stage_badge(synergy: Mapping) -> str:
    """Stage as a coloured word."""
    stage, colour = show.escaped(reader().choice("stage", synergy["stage"])), style.STAGES[synergy["stage"]]
    return f':color[{stage}]{{foreground="{presentation.ink_on(colour)}" background="{colour}"}}'


def _partner(partner: Mapping) -> str:
    """Name of a partner with its role."""
    read = reader()
    role = read.choice("participant_role", partner["role"])
    return show.escaped(read.noted(presentation.partner_name(partner, read), role))


def _by_role(partners: pd.DataFrame) -> list[str]:
    """Partners of each role with the role once."""
    read, rows = (
        reader(),
        partners.assign(
            partner=[presentation.partner_name(each, reader()) for each in partners.to_dict("records")]
        ),
    )
    return [
        show.escaped(read.noted(read.listed(each["partner"]), read.choice("participant_role", str(role))))
        for role, each in rows.groupby("role", sort=False)
    ]


def amount(synergy: Mapping) -> str:
    """Yearly amount or its range; empty if unknown."""
    is_known = pd.notna(synergy["quantity"]) or pd.notna(synergy["band_least"])
    return presentation.synergy_amount(synergy, reader()) if is_known else ""


def dated_amount(synergy: Mapping) -> str:
    """Yearly amount with the year of the flows of a published park, which are of long ago; empty if unknown."""
    words = amount(synergy)
    years = park_facts.years() if words and park_facts.is_published() else []
    return _("{amount} ({year})", amount=words, year=park_facts.year_words(years[0])) if years else words


def show_next_step(synergy: Mapping, *, is_named: bool = False) -> None:
    """Show the next step, larger than the facts, with owner and due date; `is_named`: labelled as the next step."""
    read = reader()
    step = read.name(synergy["next_step_en"], synergy["next_step_zh"])
    owner = presentation.one_language(synergy["owner"], read)
    if step:
        words = _("Next: {step}", step=step) if is_named else step
        st.subheader(f":material/arrow_forward: {show.escaped(words)}", anchor=False)
    until, is_late = _due(synergy)
    if until and not step:
        is_withheld = bool(synergy["hidden"])
        until = (
            _("next step undisclosed, {overdue}", overdue=until)
            if is_withheld
            else _("next step {overdue}", overdue=until)
        )
        until = until[:1].upper() + until[1:]
    parts = [show.escaped(owner) if owner else "", f":red[**{until}**]" if is_late else until]
    if any(parts):
        between = "  \n" if is_named else " · "  # on lines of their own in a narrow column
        st.markdown(between.join(filter(None, parts)))


def overdue_words(synergy: Mapping) -> str:
    """That the next step is overdue, and since when, as Markdown; empty if it is not."""
    until, is_late = _due(synergy)
    return f":red[**{_('next step {overdue}', overdue=until)}**]" if is_late else ""


def _due(synergy: Mapping) -> tuple[str, bool]:
    """Due date of the next step as Markdown, empty if unknown, and whether it is overdue."""
    if pd.isna(synergy["due_date"]):
        return "", False
    due = reader().date(synergy["due_date"])
    row = pd.DataFrame({name: [synergy[name]] for name in ("due_date", "stage")})
    is_late = bool(synergies.overdue(row, dt.date.today()).iloc[0])
    words = _("overdue since {day}", day=due) if is_late else _("due {day}", day=due)
    return show.escaped(words), is_late


def _facts(synergy: Mapping) -> pd.DataFrame:
    read = reader()
    words = partial(read.column, "synergy")
    year = str(int(synergy["price_year"])) if pd.notna(synergy["price_year"]) else ""
    mark = " · " + _("estimate, to be confirmed") if proposing.is_estimate(synergy) else ""
    money = {
        column: read.money(synergy[column], synergy["currency"])
        for column in ("investment", "annual_saving")
        if pd.notna(synergy[column])
    }
    money = {
        column: (read.noted(amount, year) if year else amount) + mark for column, amount in money.items()
    }
    # As on the board and the sheet: a synergy gains, a measure saves.
    names = {"investment": words("investment"), "annual_saving": _("Gain per year")}
    if "annual_saving" in money and synergy["is_partial_gain"]:
        money["annual_saving"] += " · " + _("partial: some gains or costs have no amount")
    texts = {
        words("resource_id"): read.name(synergy["resource_en"], synergy["resource_zh"]),
        words("quantity"): dated_amount(synergy) or presentation.synergy_amount(synergy, read),
        **{names[column]: text for column, text in money.items()},
        words("co2_saved"): synergy_totals.yearly(synergy["co2_saved"], "t"),
        words("water_saved"): synergy_totals.yearly(synergy["water_saved"], "m³"),
        words("jobs"): job_words(synergy["jobs"]),
        words("probability"): read.percent(synergy["probability"]) if is_expected(synergy) else "",
        _("In this stage since"): read.date(synergy["since"]) if pd.notna(synergy["since"]) else "",
        words("origin"): read.choice("synergy_origin", synergy["origin"]) if synergy["origin"] else "",
        words("ended_reason"): synergy["ended_reason"],
        words("source"): read.half(synergy["source"]),
    }
    filled = {label: show.escaped(text) for label, text in texts.items() if isinstance(text, str) and text}
    return pd.DataFrame({"label": list(filled), "text": list(filled.values())})
