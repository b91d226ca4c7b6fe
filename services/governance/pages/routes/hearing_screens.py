"""What the pages of hearings show, to whom (G-19, P-4)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from services.governance.api.hearings import HearingOut, out
from services.governance.pages.presenters.fields import Field
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import hearings, people
from services.governance.readmodels.case import Case
from services.governance.readmodels.hearings import Hearing
from shared.contracts.governance import SeatFilled
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.web.components import Option, Tone
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.hearing"
USUAL_DAYS = timedelta(days=14)
POSITIONS: dict[str, Tone] = {
    "supports": "success",
    "can-live-with": "info",
    "cannot-support": "danger",
}
STATES: dict[str, Tone] = {"asked": "warning", "summarised": "info", "reported": "success"}


class HearingScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self.words = words

    def _names(self, actor: Actor) -> Names:
        return Names(self._platform, actor, self.words)

    def listed(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """Those one is asked in, those not answered first; then one's own."""
        found = hearings.listed(self._platform.views, actor)
        asked = [each for each in found if each.opened.person_id != actor.person]
        asked.sort(key=lambda each: (not self._waits(each, actor.person), each.opened.answer_by))
        own = [each for each in found if each.opened.person_id == actor.person]
        names = self._names(actor)
        names.look_up(each.opened.case_id for each in found)
        return pages.render(
            request,
            "governance/hearings.html",
            breadcrumbs=(Crumb(self.words("governance.hearing.title")),),
            asked=[self._row(each, names, actor) for each in asked],
            own=[self._row(each, names, actor) for each in own],
        )

    def _waits(self, hearing: Hearing, person: UUID) -> bool:
        """Whether it is this person's turn to answer."""
        return self._is_open(hearing) and person not in hearing.answers

    def _is_open(self, hearing: Hearing) -> bool:
        return hearing.state == "asked" and self._platform.today() <= hearing.opened.answer_by

    def _row(self, hearing: Hearing, names: Names, actor: Actor) -> dict[str, Any]:
        opened = hearing.opened
        own = opened.person_id == actor.person
        waits = self._waits(hearing, actor.person) and not own
        return {
            "address": f"/horinger/{opened.hearing_id}",
            "question": opened.question,
            "by": names.person(opened.person_id),
            "number": names.case(opened.case_id, opened.case_number),
            "answer_by": opened.answer_by,
            "counted": self.words(
                "governance.hearing.counted",
                answered=len(hearing.answers),
                asked=len(opened.asked),
            ),
            "state": self.words(f"governance.hearing.state.{hearing.state}"),
            "tone": STATES[hearing.state],
            "waits": waits,
        }

    def one(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        found: Hearing,
        form: Form[Any] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """For those asked: the question, one's own answer, what came of it. For the
        representative: all answers, and what is to be done next."""
        names = self._names(actor)
        told = out(found, actor, self._platform)
        own = found.opened.person_id == actor.person
        everybody = len(found.answers) == len(found.opened.asked)
        mine = None if own else next(iter(told.answers), None)
        answering = not own and self._is_open(found)
        return pages.render(
            request,
            "governance/hearing.html",
            status=status,
            breadcrumbs=(
                Crumb(self.words("governance.hearing.title"), "/horinger"),
                Crumb(self.words("governance.case.title", number=told.case_number)),
            ),
            hearing=self._row(found, names, actor),
            told=told,
            own=own,
            mine=mine,
            answering=answering,
            summarising=own and told.outcome is None and (everybody or not self._is_open(found)),
            reporting=own and found.state == "summarised",
            answers=self._answers(told, names) if own else [],
            positions=[
                Option(each, self.words(f"governance.position.{each}")) for each in POSITIONS
            ],
            form=form
            or blank(
                PREFIX,
                position=mine.position if mine else "",
                text=(mine.text or "") if mine else "",
                summary=told.summary or "",
            ),
        )

    def _answers(self, told: HearingOut, names: Names) -> list[tuple[str, str, Tone, str]]:
        return [
            (
                names.person(each.person_id),
                self.words(f"governance.position.{each.position}"),
                POSITIONS[each.position],
                each.text or "",
            )
            for each in told.answers
        ]

    def filled(self) -> Form[Any]:
        """A fortnight is usual."""
        return blank(PREFIX, answer_by=(self._platform.today() + USUAL_DAYS).isoformat())

    def new(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        case: Case,
        form: Form[Any],
        status: int = 200,
    ) -> HTMLResponse:
        """The form in which a representative asks."""
        title = self.words("governance.hearing.ask")
        return pages.render(
            request,
            "governance/step.html",
            status=status,
            breadcrumbs=(
                Crumb(
                    self.words("governance.case.title", number=case.number),
                    f"/styring/saker/{case.case_id}",
                ),
                Crumb(title),
            ),
            title=title,
            lead=self.words("governance.hearing.ask-about"),
            action=f"/styring/saker/{case.case_id}/horing/ny",
            form=form,
            fields=self.fields(actor, case),
        )

    def fields(self, actor: Actor, case: Case) -> list[Field]:
        """Whose seat, what, whom (the clinicians of the helsefellesskap), and until when."""
        names = self._names(actor)
        clinicians = people.clinicians_by_party(self._platform.views, case.helsefellesskap)
        whom = sorted(
            (
                Option(str(who), names.person(who), names.party(party) if party else None)
                for who, party in clinicians.items()
                if who != actor.person
            ),
            key=lambda option: (option.description or "", option.label),
        )
        words = self.words
        return [
            Field(
                "select",
                "seat_id",
                words("governance.hearing.seat-id"),
                options=[self._seat(seat, names) for seat in self._seats(actor, case, names)],
            ),
            Field("area", "question", words("governance.hearing.question")),
            Field("checkboxes", "asked", words("governance.hearing.asked"), options=whom),
            Field("date", "answer_by", words("governance.hearing.answer-by")),
        ]

    def _seats(self, actor: Actor, case: Case, names: Names) -> list[SeatFilled]:
        """G-19: the seats this person speaks in, in the case's helsefellesskap."""
        bodies = {seat.body for seat in actor.seats if seat.helsefellesskap == case.helsefellesskap}
        return [
            seat
            for body in sorted(bodies, key=str)
            for seat in names.seats(body)
            if seat.person_id == actor.person
        ]

    def _seat(self, seat: SeatFilled, names: Names) -> Option:
        group = seat.speaks_for or names.party(seat.party)
        return Option(str(seat.seat_id), f"{group} ({names.body(seat.body_id)})")
