"""HTTP headers that restrict what a page may load, run and be embedded in."""

import base64
import hashlib
import re
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# Downloads and pictures must never run as a page of this app.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def script_hashes(*documents: str) -> list[str]:
    """CSP sources (hashes) that allow the inline scripts of the app's own documents and no others."""
    scripts = sorted({script for document in documents for script in _SCRIPT.findall(document)})
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    ]


def page_policy(host: str, scripts: Iterable[str] = ()) -> str:
    """Content-Security-Policy of a page: resources from this server only.

    Streamlit's components are loaded as blobs, and the map decodes its layers in WebAssembly; evaluating text as
    script is not allowed.

    Parameters
    ----------
    host : str
        Name and port of the server as requested by the browser; older browsers need it to open a WebSocket.
    scripts : iterable of str
        Further script sources, such as `script_hashes`.
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
