"""Receivers that take the input of a technology already, by synergies in operation."""

import pandas as pd

from isdata.institution.technologies import Technologies
from isdata.institution.technology_partners import partners
from isdata.symbiosis import synergies
from pages.common import role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import reader


def by_resource() -> dict[str, str]:
    """Names of the receivers of each resource that a synergy in operation uses."""
    viewer, read = role.viewer(), reader()
    known = ask(synergies.synergies, parks=[park_id()], viewer=viewer)
    running = known.loc[known["stage"] == "operation", ["synergy_id", "resource_id"]]
    ends = ask(synergies.partners, parks=[park_id()], viewer=viewer)
    ends = ends[ends["role"] == "receiver"].merge(running, on="synergy_id")
    names = ends.assign(name=read.names(ends)).query("name != ''").groupby("resource_id")["name"]
    return {str(resource): read.listed(dict.fromkeys(each)) for resource, each in names}


def connected(found: Technologies) -> dict[tuple[int, str], str]:
    """Names as from `partners`; where nobody takes the output, the receivers of the input."""
    names, taking = partners(found, reader()), by_resource()
    fits = found.offers[is_used(found.offers)]
    for offer, resource in zip(fits["offer"], fits["input_id"], strict=True):
        names.setdefault((offer, "output"), taking[resource])
    return names


def is_used(rows: pd.DataFrame) -> pd.Series:
    """Whether a synergy in operation uses the input of each offer already; none where an offer has supplier and receiver
    in the park, which is then what counts."""
    is_taken = (rows["outputs"] > 0) | rows["receiver_en"].notna()
    if ((rows["inputs"] > 0) & is_taken).any():
        return pd.Series(data=False, index=rows.index)
    return (rows["score"] > 0) & rows["input_id"].isin(by_resource())
