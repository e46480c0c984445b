"""Layout of the working pages: compact rows, so that results are visible without scrolling."""

import streamlit as st

from pages.common.language import _

_HINT = "[data-testid=InputInstructions]"
_MAIN = "[data-testid=stMainBlockContainer]"
_METRIC = "[data-testid=stMetric]"
_AMOUNTS = "word-break: keep-all; overflow-wrap: anywhere"  # with `cards.metric`: no Chinese line separates a number from its unit
# A key figure: the frame of a metric and its note.
_FIGURE = f"[data-testid=stVerticalBlock]:has(> [data-testid=stElementContainer] > {_METRIC})"
_FIGURES = f"[data-testid=stGrid]:has({_METRIC})"
FIGURES = f"""
{_FIGURE} {{padding: 0.3rem 0.7rem; gap: 0 0.5rem; flex-flow: row wrap; align-items: baseline; align-content: flex-start}}
{_FIGURE} :is([data-testid=stElementContainer], {_METRIC}, {_METRIC} > div, [data-testid=stMarkdown], [data-testid=stMarkdown] > div) {{
  display: contents}}
{_FIGURE} [data-testid=stMetricLabel] {{flex: 0 0 100%}}
{_FIGURE} [data-testid=stCaptionContainer] {{margin: 0}}
{_FIGURE} [data-testid=stCaptionContainer] p {{font-size: 0.8rem; line-height: 1.3; margin: 0 0 0.15rem; line-break: strict; {_AMOUNTS}}}
[data-testid=stMetricLabel], [data-testid=stMetricLabel] p {{font-size: 0.8rem; line-height: 1.25}}
[data-testid=stMetricValue], [data-testid=stMetricValue] p {{font-size: 1.3rem; line-height: 1.3; {_AMOUNTS}}}
:is([data-testid=stMetricValue], [data-testid=stMetricLabel]) :is(div, p) {{white-space: normal; overflow: visible}}
{_METRIC} [data-testid=stMetricDelta] {{font-size: 0.8rem; line-height: 1.2}}
@media (max-width: 640px) {{
  {_FIGURE} {{padding: 0.25rem 0.5rem}}
  /* No unit stands alone in a last line. */
  {_FIGURE} [data-testid=stCaptionContainer] p {{text-wrap: balance}}
  [data-testid=stMetricValue], [data-testid=stMetricValue] p {{font-size: 1.1rem}}
  /* Three figures share a line, two of four or of wide ones; values stay whole, and the last line is filled. */
  {_FIGURES} {{display: flex; flex-wrap: wrap; gap: 0.5rem}}
  {_FIGURES} > * {{flex: 1 1 28%; min-width: auto; max-width: 100%; height: auto}}
  {_FIGURES}:has(> :nth-child(4):last-child, > :nth-child(8):last-child) > * {{flex-basis: 40%}}
  {_FIGURES} [data-testid=stMetricValue] {{width: max-content; max-width: 100%}}
  [class*=st-key-lone_] [data-testid=stGridCell]:nth-child(1) {{flex-basis: 100%}}
  [class*=st-key-brief_second_] [data-testid=stGridCell]:nth-child(2) {{flex-basis: 100%; order: -1}}
}}
"""
# Dates in the first column of a table do not wrap.
DATES = "[class*=st-key-dated_] :is(td:first-child, td:first-child *) {white-space: nowrap}"
# Numbers after the first column of a table are right-aligned; Chinese lines do not separate a number from its unit.
NUMBERS = """
[class*=st-key-numbers_] :is(th, td):not(:first-child),
[class*=st-key-numbers_] :is(th, td):not(:first-child) * {text-align: right !important}
[class*=st-key-selection_] p, .st-key-small_head p, .st-key-small_supply p {word-break: keep-all; overflow-wrap: anywhere}
"""
# On a touch screen the toolbar of a table would stand always, over the words above the table: there it appears after a touch.
TOOLBARS = """
@media (hover: none) {
  [data-testid=stDataFrame]:not(:hover, :focus-within) > [data-testid=stElementToolbar] {opacity: 0 !important; pointer-events: none}
}
"""
_WORKING = f"""
/* What is compared side by side has columns of one width. */
.st-key-compared table {{table-layout: fixed; width: 100%}}
/* The whole window is no control: when a dialog closes by a key, the focus would frame it. */
[data-testid=stMain]:focus-visible {{outline: none}}
[data-testid=stMain]::before {{box-shadow: none !important}}
[data-testid=stHeader] {{height: 2.9rem; min-height: 2.9rem}}
/* What measures the window takes no row. */
{_MAIN} .st-key-screen {{margin-bottom: -0.6rem}}
{_MAIN} {{padding: 3.2rem 1.5rem 3rem}}
{_MAIN} [data-testid=stVerticalBlock] {{row-gap: 0.6rem}}
{_MAIN} h2, {_MAIN} h3 {{font-size: 1.05rem; padding: 0.1rem 0 1rem}}
/* Chinese lines break after a sign, not within an amount. */
{_MAIN} :is(h2, h3) {{word-break: keep-all; overflow-wrap: anywhere}}
{_MAIN} [class*=st-key-dated_] h3 {{padding-bottom: 0.3rem}}
{_MAIN} .st-key-payback_head h3 {{padding-bottom: 0}}
.katex-display {{overflow: visible !important}}
{_MAIN} [data-testid=stPageLink] a {{height: auto}}
input[role=combobox] {{text-overflow: ellipsis}}
{_MAIN} :not(.st-key-task_pages) > [data-testid=stElementContainer] > [data-testid=stPageLink] p {{white-space: normal; overflow: visible}}
.st-key-heading {{column-gap: 0.6rem; row-gap: 0.1rem}}
.st-key-heading h1 {{font-size: 1.4rem; padding: 0.2rem 0}}
.st-key-task_pages a {{padding: 0.2rem 0.55rem}}
[data-testid=stMain] kbd {{border: 1px solid; border-radius: 0.25rem; padding: 0 0.3rem; font-size: 0.7rem; opacity: 0.7}}
@media (min-width: 641px) {{
  .st-key-task_pages {{flex-wrap: wrap; row-gap: 0}}
  /* The choice of the park gives way, no button is cut. */
  .st-key-frame > * {{flex-shrink: 0}}
  .st-key-frame > :first-child:has(input) {{flex-shrink: 1; min-width: 9rem}}
  [class*=st-key-signs_] > [data-testid=stElementContainer] button span:has(> [data-testid=stIconMaterial]) {{display: none}}
}}
/* Buttons with a word and a key, a sign on a phone; the words before them take what is left of the row. */
[class*=st-key-signs_] > [data-testid=stElementContainer] button {{padding: 0.2rem 0.4rem}}
[class*=st-key-signs_] > [data-testid=stElementContainer] button * {{gap: 0.2rem}}
/* An empty view is not presented, added to a story, nor shown on a main screen. */
[data-testid=stMain]:has(.st-key-no_data_yet) :is(
  .st-key-switch_projector, .st-key-add_to_story, .st-key-show_on_main_screen) {{display: none}}
[data-testid=stMain]:has(.st-key-no_data_yet) .st-key-frame > :has(.st-key-switch_projector) {{display: none}}
[class*=st-key-found_] button, [class*=st-key-found_] button * {{justify-content: flex-start; text-align: left}}
[class*=st-key-card_] {{padding: 0.5rem 0.6rem}}
[class*=st-key-card_] :is(p, li) {{font-size: 0.82rem; line-height: 1.35}}
[class*=st-key-card_] button {{padding: 0.1rem 0.5rem; min-height: 1.8rem}}
[class*=st-key-card_] button p {{display: block}}
[class*=st-key-stage_] [class*=st-key-card_] {{padding: 0.3rem 0.5rem; row-gap: 0.15rem}}
[class*=st-key-stage_] {{gap: 0.5rem}}
[class*=st-key-more_] button {{padding: 0; min-height: 1.2rem}}
[class*=st-key-stage_] [class*=st-key-card_] strong {{line-break: strict; overflow-wrap: break-word}}
[class*=st-key-stage_] [class*=st-key-card_] p {{font-size: 0.78rem; line-height: 1.25; margin: 0}}
[class*=st-key-stage_] [class*=st-key-card_] p + p {{margin-top: 0.15rem}}
[class*=st-key-stage_] [class*=st-key-open_] button {{padding: 0; min-height: 0; text-align: left; white-space: normal}}
[class*=st-key-stage_] [class*=st-key-card_] :is([data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]) {{margin: 0}}
[class*=st-key-stage_] [class*=st-key-move_] button {{padding: 0 0.4rem; min-height: 1.5rem}}
[class*=st-key-stage_] [class*=st-key-move_] button p {{display: block}}
.st-key-board_totals {{row-gap: 0.2rem}}
.st-key-board_totals p {{word-break: keep-all}}
@media (max-width: 640px) {{ .st-key-board_totals p {{font-size: 0.82rem}} }}
[class*=st-key-stage_] [class*=st-key-foot_] {{column-gap: 0.4rem}}
[class*=st-key-stage_] [data-testid=stMarkdown] p > strong {{display: inline-block}}
[class*=st-key-stage_] [class*=st-key-foot_] > :first-child {{flex: 1 0 auto; width: auto}}
[class*=st-key-stage_] [class*=st-key-foot_] > :last-child {{margin-left: auto}}
.st-key-small_match {{align-items: baseline}}
[class*=st-key-selection_] {{gap: 0.3rem 0.6rem}}
[class*=st-key-selection_] > * p, [class*=st-key-selection_] [role=radiogroup] p {{font-size: 0.9rem}}
[class*=st-key-selection_] [role=radiogroup] button {{padding: 0.2rem 0.6rem}}
/* Sources, which stand last in a table, use the room of a wide window. */
@media (min-width: 1600px) {{ [data-testid=stTable] td:last-child > div {{max-width: 42rem}} }}
/* Headings, and the maturity of a use, are in one line beside long sources. */
@media (min-width: 641px) {{ .st-key-cited_uses [data-testid=stTable] :is(th, td:nth-child(3)) * {{white-space: nowrap}} }}
@media (min-width: 641px) and (max-width: 1500px) {{
  .st-key-task_pages a > span:has([data-testid=stIconMaterial]) {{display: none}}
  .st-key-task_pages {{column-gap: 0}}
  .st-key-task_pages a {{padding: 0.2rem 0.4rem; gap: 0}}
  .st-key-task_pages a p {{font-size: 0.85rem}}
  [class*=st-key-selection_] {{gap: 0.3rem 0.4rem}}
  [class*=st-key-selection_] > * p {{font-size: 0.78rem}}
  [class*=st-key-selection_] [role=radiogroup] p {{font-size: 0.82rem}}
  [class*=st-key-selection_] [role=radiogroup] button {{padding: 0.2rem 0.4rem}}
  [class*=st-key-selection_] [data-testid=stPopover] button {{padding: 0.2rem 0.5rem}}
  [class*=st-key-stage_] [class*=st-key-foot_] > :first-child p {{font-size: 0.7rem}}
  [class*=st-key-stage_] [class*=st-key-move_] button {{padding: 0 0.15rem}}
  [class*=st-key-stage_] [class*=st-key-move_] button :is(div, span) {{gap: 0}}
  [class*=st-key-stage_] [class*=st-key-move_] button p {{font-size: 0.67rem !important; white-space: nowrap}}
  [class*=st-key-stage_] [class*=st-key-move_] span:has(> [data-testid=stIconMaterial]) {{width: 0.75rem}}
  [class*=st-key-stage_] [class*=st-key-move_] [data-testid=stIconMaterial] {{font-size: 0.75rem}}
  .st-key-brief_board [data-testid=stMetricLabel] p {{font-size: 0.74rem}}
  .st-key-numbers_totals [data-testid=stTable] :is(td, th) {{padding: 0.2rem 0.25rem; font-size: 0.78rem}}
  .st-key-numbers_totals [data-testid=stTable] :is(td, th) * {{font-size: 0.78rem}}
  .st-key-brief_efficiency [data-testid=stMetricValue] p {{font-size: 1.1rem}}
}}
"""
# The tooltip of a map is drawn within it, and would be cut at its edges.
_TOOLTIP = """
[data-testid=stDeckGlJsonChart] > div, [data-testid=stDeckGlJsonChart] .deck-widgets-root > div {overflow: visible !important}
"""
# Buttons of the frame with icon and label.
_FRAME_BUTTONS = ".st-key-frame :is([data-testid=stPopover], [data-testid=stButton]) button"
# Buttons that keep their words on a phone.
_FIRST = "[class*=st-key-selection_] > :nth-child(1 of :has([data-testid=stPopover]))"
_WORDED = f":is([class*=st-key-worded_], {_FIRST}) [data-testid=stPopover]"
# Rows that scroll sideways on a phone.
_SCROLLING = (
    ".st-key-task_pages, [data-testid=stButtonGroup] :is([role=radiogroup], [role=group]), [role=tablist]"
)
# On a phone the menu button and the controls share a line: buttons show icons only, and the language choice shows the other
# language. Rows of choices scroll sideways to the chosen one, with a faded edge where a row continues; a row that fits has
# no scroll timeline, and therefore no fade.
_PHONE = f"""
@property --fade-before {{syntax: "\\3c length\\3e"; inherits: false; initial-value: 0px}}
@property --fade-after {{syntax: "\\3c length\\3e"; inherits: false; initial-value: 0px}}
@keyframes scrolled-sideways {{
  0% {{--fade-before: 0px; --fade-after: 2.5rem}}
  10%, 90% {{--fade-before: 2.5rem; --fade-after: 2.5rem}}
  100% {{--fade-before: 2.5rem; --fade-after: 0px}}
}}
@keyframes scrolled-away {{to {{opacity: 0; visibility: hidden}}}}
/* The sign of the menu lies over the page: it goes with the title beside it. */
@supports (animation-timeline: scroll()) {{ @media (max-width: 640px) {{
  [data-testid=stApp] {{timeline-scope: --page}}
  [data-testid=stMain] {{scroll-timeline: --page}}
  [data-testid=stHeader]:not(:focus-within) {{animation: scrolled-away linear both; animation-timeline: --page; animation-range: 0 3rem}}
}} }}
@media (max-width: 640px) {{
  [data-testid=stHeader] {{width: 3rem; background: transparent}}
  [data-testid=stExpandSidebarButton] {{background: white; border-radius: 0.5rem}}
  {_MAIN} {{padding: 0.3rem 0.75rem 3rem}}
  /* Columns below each other have the distance of other elements. */
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) {{row-gap: 0.8rem}}
  .st-key-frame {{margin-left: 2.6rem; width: calc(100% - 2.6rem)}}
  /* The name of the park has a line of its own; the buttons below it are equal. */
  .st-key-frame {{flex-wrap: wrap; gap: 0.25rem}}
  .st-key-frame > * {{flex: 1 1 0; width: auto; min-width: 0}}
  .st-key-frame > :first-child:has(input) {{flex: 1 0 100%}}
  .st-key-frame > :not(:has(input[role=combobox])) :is([data-testid]:not([data-testid*=Icon], [data-testid=stMarkdownContainer]), [role=radiogroup], button) {{
    width: 100%; flex-grow: 1}}
  .st-key-frame :is(button, [role=group]:has(> input[role=combobox])) {{min-height: 0; height: 2.1rem}}
  {_FRAME_BUTTONS} {{padding: 0.25rem 0.3rem}}
  {_FRAME_BUTTONS} * {{gap: 0}}
  {_FRAME_BUTTONS} p {{font-size: 0}}
  {_FRAME_BUTTONS} :is(kbd, [aria-hidden=true]:not([data-testid=stIconMaterial])) {{display: none}}
  .st-key-frame [role=radiogroup] [aria-checked=true] {{display: none}}
  .st-key-frame [role=radiogroup] {{overflow: visible !important; mask-image: none !important; animation: none !important}}
  .st-key-frame input[role=combobox] {{padding-block: 0; font-size: 0.9rem}}
  .st-key-frame [role=radiogroup] button:first-child p {{font-size: 0}}
  .st-key-frame [role=radiogroup] button:first-child p::after {{content: "EN"; font-size: 0.875rem}}
  .st-key-frame button[data-testid=stBaseButton-tertiary] {{border: 1px solid #c9d3d1}}
  .st-key-frame [role=radiogroup] {{display: flex !important; max-width: none}}
  .st-key-frame [role=radiogroup] button {{flex: 1 0 100% !important; max-width: none; justify-content: center; padding: 0.25rem 0.3rem; border: 1px solid #c9d3d1 !important; border-radius: 0.5rem !important}}
  .st-key-task_pages a > span:has([data-testid=stIconMaterial]) {{display: none}}
  .st-key-current_page {{scroll-initial-target: nearest}}
  .st-key-task_pages {{scroll-padding-inline: 3rem}}
  [class*=st-key-selection_] {{gap: 0.3rem}}
  [class*=st-key-selection_] > :first-child:has(input[role=combobox]) {{flex: 1 1 9rem; width: auto; max-width: 17rem}}
  [class*=st-key-selection_] > :first-child:has(input[role=combobox]) [data-testid=stVerticalBlock] {{width: 100%}}
  [class*=st-key-selection_] > * p {{font-size: 0.76rem}}
  [class*=st-key-selection_] :is([data-testid=stElementContainer], [data-testid=stPopover]) button {{padding: 0.2rem 0.35rem; min-height: 2.2rem}}
  /* One row of controls, with signs instead of words except for the first button, and below it what is shown. */
  [class*=st-key-selection_] > :has([data-testid=stMarkdown]):not(:has(button)) {{order: 9; min-width: 100%}}
  [class*=st-key-selection_] [data-testid=stPopover] button {{min-width: 2.4rem}}
  [class*=st-key-selection_] [data-testid=stDownloadButton] span:has(> [data-testid=stIconMaterial]) {{display: none}}
  [class*=st-key-selection_] [data-testid=stPopover] button p {{font-size: 0}}
  [class*=st-key-selection_] [data-testid=stPopover] button * {{gap: 0}}
  [class*=st-key-selection_] [data-testid=stPopover] button [aria-hidden=true]:not([data-testid=stIconMaterial]) {{display: none}}
  {_WORDED} button p {{font-size: 0.85rem}}
  {_WORDED} button * {{gap: 0.3rem}}
  {_WORDED} button {{padding: 0.2rem 0.6rem}}
  [class*=st-key-signs_] > [data-testid=stElementContainer] button p {{font-size: 0}}
  /* The name of a meeting needs the room of these words. */
  :is(.st-key-selection_meeting [data-testid=stPopover] button, .st-key-selection_meeting .st-key-meeting_new button) :is(p, [aria-hidden=true]:not([data-testid=stIconMaterial])) {{
    font-size: 0 !important}}
  /* Until a narrow window is measured, what a phone has under “More” is left out. */
  .st-key-signs_main_screen:has(> .st-key-main_screen_left) > :not(.st-key-main_screen_right, .st-key-workshop_undo, :last-child),
  [class*=st-key-entry_]:not(:has([data-testid=stPopover])) > :nth-child(n+3) {{display: none}}
  .st-key-table_controls {{gap: 0.4rem}}
  .st-key-table_controls > :nth-child(1) {{flex: 1 1 12rem}}
  .st-key-table_controls > :nth-child(3) button p {{font-size: 0}}
  .st-key-brief_efficiency [data-testid=stMetricValue] p {{font-size: 0.9rem}}
  /* Two lines for labels of which some wrap, so that the numbers of a row are level. */
  .st-key-brief_visit [data-testid=stMetricLabel] {{min-height: 2.35rem; align-items: start}}
  .st-key-heading {{flex-wrap: wrap}}
  .st-key-heading h1 {{font-size: 1.2rem}}
  .st-key-task_pages {{padding-top: 0.3rem}}
  .st-key-heading > [data-testid=stLayoutWrapper]:has(> .st-key-task_pages) {{order: 9; width: 100%}}
  [data-testid=stButtonGroup] [role=radiogroup], [data-testid=stButtonGroup] [role=group] {{
    flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none}}
  [data-testid=stButtonGroup] button {{flex-shrink: 0}}
  [data-testid=stButtonGroup] [aria-checked=true] {{scroll-initial-target: nearest}}
  [data-testid=stButtonGroup] [role=radiogroup] {{scroll-padding-inline: 3rem}}
  :is({_SCROLLING}) {{
    mask-image: linear-gradient(to right, transparent, #000 var(--fade-before), #000 calc(100% - var(--fade-after)), transparent);
    animation: scrolled-sideways linear; animation-timeline: scroll(self inline)}}
  @supports not (animation-timeline: scroll()) {{
    .st-key-task_pages {{mask-image: linear-gradient(to right, #000 calc(100% - 1.5rem), transparent)}}
  }}
  [class*=st-key-brief_] :is([data-testid=stCaptionContainer], [data-testid=stTooltipIcon]) {{display: none}}
  [class*=st-key-brief_] [data-testid=stMetricLabel] p {{font-size: 0.72rem}}
  /* The payback follows from the net investment, which no other figure states. */
  .st-key-brief_energy [data-testid=stGridCell]:nth-child(4) [data-testid=stCaptionContainer],
  .st-key-brief_investing [data-testid=stGridCell]:nth-child(1) [data-testid=stCaptionContainer] {{display: block}}
  [class*=st-key-small_] p {{font-size: 0.8rem; line-height: 1.4}}
  [data-testid=stTable] * {{white-space: normal; overflow-wrap: anywhere !important}}
  [class*=st-key-numbers_] [data-testid=stTable] :is(td, th):not(:first-child),
  [class*=st-key-numbers_] [data-testid=stTable] :is(td, th):not(:first-child) * {{overflow-wrap: normal !important; word-break: keep-all}}
  /* Words of headings and of the labels of facts stay whole. */
  [data-testid=stTable] :is(th, tr:has(> :nth-child(2):last-child) > td:first-child) * {{overflow-wrap: break-word !important; word-break: keep-all}}
  [data-testid=stTable] :is(td, th) {{padding: 0.2rem 0.3rem; font-size: 0.8rem}}
  [data-testid=stTable] tr:has(> :nth-child(6)) > * {{min-width: 5.6rem}}
  [data-testid=stTable] tr:has(> :nth-child(6)) > :last-child {{min-width: 20rem}}
  .katex-display > .katex {{font-size: 1rem}}
}}
"""


def tighten() -> None:
    """Apply the layout of working pages; draws nothing."""
    st.html(f"<style>{FIGURES}{DATES}{NUMBERS}{TOOLBARS}{_TOOLTIP}{_WORKING}{_PHONE}{_hints()}</style>")


def _hints() -> str:
    """Hints below fields with an entry that is not taken over yet; Streamlit's own are English on every page."""
    rules = [
        f"{_HINT} {{font-size: 0}}",
        f"[data-testid=stTextInput]:has(input:placeholder-shown) {_HINT} {{display: none}}",
    ]
    for field, words in (
        (":is([data-testid=stTextInput], [data-testid=stNumberInput])", _("Press Enter to confirm")),
        ("[data-testid=stTextArea]", _("Press Ctrl+Enter to confirm")),
    ):
        rules.append(f'{field} {_HINT}::after {{content: "{words}"; font-size: 0.75rem}}')
    return "".join(rules)
