"""Photos of interviews are stored without what a camera adds, shown in documents, and deleted for good."""

import datetime as dt
import io
import zipfile

import duckdb
import pytest
from PIL import Image

from isdata.data import i18n
from isdata.errors import PhotoError
from isdata.output.reports import docx, visit_brief
from isdata.output.reports.interview_record import interview_record
from isdata.programme.visits import interviews, photos

DAY = dt.date(2025, 3, 18)
READ = i18n.reader("en")
MAKER, PLACE = 0x010F, 0x8825  # EXIF: maker of the camera, place of the photo


@pytest.fixture
def held(tiny: duckdb.DuckDBPyConnection) -> str:
    return interviews.begin(tiny, site_id="S2", held_on=DAY, person="Energy manager", who="test")


def taken(colour: str = "red") -> bytes:
    """An upright photo with the maker of the camera and the place."""
    about = Image.Exif()
    about[MAKER] = "Camera works"
    about[PLACE] = {1: "N", 2: (30.0, 40.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "JPEG", exif=about)
    return out.getvalue()


def pictures(report: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(report)) as document:
        return sum(name.startswith("word/media/") for name in document.namelist())


def test_a_photo_keeps_nothing_but_its_pixels(tiny: duckdb.DuckDBPyConnection, held: str) -> None:
    sent = taken()
    assert b"Camera works" in sent

    photos.add(tiny, interview_id=held, sent=sent, who="test")

    (content,) = photos.photos(tiny, interview_id=held)["content"]
    with Image.open(io.BytesIO(bytes(content))) as stored:
        assert (stored.format, stored.size, dict(stored.getexif())) == ("JPEG", (60, 80), {})
    with pytest.raises(PhotoError):
        photos.add(tiny, interview_id=held, sent=b"no picture", who="test")
    assert len(photos.photos(tiny, interview_id=held)) == 1


def test_documents_show_photos_with_their_captions(tiny: duckdb.DuckDBPyConnection, held: str) -> None:
    name = photos.add(tiny, interview_id=held, sent=taken(), who="test")
    photos.describe(tiny, photo_id=name, words="Drain of the boiler", who="test")

    record = interview_record(tiny, park_id="tiny", interview_id=held, reader=READ, day=DAY)
    brief = visit_brief.visit_brief(tiny, park_id="tiny", site_id="S2", reader=READ, day=DAY)

    assert "Drain of the boiler" in str(record.blocks)
    assert [pictures(docx(each)) for each in (record, brief)] == [1, 1]


def test_a_deleted_photo_is_gone_unless_another_one_shows_the_same(
    tiny: duckdb.DuckDBPyConnection, held: str
) -> None:
    first, second = (photos.add(tiny, interview_id=held, sent=taken(), who="test") for _ in range(2))
    stored = "select count(*) from picture"

    photos.remove(tiny, photo_id=first, who="test")
    assert tiny.execute(stored).fetchall() == [(1,)]

    photos.remove(tiny, photo_id=second, who="test")
    assert tiny.execute(stored).fetchall() == [(0,)]
