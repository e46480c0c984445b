"""Entry of a scenario's changes: kind of change, and the fields of that kind."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data import contracts
from isdata.data.disclosure import FACILITATOR
from isdata.energy.measures import DisclosedMeasures, presentation
from isdata.energy.measures.register import ACHIEVED
from isdata.park import parkmap, parks
from isdata.symbiosis import synergies
from pages.common import form, number_field, pick, role, show
from pages.common.data import ask, derive
from pages.common.language import _, names, reader
from pages.common.once import once

COLUMNS = (
    "change_kind", "resource_id", "measure_id", "synergy_id", "company_id", "factor", "growth", "delay", "year", "budget",
    "currency",
)  # fmt: skip
# Fields of each kind of change: required and optional ones.
_ASKED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "price": ((), ("resource_id", "factor", "growth")),
    "budget": (("budget",), ("year",)),
    "company_budget": (("budget",), ("company_id",)),
    "measure_taken": (("measure_id",), ()),
    "measure_dropped": (("measure_id",), ()),
    "measure_delayed": (("measure_id", "delay"), ()),
    "measure_resized": (("measure_id", "factor"), ()),
    "synergy_on": (("synergy_id",), ()),
    "company_leaves": (("company_id",), ()),
    "company_arrives": (("company_id",), ()),
}
_IN_PERCENT = ("growth",)
Row = dict[str, object]


def changes(
    park_id: str, chosen: str, found: DisclosedMeasures, settings: Sequence[str]
) -> tuple[pd.DataFrame, bool]:
    """Let the user add and remove changes; return the current changes, and True if a further one is incomplete.

    A complete change counts before it is added to the list, since the user who saves has entered it.

    Parameters
    ----------
    park_id : str
        The park.
    chosen : str
        Id of the scenario; empty for a new one.
    found : DisclosedMeasures
        The park's measures.
    settings : sequence of str
        Texts of the scenario's settings besides its changes, as Markdown: they distinguish it from the present state even
        without changes.
    """
    key = _key(chosen)
    if key not in st.session_state:
        stored = ask(scenarios.changes, park_id=park_id, viewer=role.viewer())
        rows = stored.loc[stored["scenario_id"] == chosen, list(COLUMNS)].astype(object)
        st.session_state[key] = rows.where(rows.notna(), None).to_dict("records")
    draft: list[Row] = st.session_state[key]
    options = once(_options, park_id, found)
    heading = _("Changes in this scenario")
    st.markdown(f"**{heading}**")
    for words in settings:
        st.markdown(words[:1].upper() + words[1:])
    if not draft and not settings:
        st.info(_("No changes yet. Add one below."))
    for place, row in enumerate(draft):
        with st.container(horizontal=True, vertical_alignment="center"):
            words = [_words(row, options, found.currency), _remark(row, found)]
            st.markdown(show.escaped(reader().clauses(filter(None, words))), width="stretch")
            st.button(
                _("Remove"),
                key=f"scenario_drop_{chosen}_{place}",
                icon=":material/close:",
                type="tertiary",
                on_click=_drop,
                args=(draft, place),
            )
    row, is_complete = _offer(draft, chosen, options, found.currency)
    if is_complete and (remark := _remark(row, found)):
        show.info(remark[:1].upper() + remark[1:])
    is_begun = not is_complete and any(row.get(name) is not None for name in COLUMNS[1:])
    return pd.DataFrame([*draft, row] if is_complete else draft, columns=list(COLUMNS)), is_begun


def discard(chosen: str) -> None:
    """Discard unsaved changes."""
    st.session_state.pop(_key(chosen), None)


def _key(chosen: str) -> str:
    return f"scenario_draft_{chosen}"


def _drop(draft: list[Row], place: int) -> None:
    del draft[place]


def _offer(
    draft: list[Row], chosen: str, options: dict[str, dict[str, str]], currency: str
) -> tuple[Row, bool]:
    """Let the user add a change: first its kind, then only the fields of that kind.

    Returns the current change, and True if it is complete.
    """
    kinds = reader().choices("change_kind")
    with st.container(border=True):
        kind = pick.choice_input(
            _("Add a change"), kinds, key=f"scenario_kind_{chosen}", empty=_("Type of change"), help=_hints()
        )
        if kind is None:
            return {}, False
        needed, more = _ASKED[kind]
        # The turn number clears the fields once a change is on the list.
        scope = f"change_{chosen}_{kind}_{len(draft)}"
        row: Row = {"change_kind": kind}
        names = [*needed, *more] if kind != "price" else list(more)
        for place, name in zip(st.columns(len(names)), names, strict=True):
            with place:
                row[name] = _field(name, kind, scope, options, currency)
        if row.get("budget") is not None:
            row["currency"] = currency
        is_price = kind != "price" or row["factor"] is not None or row["growth"] is not None
        is_complete = is_price and all(row.get(name) is not None for name in needed)
        st.button(
            _("Add"),
            key=f"scenario_add_{chosen}",
            icon=":material/add:",
            disabled=not is_complete,
            on_click=draft.append,
            args=(row,),
        )
        return row, is_complete


def _field(name: str, kind: str, scope: str, options: dict[str, dict[str, str]], currency: str) -> object:
    if name in _IN_PERCENT:
        return percent("scenario_change", name, scope=scope)
    offered = options.get(name)
    if name == "company_id" and offered is not None:
        here = options["here"]
        is_here = {"company_arrives": False}.get(kind, True)
        offered = {key: words for key, words in offered.items() if (key in here) == is_here}
    blank = _("All energy") if kind == "price" and name == "resource_id" else ""
    return form.field("scenario_change", name, scope=scope, options=offered, currency=currency, blank=blank)


def _hints() -> str:
    """List with the meaning of each kind of change."""
    meanings = {
        "price": _("Without a carrier: all energy. Enter a factor (1.5 = +50%), a yearly growth, or both."),
        "budget": _("Without a year: total plan budget; otherwise one budget per plan year."),
        "company_budget": _("Without a company: applies to each company."),
        "measure_resized": _("Scales costs and savings; 0.5 is half."),
        "company_leaves": _("Its measures and the synergies it takes part in end."),
        "company_arrives": _("A company of another park arrives with its measures and flows."),
    }
    read = reader()
    return "\n".join(
        "- " + _("{a}: {b}", a=f"**{read.choice('change_kind', kind)}**", b=text)
        for kind, text in meanings.items()
    )


def percent(table: str, name: str, *, scope: str, value: object = None) -> float | None:
    """Show a field in per cent for a column that contains a share; return the share. [1/yr]"""
    column = contracts.tables()[table][name]
    read = reader()
    given = None if value is None or pd.isna(value) else 100 * float(value)  # ty: ignore[invalid-argument-type]
    typed = number_field.enter_number(
        f"{column.label[read.language]} [%]",
        value=given,
        minimum=None if column.minimum is None else 100 * float(column.minimum),
        maximum=None if column.maximum is None else 100 * float(column.maximum),
        unit="%",
        help=column.meaning[read.language],
        key=f"form_{scope}_{name}",
    )
    return None if typed is None else round(typed / 100, 10)


def _words(row: Mapping, options: dict[str, dict[str, str]], currency: str) -> str:
    """Text of a change, which may not be stored yet."""
    named = ("measure_id", "synergy_id", "company_id", "resource_id")
    name = next((options[column].get(str(row[column])) for column in named if row.get(column)), None)
    full = {column: row.get(column) for column in COLUMNS}
    return scenarios.change_words(
        {**full, "name_en": name, "name_zh": name, "is_open": True}, reader(), currency
    )


def _remark(row: Mapping, found: DisclosedMeasures) -> str:
    """Remark that a change of a measure has no effect because it is implemented already; empty otherwise."""
    name = row.get("measure_id")
    if name not in found.table.index:
        return ""
    remark = scenarios.of_implemented(row["change_kind"], found.table.loc[name, "status"])
    return _(scenarios.REMARKS[remark]) if remark else ""


def _options(park_id: str, found: DisclosedMeasures) -> dict[str, dict[str, str]]:
    """Labels of the permitted values of each column; "here" contains the companies of the park."""
    every_park = ask(parks.parks)["park_id"].tolist()
    sites = ask(parkmap.sites, parks=every_park, viewer=FACILITATOR).dropna(subset=["company_id"])
    running = ask(synergies.synergies, parks=[park_id], viewer=FACILITATOR)
    return {
        "resource_id": names(derive(DisclosedMeasures.resources, found), "resource_id", "resource"),
        "measure_id": {
            str(row["measure_id"]): _measure_label(row)
            for row in found.table.reset_index().to_dict("records")
        },
        "synergy_id": names(running, "synergy_id"),
        "company_id": names(sites.drop_duplicates("company_id"), "company_id"),
        "here": names(sites[sites["park_id"] == park_id].drop_duplicates("company_id"), "company_id"),
    }


def _measure_label(row: Mapping) -> str:
    """Label of a measure with its id, and its status if it is implemented already: no plan depends on it."""
    words = f"{row['measure_id']} · {presentation.measure_words(row, reader())}"
    status = reader().choice("measure_status", row["status"]) if row["status"] in ACHIEVED else ""
    return reader().noted(words, status) if status else words
