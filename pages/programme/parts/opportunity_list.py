"""One list of measures, synergies and matches that are not implemented, in the order of one figure."""

from collections.abc import Mapping

import pandas as pd

from isdata.decisions import opportunities
from isdata.energy.measures import presentation
from isdata.output.figures import style
from isdata.symbiosis.matching import published_uses
from pages.common import charts, empty_view, park_facts, park_matches, pick, role, screen, show
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.selection import Line
from pages.common.tables import show_table

_DRAWN = 12  # number of opportunities drawn
_ROW = 32  # height of a row: long names stand in two lines [px]


def is_any(park: str) -> bool:
    """Return True if a measure, synergy or match of a park is not implemented yet."""
    return not _open(park).empty


def _open(park: str) -> pd.DataFrame:
    """Opportunities of a park, as `opportunities.opportunities`."""
    viewer = role.viewer()
    matches = park_matches.of_park(park, viewer)
    return ask(opportunities.opportunities, park_id=park, matches=matches, viewer=viewer)


def view(park: str, line: Line) -> None:
    """Show the opportunities of the kinds chosen in the line: the first ones as bars, all as a table."""
    currency = park_facts.currency()
    found = _open(park)
    if found.empty:
        empty_view.state(
            _("No measure, synergy or match is open in this park"),
            _("Enter measures, or supplies and demands with “I have / I want”."),
            content=[_("Open measures, synergies and matches by gain per year, payback, CO2 or effort")],
        )
        return
    present = {name: _(words) for name, words in opportunities.KINDS.items() if (found["kind"] == name).any()}
    orders = {name: _(words) for name, (words, _is_largest_first) in opportunities.ORDERS.items()}
    with line.controls:
        by = pick.one_of(_("Rank by"), orders, key="opportunity_order")
        kinds = pick.any_of(_("Kinds"), present, key="opportunity_kinds")
    listed = derive(opportunities.ordered, found, by, tuple(kinds))
    line.state(
        *([present[kind] for kind in kinds] or [_("all kinds")]),
        _("by {criterion}", criterion=published_uses.in_sentence(orders[by])),
        show.price_years(listed["price_year"].dropna()),
    )
    headline.state(_headline(listed, by, currency), is_on_page=True)
    once(_draw, listed, by, currency)
    _table(listed, currency)  # its widths are those of the window, which cached parts do not depend on
    show.computed(
        _(
            "Each valued alone, at today's prices and 8%: measures and synergies over their lives, as under Energy, matches "
            "over 10 years, as under Matches. Gain of a synergy: the mean of its appraisal; board and "
            "totals count the recorded one. Its payback: by the gains of each year, as under Synergy details; its "
            "CO2: at full operation. Effort is that stated with a measure or synergy. Payback “–”: no investment is declared."
        )
    )


def _headline(listed: pd.DataFrame, by: str, currency: str) -> str:
    """Number of opportunities, and the first one with its figure."""
    drawn = _drawn(by)
    count = ngettext(
        "{count} opportunity not implemented yet", "{count} opportunities not implemented yet", len(listed)
    )
    first = listed.iloc[0] if len(listed) else None
    if first is None or pd.isna(first[drawn]):
        return count
    amount = _figures(listed.head(1), drawn, currency, with_period=True)[0]
    return _(
        "{opportunities}; first: {name}, {amount}",
        opportunities=count,
        name=reader().names(listed)[0],
        amount=amount,
    )


def _drawn(by: str) -> str:
    """Figure of the bars: that of the order; by effort, the gain."""
    return "gain" if by == "effort" else by


def _draw(listed: pd.DataFrame, by: str, currency: str) -> None:
    """Draw the figure of the first opportunities."""
    drawn = _drawn(by)
    first = listed.loc[(listed[drawn] > 0) & (listed[drawn] < float("inf"))].head(_DRAWN)
    if first.empty:
        return
    charts.bars(
        {
            "name": reader().names(first),
            "amount": first[drawn].astype(float).to_numpy(),
            "words": _figures(first, drawn, currency, with_period=True),
            "state": _kinds(first),
        },
        colours=dict(zip(_kind_words().values(), style.PALETTE, strict=False)),
        looks=screen.bar_looks(_ROW),
        total=len(listed),
        alt=_("The first opportunities by {criterion}", criterion=_(opportunities.ORDERS[drawn][0])),
    )


def _amount(value: float, name: str, currency: str) -> str:
    """Figure of an opportunity in words."""
    read = reader()
    if pd.isna(value):
        return "–"
    if name == "payback":
        words = presentation.words(value, read)
        return read.joined(words, "yr") if 0 < value < float("inf") else words
    return read.amount(value, "t/yr") if name == "co2" else read.money(value, currency)


def _figures(rows: pd.DataFrame, name: str, currency: str, *, with_period: bool = False) -> list[str]:
    """Figure of each opportunity in words, a gain with that of the record where it differs.

    `with_period`: money is stated as per year; a table has the period in its heading.
    """
    found = []
    for row in rows.to_dict("records"):
        words = _amount(row[name], name, currency)
        if with_period and name in ("gain", "npv_annuity"):
            words = _("{amount} per year", amount=words)
        found.append(_beside_record(words, row, name, currency))
    return found


def _beside_record(words: str, row: Mapping, name: str, currency: str) -> str:
    """Words of a figure; of a gain by the appraisal with the recorded one, which board and totals count."""
    recorded = row["recorded"]
    if name != "gain" or pd.isna(recorded):
        return words
    money = reader().money(recorded, currency)
    if money == _amount(row[name], name, currency):
        return words
    return reader().noted(words, _("recorded: {money}", money=money))


def _kind_words() -> dict[str, str]:
    return {"synergy": _("Synergy"), "measure": _("Measure"), "match": _("Match")}


def _kinds(rows: pd.DataFrame) -> list[str]:
    words = _kind_words()
    return [words[kind] for kind in rows["kind"]]


def _table(listed: pd.DataFrame, currency: str) -> None:
    """Show all opportunities with their figures."""
    read = reader()
    # An unstated investment is unknown, and so is its payback, as under Matches.
    is_unstated = listed["kind"].eq("match") & ~(listed["investment"] > 0)
    listed = listed.assign(**{name: listed[name].mask(is_unstated) for name in ("investment", "payback")})
    stages_of = {"measure": "measure_status", "synergy": "stage"}
    columns = {
        _("Opportunity"): reader().names(listed),
        _("Kind"): _kinds(listed),
        _("Partners"): read.names(listed, "partners"),
        _("Stage"): [
            read.choice(stages_of[kind], stage) if kind in stages_of and pd.notna(stage) else "–"
            for kind, stage in zip(listed["kind"], listed["stage"], strict=True)
        ],
    }
    figures = {
        _("Gain per year"): "gain",
        _("Net present value per year"): "npv_annuity",
        _("Investment"): "investment",
        _("Payback"): "payback",
        _("CO2 saved"): "co2",
    }
    columns |= {title: _figures(listed, name, currency) for title, name in figures.items()}
    columns[_("Effort")] = [
        read.choice("effort", effort) if pd.notna(effort) else "–" for effort in listed["effort"]
    ]
    show_table(
        columns,
        widths={_("Opportunity"): 260, _("Partners"): 220},
        right=list(figures),
        lines=2,
        alt=_("Measures, synergies and matches with gain, net present value, payback, CO2 and effort"),
    )
