"""Work of Streamlit that is done once has the same result as Streamlit's own."""

import pytest
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from pages.common import repeated_work

PARTS = {
    "theme": lambda message: message.custom_theme,
    "theme.light": lambda message: message.custom_theme.light,
    "theme.dark": lambda message: message.custom_theme.dark,
    "theme.sidebar": lambda message: message.custom_theme.sidebar,
}


def themes() -> NewSession:
    """Message with the themes of the settings."""
    message = NewSession()
    for section, part in PARTS.items():
        app_session._populate_theme_msg(part(message), section)
    return message


def test_themes_built_once_are_those_of_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)  # restored
    own = themes()
    repeated_work._read_themes_once()
    first, second = themes(), themes()

    assert own.custom_theme.primary_color  # the settings are read
    assert first == own
    assert second == own  # a theme that was built before is neither lost nor doubled
