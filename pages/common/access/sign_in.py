"""Page where the facilitator enters the key: plain HTML outside Streamlit, so that the cookie can be set."""

import datetime as dt
import html
import math
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from isdata.data import i18n
from isdata.data.access import Caller, Policy, Visitor
from isdata.data.i18n import N_

PATH = "/sign-in"
_PAGE = (Path(__file__).parent / "sign_in.html").read_text("utf-8")
_LARGEST_FORM = 4_096  # bytes
_BACK = re.compile(r"[\w-]*(\?[^\s\\]*)?")  # a page of the app by its name, with its address parameters


def link(page: str, query: dict[str, str]) -> str:
    """Address of the sign-in page that leads back to a page of the app."""
    return f".{PATH}?{urlencode({'lang': query.get('lang', 'en'), 'back': f'{page}?{urlencode(query)}'})}"


async def answer(policy: Policy, request: Request) -> Response:
    """Show the page, or process a submitted key or a request to sign out."""
    if request.method != "POST":
        return _page(policy, request)
    form = await _form(request)
    caller = Caller.of_scope(request.scope)
    visitor = policy.visitor(caller)
    if visitor is None:
        message = N_("The browser blocks cookies of this site. Allow them, then sign in.")
        return _page(policy, request, message, status=403)
    if "out" in form:
        return _back_as(policy, request, policy.sign_out(visitor))
    attempt = policy.sign_in(caller, form.get("key", ""))
    if attempt.facilitator:
        return _back_as(policy, request, attempt.facilitator)
    message = N_("Incorrect key.") if attempt.is_tried else N_("Too many failed attempts from this address.")
    return _page(policy, request, message, status=403 if attempt.is_tried else 429, wait=attempt.wait)


async def _form(request: Request) -> dict[str, str]:
    """Fields of a posted form; empty if it is larger than the form of this page."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _back(request: Request) -> str:
    """Page of the app to return to, relative to this one; the first page for any other address."""
    asked = request.query_params.get("back", "")
    return f"./{asked}" if _BACK.fullmatch(asked) else "./"


def _back_as(policy: Policy, request: Request, visitor: Visitor) -> Response:
    is_https = request.url.scheme == "https"
    answer = RedirectResponse(_back(request), status_code=303)
    answer.headers["set-cookie"] = policy.signer.header(visitor, is_https=is_https)
    return answer


def _page(
    policy: Policy, request: Request, message: str = "", *, status: int = 200, wait: float = 0.0
) -> Response:
    read = _reader(request)
    visitor = policy.visitor(Caller.of_scope(request.scope))
    seconds = math.ceil(wait)
    sentences = [read.text(message)] if message else []
    if seconds:
        sentences.append(
            read.plural("Try again in {count} second.", "Try again in {count} seconds.", seconds)
        )
    alert = f'<p role="alert">{html.escape(" ".join(sentences))}</p>' if sentences else ""
    is_in = visitor is not None and policy.is_signed_in(visitor)
    text = _PAGE.format(
        lang=read.language,
        title=html.escape(read.text(N_("Facilitator"))),
        body=alert + (_sign_out(read, visitor) if is_in else _sign_in(read, has_key=bool(policy.key))),
        back=html.escape(_back(request)),
        back_label=html.escape(read.text(N_("Back to isdata"))),
    )
    headers = {"Cache-Control": "no-store", **({"Retry-After": str(seconds)} if seconds else {})}
    return HTMLResponse(text, status_code=status, headers=headers)


def _reader(request: Request) -> i18n.Reader:
    """Reader of a request, in the language of the referring page or of the browser."""
    accepted = request.headers.get("accept-language", "").lower()
    chosen = request.query_params.get("lang", "zh" if accepted.startswith("zh") else "en")
    return i18n.reader(chosen if chosen in i18n.LANGUAGES else "en")


def _sign_in(read: i18n.Reader, *, has_key: bool) -> str:
    if not has_key:
        words = read.text(N_("This server has no key; every user on this machine has the facilitator role."))
        return f"<p>{html.escape(words)}</p>"
    label, button = read.text(N_("Facilitator’s key")), read.text(N_("Sign in"))
    return (
        f'<form method="post"><label for="key">{html.escape(label)}</label>'
        '<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>'
        f"<button>{html.escape(button)}</button></form>"
    )


def _sign_out(read: i18n.Reader, visitor: Visitor) -> str:
    until = dt.datetime.fromtimestamp(visitor.signed_in_until)
    sentence = read.text(N_("You are signed in as facilitator until {time}."), time=f"{until:%H:%M}")
    button = read.text(N_("Sign out"))
    return (
        f"<p>{html.escape(sentence)}</p>"
        f'<form method="post"><button name="out" value="1">{html.escape(button)}</button></form>'
    )
