"""The upload of files, in the reader's language."""

from typing import Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.data import ingest
from isdata.data.child import Progress
from pages.common.language import _

# Streamlit shows the button and the limit in English only. The browser shows our texts instead; screen readers use the
# label, which is translated already.
_WORDS = """<style>
[data-testid=stFileUploaderDropzone] [data-testid=stBaseButton-secondary] p {{font-size: 0}}
[data-testid=stFileUploaderDropzone] [data-testid=stBaseButton-secondary] p::after
  {{font-size: 0.875rem; content: "{choose}"}}
[data-testid=stFileUploaderDropzoneInstructions] span {{font-size: 0}}
[data-testid=stFileUploaderDropzoneInstructions] span::after {{font-size: 0.875rem; content: "{limit}"}}
</style>"""


def files(
    label: str,
    *,
    key: str,
    help: str | None = None,  # noqa: A002 - as Streamlit
    endings: list[str] | None = None,
    is_named: bool = True,
) -> list[UploadedFile]:
    """Show a file upload; return the chosen files. `is_named`: with its label, which a heading may contain."""
    megabytes = st.get_option("server.maxUploadSize")
    st.html(
        _WORDS.format(
            choose=_("Choose files"), limit=_("or drop them here, up to {size} MB each", size=megabytes)
        )
    )
    look: Literal["visible", "collapsed"] = "visible" if is_named else "collapsed"
    return st.file_uploader(
        label, accept_multiple_files=True, key=key, help=help, type=endings, label_visibility=look
    )


def clear() -> None:
    """Clear the upload of files to be imported."""
    st.session_state.imports = st.session_state.get("imports", 0) + 1
    st.session_state.pop("uploads_read", None)


def read(uploads: list[UploadedFile], progress: Progress) -> ingest.Source:
    """Read uploads in another process; cached until other files are chosen."""
    chosen = [each.file_id for each in uploads]
    known = st.session_state.get("uploads_read")
    if known is None or known[0] != chosen:
        known = chosen, ingest.read(uploads, is_isolated=True, progress=progress)
        st.session_state.uploads_read = known
    return known[1]
