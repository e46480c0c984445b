"""Runs of fragments in other sessions of this server.

Streamlit offers no public means to run a page again from outside its session: `st.rerun` concerns the present session, and
a fragment with `run_every` asks at intervals, which delays changes and costs a run each time. This module is therefore
the only one that uses the session objects of Streamlit's runtime, which are not public and may change with any release;
`tests/pages/test_server_sessions.py` states what it requires of them.
"""

from dataclasses import dataclass

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState


@dataclass(frozen=True)
class FragmentRun:
    """A fragment of a session, and the request to run it again."""

    session: str
    request: ClientState


def present_fragment() -> FragmentRun | None:
    """Fragment that runs now; None outside a fragment or a session."""
    context, fragment = get_script_run_ctx(), ThreadState.get().fragment_id
    if context is None or fragment is None:
        return None
    request = ClientState(
        query_string=context.query_string,
        page_script_hash=context.page_script_hash,
        fragment_id=fragment,
        is_auto_rerun=True,
        context_info=context.context_info,
    )
    return FragmentRun(context.session_id, request)


def is_connected(session: str) -> bool:
    """Return True if a browser shows the session; one that was closed or connects again has none."""
    return Runtime.instance().get_app_session(session) is not None


def run(fragment: FragmentRun) -> None:
    """Run a fragment in its session, if this is connected and still has it. To be called in the event loop of the server."""
    if session := Runtime.instance().get_app_session(fragment.session):
        session.request_rerun(fragment.request)
