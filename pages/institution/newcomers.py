"""Newcomers: test of a company against the limits of the park, possible exchanges with it, and the offer to it."""

from pages.common import screen, selection
from pages.common.language import _
from pages.institution.parts import (
    limit_rules,
    newcomer_entry,
    newcomer_exchanges,
    newcomer_limits,
    newcomer_offer,
)

VIEWS = {
    "test": _("Admission test"),
    "exchanges": _("Exchanges and effects"),
    "offer": _("Offer"),
    "enter": _("Enter newcomers"),
    "limits": _("Limits of the park"),
}

line = selection.line("newcomers", _("Choose newcomer"), ":material/add_business:")
match line.view(VIEWS, key="newcomer_view"):
    case "test":
        newcomer_limits.show(line)
    case "exchanges":
        newcomer_exchanges.show(line)
    case "offer":
        newcomer_offer.show(line)
    case "enter":
        newcomer_entry.show(line)
    case _:
        limit_rules.show()
screen.screen()  # a phone has different rows
