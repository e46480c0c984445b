"""Certificates of the park's label, one page per company."""

import datetime as dt

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Heading, Paragraph, Report


def certificates(holders: pd.DataFrame, *, park: str, year: int, data_version: int, read: Reader) -> Report:
    """Certificates of the companies that hold the label.

    Parameters
    ----------
    holders : DataFrame
        name_en, name_zh, awarded_on, valid_until, confirmed (figures), projects.
    """
    blocks: list[Block] = []
    for row in holders.to_dict("records"):
        company = read.name(row["name_en"], row["name_zh"])
        sentence = read.text(
            N_("{park} recognises {company} as a partner of the eco-industrial park."),
            park=park,
            company=company,
        )
        valid = read.text(
            N_("Awarded on {day}, valid until {end}."),
            day=read.date(row["awarded_on"]),
            end=read.date(row["valid_until"]),
        )
        blocks += [Heading(company), Paragraph(sentence, _reasons(row, year, read)), Paragraph(valid)]
    title = read.text(N_("Label of the park"))
    return Report(title, read.clauses([park, str(year)]), park, dt.date.today(), data_version, read, blocks)


def _reasons(row: dict, year: int, read: Reader) -> list[str]:
    """Reasons why a company holds the label."""
    return [
        read.text(N_("signed the charter of the companies")),
        read.plural(
            "confirmed {count} figure for the joint sustainability report {year}",
            "confirmed {count} figures for the joint sustainability report {year}",
            int(row["confirmed"]),
            year=str(year),
        ),
        read.plural(
            "carries out {count} synergy or measure",
            "carries out {count} synergies and measures",
            int(row["projects"]),
        ),
    ]
