"""Console of a table: its facilitator confirms declarations of its companies, takes notes, and proposes opportunities."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from isdata.programme.workshop import intake, table_page, web
from isdata.programme.workshop.day_state import CONSOLE, Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import new_key
from isdata.programme.workshop.replay import last_undoable_step
from isdata.programme.workshop.server_context import ServerContext

_OF_ENTRIES = ("confirm", "hide", "note")
_OPPORTUNITY = ("title", "next_step", "owner", "due")


@dataclass(frozen=True)
class TableRoutes:
    """Routes below the secret path of a table, limited to the entries of that table."""

    hall: ServerContext

    def routes(self) -> list[Route]:
        """All routes."""
        return [
            Route("/table/{token}", self._page),
            Route("/table/{token}/events", self._events),
            Route("/table/{token}/act", self._act, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        number = self._number(request)
        if number is None:
            return PlainTextResponse("", status_code=404)
        day, read = self.hall.live.day, web.reader(request)
        text = table_page.page(
            read,
            day,
            number,
            own_entries(day, number),
            self._path(request),
            may_undo=self._last_step(number) is not None,
        )
        return HTMLResponse(text)

    async def _events(self, request: Request) -> Response:
        number = self._number(request)
        if number is None:
            return PlainTextResponse("", status_code=404)
        read, path = web.reader(request), self._path(request)

        def content(day: Day) -> dict[str, Any]:
            own, may_undo = own_entries(day, number), self._last_step(number) is not None
            text = table_page.entries(read, day, number, own, path, may_undo=may_undo)
            return {"scene": "table", "html": text}

        return web.stream(self.hall.changes, lambda: self.hall.live.day, content)

    async def _act(self, request: Request) -> Response:
        number, sent = self._number(request), await web.form(request)
        day = self.hall.live.day
        if number is None or not day.is_open:
            return PlainTextResponse("", status_code=404)
        body = self._body(day, number, sent)
        if body is None:
            return PlainTextResponse("", status_code=400)
        key = sent.get("key", "")
        noted = body | {"table": number}
        await web.kept(self.hall.live, CONSOLE, sent["kind"], noted, key if len(key) >= 16 else new_key())
        return RedirectResponse(self._path(request), status_code=303)

    def _body(self, day: Day, number: int, sent: dict[str, str]) -> dict[str, Any] | None:
        """Body of a request from a table: a step on one of its own entries, an opportunity between them, or an undo."""
        kind, own = sent.get("kind"), {entry.entry_id: entry for entry in own_entries(day, number)}
        longest = intake.LONGEST["words"]
        if kind == "opportunity" and sent.get("title", "").strip():
            joined = [name for name in own if sent.get(f"entry-{name}")]
            return {name: sent.get(name, "")[:longest] for name in _OPPORTUNITY} | {"entries": joined}
        if kind == "undo":
            last = self._last_step(number)
            return {"number": last} if last is not None else None
        entry = own.get(sent.get("entry", ""))
        if kind not in _OF_ENTRIES or entry is None:
            return None
        note = {"note": sent.get("note", "")[:longest]} if kind == "note" else {}
        return {"entry": entry.entry_id} | note

    def _last_step(self, number: int) -> int | None:
        """Number of the last valid step of a table."""
        return last_undoable_step(self.hall.live.records, table=number)

    def _number(self, request: Request) -> int | None:
        return self.hall.table(request.path_params["token"])

    def _path(self, request: Request) -> str:
        return f"/table/{request.path_params['token']}"


def own_entries(day: Day, number: int) -> list[Entry]:
    """Entries of the companies of a table, latest first."""
    seated = {each.of_company for each in day.participants.values() if each.table == number}
    return [
        entry
        for entry in reversed(day.entries.values())
        if entry.company in seated and entry.status != "withdrawn" and entry.merged_into is None
    ]
