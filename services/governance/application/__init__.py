"""Load, decide, append for governance: what people may ask, each with its access decided."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from services.governance.application import exit_standing, standing
from services.governance.application.gathering import Gathering
from services.governance.application.meeting_standing import in_meeting
from services.governance.application.on_cases import OnACase, on_case
from services.governance.application.standing import OnTheRegister, Standing
from services.governance.commands.exits import AskedOfExit
from services.governance.commands.hearings import AskedOfHearing
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
    OnTheRegister
    | EstablishBody
    | ReconfigureBody
    | DissolveBody
    | FillSeat
    | ChangeDeputy
    | VacateSeat
    | AskedOfMeeting
    | OnACase
    | AskedOfExit
    | AskedOfHearing
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

    def may(self, actor: Actor, command: Asked) -> None:
        """Raises what `ask` would raise against this person; asks nothing."""
        self._standing(actor, command, None)

    def _standing(self, actor: Actor, command: Asked, on_behalf_of: UUID | None) -> Standing:
        own = self._gathering.own()
        if isinstance(command, AskedOfExit):
            return exit_standing.at_exit(actor, command, own)
        if isinstance(command, AskedOfHearing):
            return exit_standing.in_hearing(actor, command, own)
        if isinstance(command, OnTheRegister):
            return standing.on_the_register(actor, command, own)
        match command:
            case (
                EstablishBody()
                | ReconfigureBody()
                | DissolveBody()
                | FillSeat()
                | ChangeDeputy()
                | VacateSeat()
            ):
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
            case _:
                return on_case(actor, command, self._views, own, on_behalf_of)
