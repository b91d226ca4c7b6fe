"""What the decisions on a case rest on: bodies, and those who sit in them (G-5 to G-15)."""

from collections.abc import Iterable
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams
from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    CaseCommand,
    ChooseReturnOrLift,
    CloseNotAgreed,
    CorrectWording,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    NoteDeadline,
    PlaceCase,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    SubmitNoProposal,
    SubmitProposal,
    SucceedParty,
    TakeExit,
    TransferCase,
)
from services.governance.commands.facts import BodyFact, CaseFacts, SeatFact
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    AskFollowUp,
    ChooseAfterRatification,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.decisions import body as a_body
from services.governance.decisions import case
from services.governance.readmodels import structure
from services.governance.readmodels.structure import STRUCTURE
from services.governance.rules.first_body import NamedBody, closest_ssu, first_body
from shared.contracts.governance import BodyKind
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views

Chain: TypeAlias = dict[UUID, BodyFact]


class Casework:
    """`wait_seconds` is how long a choice among all bodies waits for the newest of them."""

    def __init__(self, ledger: Ledger, views: Views, wait_seconds: float, seated: Seated) -> None:
        self._ledger = ledger
        self._views = views
        self._wait = wait_seconds
        self._seated = seated

    def facts(  # noqa: PLR0911 - one way out per kind of command
        self, command: CaseCommand, own: OwnStreams, base: Facts
    ) -> Gathered[CaseFacts]:
        state = own.case_state(command.case_id)
        known = _bodies(own, [*_named(command), *case.bodies_of(state)])
        match command:
            case ReceiveCase():
                area, parties = command.helsefellesskap, command.parties
                kind: BodyKind = "lsu" if command.kind == "lsu" else "fs"
                return self._placing(own, base, known, area, parties, kind)
            case AnswerArena():
                thread = state.thread if isinstance(state, case.Known) else None
                if thread is None:
                    return _plain(own, base, known)
                return self._placing(own, base, known, thread.helsefellesskap, thread.parties, "fs")
            case SubmitProposal():
                return self._proposing(command, state, own, base, known)
            case SubmitNoProposal():
                seats = self._seated.held(own, known.get(command.body_id), base)
                return self._with_seats(own, base, known, seats)
            case ChooseReturnOrLift() | ChooseAfterRatification():
                body = known.get(state.body_id) if isinstance(state, case.Open) else None
                return self._with_seats(own, base, known, self._seated.held(own, body, base))
            case PlanImplementation():
                body = known.get(state.body_id) if isinstance(state, case.Open) else None
                seats = self._seated.named(own, body, [command.seat_id], base)
                return self._with_seats(own, base, known, seats)
            case NoteDeadline():
                return self._telling(state, own, base, known)
            case _:
                return _plain(own, base, known)

    def _proposing(
        self,
        command: SubmitProposal,
        state: case.Case,
        own: OwnStreams,
        base: Facts,
        known: Chain,
    ) -> Gathered[CaseFacts]:
        """G-5: the fastlegeråd that is heard is the one closest to the case's parties."""
        council: BodyFact | None = None
        if command.changes_gp_work and isinstance(state, case.Known):
            bodies = self._all_bodies(state.thread.helsefellesskap)
            council = first_body("gp-council", state.thread.parties, bodies)
        facts = CaseFacts(
            base.now,
            base.by,
            base.command_id,
            council=council,
            bodies=_with(own, known, council),
            seats=self._seated.held(own, known.get(command.body_id), base),
        )
        return Gathered(
            facts,
            heads=own.heads,
            positions={
                **self._seated.positions(),
                "governance": self._views.position("governance", STRUCTURE),
            },
        )

    def _placing(
        self,
        own: OwnStreams,
        base: Facts,
        known: Chain,
        area: UUID,
        parties: tuple[UUID, ...],
        kind: BodyKind,
    ) -> Gathered[CaseFacts]:
        at, named = self._newest_bodies(area)
        first, strategic = first_body(kind, parties, named), closest_ssu(parties, named)
        facts = CaseFacts(
            base.now,
            base.by,
            base.command_id,
            body=first,
            strategic=strategic,
            bodies=_with(own, known, first, strategic),
        )
        return Gathered(facts, heads=own.heads, positions={"governance": at})

    def _telling(
        self, state: case.Case, own: OwnStreams, base: Facts, known: Chain
    ) -> Gathered[CaseFacts]:
        """G-11: those who sit in the body of the step, above it, and in the highest one."""
        step = state.step if isinstance(state, case.Known) else None
        body = known.get(step.body_id) if step else None
        above = known.get(body.parent) if body and body.parent else None
        highest = body
        while highest is not None and highest.parent is not None:
            highest = known.get(highest.parent)
        facts = CaseFacts(
            base.now,
            base.by,
            base.command_id,
            bodies=tuple(known.values()),
            seats=self._seated.everybody(own, body, base),
            above=self._seated.everybody(own, above, base),
            leaders=self._seated.everybody(own, highest, base),
        )
        return Gathered(facts, heads=own.heads, positions=self._seated.positions())

    def _with_seats(
        self, own: OwnStreams, base: Facts, known: Chain, seats: tuple[SeatFact, ...]
    ) -> Gathered[CaseFacts]:
        facts = CaseFacts(
            base.now, base.by, base.command_id, bodies=tuple(known.values()), seats=seats
        )
        return Gathered(facts, heads=own.heads, positions=self._seated.positions())

    def _newest_bodies(self, area: UUID) -> tuple[int, list[NamedBody]]:
        # The choice is among all bodies, which no one stream names. So it waits, bounded, until
        # the view has come as far as the ledger was when the case came.
        self._views.wait_for("governance", self._ledger.head(), self._wait, STRUCTURE)
        at = self._views.position("governance", STRUCTURE)
        return at, self._all_bodies(area)

    def _all_bodies(self, area: UUID) -> list[NamedBody]:
        bodies = structure.bodies(self._views, area)
        return [NamedBody(each.name, a_body.as_fact(each)) for each in bodies]


