"""Toasts belong to their page: another page, or its presentation, closes those still open."""

import streamlit as st

_leaving = st.components.v2.component(
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


def close_on(page: str) -> None:
    """Close the toasts of other pages once this one is drawn."""
    _leaving(key="close_toasts", data=page, height=1)
