"""Download button for a file that is created only when clicked."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.common.session_threads import deferred

# Media types by file extension.
TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def file_button(
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    *,
    icon: str = ":material/download:",
    **options: Any,
) -> None:
    """Button that downloads a file.

    Parameters
    ----------
    label : str
    make : callable
        Creates the file, with the data and the language of the session.
    name : str
        Name of the file; its extension determines the media type.
    icon : str
    **options : object
        Further arguments of `st.download_button`.
    """
    st.download_button(
        label,
        data=deferred(make),
        file_name=name,
        mime=TYPES.get(name.rpartition(".")[2]),
        icon=icon,
        on_click="ignore",
        **options,
    )
