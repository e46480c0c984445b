"""Paths of the parts that are not Python packages: pages and their explanations, server, sample parks."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# In a checkout these folders are beside the package; pyproject.toml copies them into an installed package.
_INSTALLED = PACKAGE / "app"
APP = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent
SERVER = APP / "server.py"
SAMPLES = APP / "sample_data"
EXPLANATIONS = APP / "docs" / "pages"  # one text per language and page
