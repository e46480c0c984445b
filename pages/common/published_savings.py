"""Savings of a whole network as published, with scope and source, for a park that is a published case."""

from collections.abc import Mapping

import pandas as pd

from isdata.data import store
from pages.common import cards, controls, park_facts
from pages.common.data import ask
from pages.common.language import _, reader

_YEARLY = "/yr"  # end of the unit of a yearly saving


def found() -> pd.DataFrame:
    """Published yearly results of the chosen park, as `claim_of_park.sql`; empty unless it is a published case."""
    known = ask(store.ask, name="claim_of_park", park_id=controls.park_id())
    return known[known["unit"].str.endswith(_YEARLY)] if park_facts.is_published() else known.head(0)


def words(known: pd.DataFrame) -> str:
    """The savings with their scope and sources in sentences; empty without any."""
    if known.empty:
        return ""
    read = reader()
    amounts = [
        read.joined(read.name(row["name_en"], row["name_zh"]), _amount(row))
        for row in known.to_dict("records")
    ]
    # A presented window names the sources behind its title.
    basis = _basis(known, with_sources=not controls.is_projected())
    return read.sentences([_("Published: {amounts}.", amounts=read.listed(amounts)), *basis])


def figures(known: pd.DataFrame) -> str:
    """Show one figure per saving; return scope and sources in sentences."""
    basis = reader().sentences(_basis(known))
    with cards.row(len(known)):
        for row in known.to_dict("records"):
            cards.metric(reader().name(row["name_en"], row["name_zh"]), _amount(row), basis, _("per year"))
    return basis


def _amount(row: Mapping) -> str:
    """Published yearly amount of a saving with its bound."""
    read = reader()
    amount = read.quantity(row["value"], row["unit"].removesuffix(_YEARLY), significant=2)
    return _("about {amount}", amount=amount) if row["bound"] == "about" else amount


def _basis(known: pd.DataFrame, *, with_sources: bool = True) -> list[str]:
    """Scope and sources, each once."""
    read = reader()
    scopes = dict.fromkeys(read.name(row["scope_en"], row["scope_zh"]) for row in known.to_dict("records"))
    sources = dict.fromkeys(map(read.half, known["source"]))
    return [
        *(_("{scope}.", scope=scope) for scope in scopes if scope),
        *([_("Source: {source}.", source=read.listed(sources))] if with_sources else []),
    ]
