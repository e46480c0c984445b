"""Photos of interviews: encoded anew without place, time or camera, and stored in the park file."""

import hashlib
import secrets

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both
from isdata.programme.workshop import pictures


def photos(con: duckdb.DuckDBPyConnection, *, interview_id: str) -> pd.DataFrame:
    """Return the photos of an interview in the order in which they were added; columns as in `interview_photos.sql`."""
    return store.ask(con, "interview_photos", interview_id=interview_id)


def add(con: duckdb.DuckDBPyConnection, *, interview_id: str, sent: bytes, who: str) -> str:
    """Store a photo of an interview; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    interview_id : str
    sent : bytes
        JPEG, PNG or WebP, as a camera made it.
    who : str
        For the change log.

    Raises
    ------
    PhotoError
        It is no picture, is too large, or takes too much; nothing was stored.
    """
    content = pictures.reduced_apart(sent)
    picture = hashlib.sha256(content).hexdigest()[:32]
    number = len(photos(con, interview_id=interview_id)) + 1
    name = f"{interview_id}-P{number}-{secrets.token_hex(2)}"
    with store.transaction(con):
        con.execute(
            "insert into picture select $picture, $content "
            "where not exists (select 1 from picture where picture_id = $picture)",
            {"picture": picture, "content": content},
        )
    row = {"photo_id": name, "interview_id": interview_id, "picture_id": picture}
    store.write(con, {"interview_photo": pd.DataFrame([row])}, who=who, reason=both(N_("Photo added")))
    return name


def describe(con: duckdb.DuckDBPyConnection, *, photo_id: str, words: str, who: str) -> None:
    """Store what a photo shows."""
    row = {"photo_id": photo_id, "words": words or None}
    store.write(con, {"interview_photo": pd.DataFrame([row])}, who=who, reason=both(N_("Photo described")))


def remove(con: duckdb.DuckDBPyConnection, *, photo_id: str, who: str) -> None:
    """Remove a photo, and delete its content for good where no other photo has the same."""
    own = con.execute("select picture_id from interview_photo where photo_id = ?", [photo_id]).fetchall()
    store.remove(con, "interview_photo", [photo_id], who=who, reason=both(N_("Photo deleted")))
    with store.transaction(con):
        con.execute(
            "delete from picture where picture_id in (select unnest(?)) "
            "and picture_id not in (select picture_id from interview_photo)",
            [[picture for (picture,) in own]],
        )
