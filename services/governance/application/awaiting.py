"""What awaits a person by rule: their vote, their party's answer, their signature (G-10 to G-19).

The same as the single pages offer: what a person may not do is not listed (P-3). Who only stands
in for others, as deputy or as the secretariat, is not waited for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.application.acts import Act, ActName, acts
from services.governance.application.case_file import CaseFile, case_file
from services.governance.decisions.body import as_fact
from services.governance.decisions.case.states import Known, NotAgreed, Unresolved
from services.governance.readmodels import cases, exits, hearings, meetings, structure
from services.governance.readmodels.case import AGREED
from services.governance.readmodels.exits import Exit
from services.governance.readmodels.hearings import Hearing
from services.governance.readmodels.meeting import Item, Meeting
from services.governance.rules.clarifications import missing
from services.governance.rules.implementation import Work
from shared.clock import Clock
from shared.contracts.governance import SeatFilled
from shared.contracts.governance.own_lines import ImplementationPlanned
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.values.calendar import end_of_day, local_day, utc_text

Kind: TypeAlias = (
    ActName | Literal["stance", "take-exit", "sign", "answer-hearing", "summarise", "report-back"]
)
OF_PARTIES: tuple[ActName, ...] = ("acknowledge", "ratify", "report", "plan", "own-step")


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that stands still until this person has done their part.

    `due_at` is None where there is no day: `now` where a meeting waits for it this minute,
    `until_meeting` where it is due at the body's next one. `act` is the key of the case's act,
    `party` the one it is done for, and the ids are those of what it is done with.
    """

    kind: Kind
    case_id: UUID
    number: str
    body: UUID
    due_at: datetime | None = None
    now: bool = False
    until_meeting: bool = False
    act: str | None = None
    party: UUID | None = None
    meeting_id: UUID | None = None
    item_id: UUID | None = None
    exit_id: UUID | None = None
    hearing_id: UUID | None = None

    @property
    def place(self) -> str:
        """Where it stands in the list, as text that sorts so: what a meeting waits for, then by
        its day, the overdue first."""
        when = "0" if self.now else f"1 {utc_text(self.due_at)}" if self.due_at else "2"
        what = self.item_id or self.exit_id or self.hearing_id or self.party
        return f"{when} {self.number} {self.case_id} {self.kind} {what}"


class Awaiting:
    """Looks for what awaits people."""

    def __init__(self, ledger: Ledger, codec: Codec, views: Views, clock: Clock) -> None:
        self._ledger = ledger
        self._codec = codec
        self._views = views
        self._clock = clock

    def of(self, actor: Actor) -> list[Awaited]:
        """All that awaits the actor: what a meeting waits for first, then the overdue."""
        member = Member(actor, self._views)
        now = self._clock.now()
        found = [
            *self._stances(member),
            *self._in_cases(member, now),
            *self._signatures(member),
            *self._hearings(member, now),
        ]
        return sorted(found, key=lambda each: each.place)

    def _stances(self, member: "Member") -> Iterator[Awaited]:
        """G-13: open items in whose register they stand with a vote, and have not answered; in
        writing too."""
        going_on = meetings.listed(
            self._views, member.actor, "governance.read-case", state="started"
        )
        numbers = cases.numbers(
            self._views,
            [
                item.on_agenda.case_id
                for meeting in going_on
                for item in meeting.items
                if item.on_agenda.case_id
            ],
        )
        for meeting in going_on:
            for item in meeting.items:
                case_id = item.on_agenda.case_id
                if case_id and case_id in numbers and _unanswered_by(item, member.person):
                    yield _stance(meeting, item, case_id, numbers[case_id])

    def _in_cases(self, member: "Member", now: datetime) -> Iterator[Awaited]:
        bodies = {seat.body_id for seat in member.seats}
        for case_id in cases.awaiting(self._views, member.actor, bodies):
            file = case_file(self._ledger, self._codec, self._views, case_id)
            for act in acts(member.actor, file):
                if not act.waited_for or not _is_listed(act, file, now):
                    continue
                if act.name in OF_PARTIES:
                    for party in act.parties:
                        if member.answers_for(party, act, file):
                            yield _in_case(act, file, party)
                else:
                    yield _in_case(act, file)

    def _signatures(self, member: "Member") -> Iterator[Awaited]:
        """G-16: one signature a side, once nothing is missing in the text."""
        drafts = exits.listed(self._views, member.actor, kind="clarification", state="drafting")
        for found in drafts:
            if self._lacks_signature_of(member, found):
                yield Awaited(
                    "sign",
                    found.case_id,
                    found.case_number,
                    found.body,
                    exit_id=found.exit_id,
                )

    def _lacks_signature_of(self, member: "Member", found: Exit) -> bool:
        draft = found.as_it_is
        body = structure.body(self._views, found.body)
        done = {*draft.signed, *draft.refused}
        return (
            isinstance(
                allowed(member.actor, "governance.sign-clarification", found.resource), Allowed
            )
            and body is not None
            and not missing(draft.text, draft.drafted.parties, as_fact(body))
            and any(
                seat.body_id == found.body and "vote" in seat.rights and seat.side not in done
                for seat in member.seats
            )
        )

    def _hearings(self, member: "Member", now: datetime) -> Iterator[Awaited]:
        """G-19: to answer, to sum up, and to tell the group what came of it."""
        for hearing in hearings.listed(self._views, member.actor):
            opened = hearing.opened
            kind = self._next_in(hearing, member.person, local_day(now))
            if kind is not None:
                yield Awaited(
                    kind,
                    opened.case_id,
                    opened.case_number,
                    opened.body_id,
                    None if kind == "report-back" else end_of_day(opened.answer_by),
                    hearing_id=opened.hearing_id,
                )

    def _next_in(self, hearing: Hearing, person: UUID, today: date) -> Kind | None:
        opened, state = hearing.opened, hearing.state
        over = today > opened.answer_by
        if opened.person_id != person:
            waits = state == "asked" and not over and person not in hearing.answers
            return "answer-hearing" if waits else None
        if state == "asked" and (over or len(hearing.answers) == len(opened.asked)):
            return "summarise"
        case = cases.one(self._views, opened.case_id) if state == "summarised" else None
        if case is not None and (case.closed or case.stage in AGREED):
            return "report-back"
        return None


