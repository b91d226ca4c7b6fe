"""What is looked up for decisions on the register and the structure (G-1 to G-3, P-6)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams
from services.governance.commands.facts import (
    BodyFacts,
    OrganisationFacts,
    RegisterFacts,
    SeatFacts,
)
from services.governance.commands.register import (
    CarryOutSuccession,
    GrantRole,
    OrganisationCommand,
    PersonCommand,
    RegisterOrganisation,
    SucceedOrganisation,
)
from services.governance.commands.structure import (
    BodyCommand,
    ChangeDeputy,
    DissolveBody,
    EstablishBody,
    FillSeat,
    ReconfigureBody,
    SeatCommand,
    SucceedBodyParty,
    SucceedSeatParty,
    VacateSeat,
)
from services.governance.decisions import body as a_body
from services.governance.decisions import organisation
from services.governance.readmodels import open_cases, structure
from services.governance.readmodels.cases import CASES
from services.governance.readmodels.structure import STRUCTURE
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views
from shared.values.calendar import local_day


class StructureFacts:
    """Looks up facts: own streams afresh, and what no one stream tells in views waited for."""

    def __init__(
        self, own: Callable[[], OwnStreams], ledger: Ledger, views: Views, wait_seconds: float
    ) -> None:
        self._own = own
        self._ledger = ledger
        self._views = views
        self._wait = wait_seconds
        self._seated = Seated(views)

    def for_organisation(
        self, command: OrganisationCommand, base: Facts
    ) -> Gathered[OrganisationFacts]:
        own = self._own()
        plain = OrganisationFacts(base.now, base.by, base.command_id)
        match command:
            case RegisterOrganisation():
                unknown = _unknown(own, areas=command.helsefellesskap)
                return Gathered(replace(plain, unknown=unknown), heads=own.heads)
            case SucceedOrganisation():
                successor = own.organisation(command.successor)
                known = not isinstance(successor, organisation.Unknown)
                facts = replace(
                    plain,
                    unknown=() if known else (command.successor,),
                    # One that is to have a successor some day takes over from nobody.
                    succeeded=(
                        (command.successor,)
                        if isinstance(successor, organisation.Succeeded)
                        else ()
                    ),
                    successor_areas=(
                        ()
                        if isinstance(successor, organisation.Unknown)
                        else successor.helsefellesskap
                    ),
                )
                return Gathered(facts, heads=own.heads)
            case CarryOutSuccession():
                return self._standing_for(own, command.organisation_id, plain)
            case _:
                assert_never(command)

    def _standing_for(
        self, own: OwnStreams, party: UUID, plain: OrganisationFacts
    ) -> Gathered[OrganisationFacts]:
        """What stands in a party's name is told by no one stream; the views are waited for."""
        for view in (STRUCTURE, CASES):
            self._views.wait_for("governance", self._ledger.head(), self._wait, view)
        at = self._views.position("governance", STRUCTURE)
        facts = replace(
            plain,
            bodies=tuple(structure.naming(self._views, party)),
            seats=tuple(structure.seats_of_party(self._views, party)),
            cases=tuple(each.case_id for each in open_cases.of_party(self._views, party)),
        )
        return Gathered(facts, heads=own.heads, positions={"governance": at})

    def for_person(self, command: PersonCommand, base: Facts) -> Gathered[RegisterFacts]:
        own = self._own()
        unknown: tuple[UUID, ...] = ()
        if isinstance(command, GrantRole):
            areas = [command.helsefellesskap] if command.helsefellesskap else []
            parties = [command.party] if command.party else []
            unknown = _unknown(own, areas=areas, parties=parties)
        facts = RegisterFacts(base.now, base.by, base.command_id, unknown=unknown)
        return Gathered(facts, heads=own.heads)

    def for_body(self, command: BodyCommand, base: Facts) -> Gathered[BodyFacts]:
        own = self._own()
        plain = BodyFacts(base.now, base.by, base.command_id)
        match command:
            case EstablishBody():
                facts = self._configuring(own, command, [command.helsefellesskap], plain)
                return Gathered(facts, heads=own.heads)
            case ReconfigureBody():
                facts = self._configuring(own, command, [], plain)
                return self._below(own, command.body_id, facts)
            case SucceedBodyParty():
                return Gathered(plain)
            case DissolveBody():
                named = (own.body(each.body_id) for each in command.receivers)
                facts = replace(
                    plain,
                    receivers=tuple(each for each in named if each is not None),
                    open_cases=self._open_cases(command.body_id),
                )
                return self._below(own, command.body_id, facts)
            case _:
                assert_never(command)

    def _configuring(
        self,
        own: OwnStreams,
        command: EstablishBody | ReconfigureBody,
        areas: Iterable[UUID],
        plain: BodyFacts,
    ) -> BodyFacts:
        parties = [party for side in command.sides for party in side.parties]
        return replace(
            plain,
            unknown=_unknown(own, areas=areas, parties=parties),
            succeeded=_succeeded(own, parties, plain.now),
            parent=own.body(command.parent),
        )

    def _below(self, own: OwnStreams, body_id: UUID, facts: BodyFacts) -> Gathered[BodyFacts]:
        """Which bodies are below is told by no one stream; the view is waited for, bounded."""
        self._views.wait_for("governance", self._ledger.head(), self._wait, STRUCTURE)
        at = self._views.position("governance", STRUCTURE)
        children = tuple(map(a_body.as_fact, structure.below(self._views, body_id)))
        return Gathered(
            replace(facts, children=children), heads=own.heads, positions={"governance": at}
        )

    def _open_cases(self, body_id: UUID) -> tuple[UUID, ...]:
        self._views.wait_for("governance", self._ledger.head(), self._wait, CASES)
        return tuple(each.case_id for each in open_cases.of_body(self._views, body_id))

    def for_seat(self, command: SeatCommand, base: Facts) -> Gathered[SeatFacts]:
        match command:
            case FillSeat():
                return self._filling(command, base)
            case ChangeDeputy():
                return self._deputy(command, base)
            case VacateSeat() | SucceedSeatParty():
                return Gathered(SeatFacts(base.now, base.by, base.command_id))
            case _:
                assert_never(command)

    def _deputy(self, command: ChangeDeputy, base: Facts) -> Gathered[SeatFacts]:
        own = self._own()
        filled = own.filled(command.seat_id)
        facts = SeatFacts(base.now, base.by, base.command_id)
        if filled is None or command.deputy_id is None:
            return Gathered(facts, heads=own.heads)
        first_day = max(local_day(base.now), filled.term_from)
        deputy = self._seated.person(own, command.deputy_id, command.seat_id, first_day)
        return Gathered(
            replace(facts, deputy=deputy), heads=own.heads, positions=self._seated.positions()
        )

    def _filling(self, command: FillSeat, base: Facts) -> Gathered[SeatFacts]:
        own = self._own()
        first_day = max(local_day(base.now), command.term_from)
        facts = SeatFacts(
            base.now,
            base.by,
            base.command_id,
            unknown=_unknown(own, parties=[command.party]),
            succeeded=_succeeded(own, [command.party], base.now),
            body=own.body(command.body_id),
            holder=self._seated.person(own, command.person_id, command.seat_id, first_day),
            deputy=(
                self._seated.person(own, command.deputy_id, command.seat_id, first_day)
                if command.deputy_id
                else None
            ),
            co_opting=own.case(command.co_opted_for) if command.co_opted_for else None,
        )
        return Gathered(facts, heads=own.heads, positions=self._seated.positions())


def _unknown(
    own: OwnStreams, *, areas: Iterable[UUID] = (), parties: Iterable[UUID] = ()
) -> tuple[UUID, ...]:
    """Of what a command names that which is not in the register."""
    return (
        *(area for area in areas if not own.helsefellesskap_known(area)),
        *(party for party in parties if isinstance(own.organisation(party), organisation.Unknown)),
    )


def _succeeded(own: OwnStreams, parties: Iterable[UUID], now: datetime) -> tuple[UUID, ...]:
    """P-6: of these parties those whose successor has taken over."""
    today = local_day(now)
    states = ((party, own.organisation(party)) for party in parties)
    return tuple(
        party
        for party, state in states
        if isinstance(state, organisation.Succeeded) and state.on <= today
    )
