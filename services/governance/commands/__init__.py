"""What governance can be asked to do, by kind of stream, and the facts it is decided on."""

from typing import TypeAlias

from services.governance.commands.cases import CaseCommand
from services.governance.commands.exits import ExitCommand
from services.governance.commands.hearings import HearingCommand
from services.governance.commands.meetings import MeetingCommand
from services.governance.commands.register import (
    EstablishHelsefellesskap,
    OrganisationCommand,
    PersonCommand,
)
from services.governance.commands.structure import BodyCommand, SeatCommand

GovernanceCommand: TypeAlias = (
    EstablishHelsefellesskap
    | OrganisationCommand
    | PersonCommand
    | BodyCommand
    | SeatCommand
    | MeetingCommand
    | CaseCommand
    | ExitCommand
    | HearingCommand
)
