"""Cases by similarity to this park, with the chosen one in full."""

import re

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.data.i18n import N_
from isdata.institution import cases
from isdata.output.figures import labelled_bars, style
from isdata.park import parks
from pages.common import charts, controls, pick, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, names, ngettext, reader
from pages.common.presenting import headline, room
from pages.common.selection import Line
from pages.common.show import computed, end_of_presented, escaped, table
from pages.common.tables import show_rows

_TEXT = 250  # height of the summary and the question of a presented case [px]
_SITE = re.compile(r"[a-z][a-z-]+(?:\.[a-z]{2,})+(?:/[\w./-]*[\w/])?")  # address of a website in a source


def show(line: Line) -> None:
    """List the cases that match the search in the line, most similar to the park first."""
    found = ask(cases.distances, park_id=park_id(), viewer=role.viewer())
    tags = sorted({tag.strip() for text in found["tags"].dropna() for tag in text.split(";")})
    with line.controls:
        words = st.text_input(_("Keywords in the case"), key="case_words", width=320).strip().lower()
        chosen = pick.some_of(
            _("Tags"),
            {tag: reader().half(tag) for tag in tags},
            key="case_tags",
            width=320,
            placeholder=_("Choose"),
        )
        tagged = _tags()
    rows = cases.containing(found, words, chosen)
    known = ask(cases.attributes)
    for name, values in tagged.items():
        rows = rows[cases.tagged(rows, known, name, values)]
    count = ngettext("{count} case", "{count} cases", len(rows))
    labels = [reader().choice(cases.TAGS[name], value) for name, values in tagged.items() for value in values]
    are_own = cases.are_of_park(rows, park_id())
    own_count = ngettext("{count} of them this park", "{count} of them this park", int(are_own.sum()))
    about = [count, own_count if are_own.any() else "", _("most similar first")]
    line.state(words, *map(reader().half, chosen), *labels, *about)
    if rows.empty:
        st.info(_("No case fits. Remove a word or tag."), icon=":material/search_off:")
        return
    near = rows[rows["distance"].notna() & ~are_own]
    first = _most_similar(near)
    headline.state(title := _headline(first), is_on_page=True)
    own = names(rows, "case_id")
    opened = next(iter(own)) if first is None else first["case_id"]
    if controls.is_projected():  # the names have the whole width
        _similarity(near, room.below(title) - room.HEADING - room.NOTE - _TEXT)
        _about(_chosen(rows, own, opened))
        end_of_presented()
    left, right = st.columns([0.56, 0.44], gap="large")
    with left:
        _similarity(near)
    with right:
        chosen_case = _chosen(rows, own, opened)
        _about(chosen_case)
    _sources(chosen_case)
    st.subheader(_("All cases"), anchor=False)
    _table(rows)
    screen.screen()  # a phone has a different table


def _chosen(rows: pd.DataFrame, own: dict[str, str], opened: str) -> dict:
    """Let the user choose a case by name, initially the one `opened`; return its row."""
    case = pick.from_dropdown(_("Case"), own, key="case", default=opened)
    return rows[rows["case_id"] == case].iloc[0].to_dict()


def _tags() -> dict[str, list[str]]:
    """Let the user choose phases and target groups, by attribute."""
    read, labels = reader(), contracts.choices("case_attribute")
    return {
        name: pick.some_of(
            labels[name][read.language],
            read.choices(choices),
            key=f"case_{choices.removeprefix('case_')}",
            width=320,
            placeholder=_("Choose"),
        )
        for name, choices in cases.TAGS.items()
    }


def _own_regions() -> set[str]:
    """English names of the regions that contain the park."""
    return set(ask(parks.regions_of_park, park_id=park_id())["name_en"])


def _most_similar(near: pd.DataFrame) -> pd.Series | None:
    """The most similar case of another region, as one of the park's own is often about the park itself; else of its own;
    None if no similarity is known."""
    others = near[~near["region_en"].isin(_own_regions())]
    found = near if others.empty else others
    return None if found.empty else found.iloc[0]


def _headline(first: pd.Series | None) -> str:
    """The most similar case with its similarity; empty if none is known."""
    if first is None:
        return ""
    words = (
        N_("Most similar to this park: {case}, {share} alike")
        if first["region_en"] in _own_regions()
        else N_("Most similar case of another region: {case}, {share} alike")
    )
    return _(
        words,
        case=reader().name(first["name_en"], first["name_zh"]),
        share=reader().percent(1 - first["distance"]),
    )


