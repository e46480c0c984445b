"""A measure being entered: initial values of its form, and the form's tables."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from isdata.energy.measures import editing
from pages.common import role, screen
from pages.common.data import ask
from pages.common.editing import edited_table as asking
from pages.common.editing import saving
from pages.common.language import _, names, reader

SAVED = ("resource_id", "baseline", "modified", "unit", "price")
# All columns except the price fill a phone; the price is reached by scrolling, and no heading is cut.
_ON_PHONE = {
    "en": {"resource_id": 108, "baseline": 80, "modified": 74, "unit": 70, "price": 76},
    "zh": {"resource_id": 118, "baseline": 72, "modified": 72, "unit": 70, "price": 76},
}  # [px]
_RELATED = ("other_id", "relation", "overlap", "shared_cost")
_BENEFITS = ("benefit_id", "name_en", "name_zh", "amount", "currency", "price_year")


@dataclass(frozen=True)
class Draft:
    """A measure being entered.

    Attributes
    ----------
    park_id : str
    measure_id : str
        Measure to change; empty for a new one.
    like : str
        Measure copied for a new one; empty for none.
    currency : str
        Currency of the park.
    titles : mapping of str to str
        Labels of the park's measures.
    """

    park_id: str
    measure_id: str
    like: str
    currency: str
    titles: Mapping[str, str]

    @property
    def source(self) -> str:
        """Stored measure that gives the initial values."""
        return self.measure_id or self.like

    @property
    def scope(self) -> str:
        """Key that distinguishes this form from others."""
        copy = f"copy_{self.like}" if self.like and not self.measure_id else ""
        turn = saving.save_count(self.turn)
        return f"{self.measure_id}{copy}" + (f"_{turn}" if turn or not self.measure_id else "")

    @property
    def turn(self) -> str:
        """Key of the number of times this form was saved or discarded."""
        return f"measure_{self.measure_id or 'new'}"


def headings() -> dict[str, str]:
    """Headings of the required columns; short on a phone."""
    words = {
        name: reader().column("measure_saving", name) for name in ("resource_id", "baseline", "modified")
    }
    return words | ({"baseline": _("Before"), "modified": _("After")} if screen.is_phone() else {})


def stored_savings(draft: Draft) -> pd.DataFrame:
    """Amounts used before and after the measure before an edit."""
    return ask(editing.saved, measure_id=draft.source, viewer=role.viewer())[list(SAVED)]


def savings(draft: Draft, stored: pd.DataFrame) -> pd.DataFrame:
    """Let the user enter the amounts used before and after the measure in rows, the stored ones first."""
    table, words, is_phone = "measure_saving", headings(), screen.is_phone()

    def narrow(name: str) -> dict[str, Any]:
        """Width that shows the amounts and their unit with complete headings on a phone. [px]"""
        return {"width": _ON_PHONE[reader().language][name]} if is_phone else {}

    priced = (
        _("Price") if is_phone else _("Price [{currency}/unit]", currency=reader().currency(draft.currency))
    )

    resources = names(ask(editing.resources), "resource_id")
    return asking.edited(
        table,
        stored,
        {
            "resource_id": asking.choice_column(table, "resource_id", resources, **narrow("resource_id")),
            **{
                name: asking.column(table, name, label=words[name], **narrow(name))
                for name in ("baseline", "modified")
            },
            "unit": asking.column(table, "unit", **narrow("unit")),
            "price": asking.column(
                table, "price", label=priced, help=_("Empty: price list of the park."), **narrow("price")
            ),
        },
        key=f"measure_saved_{draft.scope}",
        may_grow=True,
        alt=_("Amounts used per year before and after the measure, by resource"),
    )


def stored_relations(draft: Draft) -> pd.DataFrame:
    """Relations to other measures before an edit; a copy has none."""
    return ask(editing.related, measure_id=draft.measure_id, viewer=role.viewer())[list(_RELATED)]


def stored_benefits(draft: Draft) -> pd.DataFrame:
    """Benefits besides energy before an edit."""
    return ask(editing.benefits, measure_id=draft.source, viewer=role.viewer())[list(_BENEFITS)]


def relations(draft: Draft) -> pd.DataFrame:
    """Let the user enter measures that it requires, excludes or overlaps."""
    table = "measure_relation"
    titles = {name: words for name, words in draft.titles.items() if name != draft.measure_id}
    return asking.edited(
        table,
        stored_relations(draft),
        {
            "other_id": asking.choice_column(table, "other_id", titles, width="large"),
            **{name: asking.column(table, name) for name in ("relation", "overlap", "shared_cost")},
        },
        key=f"measure_related_{draft.scope}",
        may_grow=True,
        alt=_("Measures that need, exclude or overlap each other, or share costs"),
    )


def benefits(draft: Draft) -> pd.DataFrame:
    """Let the user enter benefits besides energy."""
    table = "measure_benefit"
    return asking.edited(
        table,
        stored_benefits(draft),
        {
            **{name: asking.column(table, name) for name in ("name_en", "name_zh", "amount")},
            "currency": asking.column(table, "currency", default=draft.currency),
            "price_year": asking.column(table, "price_year", format="%d", default=dt.date.today().year),
        },
        key=f"measure_benefits_{draft.scope}",
        may_grow=True,
        alt=_("Non-energy benefits with their value per year, not included in energy savings"),
    )
