"""A small app behind the guard: it starts within seconds, and each of its pages holds something of its visitor's."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.common.access import sign_in, visitor
from pages.common.access.guard import Guard

policy = visitor.policy()


async def signing_in(request: Request) -> Response:
    """Answer the page where the facilitator gives the key."""
    return await sign_in.answer(policy, request)


app = st.App(
    "page.py",
    routes=[Route(sign_in.PATH, signing_in, methods=["GET", "POST"])],
    middleware=[Middleware(Guard, policy=policy)],
)
