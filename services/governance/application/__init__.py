"""Load, decide, append for governance: what people may ask, each with its access decided."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application import standing
from services.governance.application.gathering import Gathering
from services.governance.application.meeting_standing import in_meeting
from services.governance.application.standing import Standing
from services.governance.commands.cases import (
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.commands.meetings import (
    AddItem,
    ApproveMinutes,
    AskedOfMeeting,
    CallMeeting,
    CancelMeeting,
    CloseItem,
    CloseMeeting,
    CorrectMinutes,
    DraftMinutes,
    EnterDissent,
    LockMinutes,
    NoteItem,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
    WithdrawStance,
)
from services.governance.commands.register import (
    EstablishHelsefellesskap,
    GrantRole,
    PersonCommand,
    RegisterOrganisation,
    RegisterPerson,
    WithdrawRole,
)
from services.governance.commands.structure import EstablishBody, FillSeat, SeatCommand, VacateSeat
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.service.desk import Desk

Asked: TypeAlias = (
    EstablishHelsefellesskap
    | RegisterOrganisation
    | PersonCommand
    | EstablishBody
    | SeatCommand
    | AskedOfMeeting
    | SubmitProposal
    | RegisterRatification
    | ReportImplementation
)
"""What people ask; a case is received, an outcome recorded and a deadline noted by what has
happened (`services.governance.reactions`)."""


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
            case RegisterPerson():
                standing.in_register(actor, [standing.own_area(actor)], every=True)
                return Standing(f"person-{command.person_id}")
            case GrantRole() | WithdrawRole():
                return standing.giving_role(actor, command, own)
            case EstablishBody() | FillSeat() | VacateSeat():
                return standing.configuring(actor, command, own)
            case (
                PlanMeeting()
                | AddItem()
                | CallMeeting()
                | CancelMeeting()
                | StartMeeting()
                | OpenItem()
                | NoteItem()
                | CloseItem()
                | CloseMeeting()
                | TakeStance()
                | WithdrawStance()
                | EnterDissent()
                | DraftMinutes()
                | CorrectMinutes()
                | ApproveMinutes()
                | LockMinutes()
            ):
                return in_meeting(actor, command, own, on_behalf_of)
            case SubmitProposal() | RegisterRatification() | ReportImplementation():
                return standing.on_case(actor, command, self._views, on_behalf_of)
            case _:
                assert_never(command)
