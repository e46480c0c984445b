"""Receivers that take the input of a technology already, by synergies in operation."""

from isdata.institution.technologies import Technologies
from isdata.institution.technology_partners import are_joined, are_used, partners
from isdata.symbiosis import synergies
from pages.common import role
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import reader


def taking(found: Technologies) -> dict[str, str]:
    """Names of the receivers of each resource that a synergy in operation uses; none where a technology has supplier and
    receiver in the park, which is then what counts."""
    return {} if are_joined(found.offers).any() else _by_resource()


def _by_resource() -> dict[str, str]:
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
    names, receivers = partners(found, reader()), taking(found)
    fits = found.offers[are_used(found.offers, receivers)]
    for offer, resource in zip(fits["offer"], fits["input_id"], strict=True):
        names.setdefault((offer, "output"), receivers[resource])
    return names
