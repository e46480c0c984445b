"""Technologies and their providers, matched with the park's supplies and demands like companies."""

from isdata.institution import technologies
from pages.common import navigation, park_facts, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _
from pages.common.once import once
from pages.common.presenting import headline
from pages.institution.parts import technology_counts, technology_view

VIEWS = {"technologies": _("Technologies"), "providers": _("Providers")}

line = selection.line("technology")
view = line.view(VIEWS, key="technology_view")
found = ask(
    technologies.technologies, park_id=park_id(), viewer=role.viewer(), currency=park_facts.currency()
)
line.state(_("Suitable for this park"), technology_counts.price_years(found))
headline.state(once(technology_view.headline, found), is_on_page=True)
once(technology_counts.figures, found)
if view == "providers":
    technology_view.providers(found)
else:
    technology_view.technologies(found)
technology_view.explanation()
screen.screen()  # row heights depend on its width
navigation.link(
    "tables", _("Enter technologies and providers"), icon=":material/edit_note:", table="provider"
)
