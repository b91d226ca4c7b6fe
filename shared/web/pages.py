"""Pages: Jinja2 templates on the shared layout, forms, messages after a redirect, problems."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlencode
from uuid import UUID

import structlog
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from shared.web import csrf, forms
from shared.web.components import COMPONENTS
from shared.web.flash import COOKIE, Flash, pack, unpack
from shared.web.i18n import Words
from shared.web.navigation import Crumb, NavigationLink, current_link
from shared.web.problem import Problem
from shared.web.static_files import PREFIX, StaticByContent, static_address

log = structlog.get_logger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBILITY_PATH = "/tilgjengelighet"

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the page: the name shown, and the session that the forms are bound to.

    `described_as` tells people with several functions apart (`HPR 9144889`, `sekretariat`).
    """

    name: str
    session: str
    described_as: str | None = None


ViewerOf: TypeAlias = Callable[[Request], Viewer | None]
NavigationOf: TypeAlias = Callable[[Request], Sequence[NavigationLink]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the links of the layout lead.

    `statement` is the operator's own declaration at uustatus.no, `feedback` a page or mailto.
    """

    home: str = "/"
    log_in: str = "/logg-inn"
    log_out: str = "/logg-ut"
    accessibility: str = ACCESSIBILITY_PATH
    statement: str | None = None
    feedback: str | None = None


class Pages:
    """Renders the templates of one service.

    `viewer` and `navigation` read what authentication has put on the request; they must neither
    block nor fail. `secret` is at least 32 bytes; the tokens of forms and messages are made of it.
    """

    def __init__(
        self,
        words: Words,
        template_folders: Sequence[Path],
        *,
        secret: bytes,
        viewer: ViewerOf,
        navigation: NavigationOf,
        new_id: Callable[[], UUID],
        addresses: Addresses | None = None,
    ) -> None:
        if len(secret) < 32:
            raise ValueError("the secret of the pages must have at least 32 bytes")
        self.words = words
        self._secret = secret
        self._viewer = viewer
        self._navigation = navigation
        self._new_id = new_id
        self.addresses = addresses or Addresses()
        self.templates = _environment(words, (*template_folders, TEMPLATES))

    def render(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        breadcrumbs: Sequence[Crumb] = (),
        **values: object,
    ) -> HTMLResponse:
        """The page, with who looks, where they are, and the message of the redirect before."""
        viewer = self._viewer(request)
        flash = self._flash(request, viewer)
        links = tuple(self._navigation(request))
        surroundings: dict[str, Any] = {
            "viewer": viewer,
            "navigation": links,
            "current": current_link(links, request.url.path),
            "breadcrumbs": tuple(breadcrumbs),
            "csrf_token": csrf.token(self._secret, viewer.session) if viewer else "",
            "form_key": str(self._new_id()),
            "flash": flash,
            "addresses": self.addresses,
            "path": request.url.path,
        }
        html = self.templates.get_template(template).render({**surroundings, **values})
        response = HTMLResponse(html, status)
        if COOKIE in request.cookies:
            response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
        return response

    def redirect(
        self, request: Request, address: str, *, flash: Flash | None = None
    ) -> RedirectResponse:
        """See other (303): a form that was taken is never sent again by reloading.

        `address` is a local path; ValueError for anything else.
        """
        if not address.startswith("/") or address.startswith(("//", "/\\")):
            raise ValueError("a redirect leads to a path of our own")
        response = RedirectResponse(address, 303)
        viewer = self._viewer(request)
        if flash is not None and viewer is not None:
            response.set_cookie(
                COOKIE,
                pack(self._secret, viewer.session, flash),
                max_age=60,
                path="/",
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="lax",
            )
        return response

    async def read(
        self, request: Request, model: type[M], *, prefix: str | None = None
    ) -> forms.Form[M]:
        """The form that was sent; raises ForeignForm where it is not one of ours (403).

        On errors the caller renders the same template again with the form and status 422: what
        was typed is kept, and the error summary stands first.
        """
        data = await request.form()
        self.check_origin(request, data.get(csrf.FIELD))
        return forms.read(data, model, self.words, prefix=prefix)

    def check_origin(self, request: Request, token: object) -> None:
        """Raises ForeignForm unless the token is the viewer's; for forms read in another way."""
        viewer = self._viewer(request)
        csrf.check(
            self._secret,
            viewer.session if viewer else None,
            token if isinstance(token, str) else None,
        )

    def problem(self, request: Request, problem: Problem) -> Response:
        """A refusal or failure as a page; to the login where nobody is logged in yet.

        Where the page itself can't be made (the failure may lie there) a plain one is.
        """
        if problem.status == 401 and request.method == "GET":
            return RedirectResponse(_login(self.addresses.log_in, request), 303)
        try:
            return self.render(
                request, "pages/problem.html", status=problem.status, problem=problem
            )
        except Exception:
            log.exception("the page of a problem can't be shown", status=problem.status)
            html = self.templates.get_template("pages/plain_problem.html").render(problem=problem)
            return HTMLResponse(html, problem.status)

    def install(self, app: FastAPI) -> None:
        """Adds the static files and the accessibility statement; once for an application.

        Headers and body limit are those of `install_protection`.
        """
        app.mount(PREFIX, StaticByContent(), name="static")

        @app.get(self.addresses.accessibility, include_in_schema=False, response_class=HTMLResponse)
        def accessibility(request: Request) -> HTMLResponse:
            return self.render(request, "pages/accessibility.html")

    def _flash(self, request: Request, viewer: Viewer | None) -> Flash | None:
        cookie = request.cookies.get(COOKIE)
        if cookie is None or viewer is None:
            return None
        return unpack(self._secret, viewer.session, cookie)


def _login(address: str, request: Request) -> str:
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{address}?{urlencode({'next': target})}"


def _environment(words: Words, folders: Sequence[Path]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    formats = words.formats
    environment.globals.update(
        {"_": words, "has_words": words.has, "static": static_address, **COMPONENTS}
    )
    environment.filters.update(
        {
            "kroner": formats.kroner,
            "number": formats.number,
            "percent": formats.percent,
            "hours": formats.hours,
            "date": formats.day,
            "long_date": formats.long_day,
            "clock": formats.clock,
            "moment": formats.moment,
            "machine": formats.machine,
        }
    )
    return environment
