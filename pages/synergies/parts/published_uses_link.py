"""Link from a resource to its published uses or substitutes."""

from isdata.data import store
from isdata.data.i18n import N_
from isdata.symbiosis.matching import published_uses
from pages.common import navigation, show
from pages.common.data import ask
from pages.common.language import _, names

_LABELS = {"for": N_("Published uses of {resource}"), "instead": N_("Published substitutes for {resource}")}


def link(resource_id: str) -> None:
    """Show a link to the published uses of a resource, else to its substitutes; nothing if both are unknown."""
    for asked, words in _LABELS.items():
        if resource_id in ask(published_uses.counts, direction=asked):
            own = names(ask(store.ask, name="match_resources"), "resource_id")[resource_id]
            label = _(words, resource=show.escaped(published_uses.in_sentence(own)))
            query = {"asked": asked, f"use_{asked}": resource_id}
            navigation.link("uses", label, icon=":material/recycling:", **query)
            return
