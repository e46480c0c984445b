"""Form of a measure: five fields and its savings first, with an immediate payback, everything else below."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import N_, both
from isdata.energy import measures
from isdata.energy.measures import editing
from isdata.errors import IsdataError, ProblemsError
from isdata.park import parkmap
from pages.common import form, popovers, role, screen
from pages.common.data import ask, cursor, has_changed
from pages.common.editing import saving, signing, unsaved
from pages.common.language import _, names, ngettext, reader
from pages.common.show import escaped
from pages.network.parts import measure_draft, measure_removal, measure_results, measure_saving
from pages.network.parts.measure_draft import Draft

_FIRST = ("site_id", "category", "investment", "lifetime")  # plus the name in the reader's language
_WIDTHS = (9, 6, 6, 6, 5)  # a name is the longest entry, and the last labels fit in one line
_PROGRESS = ("status", "year", "effort", "owner", "dropped_reason", "network_id", "arc_code")
_COSTS = (
    "currency", "price_year", "incentive", "avoided_replacement", "investment_engineering", "investment_material",
    "investment_labour", "investment_other", "running_cost", "salvage", "replacement_cost", "other_saving", "degradation",
)  # fmt: skip
_DOUBT = ("uncertainty_investment", "uncertainty")
_STREAM = ("stream_id", "stream_change")
_WORDS = ("benefit_en", "benefit_zh")
_REST = ("note", "source", "is_illustrative")
_COPY = {"name_en": "{name} (copy)", "name_zh": "{name}（副本）"}


def show(draft: Draft) -> None:
    """Show the form and save it; the payback is updated at every change."""
    fields = _Fields(draft)
    first = f"name_{reader().language}"
    fields.show((first, *_FIRST), columns=_WIDTHS, is_first=True)
    has_fields, is_phone = measure_saving.has_fields(draft), screen.is_phone()
    typed = measure_saving.first(draft, _WIDTHS) if has_fields else {}
    # A phone has the figures in sight, and the picture below the fields.
    outcome = st.container() if is_phone else None
    left, right = st.columns(2, gap="medium")
    with left:
        if has_fields:
            savings = measure_saving.others(draft, typed)
            if not is_phone:
                measure_saving.note()
        else:
            savings = measure_draft.savings(draft, measure_draft.stored_savings(draft))
        wrong = st.container()  # missing values of these rows are stated below them
        relations, benefits = _rest(draft, fields)
        foot = st.container()
    with outcome or right:
        _preview(draft, fields, savings, right)
    is_edited = fields.is_edited or (has_fields and measure_saving.is_edited(draft, typed))
    with foot:
        _save(
            draft,
            fields,
            wrong,
            is_edited=is_edited,
            savings=savings,
            relations=relations,
            benefits=benefits,
        )


def _rest(draft: Draft, fields: "_Fields") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Offer the fields that are rarely needed; return relations to other measures and benefits other than energy."""
    progress = (f"name_{'en' if reader().language == 'zh' else 'zh'}", *_PROGRESS)
    with popovers.lazy_content(
        _("Progress, costs, relations and other fields"), key="measure_rest"
    ) as is_drawn:
        if not is_drawn:
            fields.keep((*progress, *_COSTS, *_DOUBT, *_STREAM, *_WORDS, *_REST))
            return measure_draft.stored_relations(draft), measure_draft.stored_benefits(draft)
        fields.section(_("Progress"), progress)
        fields.section(_("Costs and savings"), _COSTS)
        fields.section(_("Uncertainty of the data"), _DOUBT)
        fields.section(_("Affected stream of the site"), _STREAM)
        st.subheader(_("Relations to other measures"), anchor=False)
        relations = measure_draft.relations(draft)
        fields.section(_("Non-energy benefits"), _WORDS)
        benefits = measure_draft.benefits(draft)
        fields.section(_("Notes and source"), _REST)
        return relations, benefits


class _Fields:
    """Fields of the measure with the values typed so far."""

    def __init__(self, draft: Draft) -> None:
        known = (
            ask(editing.stored, measure_id=draft.source, viewer=role.viewer()).to_dict("records")
            if draft.source
            else []
        )
        first = {
            "status": "idea",
            "currency": draft.currency,
            "price_year": dt.date.today().year,
            "lifetime": 10,
        }
        self.former: dict[Any, Any] = (
            (known[0] if draft.measure_id else _renamed(known[0])) if known else first
        )
        self.options, self.draft = _options(draft.park_id), draft
        self.values: dict[str, object] = {}

    def show(
        self, names: tuple[str, ...], *, columns: int | tuple[int, ...] = 3, is_first: bool = False
    ) -> None:
        self.values |= form.fields(
            "measure",
            names,
            scope=f"measure_{self.draft.scope}",
            values=self.former,
            options=self.options,
            columns=columns,
            currency=str(self.former.get("currency") or self.draft.currency),
            is_first=is_first,
            keeps=True,
        )

    def keep(self, names: tuple[str, ...]) -> None:
        """Take the initial values of fields that are not drawn."""
        self.values |= form.initial_values("measure", names, self.former)

    @property
    def is_edited(self) -> bool:
        """True if a value differs from the initial one."""
        return any(_plain(value) != _plain(self.former.get(name)) for name, value in self.values.items())

    def section(self, heading: str, names: tuple[str, ...]) -> None:
        st.subheader(heading, anchor=False)
        self.show(names)


