"""What is shown to somebody who reports: the form, and what is known before it is sent."""

from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from services.intake.api.drafts import out
from services.intake.api.reporting import register_command
from services.intake.api.similar import Looking
from services.intake.pages.forms import ReportForm
from services.intake.pages.presenters import reporting as presenters
from shared.identity.actors import Actor
from shared.service.drafts import Drafts
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank, read
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.report"


def homes_of(actor: Actor) -> frozenset[UUID]:
    """The helsefellesskap in which the actor may report."""
    held = {each.helsefellesskap for each in actor.holdings if each.role != "operator"}
    return frozenset({home for home in held if home} | {s.helsefellesskap for s in actor.seats})


def of_all(refused: Refused) -> Refused:
    """The refusal without its field, where the page has no such field to lead to."""
    return Refused(refused.rule, refused.reason, field=None, **refused.values)


class ReportScreens:
    """`drafts` are opened for their author only."""

    def __init__(self, platform: Platform, drafts: Drafts, looking: Looking, words: Words) -> None:
        self._platform = platform
        self._drafts = drafts
        self._looking = looking
        self._words = words

    def crumbs(self, *keys: str) -> tuple[Crumb, ...]:
        """From the cases by the form to this page."""
        return (
            Crumb(self._words("intake.home.title"), "/"),
            Crumb(self._words("intake.report.heading"), "/meld"),
            *(Crumb(self._words(key)) for key in keys),
        )

    def opened(self, visit: Visit, draft_id: UUID | None) -> Form[Any]:
        """The form before anything is typed, or as it was left. Raises NotFound."""
        if draft_id is None:
            return blank(PREFIX, language="nb")
        draft = self._drafts.one(visit.actor.person, draft_id)
        if draft is None:
            raise NotFound
        typed = presenters.typed_again(out(draft).fields)
        return blank(PREFIX, **{"language": "nb", **typed, "draft": str(draft_id)})

    def begun(self, visit: Visit, draft_id: UUID) -> Form[ReportForm] | None:
        """What was typed, read as when it was sent; None where there is no such draft."""
        draft = self._drafts.one(visit.actor.person, draft_id)
        if draft is None:
            return None
        typed = presenters.typed_again(out(draft).fields)
        data = FormData([*typed.items(), ("idempotency_key", f"draft-{draft_id}")])
        return read(data, ReportForm, self._words, prefix=PREFIX)

    def form(self, visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        """Three things, the rest if one likes (I-1)."""
        register, homes = self._platform.register, homes_of(visit.actor)
        return visit.pages.render(
            visit.request,
            "intake/report.html",
            status=status,
            breadcrumbs=self.crumbs(),
            form=form,
            places=presenters.places(form),
            helsefellesskap=presenters.home_options(register, homes),
            organisations=presenters.party_options(register, homes),
            rows=presenters.party_rows(form),
            languages=[
                Option(each, self._words(f"intake.language.{each}")) for each in ("nb", "nn")
            ],
            drafts=len(self._drafts.of(visit.actor.person)),
        )

    def preview(
        self,
        visit: Visit,
        draft_id: UUID,
        draft: Form[ReportForm],
        refused: Refused | None = None,
    ) -> HTMLResponse:
        """I-7, G-21: what is in force, known and reported of the same; then what is sent."""
        told = draft.value
        assert told is not None
        platform, words = self._platform, self._words
        home = told.helsefellesskap
        command = register_command(platform, visit.actor, told.asked(), told.idempotency_key)
        options = presenters.party_options(platform.register, [home])
        return visit.pages.render(
            visit.request,
            "intake/preview.html",
            status=422 if refused else 200,
            breadcrumbs=self.crumbs("intake.preview.title"),
            form=draft.refused(of_all(refused), words) if refused else draft,
            draft_id=draft_id,
            told=told,
            known=presenters.alike(
                self._looking, visit.actor, home, told.title, told.what_happens, words
            ),
            contact=presenters.contact_fields(command, words),
            unknown=presenters.unknown_parties(told.parties, options, words),
        )
