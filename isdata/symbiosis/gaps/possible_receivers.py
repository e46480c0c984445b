"""Possible receivers of the residuals of a park: feasible or blocked matches, else published uses."""

from collections.abc import Collection

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_, Reader
from isdata.park.flows.links import UNNAMED
from isdata.symbiosis.matching import constraints, presentation
from isdata.symbiosis.matching.published_uses import in_sentence

KEYS = ["company_id", "resource_id"]


def best_matches(matches: Matches, streams: pd.DataFrame) -> Matches:
    """Best match of each supplied resource: a feasible one, else one whose obstacle can be removed, else any.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`; supplies of undisclosed companies are left out.
    streams : DataFrame
        As from `stream_companies.sql`.

    Returns
    -------
    DataFrame
        Rows of `matches` with company_id and resource_id of the supply before treatment; one row per pair of these.
    """
    known = matches.merge(streams, left_on="supply_stream_id", right_on="stream_id")
    rank = [
        0 if not row["blocked"] else 1 if constraints.is_remediable(row) else 2
        for row in known.to_dict("records")
    ]
    in_order = known.assign(rank=rank).sort_values(["rank", "score"], ascending=[True, False], kind="stable")
    return in_order.drop_duplicates(KEYS).drop(columns="rank").reset_index(drop=True)


def words(
    residuals: pd.DataFrame, best: Matches, with_uses: Collection[str], reader: Reader
) -> list[str | None]:
    """Possible receiver of each residual as text; None where there is no match and no published use.

    It is withheld for residuals of undisclosed companies.

    Parameters
    ----------
    residuals : DataFrame
        As from `flows.residuals`.
    best : DataFrame
        As from `best_matches`.
    with_uses : collection of str
        Resources with published uses.
    """
    known = {(row["company_id"], row["resource_id"]): row for row in best.to_dict("records")}
    pairs = zip(residuals["provider_id"], residuals["resource_id"], strict=True)
    return [
        reader.text(N_("withheld"))
        if pair[0] == UNNAMED
        else _of_match(known.get(pair), pair[1] in with_uses, reader)
        for pair in pairs
    ]


def _of_match(match: dict | None, has_use: bool, reader: Reader) -> str | None:
    if match is None:
        return reader.text(N_("published use")) if has_use else None
    if not match["blocked"]:
        return reader.text(N_("feasible: {company}"), company=presentation.company(match, "demand", reader))
    if match["is_hidden"]:
        return reader.text(constraints.UNDISCLOSED)
    titles = [in_sentence(reader.text(each.title)) for each in constraints.violated(int(match["blocked"]))]
    return reader.text(N_("blocked by {reasons}"), reasons=reader.listed(titles))
