"""The tiny park on a map: with a plan, with a second park, and drawn."""

import duckdb
import pandas as pd

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.output.figures import parkmap as figure
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies

PARKS = ["tiny"]
READ = {language: i18n.reader(language) for language in i18n.LANGUAGES}
SQUARE = (
    '{"type": "Polygon", "coordinates": [[[120.0, 31.0], [120.04, 31.0], [120.04, 31.02], [120.0, 31.02], '
    "[120.0, 31.0]]]}"
)
# The power plant and Secret Box have fly ash, which the cement works want.
STREAMS = [
    {"stream_id": "A", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash",
     "quantity": 10.0, "unit": "t", "period": "month", "distance_maximum": 500.0},
    {"stream_id": "C", "site_id": "S2", "direction": "demand", "resource_id": "fly_ash",
     "quantity": 50.0, "unit": "t", "period": "year", "distance_maximum": 300.0},
    {"stream_id": "D", "site_id": "S3", "direction": "supply", "resource_id": "fly_ash",
     "quantity": 5.0, "unit": "t", "period": "year", "distance_maximum": 900.0},
]  # fmt: skip
PLAN = pd.DataFrame(
    [
        {"feature_id": "P0", "park_id": "tiny", "feature_kind": "boundary", "geometry": SQUARE},
        {
            "feature_id": "P1",
            "park_id": "tiny",
            "feature_kind": "plot",
            "name_en": "Secret Box Ltd",
            "name_zh": "机密包装",
            "geometry": SQUARE,
        },
        {
            "feature_id": "P2",
            "park_id": "tiny",
            "feature_kind": "free_plot",
            "name_en": "Free plot",
            "name_zh": "空地",
            "geometry": SQUARE,
        },
        {
            "feature_id": "P3",
            "park_id": "tiny",
            "feature_kind": "road",
            "name_en": "Road",
            "name_zh": "路",
            "geometry": '{"type": "LineString", "coordinates": [[120.0, 31.01], [120.04, 31.01]]}',
        },
    ]
)


def with_plan(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return the database with a plan of the tiny park."""
    store.write(con, {"plan_feature": PLAN}, who="test", reason="plan")
    return con


def drawing_of(
    con: duckdb.DuckDBPyConnection, *, language: str = "en", viewer: Viewer = FACILITATOR
) -> figure.Drawing:
    scene = synergies.scene(con, parks=PARKS, viewer=viewer)
    read = READ[language]
    arcs = synergies.arcs(scene.synergies, scene.pairs, scene.places)
    return figure.draw(
        scene.plan,
        figure.of_places(presentation.describe_places(scene.places, read), "material", read, layer="site"),
        presentation.describe_arcs(arcs, scene.synergies, scene.places, read),
        read,
    )


def far_park(con: duckdb.DuckDBPyConnection, *, longitude: float) -> None:
    """Add a second park with one site, a synergy with the first and a stream that the first one wants."""
    store.write(
        con,
        {
            "park": pd.DataFrame([{"park_id": "other", "name_en": "Other park", "region_id": "CN-SC",
                                   "currency": "CNY", "latitude": 31.0, "longitude": longitude}]),
            "company": pd.DataFrame([{"company_id": "O1", "name_en": "Other works", "visibility": "public"}]),
            "site": pd.DataFrame([{"site_id": "T1", "company_id": "O1", "park_id": "other", "latitude": 31.0,
                                   "longitude": longitude}]),
            "synergy": pd.DataFrame([{"synergy_id": "X1", "park_id": "tiny", "name_en": "Across",
                                      "synergy_kind": "by_product", "topic": "minerals", "stage": "idea"}]),
            "synergy_participant": pd.DataFrame([
                {"synergy_id": "X1", "site_id": "S1", "role": "provider"},
                {"synergy_id": "X1", "site_id": "T1", "role": "receiver"}]),
            "stream": pd.DataFrame([*STREAMS, STREAMS[1] | {"stream_id": "B", "site_id": "T1"}]),
        },
        who="test",
        reason="second park",
    )  # fmt: skip
