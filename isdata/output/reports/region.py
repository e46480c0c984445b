"""Report on the parks of a region, for a province or ministry."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table


def region_report(
    region: str,
    parks: pd.DataFrame,
    challenges: pd.DataFrame,
    *,
    data_version: int,
    day: dt.date,
    read: Reader,
) -> Report:
    """Regional report: sums of the region, comparison of parks, challenges with actions.

    Parameters
    ----------
    parks, challenges : DataFrame
        As `institution.regions.parks_of_region` and `challenges` return them.
    """
    blocks: list[Block] = []
    if parks["is_illustrative"].any():
        blocks.append(
            Note(read.text(N_("Fictitious data for illustration in some of the parks.")), is_warning=True)
        )
    blocks += [
        Heading(read.text(N_("Summary"))),
        Paragraph("", _sums(parks, read)),
        Heading(read.text(N_("Parks side by side"))),
        _parks(parks, read),
        Note(read.text(N_("A dash is an unknown value, not zero. Values are of each park's newest year."))),
        Heading(read.text(N_("Challenges and actions"))),
        _challenges(challenges, read),
    ]
    return Report(
        read.text(N_("Industrial parks of the region")), region, region, day, data_version, read, blocks
    )


def _sums(parks: pd.DataFrame, read: Reader) -> list[str]:
    """Sentences on companies, synergies, measures and waste of all parks together."""
    running, synergies = int(parks["running"].sum()), int(parks["synergies"].sum())
    known = parks[parks["waste"].notna()]
    return [
        read.text(
            N_("{parks} parks with {companies} companies, of which {smes} small or medium-sized."),
            parks=read.number(len(parks)),
            companies=read.number(int(parks["companies"].sum())),
            smes=_total(parks["smes"], read),
        ),
        read.text(
            N_(
                "{running} of {synergies} synergies operate; {measures} energy efficiency measures are implemented."
            ),
            running=read.number(running),
            synergies=read.number(synergies),
            measures=_total(parks["measures_done"], read),
        ),
        read.text(
            N_(
                "Waste used, by flows: {share}, from {known} parks that record it and its disposal in tonnes."
            ),
            share=read.percent(known["waste_used"].sum() / known["waste"].sum()) if len(known) else "–",
            known=read.number(len(known)),
        ),
    ]


def _total(counts: pd.Series, read: Reader) -> str:
    """Sum of the counts that are known, a dash where none is."""
    return read.number(int(counts.sum())) if counts.notna().any() else "–"


def _number(rows: pd.DataFrame, name: str, title: str, words: Callable[[float], str]) -> Column:
    values = [None if pd.isna(value) else float(value) for value in rows[name]]
    return Column(title, values, words=["–" if value is None else words(value) for value in values])


def _parks(rows: pd.DataFrame, read: Reader) -> Table:
    titles = {
        "companies": N_("Companies"),
        "running": N_("Operating synergies"),
        "co2_saved": N_("CO2 saved [t/yr]"),
        "measures_done": N_("Measures implemented"),
        "open_actions": N_("Open actions"),
    }
    columns = [Column(read.text(N_("Park")), read.names(rows), width=1.6)]
    columns += [
        _number(rows, name, read.text(title), lambda v: read.number(v)) for name, title in titles.items()
    ]
    columns.append(
        _number(rows, "used_share", read.text(N_("Waste used, by flows")), lambda v: read.percent(v))
    )
    return Table("", columns)


def _challenges(rows: pd.DataFrame, read: Reader) -> Table:
    titles = {
        "parks": N_("Parks"),
        "open_actions": N_("Open actions"),
        "late_actions": N_("Overdue"),
        "done_actions": N_("Done"),
    }
    columns = [
        Column(read.text(N_("Challenge")), [read.half(text) or "–" for text in rows["challenge"]], width=2.4)
    ]
    columns += [
        _number(rows, name, read.text(title), lambda v: read.number(v)) for name, title in titles.items()
    ]
    return Table("", columns)
