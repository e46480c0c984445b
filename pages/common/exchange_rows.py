"""Recorded exchanges as rows: provider, arrow with resource and amount, receiver."""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import published_uses
from pages.common import charts, controls, park_facts, role, screen, synergy_record
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import room, turning

# Number of rows of a working page beside others, in a high window, and on a phone.
_LISTED, _IN_HIGH, _ON_PHONE = 8, 12, 6
# Of rows over the full width: window height without them, of their note, and of a row by number of columns. [px]
_ABOVE, _NOTE, _ROWS = 288, 30, {1: 56, 2: 70}
_COLUMN, _OF_TWO = 6, 8  # presented rows of one column, and of two, whose rows have up to four lines
_NAMED = 2  # names of one end on a phone
_BELOW_FIGURES = 5  # presented rows of one column below a row of key figures
_TYPES = {
    1: 1.5,
    2: 1.5,
    3: 1.4,
    4: 1.3,
    5: 1.2,
    6: 1.05,
}  # type of one column by rows, relative to that of the window
_OF_COLUMNS = 1.0  # type of two columns, so
# Kinds of exchanges: which of the synergies.
KINDS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "energy": lambda known: known["kind"] == "energy",
    "utility": lambda known: known["synergy_kind"] == "utility",
    "by_product": lambda known: known["synergy_kind"] == "by_product",
    "water": lambda known: known["topic"] == "water",
    "amount": lambda known: known["quantity"].notna(),
    "started": lambda known: known["since"].notna(),
    "all": lambda known: known["synergy_id"].notna(),
}
_SEPARATOR = re.compile("</em>([,、])( ?)<em>")  # it stays in the line of the name before it
_STYLE = f"""<style>
.exchanges {{display: grid; gap: 0.4rem 1.6rem; list-style: none; padding: 0 !important; margin: 0 !important}}
.exchanges > li {{display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr) minmax(0, 1fr); margin: 0 !important; line-height: 1.2;
  min-height: 2.8rem; font-size: 0.85rem}}
.exchanges .end {{display: flex; align-items: center; justify-content: center; text-align: center; padding: 0.15rem 0.4rem;
  border: 1px solid {style.ACCENT}; border-radius: 0.4rem; background: #e6efee; overflow-wrap: anywhere; word-break: keep-all}}
.exchanges .way {{display: flex; flex-direction: column; justify-content: center; text-align: center; padding: 0 0.3rem}}
.exchanges .way > :not(i) {{padding: 0 0.6rem 0 0.2rem}}
.exchanges .way > b {{font-weight: 600}}
.exchanges .way i {{position: relative; border-top: 3px solid {style.ACCENT}; margin: 0.2rem 8px 0.2rem 0}}
.exchanges .way i::after {{content: ""; position: absolute; right: -9px; top: -8px; border: 6.5px solid transparent;
  border-left: 10px solid {style.ACCENT}; border-right: 0}}
.exchanges em {{display: inline-block; font-style: normal}} /* whole in a line where it has room */
.exchanges .open i {{border-top-style: dashed}}
.exchanges .ahead i {{border-top-color: {style.MUTED}}} .exchanges .ahead i::after {{border-left-color: {style.MUTED}}}
@media (min-width: 641px) {{ /* a phone, also before it has reported its size, has compact rows */
  .exchanges.wide {{grid-auto-flow: column; grid-template-rows: repeat(var(--rows), minmax(min-content, 1fr));
    min-height: clamp(3.1rem * var(--rows), 100vh - var(--above) * 1px, 7rem * var(--rows))}}
  .exchanges.wide > li {{font-size: clamp(0.95rem, 1.8vh, 1.2rem)}}
  .exchanges.presented {{height: calc(100vh - 9rem - var(--lost, 0vh)); grid-auto-rows: minmax(0, 1fr); grid-auto-flow: column;
    grid-template-rows: repeat(var(--rows), minmax(min-content, 1fr))}}
  .exchanges.presented > li {{font-size: var(--type); min-height: 0}}
}}
</style>"""


def found(kind: str = "all") -> pd.DataFrame:
    """Synergies of the park of a kind of `KINDS`, as `synergies.synergies`, those with an amount first; without ended ones."""
    known = ask(synergies.synergies, parks=[controls.park_id()], viewer=role.viewer())
    known = known[KINDS[kind](known) & (known["stage"] != "ended")]
    if kind == "started":
        return known.sort_values("since", kind="stable")
    return known.sort_values("quantity", key=pd.isna, kind="stable")


