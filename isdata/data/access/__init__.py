"""Access control of the app: host names, signed cookies, sign-in attempts, security headers.

This package does not depend on Streamlit: the app's server and a workshop's server use the same rules.
"""

from isdata.data.access.attempts import Attempts
from isdata.data.access.caller import Caller, host_name, is_loopback
from isdata.data.access.cookie import CookieSigner, Visitor
from isdata.data.access.installation import secret
from isdata.data.access.policy import Policy, check_address

__all__ = [
    "Attempts",
    "Caller",
    "CookieSigner",
    "Policy",
    "Visitor",
    "check_address",
    "host_name",
    "is_loopback",
    "secret",
]
