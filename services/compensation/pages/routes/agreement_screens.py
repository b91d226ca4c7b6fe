"""Agreements as their pages show them, and the pages of what is done with them (C-2, C-8)."""

from typing import Any, get_args
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages import work_forms
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.terms import TermsPresenter, signs_for
from services.compensation.pages.routes.home import HOME
from services.compensation.readmodels import agreements
from services.compensation.readmodels.agreements import AGREEMENTS, Agreement
from shared.contracts.compensation import ShareKind
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed, require
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

LIST = HOME + "/avtaler"
PREFIX = "compensation.agreement"
KEY = "compensation.key"


class AgreementScreens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._names = Presenter(platform.register, words)
        self._terms = TermsPresenter(self._names, words)

    def listed(self, visit: Visit) -> HTMLResponse:
        """All that the actor may see, the newest first."""
        self._compensation.own.freshen(AGREEMENTS)
        today = self._platform.today()
        return visit.pages.render(
            visit.request,
            "compensation/agreements.html",
            breadcrumbs=self._crumbs(),
            agreements=[
                self._terms.row(each, today)
                for each in agreements.listed(self._platform.views, visit.actor)
            ],
            drafts=bool(payers_of(visit.actor)),
        )

    def one(
        self,
        visit: Visit,
        agreement_id: UUID,
        form: Form[Any] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """The terms, the signatures, how it is shared, and what the actor may do with it."""
        actor = visit.actor
        agreement, version = self._compensation.agreement(actor, agreement_id)
        unsigned = not (agreement.doctor_signed or agreement.payer_signed)
        pays = agrees_for(actor, agreement)
        return visit.pages.render(
            visit.request,
            "compensation/agreement.html",
            status=status,
            breadcrumbs=self._crumbs(Crumb(self._words("compensation.agreement.crumb"))),
            agreement=self._terms.page(agreement, self._platform.today()),
            version=version,
            signs=signs_for(actor, agreement),
            changes=unsigned and pays,
            ends=_runs(agreement) and (pays or agreement.draft.doctor == actor.person),
            shares=agreement.in_force and pays,
            form=form or blank(),
        )

    def end(
        self, visit: Visit, agreement_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """Raises Forbidden where the actor is neither side of it."""
        agreement, version = self._compensation.agreement(visit.actor, agreement_id)
        require(visit.actor, "compensation.agree", agreement.resource)
        return self._step(
            visit,
            "compensation/agreement_end.html",
            agreement,
            self._words("compensation.agreement.end"),
            status,
            version=version,
            form=form or blank(PREFIX),
        )

    def key(
        self, visit: Visit, agreement_id: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """How the parties share is the payer's to set (C-8). Raises Forbidden."""
        agreement, version = self._compensation.agreement(visit.actor, agreement_id)
        draft, words = agreement.draft, self._words
        require(visit.actor, "compensation.agree", Resource("agreement", party=draft.payer))
        form = form or blank(
            KEY,
            kind="per-capita",
            valid_from=f"{draft.valid_from}",
            valid_to=f"{draft.valid_to}",
            **{"weights.0.party": str(draft.payer)},
        )
        organisations = self._platform.register.organisations(draft.helsefellesskap)
        return self._step(
            visit,
            "compensation/agreement_key.html",
            agreement,
            words("compensation.key.title"),
            status,
            version=version,
            form=form,
            kinds=[
                Option(
                    each,
                    words(f"compensation.share.{each}"),
                    words(f"compensation.share-about.{each}"),
                )
                for each in get_args(ShareKind)
            ],
            parties=[Option(str(each.id), each.name) for each in organisations],
            rows=work_forms.rows(form, "weights", 2),
        )

    def _step(
        self,
        visit: Visit,
        template: str,
        agreement: Agreement,
        title: str,
        status: int,
        **values: object,
    ) -> HTMLResponse:
        address = f"{LIST}/{agreement.draft.agreement_id}"
        return visit.pages.render(
            visit.request,
            template,
            status=status,
            breadcrumbs=self._crumbs(
                Crumb(self._words("compensation.agreement.crumb"), address), Crumb(title)
            ),
            agreement=self._terms.row(agreement, self._platform.today()),
            **values,
        )

    def _crumbs(self, *further: Crumb) -> tuple[Crumb, ...]:
        title = self._words("compensation.agreements.title")
        here = Crumb(title, LIST if further else None)
        return (Crumb(self._words("compensation.home.title"), HOME), here, *further)


def payers_of(actor: Actor) -> list[UUID]:
    """The parties that this actor answers for as approver."""
    parties = {held.party for held in actor.holdings if held.role == "approver" and held.party}
    return sorted(parties, key=str)


def agrees_for(actor: Actor, agreement: Agreement) -> bool:
    """Whether the actor answers for the payer of it."""
    resource = Resource("agreement", party=agreement.draft.payer)
    return isinstance(allowed(actor, "compensation.agree", resource), Allowed)


def _runs(agreement: Agreement) -> bool:
    return agreement.in_force and agreement.ended_on is None
