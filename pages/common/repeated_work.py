"""Work that Streamlit and Altair repeat for every run although its result is the same; done once instead."""

import functools
from functools import partialmethod

import altair as alt
from altair.utils import schemapi
from streamlit.elements import html, vega_charts
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def omit() -> None:
    """Replace the functions that repeat work, for the whole process."""
    # Tests validate every chart against the Vega-Lite schema; validating it again for each user took longer than drawing it.
    schemapi.disable_debug_mode()
    alt.TopLevelMixin.to_dict = partialmethod(  # ty: ignore[invalid-assignment]
        alt.TopLevelMixin.to_dict, validate=False
    )
    # Altair hashes the schemas of all its classes again for every channel that is given as text.
    channels = schemapi._FromDict(alt.VegaLiteSchema._default_wrapper_classes())
    schemapi._FromDict = lambda _classes: channels  # ty: ignore[invalid-assignment]
    # A diagram that was drawn before is written and read again for each reader, to find names that change.
    stabilised = functools.lru_cache(maxsize=64)(vega_charts._stabilize_vega_json_spec)
    vega_charts._stabilize_vega_json_spec = stabilised  # ty: ignore[invalid-assignment]
    # The rules of style are long, and their lines are searched for a common indentation for each reader.
    html.clean_text = functools.lru_cache(maxsize=64)(html.clean_text)  # ty: ignore[invalid-assignment]
    _read_themes_once()


def _read_themes_once() -> None:
    """Build the six themes of the settings once; Streamlit does it at every run, a thirtieth of a page's time."""
    populate = app_session._populate_theme_msg

    @functools.cache
    def theme(section: str) -> CustomThemeConfig:
        built = CustomThemeConfig()
        populate(built, section)
        return built

    def from_cache(message: CustomThemeConfig, section: str = "theme") -> None:
        # Merging nothing would still mark the theme as set, and the browser would take its defaults.
        if theme(section).ListFields():
            message.MergeFrom(theme(section))

    app_session._populate_theme_msg = from_cache  # ty: ignore[invalid-assignment]
