"""Contents of a saved view for slides and handouts: a picture or cards, as guests see them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import altair as alt
import duckdb

from isdata import scenarios
from isdata.data import money, store
from isdata.data.disclosure import GUEST
from isdata.data.i18n import Reader
from isdata.data.store import answers
from isdata.energy import measures, monitoring
from isdata.energy.measures import DisclosedNetwork, DisclosedOutlook, Terms, presentation, sums_presentation
from isdata.energy.monitoring.presentation import saving_words
from isdata.errors import IsdataError, NoFlowsError
from isdata.output import cards
from isdata.output.figures import heat as heat_figure
from isdata.output.figures import meters as meter_figure
from isdata.output.figures import (
    payback,
    payback_groups,
    sankey,
    sankey_fit,
    sankey_headline,
    sankey_notes,
    sankey_size,
    style,
    target_path,
)
from isdata.output.figures.sankey_texts import CUT
from isdata.output.reports import maps
from isdata.output.stories.slide_content import HEIGHT, WIDTH, Content, of_chart
from isdata.park import flows, parks
from isdata.programme.stories import SavedView
from isdata.symbiosis import matching, synergies
from isdata.symbiosis.heat import heat_year, pinch_analysis
from isdata.symbiosis.matching import appraisal, stages, streams

_SMALL = 900, 340  # of a thumbnail, whose names keep their size [px]
MOST_CARDS, _LISTED = 7, 12  # number of cards of a slide, and of a thumbnail, which lists them
_MEASURES = (
    13  # number of measures of a slide; one row states as many others, more are drawn by payback class
)
_WITH_NAMES = 1600, 747  # of a picture with long names beside large type, scaled to a slide [px]
IN_SMALL, WIDE = (
    "in_small",
    "wide",
)  # choice of a view drawn as a thumbnail, and its value for one of two columns
# Least height per node of a thumbnail, in heights of a name, and number of nodes that it exceeds.
_NAMES_APART, _LEAST_NODES = 1.4, 5
_SMALLER = 11.0  # height of names of which one would otherwise be cut [px]
APPROACH = 10.0  # minimum temperature difference of a heat exchanger, as proposed by the page [K]


@dataclass(frozen=True)
class _Asked:
    """A saved view to be drawn: its park and choices, for a reader on a day."""

    con: duckdb.DuckDBPyConnection
    park_id: str
    choices: Mapping[str, str]
    reader: Reader
    day: dt.date

    def __getitem__(self, choice: str) -> str:
        """A choice of the view; empty if it was not made."""
        return self.choices.get(choice, "")

    def several(self, choice: str) -> list[str]:
        """Items of a choice that may have several."""
        return [item for item in self[choice].split(",") if item]

    @property
    def is_small(self) -> bool:
        """True for a thumbnail."""
        return bool(self[IN_SMALL])

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of its picture. [px]"""
        return _SMALL if self.is_small else (WIDTH, HEIGHT)

    @property
    def of_slide(self) -> Reader:
        """The reader of a slide, in large type."""
        return replace(self.reader, is_large=True)


def content(
    con: duckdb.DuckDBPyConnection, *, park_id: str, view: SavedView, reader: Reader, day: dt.date
) -> Content | None:
    """Contents of a saved view; None if its page has no picture for documents or the park lacks the data."""
    drawn = _DRAWN.get(view.page)
    try:
        return drawn(_Asked(con, park_id, view.choices, reader, day)) if drawn else None
    except IsdataError:
        return None


def is_on_slides(page: str) -> bool:
    """Return True if a page has a picture or cards for documents."""
    return page in _DRAWN


def _flows(asked: _Asked) -> Content:
    con, park_id, reader, picked = asked.con, asked.park_id, asked.reader, asked["flow_picked"]
    choice = flows.from_query(asked.choices, flows.years(con, park_id=park_id)["year"].tolist())
    if asked.is_small:
        return Content(_small_flows(asked, choice) | {"background": style.PAPER})
    format_ = sankey_size.for_room(WIDTH, HEIGHT, is_hall=True)
    composed, layout = sankey_fit.fit_one(_composed(asked, choice), choice, reader, format_)
    shining = flows.links_on_path(composed.view, picked) if picked else []
    spec = sankey.draw(composed.view, layout, reader, format_, is_live=False, shining=shining)
    about = parks.summary(con, park_id=park_id).iloc[0].to_dict()
    is_thin = sankey_notes.is_thin(composed.view, layout)
    notes = sankey_notes.notes(composed, choice, about, reader, is_thin=is_thin)
    brief = sankey_notes.presented(composed, choice, about, reader, is_thin=is_thin)
    year = flows.year_words(con, park_id=park_id, year=choice.year, reader=reader)
    title = sankey_headline.headline(composed, choice, reader, picked, year)
    return Content(spec | {"background": style.PAPER}, title, notes=tuple(notes), brief=tuple(brief))


