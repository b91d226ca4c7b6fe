"""What governance's decisions are given to rest on, looked up at the moment of the decision."""

from collections.abc import Iterable
from typing import assert_never
from uuid import UUID

from services.governance.application.meeting_facts import MeetingFactsOf
from services.governance.application.minutes import MinutesKept
from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams
from services.governance.commands.cases import (
    CaseCommand,
    NoteRatificationDeadline,
    ReceiveCase,
    RecordOutcome,
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.commands.facts import (
    BodyFacts,
    CaseFacts,
    RegisterFacts,
    SeatFacts,
)
from services.governance.commands.register import GrantRole, PersonCommand, RegisterOrganisation
from services.governance.commands.structure import EstablishBody, FillSeat, SeatCommand
from services.governance.decisions import body as a_body
from services.governance.decisions import organisation
from services.governance.readmodels import structure
from services.governance.readmodels.structure import STRUCTURE
from services.governance.rules.first_body import NamedBody, first_body
from shared.contracts.record import Facts
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views
from shared.values.calendar import deadline, local_day


class Gathering:
    """Looks up facts: governance's own streams afresh, the rest in its read models.

    `wait_seconds` is how long a choice among all bodies waits for the newest of them.
    """

    def __init__(
        self,
        ledger: Ledger,
        codec: Codec,
        views: Views,
        wait_seconds: float,
        minutes: MinutesKept,
    ) -> None:
        self._ledger = ledger
        self._codec = codec
        self._views = views
        self._wait = wait_seconds
        self._seated = Seated(views)
        self.for_meeting = MeetingFactsOf(self.own, ledger, views, wait_seconds, minutes)

    def own(self) -> OwnStreams:
        """Own streams, for one decision."""
        return OwnStreams(self._ledger, self._codec)

    def for_organisation(
        self, command: RegisterOrganisation, base: Facts
    ) -> Gathered[RegisterFacts]:
        own = self.own()
        unknown = _unknown(own, areas=command.helsefellesskap)
        facts = RegisterFacts(base.now, base.by, base.command_id, unknown=unknown)
        return Gathered(facts, heads=own.heads)

    def for_person(self, command: PersonCommand, base: Facts) -> Gathered[RegisterFacts]:
        own = self.own()
        unknown: tuple[UUID, ...] = ()
        if isinstance(command, GrantRole):
            areas = [command.helsefellesskap] if command.helsefellesskap else []
            parties = [command.party] if command.party else []
            unknown = _unknown(own, areas=areas, parties=parties)
        facts = RegisterFacts(base.now, base.by, base.command_id, unknown=unknown)
        return Gathered(facts, heads=own.heads)

    def for_body(self, command: EstablishBody, base: Facts) -> Gathered[BodyFacts]:
        own = self.own()
        facts = BodyFacts(
            base.now,
            base.by,
            base.command_id,
            unknown=_unknown(
                own,
                areas=[command.helsefellesskap],
                parties=[party for side in command.sides for party in side.parties],
            ),
            parent=own.body(command.parent),
        )
        return Gathered(facts, heads=own.heads)

    def for_seat(self, command: SeatCommand, base: Facts) -> Gathered[SeatFacts]:
        if not isinstance(command, FillSeat):
            return Gathered(SeatFacts(base.now, base.by, base.command_id))
        own = self.own()
        first_day = max(local_day(base.now), command.term_from)
        facts = SeatFacts(
            base.now,
            base.by,
            base.command_id,
            unknown=_unknown(own, parties=[command.party]),
            body=own.body(command.body_id),
            holder=self._seated.person(own, command.person_id, command.seat_id, first_day),
            deputy=(
                self._seated.person(own, command.deputy_id, command.seat_id, first_day)
                if command.deputy_id
                else None
            ),
        )
        return Gathered(facts, heads=own.heads, positions=self._seated.positions())

    def for_case(self, command: CaseCommand, base: Facts) -> Gathered[CaseFacts]:
        own = self.own()
        plain = CaseFacts(base.now, base.by, base.command_id)
        match command:
            case ReceiveCase():
                return self._receiving(command, base)
            case SubmitProposal():
                body = own.body(command.body_id)
                facts = CaseFacts(
                    base.now,
                    base.by,
                    base.command_id,
                    body=body,
                    parent=own.body(body.parent) if body else None,
                    seats=self._seated.held(own, body, base),
                )
                return Gathered(facts, heads=own.heads, positions=self._seated.positions())
            case RecordOutcome():
                established = own.established(command.body_id)
                facts = CaseFacts(
                    base.now,
                    base.by,
                    base.command_id,
                    body=established.body if established else None,
                    ratify_by=(
                        deadline(base.now, established.body.rules.deadlines.ratify)
                        if established
                        else None
                    ),
                )
                return Gathered(facts, heads=own.heads)
            case RegisterRatification() | NoteRatificationDeadline() | ReportImplementation():
                return Gathered(plain)
            case _:
                assert_never(command)

    def _receiving(self, command: ReceiveCase, base: Facts) -> Gathered[CaseFacts]:
        # The choice is among all bodies, which no one stream names. So it waits, bounded, until
        # the view has come as far as the ledger was when the case came.
        self._views.wait_for("governance", self._ledger.head(), self._wait, STRUCTURE)
        at = self._views.position("governance", STRUCTURE)
        bodies = structure.bodies(self._views, command.helsefellesskap)
        named = [NamedBody(each.name, a_body.as_fact(each)) for each in bodies]
        facts = CaseFacts(
            base.now,
            base.by,
            base.command_id,
            body=first_body(command.kind, command.parties, named),
        )
        return Gathered(facts, positions={"governance": at})


def _unknown(
    own: OwnStreams, *, areas: Iterable[UUID] = (), parties: Iterable[UUID] = ()
) -> tuple[UUID, ...]:
    """Of what a command names that which is not in the register."""
    return (
        *(area for area in areas if not own.helsefellesskap_known(area)),
        *(party for party in parties if isinstance(own.organisation(party), organisation.Unknown)),
    )
