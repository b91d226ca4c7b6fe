"""What stands on the page where a claim is drafted (C-4, C-5)."""

from dataclasses import dataclass
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.api.claiming import copy_of_last
from services.compensation.api.told import told_again
from services.compensation.application import Compensation
from services.compensation.pages import work_forms
from services.compensation.pages.acts import MINE
from services.compensation.pages.presenters import drafting as presenters
from services.compensation.pages.presenters.claims import MeetingRow, Presenter
from services.compensation.pages.routes.home import HOME
from services.compensation.pages.work_forms import WorkForm
from services.compensation.readmodels import agreements, attended
from services.compensation.readmodels.attended import Attended
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb


@dataclass(frozen=True, slots=True)
class Drafting:
    """Where a draft is made: for a meeting in a seat; `claim_id` and `version` where it is made
    anew, `address` where its form leads."""

    meeting: MeetingRow
    address: str
    claim_id: UUID | None = None
    version: int | None = None


class Screens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform.register, words)

    def new(self, actor: Actor, meeting_id: UUID, seat_id: UUID) -> Drafting:
        """Raises NotFound where the actor neither sat there nor has that seat (C-5)."""
        met = self._met(actor, meeting_id, seat_id)
        return Drafting(self._presenter.meeting(met), f"{HOME}/mote/{meeting_id}/{seat_id}")

    def _met(self, actor: Actor, meeting_id: UUID, seat_id: UUID) -> Attended:
        met = attended.one(self._platform.views, meeting_id, seat_id, actor.person)
        if met is not None:
            return met
        meeting = attended.meeting(self._platform.views, meeting_id)
        if meeting is None or not any(
            (seat.seat, seat.body) == (seat_id, meeting.body) for seat in actor.seats
        ):
            raise NotFound
        return attended.not_recorded(meeting, seat_id, actor.person)

    def again(self, actor: Actor, claim_id: UUID) -> tuple[Drafting, Form[WorkForm]]:
        """A draft that can be changed. Raises NotFound, Forbidden."""
        claim, version = self._compensation.claim(actor, claim_id)
        draft = claim.draft
        if draft.claimant != actor.person or claim.status not in MINE:
            raise NotFound
        new = self.new(actor, draft.meeting_id, draft.seat_id)
        address = f"{HOME}/krav/{claim_id}/endre"
        form = work_forms.filled(told_again(draft), draft.agreement_id)
        return Drafting(new.meeting, address, claim_id, version), form

    def blank(self, actor: Actor, seat_id: UUID) -> Form[WorkForm]:
        """Before anything is typed."""
        return work_forms.new_claim(self.only_agreement(actor, seat_id))

    def only_agreement(self, actor: Actor, seat_id: UUID) -> UUID | None:
        """The agreement where there is no other to choose."""
        paying = self._paying(actor, seat_id)
        return paying[0].draft.agreement_id if len(paying) == 1 else None

    def form(
        self,
        visit: Visit,
        drafting: Drafting,
        form: Form[WorkForm],
        status: int = 200,
        *,
        more: str | None = None,
        copied: bool = False,
    ) -> HTMLResponse:
        meeting, actor = drafting.meeting, visit.actor
        hashes = [sha256 for _, sha256 in work_forms.receipts_in(form)]
        kept = self._compensation.receipts.kept(actor.person, hashes)
        paying = self._paying(actor, meeting.seat_id)
        new = drafting.claim_id is None and not copied and not form.errors and more is None
        return visit.pages.render(
            visit.request,
            "compensation/draft.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("compensation.home.title"), HOME),
                Crumb(self._words("compensation.draft.title")),
            ),
            drafting=drafting,
            agreements=[self._choice(each) for each in paying],
            form=form,
            sections=presenters.sections(
                form,
                self._words,
                recorded=bool(meeting.present),
                drives=any(each.draft.km_regime for each in paying),
                receipts={receipt.sha256: receipt for receipt in kept},
                more=more,
            ),
            accepted=presenters.ACCEPTED,
            copied=copied,
            may_copy=new and self._may_copy(actor, meeting),
        )

    def _may_copy(self, actor: Actor, meeting: MeetingRow) -> bool:
        try:
            work = copy_of_last(self._compensation, actor, meeting.meeting_id, meeting.seat_id)
        except NotFound:
            return False
        return bool(work.travel or work.pre_meeting)

    def _paying(self, actor: Actor, seat_id: UUID) -> list[agreements.Agreement]:
        """The agreements in force that pay for this seat."""
        found = agreements.listed(self._platform.views, actor, doctor=actor.person)
        return [each for each in found if each.in_force and seat_id in each.draft.seats]

    def _choice(self, agreement: agreements.Agreement) -> Option:
        draft = agreement.draft
        called = self._words(
            "compensation.draft.agreement-called",
            payer=self._presenter.party(draft.payer),
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
        )
        return Option(str(draft.agreement_id), called)
