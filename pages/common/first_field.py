"""Focus on the first field of a newly opened form, so that the user can type at once."""

import re

import streamlit as st

_NO_CLASS = re.compile(r"[^a-zA-Z0-9_-]")  # Streamlit names the class of a field by its key without these
_field = st.components.v2.component(
    "first_field",
    html="<span></span>",
    js="""export default function ({ data, parentElement }) {
  if (parentElement.dataset.form === data) return
  parentElement.dataset.form = data
  const place = () => document.querySelector(`.st-key-${data} input`)?.focus()
  ;[0, 80, 250].forEach((delay) => setTimeout(place, delay))
  // A dialog takes the cursor once it is open; whoever types already keeps it.
  const later = () => document.activeElement?.matches("input, textarea") || place()
  ;[600, 1200].forEach((delay) => setTimeout(later, delay))
}""",
    isolate_styles=False,
)


def focus_once(field: str, *, key: str) -> None:
    """Place the cursor once for each form.

    Parameters
    ----------
    field : str
        Key of the field; a different key means another form.
    key : str
        Key of the component that sets the focus.
    """
    _field(key=key, data=_NO_CLASS.sub("-", field), height=1)
