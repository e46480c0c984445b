"""What `pages/common/server_sessions.py` requires of the session objects of Streamlit, which are not public."""

import inspect
import re

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.scriptrunner import ScriptRunContext
from streamlit.runtime.scriptrunner_utils import script_run_context

from tests.conftest import ROOT

REMEDY = "Streamlit has changed: adapt pages/common/server_sessions.py"


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (Runtime.instance, []),
        (Runtime.get_app_session, ["self", "session_id"]),
        (app_session.AppSession.request_rerun, ["self", "client_state"]),
        (script_run_context.ThreadState.get, []),
    ],
)
def test_sessions_are_found_and_run_as_the_module_does_it(function: object, parameters: list[str]) -> None:
    assert callable(function)
    assert list(inspect.signature(function).parameters) == parameters, REMEDY


def test_a_run_has_the_fields_that_a_request_repeats() -> None:
    requested = {"query_string", "page_script_hash", "fragment_id", "is_auto_rerun", "context_info"}
    stated = {*ScriptRunContext.__annotations__, *dir(ScriptRunContext)}

    assert {field.name for field in ClientState.DESCRIPTOR.fields} >= requested, REMEDY
    assert stated >= {"session_id", "query_string", "page_script_hash", "context_info"}, REMEDY
    assert "fragment_id" in script_run_context.FragmentThreadState.__annotations__, REMEDY


def test_no_other_module_uses_the_sessions_of_the_server() -> None:
    using = [
        path.name
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(r"import .*\bRuntime\b", path.read_text("utf-8"))
    ]

    assert using == ["server_sessions.py"]
