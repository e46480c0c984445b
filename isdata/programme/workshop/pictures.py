"""Photos of entries and pictures for the wall: encoded anew, without what a camera adds, kept beside the journal."""

import hashlib
import io
import re
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from isdata.data import child, files
from isdata.errors import PhotoError

LARGEST_PHOTO = 12 * 1024 * 1024  # bytes, as sent
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 1600  # px, as kept
_NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|svg)")


def reduced_apart(sent: bytes) -> bytes:
    """A photo as `reduced`, made by a process of its own with limits of time and memory: others took it.

    Raises
    ------
    PhotoError
        It is no picture, is too large, or takes too much.
    """
    try:
        return child.run(f"{__name__}:work", sent, allowance=child.Allowance(seconds=20, memory=2**29))
    except child.ChildStoppedError as error:
        raise PhotoError from error


def work(sent: bytes, _progress: child.Progress) -> bytes:
    """The work of that process."""
    return reduced(sent)


def reduced(sent: bytes) -> bytes:
    """A photo as JPEG of at most 1600 pixels, upright, without place, time or camera.

    Raises
    ------
    PhotoError
        It is no picture, or too large.
    """
    if len(sent) > LARGEST_PHOTO:
        raise PhotoError
    try:
        with Image.open(io.BytesIO(sent), formats=("JPEG", "PNG", "WEBP")) as photo:
            if photo.width * photo.height > _MOST_PIXELS:
                raise PhotoError
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoError from error
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # Drawn onto a new picture, so that nothing but the pixels is kept.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82)
    return out.getvalue()


def keep(folder: Path, kind: str, content: bytes, ending: str) -> str:
    """Write a picture down; return its name, which follows from its content."""
    name = f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}"
    if not (folder / kind / name).exists():
        files.write(folder / kind / name, content)
    return name


def path(folder: Path, kind: str, name: str) -> Path | None:
    """Path of a stored picture; None where there is none of that name."""
    found = folder / kind / name
    return found if _NAME.fullmatch(name) and found.is_file() else None