def counted(kind: str, count: int) -> str:
    """Number of exchanges of a kind, in words."""
    match kind:
        case "energy":
            return ngettext("{count} energy exchange", "{count} energy exchanges", count)
        case "utility":
            return ngettext("{count} shared utility", "{count} shared utilities", count)
        case "by_product":
            return ngettext("{count} by-product exchange", "{count} by-product exchanges", count)
        case "water":
            return ngettext("{count} water exchange", "{count} water exchanges", count)
        case "amount":
            return ngettext("{count} synergy of known amount", "{count} synergies of known amount", count)
        case "started":
            return ngettext(
                "{count} synergy of known first year", "{count} synergies of known first year", count
            )
    return ngettext("{count} synergy", "{count} synergies", count)


def heading(kind: str, what: str, *, is_instead: bool = False) -> str:
    """What is recorded of a park; of a published one with its year, unless first years are listed.

    `is_instead`: after a sentence on what is not published.
    """
    if not park_facts.is_published():
        return _("Recorded: {what}", what=what)
    what = what if kind == "started" else dated(what)
    return _("Shown instead: {what}", what=what) if is_instead else _("Published: {what}", what=what)


def dated(what: str) -> str:
    """What is recorded of a park, of a published one with its year."""
    if park_facts.is_published() and (years := park_facts.years()):
        return _("{name} ({year})", name=what, year=park_facts.year_words(years[0]))
    return what


def shades(known: pd.DataFrame) -> str:
    """Meaning of the grey arrows, if only some of the synergies have them."""
    is_ahead = known["stage"] != "operation"
    return _("grey arrow: not in operation yet") if is_ahead.any() and not is_ahead.all() else ""


