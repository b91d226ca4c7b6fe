"""What a form of the pages does when it is sent: taken, or shown again with what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, Protocol, TypeAlias, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from shared.eventlog.commands import Done
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.pages import Pages

F = TypeVar("F", bound=BaseModel)
Again: TypeAlias = Callable[[Form[Any], int], HTMLResponse]
"""Shows the page anew, with what was typed and what is wrong with it."""


class Asks(Protocol):
    """A service's application: what people may ask of it."""

    def ask(self, actor: Actor, command: Any, *, key: str) -> Done: ...


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a page or sends a form, and what renders the answer."""

    request: Request
    actor: Actor
    pages: Pages


def _visit(request: Request, actor: SignedIn, pages: ThePages) -> Visit:
    return Visit(request, actor, pages)


TheVisit = Annotated[Visit, Depends(_visit)]
"""Somebody who is logged in."""


@dataclass(frozen=True)
class Sent(Generic[F]):
    """What a form asks for, where it leads and what is said then; `fields` are the names that
    the rules use for fields which the form calls something else."""

    command: Callable[[F], Any]
    address: Callable[[F], str]
    flash: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sending:
    """Takes forms, each with its `idempotency_key`: `application` is asked, `platform` waited
    for, `words` say no."""

    application: Asks
    platform: Platform
    words: Words

    def take(self, visit: Visit, form: Form[F], sent: Sent[F], again: Again) -> Response:
        """See other where it was taken; else the page again with 422. Raises what asking does."""
        if form.value is None:
            return again(form, 422)
        try:
            key = form.text("idempotency_key")
            done = self.application.ask(visit.actor, sent.command(form.value), key=key)
        except Refused as no:
            return again(self._refused(form, no, sent), 422)
        self.platform.shows(done)
        flash = Flash("success", sent.flash)
        return visit.pages.redirect(visit.request, sent.address(form.value), flash=flash)

    def _refused(self, form: Form[F], no: Refused, sent: Sent[F]) -> Form[F]:
        """What the rules say, at the field where the form has it, else for the whole form."""
        named = (no.field or "").removeprefix("rules.")
        named = sent.fields.get(named, named)
        own = form.value is not None and named.split(".")[0] in type(form.value).model_fields
        at = named if own else None
        return form.refused(Refused(no.rule, no.reason, field=at, **no.values), self.words)


def may(actor: Actor, action: Action, helsefellesskap: UUID | None) -> bool:
    """Whether the actor may do this in the helsefellesskap's structure."""
    resource = Resource("structure", helsefellesskap=helsefellesskap)
    return isinstance(allowed(actor, action, resource), Allowed)
