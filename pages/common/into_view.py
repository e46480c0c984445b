"""Scrolling to a part of the page whose content was changed elsewhere on the page."""

import streamlit as st

_place = st.components.v2.component(
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


def follow(shown: str, *, key: str) -> None:
    """Mark the start of the content `shown`; a changed value scrolls it into view."""
    _place(key=key, data=shown, height=1)
