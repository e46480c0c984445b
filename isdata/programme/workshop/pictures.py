"""Photos of entries and pictures for the main screen: re-encoded without camera metadata, stored beside the journal."""

import hashlib
import io
import re
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from isdata.data import child, files
from isdata.errors import PhotoError

LARGEST_PHOTO = 12 * 1024 * 1024  # maximum size as sent [bytes]
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 1600  # maximum size as stored [px]
_NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|svg)")


def reduced_apart(sent: bytes) -> bytes:
    """Apply `reduced` in a separate process with limits of time and memory, since photos come from others.

    Raises
    ------
    PhotoError
        It is not a picture, is too large, or needs too many resources.
    """
    try:
        return child.run(f"{__name__}:work", sent, allowance=child.Allowance(seconds=20, memory=2**29))
    except child.ChildStoppedError as error:
        raise PhotoError from error


def work(sent: bytes, _progress: child.Progress) -> bytes:
    """Task of that process."""
    return reduced(sent)


def reduced(sent: bytes) -> bytes:
    """Convert a photo to JPEG of at most 1600 pixels, upright, without place, time or camera data.

    Raises
    ------
    PhotoError
        It is not a picture, or too large.
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
    # Copied to a new picture, so that only the pixels are kept.
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82)
    return out.getvalue()


def keep(folder: Path, kind: str, content: bytes, ending: str) -> str:
    """Store a picture; return its name, which is derived from its content."""
    name = f"{hashlib.sha256(content).hexdigest()[:32]}.{ending}"
    if not (folder / kind / name).exists():
        files.write(folder / kind / name, content)
    return name


def path(folder: Path, kind: str, name: str) -> Path | None:
    """Path of a stored picture; None if there is none with that name."""
    found = folder / kind / name
    return found if _NAME.fullmatch(name) and found.is_file() else None
