"""HTTP headers that restrict what a page may load, run and be embedded in."""

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# What is sent for download or as a picture is never a page of ours.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def script_hashes(*documents: str) -> list[str]:
    """Sources that allow exactly the scripts written in documents of ours, and no other inline script."""
    scripts = sorted({script for document in documents for script in _SCRIPT.findall(document)})
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    ]


def page_policy(host: str, scripts: Iterable[str] = ()) -> str:
    """Content-Security-Policy of a page: everything from this server, nothing from anywhere else.

    Streamlit's components arrive as blobs, and the map decodes its layers in WebAssembly; no text is run as script.

    Parameters
    ----------
    host : str
        Name and port of the server, as the browser asked for it; older browsers need it to open a WebSocket.
    scripts : iterable of str
        Further sources of scripts, such as `script_hashes`.
    """
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self' blob: 'wasm-unsafe-eval'", *scripts]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host} data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
