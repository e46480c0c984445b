"""Display functions shared by several pages."""

import logging
import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from isdata.data import ingest
from isdata.errors import IsdataError, ProblemsError
from isdata.park import parks
from pages.common import address, controls, currency, navigation, practice, role
from pages.common.access import visitor
from pages.common.data import ask
from pages.common.language import _, names, ngettext, reader
from pages.common.presenting import withholding
from pages.common.tables import scaled, show_rows

NO_PAGE = "no_page"  # key under which the server passes the name of a page that does not exist
# Pages of real data with sources: their data of a park are marked individually.
_PUBLISHED = frozenset({"cases"})
_WITH_RECORDS = frozenset({"data"})  # shows records of the selected park, but also works without one
_SCROLLING = 600  # height of a table that scrolls [px]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")
# Streamlit draws an icon for :material/name:, escaped or not.
_ICON = re.compile("(?<=:)(?=material/|streamlit:)")


def escaped(text: object) -> str:
    """Escape a name so that Markdown shows its characters literally."""
    return _MARKDOWN.sub(r"\\\1", _ICON.sub("\u2060", str(text)))


def title(entry: navigation.Entry, park: str | None, words: str = "") -> None:
    """Show the title of the page, the other pages of its task, and a mark if the park's data are fictitious.

    Parameters
    ----------
    entry : Entry
    park : str or None
    words : str
        Title of the view in a presentation, instead of that of the page.
    """
    is_of_park = entry.needs_park or entry.name in _WITH_RECORDS
    about = ask(parks.summary, park_id=park).iloc[0] if is_of_park and park else None
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="heading"):
        st.title(escaped(words) if words else _(entry.title), anchor=False, width="content")
        if about is not None and entry.name not in _PUBLISHED:
            fictitious(about)
            if parks.is_published(about.to_dict()):
                source = escaped(reader().half(about["source"]))
                st.badge(_("Source"), icon=":material/menu_book:", color="gray", help=source)
        if park and (note := currency.note(park)):
            st.badge(
                _("Money in {currency}", currency=reader().money_unit(st.session_state.stated_currency.code)),
                icon=":material/currency_exchange:",
                color="gray",
                help=note,
            )
        if not controls.is_projected():
            navigation.tabs(entry)


def fictitious(row: Mapping) -> None:
    """Mark a row with fictitious data according to its column `is_illustrative`."""
    if row["is_illustrative"]:
        st.badge(
            _("Fictitious data"),
            icon=":material/science:",
            color="orange",
            help=_("Illustrative sample with fictitious data."),
        )


def window_title(entry: navigation.Entry, park: str | None, words: str = "") -> str:
    """Title of the window: the page or the view of a story, and the park if the page refers to one."""
    parts = [words or _(entry.title)]
    if entry.needs_park and park:
        about = ask(parks.summary, park_id=park).iloc[0]
        parts.append(reader().name(about["name_en"], about["name_zh"]))
    return " · ".join([*parts, "isdata"])


def table(rows: pd.DataFrame, *, alt: str | None = None, most: int | None = None, **options: Any) -> None:
    """Show a short table with wrapped cells, whose text is shown literally.

    Parameters
    ----------
    rows : DataFrame
        One column per heading, in the reader's language, without missing cells.
    alt : str, optional
        Alternative text.
    most : int, optional
        Number of rows beyond which it scrolls.
    **options : object
        Further arguments of `st.table`.
    """
    if most is not None and len(rows) > most:
        options["height"] = scaled(_SCROLLING)
    st.table(rows.map(escaped), border="horizontal", hide_index=True, alt=alt, **options)


def computed(explanation: str) -> None:
    """Offer the method of a figure, chart or table behind a button."""
    with st.popover(_("How this is computed"), icon=":material/function:", type="tertiary"):
        st.markdown(explanation)


def info(message: str) -> None:
    """Show a note in a box, such as the reason for an empty view."""
    st.info(message, icon=":material/info:")


def missing_data(message: str) -> None:
    """Show why a view is empty and what to enter; when presented, large."""
    if controls.is_projected():
        withholding.fill(message)
    else:
        info(message)


def not_found(message: str) -> None:
    """Show that the target of a link does not exist (any more), and what is shown instead."""
    st.warning(message, icon=":material/link_off:")


def page_not_found() -> None:
    """Show a notice if the link names a page that does not exist."""
    page = st.query_params.get(NO_PAGE)
    if page:
        not_found(_("Page “{name}” does not exist. The overview is shown instead.", name=escaped(page)))
        address.put(NO_PAGE, None)


def park_not_found(park: str, entry: navigation.Entry) -> None:
    """Show that the park does not exist (any more), with links to this page for other parks, whose data are not shown."""
    not_found(_("Park “{name}” does not exist or was removed. Choose a park:", name=escaped(park)))
    with st.container(key="parks_known"):  # also visible in a presentation
        for park_id, name in names(ask(parks.parks), "park_id").items():
            navigation.link(entry.name, escaped(name), icon=":material/home_work:", park=park_id)