class Member:
    """A person without the roles: as the holder of their seats."""

    def __init__(self, actor: Actor, views: Views) -> None:
        self.person = actor.person
        self.actor = replace(actor, holdings=frozenset())
        self._views = views
        held = {seat.seat for seat in actor.seats}
        around = structure.seats(views, {seat.body for seat in actor.seats})
        self.seats = [seat for seat in around if seat.seat_id in held]

    def answers_for(self, party: UUID, act: Act, file: CaseFile) -> bool:
        """G-14, G-15: whether the party's part is this person's, of all who may do it: the one
        responsible for its tasks, who must be named first; else those who sit for it in the body
        that has the case, or elsewhere where it has nobody there."""
        there = structure.seats(self._views, [file.case.body])
        planned = _planned(party, file)
        if act.name == "report" and planned is None and file.work and file.work.tasks_of(party):
            return False
        if act.name == "report" and planned is not None:
            filled = {seat.seat_id: seat.person_id for seat in there}
            if planned in filled:
                return filled[planned] == self.person
        speaking = _speaking_for(party, there)
        return self.person in (speaking or _speaking_for(party, self.seats))


def _speaking_for(party: UUID, seats: Sequence[SeatFilled]) -> list[UUID]:
    """A secretary or an observer answers for nobody's line."""
    return [
        seat.person_id
        for seat in seats
        if seat.party == party and seat.function not in ("secretary", "observer")
    ]


def _planned(party: UUID, file: CaseFile) -> UUID | None:
    """The seat of the one who answers for the party's tasks, once it is said."""
    if file.work is None or party not in file.work.due:
        return None
    plans = [each for each, _ in file.all(ImplementationPlanned) if each.party == party]
    return plans[-1].seat_id if plans else None


def _is_listed(act: Act, file: CaseFile, now: datetime) -> bool:
    """Whether the act is the one to be done, of those that stand beside each other."""
    match act.name:
        case "nothing" | "written":
            return False
        case "not-agreed":
            return isinstance(file.state, Unresolved)
        case "close":
            return isinstance(file.state, NotAgreed) and file.state.acknowledge_by < now
        case _:
            return True


def _in_case(act: Act, file: CaseFile, party: UUID | None = None) -> Awaited:
    """The step's own time, but for what is carried out: that has the party's own days."""
    case, step = file.case, file.state.step if isinstance(file.state, Known) else None
    due_at, until_meeting = (step.due_at, step.due_at is None) if step else (None, False)
    if party and file.work:
        day = _due(party, file.work) if act.name == "report" else None
        due_at, until_meeting = end_of_day(day) if day else None, False
    return Awaited(
        "take-exit" if act.name == "not-agreed" else act.name,
        case.case_id,
        case.number,
        case.body,
        due_at,
        until_meeting=until_meeting,
        act=act.key,
        party=party,
    )


def _due(party: UUID, work: Work) -> date | None:
    """G-15: the first day by which something of the party's that is not done is to be done."""
    told = work.reports.get(party, {})
    days = enumerate(work.due.get(party, ()), start=1)
    return min((day for task, day in days if told.get(task, ("",))[0] != "done"), default=None)


def _unanswered_by(item: Item, person: UUID) -> bool:
    return (
        item.state == "open"
        and item.on_agenda.kind == "decision"
        and any(seat.person_id == person for seat in item.unanswered)
    )


def _stance(meeting: Meeting, item: Item, case_id: UUID, number: str) -> Awaited:
    return Awaited(
        "stance",
        case_id,
        number,
        meeting.body,
        meeting.answer_by,
        now=meeting.answer_by is None,
        meeting_id=meeting.meeting_id,
        item_id=item.on_agenda.item_id,
    )
