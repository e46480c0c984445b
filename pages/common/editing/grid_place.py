"""Preservation of an editable table's scroll position when it is redrawn with accepted proposals."""

import re

import streamlit as st

_RESERVED = re.compile("__+")  # Streamlit refuses it in keys of components; ids of rows may contain it
_NO_CLASS = re.compile(r"[^a-zA-Z0-9_-]")  # Streamlit names the class of a table by its key without these
# A new widget starts at its first row; only scrolling by the user changes the stored position.
_place = st.components.v2.component(
    "grid_place",
    html="<span></span>",
    js="""const seen = new Map()
export default function ({ data }) {
  const kept = seen.get(data.table) ?? { top: 0, left: 0 }
  const isNew = kept.widget !== undefined && kept.widget !== data.widget
  kept.widget = data.widget
  seen.set(data.table, kept)
  let scroller = null
  let waiting = null
  const note = () => Object.assign(kept, { top: scroller.scrollTop, left: scroller.scrollLeft })
  const find = (tries) => {
    scroller = document.querySelector(`.st-key-${data.widget} .dvn-scroller`)
    const isHigh = scroller && scroller.scrollHeight - scroller.clientHeight >= kept.top
    if (!scroller || (isNew && !isHigh && tries)) {
      waiting = tries ? setTimeout(find, 50, tries - 1) : null
      return
    }
    if (isNew) scroller.scrollTo(kept.left, kept.top)
    note()
    scroller.addEventListener("scroll", note)
  }
  find(60)
  return () => {
    clearTimeout(waiting)
    scroller?.removeEventListener("scroll", note)
  }
}""",
)


def keep(table: str, widget: str) -> None:
    """Restore the scroll position.

    Parameters
    ----------
    table : str
        Key of the table.
    widget : str
        Key of its widget, which changes when rows are replaced by the program.
    """
    _place(
        key=_RESERVED.sub("_", f"{table}_place"),
        data={"table": table, "widget": _NO_CLASS.sub("-", widget)},
        height=1,
    )
