"""Tables of matches for a page, a report or the command line."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import constraints, presentation


def table(
    matches: Matches, names: Mapping[str, str], reader: Reader, *, shows_parks: bool, currency: str = ""
) -> pd.DataFrame:
    """Matches in words, one row each, with their scores in per cent.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    names : mapping
        Names of treatments by id.
    reader : Reader
    shows_parks : bool
        Whether to state the parks of the companies.
    currency : str
        Currency of gain and payback, for readers who may see them, of rows of `appraisal.ordered`; left out by default.
    """
    rows = matches.to_dict("records")
    words = reader.text
    return pd.DataFrame(
        {
            words(N_("Match")): [presentation.pair(row, reader) for row in rows],
            **(
                {words(N_("Parks")): [presentation.parks(row, reader) for row in rows]} if shows_parks else {}
            ),
            **(_money_columns(rows, reader, currency) if currency else {}),
            words(N_("Score")): [100 * row["score"] for row in rows],
            words(N_("Amount per year")): [presentation.amount(row, reader) for row in rows],
            words(N_("Distance")): [presentation.distance(row, reader) for row in rows],
            words(N_("Treatment route")): [presentation.steps(row, names, reader) for row in rows],
            words(N_("Substitution")): [presentation.substitution_level(row, reader) for row in rows],
            words(N_("Topic")): [reader.choice("topic", row["topic"]) for row in rows],
        }
    )


def _money_columns(rows: list[dict], reader: Reader, currency: str) -> dict[str, list[str]]:
    """Gain per year and payback of matches, as columns of a table."""
    return {
        reader.text(N_("Gain per year")): [presentation.gain(row, reader, currency) for row in rows],
        reader.text(N_("Payback")): [_payback(row, reader) for row in rows],
    }


def _payback(row: Mapping, reader: Reader) -> str:
    """Payback of a match; an en dash without a gain or a stated investment."""
    if pd.isna(row["value"]):
        return "–"
    if row["npv"] <= 0 and not row["value"] > 0:
        return reader.text(N_("never"))
    if not row["investment"] > 0:
        return "–"
    years = reader.text(N_("{years} years"), years=reader.number(row["payback"], significant=2))
    return years if row["npv"] > 0 else reader.noted(years, reader.text(N_("NPV below 0")))


def blocked_matches(matches: Matches, reader: Reader) -> pd.DataFrame:
    """Reason for blocking each match, what would unlock it, and its score in per cent; one row per match."""
    rows = []
    for match in matches.to_dict("records"):
        reasons = constraints.reasons(match, reader)
        rows.append(
            {
                reader.text(N_("Match")): presentation.pair(match, reader),
                reader.text(N_("What would unlock it")): reader.sentences(lift for _, _, lift in reasons)
                or "–",
                reader.text(N_("Reason")): reader.sentences(reason or title for title, reason, _ in reasons),
                reader.text(N_("Score if unblocked")): 100 * match["score"]
                if constraints.is_remediable(match)
                else None,
            }
        )
    return pd.DataFrame(rows)