def _named(command: CaseCommand) -> Iterable[UUID]:
    """The bodies that a command names."""
    match command:
        case TransferCase():
            return (command.from_body, command.to_body)
        case PlaceCase() | SubmitProposal() | SubmitNoProposal() | RecordOutcome() | TakeExit():
            return (command.body_id,)
        case (
            ReceiveCase()
            | AnswerArena()
            | GiveStatement()
            | ChooseReturnOrLift()
            | ResumeCase()
            | DeclareNotAgreed()
            | AcknowledgeNotAgreed()
            | CloseNotAgreed()
            | DropCase()
            | CorrectWording()
            | SucceedParty()
            | NoteDeadline()
            | RegisterRatification()
            | ChooseAfterRatification()
            | PlanImplementation()
            | ReportImplementation()
            | AnswerOwnStep()
            | AskFollowUp()
            | AnswerFollowUp()
        ):
            return ()
        case _:
            assert_never(command)


def _plain(own: OwnStreams, base: Facts, known: Chain) -> Gathered[CaseFacts]:
    facts = CaseFacts(base.now, base.by, base.command_id, bodies=tuple(known.values()))
    return Gathered(facts, heads=own.heads)


def _bodies(own: OwnStreams, body_ids: Iterable[UUID]) -> Chain:
    """These bodies and all above them, each once, as they were last established."""
    found: Chain = {}
    for body_id in body_ids:
        looked_at: UUID | None = body_id
        while looked_at is not None and looked_at not in found:
            body = own.body(looked_at)
            if body is None:
                break
            found[looked_at] = body
            looked_at = body.parent
    return found


def _with(own: OwnStreams, known: Chain, *more: BodyFact | None) -> tuple[BodyFact, ...]:
    """Those known and these, with what is above them."""
    chain = _bodies(own, [body.body_id for body in more if body is not None])
    return tuple({**known, **chain}.values())
