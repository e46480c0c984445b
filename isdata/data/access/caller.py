"""Origin of a request and the server name it uses, derived from its connection and headers."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

_FORWARDED = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?")


def ip_address(text: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Parse an IPv4 or IPv6 address; None for a host name. An IPv4-mapped IPv6 address is returned as IPv4."""
    try:
        address = ipaddress.ip_address((text or "").partition("%")[0].strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def is_loopback(address: str | None) -> bool:
    """Return True if an address or name is reached from this machine only."""
    found = ip_address(address)
    return found.is_loopback if found else (address or "").lower() == "localhost"


def host_name(header: str | None) -> str | None:
    """Name or address in a Host header, lower case and without port; None if the header is invalid."""
    try:
        parts = urlsplit(f"//{header or ''}")
        name, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.netloc != header or "@" in parts.netloc:
        return None
    return name.rstrip(".") if ip_address(name) or _NAME.fullmatch(name) else None


@dataclass(frozen=True)
class Caller:
    """Properties of a request or WebSocket handshake that determine access.

    Parameters
    ----------
    peer : str or None
        Address of the other end of the connection; None if unknown.
    headers : mapping of str to str
        Request headers; names in lower case.
    """

    peer: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_scope(cls, scope: Mapping[str, Any]) -> "Caller":
        """Caller of an ASGI connection."""
        named = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        client = scope.get("client")
        return cls.of_headers(client[0] if client else None, named)

    @classmethod
    def of_headers(cls, peer: str | None, headers: Iterable[tuple[str, str]]) -> "Caller":
        """Caller with these headers. Several Cookie headers are joined; of other headers the first counts."""
        kept: dict[str, str] = {}
        for name, value in headers:
            name = name.lower()
            kept[name] = (
                f"{kept[name]}; {value}" if name == "cookie" and name in kept else kept.get(name, value)
            )
        return cls(peer, kept)

    @cached_property
    def host(self) -> str | None:
        """Requested server name."""
        return host_name(self.headers.get("host"))

    @property
    def is_forwarded(self) -> bool:
        """Return True if a proxy forwarded the request."""
        return not _FORWARDED.isdisjoint(self.headers)

    @property
    def is_local(self) -> bool:
        """Return True if the request comes from this machine and uses one of its own names."""
        return is_loopback(self.peer) and is_loopback(self.host) and not self.is_forwarded

    @property
    def is_same_origin(self) -> bool:
        """Return True unless a page of another server sent the request; clients other than browsers send no origin."""
        origin = self.headers.get("origin")
        if self.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return False
        return origin is None or urlsplit(origin).netloc.lower() == self.headers.get("host", "").lower()

    @property
    def network(self) -> str:
        """Key for counting attempts: the IPv4 address, or the network of an IPv6 address, as one client may have many."""
        address = ip_address(self.peer)
        if isinstance(address, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address or self.peer)
