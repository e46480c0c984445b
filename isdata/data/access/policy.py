"""Rights of a caller: to access the app, and to see and change everything as facilitator."""

import hmac
import logging
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from isdata.data.access.attempts import Attempts
from isdata.data.access.caller import Caller, ip_address, is_loopback
from isdata.data.access.cookie import SIGNED_IN_FOR, CookieSigner, Visitor
from isdata.errors import ShortKeyError, UnprotectedAddressError

KEY_VARIABLE = "ISDATA_FACILITATOR_KEY"
SHORTEST_KEY = 12  # characters; attempts are limited to about one a minute
HOSTS_VARIABLE = "ISDATA_HOSTS"
PUBLIC_VARIABLE = "ISDATA_PUBLIC"  # set by `isdata serve --public`: every visitor is a guest
_log = logging.getLogger("isdata.access")


def check_address(address: str | None, key: str) -> None:
    """Refuse to listen on an address that others can reach while no key protects the facilitator's view.

    Raises
    ------
    UnprotectedAddressError
        `address` is not a loopback address (None stands for all addresses), and `key` is empty.
    ShortKeyError
        The key has fewer than `SHORTEST_KEY` characters.
    """
    if not key and not is_loopback(address):
        raise UnprotectedAddressError(address=address or "0.0.0.0", variable=KEY_VARIABLE)
    if key and len(key.strip()) < SHORTEST_KEY:
        raise ShortKeyError(variable=KEY_VARIABLE, least=SHORTEST_KEY)


@dataclass(frozen=True)
class Attempt:
    """Result of entering a key.

    Parameters
    ----------
    facilitator : Visitor or None
        Visitor of the browser from now on, if the key is right.
    wait : float
        Time until the next key of this client is checked. [s]
    is_tried : bool
        Whether the key was checked.
    """

    facilitator: Visitor | None = None
    wait: float = 0.0
    is_tried: bool = False


@dataclass
class Policy:
    """Access rules of one server.

    Parameters
    ----------
    signer : CookieSigner
        Reads the cookies of visitors.
    key : str
        Facilitator's key; empty on a single-user machine.
    address : str or None
        Address on which the server listens; None stands for all addresses.
    names : iterable of str
        Further host names of the app, such as that of a reverse proxy.
    is_public : bool
        Whether the file is a public copy: everyone may read it, and there is no facilitator, not even on this machine.
    clock : callable
        Returns the time. [s since 1970]
    """

    signer: CookieSigner
    key: str = ""
    address: str | None = "127.0.0.1"
    names: Iterable[str] = ()
    is_public: bool = False
    clock: Callable[[], float] = time.time
    attempts: Attempts = field(default_factory=Attempts)

    def __post_init__(self) -> None:
        # Set by the middleware that applies these rules to every request.
        self.is_enforced = False
        self._ended: set[str] = set()
        self._further = {name.strip().lower().rstrip(".") for name in self.names} - {""}
        own = socket.gethostname().lower()
        self._own = set() if is_loopback(self.address) else {own, f"{own}.local"}

    def is_open_to(self, caller: Caller) -> bool:
        """Return True if a caller may access the app; without a key, only this machine may, unless the file is public."""
        return self.is_public or bool(self.key) or is_loopback(caller.peer)

    def knows_host_of(self, caller: Caller) -> bool:
        """Return True if a caller uses one of the app's host names.

        An attacker's page can resolve its own host name to this machine (DNS rebinding); a numeric address
        cannot be redirected in this way.
        """
        if caller.host is None:
            return False
        if is_loopback(caller.host) or caller.host in self._further | self._own:
            return True
        return ip_address(caller.host) is not None and not is_loopback(self.address)

    @property
    def host_names(self) -> list[str]:
        """Accepted host names, for a server that checks them itself; "*" where any address is accepted."""
        if not is_loopback(self.address):
            return ["*"]
        return ["localhost", "127.0.0.1", "::1", *sorted(self._further)]

    def visitor(self, caller: Caller) -> Visitor | None:
        """Visitor whose cookie a caller sends."""
        return self.signer.read(caller.headers.get("cookie"))

    def is_facilitator(self, caller: Caller) -> bool:
        """Return True if a caller may see and change everything: on this machine, or signed in with the key.

        If the app has further names, it is accessed through a proxy that may run on this machine. In that case no
        caller counts as local.
        """
        if self.is_public:
            return False
        if caller.is_local and not (self.key and self._further):
            return True
        return self.is_signed_in(self.visitor(caller))

    def is_signed_in(self, visitor: Visitor | None) -> bool:
        """Return True if a visitor entered the current key within the last working day and has not signed out."""
        return (
            bool(self.key)
            and visitor is not None
            and visitor.visitor_id not in self._ended
            and visitor.signed_in_until > self.clock()
            and hmac.compare_digest(visitor.key_mark, self.signer.key_mark(self.key))
        )

    def sign_in(self, caller: Caller, typed: str) -> "Attempt":
        """Check a key, unless this client has to wait."""
        client = self._client(caller)
        wait = self.attempts.wait(client)
        if wait:
            return Attempt(wait=wait)
        if self.key and hmac.compare_digest(typed.encode(), self.key.encode()):
            self.attempts.succeeded(client)
            _log.info("The facilitator signed in from %s", caller.network)
            known = self.visitor(caller) or Visitor.new()
            until = self.clock() + SIGNED_IN_FOR
            return Attempt(
                known.signed_in(until=until, key_mark=self.signer.key_mark(self.key)), is_tried=True
            )
        wrong, refused, wait = self.attempts.failed(client)
        _log.warning(
            "Wrong facilitator's key number %d from %s; %d more came while it had to wait; next one in %.0f s",
            wrong,
            client,
            refused,
            wait,
        )
        return Attempt(wait=wait, is_tried=True)

    def sign_out(self, visitor: Visitor) -> Visitor:
        """End a sign-in, also for copies of its cookie; return the browser's visitor from now on.

        A guest keeps the id, because a new one would reset the count of wrong keys.
        """
        if not self.is_signed_in(visitor):
            return visitor
        self._ended.add(visitor.visitor_id)
        return visitor.signed_out()

    def _client(self, caller: Caller) -> str:
        """Key for counting attempts: a browser that has signed in before counts alone, all others by their network.

        Someone who guesses keys therefore delays others in the same network, but nobody who signed in before.
        """
        visitor = self.visitor(caller)
        return f"browser {visitor.visitor_id}" if visitor and visitor.has_signed_in else caller.network
