"""Pages for phones and the main screen after a session has ended: thanks in the language of the phone, and the results on the main screen."""

import json
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from isdata.data import i18n
from isdata.programme.workshop import main_screen_language, main_screen_page, web
from isdata.programme.workshop.request_checks import RequestGuard
from isdata.programme.workshop.server_context import ServerContext
from isdata.programme.workshop.templates import file, page

RETRY = 10_000  # interval at which a page checks if the session was reopened [ms]


@dataclass(frozen=True)
class _Closing:
    """A page and the message of its event stream, both rendered before the session ended."""

    page: str
    event: str


def application(hall: ServerContext) -> Starlette:
    """ASGI application of a hall whose session has ended; of the session it keeps only the languages of its phones.

    The address of the main screen serves the results as its last scene; every other address serves a page of thanks.
    """
    thanks = {language: _thanks(language) for language in i18n.LANGUAGES}
    closing, main_screen, cookies = _closing_scene(hall), hall.main_screen_path, hall.cookies
    chosen = {name: each.language for name, each in hall.live.day.participants.items()}

    async def get(request: Request) -> Response:
        path = request.url.path
        is_main_screen = path.removesuffix("/events") == main_screen
        language = web.page_language(request, chosen.get(cookies.device(request) or ""))
        answer = closing if is_main_screen else thanks[language]
        if path.endswith("/events"):
            return Response(answer.event, media_type="text/event-stream")
        return HTMLResponse(answer.page)

    async def post(request: Request) -> Response:
        """Refuse like an unavailable server, so that phones keep pending submissions in case the session is reopened."""
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"message": ""}, status_code=503)
        return RedirectResponse("/j", status_code=303)

    routes = [
        Route("/{path:path}", get, methods=["GET"]),
        Route("/{path:path}", post, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(RequestGuard, policy=hall.policy)])


def _thanks(language: str) -> _Closing:
    """Thanks and what follows; a phone that shows its page keeps the list of what it sent below."""
    read = i18n.reader(language)
    text = page("ended.html", read, style=file("style.css"), script=file("ended.js"))
    fragment = page("thanks.html", read)
    return _Closing(text, _event(now=fragment, scene="ended", html=fragment))


def _closing_scene(hall: ServerContext) -> _Closing:
    day, setting = hall.live.day, hall.setting("")
    read = main_screen_language.reader(day.main_screen_language or "en")
    name, html = main_screen_page.scene(read, day, setting)
    return _Closing(main_screen_page.main_screen(read, day, setting), _event(scene=name, html=html))


def _event(**fields: str) -> str:
    """Event stream of one message; the page reconnects later."""
    return f"retry: {RETRY}\ndata: {json.dumps(fields, ensure_ascii=False)}\n\n"
