"""Rules of this server, and role of the visitor of the running page."""

import os
from functools import cache

import streamlit as st
from streamlit import config

from isdata.data.access import Caller, CookieSigner, Policy, check_address, secret
from isdata.data.access.policy import HOSTS_VARIABLE, KEY_VARIABLE, PUBLIC_VARIABLE
from isdata.errors import UnguardedError
from pages.common import run_values


@cache
def policy() -> Policy:
    """Rules of this server, from its address and the environment; read once."""
    address = config.get_option("server.address")
    is_public = bool(os.environ.get(PUBLIC_VARIABLE))
    key = "" if is_public else os.environ.get(KEY_VARIABLE, "")
    if not is_public:
        check_address(address, key)
    names = os.environ.get(HOSTS_VARIABLE, "").split(",")
    return Policy(CookieSigner(secret()), key=key, address=address, names=names, is_public=is_public)


def caller() -> Caller:
    """Caller connected to the running page; this machine if there is no server, as in a test.

    Raises
    ------
    UnguardedError
        The app was not started by `server.py`.
    """
    headers = st.context.headers.to_dict()
    if not headers:
        return Caller("127.0.0.1", {"host": "localhost"})
    if not policy().is_enforced:
        raise UnguardedError
    return Caller.of_headers(
        st.context.ip_address or "127.0.0.1", headers.items()
    )  # it omits the address of this machine


def is_facilitator() -> bool:
    """Return True if the running page may show and change everything."""
    return run_values.once_in_run("is_facilitator", lambda: policy().is_facilitator(caller()))


def is_public() -> bool:
    """Return True if this server shows a read-only public copy to everybody."""
    return policy().is_public


def is_signed_in() -> bool:
    """Return True if the visitor is the facilitator because the key was entered in this browser."""
    return policy().is_signed_in(policy().visitor(caller()))
