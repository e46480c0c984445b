"""Key results of a park: solid waste used again, secondary share of inputs, CO2 and gain of its synergies."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data.number_format import figures_alike
from isdata.output.figures import sankey_words as words
from isdata.park import flows
from pages.common import amounts, cards, role, synergy_totals, undisclosed
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import price_years

KIND, UNIT = "material", "t"
USED_AGAIN = "solid waste used again"  # term of the glossary
RECORDED_AS = "waste_reused"  # id of the indicator under which a park records it
_LEAST = 3  # places in the row: one figure alone is not as wide as the page


def show(park_id: str) -> None:
    """Show the results as a row of figures; those that are not known are left out."""
    figures = [*_materials(park_id), *_synergies(park_id)]
    if not figures:
        return
    is_few = len(figures) < _LEAST  # below each other on a phone
    with st.grid(_LEAST, min_column_width=230) if is_few else cards.row(len(figures)):
        for label, value, detail, explained in figures:
            cards.metric(label, value, explained, detail)


def headline(park_id: str) -> str:
    """What is used again and what the synergies in operation save, as the figures state it."""
    viewer, waste = role.viewer(), _waste(park_id)
    done = synergy_totals.now(park_id, viewer=viewer)
    saving = ""
    if done.synergies and (co2 := synergy_totals.in_words(done, park_id)[0]) != "–":
        saving = ngettext(
            "{count} synergy saves {co2} of CO2 per year",
            "{count} synergies save {co2} of CO2 per year",
            done.synergies,
            co2=co2,
        )
    return reader().clauses([waste.sentence if waste else "", saving])


def scope(park_id: str) -> None:
    """Show whom the figures leave out; nothing where they leave out nobody."""
    count = undisclosed.count({"park_id": park_id})
    materials, synergies = _materials(park_id), _synergies(park_id)
    if not count or not (materials or synergies):
        return
    without = ""
    if materials and pd.isna(_recorded(park_id)):
        without = ngettext(
            "Waste and inputs are without {count} undisclosed company.",
            "Waste and inputs are without {count} undisclosed companies.",
            count,
        )
    elif len(materials) > 1:
        without = ngettext(
            "Inputs are without {count} undisclosed company.",
            "Inputs are without {count} undisclosed companies.",
            count,
        )
    whole = _("CO2 and gain are of all synergies in operation; a range holds the true value.")
    if found := reader().sentences([without, whole if synergies else ""]):
        st.caption(found)


def _recorded(park_id: str) -> float:
    """Share of solid waste used again that the park recorded for the newest year; missing where there is none. [-]"""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return float("nan")
    asked = {"indicator_id": RECORDED_AS, "park_id": park_id, "year": int(years.iloc[0])}
    return ask(institution.recorded_share, **asked, viewer=role.viewer())


def _materials(park_id: str) -> list[tuple[str, str, str, str]]:
    """Solid waste used again and secondary share of the inputs in the newest year."""
    converted, waste = _converted(park_id), _waste(park_id)
    if converted is None:
        return []
    year, rows = converted
    found = [waste.card] if waste else []
    secondary = flows.secondary_share(rows)
    # 1, or unknown, where no inputs from outside are declared; 0 where no reuse within the park is recorded
    if 0 < secondary < 1:
        label = _("Secondary share of inputs")
        if undisclosed.count({"park_id": park_id}):
            label = _("Secondary share of inputs (disclosed companies)")
        source = _("by-products from companies of the park, {year}", year=year)
        meaning = defined("secondary share of inputs")
        found.append((label, reader().percent(secondary, digits=1), source, meaning))
    return found


def _converted(park_id: str) -> tuple[int, pd.DataFrame] | None:
    """Newest year with flows, and its flows in tonnes as this reader sees them; None without any."""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return None
    choice = flows.Choice(
        year=int(years.iloc[0]), kind=KIND, unit=UNIT, is_reconciled=amounts.are_reconciled()
    )
    return choice.year, ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer())


class _Waste(NamedTuple):
    """Solid waste used again: its key figure, and what it says in one line."""

    card: tuple[str, str, str, str]
    sentence: str


def _waste(park_id: str) -> _Waste | None:
    """Share of solid waste used again, recorded or computed from the flows that this reader sees; None where there is none.

    A recorded share holds for every reader, so that desk, audience and indicators state one value: an audience, which does
    not see the flows of all companies, could not read another one.
    """
    converted, recorded = _converted(park_id), _recorded(park_id)
    if converted is None:
        return None
    year, rows = converted
    is_part = bool(undisclosed.count({"park_id": park_id}))
    ends = flows.shares(rows).set_index("destination")["value"]
    used, total = float(ends[list(flows.USED_AGAIN)].sum()), float(ends.sum())
    computed = _used_again(used, total, year, is_part=is_part) if total else None
    if pd.isna(recorded):
        return computed
    is_comparable = not is_part and pd.notna(flows.used_share(used, total))
    return _as_recorded(recorded, year, computed if is_comparable else None)


def _as_recorded(recorded: float, year: int, computed: _Waste | None) -> _Waste:
    """The recorded share, and beside it what the flows of all companies give: their amounts, or another share. [-]"""
    share = reader().percent(recorded, digits=1)
    detail, explained = _("{year}, recorded for all companies", year=year), defined(USED_AGAIN)
    if computed and computed.card[1] == share:
        _label, _share, detail, explained = computed.card
    elif computed:
        detail = _("{year}, recorded; the flows give {share}", year=year, share=computed.card[1])
    sentence = _("{share} of the solid waste used again", share=share)
    return _Waste((_("Solid waste used again"), share, detail, explained), sentence)


def _used_again(used: float, total: float, year: int, *, is_part: bool) -> _Waste:
    """Solid waste used again as a share; as an amount where nothing else is recorded. [t]

    `is_part`: of the disclosed companies only
    """
    read, meaning, share = reader(), defined(USED_AGAIN), flows.used_share(used, total)
    # With fewer figures the two amounts would give another share than the one above them.
    of_part, of_whole = figures_alike(used, total)
    amount = words.quantity(used, UNIT, read, significant=of_part)
    whole = words.quantity(total, UNIT, read, significant=of_whole)
    if pd.isna(share):
        detail = _("{year}; no disposal is recorded, so the share is unknown", year=year)
        label = _("Amount of solid waste used again")
        return _Waste(
            (label, amount, detail, meaning), _("{amount} of solid waste used again", amount=amount)
        )
    detail = _("{amount} of {total}, {year}", amount=amount, total=whole, year=year)
    rest = _(
        "{definition}. The rest, {amount}, is unused.",
        definition=meaning,
        amount=read.amount(total - used, UNIT),
    )
    stated = read.percent(share, digits=1)
    if not is_part:
        label, sentence = (
            _("Solid waste used again"),
            _("{share} of the solid waste used again", share=stated),
        )
    else:
        label = _("Solid waste used again (disclosed companies)")
        sentence = _("{share} of the solid waste of the disclosed companies used again", share=stated)
    return _Waste((label, stated, detail, rest), sentence)


def _synergies(park_id: str) -> list[tuple[str, str, str, str]]:
    """CO2 saved and gain per year of the synergies in operation."""
    viewer = role.viewer()
    done = synergy_totals.now(park_id, viewer=viewer)
    if not done.synergies:
        return []
    co2, gain = synergy_totals.in_words(done, park_id)
    detail = ngettext("{count} synergy in operation", "{count} synergies in operation", done.synergies)
    explained = _("Totals of synergies in operation; planned ones are not included.")
    figures = [
        (_("CO2 saved per year"), co2, detail, explained),
        (_("Gain per year"), gain, reader().clauses([detail, price_years(done.price_years)]), explained),
    ]
    return [figure for figure in figures if figure[1] != "–"]
