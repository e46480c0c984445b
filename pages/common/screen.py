"""Screen size of the user, for the layout of diagrams with text."""

from dataclasses import dataclass

import streamlit as st

from isdata.output.figures import bar_labels, labelled_bars
from pages.common import charts

_BEFORE = "screen_before"  # in the session: the newest size, which Streamlit forgets on a page that does not measure it
_HIGH = 1000  # window height from which pages have spare room [px]
STEP = 20  # smaller changes of the window are ignored [px]
_FITTING = 0.8  # ratio of the height of a 4:3 screen to the width of its content

_PROBE = """
export default function (component) {
  const { parentElement, setStateValue, data } = component
  const host = parentElement.host ?? parentElement
  let timer = null
  let known = data.known
  const isRunning = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running"
  const report = () => {
    // What is drawn now may be gone when the run ends, and with it the part of the page that is informed.
    if (isRunning()) return later()
    const width = Math.floor(host.getBoundingClientRect().width / data.step) * data.step
    const height = Math.floor(window.innerHeight / data.step) * data.step
    const now = `${width}x${height}`
    if (width > 0 && now !== known) {
      known = now
      setStateValue("size", now)
    }
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(report, 150)
  }
  const watch = new ResizeObserver(later)
  watch.observe(host)
  window.addEventListener("resize", later)
  report()
  return () => {
    clearTimeout(timer)
    watch.disconnect()
    window.removeEventListener("resize", later)
  }
}
"""

_measured = st.components.v2.component("screen", html="<div></div>", js=_PROBE)


@dataclass(frozen=True)
class Screen:
    """Width of the page's content, and height of the window [px]."""

    width: int
    height: int

    @property
    def is_narrow(self) -> bool:
        """True for a phone."""
        return self.width < 640

    @property
    def fitting(self) -> float:
        """Height of the window, at most that of a 4:3 screen, which determines the type size of a presentation. [px]"""
        return self.height if self.is_narrow else min(self.height, _FITTING * self.width)


DESK, PHONE, HALL = Screen(1160, 900), Screen(340, 800), Screen(1800, 1080)


def screen(*, is_hall: bool = False) -> Screen:
    """Screen of the user; a usual size until the browser has reported it.

    Draws an element without height; when the size changes, the surrounding fragment or page reruns.
    """
    size = _size()
    st.session_state[_BEFORE] = size
    _measured(
        key="screen", data={"step": STEP, "known": size}, height=1, on_size_change=lambda: None
    )  # fmt: skip
    if is_hall and not size and (window := charts.window()):
        return Screen(*window[:2])
    width, _cross, height = size.partition("x")
    if width.isdigit() and height.isdigit():
        return Screen(int(width), int(height))
    if "Mobi" in (st.context.headers.get("User-Agent") or ""):
        return PHONE
    return HALL if is_hall else DESK


def is_size_unknown() -> bool:
    """Return True until the browser has reported its size; what is drawn before would be drawn again."""
    return not _size() and not charts.window() and _is_in_browser()


def _is_in_browser() -> bool:
    return bool(st.context.headers.get("User-Agent"))


def _size() -> str:
    """Size that the browser has reported, also on the page before; empty until it has."""
    return st.session_state.get("screen", {}).get("size", "") or st.session_state.get(_BEFORE, "")


def height() -> int:
    """Height of the window as reported by the browser. [px]"""
    height = _size().partition("x")[2]
    return int(height) if height.isdigit() else DESK.height


def is_high() -> bool:
    """Return True for a window with spare height for a working page, other than a phone's."""
    return not is_phone() and height() >= _HIGH


def width() -> int:
    """Width of the page content as reported by the browser. [px]"""
    width = _size().partition("x")[0]
    return int(width) if width.isdigit() else (PHONE if is_phone() else DESK).width


def is_phone() -> bool:
    """Return True if the browser reported the width of a phone."""
    width = _size().partition("x")[0]
    if width.isdigit():
        return int(width) < PHONE.width * 2
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def bar_looks(row: float = 26) -> labelled_bars.Looks:
    """Dimensions of bars with long names: a phone has the labels below them. `row`: height of a row elsewhere. [px]"""
    return (
        labelled_bars.Looks(row=bar_labels.STACKED, is_stacked=True)
        if is_phone()
        else labelled_bars.Looks(row=row)
    )


def widths(*, first: str, others: list[str]) -> dict[str, int]:
    """Column widths with which a phone shows more than the first column; empty on a wider screen."""
    return {first: 130} | dict.fromkeys(others, 78) if is_phone() else {}
