"""The app as its readers open it: every page, in every language, on a database of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

Opened = Callable[..., AppTest]


@pytest.fixture
def open_page(built: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Open one page: open_page("pages/park/flows.py", language="zh", data="tiny").

    `data` is "tiny", "hostile", "empty" (no park) or "bare" (a park that holds nothing).
    """
    clear()

    def opened(script: str, *, language: str = "en", data: str = "tiny", **address: str) -> AppTest:
        path = tmp_path / f"{data}.duckdb"
        if not path.exists():
            shutil.copy(built[data], path)
        monkeypatch.setenv("ISDATA_DATABASE", str(path))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.query_params.update({"lang": language, **address})
        return app.switch_page(script).run()

    yield opened
    clear()


def clear() -> None:
    """Forget remembered answers and close the remembered database."""
    st.cache_data.clear()
    st.cache_resource.clear()
