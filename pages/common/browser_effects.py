"""Effects in the browser that Streamlit lacks: focus on a first field or a new page, scrolling to a changed part, closing of toasts."""

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


_freed = st.components.v2.component(
    "freed_keys",
    html="<span></span>",
    js="""export default function ({ data, parentElement }) {
  const row = `.st-key-${data.row}`
  const free = () => {
    const at = document.activeElement
    if (at?.closest(row) && at.getAttribute("aria-expanded") !== "true") at.blur()
  }
  const later = () => [0, 80, 250].forEach((delay) => setTimeout(free, delay))  // a list hands back the focus late
  const clicked = ({ target, detail }) => {
    if (detail && target.closest?.(row) && target.closest("[role=radio], [role=radiogroup], [data-testid=stButtonGroup]")) later()
  }
  const entered = ({ key, target }) => {
    if (key === "Enter" && target.closest?.(row) && target.getAttribute("aria-expanded") === "true") later()
  }
  const { former, end } = parentElement.freed ?? {}
  end?.()
  if (former !== undefined && former !== data.chosen) later()
  document.addEventListener("click", clicked, true)
  document.addEventListener("keydown", entered, true)
  const over = () => {
    document.removeEventListener("click", clicked, true)
    document.removeEventListener("keydown", entered, true)
  }
  parentElement.freed = { former: data.chosen, end: over }
  return over
}""",
    isolate_styles=False,
)


def free_keys(row: str, chosen: str) -> None:
    """Return the keys to the page after a choice: a list would take them as letters, buttons side by side as moves among them.

    Parameters
    ----------
    row : str
        Key of the container of the control.
    chosen : str
        Present choice.
    """
    _freed(key=f"freed_{row}", data={"row": row, "chosen": chosen}, height=1)


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


_asked_part = st.components.v2.component(
    "asked_part",
    html="<span></span>",
    js="""export default function ({ parentElement, data }) {
  const page = location.pathname.split("/").pop()
  const isNew = (document.documentElement.dataset.page ?? "").split(" ")[0] !== page  // written at the end of each page
  const place = parentElement.host ?? parentElement
  if (place.dataset.seen || !isNew || !new URLSearchParams(location.search).has(data)) return
  place.dataset.seen = "yes"
  place.style.scrollMarginTop = "60px"  // below the navigation
  // Charts above it get their height later; whoever uses the page by then stays where they are.
  const timer = setInterval(() => {
    if (place.getBoundingClientRect().top > 0.6 * window.innerHeight) place.scrollIntoView({ block: "start" })
  }, 200)
  const stop = () => clearInterval(timer)
  ;["wheel", "pointerdown", "keydown", "touchstart"].forEach((used) => addEventListener(used, stop, { once: true }))
  setTimeout(stop, 6000)
}""",
)


def scroll_to_asked(parameter: str) -> None:
    """Mark the start of tabs; a link to one of them, named by a parameter of the address, scrolls to it on arrival."""
    _asked_part(key=f"asked_{parameter}", data=parameter, height=1)


_page_changed = st.components.v2.component(
    "page_changed",
    html="<span></span>",
    js="""export default function ({ data }) {
  const root = document.documentElement
  const former = root.dataset.page  // the component itself is made anew with each page
  root.dataset.page = data.page
  root.lang = data.language  // read aloud by screen readers; Streamlit states English
  if (former === undefined || former === data.page) return
  document.querySelectorAll("[data-testid=stToast]").forEach((toast) => {
    toast.style.display = "none"
    toast.querySelector("button")?.click()
  })
  if (!data.focuses) return
  // The link that was followed is gone or belongs to the menu: reading and Tab go on at the heading of the page.
  let heading = null
  const focus = () => {
    const at = document.activeElement
    const isFree = !at || at === document.body || (at === heading && !at.isConnected) || at.matches("a, button")
    if (root.dataset.page !== data.page || !isFree || document.querySelector("[role=dialog], [role=listbox]")) return
    heading = document.querySelector("[data-testid=stMain] h1")
    if (!heading || heading === at) return
    heading.tabIndex = -1
    heading.style.outline = "none"
    heading.focus({ preventScroll: true })
  }
  ;[0, 150, 500].forEach((delay) => setTimeout(focus, delay))
}""",
)


def settle_changed_page(page: str, *, language: str, focuses: bool) -> None:
    """State the language of the drawn page, close the toasts of other pages, and move the focus to its heading.

    Parameters
    ----------
    page : str
        Identifies the page.
    language : str
        Language tag, such as "en".
    focuses : bool
        False in a presentation, which has no focus.
    """
    _page_changed(key="page_changed", data={"page": page, "language": language, "focuses": focuses}, height=1)
