"""Style of a presented page: type that scales with the window, and no controls until requested."""

import streamlit as st

from isdata.output.figures import style
from pages.common import layout

# All controls, and containers whose key begins with "desk_"; the key O shows them.
_CONTROLS = ", ".join(
    f"[data-testid={name}]"
    for name in (
        "stButtonGroup", "stSelectbox", "stMultiSelect", "stSlider", "stTextInput", "stNumberInput", "stTextArea",
        "stDateInput", "stCheckbox", "stRadio", "stButton", "stDownloadButton", "stPopover", "stPageLink", "stForm",
        "stFileUploader", "stLinkButton",
    )
)  # fmt: skip
_MAIN = "[data-testid=stMain]"
_LOOK = f"""<style>
/* The smallest words, 0.8 of the type, are 2.2 % of the window's height; in a window squarer than 4:3, of a 4:3 screen's. */
html {{font-size: max(15px, min(2.75vh, 2.0625vw))}}
[data-testid=stHeader], [data-testid=stSidebar] {{display: none}}
[data-testid=stMainBlockContainer] {{padding: 0.4rem 1.2rem 0; overflow: visible}}
/* The whole window is no control: after a click into a picture, keys would draw a frame across its headline. */
{_MAIN}::before {{box-shadow: none !important}}
{_MAIN} h1 {{font-size: 1.5rem; padding: 0}}
/* Beside the title is the bar of the presentation. */
.st-key-heading {{padding-right: 10.8rem; min-height: 2.2rem}}
/* What the view shows is its title, and the page's name a small word above it; the title of a story stays the title. */
.st-key-headline h2 {{font-size: 1.35rem; font-weight: 700; line-height: 1.25; padding: 0 0 1rem; word-break: keep-all; overflow-wrap: anywhere; text-wrap: balance}}
.st-key-headline_below h2 {{font-size: 1.1rem; font-weight: 600; line-height: 1.25; padding: 0 0 1rem}}
{_MAIN}:has(.st-key-headline h2) .st-key-heading {{min-height: 1.6rem; margin: -0.75rem 0 -0.2rem}}
{_MAIN}:has(.st-key-headline h2) .st-key-heading h1 {{font-size: 0.95rem; font-weight: 600; color: {style.ACCENT}}}
{_MAIN} [data-testid=stAlertContainer] {{padding: 0.4rem 0.8rem}}
{_MAIN} [data-testid=stVerticalBlock] {{gap: 0.35rem}}
/* What is not seen takes no height below the view. */
{_MAIN} :is(.st-key-screen, .st-key-page_changed, .st-key-focus_line) {{margin-bottom: calc(-1px - 0.35rem); overflow: hidden}}
{_MAIN} [data-testid=stCaptionContainer], {_MAIN} [data-testid=stCaptionContainer] > :last-child {{margin-bottom: 0}}
html:not(.shows-controls) {_MAIN} [data-testid=stElementContainer]:has(> :is({_CONTROLS})),
html:not(.shows-controls) {_MAIN} [data-testid=stLayoutWrapper]:has(> [data-testid=stPopover]),
html:not(.shows-controls) {_MAIN} :is({_CONTROLS}) {{display: none}}
html:not(.shows-controls) [class*=st-key-selection_] > *:not(:has([data-testid=stMarkdown])) {{display: none}}
html:not(.shows-controls) :is([class*=st-key-desk_], [data-testid=stMetric] [data-testid=stTooltipIcon]) {{display: none}}
{_MAIN} .st-key-best_blocked p {{word-break: keep-all; overflow-wrap: anywhere; text-wrap: balance}} /* no last line of one word */
[data-testid=stMain] .st-key-reading :is(p, li) {{font-size: 1.18rem; line-height: 1.6}}
[data-testid=stMain] .st-key-reading li {{margin-bottom: 0.6em}} /* the list fills the window */
[data-testid=stMain] .st-key-reading_large :is(p, li) {{font-size: 1.55rem; line-height: 1.5; margin-bottom: 0.75em}}
[data-testid=stMain] .st-key-reading_large ul:has(> li:nth-child(4)) {{display: flex; flex-direction: column; justify-content: space-between; min-height: 71vh}}
/* Without a park there is nothing to present; a withheld view leads to what may be seen. */
.st-key-way_on {{width: fit-content; max-width: 46rem; margin: 1rem auto 0}}
.st-key-way_on p {{font-size: 1.2rem}}
{_MAIN} :is(.st-key-parks_known, .st-key-way_on) :is([data-testid=stElementContainer], [data-testid=stPageLink]) {{display: flex !important}}
/* Lines of a squarer window hold fewer words: headings and spaces leave the height to what wraps. */
@media (min-width: 641px) and (max-aspect-ratio: 17/10) {{
  {_MAIN} h1 {{font-size: 1.15rem}}
  .st-key-heading {{row-gap: 0}}
  .st-key-headline h2 {{font-size: 1.2rem}}
  .st-key-headline_below h2 {{font-size: 1rem}}
  {_MAIN} h3 {{font-size: 1.05rem}}
  {_MAIN} [data-testid=stVerticalBlock] {{gap: 0.2rem}}
  [data-testid=stMetricValue], [data-testid=stMetricValue] p {{font-size: 1.1rem !important}}
  {_MAIN} :is([data-testid=stTable], .comparison) :is(td, th) {{padding-block: 0.1rem; line-height: 1.25}}
  {_MAIN} [data-testid=stTable] :is(td, th) * {{line-height: 1.25}}
  {_MAIN} .st-key-reading :is(p, li) {{font-size: 1.05rem; line-height: 1.4; margin-bottom: 0.5em}}
  {_MAIN} .st-key-reading p {{margin-bottom: 1em}}
  .cards.presented {{min-height: calc(100vh - 11.2rem - var(--lost, 0vh)) !important}}
}}
@media (min-aspect-ratio: 3/2) and (max-aspect-ratio: 17/10) {{
  .cards.presented {{min-height: calc(100vh - 9.2rem - var(--lost, 0vh)) !important}}
}}
@media (max-width: 640px) {{html {{font-size: 16px}} .st-key-heading {{padding: 2rem 0 0; margin: 0 !important}}}}
{layout.FIGURES}{layout.DATES}{layout.NUMBERS}{layout.TOOLBARS}</style>"""


def apply_style() -> None:
    """Apply the style of a presentation."""
    st.html(_LOOK)
