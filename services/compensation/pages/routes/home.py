"""What waits for the one who looks, with counts; my claims, and the meetings I may claim for."""

from datetime import timedelta
from uuid import UUID

from fastapi.responses import HTMLResponse

from services.compensation.api.claiming import inbox_of
from services.compensation.application import Compensation
from services.compensation.pages.presenters import inbox
from services.compensation.pages.presenters.claims import ClaimRow, MeetingRow, Presenter
from services.compensation.pages.presenters.terms import AgreementRow, TermsPresenter, signs_for
from services.compensation.readmodels import agreements, attended, claim_lists
from services.compensation.readmodels.claims import CLAIMS
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.sending import Visit
from shared.web.i18n import Words

HOME = "/godtgjoring"
SHOWN = 100
LOOKED_BACK = timedelta(days=365)
"""How long a meeting without a record of one's attendance is offered (C-5)."""


class HomeScreens:
    """What the front page of compensation shows."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._presenter = Presenter(platform.register, words)
        self._terms = TermsPresenter(self._presenter, words)

    def home(self, visit: Visit) -> HTMLResponse:
        actor, views = visit.actor, self._platform.views
        self._compensation.own.freshen(CLAIMS)
        mine = claim_lists.listed(
            views, actor, "compensation.read-claim", claimant=actor.person, limit=SHOWN
        )
        roles = {held.role for held in actor.holdings}
        counts = inbox_of(self._compensation, actor)
        signing = self._signing(actor)
        seats = self._paid_seats(actor)
        claimable, unrecorded = self._claimable(actor, seats), self._unrecorded(actor, seats)
        return visit.pages.render(
            visit.request,
            "compensation/home.html",
            waiting=inbox.waiting(counts, len(claimable), len(signing), self._words),
            lists=[
                (each, self._waiting(actor, each.action, each.status))
                for each in inbox.LISTS
                if getattr(counts, each.count)
            ],
            mine=[self._presenter.row(each) for each in mine],
            meetings=claimable,
            unrecorded=unrecorded,
            signing=signing,
            payroll=bool(roles & {"payroll", "approver"}),
            terms=bool(seats or roles & {"payroll", "approver", "attester", "secretariat"}),
            pays=bool(roles & {"payroll", "approver", "attester"}),
        )

    def _signing(self, actor: Actor) -> list[AgreementRow]:
        """Agreements that wait for a signature of mine."""
        found = agreements.listed(self._platform.views, actor)
        today = self._platform.today()
        return [self._terms.row(each, today) for each in found if signs_for(actor, each)]

    def _waiting(self, actor: Actor, action: Action, status: str | None) -> list[ClaimRow]:
        """`status` None: those that may come to something else now (C-13)."""
        found = claim_lists.listed(
            self._platform.views,
            actor,
            action,
            statuses={status} if status else (),
            to_look_at=status is None,
            limit=SHOWN,
        )
        return [self._presenter.row(each) for each in found]

    def _paid_seats(self, actor: Actor) -> set[UUID]:
        """Seats that an agreement of mine pays for."""
        found = agreements.listed(self._platform.views, actor, doctor=actor.person)
        return {seat for each in found if each.in_force for seat in each.draft.seats}

    def _claimable(self, actor: Actor, seats: set[UUID]) -> list[MeetingRow]:
        """Meetings in such a seat that are not claimed for yet."""
        views = self._platform.views
        claimed = claim_lists.claimed_meetings(views, actor.person)
        return [
            self._presenter.meeting(met)
            for met in attended.of_person(views, actor.person)
            if met.seat_id in seats and (met.meeting.meeting_id, met.seat_id) not in claimed
        ]

    def _unrecorded(self, actor: Actor, seats: set[UUID]) -> list[MeetingRow]:
        """Meetings of a body in which I have such a seat, whose register does not have me."""
        views = self._platform.views
        mine = {seat.body: seat.seat for seat in actor.seats if seat.seat in seats}
        since = self._platform.clock.now() - LOOKED_BACK
        claimed = {meeting for meeting, _ in claim_lists.claimed_meetings(views, actor.person)}
        return [
            self._presenter.meeting(attended.not_recorded(met, mine[met.body], actor.person))
            for met in attended.without(views, mine, actor.person, since)
            if met.meeting_id not in claimed
        ]
