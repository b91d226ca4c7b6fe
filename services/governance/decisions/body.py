"""`body-<id>`: a body of the structure with its rules (G-1), until it is dissolved (G-12)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import BodyFact, BodyFacts
from services.governance.commands.structure import (
    BodyCommand,
    DissolveBody,
    EstablishBody,
    ReconfigureBody,
    SucceedBodyParty,
)
from services.governance.rules import structure
from services.governance.rules.register import all_are_known, none_is_succeeded, number_format
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import (
    BodyDissolved,
    BodyEstablished,
    BodyPartySucceeded,
    BodyReconfigured,
    Side,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused

BodyEvent: TypeAlias = BodyEstablished | BodyReconfigured | BodyDissolved | BodyPartySucceeded


@dataclass(frozen=True, slots=True)
class Unknown:
    """No body is established under this id."""


@dataclass(frozen=True, slots=True)
class Established:
    """It has its place in the structure, as it would be established today."""

    established: BodyEstablished

    @property
    def body(self) -> BodyFact:
        return as_fact(self.established)


@dataclass(frozen=True, slots=True)
class Dissolved:
    """It is no more; what it was stays readable."""

    established: BodyEstablished
    dissolved_on: date

    @property
    def body(self) -> BodyFact:
        return replace(as_fact(self.established), dissolved_on=self.dissolved_on)


Body: TypeAlias = Unknown | Established | Dissolved


def decide(command: BodyCommand, facts: BodyFacts, body: Body) -> tuple[BodyEvent, ...]:
    match command:
        case EstablishBody():
            return establish(command, facts, body)
        case ReconfigureBody():
            return reconfigure(command, facts, body)
        case DissolveBody():
            return dissolve(command, facts, body)
        case SucceedBodyParty():
            return succeed(command, body)
        case _:
            assert_never(command)


def establish(command: EstablishBody, facts: BodyFacts, body: Body) -> tuple[BodyEvent, ...]:
    """G-1: established once, under a known parent, with sides that consensus can be counted by."""
    match body:
        case Established() | Dissolved():
            raise Refused("G-1", "governance.already-established", field="body_id")
        case Unknown():
            return (_configured(command, facts),)
        case _:
            assert_never(body)


def _configured(command: EstablishBody, facts: BodyFacts) -> BodyEstablished:
    all_are_known(facts.unknown, "helsefellesskap", command.helsefellesskap)
    structure.parent_stands_above(command, facts.parent)
    structure.sides_are_whole(command)
    parties = [party for side in command.sides for party in side.parties]
    all_are_known(facts.unknown, "sides", *parties)
    none_is_succeeded(facts.succeeded, "sides", *parties)
    rules = structure.rules_are_whole(command)
    number_format("item_number_format", command.item_number_format)
    return BodyEstablished(
        body_id=command.body_id,
        helsefellesskap=command.helsefellesskap,
        kind=command.kind,
        level=structure.level_of(command),
        name=written("G-1", "name", command.name, longest=NAME_LENGTH),
        name_nn=optional("G-1", "name_nn", command.name_nn, longest=NAME_LENGTH),
        parent=command.parent,
        power=command.power,
        purpose=command.purpose,
        sides=command.sides,
        item_number_format=command.item_number_format,
        rules=rules,
    )


def reconfigure(command: ReconfigureBody, facts: BodyFacts, body: Body) -> tuple[BodyEvent, ...]:
    """G-1, G-20: the whole new configuration, from a day that has come and with a reason; the
    same as before changes nothing."""
    was = _standing(body).established
    structure.has_come("valid_from", command.valid_from, local_day(facts.now))
    asked = EstablishBody(
        body_id=command.body_id,
        helsefellesskap=was.helsefellesskap,
        kind=was.kind,
        level=command.level,
        name=command.name,
        name_nn=command.name_nn,
        parent=command.parent,
        power=command.power,
        purpose=command.purpose,
        sides=command.sides,
        item_number_format=command.item_number_format,
        rules=command.rules,
    )
    configured = _configured(asked, facts)
    structure.children_stay_below(asked, facts.children)
    reason = written("G-1", "reason", command.reason)
    if configured == was:
        return ()
    return (
        BodyReconfigured(
            **dict(configured) | {"type": "governance.body-reconfigured.v1"},
            valid_from=command.valid_from,
            reason=reason,
        ),
    )


def dissolve(command: DissolveBody, facts: BodyFacts, body: Body) -> tuple[BodyEvent, ...]:
    """G-12: only with a receiver for each open case, and with no body left under it."""
    standing = _standing(body)
    structure.has_come("dissolved_on", command.dissolved_on, local_day(facts.now))
    structure.nobody_is_left_below(facts.children)
    structure.each_case_has_a_receiver(
        standing.body, command.receivers, facts.open_cases, facts.receivers
    )
    return (
        BodyDissolved(
            body_id=command.body_id,
            helsefellesskap=standing.established.helsefellesskap,
            dissolved_on=command.dissolved_on,
            reason=written("G-12", "reason", command.reason),
            receivers=command.receivers,
        ),
    )


def succeed(command: SucceedBodyParty, body: Body) -> tuple[BodyEvent, ...]:
    """P-6: the successor takes the old party's place; where it has none, nothing is changed."""
    if isinstance(body, Unknown):
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    parties = {party for side in body.established.sides for party in side.parties}
    parties |= {each.party for each in body.established.rules.delegations}
    if isinstance(body, Dissolved) or command.old not in parties:
        return ()
    return (
        BodyPartySucceeded(
            body_id=command.body_id, old=command.old, new=command.new, on=command.on
        ),
    )


