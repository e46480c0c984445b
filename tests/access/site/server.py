"""A small app behind the guard: it starts within seconds, and each of its pages holds something of its visitor's."""

import streamlit as st
from starlette.middleware import Middleware

from pages.common.access import sign_in, viewer
from pages.common.access.guard import Guard

policy = viewer.policy()
app = st.App("page.py", routes=sign_in.routes(policy), middleware=[Middleware(Guard, policy=policy)])
