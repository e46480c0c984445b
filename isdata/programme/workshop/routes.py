"""Server of the hall: pages of phones and main screen, without those of the facilitator."""

from starlette.applications import Starlette
from starlette.middleware import Middleware

from isdata.programme.workshop.main_screen_routes import MainScreenRoutes
from isdata.programme.workshop.phone_routes import PhoneRoutes
from isdata.programme.workshop.request_checks import RequestGuard
from isdata.programme.workshop.server_context import ServerContext
from isdata.programme.workshop.table_routes import TableRoutes


def application(hall: ServerContext) -> Starlette:
    """ASGI application of a hall."""
    routes = [*PhoneRoutes(hall).routes(), *MainScreenRoutes(hall).routes(), *TableRoutes(hall).routes()]
    return Starlette(routes=routes, middleware=[Middleware(RequestGuard, policy=hall.policy)])
