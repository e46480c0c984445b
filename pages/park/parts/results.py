"""Key results of a park: reused solid waste, secondary share of inputs, CO2 and gain of its synergies."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.data.disclosure import FACILITATOR
from isdata.data.significant_figures import figures_alike
from isdata.institution.scorecard import WASTE_USED
from isdata.output.figures.sankey_quantities import quantity
from isdata.park import flows
from pages.common import amounts, cards, controls, park_facts, role, synergy_totals, undisclosed
from pages.common.data import ask, derive
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import escaped, price_years

KIND, UNIT = "material", "t"
USED_AGAIN = "solid waste utilisation rate"  # term of the glossary
_Card = tuple[str, str, str, str]  # label, value, detail, definition
_WRITTEN_OUT = 1e6  # [t]
_FEW = 2  # number of figures stacked on a phone


def show(park_id: str, published: str = "") -> bool:
    """Show the results as a row of figures; unknown ones are left out. Returns False if there is no row.

    `published`: scope and source of the published figures above, which the line of notes includes
    """
    found = _materials(park_id) | _synergies(park_id)
    figures, scope = list(found.values()), _scope(park_id)
    is_repeated = controls.is_projected() and set(found) == {"waste", "co2"}
    is_row = len(figures) > 1 and not is_repeated  # the headline states a single one
    is_few = len(figures) <= _FEW  # below each other on a phone
    if is_row:
        with st.grid(_FEW, min_column_width=230) if is_few else cards.row(len(figures), brief="overview"):
            for label, value, detail, explained in figures:
                cards.metric(label, value, explained, detail)
    else:
        names = [name for name in found if name == "waste" or not is_repeated]
        dated = [_("{a}: {b}", a=found[name][0], b=found[name][2]) for name in names]
        scope = [_("{sentence}.", sentence=each) for each in dated] + scope
    if note := reader().sentences([*scope, published]):
        st.caption(escaped(note))
    return is_row


def headline(park_id: str) -> str:
    """Headline with the reused waste and the savings of operating synergies, as in the figures."""
    viewer, waste = role.viewer(), _waste(park_id)
    done = synergy_totals.in_operation(park_id, viewer=viewer)
    saving = ""
    if done.synergies and (co2 := synergy_totals.in_words(done, park_id)[0]) != "–":
        saving = ngettext(
            "{count} synergy saves {co2} of CO2 per year",
            "{count} synergies save {co2} of CO2 per year",
            done.synergies,
            co2=co2,
        )
    return reader().clauses([waste.sentence if waste else "", saving])


def _scope(park_id: str) -> list[str]:
    """Sentences on the gains left out of the figures, and on those that include undisclosed companies."""
    unconverted = synergy_totals.unconverted(park_id, "achieved", viewer=role.viewer())
    of_all = _of_all(park_id, is_whole=not unconverted) if undisclosed.count({"park_id": park_id}) else []
    return [*of_all, unconverted]


def _of_all(park_id: str, *, is_whole: bool) -> list[str]:
    """Sentences on the synergy figures that leave out no company; empty if there is no such figure.

    Parameters
    ----------
    is_whole : bool
        False if the gain leaves out synergies without an exchange rate.
    """
    words = {
        "co2": _("CO2 refers to all synergies in operation."),
        "co2 gain": _("CO2 and gain refer to all synergies in operation."),
        "gain": _("Gain refers to all synergies in operation."),
    }
    of_all = words.get(" ".join(sorted(set(_synergies(park_id)) - (set() if is_whole else {"gain"}))), "")
    is_range = (
        bool(_synergies(park_id)) and synergy_totals.in_operation(park_id, viewer=role.viewer()).is_range
    )
    # A figure that the audience is not shown needs no reason.
    missing = "" if controls.is_projected() else _undisclosed_totals(park_id)
    return [of_all, _("The range contains the true value.") if is_range else "", missing]


def _undisclosed_totals(park_id: str) -> str:
    """Sentence on known totals of the synergies that this reader is not shown; empty if there are none."""
    own, known = (synergy_totals.in_operation(park_id, viewer=each) for each in (role.viewer(), FACILITATOR))
    hidden = [
        name
        for name, seen, whole in (
            (_("CO2 saved per year"), own.co2, known.co2),
            (_("Gain per year"), own.saving, known.saving),
        )
        if pd.isna(seen) and pd.notna(whole)
    ]
    if not hidden:
        return ""
    return _("{names} withheld: amounts of single companies could be derived.", names=reader().listed(hidden))


def _recorded(park_id: str) -> float:
    """Recorded share of reused solid waste of the newest year; nan if there is none. [-]"""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return float("nan")
    asked = {"indicator_id": WASTE_USED, "park_id": park_id, "year": int(years.iloc[0])}
    return ask(institution.recorded_share, **asked, viewer=role.viewer())


def _materials(park_id: str) -> dict[str, _Card]:
    """Figures of reused solid waste ("waste") and secondary share of inputs ("inputs") in the newest year."""
    converted, waste = _converted(park_id), _waste(park_id)
    if converted is None:
        return {}
    year, rows = converted
    found = {"waste": waste.card} if waste else {}
    secondary = derive(flows.secondary_share, rows)
    # 1 or unknown if no inputs from outside are declared; 0 if no reuse within the park is recorded
    if 0 < secondary < 1:
        label = _("Secondary share of inputs")
        source = (
            _("disclosed companies, {year}", year=year)
            if undisclosed.count({"park_id": park_id})
            else _("all companies of the park, {year}", year=year)
        )
        meaning = defined("secondary share of inputs")
        found["inputs"] = (label, reader().percent(secondary, digits=1), source, meaning)
    return found


def _converted(park_id: str) -> tuple[int, pd.DataFrame] | None:
    """Newest year with flows, and its flows in tonnes as visible to this reader; None without any."""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return None
    choice = flows.FlowSelection(
        year=int(years.iloc[0]), kind=KIND, unit=UNIT, is_reconciled=amounts.are_reconciled()
    )
    return choice.year, ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer())


class _Waste(NamedTuple):
    """Reused solid waste: key figure, and its statement in one line."""

    card: _Card
    sentence: str


def _waste(park_id: str) -> _Waste | None:
    """Share of reused solid waste, recorded or computed from the flows visible to this reader; None if there is none.

    A recorded share is used for every reader, so that working page, presentation and indicators show the same value: a
    presentation does not include the flows of all companies and could not show another one.
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


