"""Figures of the joint report that failed the checks, as its sums and its first page state them."""

from collections.abc import Collection, Mapping

import pandas as pd

from isdata.data.i18n import Reader
from isdata.institution.joint_report import doubtful
from isdata.output.reports.blocks import Block, Note


def notes(sheets: pd.DataFrame, read: Reader) -> list[Block]:
    """Warning about the figures that failed the checks; none where all passed."""
    return [Note(words, is_warning=True) for words in doubt(sheets, read)]


def doubt(sheets: pd.DataFrame, read: Reader) -> list[str]:
    """Sentence on the figures that failed the checks and are in the sums nevertheless; none where all passed."""
    found = doubtful(sheets)
    if found.empty:
        return []
    return [
        read.plural(
            "The checks failed for {count} company ({items}). The sums with its figures are provisional until they are corrected.",
            "The checks failed for {count} companies ({items}). The sums with their figures are provisional until they are corrected.",
            found["company_id"].nunique(),
            items=read.listed(read.choice("report_item", item) for item in dict.fromkeys(found["item"])),
        )
    ]


def failed_in(row: Mapping | pd.Series, failed: Collection[tuple[str, str]], read: Reader) -> str:
    """How many figures of a sum failed the checks, `failed` as (company, item); empty where none did."""
    count = sum(figure in failed for figure in row["factors"])
    return (
        read.plural("{count} figure failed the checks", "{count} figures failed the checks", count)
        if count
        else ""
    )
