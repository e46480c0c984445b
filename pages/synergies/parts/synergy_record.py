"""Recorded figures of a synergy compared with those of its sheet, with a button to copy them."""

import math
from collections.abc import Mapping

import streamlit as st

from isdata.data.i18n import N_, both
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import proposing
from pages.common import show
from pages.common.data import cursor, derive
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader

_UNITS = {"co2_saved": "t", "water_saved": "m³", "jobs": "", "lifetime": ""}
_FIRST = ("annual_saving", "investment")  # order in which values are named


def _case(dossier: assessment.Dossier) -> assessment.Case:
    return assessment.case_of_synergy(dossier.assumptions, unit=str(dossier.facts["unit"]))


def offer(dossier: assessment.Dossier, name: str) -> None:
    """Offer to use the values of the sheet if the record differs or is an estimate; `name` signs changes."""
    made, facts = dossier.sheet, dossier.facts.to_dict()
    assert made is not None
    case = derive(_case, dossier)
    others = assessment.other_figures(facts, made, case)
    differs = not others.keys().isdisjoint(("investment", "annual_saving", "co2_saved"))
    is_estimate = proposing.is_estimate(facts)
    was_partial = bool(facts["is_partial_gain"]) and not (made.has_partial_gain or case.is_whole)
    if not (differs or is_estimate or was_partial):
        return
    if is_estimate:
        st.markdown(
            _(
                "Gain and investment in the record are an estimate from the match; the partners have not confirmed it."
            )
        )
    if differs:
        _state(others, facts, is_partial=made.has_partial_gain)
    elif was_partial:
        st.markdown(
            _("The record marks the gain as partial; in the sheet, all gains and costs have an amount.")
        )
    words = _action(others if differs else {}, facts, is_estimate=is_estimate)
    is_asked = st.button(show.escaped(words), key="record_take", icon=":material/assignment_turned_in:")
    if signing.is_signed(is_asked, name, key="record_take"):
        with saving.stored():
            assessment.update_record(
                cursor(), facts=facts, stated=dossier.assumptions, made=made, case=case, who=name,
                reason=both(N_("Values of the sheet confirmed")),
            )  # fmt: skip


def _action(others: Mapping[str, tuple[float, float]], facts: Mapping, *, is_estimate: bool) -> str:
    """Label of the button: the first value that it replaces, and the number of others."""
    if not others:
        return _("Confirm the estimate") if is_estimate else _("Record the gain as complete")
    column = next((name for name in _FIRST if name in others), next(iter(others)))
    now, new = (_amount(column, value, facts) for value in others[column])
    if math.isnan(others[column][0]):
        words = _("{what}: enter {computed} from the sheet", what=_named(column), computed=new)
    else:
        words = _("{what}: replace {recorded} by {computed}", what=_named(column), recorded=now, computed=new)
    more = len(others) - 1
    return (
        reader().noted(words, ngettext("and {count} more value", "and {count} more values", more))
        if more
        else words
    )


def _named(column: str) -> str:
    """Heading of a value, as on the board: a synergy gains, a measure saves."""
    return _("Gain per year") if column == "annual_saving" else reader().column("synergy", column)


def _state(others: dict[str, tuple[float, float]], facts: dict, *, is_partial: bool) -> None:
    """Show the differing values of record and sheet, whose gain may be partial."""
    read, parts = reader(), []
    for column, (now, new) in others.items():
        before, after = (_amount(column, value, facts) for value in (now, new))
        if is_partial and column == "annual_saving":
            after = read.noted(after, _("partial"))
        parts.append(
            _(
                "{what}: {recorded} in the record, {computed} in the sheet",
                what=_named(column),
                recorded=before,
                computed=after,
            )
        )
    st.markdown(
        show.escaped(
            _("The board and all totals use the record of this synergy. At full operation, the sheet differs. {changes}.",
              changes=read.clauses(parts))
        )
    )  # fmt: skip


def _amount(column: str, value: float, facts: Mapping) -> str:
    if math.isnan(value):
        return _("unknown")
    read = reader()
    if column in ("investment", "annual_saving"):
        return read.money(value, str(facts["currency"]))
    rounded = float(f"{value:.3g}")
    return read.amount(rounded, _UNITS.get(column, str(facts["unit"] or "")))
