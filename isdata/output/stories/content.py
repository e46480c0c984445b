"""Contents of a saved view for slides and handouts: a picture or cards, as guests see them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import altair as alt
import duckdb

from isdata import scenarios
from isdata.data import money, store
from isdata.data.disclosure import GUEST
from isdata.data.i18n import Reader
from isdata.data.store import answers
from isdata.energy import measures, monitoring
from isdata.energy.measures import DisclosedNetwork, Terms
from isdata.errors import IsdataError, NoFlowsError
from isdata.output import cards
from isdata.output.cards import Card
from isdata.output.figures import heat as heat_figure
from isdata.output.figures import (
    members,
    payback_groups,
    sankey,
    sankey_export,
    sankey_fit,
    sankey_notes,
    sankey_size,
    style,
)
from isdata.output.figures import meters as meter_figure
from isdata.output.reports import maps
from isdata.output.stories import payback_columns
from isdata.park import flows, parks
from isdata.programme.stories import SavedView
from isdata.symbiosis import matching, synergies
from isdata.symbiosis.heat import heat_year, pinch_analysis
from isdata.symbiosis.matching import appraisal, stages, streams

WIDTH, HEIGHT = 1200, 560  # size of a picture on a slide [px]
_SMALL = 900, 340  # of a thumbnail, whose names keep their size [px]
MOST_CARDS = 7
IN_SMALL = "in_small"  # choice of a view drawn as a thumbnail
# Least height per node of a thumbnail, and of one with a picked item, which has more nodes, in heights of a name.
_NAMES_APART, _NAMES_APART_PICKED = 1.4, 2.0
APPROACH = 10.0  # minimum temperature difference of a heat exchanger, as proposed by the page [K]


@dataclass(frozen=True)
class Content:
    """Contents of a saved view.

    Attributes
    ----------
    specification : mapping or None
        Picture in Vega-Lite.
    cards : tuple of Card
        The first cards.
    total : int
        Number of all cards.
    notes : tuple of str
        Notes needed to read it.
    brief : tuple of str
        The same notes in a few sentences, below the speaker note.
    """

    specification: Mapping[str, Any] | None = None
    cards: tuple[Card, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()

    @cached_property
    def picture(self) -> bytes | None:
        """Picture as PNG, for slides."""
        return sankey_export.png(dict(self.specification)) if self.specification else None

    @cached_property
    def drawing(self) -> bytes | None:
        """Picture as SVG, which takes a third of the time."""
        return sankey_export.svg(dict(self.specification)) if self.specification else None


def content(
    con: duckdb.DuckDBPyConnection, *, park_id: str, view: SavedView, reader: Reader, day: dt.date
) -> Content | None:
    """Contents of a saved view; None if its page has no picture for documents or the park lacks the data."""
    drawn = _DRAWN.get(view.page)
    try:
        return drawn(con, park_id, view.choices, reader, day) if drawn else None
    except IsdataError:
        return None


def is_on_slides(page: str) -> bool:
    """Return True if a page has a picture or cards for documents."""
    return page in _DRAWN


def _flows(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, _day: dt.date
) -> Content:
    years = flows.years(con, park_id=park_id)["year"].tolist()
    choice = flows.from_query(query, years)
    format_ = sankey_size.for_room(WIDTH, HEIGHT, is_hall=True)
    is_small = bool(query.get(IN_SMALL))
    if is_small:  # few ribbons with large names; the picked item must not be grouped with others
        format_ = replace(sankey_size.THUMBNAIL, limit=10 if query.get("flow_picked") else 9)
        choice = replace(choice, most=format_.most, limit=format_.limit, is_presented=False)
    # The same in every language.
    composed = answers.computed(
        ("composed flows", park_id, choice),
        partial(flows.compose, con, park_id=park_id, choice=choice, viewer=GUEST),
    )
    if composed.view.links.empty:
        raise NoFlowsError
    if is_small:
        least = _NAMES_APART_PICKED if query.get("flow_picked") else _NAMES_APART
        layout = sankey_size.lay_out(composed.view, reader, format_, least=least)
    else:
        composed, layout = sankey_fit.fit_one(composed, choice, reader, format_)
    picked = query.get("flow_picked", "")
    shining = flows.links_on_path(composed.view, picked) if picked else []
    spec = sankey.draw(composed.view, layout, reader, format_, is_live=False, shining=shining)
    if is_small:  # without notes
        return Content(spec | {"background": style.PAPER})
    about = parks.summary(con, park_id=park_id).iloc[0].to_dict()
    is_dotted = sankey_notes.is_dotted(composed.view, layout)
    notes = sankey_notes.notes(composed, choice, about, reader, is_dotted=is_dotted)
    brief = sankey_notes.presented(composed, choice, about, reader, is_dotted=is_dotted)
    return Content(spec | {"background": style.PAPER}, notes=tuple(notes), brief=tuple(brief))


def _map(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, _day: dt.date
) -> Content:
    if query.get("look") == "heat":
        chart = maps.heat_map(
            con, park_id=park_id, reader=reader, viewer=GUEST, is_small=bool(query.get(IN_SMALL))
        )
        return Content(chart.to_dict(validate=False))
    kind, year = query.get("moved", "material"), query.get("map_year", "")
    chart = maps.park_map(
        con,
        park_id=park_id,
        reader=reader,
        viewer=GUEST,
        kind=kind if kind in ("material", "energy", "water") else "material",
        year=int(year) if year.isdigit() else None,
        topics=[topic for topic in query.get("map_topic", "").split(",") if topic],
        is_presented=True,
        is_small=bool(query.get(IN_SMALL)),
    )
    return Content(chart.to_dict(validate=False))  # validation takes as long as drawing


def _matches(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, day: dt.date
) -> Content:
    currency = money.currency_of(con, park_id)
    if query.get("view") == "heat":
        return _heat(con, park_id, currency, reader, size=_size(query))
    search = partial(
        matching.matches,
        con,
        park_id=park_id,
        viewer=GUEST,
        with_typical=False,
        currency=currency,
        steps=2,
        on=day,
    )
    found = answers.computed(("story_matches", park_id, day), search)  # the same for all views and languages
    found = found[(found["blocked"] > 0) == (query.get("view") == "held")]
    topics = [topic for topic in query.get("topics", "").split(",") if topic]
    if topics:
        found = found[found["topic"].isin(topics)]
    treatments = store.ask(con, "match_treatments")
    names = dict(zip(treatments["treatment_id"], reader.names(treatments), strict=True))
    known, partners = (
        of(con, parks=[park_id], viewer=GUEST) for of in (synergies.synergies, synergies.partners)
    )
    first = appraisal.ordered(found, "score").head(MOST_CARDS)
    listed = stages.marked(first, stages.running(known, partners))
    shown = cards.of_matches(listed, names, reader)
    return Content(cards=tuple(shown), total=len(found))


def _heat(
    con: duckdb.DuckDBPyConnection, park_id: str, currency: str, reader: Reader, *, size: tuple[int, int]
) -> Content:
    found = streams.declared(con, park_id=park_id, viewer=GUEST, with_typical=False)
    disclosed = found.loc[~found["is_hidden"].astype(bool)]
    known = streams.prepared(disclosed, rates=money.rates(con, currency))
    warm = pinch_analysis.from_streams(known)
    if warm.empty or warm["is_hot"].nunique() < 2:
        return Content()
    hours = heat_year.over_year(warm, approach=APPROACH).by_hour
    return of_chart(heat_figure.by_hour(hours, replace(reader, is_large=True)), size)


def _board(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, day: dt.date
) -> Content:
    known = synergies.by_urgency(synergies.synergies(con, parks=[park_id], viewer=GUEST), day)
    topics = [topic for topic in query.get("board_topic", "").split(",") if topic]
    known = synergies.chosen(known, topic=topics)
    known = known[known["stage"] != "ended"]
    partners = synergies.partners(con, parks=[park_id], viewer=GUEST)
    shown = cards.of_synergies(known.head(MOST_CARDS), partners, reader)
    return Content(cards=tuple(shown), total=len(known))


def _energy(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, _day: dt.date
) -> Content:
    scope = query.get("scope", "ahead")
    is_small = bool(query.get(IN_SMALL))  # with few bars
    if (
        not is_small
        and query.get("view", "payback") == "payback"
        and (ranked := payback_columns.specification(con, park_id, scope, reader, height=HEIGHT - 60))
    ):
        return of_specification(ranked)
    # The number of measures by class discloses neither a company nor an amount.
    every = measures.undisclosed(con, park_id=park_id).in_full
    register = measures.in_scope(every, scope)
    classes = measures.by_class(measures.appraise(register, Terms()))
    return of_chart(payback_groups.classes(classes, replace(reader, is_large=True)), _size(query))


def _members(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, day: dt.date
) -> Content:
    networks = measures.networks(con, park_id=park_id).set_index("network_id", drop=False)
    if networks.empty:
        return Content()
    chosen = query.get("member_network", "")
    own = DisclosedNetwork.of(
        networks.loc[chosen] if chosen in networks.index else networks.iloc[0],
        scenarios.disclosed_measures(con, park_id=park_id, scenario_id=None, viewer=GUEST),
        measures.members(con, park_id=park_id, viewer=GUEST),
        measures.targets(con, park_id=park_id),
    )
    return of_chart(
        members.path(own.progress, replace(reader, is_large=True), this_year=day.year), _size(query)
    )


def _meters(
    con: duckdb.DuckDBPyConnection, park_id: str, query: Mapping[str, str], reader: Reader, _day: dt.date
) -> Content:
    listed = monitoring.meters(con, park_id=park_id, viewer=GUEST)
    counted = listed.loc[listed["meter_kind"] == monitoring.CONSUMPTION, "meter_id"].tolist()
    if not counted:
        return Content()
    chosen = query["meter"] if query.get("meter") in counted else counted[0]
    months = monitoring.months(con, park_id=park_id, viewer=GUEST)
    found = monitoring.metered(listed, months, chosen)
    return of_chart(meter_figure.against_baseline(found, replace(reader, is_large=True)), _size(query))


def _size(query: Mapping[str, str]) -> tuple[int, int]:
    """Width and height of the picture of a view. [px]"""
    return _SMALL if query.get(IN_SMALL) else (WIDTH, HEIGHT)


def of_chart(chart: alt.TopLevelMixin, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Content:
    """Chart in the size of a slide or of a thumbnail; a chart of several parts keeps their sizes."""
    return of_specification(chart.to_dict(validate=False), size)


def of_specification(specification: dict[str, Any], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Content:
    """Vega-Lite chart in the size of a slide or of a thumbnail, as `of_chart`."""
    width, height = size
    if not specification.keys() & {"concat", "hconcat", "vconcat", "facet", "repeat"}:
        specification |= {"width": width - 160, "height": height - 120}
    specification["background"] = style.PAPER
    # Same distance as on a page, since labels of the plot are between it and the legend.
    config = specification.get("config", {})
    apart = {"axis": {"titlePadding": 14, "labelPadding": 8}, "legend": {"offset": 38}}
    named = {name: {**given, **config.get(name, {})} for name, given in apart.items()}
    specification["config"] = {**config, **named, "font": style.FONT}
    return Content(specification)


Drawn = Callable[[duckdb.DuckDBPyConnection, str, Mapping[str, str], Reader, dt.date], Content]
_DRAWN: Mapping[str, Drawn] = {
    "overview": lambda con, park_id, query, reader, day: _flows(
        con, park_id, {**query, "flow_preset": "by_products"}, reader, day
    ),
    "flows": _flows,
    "map": _map,
    "matches": _matches,
    "board": _board,
    "energy": _energy,
    "members": _members,
    "meters": _meters,
}
