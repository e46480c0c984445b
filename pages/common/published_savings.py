"""Savings of a whole network as published, with scope and source, for a park that is a published case."""

import pandas as pd

from isdata.data import store
from pages.common import cards, controls, park_facts
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

_YEARLY = "/yr"  # end of the unit of a yearly saving


def found() -> pd.DataFrame:
    """Published yearly results of the chosen park, as `claim_of_park.sql`; empty unless it is a published case."""
    known = ask(store.ask, name="claim_of_park", park_id=controls.park_id())
    return known[known["unit"].str.endswith(_YEARLY)] if park_facts.is_published() else known.head(0)


def counted(known: pd.DataFrame) -> str:
    """Number of published savings, for a headline above them."""
    return ngettext(
        "{count} yearly saving of the network published",
        "{count} yearly savings of the network published",
        len(known),
    )


def figures(known: pd.DataFrame) -> str:
    """Show one figure per saving; return scope and sources in sentences."""
    basis = reader().sentences(_basis(known))
    with cards.row(len(known)):
        for row in known.to_dict("records"):
            amount = reader().quantity(row["value"], row["unit"].removesuffix(_YEARLY), significant=2)
            note = _("approximate, per year") if row["bound"] == "about" else _("per year")
            cards.metric(reader().name(row["name_en"], row["name_zh"]), amount, basis, note)
    return basis


def _basis(known: pd.DataFrame) -> list[str]:
    """Scope and sources, each once."""
    read = reader()
    scopes = dict.fromkeys(read.name(row["scope_en"], row["scope_zh"]) for row in known.to_dict("records"))
    sources = dict.fromkeys(map(read.half, known["source"]))
    return [
        *(_("Published savings: {scope}.", scope=scope) for scope in scopes if scope),
        # A presented window names the sources behind its title.
        *([] if controls.is_projected() else [_("Source: {source}.", source=read.listed(sources))]),
    ]
