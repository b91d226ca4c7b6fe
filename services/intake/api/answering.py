"""What all routes of intake share: bodies, changes with their headers, and what may be seen."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import Depends, Response
from pydantic import BaseModel, ConfigDict

from services.intake.application import Intake
from services.intake.commands import IntakeCommand
from services.intake.readmodels import cases
from shared.contracts.record import Sealed
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.identity.register import Helsefellesskap
from shared.service.answers import Accepted, accepted
from shared.service.desk import command_id
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.values.refusal import Refused
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class Body(BaseModel):
    """A request's body: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Change:
    """What every change carries beside its body."""

    key: str
    expected: int
    actor: Actor
    response: Response

    def ask(self, intake: Intake, command: IntakeCommand) -> Accepted:
        """Raises what `Intake.ask` raises."""
        done = intake.ask(self.actor, command, key=self.key, expected_version=self.expected)
        return accepted(self.response, done)


def _change(
    key: IdempotencyKey, expected: ExpectedVersion, actor: Asking, response: Response
) -> Change:
    return Change(key, expected, actor, response)


Changing = Annotated[Change, Depends(_change)]
"""A parameter of a route that changes a case, a rule or a setting."""


def new_id(actor: Actor, key: str, kind: str) -> UUID:
    """The id of something new: the same request again has made the same thing."""
    return uuid5(command_id(actor.person, "intake", key), kind)


def created(response: Response, done: Done) -> dict[str, object]:
    """The answer to what has made something new; 200 where it had been made before."""
    if done.repeated:
        response.status_code = 200
    return accepted(response, done).model_dump()


def sealed_for(case_id: UUID, text: str) -> Sealed:
    """What is written of a case goes under the case's own key."""
    return Sealed(subject=f"case-{case_id}", purpose="report", clear=text)


def home_of(platform: Platform, told: UUID | str, rule: str) -> Helsefellesskap:
    """The helsefellesskap by its id or its name. Raises Refused where nobody knows it."""
    known = platform.register
    home = (
        known.helsefellesskap(told) if isinstance(told, UUID) else known.helsefellesskap_named(told)
    )
    if home is None:
        raise Refused(rule, "intake.helsefellesskap-unknown", field="helsefellesskap")
    return home


def seen(platform: Platform, actor: Actor, case_id: UUID) -> cases.Case:
    """The case, if the actor may see it. Raises NotFound, Forbidden."""
    case = cases.one(platform.views, case_id)
    if case is None:
        raise NotFound
    require(actor, "intake.read-case", case.resource)
    return case
