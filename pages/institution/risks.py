"""Risk register: expected loss and worst case, the register to be edited, and a workbook."""

from pages.common import pick
from pages.common.language import _
from pages.institution.parts import risk_register

VIEWS = {"ranking": _("Ranking"), "edit": _("Edit the register")}

match pick.one_of(_("View"), VIEWS, key="risk_view", label_visibility="collapsed"):
    case "edit":
        risk_register.edit()
    case _:
        risk_register.rank()
