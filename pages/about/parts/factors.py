"""Published factors: value with unit, region, year and source of each."""

import pandas as pd
import streamlit as st

from isdata.data import applicable
from pages.common import controls, screen, tables
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline
from pages.common.show import info, table

_SHARES = {"1": "%", "1/yr": "%/yr"}  # units of shares, and their display units
_ROWS = 14  # number of rows before the table scrolls


def show() -> None:
    """List the factors; on a phone and when presented with the value beside the name."""
    factors = ask(applicable.published_factors)
    if factors.empty:
        info(_("No factors are stored. Import them with the table “factor”."))
        return
    title = _title(factors)
    headline.state(title)
    if not controls.is_projected():
        st.caption(title)
    screen.screen()
    columns = _columns(factors)
    if screen.is_phone() or controls.is_projected():
        shown = [_("Value"), _("Source"), *([] if screen.is_phone() else [_("Note")])]
        columns = {_("Factor"): _named(columns)} | {name: columns[name] for name in shown}
    table(
        pd.DataFrame(columns).replace("", tables.NOTHING),
        alt=_("Published factors with unit, region, year and source"),
        most=_ROWS,
    )


def _columns(factors: pd.DataFrame) -> dict[str, list[str]]:
    """Columns of the table, in the reader's language."""
    read, known = reader(), factors.astype(object).where(factors.notna(), None)
    return {
        _("Type"): [read.choice("factor_kind", kind) for kind in known["factor_kind"]],
        _("Resource"): [
            read.choice("transport_mode", mode) if mode else resource
            for mode, resource in zip(known["transport_mode"], read.names(known, "resource"), strict=True)
        ],
        read.column("factor", "region_id"): read.names(known, "region"),
        _("Year"): ["" if pd.isna(year) else str(int(year)) for year in factors["year"]],
        _("Value"): [_value(*each) for each in zip(known["value"], known["unit"], strict=True)],
        _("Method"): [read.choice("factor_method", method) if method else "" for method in known["method"]],
        _("Source"): [read.half(source) for source in known["source"]],
        _("Note"): [read.half(note) for note in known["note"]],
    }


def _value(value: float, unit: str) -> str:
    """Published value with its unit on one line; a share in per cent."""
    if unit in _SHARES and 0 <= value <= 1:
        value, unit = 100 * value, _SHARES[unit]
    return reader().as_published(value, unit).replace(" ", "\u00a0")


def _named(columns: dict[str, list[str]]) -> list[str]:
    """Name of each factor: its resource, else its method, with region and year."""
    read = reader()
    names = (_("Type"), _("Resource"), _("Method"), read.column("factor", "region_id"), _("Year"))
    return [
        _("{a}: {b}", a=kind, b=read.listed(filter(None, [resource or method, *where])))
        for kind, resource, method, *where in zip(*(columns[name] for name in names), strict=True)
    ]


def _title(factors: pd.DataFrame) -> str:
    """Number of factors, and of those of the most frequent type."""
    read, counts = reader(), factors["factor_kind"].value_counts()
    total = read.plural("{count} published factor", "{count} published factors", len(factors))
    of_kind = _(
        "{a}: {b}", a=read.choice("factor_kind", str(counts.index[0])), b=read.number(int(counts.iloc[0]))
    )
    return read.noted(total, of_kind)