def _as_recorded(recorded: float, year: int | str, computed: _Waste | None) -> _Waste:
    """Recorded share, with the result of the flows of all companies: their amounts, or another share. [-]"""
    share, year = reader().percent(recorded, digits=1), park_facts.year_words(year)
    detail, explained = _("{year}, recorded for all companies", year=year), defined(USED_AGAIN)
    if computed and computed.card[1] == share:
        _label, _share, detail, explained = computed.card
    elif computed:
        detail = _("{year}, recorded; the flows give {share}", year=year, share=computed.card[1])
    sentence = _("Solid waste utilisation rate {share}, {year}", share=share, year=year)
    return _Waste((_("Solid waste utilisation rate"), share, detail, explained), sentence)


def _used_again(used: float, total: float, year: int | str, *, is_part: bool) -> _Waste:
    """Reused solid waste as a share, or as an amount if no other destination is recorded. [t]

    `is_part`: of the disclosed companies only
    """
    read, meaning, share = reader(), defined(USED_AGAIN), flows.used_share(used, total)
    year = park_facts.year_words(year)
    # With fewer significant figures the two amounts would not give the share above them.
    of_part, of_whole = figures_alike(used, total)
    amount, whole = _in_tonnes(used, of_part), _in_tonnes(total, of_whole)
    if pd.isna(share):
        detail = _("{year}; no disposal is recorded, so the share is unknown", year=year)
        label = _("By-products and waste utilised")
        return _Waste(
            (label, amount, detail, meaning),
            _(
                "{name} ({year})",
                name=_("{amount} of by-products and waste utilised", amount=amount),
                year=year,
            ),
        )
    detail = _("{amount} used of {total}, {year}", amount=amount, total=whole, year=year)
    rest = _(
        "{definition}. The rest, {amount}, is unused.",
        definition=meaning,
        amount=read.amount(total - used, UNIT),
    )
    stated = read.percent(share, digits=1)
    if not is_part:
        label, sentence = (
            _("Solid waste utilisation rate"),
            _("Solid waste utilisation rate {share}, {year}", share=stated, year=year),
        )
    else:
        label = _("Solid waste utilisation rate (disclosed companies)")
        sentence = _(
            "Solid waste utilisation rate of the disclosed companies {share}, {year}", share=stated, year=year
        )
    return _Waste((label, stated, detail, rest), sentence)


def _in_tonnes(amount: float, figures: int) -> str:
    """Text of an amount with a number of significant figures, written in full below a million tonnes. [t]"""
    if amount < _WRITTEN_OUT:
        return reader().amount(float(f"{amount:.{figures}g}"), UNIT, significant=figures)
    return quantity(amount, UNIT, reader(), significant=figures)


def _synergies(park_id: str) -> dict[str, _Card]:
    """Figures of CO2 saved ("co2") and gain ("gain") per year of the synergies in operation."""
    done = synergy_totals.in_operation(park_id, viewer=role.viewer())
    if not done.synergies:
        return {}
    co2, gain = synergy_totals.in_words(done, park_id)
    detail = ngettext("{count} synergy in operation", "{count} synergies in operation", done.synergies)
    explained = _("Totals of synergies in operation; planned ones are not included.")
    dated = reader().clauses([detail, price_years(done.price_years)])
    figures = {
        "co2": (_("CO2 saved per year"), co2, detail, explained),
        "gain": (_("Gain per year"), gain, dated, explained),
    }
    return {name: figure for name, figure in figures.items() if figure[1] != "–"}
