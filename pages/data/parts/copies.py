"""Copies of the database: take one along, and put one back while others go on working."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from isdata.data import store
from isdata.errors import StoreError
from isdata.park import parks
from pages.common import show, signing
from pages.common.data import ask, cursor, database_path
from pages.common.language import _, ngettext, reader
from pages.data.parts import upload


@dataclass(frozen=True)
class Holding:
    """What a copy holds: names of its parks in the reader's language, its flows and its newest change."""

    parks: list[str]
    flows: int
    changed_at: dt.datetime | None


def take() -> None:
    """Offer a consistent copy of the whole database."""
    st.download_button(
        _("The database as a backup"),
        data=_made,
        file_name=f"isdata-{dt.datetime.now():%Y-%m-%d-%H%M}.duckdb",
        icon=":material/backup:",
        on_click="ignore",
        help=_("One file with everything, its history included. It can be put back below."),
    )


def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return store.backup(cursor(), Path(folder) / "copy.duckdb").read_bytes()


def put_back() -> None:
    """Let the facilitator put a backup in the place of what is stored; what was there is kept as a file."""
    if "put_back" in st.session_state:
        st.success(st.session_state.pop("put_back"), icon=":material/check_circle:")
    uploaded = upload.files(
        _("A backup (.duckdb)"), key=f"copy_{st.session_state.get('copies', 0)}", endings=["duckdb"]
    )
    if not uploaded:
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.duckdb"
        copy.write_bytes(uploaded[0].getbuffer())
        try:
            holding = _looked_into(copy)
        except StoreError as error:
            named = type(error)(**error.details | {"path": uploaded[0].name})
            st.error(reader().error(named), icon=":material/error:")
            return
        _tell(uploaded[0].name, holding)
        who = signing.signed_button(
            _("Put it back"), key="put_back_now", icon=":material/settings_backup_restore:"
        )
        if who:
            moment = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
            kept = database_path().with_suffix(f".before-restore-{moment}.duckdb")
            reason = _("backup {name} put back", name=uploaded[0].name)
            store.replace(cursor(), copy, kept=kept, who=who, reason=reason)
            st.session_state.put_back = _(
                "The backup is in place. What was stored before is kept as {path}.", path=kept
            )
            st.session_state.copies = st.session_state.get("copies", 0) + 1
            st.rerun()


def _looked_into(copy: Path) -> Holding:
    read = reader()
    con = store.open(copy)
    try:
        known = parks.parks(con)
        names = read.names(known)
        (newest,) = con.execute("select max(changed_at) from change_log").fetchone() or (None,)
        return Holding(names, int(known["flows"].sum()), newest)
    finally:
        con.close()


def _tell(name: str, holding: Holding) -> None:
    read = reader()
    now = ask(parks.parks)
    st.info(
        _(
            "{name} holds {parks} with {flows}, last changed {moment}. It takes the place of everything that is stored "
            "now: {parks_now} with {flows_now}.",
            name=show.plain(name),
            parks=_counted_parks(len(holding.parks)),
            flows=_counted_flows(holding.flows),
            moment=read.moment(holding.changed_at) if holding.changed_at else _("never"),
            parks_now=_counted_parks(len(now)),
            flows_now=_counted_flows(int(now["flows"].sum())),
        ),
        icon=":material/swap_horiz:",
    )
    if holding.parks:
        st.caption(show.plain(", ".join(holding.parks)))


def _counted_parks(count: int) -> str:
    return ngettext("{count} park", "{count} parks", count)


def _counted_flows(count: int) -> str:
    return ngettext("{count} flow", "{count} flows", count)
