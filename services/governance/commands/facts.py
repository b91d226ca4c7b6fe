"""What governance reads beyond the stream it decides on, stored with the decision (R-3).

What is looked up but not known is None, or an empty tuple; the decision says what that means.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.contracts.governance import (
    BodyKind,
    BodyRules,
    Employment,
    Function,
    Power,
    Right,
    Side,
    SideName,
)
from shared.contracts.governance.minutes import MinutesDocuments
from shared.contracts.record import Facts


@dataclass(frozen=True, slots=True)
class BodyFact:
    """A body as it is configured now (G-1); `dissolved_on` is the day it was dissolved."""

    body_id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    level: int
    parent: UUID | None
    power: Power
    sides: tuple[Side, ...]
    item_number_format: str
    rules: BodyRules
    dissolved_on: date | None = None

    @property
    def parties(self) -> tuple[UUID, ...]:
        """The parties of all sides, each once, in the order of the configuration."""
        return tuple(dict.fromkeys(party for side in self.sides for party in side.parties))


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement that both have signed (C-2), with the days it is in force, both included.

    Where it was ended early, `valid_to` is the day it ended.
    """

    agreement_id: UUID
    doctor: UUID
    seats: tuple[UUID, ...]
    valid_from: date
    valid_to: date

    def covers(self, person: UUID, seat: UUID, day: date) -> bool:
        return (
            self.doctor == person and seat in self.seats and self.valid_from <= day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person of the register who is to sit in the seat.

    `employment` is what they are on the first day in it. `agreement` is the one in force for
    this person and this seat, the latest where there are more; None where there is none.
    """

    person_id: UUID
    employment: Employment
    agreement: AgreementFact | None


@dataclass(frozen=True, slots=True)
class SitterFact:
    """Somebody who may sit in a seat: its holder or its deputy.

    `agreement_to` is the last day of the agreements that a self-employed doctor sits by, as they
    now stand (G-3); without any, the last day before they became self-employed. None for those
    who need none.
    """

    person_id: UUID
    active_clinician: bool
    agreement_to: date | None


@dataclass(frozen=True, slots=True)
class SeatFact:
    """A seat of the body that is filled now (G-2); `sitters` is the holder, then the deputy.

    `co_opted_for` is the one case that the seat is for, None for a seat in all of them (G-5).
    """

    seat_id: UUID
    party: UUID
    side: SideName | None
    function: Function
    rights: tuple[Right, ...]
    term_from: date
    term_to: date
    sitters: tuple[SitterFact, ...]
    co_opted_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case as it stands between the bodies.

    `body_id` is the body that has it for treatment, None once consensus is reached; `proposal_id`
    the proposal that lies before that body, None while the body still works on one;
    `alternatives` how many that proposal has beside itself (G-5); `over_capacity` the parties
    whose capacity it exceeds as it stands (A-9).
    """

    case_id: UUID
    body_id: UUID | None
    proposal_id: UUID | None
    alternatives: int = 0
    over_capacity: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class RegisterFacts(Facts):
    """For organisations and roles: the ids of helsefellesskap and organisations that the command
    names and the register does not have, and those that another has taken over from (P-6)."""

    unknown: tuple[UUID, ...] = ()
    succeeded: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class OrganisationFacts(RegisterFacts):
    """For an organisation's commands: also the helsefellesskap that the successor belongs to
    (SucceedOrganisation); what stands in the organisation's name (CarryOutSuccession)."""

    successor_areas: tuple[UUID, ...] = ()
    bodies: tuple[UUID, ...] = ()
    seats: tuple[UUID, ...] = ()
    cases: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class BodyFacts(RegisterFacts):
    """For a body's commands: also the body named as parent, None where no such body stands
    (EstablishBody, ReconfigureBody); the standing bodies below it (ReconfigureBody, DissolveBody);
    the cases it has open, and those of the bodies named as receivers that are known
    (DissolveBody)."""

    parent: BodyFact | None = None
    children: tuple[BodyFact, ...] = ()
    open_cases: tuple[UUID, ...] = ()
    receivers: tuple[BodyFact, ...] = ()


@dataclass(frozen=True)
class SeatFacts(RegisterFacts):
    """For FillSeat: also the seat's body, the people named as holder and deputy, and the case
    that is named where somebody is co-opted. For ChangeDeputy: the person named as deputy."""

    body: BodyFact | None = None
    holder: PersonFact | None = None
    deputy: PersonFact | None = None
    co_opting: CaseFact | None = None


@dataclass(frozen=True, slots=True)
class ApprovingFact:
    """A meeting that is said to have approved another one's minutes; `dealt_with` tells whether
    an item on minutes has been dealt with there."""

    meeting_id: UUID
    body_id: UUID
    dealt_with: bool


@dataclass(frozen=True)
class MeetingFacts(Facts):
    """For a meeting's commands.

    `body`: the meeting's body. `seats`: its seats that the command names and that are filled now
    (OpenItem, TakeStance, CloseMeeting), or all of them (CallMeeting, for a written procedure).
    `held`: those in which the one whose act it is sits now (AddItem, CloseItem, ApproveMinutes).
    `cases`: those named on the agenda (PlanMeeting, AddItem, CallMeeting), the item's own
    (OpenItem), or those that have lain with the body since before the meeting (CloseMeeting).
    `elsewhere`: the cases on the body's other open agendas (PlanMeeting, AddItem). `next_item`:
    the next free number in the body's series `rules.agenda.item_series` (PlanMeeting, AddItem).
    `documents`: the minutes as typeset and kept (DraftMinutes, CorrectMinutes). `approving`: the
    meeting named (ApproveMinutes).
    """

    body: BodyFact | None = None
    seats: tuple[SeatFact, ...] = ()
    held: tuple[SeatFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    elsewhere: tuple[UUID, ...] = ()
    next_item: int = 1
    documents: MinutesDocuments | None = None
    approving: ApprovingFact | None = None


@dataclass(frozen=True)
class CaseFacts(Facts):
    """For a case's commands.

    `bodies`: all that the case has to do with as it stands, those that the command names, and
    those above them. `body`: the first body of a case, of the kind asked for and closest to its
    parties, None where none is (ReceiveCase, AnswerArena; `rules.first_body`). `strategic`: the
    SSU closest to them, which makes one where none fits (the same). `council`: the fastlegeråd
    that is heard (SubmitProposal). `seats`: the seats of the body in which the one whose act it
    is sits now (SubmitProposal, SubmitNoProposal, ChooseReturnOrLift, ChooseAfterRatification), or
    all of the body's that are filled (PlanImplementation, NoteDeadline). `above` and `leaders`:
    those who are told when a step is still not done: the filled seats of the body above, and of
    the highest one (NoteDeadline).
    """

    body: BodyFact | None = None
    strategic: BodyFact | None = None
    council: BodyFact | None = None
    bodies: tuple[BodyFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    above: tuple[SeatFact, ...] = ()
    leaders: tuple[SeatFact, ...] = ()

    def known(self, body_id: UUID | None) -> BodyFact | None:
        """One of `bodies`; None where it is not among them."""
        return next((body for body in self.bodies if body.body_id == body_id), None)
