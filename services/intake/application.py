"""Load, decide, append for intake: what a person or a machine may ask, and the facts for it."""

from datetime import datetime
from typing import assert_never
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.intake.commands import (
    IntakeCommand,
    IntakeFacts,
    RegisterReport,
    TriageCase,
    WithdrawReport,
)
from services.intake.decisions import Case, Unknown, decide, evolve
from services.intake.readmodels import cases
from shared.contracts.intake import NumberTaken, PartyNamed
from shared.contracts.record import NAMESPACE, Event, Facts
from shared.eventlog.commands import Decider, Done, Gathered, Heads
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed, require
from shared.identity.register import AmbiguousName, Register
from shared.identity.register_model import register_model
from shared.service.desk import Desk
from shared.values.case_numbers import CaseNumberFormat
from shared.values.refusal import Refused
from shared.web.conditions import NotFound

OSLO = ZoneInfo("Europe/Oslo")


def case_stream(case_id: UUID) -> str:
    return f"case-{case_id}"


def series_stream(helsefellesskap: UUID, year: int) -> str:
    """The stream in which the numbers of one helsefellesskap and year are taken (I-11)."""
    return f"series-{helsefellesskap}-{year}"


def case_id_for(sender: UUID, reference: str) -> UUID:
    """The same sender's same reference is the same case (I-10)."""
    return uuid5(NAMESPACE, f"report:{sender}:{reference}")


def decider(
    heads: Heads, register: Register, views: Views
) -> Decider[IntakeCommand, IntakeFacts, Case]:
    """A case's stream and its commands."""

    def facts(command: IntakeCommand, base: Facts) -> Gathered[IntakeFacts]:
        if not isinstance(command, RegisterReport):
            return Gathered(IntakeFacts(base.now, base.by, base.command_id))
        home = register.helsefellesskap(command.helsefellesskap)
        if home is None:
            raise Refused("I-1", "intake.helsefellesskap-unknown", field="helsefellesskap")
        year = base.now.astimezone(OSLO).year
        series = series_stream(command.helsefellesskap, year)
        running = heads.of(series) + 1
        number = CaseNumberFormat.parse(home.case_number_format).format(running, year)
        return Gathered(
            IntakeFacts(
                base.now,
                base.by,
                base.command_id,
                parties=tuple(
                    _named(register, command.helsefellesskap, name)
                    for name in command.parties
                    if name.strip()
                ),
                year=year,
                running=running,
                number=number,
            ),
            heads={series: running - 1},
            positions={"governance": views.position("governance", register_model)},
        )

    return Decider(
        commands=(RegisterReport, TriageCase, WithdrawReport),
        stream=lambda command: case_stream(command.case_id),
        facts=facts,
        initial=Unknown(),
        decide=decide,
        evolve=evolve,
        reserves=_reserves,
        kind="case",
    )


def _named(register: Register, helsefellesskap: UUID, name: str) -> PartyNamed:
    """A name the register does not know, or knows twice, is flagged for the secretariat."""
    try:
        found = register.find_organisation(name, helsefellesskap) or register.find_organisation(
            name
        )
    except AmbiguousName:
        found = None
    return PartyNamed(
        name=found.name if found else " ".join(name.split()),
        organisation_id=found.id if found else None,
    )


def _reserves(event: Event) -> str | None:
    if isinstance(event, NumberTaken):
        return series_stream(event.helsefellesskap, event.year)
    return None


class Intake:
    """What people and machines may ask of intake."""

    def __init__(self, desk: Desk, views: Views) -> None:
        self._desk = desk
        self._views = views

    def ask(
        self,
        actor: Actor,
        command: IntakeCommand,
        *,
        key: str,
        expected_version: int | None = None,
        at: datetime | None = None,
    ) -> Done:
        """Raises Forbidden, NotFound, Refused and what the handler raises."""
        match command:
            case RegisterReport():
                resource = Resource(
                    "report", helsefellesskap=command.helsefellesskap, person=actor.person
                )
                imports = command.sender_reference is not None and isinstance(
                    allowed(actor, "intake.import", resource), Allowed
                )
                if not imports:
                    require(actor, "intake.report", resource)
            case TriageCase():
                resource = self._resource(command.case_id)
                require(actor, "intake.triage", resource)
            case WithdrawReport():
                resource = self._resource(command.case_id)
                require(actor, "intake.withdraw", resource)
            case _:
                assert_never(command)
        return self._desk.ask(
            actor,
            command,
            key=key,
            case=str(command.case_id),
            helsefellesskap=resource.helsefellesskap,
            expected_version=expected_version,
            at=at,
        )

    def _resource(self, case_id: UUID) -> Resource:
        case = cases.one(self._views, case_id)
        if case is None:
            raise NotFound
        return case.resource
