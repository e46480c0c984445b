"""Cache of compiled functions: in the user's cache folder, below a hash of their source."""

import hashlib
from functools import cache
from pathlib import Path

import platformdirs

FOLDER = platformdirs.user_cache_path("isdata", appauthor=False) / "compiled"
_COMPILER = Path(__file__).with_name("compiled.py")


@cache
def source_hash(folder: Path) -> str:
    """Hash of the compiled functions of a folder, of their argument types, and of the compiler's settings."""
    sources = [path.read_bytes() for path in (*sorted(folder.glob("*.py")), _COMPILER)]
    parts = [text for text in sources if b"njit" in text or b"NamedTuple" in text]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]