def _small_flows(asked: _Asked, choice: flows.FlowSelection) -> dict[str, Any]:
    """Thumbnail of flows, with as many nodes as have room for whole names; a picked one is not grouped with others."""
    format_ = sankey_size.WIDE_THUMBNAIL if asked[IN_SMALL] == WIDE else sankey_size.THUMBNAIL
    picked, most = asked["flow_picked"], (format_.limit or 0) + bool(asked["flow_picked"])
    drawn = []
    for limit in range(most, _LEAST_NODES, -1):
        fewer = replace(choice, most=format_.most, limit=limit, is_presented=False)
        view = _composed(asked, fewer).view
        layout = sankey_size.lay_out(view, asked.reader, format_, least=_NAMES_APART)
        if picked and picked not in set(view.nodes["node"]) and drawn:
            break
        drawn.append((view, layout))
        if not layout.nodes["label"].str.contains(CUT).any():
            break
    view, layout = drawn[-1]
    if layout.nodes["label"].str.contains(CUT).any():
        format_ = replace(format_, label=_SMALLER)
        layout = sankey_size.lay_out(view, asked.reader, format_, least=_NAMES_APART)
    shining = flows.links_on_path(view, picked) if picked else []
    return sankey.draw(view, layout, asked.reader, format_, is_live=False, shining=shining, has_legend=False)


def _composed(asked: _Asked, choice: flows.FlowSelection) -> flows.Composed:
    """Flows of a choice as guests see them; the same in every language."""
    compose = partial(flows.compose, asked.con, park_id=asked.park_id, choice=choice, viewer=GUEST)
    composed = answers.computed(("composed flows", asked.park_id, choice), compose)
    if composed.view.links.empty:
        raise NoFlowsError
    return composed


def _map(asked: _Asked) -> Content:
    of: dict[str, Any] = {"park_id": asked.park_id, "reader": asked.reader, "is_small": asked.is_small}
    if asked["look"] == "heat":
        return Content(maps.heat_map(asked.con, viewer=GUEST, **of).to_dict(validate=False))
    kind, year = asked["moved"], asked["map_year"]
    chart = maps.park_map(
        asked.con,
        viewer=GUEST,
        kind=kind if kind in ("material", "energy", "water") else "material",
        year=int(year) if year.isdigit() else None,
        topics=asked.several("map_topic"),
        is_presented=True,
        **of,
    )
    return Content(chart.to_dict(validate=False))  # validation takes as long as drawing


def _matches(asked: _Asked) -> Content:
    con, park_id = asked.con, asked.park_id
    currency = money.currency_of(con, park_id)
    if asked["view"] == "heat":
        return _heat(asked, currency)
    search = partial(
        matching.matches,
        con,
        park_id=park_id,
        viewer=GUEST,
        with_typical=False,
        currency=currency,
        steps=2,
        on=asked.day,
    )
    # The same for all views and languages.
    found = answers.computed(("story_matches", park_id, asked.day), search)
    found = found[(found["blocked"] > 0) == (asked["view"] == "held")]
    if topics := asked.several("topics"):
        found = found[found["topic"].isin(topics)]
    treatments = store.ask(con, "match_treatments")
    names = dict(zip(treatments["treatment_id"], asked.reader.names(treatments), strict=True))
    known, partners = (
        of(con, parks=[park_id], viewer=GUEST) for of in (synergies.synergies, synergies.partners)
    )
    first = appraisal.ordered(found, "score").head(_LISTED if asked.is_small else MOST_CARDS)
    listed = stages.marked(first, stages.running(known, partners))
    return Content(cards=tuple(cards.of_matches(listed, names, asked.reader)), total=len(found))


