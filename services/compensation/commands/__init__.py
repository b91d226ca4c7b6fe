"""What compensation can be asked to do, by kind of stream, and the facts it is decided on."""

from typing import TypeAlias

from services.compensation.commands.agreements import AgreementCommand
from services.compensation.commands.batches import BatchCommand
from services.compensation.commands.claims import ClaimCommand
from services.compensation.commands.payers import SetWageTypes
from services.compensation.commands.rates import RateCommand
from services.compensation.commands.settlements import SettlementCommand

CompensationCommand: TypeAlias = (
    RateCommand | AgreementCommand | ClaimCommand | SetWageTypes | BatchCommand | SettlementCommand
)