def _standing(body: Body) -> Established:
    match body:
        case Unknown():
            raise Refused("G-1", "governance.body-unknown", field="body_id")
        case Dissolved(dissolved_on=day):
            raise Refused("G-1", "governance.body-dissolved", field="body_id", day=day)
        case Established():
            return body
        case _:
            assert_never(body)


def evolve(body: Body, event: BodyEvent) -> Body:
    match event:
        case BodyEstablished():
            return Established(event)
        case BodyReconfigured():
            return Established(as_established(event))
        case BodyDissolved():
            return Dissolved(_known(body).established, event.dissolved_on)
        case BodyPartySucceeded():
            return replace(
                _known(body), established=with_successor(_known(body).established, event)
            )
        case _:
            assert_never(event)


def _known(body: Body) -> Established | Dissolved:
    if isinstance(body, Unknown):
        raise ValueError("a change in the stream of a body that was never established")
    return body


def as_established(event: BodyReconfigured) -> BodyEstablished:
    """The body as it would be established with its new configuration."""
    return BodyEstablished.model_validate(
        event.model_dump(exclude={"type", "valid_from", "reason"})
    )


def with_successor(was: BodyEstablished, event: BodyPartySucceeded) -> BodyEstablished:
    """P-6: the successor stands where the old party stood, once; what the old one had delegated
    is the successor's."""
    standing = {party for side in was.sides for party in side.parties if party != event.old}
    sides = [(side.name, _renamed(side.parties, event, standing)) for side in was.sides]
    delegations = tuple(
        each.model_copy(update={"party": event.new}) if each.party == event.old else each
        for each in was.rules.delegations
    )
    return was.model_copy(
        update={
            "sides": tuple(Side(name=name, parties=parties) for name, parties in sides if parties),
            "rules": was.rules.model_copy(update={"delegations": delegations}),
        }
    )


def _renamed(
    parties: tuple[UUID, ...], event: BodyPartySucceeded, standing: set[UUID]
) -> tuple[UUID, ...]:
    named = (event.new if party == event.old else party for party in parties)
    keep = event.new in standing and event.new not in parties
    return tuple(dict.fromkeys(party for party in named if not (keep and party == event.new)))


def as_fact(event: BodyEstablished) -> BodyFact:
    """The body as other decisions see it."""
    return BodyFact(
        body_id=event.body_id,
        helsefellesskap=event.helsefellesskap,
        kind=event.kind,
        level=event.level,
        parent=event.parent,
        power=event.power,
        sides=event.sides,
        item_number_format=event.item_number_format,
        rules=event.rules,
    )
