"""Key results of a park: solid waste used again, secondary share of inputs, CO2 and gain of its synergies."""

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data.number_format import figures_of_share
from isdata.output.figures import sankey_words as words
from isdata.park import flows
from pages.common import amounts, cards, role, synergy_totals, undisclosed
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import price_years

KIND, UNIT = "material", "t"
USED_AGAIN = "solid waste used again"  # term of the glossary, and name of the indicator that a park records
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


def scope(park_id: str) -> None:
    """Show whom the figures leave out; nothing where they leave out nobody."""
    count = undisclosed.count({"park_id": park_id})
    if not count:
        return
    if pd.isna(_recorded(park_id)):
        without = ngettext(
            "Waste and inputs are without {count} undisclosed company.",
            "Waste and inputs are without {count} undisclosed companies.",
            count,
        )
    else:
        without = ngettext(
            "Inputs are without {count} undisclosed company.",
            "Inputs are without {count} undisclosed companies.",
            count,
        )
    synergies = _("CO2 and gain are of all synergies in operation; a range holds the true value.")
    st.caption(reader().sentences([without, synergies]))


def _recorded(park_id: str) -> float:
    """Share of solid waste used again that the park recorded for the newest year, where this reader's own would be of some companies only. [-]"""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty or not undisclosed.count({"park_id": park_id}):
        return float("nan")
    asked = {"name": USED_AGAIN, "park_id": park_id, "year": int(years.iloc[0])}
    return ask(institution.recorded_share, **asked, viewer=role.viewer())


def _materials(park_id: str) -> list[tuple[str, str, str, str]]:
    """Solid waste used again and secondary share of the inputs in the newest year."""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return []
    year, read = int(years.iloc[0]), reader()
    choice = flows.Choice(year=year, kind=KIND, unit=UNIT, is_reconciled=amounts.are_reconciled())
    converted = ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer())
    ends = flows.shares(converted).set_index("destination")["value"]
    used, total = float(ends[list(flows.USED_AGAIN)].sum()), float(ends.sum())
    found, recorded = [], _recorded(park_id)
    if pd.notna(recorded):  # one value for it, here and under the indicators
        detail = _("{year}, recorded for all companies", year=year)
        words_of = (
            _("Solid waste used again"),
            read.percent(recorded, digits=1),
            detail,
            defined(USED_AGAIN),
        )
        found.append(words_of)
    elif total:
        found.append((_("Solid waste used again"), *_used_again(used, total, year)))
    secondary = flows.secondary_share(converted)
    # 1, or unknown, where no inputs from outside are declared; 0 where no reuse within the park is recorded
    if 0 < secondary < 1:
        source = _("by-products from companies of the park, {year}", year=year)
        meaning = defined("secondary share of inputs")
        found.append((_("Secondary share of inputs"), read.percent(secondary, digits=1), source, meaning))
    return found


def _used_again(used: float, total: float, year: int) -> tuple[str, str, str]:
    """Value, detail and definition of the solid waste used again; the amount alone where nothing else is recorded. [t]"""
    read, meaning = reader(), defined(USED_AGAIN)
    share = flows.used_share(used, total)
    # With fewer figures the two amounts would give another share than the one above them.
    figures = figures_of_share(used, total)
    amount, whole = (words.quantity(each, UNIT, read, significant=figures) for each in (used, total))
    if pd.isna(share):
        detail = _("{year}; no disposal is recorded, so the share is unknown", year=year)
        return amount, detail, meaning
    detail = _("{amount} of {total}, {year}", amount=amount, total=whole, year=year)
    explained = _(
        "{definition}. The rest, {amount}, is unused.",
        definition=meaning,
        amount=read.amount(total - used, UNIT),
    )
    return read.percent(share, digits=1), detail, explained


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
