"""Filters of the map page: synergies by stage, topic or place, streams by resource."""

import pandas as pd

from isdata.data import contracts
from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation
from isdata.park import parkmap
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import distance_presentation
from isdata.symbiosis.matching.substitutes import substitutes, with_substitutes
from pages.common import pick, show
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.once import once

AREAS = ("zone", "free_plot")  # kinds of plan features chosen by name; plots have the names of their sites
FAINT_SIGN = 0.45  # opacity of the small sign of faint arcs, more than that of the arcs so that it is visible
AROUND = ("0", "0.3", "0.5", "1", "2")  # [km]


def draws_all() -> bool:
    """Let the user choose if a crowded map draws all synergies in full, or those with the largest amounts."""
    drawn = {"largest": _("largest amounts"), "all": _("all synergies")}
    return pick.one_of(_("Highlighted"), drawn, key="map_full") == "all"


def by_kind(known: pd.DataFrame) -> pd.DataFrame:
    """Let the user filter synergies by topic, kind or resource; return the remaining ones."""
    read = reader()
    wanted = {}
    for column in ("topic", "synergy_kind"):
        wanted[column] = pick.any_of(
            read.column("synergy", column),
            contracts.present(known[column].dropna(), column),
            words=lambda value, choices=column: presentation.one_language(read.choice(choices, value), read),
            key=f"map_{column}",
        )
    named = known.dropna(subset="resource_id").drop_duplicates("resource_id")
    resources = dict(sorted(names(named, "resource_id", "resource").items(), key=lambda item: item[1]))
    wanted["resource_id"] = pick.some_of(
        read.column("synergy", "resource_id"), resources, key="map_resource", placeholder=_("All")
    )
    return synergies.chosen(known, **wanted)


def by_stage(known: pd.DataFrame, *, is_all: bool) -> pd.DataFrame:
    """Show the colour key with the number of synergies of each stage below the map; return the stages chosen.

    `is_all`: the map draws all synergies in full; otherwise ended ones are faint beside others, in the key as well
    """
    read = reader()
    is_faint = not is_all and bool((known["stage"] != "ended").any())
    ended = style.STAGES["ended"]
    drawn = {ended: style.faded(ended, FAINT_SIGN)} if is_faint else {}
    labels = {
        stage: f':color[■]{{foreground="{drawn.get(colour, colour)}"}} {show.escaped(read.noted(word, read.number(count)))}'
        for stage, (colour, word, count) in zip(
            contracts.present(known["stage"].dropna(), "stage"),
            presentation.stage_legend(known, read),
            strict=True,
        )
    }
    chosen = pick.any_of(_("Stages"), labels, key="map_stage", label_visibility="collapsed", width="content")
    return synergies.chosen(known, stage=chosen)


def _areas(scene: synergies.Scene) -> pd.DataFrame:
    """Named parts of the park."""
    areas = scene.plan.loc[scene.plan["feature_kind"].isin(AREAS)]
    return areas.dropna(subset=["name_en", "name_zh"], how="all").set_index("feature_id", drop=False)


def _named(scene: synergies.Scene) -> dict[str, str]:
    """Names of the zones and sites that can be chosen, by id."""
    return names(_areas(scene), "feature_id") | dict(
        sorted(names(scene.places, "site_id").items(), key=lambda item: item[1])
    )


def choose_places(scene: synergies.Scene) -> set[str] | None:
    """Let the user choose sites, all sites in a part of the park, and their surroundings; None for all, and for parks.

    This is the alternative for touch and keyboard to dragging a box over the map with a mouse.
    """
    if scene.is_apart:
        return None
    read = reader()
    chosen = pick.some_of(_("Zones and sites"), once(_named, scene), key="map_sites", placeholder=_("All"))
    around = float(
        pick.one_of(
            _("Include surroundings"),
            AROUND,
            words=lambda far: (
                distance_presentation.kilometres(float(far), read) if float(far) else _("selected only")
            ),
            key="map_around",
            disabled=not chosen,
        )
    )
    if not chosen:
        return None
    areas = _areas(scene)
    shapes = areas.loc[areas.index.isin(chosen), "geometry"]
    kept = scene.places["site_id"].isin(chosen).to_numpy()
    for shape in shapes:
        kept = kept | parkmap.inside(shape, scene.places)
    middles = pd.DataFrame([parkmap.middle(shape) for shape in shapes], columns=["longitude", "latitude"])
    centres = pd.concat([scene.places.loc[kept, ["longitude", "latitude"]], middles])
    if around:
        kept = kept | parkmap.near(scene.places, centres, around)
    return set(scene.places.loc[kept, "site_id"])


def of_places(scene: synergies.Scene, shown: pd.DataFrame, places: set[str]) -> pd.DataFrame:
    """Synergies that begin or end at given places, or have a partner there."""
    at_end = scene.pairs["provider_id"].isin(places) | scene.pairs["receiver_id"].isin(places)
    taking_part = {
        *scene.pairs.loc[at_end, "synergy_id"],
        *scene.partners.loc[scene.partners["site_id"].isin(places), "synergy_id"],
    }
    return shown.loc[shown["synergy_id"].isin(taking_part)]


def of_one_resource(streams: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Let the user choose a resource; return supplies and demands of it and its substitutes, and the choice.

    The resource with most supplies and demands is the default.
    """
    read = reader()
    counts = streams["resource_id"].value_counts()
    named = streams.drop_duplicates("resource_id").set_index("resource_id")
    titles = {
        resource: read.noted(
            read.name(*named.loc[resource, ["resource_en", "resource_zh"]]), read.number(count)
        )
        for resource, count in counts.items()
    }
    chosen = pick.from_dropdown(read.column("stream", "resource_id"), titles, key="map_stream", width=320)
    name = read.name(*named.loc[chosen, ["resource_en", "resource_zh"]])
    if not pick.switch(_("Include substitutes"), key="map_alike", default=True):
        return streams.loc[streams["resource_id"] == chosen], name
    alike = with_substitutes(streams, chosen, ask(substitutes, resource_id=chosen))
    return alike, _("{resource} and substitutes", resource=name)