def _similarity(near: pd.DataFrame, height: float = 0.0) -> None:
    """Show the similarity of cases with a known distance to this park, in a height when presented. [px]"""
    if near.empty:
        return
    read, own = reader(), _own_regions()
    own_words, other_words = _("Region of this park"), _("Other regions")
    st.subheader(_("Cases by similarity to this park"), anchor=False)
    bars = {
        "name": read.names(near),
        "amount": 1 - near["distance"].to_numpy(),
        "words": [
            _(
                "{share} ({count} of {total})",
                share=read.percent(1 - row["distance"]),
                count=read.number(row["compared"]),
                total=read.number(len(cases.COMPARED)),
            )
            for row in near.to_dict("records")
        ],
        "short": [
            read.percent(1 - distance) for distance in near["distance"]
        ],  # on a phone, beside the complete name
        "state": [own_words if row["region_en"] in own else other_words for row in near.to_dict("records")],
    }
    if not screen.is_phone():
        st.caption(_("In brackets: compared attributes of the five that count"))
    colours = {other_words: style.ACCENT, own_words: style.QUIET}
    # A share below 100% leaves part of the width free; long names take two lines.
    looks = labelled_bars.Looks(row=36, longest=1.0, states=() if len(set(bars["state"])) > 1 else None)
    words = _("Cases by similarity to this park, the most similar first")
    charts.bars(bars, colours=colours, room=1.15, looks=looks, alt=words, height=height or None)


def _table(rows: pd.DataFrame) -> None:
    read, attributes = reader(), len(cases.COMPARED)
    columns = pd.DataFrame(
        {
            _("Case"): read.names(rows),
            read.column("case_study", "region_id"): read.names(rows, "region", nameless="–"),
            _("Similarity"): [
                _("unknown") if pd.isna(value) else read.percent(1 - value) for value in rows["distance"]
            ],
            _("Attributes compared"): [
                _("{count} of {total}", count=read.number(count), total=read.number(attributes))
                for count in rows["compared"]
            ],
            _("Figures"): rows["figures"].map(read.number).to_numpy(),
            _("Source"): [cases.short_source(read.half(source)) or "–" for source in rows["source"]],
        }
    )
    words = _("Cases by similarity to this park, the most similar first")
    if screen.is_phone():
        tables.show_rows(columns, height="content", lines=2, alt=words)
    else:  # among Chinese text, the grid would cut Latin sources instead of wrapping them
        table(columns, alt=words)
    computed(
        _(
            "Similarity: mean over the attributes that both state, 100% alike, 0% as different as can be. An attribute that one of them does not state does not count."
        )
    )


def _about(case: dict) -> None:
    """Show the summary of a case, its phases and target groups, and a question for discussion."""
    read = reader()
    summary = escaped(read.name(case["summary_en"], case["summary_zh"]))
    if controls.is_projected():  # without the choice of the case, which names it
        summary = _("{a}: {b}", a=f"**{escaped(read.name(case['name_en'], case['name_zh']))}**", b=summary)
    st.markdown(summary)
    own = ask(cases.attributes).get(str(case["case_id"]), {})
    st.caption(" · ".join(filter(None, (_tag_words(own, name) for name in cases.TAGS))))
    question = read.name(case["question_en"], case["question_zh"])
    if question:
        st.markdown(f":material/forum: *{escaped(question)}*")


def _sources(case: dict) -> None:
    """Show the published figures of a case, and how to cite it."""
    read = reader()
    figures = ask(cases.figures, case_id=case["case_id"])
    if len(figures):
        st.subheader(_("Published figures of the case"), anchor=False)
        show_rows(
            {
                _("Figure"): read.names(figures),
                _("Published value"): [_published(row) for row in figures.to_dict("records")],
                _("Source"): [read.half(source) for source in figures["source"]],
            },
            height="content",
            alt=_("Published figures of the case"),
        )
    st.markdown("**" + _("Cite as") + "**")
    st.code(_cited(case), language=None, wrap_lines=True)
    if sites := dict.fromkeys(_SITE.findall(read.half(case["source"]) or "")):
        st.markdown(" · ".join(f"[{site}](https://{site})" for site in sites))


def _tag_words(own: dict[str, str], name: str) -> str:
    """Phases or target groups of a case; empty if none is known."""
    read = reader()
    values = [read.choice(cases.TAGS[name], part.strip()) for part in own.get(name, "").split(";") if part]
    label = contracts.choices("case_attribute")[name][read.language]
    return _("{a}: {b}", a=label, b=read.listed(values)) if values else ""


def _cited(case: dict) -> str:
    """References of a case; if none states a year, with its subject and a note that the year is missing."""
    read = reader()
    source = read.half(case["source"])
    if cases.is_dated(source):
        return source
    return read.clauses([read.name(case["name_en"], case["name_zh"]), source, _("year not stated")])


def _published(row: dict) -> str:
    """Text of a published value, with its bound if it is not exact."""
    read = reader()
    return read.bounded(read.as_published(row["value"], row["unit"]), row["bound"])
