"""The server of the hall: the pages of phones and wall, and nothing of the facilitator's."""

import asyncio
import contextlib
import hashlib
import json
import secrets
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from itsdangerous import BadData, URLSafeSerializer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from isdata.data import i18n
from isdata.data.access import Attempts, Policy
from isdata.data.i18n import N_
from isdata.programme.workshop import intake, rendering, views
from isdata.programme.workshop.day import Participant
from isdata.programme.workshop.door import Door
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.replay import OF_PHONES

_DEVICE_KEPT_FOR = 30 * 24 * 3600  # s
_ALIVE_EVERY = 15.0  # s; keeps a quiet stream open
_TOGETHER = 0.03  # s; changes that come so close are stated at once

WRONG_CODE = N_("This code is not right. It is on the screen.")
TOO_MANY = N_("Too many wrong codes came from this phone. Wait a little, then try again.")
CLOSED = N_("The workshop is closed; nothing more is taken.")
NOT_SAVED = N_("This could not be recorded. Please try again.")
CONFLICT = N_("Something else was sent under this entry; the facilitator sees both.")
CHECK = N_("Please check what you entered.")
SENT = N_("Recorded.")


@dataclass
class Hall:
    """What the server of a session needs.

    Parameters
    ----------
    live : Live
        The session.
    policy : Policy
        Which host names it answers to.
    secret : bytes
        Signs the cookies of phones and the address of the wall.
    address : callable
        Returns the address that phones open, as the facilitator chose it.
    companies : callable
        Returns the companies of the park for a reader: company_id and name.
    suggest : callable
        Returns names of resources that a phrase may mean, for a language.
    """

    live: Live
    policy: Policy
    secret: bytes
    address: Callable[[], str]
    companies: Callable[[i18n.Reader], list[dict[str, str]]] = lambda _read: []
    suggest: Callable[[str, str], list[str]] = lambda _phrase, _language: []
    attempts: Attempts = field(default_factory=Attempts)

    def __post_init__(self) -> None:
        self._signer = URLSafeSerializer(
            self.secret, salt="isdata.workshop", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._cookie = f"isdata-hall-{hashlib.sha256(self.secret + b'hall').hexdigest()[:8]}"

    @property
    def wall_path(self) -> str:
        """Path of the wall; whoever knows it sees what the hall sees."""
        return f"/wall/{self._signer.dumps(['wall', self.live.session])}"

    def application(self) -> Starlette:
        """The ASGI application."""
        routes = [
            Route("/", self._front),
            Route("/j", self._phone),
            Route("/join", self._join, methods=["POST"]),
            Route("/send", self._send, methods=["POST"]),
            Route("/events", self._events),
            Route("/suggest", self._suggest),
            Route("/wall/{token}", self._wall),
            Route("/wall/{token}/events", self._wall_events),
        ]
        return Starlette(routes=routes, middleware=[Middleware(Door, policy=self.policy)])

    # What a phone asks for

    async def _front(self, _request: Request) -> Response:
        return RedirectResponse("/j")

    async def _phone(self, request: Request) -> Response:
        device = self._device(request)
        participant = self.live.day.participants.get(device) if device else None
        if participant is None or "again" in request.query_params:
            return self._join_page(request, device, participant)
        return self._phone_page(request, participant)

    async def _join(self, request: Request) -> Response:
        sent = await _form(request)
        device = self._device(request)
        if not device:  # no cookie: the page gives one, so that each attempt belongs to a device
            return self._join_page(request, device, None, sent=sent)
        participant = self.live.day.participants.get(device)
        refusal = self._refusal_of_code(device, participant, sent)
        if refusal:
            return self._join_page(request, device, participant, sent=sent, message=refusal, status=403)
        taken = intake.take("join", sent)
        known = {each["company_id"]: each["name"] for each in self.companies(_reader(request, None))}
        if taken.body["company_id"] in known:
            taken.body["company"] = known[taken.body["company_id"]]
        else:
            taken.body["company_id"] = ""
            if not taken.body["company"]:
                taken.problems["company"] = intake.MISSING
        if taken.problems:
            return self._join_page(
                request, device, participant, sent=sent, problems=taken.problems, message=CHECK, status=422
            )
        try:
            await asyncio.wrap_future(self.live.send(device, "join", taken.body, sent.get("key", "")[:64]))
        except Exception:
            return self._join_page(request, device, participant, sent=sent, message=NOT_SAVED, status=503)
        return RedirectResponse("/j", status_code=303)

    def _refusal_of_code(
        self, device: str, participant: Participant | None, sent: dict[str, str]
    ) -> str | None:
        if not self.live.day.is_open:
            return CLOSED
        if participant is not None:
            return None
        if self.attempts.wait(device):
            return TOO_MANY
        code = "".join(sent.get("code", "").upper().split())
        if not secrets.compare_digest(code.encode(), self.live.day.code.encode()):
            self.attempts.failed(device)
            return WRONG_CODE
        return None

    async def _send(self, request: Request) -> Response:
        sent = await _form(request)
        participant = self.live.day.participants.get(self._device(request) or "")
        if participant is None:
            return self._reply(request, None, N_("Please join first."), 401)
        kind = sent.get("kind", "")
        if kind not in OF_PHONES - {"join"} or not 16 <= len(sent.get("key", "")) <= 64:
            return self._reply(request, participant, CHECK, 400)
        if not self.live.day.is_open:
            return self._reply(request, participant, CLOSED, 403)
        taken = intake.take(kind, sent)
        if taken.problems:
            return self._reply(request, participant, CHECK, 422, sent=sent, problems=taken.problems)
        try:
            receipt = await asyncio.wrap_future(
                self.live.send(participant.participant_id, kind, taken.body, sent["key"])
            )
        except Exception:
            return self._reply(request, participant, NOT_SAVED, 503, sent=sent)
        if receipt.is_conflict:
            return self._reply(request, participant, CONFLICT, 409)
        return self._reply(request, participant, SENT, 200)

    def _reply(
        self,
        request: Request,
        participant: Participant | None,
        message: str,
        status: int,
        *,
        sent: dict[str, str] | None = None,
        problems: dict[str, str] | None = None,
    ) -> Response:
        """Answer a submission: to a script as JSON, else with the page."""
        read = _reader(request, participant)
        if "application/json" in request.headers.get("accept", ""):
            words = " ".join([read.text(message), *(read.text(each) for each in (problems or {}).values())])
            live = rendering.live(read, self.live.day, participant) if participant else ""
            return JSONResponse({"message": words, "live": live}, status_code=status)
        if status == 200 or participant is None:
            return RedirectResponse("/j", status_code=303)
        return self._phone_page(
            request, participant, sent=sent, problems=problems, message=message, status=status
        )

    async def _events(self, request: Request) -> Response:
        participant = self.live.day.participants.get(self._device(request) or "")
        if participant is None:
            return PlainTextResponse("", status_code=401)
        name, read = participant.participant_id, _reader(request, participant)

        def state() -> dict[str, Any]:
            day = self.live.day
            return {"live": rendering.live(read, day, day.participants[name])}

        return self._stream(request, state)

    async def _suggest(self, request: Request) -> Response:
        participant = self.live.day.participants.get(self._device(request) or "")
        if participant is None:
            return JSONResponse([], status_code=401)
        phrase = request.query_params.get("q", "")[: intake.LONGEST["what"]]
        return JSONResponse(await asyncio.to_thread(self.suggest, phrase, participant.language))

    # What the wall asks for

    async def _wall(self, request: Request) -> Response:
        if not self._is_wall(request):
            return PlainTextResponse("", status_code=404)
        return HTMLResponse(rendering.wall(_reader(request, None), self.live.day, address=self.address()))

    async def _wall_events(self, request: Request) -> Response:
        if not self._is_wall(request):
            return PlainTextResponse("", status_code=404)
        read = _reader(request, None)

        def state() -> dict[str, Any]:
            name, text = rendering.scene(read, self.live.day, address=self.address())
            return {"scene": name, "html": text}

        return self._stream(request, state)

    def _is_wall(self, request: Request) -> bool:
        try:
            return self._signer.loads(request.path_params["token"]) == ["wall", self.live.session]
        except BadData:
            return False

    # What all of them share

    def _stream(self, request: Request, state: Callable[[], dict[str, Any]]) -> Response:
        """Send what is stated now, and again whenever it has changed, until the reader leaves."""

        async def events() -> AsyncGenerator[str]:
            loop, changed = asyncio.get_running_loop(), asyncio.Event()
            end = self.live.follow(lambda: _woken(loop, changed))
            last = ""
            try:
                while True:
                    number, text = self.live.day.last, json.dumps(state(), ensure_ascii=False)
                    if text != last:
                        yield f"id: {number}\ndata: {text}\n\n"
                        last = text
                    try:
                        await asyncio.wait_for(changed.wait(), _ALIVE_EVERY)
                        await asyncio.sleep(_TOGETHER)
                    except TimeoutError:
                        yield ": here\n\n"
                    changed.clear()
            finally:
                end()

        return StreamingResponse(
            events(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    def _device(self, request: Request) -> str | None:
        """The device that a cookie of ours names."""
        try:
            kind, device = self._signer.loads(request.cookies.get(self._cookie, ""))
        except (BadData, ValueError):
            return None
        return str(device) if kind == "device" else None

    def _join_page(
        self,
        request: Request,
        device: str | None,
        participant: Participant | None,
        *,
        sent: dict[str, str] | None = None,
        problems: dict[str, str] | None = None,
        message: str = "",
        status: int = 200,
    ) -> Response:
        read = _reader(request, None)
        known = {} if participant is None else _of_participant(participant)
        given = known | {"code": request.query_params.get("code", "")} | (sent or {})
        text = rendering.join(
            read,
            self.live.day,
            self.companies(read),
            sent=given,
            problems=problems or {},
            message=message,
            asks_code=participant is None and (not given["code"] or message == WRONG_CODE),
        )
        answer = HTMLResponse(text, status_code=status)
        if not device:
            value = self._signer.dumps(["device", secrets.token_hex(12)])
            answer.set_cookie(self._cookie, value, max_age=_DEVICE_KEPT_FOR, httponly=True, samesite="lax")
        return answer

    def _phone_page(
        self,
        request: Request,
        participant: Participant,
        *,
        sent: dict[str, str] | None = None,
        problems: dict[str, str] | None = None,
        message: str = "",
        status: int = 200,
    ) -> Response:
        day = self.live.day
        asked = (sent or {}).get("entry") or request.query_params.get("correct")
        own = {entry.entry_id: entry for entry in views.own_entries(day, participant) if entry.is_live}
        corrected = own.get(asked) if asked else None
        text = rendering.phone(
            _reader(request, participant),
            day,
            participant,
            sent=sent or (corrected.values if corrected else {}),
            problems=problems or {},
            message=message,
            corrected=corrected,
        )
        return HTMLResponse(text, status_code=status)


def _woken(loop: asyncio.AbstractEventLoop, changed: asyncio.Event) -> None:
    """Wake a stream from another thread, unless its server has ended meanwhile."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(changed.set)


def _of_participant(participant: Participant) -> dict[str, str]:
    return {
        "company_id": participant.company_id or "",
        "company": "" if participant.company_id else participant.company,
        "visibility": participant.visibility,
    }


def _reader(request: Request, participant: Participant | None) -> i18n.Reader:
    """The reader of a page: as the address asks, as the phone chose, or as its browser is set."""
    accepted = request.headers.get("accept-language", "").lower()
    asked = request.query_params.get("lang") or (participant.language if participant else None)
    language = asked or ("zh" if accepted.startswith("zh") else "en")
    return i18n.reader(language if language in i18n.LANGUAGES else "en")


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form."""
    body = await request.body()
    return {
        name: values[0]
        for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }
