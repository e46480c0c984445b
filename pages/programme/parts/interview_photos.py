"""Photos of an interview: taken or chosen, described, and deleted."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.errors import PhotoError
from isdata.programme.visits import photos
from pages.common import show, upload
from pages.common.data import ask, cursor
from pages.common.editing import saving
from pages.common.language import _, reader

_WIDTH = 260  # width of a photo on the page [px]


def show_photos(interview_id: str, who: str) -> None:
    """Show the photos of an interview, each with its caption."""
    found = ask(photos.photos, interview_id=interview_id)
    with st.container(horizontal=True):
        for row in found.to_dict("records"):
            with st.container(width=_WIDTH, gap="xsmall"):
                _photo(row, who)


def _photo(row: dict, who: str) -> None:
    stored = row["words"] if isinstance(row["words"], str) else ""
    name = row["photo_id"]
    if row["content"] is None:
        st.caption(_("This photo was deleted."))
    else:
        st.image(bytes(row["content"]), width=_WIDTH, alt=stored)
    words = st.text_input(_("Caption"), stored, key=f"photo_words_{name}").strip()
    if words != stored:
        photos.describe(cursor(), photo_id=name, words=words, who=who)
    if st.button(
        _("Delete permanently"), key=f"photo_delete_{name}", icon=":material/delete:", type="tertiary"
    ):
        photos.remove(cursor(), photo_id=name, who=who)
        st.rerun()


def show_upload(interview_id: str, who: str) -> None:
    """Store uploaded photos at once, without place, time or camera data."""
    key = f"interview_photos_{interview_id}"
    sent = upload.files(
        _("Photos of the line (JPEG, PNG or WebP)"),
        key=f"{key}_{saving.save_count(key)}",
        endings=["jpg", "jpeg", "png", "webp"],
        help=_("A tablet or phone offers its camera. Place, time and camera are removed."),
    )
    if refused := st.session_state.pop(f"{key}_refused", []):
        st.error("\n".join(f"- {show.escaped(line)}" for line in refused), icon=":material/error:")
    if sent:
        with st.spinner(_("Storing the photos")):
            st.session_state[f"{key}_refused"] = [
                line for each in sent if (line := _stored(each, interview_id, who))
            ]
        saving.next_turn(key)
        st.rerun()


def _stored(sent: UploadedFile, interview_id: str, who: str) -> str:
    """Store a photo; return the reason if it cannot be stored, else an empty text."""
    try:
        photos.add(cursor(), interview_id=interview_id, sent=sent.getvalue(), who=who)
    except PhotoError as error:
        return _("{a}: {b}", a=sent.name, b=reader().error(error))
    return ""
