"""Number of records of each park."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.park import parks
from pages.common import cards, park_facts, selection
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.common.presenting import headline
from pages.common.show import years_between
from pages.common.tables import show_rows


def show_park(park: str, problems: int) -> None:
    """Show the number of records of one park, and of values that violate a rule.

    Parameters
    ----------
    park : str
        Its id.
    problems : int
        Number of stored values that violate a rule.
    """
    read = reader()
    about = ask(parks.summary, park_id=park).iloc[0]
    years = park_facts.years(park)
    stated = park_facts.year_words(years[0], park) if len(years) == 1 else years_between(years)
    today = _("state of {day}", day=read.date(dt.date.today()))
    of_flows = _("flows of {years}", years=stated) if years else ""
    selection.line("data").state(park_facts.name(park), of_flows, today)
    headline.state(_headline(int(about["companies"]), years[:1], problems, park), is_on_page=True)
    with cards.row(6):
        for card in _cards(about, problems):
            cards.metric(*card)


def _headline(companies: int, latest: list[int], problems: int, park: str) -> str:
    """Number of companies, validity of the stored values, and year of the latest flows, if any."""
    data = ngettext("Data of {count} company", "Data of {count} companies", companies)
    valid = (
        ngettext("{count} value invalid", "{count} values invalid", problems) if problems else _("all valid")
    )
    years = [_("latest flows of {year}", year=park_facts.year_words(year, park)) for year in latest]
    return reader().clauses([data, valid, *years])


def _cards(about: pd.Series, problems: int) -> list[tuple[str, str, str, str | None]]:
    """Label, value, definition and note of each number of records; `about` is a row of `parks.summary`."""
    count = reader().number
    known = reader().percent(about["measured_flows"] / about["flows"]) if about["flows"] else ""
    return [
        (
            _("Companies"),
            count(about["companies"]),
            _("Companies with a site in the park."),
            _("{number} of them SMEs", number=count(about["smes"])) if about["sized"] else _("size unknown"),
        ),
        (
            _("Flow records"),
            count(about["flows"]),
            _("Amounts of resources from one company to another, each of one year."),
            _("{share} with an amount", share=known) if known else None,
        ),
        (
            _("Synergies"),
            count(about["synergies"]),
            defined("synergy"),
            _("{number} in operation", number=count(about["running"])),
        ),
        (
            _("Efficiency measures"),
            count(about["measures_done"] + about["measures_ahead"]),
            _("Measures of all stages, without rejected ones."),
            _("{number} implemented", number=count(about["measures_done"])),
        ),
        (
            _("Supplies and demands"),
            count(about["streams"]),
            _("Supplies and demands recorded, with or without a synergy."),
            _("from published sources")
            if parks.is_published(about.to_dict())
            else _("declared by companies"),
        ),
        (
            _("Invalid values"),
            count(problems),
            _("Stored values of all parks that break a rule; they are listed under “Rules”."),
            None if problems else _("All data valid"),
        ),
    ]


def show(stored: pd.DataFrame) -> None:
    """Show the numbers of companies, flows, synergies, measures, and supplies and demands of each park.

    Parameters
    ----------
    stored : DataFrame
        Rows of `parks.parks`."""
    read = reader()
    about = [ask(parks.summary, park_id=park).iloc[0] for park in stored["park_id"]]
    show_rows(
        {
            _("Park"): [read.name(row["name_en"], row["name_zh"]) for row in about],
            _("Companies"): [int(row["companies"]) for row in about],
            _("Flow records"): [int(row["flows"]) for row in about],
            _("Flows with a known amount"): [
                read.percent(row["measured_flows"] / row["flows"]) if row["flows"] else "–" for row in about
            ],
            _("Synergies"): [int(row["synergies"]) for row in about],
            _("Efficiency measures"): [int(row["measures_done"] + row["measures_ahead"]) for row in about],
            _("Supplies and demands"): [int(row["streams"]) for row in about],
        },
        column_config={_("Flow records"): st.column_config.NumberColumn(format="localized")},
        alt=_("Number of records of every park"),
    )