def choice_not_found() -> None:
    """Show a notice if the link requests an unavailable option and the page has not reported it."""
    asked = address.all_missing()
    if asked:
        address.state_missing()
        listed = reader().listed(f"{key}={value}" for key, value in asked.items())
        not_found(
            _(
                "The link refers to choices that do not exist or were removed: {choices}. The defaults "
                "are shown instead.",
                choices=escaped(listed),
            )
            if role.viewer().sees_all
            else _(
                "The link refers to choices that do not exist or are not disclosed: {choices}. The defaults "
                "are shown instead.",
                choices=escaped(listed),
            )
        )


class _End(Exception):  # noqa: N818 - no error
    """Ends the page."""


def end() -> NoReturn:
    """End the page, or the fragment that runs alone; surrounding code continues.

    `st.stop` would end the whole run, including pending writes to the address.
    """
    raise _End


def end_of_presented() -> None:
    """End the page in a presentation: the tables and notes that follow belong to the working page."""
    if controls.is_projected():
        end()


def no_data_yet() -> None:
    """Show a guest that a park has no data yet; users who enter data see a list of first steps."""
    if not role.may_change():
        info(_("No data for this park yet"))


_MOST_IN_TOAST = 100  # characters; Streamlit cuts a longer text and offers the rest, in English


def save_errors(lines: Sequence[str]) -> None:
    """Show all reasons why a change cannot be saved, and the first one in a toast, which is always visible.

    `lines` are Markdown; the first one states that nothing was saved.
    """
    first, *others = lines
    one = reader().sentences([first, *others[:1]])
    text = one if len(others) <= 1 else "\n".join([first, "", *(f"- {line}" for line in others)])
    st.error(text, icon=":material/error:")
    if len(one) > _MOST_IN_TOAST:
        one = reader().sentences([first, _("The problems are stated on the page.")])
    st.toast(one, icon=":material/error:", duration="long")


@contextmanager
def faults(name: str) -> Generator[None]:
    """Show errors of this context in the reader's language; unexpected ones are logged under `name`."""
    try:
        yield
    except _End:
        return
    except ProblemsError as error:
        problems(error.problems)
    except IsdataError as error:
        st.error(reader().error(error), title=_("Attention required"), icon=":material/error:")
    except Exception:
        logging.getLogger("isdata").exception("%s failed", name)
        st.error(
            _(
                "An internal error occurred and nothing was saved. Reload the page; please report the "
                "error if it occurs again."
            ),
            title=_("Internal error"),
            icon=":material/bug_report:",
        )


def problems(found: pd.DataFrame) -> None:
    """Show every problem that prevented storing, with its remedy."""
    worded = ingest.message_table(found, reader())
    st.error(
        ngettext(
            "{count} problem found. Nothing was saved; correct it first.",
            "{count} problems found. Nothing was saved; correct them first.",
            len(worded),
        ),
        title=_("Attention required"),
        icon=":material/error:",
    )
    show_rows(
        {
            _("Table"): worded["table"],
            _("Row"): found["row_key"].astype("string"),
            _("Column"): worded["column"],
            _("Problem and remedy"): worded["message"],
        },
        alt=_("All problems with their rows"),
    )


def first_steps() -> None:
    """Show a welcome for a database without parks."""
    if role.may_change():
        words = _(
            "The database contains no park yet. Enter a new park, import a workbook or add a sample park."
        )
    else:
        words = _("There is no park in this database yet. The facilitator can add one.")
    st.info(words, title=_("Welcome to isdata"), icon=":material/waving_hand:")
    navigation.link("data", _("Go to the data page"))


def access_denied(entry: navigation.Entry) -> None:
    """State why guests do not see the page and how it opens, or that it has nothing to show in a practice copy."""
    if practice.is_on() and not entry.is_in_practice:
        info(_("This page belongs to the real park and does not open in a practice copy."))
        return
    if controls.is_projected():
        withholding.fill(
            _("This page is not part of presentations."),
            keys=_("The key → shows the first view, Esc ends the presentation."),
        )
        return
    sentences = [
        _(
            "This page serves the work of the facilitator and the park office. The menu lists the pages that are open to guests."
        ),
        _("Guests see it only when it is presented.") if entry.is_presented else _("Guests do not see it."),
    ]
    if role.is_facilitator():
        sentences.append(_("Choose “Facilitator” under “View” to open this page."))
    elif not visitor.is_public():
        sentences.append(_("Sign in as facilitator under “View” to open this page."))
    st.info(reader().sentences(sentences), icon=":material/lock:")


def years_between(years: Iterable[float]) -> str:
    """First and last of some years as text, once if they are the same; empty without any."""
    known = [int(year) for year in years]
    return "–".join(dict.fromkeys([str(min(known)), str(max(known))])) if known else ""


def price_years(years: Iterable[float]) -> str:
    """Price years of the money of a page as text; empty if unknown."""
    words = years_between(years)
    return _("prices of {years}", years=words) if words else ""
