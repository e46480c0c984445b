"""Live workshop: declarations and answers of the companies in a hall, as a journal and the resulting state.

Phones and the console send submissions. `journal` stores each one before confirming it to its sender; `replay` derives
the state of the day from the records; `views` controls disclosure; `server_context` serves phones and the main screen on a
separate `listener`. After the end of the session, `ended` serves a page of thanks there, without declared data.
"""