def _heat(asked: _Asked, currency: str) -> Content:
    found = streams.declared(asked.con, park_id=asked.park_id, viewer=GUEST, with_typical=False)
    disclosed = found.loc[~found["is_hidden"].astype(bool)]
    known = streams.prepared(disclosed, rates=money.rates(asked.con, currency))
    warm = pinch_analysis.from_streams(known)
    if warm.empty or warm["is_hot"].nunique() < 2:
        return Content()
    hours = heat_year.over_year(warm, approach=APPROACH).by_hour
    return of_chart(heat_figure.by_hour(hours, asked.of_slide), asked.size)


def _board(asked: _Asked) -> Content:
    own = [asked.park_id]
    known = synergies.synergies(asked.con, parks=own, viewer=GUEST)
    known = synergies.chosen(synergies.by_urgency(known, asked.day), topic=asked.several("board_topic"))
    known = known[known["stage"] != "ended"]
    partners = synergies.partners(asked.con, parks=own, viewer=GUEST)
    first = known.head(_LISTED if asked.is_small else MOST_CARDS)
    shown = cards.of_synergies(first, partners, asked.reader)
    return Content(cards=tuple(shown), total=len(known))


def _energy(asked: _Asked) -> Content:
    con, park_id, reader, scope = asked.con, asked.park_id, asked.reader, asked["scope"] or "ahead"
    if asked.is_small or asked["view"] not in ("", "payback"):
        return _payback_classes(asked, scope)
    stored = scenarios.disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=GUEST)
    terms = Terms(hurdle_rate=measures.hurdle_rate(measures.networks(con, park_id=park_id)))
    found = stored.in_scope(scope).outlook(terms)
    if 0 < found.table["payback"].notna().sum() <= 2 * _MEASURES:
        shown = of_chart(_paybacks(found, stored.currency, asked.of_slide), _WITH_NAMES)
        if not found.table["is_named"].all():
            shown = replace(shown, notes=(presentation.by_category_words(reader),))
    else:
        shown = of_chart(payback_groups.classes(found.payback_classes(), asked.of_slide), asked.size)
    sums = found.sums
    return (
        shown
        if sums is None
        else replace(shown, headline=sums_presentation.words(sums, stored.currency, reader))
    )


def _payback_classes(asked: _Asked, scope: str) -> Content:
    """Number of measures by payback class, which discloses neither a company nor an amount."""
    register = measures.in_scope(measures.undisclosed(asked.con, park_id=asked.park_id).in_full, scope)
    classes = measures.by_class(measures.appraise(register, Terms()))
    return of_chart(payback_groups.classes(classes, asked.of_slide), asked.size)


def _paybacks(found: DisclosedOutlook, currency: str, reader: Reader) -> alt.LayerChart:
    """Payback of single measures, as presented by the page."""
    excluded = found.excluded_by if found.is_package else ()
    part = slice(_MEASURES)
    return payback.ranked(
        found.table, reader, currency, marks={}, part=part, excluded=excluded, is_short=True
    )


def _members(asked: _Asked) -> Content:
    con, park_id, chosen = asked.con, asked.park_id, asked["member_network"]
    networks = measures.networks(con, park_id=park_id).set_index("network_id", drop=False)
    if networks.empty:
        return Content()
    own = DisclosedNetwork.of(
        networks.loc[chosen] if chosen in networks.index else networks.iloc[0],
        scenarios.disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=GUEST),
        measures.members(con, park_id=park_id, viewer=GUEST),
        measures.targets(con, park_id=park_id),
    )
    return of_chart(target_path.path(own.progress, asked.of_slide, this_year=asked.day.year), asked.size)


def _meters(asked: _Asked) -> Content:
    listed = monitoring.meters(asked.con, park_id=asked.park_id, viewer=GUEST)
    counted = listed.loc[listed["meter_kind"] == monitoring.CONSUMPTION, "meter_id"].tolist()
    if not counted:
        return Content()
    chosen = asked["meter"] if asked["meter"] in counted else counted[0]
    months = monitoring.months(asked.con, park_id=asked.park_id, viewer=GUEST)
    found = monitoring.metered(listed, months, chosen)
    drawn = of_chart(meter_figure.against_baseline(found, asked.of_slide), asked.size)
    return replace(drawn, headline=saving_words(found, asked.reader))


_DRAWN: Mapping[str, Callable[[_Asked], Content]] = {
    "overview": lambda asked: _flows(replace(asked, choices={**asked.choices, "flow_preset": "by_products"})),
    "flows": _flows,
    "map": _map,
    "matches": _matches,
    "board": _board,
    "energy": _energy,
    "members": _members,
    "meters": _meters,
}
