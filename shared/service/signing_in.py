"""The parameters with which routes say who may call them."""

from typing import Annotated

from fastapi import Depends, Request

from shared.identity.actors import Actor
from shared.identity.authentication import LoginNeeded
from shared.service.access import Access
from shared.web.pages import Pages


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


def _asking(request: Request) -> Actor:
    return _access(request).actor(request)


def _signed_in(request: Request) -> Actor:
    return _access(request).signed_in(request)


def _visiting(request: Request) -> Actor | None:
    try:
        return _access(request).signed_in(request)
    except LoginNeeded:
        return None


def _pages(request: Request) -> Pages:
    pages: Pages = request.app.state.pages
    return pages


Asking = Annotated[Actor, Depends(_asking)]
"""Who calls the API: a bearer token, or 401."""

SignedIn = Annotated[Actor, Depends(_signed_in)]
"""Who looks at a page: a session, or the way to log in."""

Visiting = Annotated[Actor | None, Depends(_visiting)]
"""Who looks at a page that is open to everybody: nobody, where nobody is logged in."""

ThePages = Annotated[Pages, Depends(_pages)]
"""What renders pages."""
