"""Effects in the browser that Streamlit lacks: cursor in a form's first field, scrolling to a changed part, closing of toasts."""

import re

import streamlit as st

_NO_CLASS = re.compile(r"[^a-zA-Z0-9_-]")  # Streamlit names the class of a field by its key without these
_first_field = st.components.v2.component(
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


def focus_first_field(field: str, *, key: str) -> None:
    """Place the cursor once for each form.

    Parameters
    ----------
    field : str
        Key of the field; a different key means another form.
    key : str
        Key of the component that sets the focus.
    """
    _first_field(key=key, data=_NO_CLASS.sub("-", field), height=1)


_shown_part = st.components.v2.component(
    "into_view",
    html="<span></span>",
    js="""const shown = new WeakMap()
export default function ({ parentElement, data }) {
  const former = shown.get(parentElement)
  shown.set(parentElement, data)
  if (former === undefined || former === data) return
  const place = parentElement.host ?? parentElement
  place.style.scrollMarginTop = "60px"  // below the navigation
  const top = place.getBoundingClientRect().top
  if (top < 60 || top > 0.6 * window.innerHeight) place.scrollIntoView({ block: "start", behavior: "smooth" })
}""",
)


def scroll_to_changed(shown: str, *, key: str) -> None:
    """Mark the start of the content `shown`; a changed value scrolls it into view."""
    _shown_part(key=key, data=shown, height=1)


_close_toasts = st.components.v2.component(
    "close_toasts",
    html="<span></span>",
    js="""export default function ({ data }) {
  const former = document.documentElement.dataset.page  // the component itself is made anew with each page
  document.documentElement.dataset.page = data
  if (former === undefined || former === data) return
  document.querySelectorAll("[data-testid=stToast]").forEach((toast) => {
    toast.style.display = "none"
    toast.querySelector("button")?.click()
  })
}""",
)


def close_other_toasts(page: str) -> None:
    """Close the toasts of other pages once this one is drawn."""
    _close_toasts(key="close_toasts", data=page, height=1)
