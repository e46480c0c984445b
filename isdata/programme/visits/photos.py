"""Photos of interviews: re-encoded without place, time or camera data, and stored in the park file."""

import hashlib
import secrets

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, both
from isdata.programme.workshop import pictures


def photos(con: duckdb.DuckDBPyConnection, *, interview_id: str) -> pd.DataFrame:
    """Photos of an interview in the order added; columns as in `interview_photos.sql`."""
    return store.ask(con, "interview_photos", interview_id=interview_id)


def add(con: duckdb.DuckDBPyConnection, *, interview_id: str, sent: bytes, who: str) -> str:
    """Store a photo of an interview; return its id.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    interview_id : str
    sent : bytes
        JPEG, PNG or WebP, as sent.
    who : str
        For the change log.

    Raises
    ------
    PhotoError
        It is not a picture, is too large, or needs too many resources; nothing was stored.
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
    """Store the description of a photo."""
    row = {"photo_id": photo_id, "words": words or None}
    store.write(con, {"interview_photo": pd.DataFrame([row])}, who=who, reason=both(N_("Photo described")))


def remove(con: duckdb.DuckDBPyConnection, *, photo_id: str, who: str) -> None:
    """Remove a photo, and delete its content permanently if no other photo has the same content."""
    own = con.execute("select picture_id from interview_photo where photo_id = ?", [photo_id]).fetchall()
    store.remove(con, "interview_photo", [photo_id], who=who, reason=both(N_("Photo deleted")))
    with store.transaction(con):
        con.execute(
            "delete from picture where picture_id in (select unnest(?)) "
            "and picture_id not in (select picture_id from interview_photo)",
            [[picture for (picture,) in own]],
        )
