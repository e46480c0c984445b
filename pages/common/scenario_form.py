"""Write down a scenario with its changes, or change or remove one."""

import pandas as pd
import streamlit as st

from isdata import contracts, measures, parkmap, parks, scenarios, synergies
from isdata.measures import Register
from isdata.measures import words as wording
from pages.common import form, role
from pages.common.data import ask, cursor
from pages.common.editing import worded
from pages.common.language import _, reader

NEW = ""
_FIELDS = ("name_en", "name_zh", "discount_rate", "factor_region_id", "note", "source")
_CHANGES = (
    "change_kind", "resource_id", "measure_id", "synergy_id", "company_id", "factor", "growth", "delay", "year", "budget",
    "currency",
)  # fmt: skip


def edit(park_id: str, known: pd.DataFrame, titles: dict[str, str], register: Register) -> None:
    """Show the form, to facilitators only."""
    st.subheader(_("Write down a scenario"), anchor=False)
    if not role.sees_all():
        st.info(
            _("Scenarios are written down in the facilitator's view. Choose it on the left."),
            icon=":material/lock:",
        )
        return
    chosen = st.selectbox(
        _("Scenario"),
        [NEW, *known["scenario_id"]],
        format_func=lambda name: _("A new scenario") if name == NEW else titles.get(name, name),
        key="scenario_chosen",
    )
    rows = known[known["scenario_id"] == chosen].to_dict("records")
    with st.form("scenario_form", border=False):
        values = form.fields(
            "scenario",
            _FIELDS,
            scope=f"scenario_{chosen}",
            values=rows[0] if rows else {},
            options={"factor_region_id": _regions(park_id)},
        )
        changes = _changes(park_id, chosen, register)
        st.caption(
            _(
                "One line for each change. A price needs a factor or a yearly growth, a delay its years, another size its "
                "factor, a budget its money; leave the other cells empty."
            )
        )
        who = st.text_input(
            _("Your name, for the change log"), key="board_who", persist_state="session", width=320
        )
        with st.container(horizontal=True):
            store = st.form_submit_button(_("Store"), type="primary", icon=":material/save:")
            remove = bool(rows) and st.form_submit_button(_("Remove this scenario"), icon=":material/delete:")
    if not (store or remove):
        return
    if not who.strip():
        st.warning(_("Write your name first; it stands in the change log."), icon=":material/person:")
        return
    with worded():
        if remove:
            scenarios.remove(
                cursor(), park_id=park_id, scenario_id=chosen, who=who.strip(), reason=_("Removed by form")
            )
        else:
            scenarios.save(
                cursor(),
                park_id=park_id,
                values=values,
                changes=changes,
                who=who.strip(),
                reason=_("Written down by form"),
                scenario_id=chosen or None,
            )
        st.rerun()


def _regions(park_id: str) -> dict[str, str]:
    """Return the regions that a park lies in, by id."""
    rows = ask(measures.regions, park_id=park_id).to_dict("records")
    return {row["region_id"]: reader().name(row["name_en"], row["name_zh"]) for row in rows}


def _changes(park_id: str, chosen: str, register: Register) -> pd.DataFrame:
    """Let the reader edit the changes as a table; return those that say something."""
    stored = ask(scenarios.changes, park_id=park_id)
    rows = stored.loc[stored["scenario_id"] == chosen, list(_CHANGES)]
    choices = _options(park_id, register)
    labels = {name: reader().column("scenario_change", name) for name in _CHANGES}
    config = {
        name: st.column_config.SelectboxColumn(
            labels[name],
            options=list(options),
            format_func=lambda value, options=options: options.get(str(value), str(value)),
            required=name == "change_kind",
        )
        for name, options in choices.items()
    } | {
        name: st.column_config.NumberColumn(labels[name])
        for name in ("factor", "growth", "delay", "year", "budget")
    }
    edited = st.data_editor(
        rows.reset_index(drop=True),
        num_rows="dynamic",
        placeholder="–",
        hide_index=True,
        key=f"scenario_changes_{chosen}",
        column_config=config,
        alt=_("Changes of the scenario, one a line"),
    )
    filled = pd.DataFrame(edited).dropna(how="all")
    needs_currency = filled["budget"].notna() & filled["currency"].isna()
    return filled.assign(currency=filled["currency"].mask(needs_currency, register.currency))


def _options(park_id: str, register: Register) -> dict[str, dict[str, str]]:
    """Return what each column may name, in words."""
    read = reader()
    language = read.language
    carriers = register.savings.drop_duplicates("resource_id").to_dict("records")
    every_park = ask(parks.parks)["park_id"].tolist()
    sites = ask(parkmap.sites, parks=every_park, names_all=True)
    sites = sites.dropna(subset=["company_id"]).drop_duplicates("company_id").to_dict("records")
    running = ask(synergies.synergies, parks=[park_id], names_all=True).to_dict("records")
    return {
        "change_kind": {name: words[language] for name, words in contracts.choices("change_kind").items()},
        "resource_id": {
            row["resource_id"]: read.name(row["resource_en"], row["resource_zh"]) for row in carriers
        },
        "measure_id": {
            str(row["measure_id"]): f"{row['measure_id']} · {wording.measure_words(row, read)}"
            for row in register.measures.reset_index().to_dict("records")
        },
        "synergy_id": {row["synergy_id"]: read.name(row["name_en"], row["name_zh"]) for row in running},
        "company_id": {row["company_id"]: read.name(row["name_en"], row["name_zh"]) for row in sites},
        "currency": {name: words[language] for name, words in contracts.choices("currency").items()},
    }
