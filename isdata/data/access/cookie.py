"""Signed cookie of a browser: identifies the visitor and records a sign-in with the facilitator's key."""

import hashlib
import secrets
from dataclasses import asdict, dataclass, replace
from typing import Self

from itsdangerous import BadData, URLSafeSerializer

KEPT_FOR = 180 * 24 * 3600  # s; a browser that comes back within half a year is the same visitor
SIGNED_IN_FOR = 12 * 3600  # s; one working day


@dataclass(frozen=True)
class Visitor:
    """Content of a browser's cookie after verification of its signature.

    Parameters
    ----------
    visitor_id : str
        Random id of the browser; sessions, downloads and uploads belong to it.
    signed_in_until : float
        End of the sign-in as facilitator [s since 1970]; 0 for a guest.
    key_mark : str
        Fingerprint of the entered key; changing the key ends every sign-in.
    has_signed_in : bool
        Whether the right key was entered in this browser before: its attempts are counted separately.
    """

    visitor_id: str
    signed_in_until: float = 0.0
    key_mark: str = ""
    has_signed_in: bool = False

    @classmethod
    def new(cls) -> Self:
        """New guest."""
        return cls(secrets.token_hex(16))

    def signed_in(self, *, until: float, key_mark: str) -> "Visitor":
        """Facilitator in this browser, with a new id, which prevents session fixation."""
        return Visitor(secrets.token_hex(16), until, key_mark, has_signed_in=True)

    def signed_out(self) -> "Visitor":
        """Guest in this browser, with a new id."""
        return replace(self, visitor_id=secrets.token_hex(16), signed_in_until=0.0, key_mark="")


class CookieSigner:
    """Writes and reads the cookie, signed by HMAC-SHA256 with the secret of the installation.

    The cookie's name contains a fingerprint of the secret: browsers do not distinguish the ports of a machine, so
    two installations on one machine would otherwise overwrite each other's cookie.
    """

    def __init__(self, secret: bytes) -> None:
        self._serializer = URLSafeSerializer(
            secret, salt="isdata.visitor", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._secret = secret
        self.name = f"isdata-{hashlib.sha256(b'name' + secret).hexdigest()[:8]}"

    def key_mark(self, key: str) -> str:
        """Fingerprint of a facilitator's key, from which the key cannot be derived."""
        return hashlib.sha256(self._secret + key.encode()).hexdigest()[:16]

    def read(self, header: str | None) -> Visitor | None:
        """Visitor of a Cookie header; None without a cookie signed by this installation."""
        for part in (header or "").split(";"):
            name, _sign, value = part.strip().partition("=")
            if name == self.name:
                return self._visitor(value)
        return None

    def _visitor(self, value: str) -> Visitor | None:
        try:
            return Visitor(**self._serializer.loads(value))
        except (BadData, TypeError):
            return None

    def header(self, visitor: Visitor, *, is_https: bool) -> str:
        """Set-Cookie header for a visitor.

        Scripts cannot read the cookie (HttpOnly), and requests from other sites do not include it (SameSite).
        """
        value = self._serializer.dumps(asdict(visitor))
        secure = "; Secure" if is_https else ""
        return f"{self.name}={value}; Path=/; Max-Age={KEPT_FOR}; HttpOnly; SameSite=Lax{secure}"
