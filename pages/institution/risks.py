"""Risk register: expected loss and high loss, editable register, and a workbook."""

from pages.common import screen, selection
from pages.common.language import _
from pages.institution.parts import risk_register

VIEWS = {"ranking": _("Ranking"), "edit": _("Edit the register")}

line = selection.line("risks")
match line.view(VIEWS, key="risk_view"):
    case "edit":
        risk_register.edit()
    case _:
        risk_register.rank(line)
screen.screen()  # a phone has narrower columns
