"""Services of the administration: the office keeps catalogue and requests, companies and guests read and request."""

from pages.common import role
from pages.institution.parts import service_catalogue, service_office

if role.may_change():
    service_office.show()
else:
    service_catalogue.show()
