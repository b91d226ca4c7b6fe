"""The batches one may see, the next one previewed, and each on its own page (C-9)."""

from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages.payroll_forms import LockForm
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.payroll import PayrollPresenter, PreviewPage
from services.compensation.pages.routes.home import HOME
from services.compensation.readmodels import batches
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

LIST = f"{HOME}/lonn"
LINES = 200
"""As many lines as a page bears; the next ones are a click away."""


class PayrollScreens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._names = Presenter(platform.register, words)
        self._presenter = PayrollPresenter(self._names, words)

    def listed(
        self,
        visit: Visit,
        payer: UUID | None,
        period: str | None,
        form: Form[LockForm] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """The batches one may see; for payroll the next one, as it would be locked now."""
        payers = self._payers(visit.actor)
        chosen = payer or (UUID(payers[0].value) if payers else None)
        month = period or f"{self._platform.today():%Y-%m}"
        shown, no = self._previewed(visit.actor, chosen, month)
        return visit.pages.render(
            visit.request,
            "compensation/payroll.html",
            status=status,
            breadcrumbs=self._crumbs(),
            payers=payers,
            choosing=blank(betaler=str(chosen or ""), periode=month),
            payer=chosen,
            period=month,
            preview=shown,
            refusal=no,
            form=form or blank(),
            batches=[
                self._presenter.row(each)
                for each in batches.listed(self._platform.views, visit.actor, limit=100)
            ],
        )

    def batch(
        self,
        visit: Visit,
        batch_id: UUID,
        form: Form[Any] | None = None,
        status: int = 200,
        *,
        after: int = 0,
    ) -> HTMLResponse:
        """Totals, lines and file of a batch, and what payroll has answered."""
        batch, version = self._compensation.batch(visit.actor, batch_id)
        runs = isinstance(allowed(visit.actor, "compensation.run-payroll", batch.resource), Allowed)
        lines = self._compensation.lines(visit.actor, batch_id, after=after, limit=LINES)
        return visit.pages.render(
            visit.request,
            "compensation/batch.html",
            status=status,
            breadcrumbs=(*self._crumbs(LIST), Crumb(batch.locked.period)),
            batch=self._presenter.page(batch, lines),
            version=version,
            form=form or blank(),
            runs_payroll=runs,
            first=f"{LIST}/{batch_id}" if after else None,
            further=f"{LIST}/{batch_id}?etter={lines[-1].number}" if len(lines) == LINES else None,
        )

    def _crumbs(self, address: str | None = None) -> tuple[Crumb, ...]:
        return (
            Crumb(self._words("compensation.home.title"), HOME),
            Crumb(self._words("compensation.payroll.title"), address),
        )

    def _payers(self, actor: Actor) -> list[Option]:
        parties = {held.party for held in actor.holdings if held.role == "payroll" and held.party}
        return sorted(
            (Option(str(party), self._names.party(party)) for party in parties),
            key=lambda option: option.label,
        )

    def _previewed(
        self, actor: Actor, payer: UUID | None, period: str
    ) -> tuple[PreviewPage | None, str | None]:
        """The batch as it would be locked now, or in words why there is none."""
        if payer is None:
            return None, None
        try:
            made = self._compensation.batching.preview(actor, payer, period)
        except Refused as no:
            return None, self._words(f"refused.{no.reason}", **no.values)
        return self._presenter.preview(made), None
