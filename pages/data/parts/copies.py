"""Backups of the database: download, and restore while others continue working."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from isdata.data import history, store
from isdata.data.disclosure import public_copy
from isdata.errors import StoreError
from isdata.park import parks
from pages.common import problem_list, show, upload
from pages.common.data import ask, cursor, database_path
from pages.common.editing import signing
from pages.common.file_button import file_button
from pages.common.language import _, ngettext, reader
from pages.data.parts import waiting


@dataclass(frozen=True)
class Holding:
    """Contents of a copy: names of its parks in the reader's language, its flows and its latest change."""

    parks: list[str]
    flows: int
    changed_at: dt.datetime | None


def offer_backup() -> None:
    """Offer a consistent copy of the whole database."""
    file_button(
        _("Download backup"),
        _made,
        f"isdata-{dt.datetime.now():%Y-%m-%d-%H%M}.duckdb",
        icon=":material/backup:",
        help=_("All data and history in one file. Restore it below."),
    )


def publish() -> None:
    """Offer the copy that may be shown to everybody."""
    file_button(
        _("Public copy"),
        _made_public,
        f"isdata-public-{dt.datetime.now():%Y-%m-%d}.duckdb",
        icon=":material/public:",
        help=_(
            "Without undisclosed companies, costs, notes and history. Amounts are left out where the balance of a site "
            "would give that of an undisclosed company. Show it with: isdata serve --public FILE"
        ),
    )


def _made_public() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return public_copy(cursor(), Path(folder) / "public.duckdb").read_bytes()


def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return store.backup(cursor(), Path(folder) / "copy.duckdb").read_bytes()


def offer_restore() -> None:
    """Let the facilitator restore a backup; the replaced data are kept as a file."""
    place = st.empty()
    uploaded = upload.files(
        _("Backup (.duckdb)"),
        key=f"copy_{st.session_state.get('copies', 0)}",
        endings=["duckdb"],
        is_named=False,
    )
    if not uploaded:
        st.session_state.pop("backup_read", None)
        if "put_back" in st.session_state:
            place.success(st.session_state.put_back, icon=":material/check_circle:")
        return
    st.session_state.pop("put_back", None)
    try:
        found = _read(uploaded[0])
    except StoreError as error:
        st.error(reader().error(error), icon=":material/error:")
        return
    _describe(uploaded[0].name, _holding(found.path))
    _offer_to_replace(found, uploaded[0].name)


def _offer_to_replace(found: store.Backup, name: str) -> None:
    """Let the facilitator restore a backup, once its problems are accepted."""
    if found.left_out:
        names = show.escaped(reader().listed(found.left_out))
        show.info(_("Not restored, as they are not part of isdata: {names}.", names=names))
    is_accepted = found.problems.empty
    if not is_accepted:
        problem_list.show_stored(found.problems)
        is_accepted = st.checkbox(_("Restore despite these problems"), key="accept_problems")
    icon = ":material/settings_backup_restore:"
    who = signing.signed_button(_("Restore"), key="put_back_now", icon=icon, is_ready=is_accepted)
    if who:
        kept = store.replaced_path(database_path())
        reason = _("backup {name} restored", name=name)
        store.replace(cursor(), found, kept=kept, who=who, reason=reason, accept_problems=is_accepted)
        st.session_state.put_back = _("Backup restored. The previous data were saved as {path}.", path=kept)
        _forget()
        st.rerun()


def _forget() -> None:
    """Clear the upload of a backup."""
    st.session_state.copies = st.session_state.get("copies", 0) + 1
    st.session_state.pop("backup_read", None)


def _read(uploaded: UploadedFile) -> store.Backup:
    """Read an uploaded backup; cached until another one is uploaded."""
    known = st.session_state.get("backup_read")
    if known is not None and known[0] == uploaded.file_id:
        return known[2]
    folder = tempfile.TemporaryDirectory()  # deleted with the visitor's session
    copy = Path(folder.name) / "uploaded.duckdb"
    copy.write_bytes(uploaded.getbuffer())
    with waiting.progress(_("Reading the backup"), key="backup", cancel=_forget) as report:
        found = store.read_backup(
            copy, Path(folder.name) / "read.duckdb", name=uploaded.name, progress=report
        )
    st.session_state.backup_read = (uploaded.file_id, folder, found)
    return found


def _holding(path: Path) -> Holding:
    con = store.open(path)
    try:
        known = parks.parks(con)
        return Holding(reader().names(known), int(known["flows"].sum()), history.last_change(con))
    finally:
        con.close()


def _describe(name: str, holding: Holding) -> None:
    read = reader()
    now = ask(parks.parks)
    st.info(
        _(
            "{name} contains {parks} with {flows}, last changed {moment}. It replaces all current data: "
            "{parks_now} with {flows_now}.",
            name=show.escaped(name),
            parks=_counted_parks(len(holding.parks)),
            flows=_counted_flows(holding.flows),
            moment=read.moment(holding.changed_at) if holding.changed_at else _("never"),
            parks_now=_counted_parks(len(now)),
            flows_now=_counted_flows(int(now["flows"].sum())),
        ),
        icon=":material/swap_horiz:",
    )
    if holding.parks:
        st.caption(show.escaped(reader().listed(holding.parks)))


def _counted_parks(count: int) -> str:
    return ngettext("{count} park", "{count} parks", count)


def _counted_flows(count: int) -> str:
    return ngettext("{count} flow", "{count} flows", count)
