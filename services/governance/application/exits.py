"""The named ways out and the hearings: what their decisions rest on, and how they are decided."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, get_args
from uuid import UUID

from services.governance.application.gathering import Gathering
from services.governance.application.streams import (
    OwnStreams,
    clarification_stream,
    dispute_stream,
    hearing_stream,
    trial_stream,
)
from services.governance.commands.exits import (
    ClarificationCommand,
    DisputeCommand,
    DraftClarification,
    DraftTrial,
    ExitCommand,
    ExitFacts,
    NoteTrialEnd,
    PrepareDispute,
    RefuseToSign,
    ReviewClarification,
    SignClarification,
    TrialCommand,
)
from services.governance.commands.facts import BodyFact, SeatFact
from services.governance.commands.hearings import (
    HearingCommand,
    HearingFacts,
    OpenHearing,
)
from services.governance.decisions import hearing, meeting, person
from services.governance.decisions.exits import clarification, dispute, trial
from services.governance.readmodels import people
from shared.contracts.governance.exits import ClarificationDrafted, DisputePrepared
from shared.contracts.governance.trials import TrialDrafted
from shared.contracts.record import Facts
from shared.eventlog.commands import Decider, Gathered

Begun: TypeAlias = ClarificationDrafted | TrialDrafted | DisputePrepared
"""What began an exit: it tells case, body and helsefellesskap."""


def begun(own: OwnStreams, command: ExitCommand) -> Begun | None:
    """How the exit that a command names began; None where there is no such exit."""
    if isinstance(command, TrialCommand):
        return of_trial(own.trial(command.trial_id))
    if isinstance(command, DisputeCommand):
        return of_dispute(own.dispute(command.dispute_id))
    return of_clarification(own.clarification(command.clarification_id))


def of_clarification(state: clarification.Clarification) -> ClarificationDrafted | None:
    match state:
        case clarification.Unknown():
            return None
        case clarification.Drafting():
            return state.drafted
        case clarification.Sent():
            return state.draft.drafted
        case clarification.Answered():
            return state.sent.draft.drafted


def of_trial(state: trial.Trial) -> TrialDrafted | None:
    match state:
        case trial.Unknown():
            return None
        case trial.Drafted() | trial.Applied() | trial.Turned() | trial.Granted():
            return state.drafted
        case trial.Running():
            return state.before.drafted
        case trial.Ended():
            return state.running.before.drafted


def of_dispute(state: dispute.Dispute) -> DisputePrepared | None:
    return None if isinstance(state, dispute.Unknown) else state.prepared


class ExitFactsOf:
    """Looks up facts in governance's own streams, afresh; clinicians in the register."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering

    def for_exit(self, command: ExitCommand, base: Facts) -> Gathered[ExitFacts]:
        own = self._gathering.own()
        known = begun(own, command)
        case_id, body_id = self._asked(command, known)
        body = own.body(body_id)
        received = own.received(case_id) if case_id else None
        facts = ExitFacts(
            base.now,
            base.by,
            base.command_id,
            body=body,
            case=own.case(case_id) if case_id else None,
            number=received.number if received else "",
            parties=received.parties if received else (),
            seats=self._seats(command, own, body, base),
            meeting_body=(
                _body_of_meeting(own, command.meeting_id)
                if isinstance(command, ReviewClarification)
                else None
            ),
        )
        positions = self._gathering.seated.positions() if facts.seats else {}
        return Gathered(facts, heads=own.heads, positions=positions)

    def _seats(
        self, command: ExitCommand, own: OwnStreams, body: BodyFact | None, base: Facts
    ) -> tuple[SeatFact, ...]:
        seated = self._gathering.seated
        match command:
            case SignClarification() | RefuseToSign():
                return seated.named(own, body, [command.seat_id], base)
            case NoteTrialEnd():
                return seated.everybody(own, body, base)
            case _:
                return ()

    @staticmethod
    def _asked(command: ExitCommand, known: Begun | None) -> tuple[UUID | None, UUID | None]:
        if isinstance(command, DraftClarification | DraftTrial | PrepareDispute):
            return command.case_id, command.body_id
        return (known.case_id, known.body_id) if known else (None, None)

    def for_hearing(self, command: HearingCommand, base: Facts) -> Gathered[HearingFacts]:
        if not isinstance(command, OpenHearing):
            return Gathered(HearingFacts(base.now, base.by, base.command_id))
        own = self._gathering.own()
        filled = own.filled(command.seat_id)
        body = own.body(filled.body_id) if filled else None
        seats = self._gathering.seated.named(own, body, [command.seat_id], base)
        received = own.received(command.case_id)
        clinicians: tuple[UUID, ...] = ()
        if filled is not None and command.clinicians_of is not None:
            clinicians = people.clinicians(
                self._gathering.views, filled.helsefellesskap, command.clinicians_of
            )
        facts = HearingFacts(
            base.now,
            base.by,
            base.command_id,
            seat=seats[0] if seats else None,
            body_id=filled.body_id if filled else None,
            helsefellesskap=filled.helsefellesskap if filled else None,
            group=filled.speaks_for if filled else None,
            number=received.number if received else None,
            area_of_case=received.helsefellesskap if received else None,
            clinicians=clinicians,
            unknown=tuple(
                each for each in command.asked if not isinstance(own.person(each), person.Known)
            ),
        )
        return Gathered(facts, heads=own.heads, positions=self._gathering.seated.positions())


def _body_of_meeting(own: OwnStreams, meeting_id: UUID) -> BodyFact | None:
    """The body whose meeting this is, where it has begun."""
    state = own.meeting(meeting_id)
    if isinstance(state, meeting.Started | meeting.Closed):
        return own.body(state.plan.body_id)
    return None


def exit_deciders(gathering: Gathering) -> Sequence[Decider[Any, Any, Any]]:
    """The exits' kinds of streams, and the hearings'."""
    of = ExitFactsOf(gathering)
    return (
        _decider(
            "clarification",
            get_args(ClarificationCommand),
            clarification,
            lambda command: clarification_stream(command.clarification_id),
            of.for_exit,
        ),
        _decider(
            "trial",
            get_args(TrialCommand),
            trial,
            lambda command: trial_stream(command.trial_id),
            of.for_exit,
        ),
        _decider(
            "dispute",
            get_args(DisputeCommand),
            dispute,
            lambda command: dispute_stream(command.dispute_id),
            of.for_exit,
        ),
        _decider(
            "hearing",
            get_args(HearingCommand),
            hearing,
            lambda command: hearing_stream(command.hearing_id),
            of.for_hearing,
        ),
    )


def _decider(
    kind: str,
    commands: tuple[type[Any], ...],
    room: Any,
    stream: Callable[[Any], str],
    facts: Callable[[Any, Facts], Gathered[Any]],
) -> Decider[Any, Any, Any]:
    """`room` is the module that decides: its `Unknown` is how every stream of the kind begins."""
    return Decider(
        commands=commands,
        stream=stream,
        facts=facts,
        initial=room.Unknown(),
        decide=room.decide,
        evolve=room.evolve,
        kind=kind,
    )