def by_partner(known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Disclosed partners with their number of synergies, most first; columns as for `labelled_bars.bars`.

    `known`: only these synergies, with their resources as text, equal ones with their number.
    """
    read = reader()
    ends = ask(synergies.partners, parks=[controls.park_id()], viewer=role.viewer())
    ends = ends.assign(name=read.names(ends))
    ends = ends[ends["name"] != ""]
    resources: dict[str, str] = {}
    if known is not None:
        named = known[["synergy_id"]].assign(resource=read.names(known, "resource"))
        ends = ends.merge(named, on="synergy_id")
        resources = {
            name: read.listed(
                read.noted(resource, read.number(count)) if count > 1 else resource
                for resource, count in Counter(each).items()
            )
            for name, each in ends.groupby("name")["resource"]
        }
    counts = (
        ends.groupby("name", sort=False)["synergy_id"].nunique().sort_values(ascending=False, kind="stable")
    )
    words = [
        " · ".join(filter(None, [read.number(count), resources.get(name, "")]))
        for name, count in counts.items()
    ]
    return pd.DataFrame({"name": counts.index, "amount": counts.to_numpy(), "words": words})


def show(
    known: pd.DataFrame,
    *,
    key: str,
    title: str = "",
    lines: tuple[str, ...] = (),
    above: float = 0.0,
    across: int | None = None,
    most: int | None = None,
) -> None:
    """Show synergies from `found`; a presentation fills the window below its title and lines, and turns to further rows.

    Parameters
    ----------
    key : str
        Distinguishes lists of one page.
    title, lines
        As for `room.below`.
    above : float
        Height of other content above, such as a row of key figures. [px]
    across : int, optional
        Number of columns over the full width of a working page, which its rows fill; by default one column beside others.
    most : int, optional
        Maximum number of rows of one column beside others.
    """
    if not controls.is_projected():
        _list(known, None if screen.is_phone() else across, above, most)
        return
    most = turning.even(len(known), _COLUMN if charts.is_square() else _OF_TWO)
    first = turning.first(f"exchanges_{key}", len(known), most)
    shown = known.iloc[first : first + most]
    across = 1 if len(shown) <= (_BELOW_FIGURES if above >= room.TILES else _COLUMN) else 2
    rows = -(-len(shown) // across)
    lost = 100 * (room.below("") - room.below(title, *lines) + above) / charts.lines()
    size = _TYPES[rows] if across == 1 else _OF_COLUMNS
    look = f"--rows: {rows}; --lost: {lost:.1f}vh; --type: {size}rem"
    st.html(_STYLE + f'<ul class="exchanges presented" style="{look}">{_items(shown)}</ul>')
    if words := turning.words(first, len(shown), len(known)):
        st.caption(words)


def _list(known: pd.DataFrame, across: int | None, above: float, listed: int | None) -> None:
    """Show the first rows on a working page; parameters as for `show`."""
    if across:
        most = _fitting(len(known), across, above)
    else:
        most = listed or (_ON_PHONE if screen.is_phone() else _IN_HIGH if screen.is_high() else _LISTED)
    shown, look = known.head(most), ""
    if across:
        above += _ABOVE + _NOTE * (most < len(known))
        look = f' wide" style="--rows: {-(-len(shown) // across)}; --above: {above:.0f}'
    st.html(_STYLE + f'<ul class="exchanges{look}">{_items(shown)}</ul>')
    if words := charts.first_of(most, len(known)):
        st.caption(words)


def _fitting(count: int, across: int, above: float) -> int:
    """Number of whole rows of a number of columns that fit a window below other content."""
    free, row = screen.height() - _ABOVE - above, _ROWS[across]
    if across * (free // row) >= count:
        return count
    return across * max(1, int((free - _NOTE) // row))


def _items(known: pd.DataFrame) -> str:
    """Rows of synergies in HTML."""
    partners = ask(synergies.partners, parks=[controls.park_id()], viewer=role.viewer())
    by_synergy: dict[Any, pd.DataFrame] = dict(list(partners.groupby("synergy_id")))
    none = partners.iloc[:0]
    return "".join(
        _item(row, by_synergy.get(row["synergy_id"], none).to_dict("records"))
        for row in known.to_dict("records")
    )


def _item(row: Mapping, partners: list[dict]) -> str:
    """One row in HTML: a dashed arrow where the amount is unknown, a grey one before the operation."""
    read, amount = reader(), synergy_record.amount(row)
    takes = [one["role"] == "receiver" for one in partners]
    if not any(takes):  # what a plant treats ends there
        takes = [one["role"] != "provider" for one in partners]
    ends = [
        read.listed(f"<em>{html.escape(name)}</em>" for name in _shortened(names))
        for is_receiver in (False, True)
        for names in [
            [
                presentation.partner_name(one, read)
                for one, is_end in zip(partners, takes, strict=True)
                if is_end == is_receiver
            ]
        ]
    ]
    ends = [_SEPARATOR.sub(r"\1</em>\2<em>", end) for end in ends]
    missing = _("amount not published") if park_facts.is_published() else _("amount unknown")
    facts = f"<em>{html.escape(amount or missing)}</em>"
    if stage := _stage(row):  # a line never ends with a separator
        note = read.noted("", stage)
        facts += f"{'' if note == note.strip() else ' '}<em>{html.escape(note.strip())}</em>"
    name = read.name(row["resource_en"], row["resource_zh"]) or _kind(row)
    provider, receiver = (f'<span class="end"><span>{end or "–"}</span></span>' for end in ends)
    way = f"<b>{html.escape(name)}</b><i></i><span>{facts}</span>"
    look = ("" if amount else " open") + ("" if row["stage"] == "operation" else " ahead")
    return f'<li>{provider}<span class="way{look}">{way}</span>{receiver}</li>'


def _shortened(names: list[str]) -> list[str]:
    """Names of one end, each once; on a phone the first of more than two different ones, and the number of the others."""
    different = [*dict.fromkeys(names)]
    if len(names) <= _NAMED or len(different) < len(names) or not screen.is_phone():
        return different
    return [names[0], _("{count} other companies", count=reader().number(len(names) - 1))]


def _kind(row: Mapping) -> str:
    """Class of an undisclosed resource, whose partners are beside it; else the name of the synergy."""
    if isinstance(row["resource_class"], str) and pd.isna(row["name_en"]) and pd.isna(row["name_zh"]):
        return reader().choice("resource_class", row["resource_class"])
    return presentation.synergy_name(row, reader())


def _stage(row: Mapping) -> str:
    """Stage of a synergy with its first year; empty for one in operation since an unknown year."""
    stage = published_uses.in_sentence(reader().choice("stage", row["stage"]))
    is_running = row["stage"] == "operation"
    if pd.isna(row["since"]):
        return "" if is_running else stage
    if is_running:
        words = _("in operation since {year}", year=row["since"].year)
    else:
        words = _("{stage} since {year}", stage=stage, year=row["since"].year)
    return re.sub(r" (?=\d{4})", "\u00a0", words)  # the year is in the line of its word
