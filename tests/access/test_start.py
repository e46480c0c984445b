"""The app itself, not the small one: it does not start where others could reach it without a key."""

import os
import subprocess
import sys
from pathlib import Path

from tests.access.conftest import SITE, Newcomer, free_port, served
from tests.conftest import ROOT


def test_the_app_refuses_an_address_that_others_reach_without_a_key() -> None:
    """Which addresses these are, see tests/data/access/test_policy.py."""
    address = "0.0.0.0"
    environment = {name: value for name, value in os.environ.items() if name != "ISDATA_FACILITATOR_KEY"}
    started = subprocess.run(
        [sys.executable, "-m", "isdata", "serve", "--host", address, "--port", str(free_port())],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert started.returncode == 1
    assert f"isdata does not listen on {address} without a key" in started.stderr
    assert "ISDATA_FACILITATOR_KEY" in started.stderr
    assert "Traceback" not in started.stderr


def test_pages_that_are_started_without_access_control_show_nothing(
    tmp_path: Path, newcomer: Newcomer
) -> None:
    with served(tmp_path, site=SITE.with_name("page.py")) as (port, log):
        session = newcomer(port, "localhost").open()

        assert session.title == ""
        assert session.files == {}
        assert "without access control" in log.read_text()
