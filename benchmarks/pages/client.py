"""Client for Streamlit's protocol: opens a page, changes a control, waits for the response."""

import re
import time
import urllib.request
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

# A control's key ends with a hash of its displayed texts.
_WORDING = re.compile(r"-[0-9a-f]{8}-[0-9]+$")


@dataclass
class Reader:
    """One connection; `widgets` maps the keys of the controls to their ids."""

    socket: ClientConnection
    page: str
    widgets: dict[str, str] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    address: str = ""

    @classmethod
    async def arrive(cls, server: str, page: str) -> "Reader":
        """Open a page and wait until it is complete."""
        with urllib.request.urlopen(f"http://{server}/") as answer:  # sets the connection's cookie
            cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
        socket = await connect(
            f"ws://{server}/_stcore/stream",
            user_agent_header=None,  # flows wait for the size of a browser, which this reader has not
            max_size=None,
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookie},
        )
        reader = cls(socket, page)
        await reader.run()
        return reader

    async def choose(self, key: str, value: str) -> float:
        """Select an option of a segmented control or selectbox; return the time until the page is complete [s]."""
        state = WidgetState(id=self.widgets[key])
        state.string_array_value.data.append(value)
        self.states[key] = state
        return await self.run()

    async def slide(self, key: str, value: float) -> float:
        """Move a slider; return the time until the page is complete [s]."""
        state = WidgetState(id=self.widgets[key])
        state.double_array_value.data.append(value)
        self.states[key] = state
        return await self.run()

    async def run(self) -> float:
        """Request the page with the selected values; return the time until its script has finished [s]."""
        message = BackMsg()
        message.rerun_script.query_string = self.address
        message.rerun_script.page_name = self.page
        message.rerun_script.widget_states.widgets.extend(self.states.values())
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "delta":
                self._note(answer)
            elif kind == "page_info_changed":
                self.address = answer.page_info_changed.query_string
            elif kind == "script_finished":
                return time.perf_counter() - began

    def _note(self, answer: ForwardMsg) -> None:
        if answer.delta.WhichOneof("type") != "new_element":
            return
        element = answer.delta.new_element
        widget = getattr(element, str(element.WhichOneof("type")))
        identity = str(getattr(widget, "id", ""))
        if identity.startswith("$$ID"):
            self.widgets[_WORDING.sub("", identity.split("-", 2)[-1])] = identity
