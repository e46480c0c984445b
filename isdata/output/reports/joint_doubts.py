"""Notes on figures that failed the checks, for the sums and the first page of the joint report."""

from collections.abc import Collection, Mapping

import pandas as pd

from isdata.data.i18n import Reader
from isdata.institution.joint_report import doubtful_entries
from isdata.output.reports.blocks import Block, Note


def notes(sheets: pd.DataFrame, read: Reader) -> list[Block]:
    """Warning about the figures that failed the checks; empty if all passed."""
    return [Note(words, is_warning=True) for words in failed_checks_note(sheets, read)]


def failed_checks_note(sheets: pd.DataFrame, read: Reader) -> list[str]:
    """Sentence on the figures that failed the checks but are included in the sums; empty if all passed."""
    found = doubtful_entries(sheets)
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


def failed_figures_note(row: Mapping | pd.Series, failed: Collection[tuple[str, str]], read: Reader) -> str:
    """Note on the number of figures of a sum that failed the checks, `failed` as (company, item); empty if none did."""
    count = sum(figure in failed for figure in row["factors"])
    return (
        read.plural("{count} figure failed the checks", "{count} figures failed the checks", count)
        if count
        else ""
    )
