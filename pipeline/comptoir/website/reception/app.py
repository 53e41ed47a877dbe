"""The reception: public forms, confirmations, unsubscriptions and requests, over HTTP.

A GET changes nothing. Everything works without JavaScript and sets no cookie. Known and unknown
addresses get the same answer: the host knows nobody.
"""

import asyncio
import logging
import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comptoir.settings import PurposeClass
from comptoir.site.data import Form
from comptoir.site.slots import Slots
from comptoir.website.components.forms import TRAP, drawn, information
from comptoir.website.components.slots import choices
from comptoir.website.edition import Facts
from comptoir.website.headers import everywhere
from comptoir.website.reception import pages, rights
from comptoir.website.reception.answers import TICKED, Answers, judge
from comptoir.website.reception.entries import Agreement, Entry, EntryKind
from comptoir.website.reception.gate import Gate
from comptoir.website.reception.inbox import Inbox
from comptoir.website.reception.pages import Frame, paragraphs

OWN = "/reception"
STAMP, PUZZLE = "envoi", "altcha"
LARGEST = 128 * 1024  # bytes of a request
TOKEN = re.compile(r"[A-Za-z0-9_-]{10,120}\Z")
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058
log = logging.getLogger(__name__)
Answer = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Reception:
    """What answers, for one site.

    Args:
        facts: what the site says of the organisation.
        forms: those of the site, by name.
        frame: what stands around the pages.
        inbox: where entries go.
        clock: what time it is.
        behind_proxy: the address of a visitor is the last that the server in front tells.
        slots: the hours that a form may ask for.
    """

    facts: Facts
    forms: Mapping[str, Form]
    frame: Frame
    inbox: Inbox
    clock: Callable[[], datetime]
    behind_proxy: bool = True
    slots: Slots = field(default_factory=Slots)
    gate: Gate = field(default_factory=Gate)

    def app(self) -> Starlette:
        base = f"{self.facts.base}{OWN}"
        routes = [
            Route(f"{self.facts.base}{form.action}", self._form(name, form), methods=["POST"])
            for name, form in self.forms.items()
        ]
        routes += [
            Route(f"{base}/defi", self._puzzle, methods=["GET"]),
            Route(f"{base}/merci", self._thanks, methods=["GET"]),
            Route(f"{base}/arret", self._stop, methods=["GET", "POST"]),
            Route(f"{base}/accord/{{token}}", self._agree, methods=["GET", "POST"]),
            Route(f"{base}/mes-droits", self._rights_form, methods=["GET"]),
            Route(f"{base}/mes-droits", self._form("", rights.FORM), methods=["POST"]),
        ]
        return Starlette(
            routes=routes,
            lifespan=self._life,
            middleware=[Middleware(Small), Middleware(Headers)],
            exception_handlers={
                404: self._lost, 405: self._lost, Exception: self._broken, OSError: self._broken,
                MultiPartException: self._unreadable, TooLarge: self._unreadable,
            },
        )  # fmt: skip

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(self.inbox.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _form(self, name: str, form: Form) -> Answer:
        async def answer(request: Request) -> Response:
            sent = _texts(await request.form())
            if sent.get(TRAP):  # a robot: it need not know
                return self._thanked()
            answers = judge(form, sent)
            if answers.faults:
                return self._page(form.title, self._corrected(name, form, answers), 422)
            if self.gate.used(sent.get(STAMP, "")):  # the page was sent twice
                return self._thanked()
            if not self._is_somebody(request, sent, answers):
                return self._again(request, name, form, answers)
            if not self.gate.may_come(self._address(request), self._now):
                return self._page("Trop d’envois", paragraphs(
                    "Beaucoup de formulaires arrivent de votre réseau. Réessayez dans dix minutes, "
                    f"ou écrivez-nous : {self.facts.organisation.email}."), 429)  # fmt: skip
            await self.inbox.keep(self._entry(request, name, form, answers))
            return self._thanked(agreed=bool(_agreements(form, answers, "")))

        return answer

    def _is_somebody(self, request: Request, sent: Mapping[str, str], answers: Answers) -> bool:
        if self.gate.solved(sent.get(PUZZLE, ""), self._now):
            return True
        return self.gate.aged(sent.get(STAMP, ""), answers.values, self._now)

    def _again(self, request: Request, name: str, form: Form, answers: Answers) -> Response:
        action = request.url.path
        stamp = self.gate.stamp(answers.values, self._now)
        inside = pages.to_confirm(form, answers, action=action, stamp=stamp, name=STAMP)
        return self._page(f"{form.title} : relire", inside)

    def _corrected(self, name: str, form: Form, answers: Answers) -> str:
        due = self._due(form)
        action = f"{self.facts.base}{form.action}"
        told = drawn(
            name, form, action=action, due=due, values=answers.values, faults=answers.faults,
            hours=choices(self.slots, self._today()),
        )  # fmt: skip
        return pages.to_correct(form, answers, name) + told

    def _due(self, form: Form) -> str:
        purpose = self.facts.processing.purposes.get(form.purpose)
        privacy = f"{self.facts.base}/confidentialite/"
        if purpose is None:
            return rights.due(self.facts.organisation, privacy)
        return information(purpose, self.facts.organisation, privacy=privacy)

    def _entry(self, request: Request, name: str, form: Form, answers: Answers) -> Entry:
        page = request.headers.get("referer", "")[:500]
        agreements = _agreements(form, answers, page)
        return Entry(
            id=uuid.uuid4().hex,
            at=self.clock(),
            kind=EntryKind.FORM if name else EntryKind.RIGHTS,
            form=name,
            values={key: value for key, value in answers.values.items() if value},
            agreements=agreements,
            ip=self._address(request) if agreements else "",
        )

    async def _puzzle(self, request: Request) -> Response:
        return JSONResponse(dict(self.gate.puzzle(self._now)))

    async def _thanks(self, request: Request) -> Response:
        told = ["Votre message est arrivé."]
        if "accord" in request.query_params:
            told.append(
                "Vous recevrez un courriel : ouvrez-le et confirmez, pour que nous puissions "
                "vous écrire. Sans cela, rien ne vous sera envoyé."
            )
        return self._page("Merci", paragraphs(*told) + self._home())

    async def _rights_form(self, request: Request) -> Response:
        form = rights.FORM
        told = drawn("", form, action=request.url.path, due=self._due(form))
        return self._page(form.title, paragraphs(*rights.INTRODUCTION) + told)

    async def _stop(self, request: Request) -> Response:
        token = request.query_params.get("jeton", "")
        if not TOKEN.match(token):
            return await self._lost(request)
        if request.method == "GET":
            inside = pages.to_stop(f"{request.url.path}?jeton={token}", self._stoppable())
            return self._page("Ne plus recevoir nos messages", inside)
        sent = await request.form()
        known = dict(self._stoppable())
        scopes = tuple(
            one for one in sent.getlist("arreter") if isinstance(one, str) and one in known
        )
        entry = Entry(
            id=uuid.uuid4().hex, at=self.clock(), kind=EntryKind.STOP, token=token, scopes=scopes
        )
        await self.inbox.keep(entry)
        if sent.get(ONE_CLICK[0]) == ONE_CLICK[1]:
            return Response(status_code=200)
        told = "C’est noté : vous ne recevrez plus " + (
            " ni ".join(f"« {known[one]} »" for one in scopes) if scopes else "ces messages"
        )
        late = "Un envoi déjà parti a pu se croiser avec votre demande."
        return self._page("C’est noté", paragraphs(f"{told}.", late) + self._home())

    def _stoppable(self) -> list[tuple[str, str]]:
        return [
            (id_, purpose.title)
            for id_, purpose in self.facts.processing.purposes.items()
            if purpose.kind is not PurposeClass.STATUTORY
        ]

    async def _agree(self, request: Request) -> Response:
        token = request.path_params["token"]
        if not TOKEN.match(token):
            return await self._lost(request)
        if request.method == "GET":
            told = ("Vous avez demandé à recevoir nos courriels.", "Confirmez, et ce sera fait.")
            return self._page("Confirmer votre accord", pages.to_agree(request.url.path, told))
        entry = Entry(
            id=uuid.uuid4().hex, at=self.clock(), kind=EntryKind.CONFIRM, token=token,
            ip=self._address(request),
        )  # fmt: skip
        await self.inbox.keep(entry)
        told = ("Votre accord est enregistré.", "Chaque courriel portera un lien pour arrêter.")
        return self._page("C’est confirmé", paragraphs(*told) + self._home())

    def _home(self) -> str:
        return f'<p><a href="{self.facts.base}/">Retour à l’accueil</a></p>'

    def _thanked(self, *, agreed: bool = False) -> Response:
        asked = "?accord" if agreed else ""
        return RedirectResponse(f"{self.facts.base}{OWN}/merci{asked}", status_code=303)

    def _page(self, title: str, inside: str, status: int = 200) -> Response:
        return HTMLResponse(self.frame.page(title, inside), status_code=status)

    async def _lost(self, request: Request, _: Exception | None = None) -> Response:
        told = paragraphs("Cette adresse ne mène à rien, ou a été mal recopiée.")
        return self._page("Cette page n’existe pas", told + self._home(), 404)

    async def _unreadable(self, request: Request, _: Exception) -> Response:
        told = paragraphs("Cet envoi est trop gros, ou illisible : il n’a pas été gardé.")
        return self._page("Envoi refusé", told + self._home(), 413)

    async def _broken(self, request: Request, error: Exception) -> Response:
        log.error("reception: %s", type(error).__name__)  # never what was sent
        told = f"Rien n’a été gardé. Réessayez, ou écrivez-nous : {self.facts.organisation.email}."
        return self._page("Le service est en panne", paragraphs(told), 503)

    def _today(self) -> date:
        return self.clock().astimezone(ZoneInfo(self.facts.site.site.timezone)).date()

    @property
    def _now(self) -> float:
        return self.clock().timestamp()

    def _address(self, request: Request) -> str:
        told = request.headers.get("x-forwarded-for", "") if self.behind_proxy else ""
        peer = request.client.host if request.client else ""
        return told.split(",")[-1].strip()[:45] or peer


def _texts(sent: FormData) -> dict[str, str]:
    """Keep the texts that were sent, the first of each name; no form of ours takes files."""
    kept: dict[str, str] = {}
    for name, value in sent.multi_items():
        if isinstance(value, str):
            kept.setdefault(name, value)
    return kept


def _agreements(form: Form, answers: Answers, page: str) -> tuple[Agreement, ...]:
    return tuple(
        Agreement(purpose=one.consent, wording=one.label, page=page)
        for one in form.fields
        if one.consent and answers.values[one.name] == TICKED
    )


class TooLarge(Exception):  # noqa: N818 — what it says, as the names of the library
    """A request goes over what a form can hold."""


@dataclass(slots=True)
class Small:
    """Refuses large requests before they are read."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                raise TooLarge
            return message

        await self.app(scope, measured, send)


@dataclass(slots=True)
class Headers:
    """The headers of the whole site; nothing of these pages is kept by anybody."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {**everywhere(search=True), "Cache-Control": "no-store"}
                message["headers"] += [(k.lower().encode(), v.encode()) for k, v in ours.items()]
            await send(message)

        await self.app(scope, receive, told)