def _plain(value: object) -> object:
    """Value for comparison: all empty ones are equal."""
    return None if value is None or value is False or value == "" or pd.isna(value) else value


def _renamed(copied: Mapping[Any, Any]) -> dict[Any, Any]:
    """Values of a copy with “(copy)” added to its names, to distinguish both in lists."""
    names = {
        name: form_of.format(name=copied[name])
        for name, form_of in _COPY.items()
        if isinstance(copied.get(name), str) and copied[name]
    }
    return {**copied, **names}


def _preview(draft: Draft, fields: _Fields, savings: pd.DataFrame, picture: DeltaGenerator) -> None:
    """Show saving, payback and net present value of the values typed so far, with a picture, or what they need."""
    read = reader()
    values = fields.values
    if any(name in _FIRST for name in _lacking(values)):
        lacking = [read.column("measure", name) for name in _lacking(values)]
        has_fields = measure_saving.has_fields(draft)
        lacking += [
            read.column("measure_saving", name) if has_fields else heading
            for name, heading in measure_draft.headings().items()
            if savings.empty or savings[name].isna().all()
        ]
        words = _("Still missing: {fields}.", fields=read.listed(lacking))
        if screen.is_phone():  # one line, so that “Save” is in sight; the fields have a sign
            words = ngettext(
                "{count} required field is empty", "{count} required fields are empty", len(lacking)
            )
        measure_results.show_no_results(words, draft)
        return
    found = _appraised(draft, values, savings)
    if found is None:
        measure_results.show_no_results(_("Results appear once the amounts are complete."), draft)
        return
    row, yearly = found
    if row["unpriced"]:
        measure_results.show_unpriced(row["unpriced"])
    elif _saves(row):
        measure_results.show_results(row, yearly, picture)
    else:
        measure_results.show_no_results(_("Results appear once a saving is entered."), draft)


def _lacking(values: Mapping[str, object]) -> list[str]:
    """Empty required fields; an investment of zero counts as known."""
    return [
        name
        for name in (f"name_{reader().language}", *_FIRST)
        if not values.get(name) and not (name == "investment" and values[name] == 0)
    ]


def _saves(row: pd.Series) -> bool:
    """Return True if there is a saving yet; otherwise every draft would show a payback of "never" and a loss."""
    return any(pd.notna(row[name]) and row[name] != 0 for name in ("annual_saving", "co2_saving"))


def _appraised(
    draft: Draft, values: Mapping[str, object], savings: pd.DataFrame
) -> tuple[pd.Series, pd.DataFrame] | None:
    """Appraised measure and its cash flow; None while a row of the savings is incomplete or wrong."""
    try:
        # Cached, since other input, such as the name for signing, does not change the value.
        return ask(
            editing.appraised,
            park_id=draft.park_id,
            values=dict(values),
            savings=savings,
            measure_id=draft.measure_id or None,
        )
    except (ProblemsError, IsdataError):
        return None


def _save(
    draft: Draft, fields: _Fields, wrong: DeltaGenerator, *, is_edited: bool, **parts: pd.DataFrame
) -> None:
    """Offer to save; problems are shown where they were typed."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature()
        is_asked = st.button(_("Save"), key="measure_store", type="primary", icon=":material/save:")
        if is_edited:
            unsaved.mark()
            if st.button(_("Discard them"), key="measure_discard", type="tertiary"):
                saving.next_turn(draft.turn)
                st.rerun()
        measure_removal.show_message("save")
    if signing.is_signed(is_asked, who, key="measure_store"):
        with saving.show_problems():
            _store(draft, who, fields.values, wrong, parts)


def _store(
    draft: Draft,
    who: str,
    values: Mapping[str, object],
    wrong: DeltaGenerator,
    parts: Mapping[str, pd.DataFrame],
) -> None:
    """Store the measure with its parts; problems of its savings are shown below them."""
    try:
        stored = editing.save(
            cursor(),
            park_id=draft.park_id,
            who=who,
            reason=both(N_("Entered in the form")),
            measure_id=draft.measure_id or None,
            values=values,
            **parts,
        )
    except ProblemsError as error:
        is_saving = error.problems["table"] == "measure_saving"
        for place, rows in ((wrong, is_saving), (st.container(), ~is_saving)):
            with place, saving.show_problems():
                if rows.any():
                    raise ProblemsError(error.problems[rows]) from error
        return
    if not draft.measure_id:
        saving.next_turn(draft.turn)
    measure_removal.chosen_next(stored)
    words = _saved_words(values) if has_changed() else saving.unchanged_words()
    measure_removal.keep_message(words, place="save")
    st.rerun()


def _saved_words(values: Mapping[str, object]) -> str:
    english, chinese = (str(values.get(name) or "") for name in ("name_en", "name_zh"))
    return _("{measure} saved.", measure=escaped(reader().name(english, chinese)))


def _options(park_id: str) -> dict[str, dict[str, str]]:
    read = reader()
    streams = ask(editing.streams, park_id=park_id, viewer=role.viewer()).to_dict("records")
    return {
        "site_id": names(ask(parkmap.sites, parks=[park_id], viewer=FACILITATOR), "site_id"),
        "network_id": names(ask(measures.networks, park_id=park_id), "network_id"),
        "stream_id": {
            row["stream_id"]: " · ".join(
                (
                    read.name(row["company_en"], row["company_zh"]),
                    read.choice("direction", row["direction"]),
                    read.name(row["name_en"], row["name_zh"]),
                )
            )
            for row in streams
        },
    }
