"""Requests of phones: joining, declaring, responding, photos, and following the day."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from isdata.data.i18n import N_
from isdata.errors import PhotoError
from isdata.programme.workshop import intake, phone_page, pictures, views, web
from isdata.programme.workshop.declarations import Entry, Participant
from isdata.programme.workshop.live import new_key
from isdata.programme.workshop.request_checks import PHOTO
from isdata.programme.workshop.server_context import JoinRights, ServerContext

WRONG_CODE = N_("Incorrect code. The code is shown on the screen.")
TOO_MANY = N_("Too many incorrect codes from this phone. Wait a moment, then try again.")
CLOSED = N_("The workshop is closed; no further entries are accepted.")
NOT_SAVED = N_("This could not be recorded. Please try again.")
CONFLICT = N_("Another version of this entry exists; the facilitator sees both.")
CHECK = N_("Please check what you entered.")
SENT = N_("Recorded.")


@dataclass(frozen=True)
class PhoneRoutes:
    """Routes of phones; a signed cookie identifies the sender."""

    hall: ServerContext

    def routes(self) -> list[Route]:
        """All routes."""
        return [
            Route("/", self._front),
            Route("/here", self._here),
            Route("/j", self._phone),
            Route("/join", self._join, methods=["POST"]),
            Route("/send", self._send, methods=["POST"]),
            Route("/events", self._events),
            Route("/suggest", self._suggest),
            Route(PHOTO, self._take_photo, methods=["POST"]),
            Route(PHOTO + "/{name}", self._own_photo),
        ]

    async def _front(self, _request: Request) -> Response:
        return RedirectResponse("/j")

    async def _here(self, request: Request) -> Response:
        """Answer the check whether a phone reaches this machine; the console shows the same number."""
        check = self.hall.checked(request.client.host if request.client else "")
        return HTMLResponse(phone_page.connection_page(web.reader(request), check.number))

    # Joining

    async def _phone(self, request: Request) -> Response:
        participant = self.hall.participant(request)
        if participant is None or "again" in request.query_params:
            return await self._join_page(request, participant, request.query_params)
        return self._phone_page(request, participant)

    async def _join(self, request: Request) -> Response:
        sent = await web.form(request)
        device, participant = self.hall.cookies.device(request), self.hall.participant(request)
        if not device:  # no cookie: the page sets one, so that each attempt belongs to a device
            return await self._join_page(request, None, sent)
        rights = await self._join_rights(request, participant, sent)
        refusal = self._refusal(device, rights, is_participant=participant is not None)
        if refusal:
            return await self._join_page(request, participant, sent, message=refusal, status=403)
        taken = intake.parse_submission("join", sent)
        known = {each["company_id"]: each["both"] for each in rights.companies}
        if taken.body["company_id"] in known:
            taken.body["company"] = known[taken.body["company_id"]]
        else:
            taken.body["company_id"] = ""
            if not taken.body["company"]:
                taken.problems["company"] = intake.MISSING
        if taken.problems:
            return await self._join_page(
                request, participant, sent, problems=taken.problems, message=CHECK, status=422
            )
        try:
            await web.kept(self.hall.live, device, "join", taken.body, sent.get("key", "")[:64])
        except Exception:
            return await self._join_page(request, participant, sent, message=NOT_SAVED, status=503)
        return RedirectResponse("/j", status_code=303)

    def _refusal(self, device: str, rights: JoinRights, *, is_participant: bool) -> str | None:
        if not self.hall.live.day.is_open:
            return CLOSED
        if is_participant:
            return None
        if self.hall.attempts.wait(device):
            return TOO_MANY
        if not rights.is_known:
            self.hall.attempts.failed(device)
            return WRONG_CODE
        return None

    async def _join_rights(
        self, request: Request, participant: Participant | None, sent: Mapping[str, str]
    ) -> JoinRights:
        read, code = web.reader(request), sent.get("code", "")
        return await asyncio.to_thread(self.hall.join_rights, read, code, participant)

    async def _join_page(
        self,
        request: Request,
        participant: Participant | None,
        sent: Mapping[str, str],
        *,
        problems: dict[str, str] | None = None,
        message: str = "",
        status: int = 200,
    ) -> Response:
        """Page for joining; without a code it requests one and shows no company."""
        rights = await self._join_rights(request, participant, sent)
        if sent.get("code") and not rights.is_known and not message:
            message = WRONG_CODE
        former = _of_participant(participant) if participant else {"company_id": rights.company_id}
        text = phone_page.join(
            web.reader(request),
            self.hall.live.day,
            rights.companies,
            sent=former | dict(sent),
            problems=problems or {},
            message=message,
            asks_code=not rights.is_known,
        )
        answer = HTMLResponse(text, status_code=status)
        if not self.hall.cookies.device(request):
            self.hall.cookies.name_device(answer)
        return answer

    # Declaring and responding

    async def _send(self, request: Request) -> Response:
        sent = await web.form(request)
        participant = self.hall.participant(request)
        if participant is None:
            return self._answer(request, None, N_("Please join first."), 401)
        kind = sent.get("kind", "")
        if kind not in intake.SENT_BY_FORM or not 16 <= len(sent.get("key", "")) <= 64:
            return self._answer(request, participant, CHECK, 400)
        if not self.hall.live.day.is_open and kind not in intake.AFTERWARDS:
            return self._answer(request, participant, CLOSED, 403)
        taken = intake.parse_submission(kind, sent)
        if taken.problems:
            return self._answer(request, participant, CHECK, 422, sent=sent, problems=taken.problems)
        if "what" in taken.body:
            taken.body["resource_id"], taken.body["what"] = self.hall.meaning(taken.body["what"])
        try:
            receipt = await web.kept(
                self.hall.live, participant.participant_id, kind, taken.body, sent["key"]
            )
        except Exception:
            return self._answer(request, participant, NOT_SAVED, 503, sent=sent)
        if receipt.is_conflict:
            return self._answer(request, participant, CONFLICT, 409)
        return self._answer(request, participant, SENT, 200)

    def _answer(
        self,
        request: Request,
        participant: Participant | None,
        message: str,
        status: int,
        *,
        sent: dict[str, str] | None = None,
        problems: dict[str, str] | None = None,
    ) -> Response:
        """Answer a submission: as JSON for a script, else with the page."""
        read = web.reader(request, participant)
        if "application/json" in request.headers.get("accept", ""):
            words = " ".join([read.text(message), *(read.text(each) for each in (problems or {}).values())])
            day = self.hall.live.day
            live = phone_page.live(read, phone_page.phone_content(day, participant)) if participant else {}
            return JSONResponse({"message": words, **live}, status_code=status)
        if status == 200 or participant is None:
            return RedirectResponse("/j", status_code=303)
        return self._phone_page(
            request, participant, sent=sent, problems=problems, message=message, status=status
        )

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
        corrected = self._own(participant, (sent or {}).get("entry") or request.query_params.get("correct"))
        text = phone_page.phone(
            web.reader(request, participant),
            self.hall.live.day,
            participant,
            sent=sent or (corrected.values if corrected else {}),
            problems=problems or {},
            message=message,
            corrected=corrected,
        )
        return HTMLResponse(text, status_code=status)

    def _own(self, participant: Participant, name: str | None) -> Entry | None:
        own = views.own_entries(self.hall.live.day, participant)
        return next((entry for entry in own if entry.entry_id == name and entry.is_live), None)

    async def _events(self, request: Request) -> Response:
        participant = self.hall.participant(request)
        if participant is None:
            return PlainTextResponse("", status_code=401)
        name, read = participant.participant_id, web.reader(request, participant)

        def seen() -> phone_page.PhoneContent:
            day = self.hall.live.day
            return phone_page.phone_content(day, day.participants[name])

        return web.stream(self.hall.changes, seen, lambda content: phone_page.live(read, content))

    async def _suggest(self, request: Request) -> Response:
        participant = self.hall.participant(request)
        if participant is None:
            return JSONResponse([], status_code=401)
        phrase = request.query_params.get("q", "")[: intake.LONGEST["what"]]
        direction = request.query_params.get("direction", "")
        return JSONResponse(
            await asyncio.to_thread(self.hall.suggest, phrase, participant.language, direction)
        )

    # Photos

    async def _take_photo(self, request: Request) -> Response:
        """Add a photo to an entry of the sender's company."""
        participant = self.hall.participant(request)
        if participant is None:
            return self._answer(request, None, N_("Please join first."), 401)
        if not self.hall.live.day.is_open:
            return self._answer(request, participant, CLOSED, 403)
        try:
            async with request.form(max_files=1, max_fields=3) as form:
                sent, name = form.get("photo"), str(form.get("entry", ""))
                content = b"" if sent is None or isinstance(sent, str) else await sent.read()
        except MultiPartException:
            return self._answer(request, participant, CHECK, 400)
        entry = self._own(participant, name)
        if entry is None:
            return self._answer(request, participant, CHECK, 400)
        try:
            reduced = await asyncio.to_thread(pictures.reduced_apart, content)
            photo = await asyncio.to_thread(pictures.keep, self.hall.folder, "photos", reduced, "jpg")
            body = {"entry": name, "photo": photo}
            await web.kept(self.hall.live, participant.participant_id, "photo", body, new_key())
        except PhotoError as error:
            return self._answer(request, participant, error.message, 422)
        except Exception:
            return self._answer(request, participant, NOT_SAVED, 503)
        return self._answer(request, participant, SENT, 200)

    async def _own_photo(self, request: Request) -> Response:
        """Photo of an entry that the sender may read in full."""
        participant, name = self.hall.participant(request), request.path_params["name"]
        own = views.own_entries(self.hall.live.day, participant) if participant else []
        path = pictures.path(self.hall.folder, "photos", name)
        if path is None or all(entry.values.get("photo") != name for entry in own):
            return PlainTextResponse("", status_code=404)
        return FileResponse(path)


def _of_participant(participant: Participant) -> dict[str, str]:
    return {
        "company_id": participant.company_id or "",
        "company": "" if participant.company_id else participant.company,
        "visibility": participant.visibility,
        "table": str(participant.table or ""),
        "is_sme": {None: "", True: "yes", False: "no"}[participant.is_sme],
    }
