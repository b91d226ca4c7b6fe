"""Load, decide, append for governance: what people may ask, each with its access decided."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application import standing
from services.governance.application.gathering import Gathering
from services.governance.application.standing import Standing
from services.governance.commands.cases import (
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.commands.meetings import (
    CallMeeting,
    CloseItem,
    CloseMeeting,
    MeetingCommand,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
)
from services.governance.commands.register import (
    ChangeEmployment,
    EstablishHelsefellesskap,
    GrantRole,
    PersonCommand,
    RegisterOrganisation,
    RegisterPerson,
    SucceedOrganisation,
    WithdrawRole,
)
from services.governance.commands.structure import (
    ChangeDeputy,
    DissolveBody,
    EstablishBody,
    FillSeat,
    ReconfigureBody,
    VacateSeat,
)
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.service.desk import Desk

Asked: TypeAlias = (
    EstablishHelsefellesskap
    | RegisterOrganisation
    | SucceedOrganisation
    | PersonCommand
    | EstablishBody
    | ReconfigureBody
    | DissolveBody
    | FillSeat
    | ChangeDeputy
    | VacateSeat
    | MeetingCommand
    | SubmitProposal
    | RegisterRatification
    | ReportImplementation
)
"""What people ask; a case is received, an outcome recorded, a deadline noted and a successor put
in place by what has happened (`services.governance.reactions`)."""


class Governance:
    """What people and machines may ask of governance."""

    def __init__(self, desk: Desk, gathering: Gathering, views: Views) -> None:
        self._desk = desk
        self._gathering = gathering
        self._views = views

    def ask(
        self,
        actor: Actor,
        command: Asked,
        *,
        key: str,
        expected_version: int | None = None,
        on_behalf_of: UUID | None = None,
        at: datetime | None = None,
    ) -> Done:
        """`on_behalf_of` is who has said it, where the secretariat enters it (P-5).

        Raises Forbidden, NotFound, Refused and what the handler raises.
        """
        stands = self._standing(actor, command, on_behalf_of)
        return self._desk.ask(
            actor,
            command,
            key=key,
            case=stands.case,
            helsefellesskap=stands.helsefellesskap,
            seat=stands.seat,
            party=stands.party,
            on_behalf_of=on_behalf_of,
            expected_version=expected_version,
            at=at,
        )

    def _standing(  # noqa: PLR0911 - one way out per kind of command
        self, actor: Actor, command: Asked, on_behalf_of: UUID | None
    ) -> Standing:
        own = self._gathering.own()
        match command:
            case EstablishHelsefellesskap():
                area = command.helsefellesskap_id
                standing.in_register(actor, [area], every=True)
                return Standing(f"helsefellesskap-{area}", area)
            case RegisterOrganisation():
                return standing.registering(actor, command)
            case SucceedOrganisation():
                return standing.succeeding(actor, command, own)
            case RegisterPerson():
                standing.in_register(actor, [standing.own_area(actor)], every=True)
                return Standing(f"person-{command.person_id}")
            case ChangeEmployment():
                return standing.changing_status(actor, command)
            case GrantRole() | WithdrawRole():
                return standing.giving_role(actor, command, own)
            case (
                EstablishBody()
                | ReconfigureBody()
                | DissolveBody()
                | FillSeat()
                | ChangeDeputy()
                | VacateSeat()
            ):
                return standing.configuring(actor, command, own)
            case PlanMeeting():
                return standing.planning(actor, command, own)
            case CallMeeting() | StartMeeting() | OpenItem() | CloseItem() | CloseMeeting():
                return standing.leading(actor, command, own)
            case TakeStance():
                return standing.taking_stance(actor, command, own, on_behalf_of)
            case SubmitProposal() | RegisterRatification() | ReportImplementation():
                return standing.on_case(actor, command, self._views, on_behalf_of)
            case _:
                assert_never(command)
