"""Load, decide, append for intake: what a person or a machine may ask."""

from datetime import datetime
from uuid import UUID

from services.intake.application.standing import standing
from services.intake.commands import IntakeCommand, RegisterReport
from shared.eventlog.commands import Done
from shared.eventlog.projections import Views
from shared.identity.actors import Actor
from shared.service.desk import Desk


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
        owner: UUID | None = None,
    ) -> Done:
        """`owner` is whose the key is, where it is not the actor's own (I-10). Raises Forbidden,
        NotFound, Refused and what the handler raises."""
        stands = standing(actor, command, self._views)
        return self._desk.ask(
            actor,
            command,
            key=key,
            case=stands.case,
            helsefellesskap=stands.helsefellesskap,
            party=stands.party,
            expected_version=expected_version,
            at=at,
            owner=owner,
        )

    def earlier(
        self, actor: Actor, command: RegisterReport, *, key: str, owner: UUID
    ) -> Done | None:
        """What became of the same report when it was sent before, by anybody who sends for the
        `owner` of its key; None where it never was.

        Raises ReusedCommandId where its key was used for something else.
        """
        case = str(command.case_id)
        return self._desk.earlier(actor, command, key=key, case=case, owner=owner)
