"""Contents of messages between browser and Streamlit that belong to one visitor."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from google.protobuf.message import DecodeError, Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_MEDIA = re.compile(r"(?:.*/)?media/([\w.-]+)")
# Fields of Streamlit's messages that contain file addresses, as opposed to texts of a page.
_ADDRESS_FIELDS = {"url", "image", "icon_image", "favicon", "avatar", "poster"}
_LARGEST_SEARCHED = 32 * 1024  # [bytes]; a message that starts a session or draws a button is far smaller
_Sent = tuple[str | None, frozenset[str]]


def sent(frame: bytes) -> _Sent:
    """Session ID and file IDs that a frame sends to its visitor."""
    if len(frame) <= _LARGEST_SEARCHED:
        return _sent(frame)
    return _sent.__wrapped__(frame) if b"media/" in frame else (None, frozenset())


@lru_cache(1024)  # a page that is drawn again sends most of its frames again
def _sent(frame: bytes) -> _Sent:
    message = ForwardMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return None, frozenset()
    kind = message.WhichOneof("type")
    session = message.new_session.initialize.session_id if kind == "new_session" else None
    files = set(_media(message)) if b"media/" in frame else set()
    if kind == "delta" and message.delta.new_element.WhichOneof("type") == "download_button":
        files.add(message.delta.new_element.download_button.deferred_file_id)
    return session or None, frozenset(files - {""})


def _media(message: Message) -> Iterator[str]:
    """Yield the ids of the files whose addresses are in a message."""
    for field, value in message.ListFields():
        if field.type == field.TYPE_MESSAGE:
            for part in [value] if isinstance(value, Message) else value:
                if isinstance(part, Message):  # keys of a map are no addresses
                    yield from _media(part)
        elif field.type == field.TYPE_STRING and field.name in _ADDRESS_FIELDS:
            for text in [value] if isinstance(value, str) else value:
                found = _MEDIA.fullmatch(text)
                if found:
                    yield found[1]


# Messages sent by a guest's page in ordinary use.
_OF_GUESTS = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
_OPERATIONS = {"deferred_file", "dataframe_chunk"}


def is_allowed(frame: bytes, *, is_facilitator: bool, owns_file: Callable[[str], bool]) -> bool:
    """Return True if a frame requests something permitted to its visitor.

    A guest cannot clear shared caches of the server, and no visitor can fetch a file of another one. Unreadable frames are
    left to Streamlit, which ends the connection.

    Parameters
    ----------
    frame : bytes
        A message from the browser.
    is_facilitator : bool
        True if the facilitator sends it.
    owns_file : callable
        Returns True if a file, by its id, was offered to this visitor.
    """
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        request = message.backend_operation_request
        operation = request.WhichOneof("payload")
        return operation in _OPERATIONS and (
            operation != "deferred_file" or owns_file(request.deferred_file.file_id)
        )
    return kind is None or kind in _OF_GUESTS or is_facilitator
