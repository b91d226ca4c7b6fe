"""What an act on a page does when its form is sent, on the version that was looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from services.compensation.application import Compensation
from services.compensation.commands import CompensationCommand
from services.compensation.pages import forms
from services.compensation.pages.forms import ActForm, FormModel
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import Again, Visit
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words

F = TypeVar("F", bound=FormModel)


@dataclass(frozen=True)
class Act(Generic[F]):
    """What a form asks for, where it leads and what is said then; `here` are the page's names
    for the fields that the rules speak of."""

    ask: Callable[[F], Done]
    address: str
    flash: str
    here: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taking:
    """Takes the forms of acts: `compensation` is asked, `platform` waited for, `words` say no."""

    compensation: Compensation
    platform: Platform
    words: Words

    def ask(self, visit: Visit, command: CompensationCommand, sent: ActForm) -> Done:
        """On the version that was looked at, for oneself or for the one stood in for (P-5)."""
        return self.compensation.ask(
            visit.actor,
            command,
            key=sent.idempotency_key,
            expected_version=sent.version,
            on_behalf_of=sent.on_behalf_of,
        )

    def take(self, visit: Visit, form: Form[F], act: Act[F], again: Again) -> Response:
        """See other where it was taken; else the page again with 422. Raises what asking does."""
        if form.value is None:
            return again(form, 422)
        try:
            done = act.ask(form.value)
        except Refused as no:
            return again(forms.refused(form, no, self.words, here=act.here), 422)
        self.platform.shows(done)
        return visit.pages.redirect(visit.request, act.address, flash=Flash("success", act.flash))


async def files_in(request: Request) -> dict[str, bytes]:
    """The contents of the files that were chosen in a form, by the names of their fields."""
    data = await request.form()
    files = {
        name: await file.read()
        for name, file in data.items()
        if isinstance(file, UploadFile) and file.filename
    }
    await request.close()
    return files


def same(*names: str) -> dict[str, str]:
    """Fields that the page calls as the rules do."""
    return {name: name for name in names}


def at(claim_id: UUID) -> str:
    """A claim's own page."""
    return f"/godtgjoring/krav/{claim_id}"
