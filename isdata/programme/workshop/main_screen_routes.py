"""Requests of the main screen, and of phones that show it."""

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from isdata.programme.workshop import main_screen_language, main_screen_page, pictures, views, web
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.main_screen_language import Words
from isdata.programme.workshop.server_context import ServerContext


@dataclass(frozen=True)
class MainScreenRoutes:
    """Routes below the secret path of the main screen, and below /screen for joined phones."""

    hall: ServerContext
    _drawn: dict[tuple[str, str, str], tuple[Day, tuple[str, str]]] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """All routes."""
        parts = {
            "": self._page,
            "/events": self._events,
            "/picture/{name}": self._picture,
            "/photo/{name}": self._photo,
        }
        return [
            Route(f"{before}{path}", answer)
            for before in ("/main-screen/{token}", "/screen")
            for path, answer in parts.items()
        ]

    def _may_see(self, request: Request) -> bool:
        token = request.path_params.get("token")
        return (
            self.hall.participant(request) is not None if token is None else self.hall.is_main_screen(token)
        )

    def _files(self, request: Request) -> str:
        token = request.path_params.get("token")
        return "/screen" if token is None else f"/main-screen/{token}"

    def _reader(self, request: Request) -> Words:
        """Reader of the main screen as chosen by the facilitator; for a phone, its own."""
        if "token" not in request.path_params:
            return web.reader(request, self.hall.participant(request))
        day = self.hall.live.day
        return (
            main_screen_language.reader(day.main_screen_language)
            if day.main_screen_language
            else web.reader(request)
        )

    async def _page(self, request: Request) -> Response:
        if not self._may_see(request):
            return PlainTextResponse("", status_code=404)
        setting = self.hall.setting(self._files(request))
        is_small = "token" not in request.path_params
        return HTMLResponse(
            main_screen_page.main_screen(
                self._reader(request), self.hall.live.day, setting, is_small=is_small
            )
        )

    async def _events(self, request: Request) -> Response:
        if not self._may_see(request):
            return PlainTextResponse("", status_code=404)

        is_main_screen = "token" in request.path_params
        together = web.TOGETHER_ON_MAIN_SCREEN if is_main_screen else web.TOGETHER_ON_PHONE
        return web.stream(
            self.hall.changes,
            lambda: self._scene(request),
            lambda scene: dict(zip(("scene", "html"), scene, strict=True)),
            together=together,
        )

    def _scene(self, request: Request) -> tuple[str, str]:
        """Name and HTML of the present scene, rendered once for all clients that see the same."""
        day, read, files = self.hall.live.day, self._reader(request), self._files(request)
        key = (files, type(read).__name__, read.language)
        if key not in self._drawn or self._drawn[key][0] is not day:
            self._drawn[key] = day, main_screen_page.scene(read, day, self.hall.setting(files))
        return self._drawn[key][1]

    async def _picture(self, request: Request) -> Response:
        """Picture that the main screen shows now, in each rendered language; no other picture is served."""
        name, scene = request.path_params["name"], self.hall.live.day.on_main_screen.scene
        is_shown = scene.get("scene") == "picture" and name in scene.get("shown", {}).values()
        return self._file(request, "pictures", name) if is_shown else PlainTextResponse("", status_code=404)

    async def _photo(self, request: Request) -> Response:
        """Photo of the entry in focus, if its company shows everything."""
        day, name = self.hall.live.day, request.path_params["name"]
        focus = views.focused_entry(day)
        is_shown = focus and focus.company and day.entries[focus.entry_id].values.get("photo") == name
        return self._file(request, "photos", name) if is_shown else PlainTextResponse("", status_code=404)

    def _file(self, request: Request, kind: str, name: str) -> Response:
        path = pictures.path(self.hall.folder, kind, name)
        if not self._may_see(request) or path is None:
            return PlainTextResponse("", status_code=404)
        return FileResponse(path, headers={"cache-control": "private, max-age=3600"})
