"""The signed cookie of a browser: which visitor it is, and whether the facilitator's key was given."""

import hashlib
import secrets
from dataclasses import asdict, dataclass, replace
from typing import Self

from itsdangerous import BadData, URLSafeSerializer

KEPT_FOR = 180 * 24 * 3600  # s; a browser that comes back within half a year is the same visitor
SIGNED_IN_FOR = 12 * 3600  # s; one working day


@dataclass(frozen=True)
class Visitor:
    """Content of a browser's cookie once its signature is verified.

    Parameters
    ----------
    visitor_id : str
        Random name of the browser; sessions, downloads and uploads belong to it.
    signed_in_until : float
        When the sign-in as facilitator ends. [s since 1970]; 0 for a guest.
    key_mark : str
        Mark of the key that was given; a changed key ends every sign-in.
    has_signed_in : bool
        Whether somebody gave the right key in this browser before: its attempts are counted apart.
    """

    visitor_id: str
    signed_in_until: float = 0.0
    key_mark: str = ""
    has_signed_in: bool = False

    @classmethod
    def new(cls) -> Self:
        """A guest who was not here before."""
        return cls(secrets.token_hex(16))

    def signed_in(self, *, until: float, key_mark: str) -> "Visitor":
        """The facilitator in this browser, under a new name: nobody can have laid the former one there."""
        return Visitor(secrets.token_hex(16), until, key_mark, has_signed_in=True)

    def signed_out(self) -> "Visitor":
        """A guest in this browser, under a new name."""
        return replace(self, visitor_id=secrets.token_hex(16), signed_in_until=0.0, key_mark="")


class CookieSigner:
    """Writes and reads the cookie; signed by HMAC-SHA256 with the secret of the installation.

    Its name holds a mark of the secret: browsers do not distinguish the ports of a machine, so two
    installations on one machine would otherwise replace each other's cookie.
    """

    def __init__(self, secret: bytes) -> None:
        self._serializer = URLSafeSerializer(
            secret, salt="isdata.visitor", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._secret = secret
        self.name = f"isdata-{hashlib.sha256(b'name' + secret).hexdigest()[:8]}"

    def key_mark(self, key: str) -> str:
        """Mark of a facilitator's key, which does not give the key away."""
        return hashlib.sha256(self._secret + key.encode()).hexdigest()[:16]

    def read(self, header: str | None) -> Visitor | None:
        """Return the visitor of a Cookie header; None where there is none that we signed."""
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
        """Return the Set-Cookie header that makes a browser this visitor.

        Scripts cannot read it (HttpOnly) and pages of others do not send it along (SameSite).
        """
        value = self._serializer.dumps(asdict(visitor))
        secure = "; Secure" if is_https else ""
        return f"{self.name}={value}; Path=/; Max-Age={KEPT_FOR}; HttpOnly; SameSite=Lax{secure}"
