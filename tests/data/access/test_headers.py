"""A page may run the scripts that we wrote into it, and no other inline script."""

import base64
import hashlib

from isdata.data.access.headers import page_policy, script_hashes


def test_every_inline_script_of_a_document_is_allowed_by_its_hash() -> None:
    text = " a()\n"
    expected = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert script_hashes(f"<script>{text}</script><script src=x></script>", f"<script>{text}</script>") == [
        f"'sha256-{expected}'"
    ]


def test_nothing_is_loaded_from_elsewhere_and_nobody_frames_a_page() -> None:
    policy = page_policy("localhost:8501", ["'sha256-x'"])

    assert "http" not in policy
    assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-x';" in policy
    assert "'unsafe-eval'" not in policy
    assert "connect-src 'self' ws://localhost:8501 wss://localhost:8501 data: blob:;" in policy
    assert policy.endswith("frame-ancestors 'none'")
